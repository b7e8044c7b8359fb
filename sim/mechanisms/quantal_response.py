"""Choice with error: nested logit quantal response.

The better an action, the likelier it is chosen; how much likelier is the precision lambda (McKelvey and Palfrey 1995, 1998).
Choice is nested (McFadden 1978): first a family of actions, then a variant within it. The value of a family is the
log-*mean*-exp of its variants, not the usual log-sum-exp, so that splitting an action into two equal variants leaves its
family as likely as before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.mechanisms.arrays import BoolArray, FloatArray, Number


def probabilities(
    utility: FloatArray,
    available: BoolArray,
    families: Sequence[Sequence[int]],
    precision: Number,
    dissimilarity: Number,
) -> FloatArray:
    """The probability of each action under nested logit quantal response.

    Parameters
    ----------
    utility : array, shape (actions, N)
        Expected utility of each action, as a difference from doing nothing, in units of the prize.
    available : array of bool, shape (actions, N)
        Whether the action can be taken. Where nothing is available, every probability is zero.
    families : sequence of sequences of int
        The rows of each family; every row stands in exactly one family.
    precision : number
        Lambda, from 0 (every family equally likely) upwards (best response in the limit).
    dissimilarity : number in (0, 1]
        How unlike the variants of a family are: 1 gives plain logit between them, smaller values let the best variant
        stand for its family.

    Returns
    -------
    array, shape (actions, N)
        Probabilities; each column adds up to 1 where anything is available.

    Notes
    -----
    With tau the dissimilarity: P(variant | family) is proportional to exp(lambda U / tau), the value of a family is
    (tau / lambda) log mean exp(lambda U / tau), and P(family) is proportional to exp(lambda times that value).
    """
    scaled = utility * precision
    np.copyto(scaled, -np.inf, where=~available)
    best = np.maximum(scaled.max(axis=0), LEAST)
    scaled -= best
    chances = np.empty_like(scaled)
    total = np.zeros(scaled.shape[1])
    for rows in families:
        total += _fill_family(chances, scaled, available, rows, dissimilarity)
    chances /= np.maximum(total, np.finfo(float).tiny)
    return chances


LEAST = np.finfo(float).min / 2
"""Stands for minus infinity where minus infinity would be subtracted from itself."""


def _fill_family(
    chances: FloatArray, scaled: FloatArray, available: BoolArray, rows: Sequence[int], dissimilarity: Number
) -> FloatArray:
    """Write the unnormalised weight of each variant of one family; return the weight of the family."""
    if len(rows) == 1:
        weight = np.exp(scaled[rows[0]], out=chances[rows[0]])
        return weight
    within = [scaled[row] / dissimilarity for row in rows]
    best = np.maximum(LEAST, within[0])
    for variant in within[1:]:
        best = np.maximum(best, variant)
    shares = [np.exp(variant - best) for variant in within]
    total = np.add.reduce(shares)
    count = _open_variants(available, rows)
    mean = np.maximum(total, np.finfo(float).tiny)
    weight = np.exp(dissimilarity * (best + np.log(mean / count)))
    per_share = weight / mean
    for row, share in zip(rows, shares, strict=True):
        np.multiply(share, per_share, out=chances[row])
    return weight


def _open_variants(available: BoolArray, rows: Sequence[int]) -> FloatArray | int:
    """How many variants of a family are open in each world, at least 1."""
    if available[list(rows)].all():
        return len(rows)
    return np.maximum(available[list(rows)].sum(axis=0), 1)


def choose(chances: FloatArray, draw: FloatArray) -> NDArray[np.intp]:
    """Pick an action by one uniform draw per world.

    Parameters
    ----------
    chances : array, shape (actions, N)
        Probability of each action.
    draw : array, shape (N,)
        Uniform numbers in [0, 1).

    Returns
    -------
    array of int, shape (N,)
        Row of the chosen action; never one of probability zero.
    """
    cumulative = chances[0].copy()
    chosen = np.zeros(len(draw), dtype=np.intp)
    scaled = draw * chances.sum(axis=0)
    for row in chances[1:]:
        chosen += cumulative <= scaled
        cumulative += row
    return chosen


def answer(value_yield: FloatArray, value_resist: FloatArray, precision: Number) -> FloatArray:
    """Chance that the first of two answers is given, by logit choice (Signorino 1999).

    Parameters
    ----------
    value_yield, value_resist : array, shape (N,)
        Expected utility of either answer.
    precision : number
        Lambda of the one who answers.

    Returns
    -------
    array, shape (N,)
    """
    difference = precision * (value_yield - value_resist)
    return 0.5 * (1.0 + np.tanh(0.5 * difference))
