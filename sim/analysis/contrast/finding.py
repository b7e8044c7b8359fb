"""What a change of setting does to the same worlds, in one sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.contrast.counting import differences_of
from sim.analysis.contrast.names import Names
from sim.analysis.telling import Finding, change, points, remark_of, remark_of_none
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import counted, readable, short_percent
from sim.studies.shares.fates import outcome_codes
from sim.studies.shares.intervals import CONFIDENCE, Share, share_of
from sim.studies.shares.pairing import Change


def finding_of_two(one: pd.DataFrame, other: pd.DataFrame, names: Names) -> Finding:
    """Say how many worlds end otherwise, and which outcome gains or loses most by it, from the other setting to the one.

    Parameters
    ----------
    one, other : DataFrame
        One row per world, the same worlds in the same order.
    names : Names
    """
    return finding_of_differences(differences_of(one, other, OUTCOMES), names, flips_between(one, other))


def flips_between(one: pd.DataFrame, other: pd.DataFrame) -> Share:
    """How many worlds end otherwise."""
    return share_of(int((outcome_codes(one) != outcome_codes(other)).sum()), len(one))


def finding_of_differences(differences: pd.DataFrame, names: Names, flips: Share | None = None) -> Finding:
    """The same from a table of differences, whose intervals pay for all of its rows; how many worlds flip is told if it is known."""
    beginning = f"{names.together}: "
    if flips is not None and not flips.count:
        most = f"{100 * flips.high:.1g} %" if flips.high < 1 else "all"
        return Finding(f"{beginning}no world ends otherwise, of {counted(flips.total, 'world')} (at most {most} would)")
    if flips is not None:
        beginning += f"{short_percent(flips.share, flips.low, flips.high)} of the worlds end otherwise"
    rows = [row for row in differences.to_dict("records") if row["what"] in OUTCOMES]
    changes = {str(row["what"]): _change(row) for row in rows}
    sure = [row for row in rows if changes[str(row["what"])].sure]
    if not sure:
        bound = points(max(found.reach for found in changes.values()))
        link = ", but " if flips is not None else ""
        nothing = f"{beginning}{link}no outcome becomes more or less frequent by more than {bound}"
        return Finding(nothing, remark_of_none(len(differences), CONFIDENCE))
    most_moved = max(sure, key=lambda row: abs(float(row["difference"])))
    found = changes[str(most_moved["what"])]
    link = "; " if flips is not None else ""
    changed = change(_side(most_moved, "other"), _side(most_moved, "one"), found)
    sentence = f"{beginning}{link}{readable(str(most_moved['what']))} {changed}"
    return Finding(sentence, remark_of(found, len(differences), CONFIDENCE))


def _change(row: dict[Any, Any]) -> Change:
    size, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    return Change(size, low, high, None, paired=True)


def _side(row: dict[Any, Any], side: str) -> dict[str, float]:
    """The share under one of the settings, as sentences take it."""
    return {"share": row[side], "low": row[f"{side}_low"], "high": row[f"{side}_high"]}
