"""Choice with error: nested logit quantal response.

The better an action, the more likely it is chosen; how much more likely is the precision lambda (McKelvey and Palfrey 1995, 1998).
Choice is nested (McFadden 1978): first a family of actions, then a variant within it. The value of a family is the
log-*mean*-exp of its variants, not the usual log-sum-exp, so that splitting an action into two equal variants leaves its
family as likely as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number


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
    closed = {row: ~is_open for row, is_open in enumerate(available) if not is_open.all()}
    parts = np.stack(weights(list(utility), closed, families, precision, dissimilarity))
    return shares_of(parts)


SHUT = -1e200
"""Stands for minus infinity as the utility of a closed action: it can be scaled and subtracted."""

LEAST = -1e150
"""No open action is worse than this, and no closed one as good."""

SMALLEST = np.finfo(float).tiny
"""The smallest divisor, and the smallest number whose logarithm is taken."""


def shares_of(weights: FloatArray) -> FloatArray:
    """The weights of actions, shape (actions, N), as probabilities; zero in a column in which nothing is open."""
    return weights / np.maximum(weights.sum(axis=0), SMALLEST)


def weights(
    utility: Sequence[Number],
    closed: Mapping[int, BoolArray],
    families: Sequence[Sequence[int]],
    precision: Number,
    dissimilarity: Number,
) -> list[FloatArray]:
    """The weight of each action: its probability, but for a factor that all actions share.

    Parameters
    ----------
    utility : sequence of number or array of shape (N,)
        Expected utility of each action, at least one of them an array.
    closed : mapping of int to array of bool, shape (N,)
        Where actions cannot be taken, by row; a row that is open everywhere does not occur.
    families, precision, dissimilarity
        As in `probabilities`.

    Returns
    -------
    list of array, shape (N,)
        Exactly zero where an action is closed.
    """
    scaled: list[FloatArray] = [np.asarray(worth * precision) for worth in utility]
    for row, is_closed in closed.items():
        scaled[row] = scaled[row] + is_closed * SHUT
    best = np.maximum(scaled[0], LEAST)
    for worth in scaled[1:]:
        best = np.maximum(best, worth)
    parts: list[FloatArray] = [best] * len(scaled)
    for rows in families:
        if len(rows) == 1:
            parts[rows[0]] = np.exp(scaled[rows[0]] - best)
        else:
            variants = [(scaled[row] - best) / dissimilarity for row in rows]
            for row, part in zip(
                rows, _weights_of_variants(variants, _open_variants(closed, rows, best), dissimilarity), strict=True
            ):
                parts[row] = part
    return parts


def _weights_of_variants(variants: Sequence[FloatArray], count: Number, dissimilarity: Number) -> Iterator[FloatArray]:
    """The weight of each variant: the weight of its family, times its share of it."""
    shares = [np.exp(variant) for variant in variants]
    total = np.maximum(sum(shares[1:], shares[0]), SMALLEST)
    per_share = np.exp(dissimilarity * np.log(total / count)) / total
    return (share * per_share for share in shares)


def _open_variants(closed: Mapping[int, BoolArray], rows: Sequence[int], like: FloatArray) -> Number:
    """How many variants of a family are open, at least 1: one number, or one for each world."""
    shut = [closed[row] for row in rows if row in closed]
    if not shut:
        return float(len(rows))
    return np.maximum(len(rows) - sum(shut, np.zeros_like(like)), 1.0)


def choose(chances: FloatArray | Sequence[FloatArray], draw: FloatArray) -> NDArray[np.int8]:
    """Pick an action by one uniform draw per world.

    Parameters
    ----------
    chances : array, shape (actions, N), or sequence of array, shape (N,)
        Probability of each action, or its weight: all that counts is the share of the whole.
    draw : array, shape (N,)
        Uniform numbers in [0, 1).

    Returns
    -------
    array of int, shape (N,)
        Row of the chosen action; never one of probability zero.
    """
    bounds = list(accumulate(chances))
    point = draw * bounds[-1]
    chosen = np.zeros(len(draw), dtype=np.int8)
    for bound in bounds[:-1]:
        chosen += bound <= point
    return chosen


def answer(value_yield: Number, value_resist: Number, precision: Number) -> FloatArray:
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
