"""Shapley values and interactions of a game that was played in many worlds: pure functions over arrays.

The players are groups of assumptions. A coalition holds the groups that are taken from the second author; the others are
taken from the first. Its worth in a world is whether that world reaches an outcome.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.common.errors import InputError

FloatArray = NDArray[np.float64]


def shapley(values: ArrayLike) -> FloatArray:
    """The Shapley value of every player in every world: what it changes as it joins, averaged over all orders.

    In each world the values of all players add up to the worth of all together less that of nobody.

    Parameters
    ----------
    values : array_like, shape (2^n, worlds)
        Worth of each coalition. Row 5, binary 101, is that of the players 0 and 2; row 0 that of nobody.

    Returns
    -------
    ndarray, shape (n, worlds)

    Raises
    ------
    InputError
        If the number of rows is not a power of 2, or less than 2.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of Games II, 307-317.

    Examples
    --------
    Two players who reach something only together share it:

    >>> shapley([[0], [0], [0], [1]]).tolist()
    [[0.5], [0.5]]
    """
    table, players = _game(values)
    return weights(players) @ table


def interactions(values: ArrayLike) -> FloatArray:
    """The interaction index of every pair of players in every world.

    How much more both change together than each by itself, averaged over what the others do: positive where they
    reinforce each other, negative where one does what the other would have done.

    Parameters
    ----------
    values : array_like, shape (2^n, worlds)
        Worth of each coalition, as for `shapley`.

    Returns
    -------
    ndarray, shape (n (n - 1) / 2, worlds)
        The pairs in the order of `itertools.combinations`: 01, 02, ..., 12, ...

    References
    ----------
    Grabisch, M. & Roubens, M. (1999). An axiomatic approach to the concept of interaction among players in cooperative
    games. International Journal of Game Theory 28, 547-565.

    Examples
    --------
    >>> interactions([[0], [0], [0], [1]]).tolist()
    [[1.0]]
    """
    table, players = _game(values)
    return pair_weights(players) @ table


def alone(values: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """What every player changes as the first to join, and as the last, in every world: two arrays of shape (n, worlds).

    >>> [changed.tolist() for changed in alone([[0], [0], [0], [1]])]
    [[[0.0], [0.0]], [[1.0], [1.0]]]
    """
    table, players = _game(values)
    single = 1 << np.arange(players)
    every = len(table) - 1
    return table[single] - table[0], table[every] - table[every - single]


@lru_cache(maxsize=16)
def weights(players: int) -> FloatArray:
    """How much each coalition counts in the Shapley value of each player, shape (n, 2^n)."""
    masks = np.arange(1 << players)
    found = np.zeros((players, len(masks)))
    for player in range(players):
        inside = masks >> player & 1
        others = np.bitwise_count(masks) - inside
        share = np.array([1 / (players * comb(players - 1, size)) for size in range(players)])[others]
        found[player] = np.where(inside, share, -share)
    return found


@lru_cache(maxsize=16)
def pair_weights(players: int) -> FloatArray:
    """How much each coalition counts in the interaction index of each pair, shape (n (n - 1) / 2, 2^n)."""
    masks = np.arange(1 << players)
    found = np.zeros((comb(players, 2), len(masks)))
    for row, (one, other) in zip(found, combinations(range(players), 2), strict=True):
        inside = (masks >> one & 1) + (masks >> other & 1)
        others = np.bitwise_count(masks) - inside
        share = np.array([1 / ((players - 1) * comb(players - 2, size)) for size in range(players - 1)])[others]
        # Both or neither of the pair count for it, one alone against it.
        row[:] = np.where(inside == 1, -share, share)
    return found


def in_orders(rows: ArrayLike, order: ArrayLike) -> FloatArray:
    """What every player changes if they join in one order.

    Parameters
    ----------
    rows : array_like, shape (n + 1, worlds)
        Worth of nobody, of the first of the order, of the first two, and so on.
    order : array_like of int, shape (n,)
        The players as they join.

    Returns
    -------
    ndarray, shape (n, worlds)
        In the order of the players.

    >>> in_orders([[0], [0], [1]], [1, 0]).tolist()
    [[1.0], [0.0]]
    """
    steps = np.diff(np.asarray(rows, dtype=float), axis=0)
    found = np.empty_like(steps)
    found[np.asarray(order, dtype=int)] = steps
    return found


def _game(values: ArrayLike) -> tuple[FloatArray, int]:
    """The worths as numbers, and how many players there are."""
    table = np.asarray(values, dtype=float)
    size = len(table) if table.ndim else 0
    if size < 2 or size & size - 1:
        raise InputError(f"a game has a row for each coalition, 2, 4, 8 and so on; this one has {size}")
    return table, size.bit_length() - 1
