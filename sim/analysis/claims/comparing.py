"""How far a measure moves between two settings of the same worlds, or stands from a line, with its interval."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from sim.analysis.claims.measures import Measured
from sim.analysis.claims.verdicts import Effect
from sim.studies.shares.intervals import paired_interval, wilson

POINTS = 100
"""Percentage points in a whole."""

UNKNOWN = Effect(float("nan"), float("nan"), float("nan"))
FEWEST = 2
"""The spread of a level is measured from this many worlds on."""


def difference(before: Measured, after: Measured, confidence: float) -> tuple[Effect, int]:
    """How far a measure moves, world by world, and how many pairs were counted.

    Shares have Newcombe's paired interval, means of levels Student's. A pair in which either side has no meaning (NaN) does
    not count.
    """
    if before.dtype == bool and after.dtype == bool:
        return _shares(before, after, confidence)
    one, two = before.astype(float), after.astype(float)
    return _mean(two - one, confidence)


def distance(measured: Measured, line: float, confidence: float) -> tuple[Effect, int]:
    """How far a measure stands from a line that is given in percentage points, and how many worlds were counted."""
    if measured.dtype != bool:
        effect, worlds = _mean(measured.astype(float), confidence)
        return effect.moved(-line), worlds
    count, worlds = int(np.count_nonzero(measured)), len(measured)
    if not worlds:
        return UNKNOWN, 0
    low, high = wilson(count, worlds, confidence)
    return Effect(POINTS * count / worlds, POINTS * float(low), POINTS * float(high)).moved(-line), worlds


def _shares(before: Measured, after: Measured, confidence: float) -> tuple[Effect, int]:
    worlds = len(before)
    if not worlds:
        return UNKNOWN, 0
    both, first, second = (int(np.count_nonzero(where)) for where in (before & after, before, after))
    low, high = paired_interval(both, first - both, second - both, worlds - first - second + both, confidence)
    return Effect(POINTS * (second - first) / worlds, POINTS * float(low), POINTS * float(high)), worlds


def _mean(values: Measured, confidence: float) -> tuple[Effect, int]:
    """The mean of what has a meaning, with Student's interval."""
    known = values[~np.isnan(values)]
    if len(known) < FEWEST:
        return UNKNOWN, len(known)
    quantile = float(stdtrit(len(known) - 1, (1 + confidence) / 2))
    reach = quantile * float(known.std(ddof=1) / np.sqrt(len(known)))
    mean = float(known.mean())
    return Effect(POINTS * mean, POINTS * (mean - reach), POINTS * (mean + reach)), len(known)
