"""Measures of decisions when nobody knows who is right, as pure functions on tables of values.

A table of values has the shape (..., worldviews, policies), and more is better: for an outcome that is better rare, values
are negative shares. What the measures are called, and by whom, stands with each; McPhail and others (2018, Earth's Future 6,
169-191) compare them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def regret_of(values: FloatArray) -> FloatArray:
    """How far each policy is behind the best one in the same worldview, 0 or more (Savage 1951)."""
    behind: FloatArray = values.max(axis=-1, keepdims=True) - values
    return behind


def largest_regret(values: FloatArray) -> FloatArray:
    """How far each policy is behind at most, whoever is right: Savage's rule takes the policy with the least of these."""
    largest: FloatArray = regret_of(values).max(axis=-2)
    return largest


def worst(values: FloatArray) -> FloatArray:
    """The value of each policy in the worldview that is worst for it: Wald's rule (maximin) takes the largest of these."""
    least: FloatArray = values.min(axis=-2)
    return least


def between(values: FloatArray, optimism: float) -> FloatArray:
    """Best and worst value of each policy, mixed: `optimism` is the part of the best one (Hurwicz 1951)."""
    mixed: FloatArray = optimism * values.max(axis=-2) + (1 - optimism) * values.min(axis=-2)
    return mixed


def kept_in(values: FloatArray, bound: float) -> NDArray[np.int64]:
    """In how many worldviews each policy keeps a bound (Starr's domain criterion, 1962; satisficing)."""
    kept: NDArray[np.int64] = (values >= bound).sum(axis=-2)
    return kept


def expected(values: FloatArray, weights: ArrayLike) -> FloatArray:
    """The mean value of each policy over the worldviews, by their weights; with equal ones it is Laplace's rule."""
    given = np.asarray(weights, dtype=float)
    mean: FloatArray = np.einsum("...wp,w->...p", values, given / given.sum())
    return mean


def dominating(values: FloatArray) -> NDArray[np.bool_]:
    """For each policy (row) which others (columns) are nowhere worse and somewhere better (Pareto), of one table."""
    first, second = values[:, :, None], values[:, None, :]
    no_worse, better = (second >= first).all(axis=0), (second > first).any(axis=0)
    found: NDArray[np.bool_] = np.logical_and(no_worse, better)
    return found
