"""By how much the shares of two settings differ, as a table: counted in the same worlds where there are any."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, made_by, within_one
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import whole
from sim.studies.shares.fates import Codes, fates_of, together
from sim.studies.shares.intervals import CONFIDENCE
from sim.studies.shares.pairing import Change, paired, some, unpaired

STUDY = made_by(
    "a study, as simulate() or open_run() returns it (a table does not say with which seed it was played)", "Study"
)

MEASURES = ("before", "after", "difference", "low", "high", "p", "worlds", "paired")
"""Columns that every table of differences ends with."""


@asked(one=STUDY, other=STUDY, confidence=within_one)
def differences(one: Any, other: Any, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """By how much each outcome becomes more or less frequent from one study to another.

    Studies with the same seed and as many worlds use the same random draws: world 17 of one is world 17 of the other,
    and the differences are counted world by world, which makes them surer than the two shares. Studies with different
    seeds are compared as separate samples; the column `paired` says which.

    Parameters
    ----------
    one, other : Study
        As `simulate` or `open_run` returns them; say the one without a policy first.
    confidence : float
        Coverage of each interval, between 0 and 1. Whoever picks the largest of five differences should ask for 0.99,
        so that all five together hold with 95 %.

    Returns
    -------
    pandas.DataFrame
        One row per outcome: `outcome` (ordered category), `before` and `after` (shares of all worlds), `difference`
        (after less before), `low` and `high` (Newcombe's score interval), `p` (of no difference: McNemar's test with
        mid-p, or chi-squared with N - 1 of separate samples), `worlds` (pairs, or those of the smaller study), `paired`.

    Raises
    ------
    InputError
        If both have the same seed but not the same number of worlds, so that they are neither the same nor separate ones.

    Examples
    --------
    >>> from sim import differences, load, simulate
    >>> before = simulate("fattah2025", worlds=100)
    >>> after = simulate(load("fattah2025", policies="western_guarantee"), worlds=100)
    >>> bool(differences(before, after)["paired"].all())
    True
    """
    if one.seed == other.seed and one.worlds != other.worlds:
        raise InputError(
            f"both studies have the seed {one.seed}, but one has {whole(one.worlds)} worlds and the other "
            f"{whole(other.worlds)}: a part of their worlds is the same. Play both with the same number of worlds, "
            "or with different seeds"
        )
    tables = [study.table for study in (one, other)]
    if one.seed == other.seed:
        before, after = map(fates_of, tables)
        found = paired_rows([(before, after)], OUTCOMES, confidence)
    else:
        counts = [table["outcome"].astype(str).value_counts().reindex(list(OUTCOMES), fill_value=0) for table in tables]
        sizes = [np.full(len(OUTCOMES), len(table)) for table in tables]
        found = unpaired_rows(counts[0].to_numpy(), sizes[0], counts[1].to_numpy(), sizes[1], confidence)
    found.insert(0, "outcome", outcome_column(OUTCOMES))
    return found


def paired_rows(pairs: Sequence[tuple[Codes, Codes]], what: Sequence[str], confidence: float) -> pd.DataFrame:
    """Differences between settings of the same worlds: for each pair one row for each outcome or event, with `MEASURES`."""
    counted = np.array([together(before, after, one) for before, after in pairs for one in what], dtype=float)
    both, only_before, only_after, neither = counted.reshape(-1, 4).T
    worlds = both + only_before + only_after + neither
    change = paired(both, only_before, only_after, neither, confidence)
    known = replace(change, size=np.where(worlds > 0, change.size, np.nan))
    return _rows(both + only_before, worlds, both + only_after, worlds, known)


def unpaired_rows(before: Any, before_worlds: Any, after: Any, after_worlds: Any, confidence: float) -> pd.DataFrame:
    """Differences between settings of separate worlds: counts and totals before and after, one row each."""
    change = unpaired(before, before_worlds, after, after_worlds, confidence)
    return _rows(before, before_worlds, after, after_worlds, change)


def _rows(before: Any, before_worlds: Any, after: Any, after_worlds: Any, change: Change) -> pd.DataFrame:
    """One row for each change, with `MEASURES`."""
    worlds = np.minimum(before_worlds, after_worlds).astype(int)
    shares = (before / some(before_worlds), after / some(after_worlds))
    found = (*shares, change.size, change.low, change.high, change.p, worlds, change.paired)
    return pd.DataFrame(dict(zip(MEASURES, found, strict=True)))


def outcome_column(what: Sequence[str]) -> Any:
    """Names of outcomes as an ordered category; as they are where an event is among them."""
    if set(what) <= set(OUTCOMES):
        return pd.Categorical(list(what), dtype=pd.CategoricalDtype(list(OUTCOMES), ordered=True))
    return list(what)
