"""Outcomes by horizon: which outcome the same worlds have if one looks earlier or later, and how formal peace ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.analysis.telling import Finding, change, no_change, remark_of, remark_of_none, told
from sim.analysis.timing.words import YEAR, after
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable
from sim.studies.shares.differences import outcome_column, paired_rows
from sim.studies.shares.fates import Codes, flows_between
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each, wilson
from sim.studies.shares.pairing import Change

USUAL_YEARS = (2, 4, 6, 8, 10)
LATER = 5
"""Beyond the usual years, a history is looked at every so many years."""
SHORT = 4
"""Histories of fewer years are looked at every year."""
FORMAL = "formal_peace"


def usual_horizons(horizon: int) -> tuple[int, ...]:
    """After how many quarters a history of so many is looked at if nobody says: every two years, and at its end."""
    whole_years = horizon // YEAR
    later = range(USUAL_YEARS[-1] + LATER, whole_years + 1, LATER)
    years = (*USUAL_YEARS, *later) if whole_years >= SHORT else range(1, whole_years + 1)
    quarters = [YEAR * year for year in years]
    return tuple(sorted({*(one for one in quarters if one < horizon), horizon}))


def checked_horizons(horizons: Sequence[int], horizon: int) -> tuple[int, ...]:
    """Horizons in order; `InputError` if one lies beyond the history or appears twice."""
    for place, one in enumerate(horizons):
        if one in horizons[:place]:
            raise InputError(f"the horizon {one} is given twice; give each once")
        if one > horizon:
            raise InputError(
                f"the horizon {one} lies beyond the history, which has {horizon} quarters; ask for {horizon} at most, or "
                f"let histories run for longer: --set calendar.horizon={one}"
            )
    return tuple(sorted(horizons))


def outcomes_table(codes: Codes, horizons: Sequence[int]) -> pd.DataFrame:
    """How often each outcome there is after so many quarters: one row per horizon and outcome, with Wilson's interval.

    `codes` are the outcomes of the same worlds at each horizon, as places among the five, shape (horizons, worlds).
    """
    worlds = codes.shape[1]
    counts = np.array([np.bincount(one, minlength=len(OUTCOMES)) for one in codes]).ravel()
    low, high = wilson(counts, worlds)
    return pd.DataFrame(
        {
            "horizon": np.repeat(horizons, len(OUTCOMES)),
            "outcome": outcome_column(OUTCOMES * len(horizons)),
            "count": counts,
            "worlds": worlds,
            "share": counts / worlds,
            "low": low,
            "high": high,
        }
    )


def changes_table(codes: Codes, horizons: Sequence[int]) -> pd.DataFrame:
    """How outcomes change from each horizon to the next, and from the first to the last, world by world.

    One row per pair of horizons and outcome: `from`, `to`, `outcome`, and the columns of `sim.differences`. The intervals
    pay for all rows together.
    """
    pairs = list(pairwise(range(len(horizons))))
    pairs += [(0, len(horizons) - 1)] if len(pairs) > 1 else []
    labels = {
        "from": np.repeat([horizons[one] for one, _ in pairs], len(OUTCOMES)),
        "to": np.repeat([horizons[two] for _, two in pairs], len(OUTCOMES)),
        "outcome": outcome_column(OUTCOMES * len(pairs)),
    }
    if not pairs:
        return pd.DataFrame(labels)
    confidence = confidence_of_each(len(pairs) * len(OUTCOMES))
    found = paired_rows([(codes[one], codes[two]) for one, two in pairs], OUTCOMES, confidence)
    return pd.concat([pd.DataFrame(labels), found], axis=1)


def formal_table(codes: Codes, horizons: Sequence[int]) -> pd.DataFrame:
    """What worlds that are a formal peace at each earlier horizon are at the last one.

    One row per horizon but the last, and outcome: `horizon`, `outcome` (at the last horizon), `count`, `worlds` (in formal
    peace at the horizon), `share`, `low`, `high`. The share is missing where there is no such world.
    """
    became = np.array(
        [flows_between(one, codes[-1])[OUTCOMES.index(FORMAL)] for one in codes[:-1]], dtype=np.int64
    ).reshape(-1, len(OUTCOMES))
    worlds = np.repeat(became.sum(axis=1), len(OUTCOMES))
    low, high = wilson(became.ravel(), worlds)
    share = became.ravel() / np.where(worlds == 0, np.nan, worlds)
    labels = {"horizon": np.repeat(horizons[:-1], len(OUTCOMES)), "outcome": outcome_column(OUTCOMES * len(became))}
    counted = {"count": became.ravel(), "worlds": worlds, "share": share, "low": low, "high": high}
    return pd.DataFrame({**labels, **counted})


def finding_of_horizons(outcomes: pd.DataFrame, changes: pd.DataFrame, condition: str) -> Finding:
    """Which outcome changes most from the first look to the last, with its paired difference."""
    first, last = (int(one) for one in (outcomes["horizon"].min(), outcomes["horizon"].max()))
    if first == last:
        return Finding(f"{condition}, {finding_of_looks(outcomes)}")
    rows = changes[(changes["from"] == first) & (changes["to"] == last)]
    found = [(row, Change(row["difference"], row["low"], row["high"], row["p"], True)) for _, row in rows.iterrows()]
    sure = [one for one in found if one[1].sure]
    comparisons, later = len(changes), f"if one looks after {after(last)} instead of {after(first)}"
    if not sure:
        reach = max(one.reach for _, one in found)
        nothing = no_change(reach, int(rows["worlds"].min()), later)
        joined = f", {nothing[:1].lower()}{nothing[1:]}" if nothing.startswith("No ") else f": {nothing}"
        return Finding(f"{condition}{joined}", remark_of_none(comparisons, CONFIDENCE))
    row, moved = max(sure, key=lambda one: abs(one[1].size))
    before, then = (_row(outcomes, one, str(row["outcome"])) for one in (first, last))
    moves = f"{readable(str(row['outcome']))} {change(before, then, moved)} {later}"
    return Finding(f"{condition}, {moves}", remark_of(moved, comparisons, CONFIDENCE))


def finding_of_looks(outcomes: pd.DataFrame) -> str:
    """Which outcome is most frequent at the last look."""
    last = outcomes[outcomes["horizon"] == outcomes["horizon"].max()]
    most = last.iloc[int(last["share"].argmax())]
    return f"{readable(str(most['outcome']))} is most frequent after {after(int(most['horizon']))}: {told(most)} of the worlds"


def _row(outcomes: pd.DataFrame, horizon: int, outcome: str) -> pd.Series:
    return outcomes[(outcomes["horizon"] == horizon) & (outcomes["outcome"].astype(str) == outcome)].iloc[0]
