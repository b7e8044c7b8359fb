"""On which side of a level shares surely lie, and between which values they must cross it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sim.studies.shares.intervals import FloatArray, wilson

Sides = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Bracket:
    """Two values between which a share crosses a level: it is surely on the one side at `low`, on the other at `high`."""

    low: float
    high: float
    rises: bool

    @property
    def width(self) -> float:
        """How far its ends lie apart."""
        return self.high - self.low


def sides(counts: FloatArray, worlds: FloatArray, level: float, confidence: float) -> Sides:
    """Side of the level on which each share surely lies: 1 above, -1 below, 0 where its interval includes the level.

    >>> sides(np.array([10, 25, 40]), np.array([100, 100, 100]), 0.25, 0.95).tolist()
    [-1, 0, 1]
    """
    low, high = wilson(counts, worlds, confidence)
    return (low > level).astype(int) - (high < level)


def brackets(values: FloatArray, sure: Sides) -> list[Bracket]:
    """Every pair of neighbours, among the values at which the side is sure, that lie on different sides.

    >>> brackets(np.array([0.0, 0.1, 0.2, 0.3]), np.array([-1, 0, 1, -1]))
    [Bracket(low=0.0, high=0.2, rises=True), Bracket(low=0.2, high=0.3, rises=False)]
    """
    known = np.flatnonzero(sure)
    return [
        Bracket(float(values[one]), float(values[two]), bool(sure[two] > 0))
        for one, two in pairwise(known)
        if sure[one] != sure[two]
    ]


def undecided(values: FloatArray, sure: Sides, likely: Sides) -> FloatArray:
    """Values outside of all brackets at which the share may touch the level, or cross it.

    The side is not sure there, and the interval of the value alone includes the level (`likely` is 0), or excludes it on the
    other side than that of the nearest value that is sure. Where no value is sure, all are undecided.

    >>> undecided(np.array([0.0, 0.1, 0.2, 0.3]), np.array([0, 1, 0, -1]), np.array([0, 1, 0, -1])).tolist()
    [0.0]
    """
    known = np.flatnonzero(sure)
    if not len(known):
        return values
    after = np.clip(np.searchsorted(known, np.arange(len(values))), 0, len(known) - 1)
    before = np.clip(np.searchsorted(known, np.arange(len(values)), side="right") - 1, 0, len(known) - 1)
    left, right = sure[known[before]], sure[known[after]]
    found: FloatArray = values[(sure == 0) & (left == right) & (likely != left)]
    return found
