"""Cumulative incidence with competing risks, and the quarter by which half have come: estimates by statsmodels.

Where every world is watched to the same quarter, these are plain counts. After a signature they are not: who signed late is
watched for a short time only, and may yet relapse. The estimator of Aalen and Johansen (1978, Scandinavian Journal of
Statistics 5, 141-150) takes that into account. It assumes that those who are watched for longer fare as the others would have.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.timing.events import NOTHING, Spells
from sim.common.extras import extra
from sim.studies.shares.intervals import CONFIDENCE, FloatArray, wilson

HALF = 0.5
DIGITS = 12
"""Products of shares are rounded to so many decimals, so that half is half."""
COLUMNS = ("event", "quarter", "count", "watched", "share", "low", "high")


class Median(NamedTuple):
    """The quarter by which half have come, with the ends of its interval; None if half have not come within the history."""

    quarter: int | None
    low: int | None
    high: int | None


def survival() -> Any:
    """The module of the library that has the estimators; `InputError` with how to install it, where it is missing."""
    return extra("statsmodels.duration.survfunc", "cumulative incidence with competing risks")


def incidence(spells: Spells, events: Sequence[str], rest: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Which share of worlds each of several events has ended by each quarter, one excluding the others.

    Parameters
    ----------
    spells : Spells
        Times and causes; cause 1 is the first of the events.
    events : sequence of str
        What the events are called.
    rest : str
        What those are called that nothing has ended yet.
    confidence : float
        Coverage of the interval of each quarter by itself.

    Returns
    -------
    pandas.DataFrame
        One row per event and quarter: `event`, `quarter` (0 is the one in which the clock starts), `count` (how many it was
        seen to end by then; of the rest, how many were not seen to end), `watched` (worlds that were still watched, and
        not ended, as the quarter began), `share`, `low`, `high`. The shares of a quarter add up to 1. Beyond the last quarter in
        which a world was watched, shares stay as they were, and the intervals include that all that are left end in the
        same way at once.
    """
    if not spells.size:
        return pd.DataFrame({name: [] for name in COLUMNS})
    came, last = spells.causes != NOTHING, int(spells.times.max())
    shares, errors = _estimates(spells, len(events), last)
    known = spells.size - _before(spells.times[~came], last)
    low, high = _rothman(shares, errors, known, spells.size, confidence)
    quarters = np.arange(spells.longest + 1)
    seen = np.minimum(quarters, last)
    left = np.where(quarters > last, shares[-1, -1], 0.0)
    parts = []
    for row, event in enumerate((*events, rest)):
        ended = came if event == rest else spells.causes == row + 1
        so_far = np.bincount(spells.times[ended], minlength=last + 1).cumsum()[seen]
        bounds = (low[row, seen] - left, high[row, seen]) if event == rest else (low[row, seen], high[row, seen] + left)
        found = {
            "quarter": quarters,
            "count": spells.size - so_far if event == rest else so_far,
            "watched": (spells.size - _before(spells.times, spells.longest)).astype(int),
            "share": shares[row, seen],
            "low": np.maximum(bounds[0], 0.0),
            "high": np.minimum(bounds[1], 1.0),
        }
        parts.append(pd.DataFrame({"event": event, **found}))
    return pd.concat(parts, ignore_index=True)


def median_of(rows: pd.DataFrame) -> Median:
    """The quarter by which half of the worlds have come to an event, from the rows of that event alone.

    Its interval holds the quarters at which the interval of the share includes a half (Brookmeyer and Crowley 1982,
    Biometrics 38, 29-41). Between two quarters many worlds sign at once; where the library finds no quarter at all, this
    one finds the quarter of the jump.
    """
    quarters = rows["quarter"].to_numpy()

    def reached(column: str) -> int | None:
        there = np.flatnonzero(rows[column].to_numpy() >= HALF)
        return int(quarters[there[0]]) if len(there) else None

    return Median(reached("share"), reached("high"), reached("low"))


def _estimates(spells: Spells, events: int, last: int) -> tuple[FloatArray, FloatArray]:
    """Shares and their standard errors by event and quarter, those that nothing has ended in the last row."""
    library, came = survival(), spells.causes != NOTHING
    shares, errors = np.zeros((events + 1, last + 1)), np.full((events + 1, last + 1), np.nan)
    shares[-1] = 1.0
    if came.any():
        # Where the last world that is watched comes to an end, the library divides by 0, and gives no error.
        with np.errstate(divide="ignore", invalid="ignore"):
            found = library.CumIncidenceRight(spells.times, spells.causes)
            held = library.SurvfuncRight(spells.times, came.astype(int))
        for row, (values, spread) in enumerate(zip(found.cinc, found.cinc_se, strict=True)):
            shares[row], errors[row] = (_by_quarter(found.times, one, last, 0.0) for one in (values, spread))
        shares[-1] = _by_quarter(held.surv_times, held.surv_prob, last, 1.0)
        errors[-1] = _by_quarter(held.surv_times, held.surv_prob_se, last, 0.0)
    return np.round(shares, DIGITS), errors


def _by_quarter(times: Any, values: Any, last: int, first: float) -> FloatArray:
    """What the library gives at the times of events, for each quarter."""
    place = np.searchsorted(times, np.arange(last + 1), side="right")
    found: FloatArray = np.concatenate([[first], values])[place]
    return found


def _before(times: Any, last: int) -> FloatArray:
    """How many of some worlds are no longer watched as each quarter begins."""
    counted: FloatArray = np.searchsorted(np.sort(times), np.arange(last + 1), side="left").astype(float)
    return counted


def _rothman(
    shares: FloatArray, errors: FloatArray, known: FloatArray, worlds: int, confidence: float
) -> tuple[FloatArray, FloatArray]:
    """Wilson's interval with the number of worlds that would give the standard error (Rothman 1978).

    Journal of Chronic Diseases 31, 557-560. Where all worlds are watched to the end, that is their number, and the
    interval is the one that shares have everywhere else. Where there is no error to go by, those worlds count of which it
    is known how they stood by then.
    """
    spread = shares * (1 - shares)
    usable = (spread > 0) & (errors > 0)
    worth = np.where(usable, spread / np.where(usable, errors, 1) ** 2, known)
    effective = np.clip(worth, 1, worlds)
    return wilson(shares * effective, effective, confidence)
