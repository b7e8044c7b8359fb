"""Components of variance as parts of the whole, with intervals, and which part is the largest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from sim.analysis.uncertainty.variance import FloatArray, error_of
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each, wilson


class Part(NamedTuple):
    """One part of a variance, as a share of the whole with its interval, and its estimate, which can be below 0."""

    variance: float
    part: float
    low: float
    high: float


UNKNOWN = Part(0.0, float("nan"), float("nan"), float("nan"))
"""Where all worlds end alike, there is nothing to split."""


def parts_of(found: FloatArray, samples: int, confidence: float = CONFIDENCE) -> list[Part]:
    """The parts of a variance that adds up from components, shape (parts, 1 + samples + worlds).

    What is estimated below 0 is shown as 0, and the others are shares of what adds up then. The intervals are those of
    the estimates, within 0 and 1, and hold what is shown.
    """
    if not found[:, 0].sum() > 0:
        return [UNKNOWN] * len(found)
    positive = np.maximum(found[:, 0], 0)
    shown = positive / positive.sum()
    raw, reach = _with_reach(_shares(found), samples, confidence)
    low, high = np.clip(raw - reach, 0, shown), np.clip(raw + reach, shown, 1)
    return [Part(*map(float, row)) for row in zip(found[:, 0], shown, low, high, strict=True)]


def largest_of(found: FloatArray, samples: int, measures: int) -> int | None:
    """Which part is the largest; None if the samples cannot tell. The intervals pay for all measures and comparisons."""
    if not found[:, 0].sum() > 0:
        return None
    shares = _shares(found)
    first = int(np.argmax(shares[:, 0]))
    others = np.delete(np.arange(len(shares)), first)
    confidence = confidence_of_each(comparisons_of(len(shares), measures))
    ahead, reach = _with_reach(shares[first] - shares[others], samples, confidence)
    return first if (ahead - reach > 0).all() else None


def comparisons_of(parts: int, measures: int) -> int:
    """How many comparisons it takes to name the largest part of each measure."""
    return (parts - 1) * measures


def mean_with_interval(means: FloatArray, samples: int) -> tuple[float, float, float]:
    """A mean share, shape (1 + samples + worlds,), with its interval, within 0 and 1.

    Where all worlds end alike, the jackknife sees no error. The interval is then that of so many separate worlds as there
    are samples or worlds: how far samples that play the same worlds stand for worlds of their own is not known.
    """
    mean, reach = (float(one[0]) for one in _with_reach(means[None], samples, CONFIDENCE))
    if mean in (0, 1):
        size = max(samples, len(means) - 1 - samples)
        low, high = map(float, wilson(mean * size, size))
        return mean, low, high
    return mean, max(mean - reach, 0.0), min(mean + reach, 1.0)


def _shares(found: FloatArray) -> FloatArray:
    """Components as shares of their sum; NaN where nothing is left of it."""
    total = found.sum(axis=0)
    shares: FloatArray = found / np.where(total > 0, total, np.nan)
    return shares


def _with_reach(values: FloatArray, samples: int, confidence: float) -> tuple[FloatArray, FloatArray]:
    """Estimates and how far their intervals reach to either side; they may be anything if one sample or world holds it all.

    Student's t has as many freedoms as the smaller of samples and worlds allows.
    """
    freedoms = min(samples, values.shape[-1] - 1 - samples) - 1
    reach = stdtrit(freedoms, (1 + confidence) / 2) * error_of(values, samples)
    return values[..., 0], np.nan_to_num(reach, nan=1.0)
