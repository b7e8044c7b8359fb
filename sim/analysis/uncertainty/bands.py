"""The band of shares that an author's numbers allow, and where the share at the author's own values lies in it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.analysis.uncertainty.variance import FloatArray

ENDS = (0.05, 0.95)
"""The band holds the middle nine tenths of the shares."""
EDGE = 0.1
"""A share that less than a tenth of the samples reach, or fall short of, lies near an end of the band."""


class End(NamedTuple):
    """An end of a band, and its interval."""

    at: float
    low: float
    high: float


def without_noise(shares: FloatArray, variance: float) -> FloatArray:
    """Shares of samples, drawn together so far that their spread is that of the chances behind them.

    Shares that are counted in few worlds spread more than the chances. Drawn towards their mean until their variance is the
    one that is left without the error, they keep their order and shape (Louis 1984, Journal of the American Statistical
    Association 79, 393-398).

    Parameters
    ----------
    shares : array, shape (samples,)
        As counted.
    variance : float
        That of the chances; below 0 counts as 0.
    """
    counted, middle = shares.var(ddof=1), shares.mean()
    part = np.sqrt(min(max(variance, 0.0) / counted, 1.0)) if counted > 0 else 0.0
    drawn: FloatArray = middle + part * (shares - middle)
    return drawn


def band_of(shares: FloatArray, worlds: int) -> tuple[End, End]:
    """The ends of the band of some shares, counted in so many worlds each.

    Their intervals are those of quantiles (Conover 1999, by order), wider by half a world on either side, for no share is
    counted more exactly. Where there are too few samples for an end of an interval, it is 0 or 1.
    """
    from scipy.stats import quantile_test  # takes a while to import

    ends, slack = [], 1 / (2 * worlds)
    for part in ENDS:
        at = float(np.clip(np.quantile(shares, part), 0, 1))
        found = quantile_test(shares, p=part).confidence_interval()
        low, high = np.nan_to_num(found.low - slack, nan=0.0), np.nan_to_num(found.high + slack, nan=1.0)
        ends.append(End(at, float(np.clip(low, 0, at)), float(np.clip(high, at, 1))))
    return ends[0], ends[1]


def place_of(shares: FloatArray, own: tuple[float, float, float], band: tuple[End, End], worlds: int) -> str:
    """Where a share, given with its interval, lies: `below`, `low`, `inside`, `high` or `above` the band.

    It is outside only if its interval and that of the end do not meet. `low` and `high` are at or near an end: less than a
    tenth of the samples stay at or below it, or reach it; half a world counts as equal.
    """
    share, low, high = own
    slack = 1 / (2 * worlds)
    if high < band[0].low:
        return "below"
    if low > band[1].high:
        return "above"
    if (shares <= share + slack).mean() < EDGE:
        return "low"
    return "high" if (shares >= share - slack).mean() < EDGE else "inside"
