"""What differs between two settings of the same worlds, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.analysis.contrast.counting import differences_of
from sim.analysis.contrast.names import LETTERS, Names
from sim.analysis.headlines import verb
from sim.analysis.naming import noun
from sim.analysis.telling import NARROW, Finding, points, remark_of_none, together, told_apart
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import confidence_percent, counted, enumeration, interval, short_percent
from sim.studies.shares.fates import outcome_codes
from sim.studies.shares.intervals import CONFIDENCE, Share, confidence_of_each, share_of
from sim.studies.shares.pairing import Change

WAR = "war"
NAMED = (*OUTCOMES, WAR)
"""What a title can name: war first, and of the outcomes the one that moves most."""
COUNTED = ("war_timing", "first_signed_quarter", "signed_quarter", "general_deterrence")
"""Columns of a table in which wars are counted, beside the outcomes."""
Row = Mapping[Any, Any]


def finding_of_two(one: pd.DataFrame, other: pd.DataFrame, names: Names) -> Finding:
    """Say how many worlds end differently, and how war and the outcome that moves most differ.

    Parameters
    ----------
    one, other : DataFrame
        One row per world, the same worlds in the same order, of the first and of the second setting. War is left out where
        the tables do not tell of it.
    names : Names
    """
    what = NAMED if all(name in table for table in (one, other) for name in COUNTED) else OUTCOMES
    return finding_of_differences(differences_of(one, other, what), names, flips_between(one, other))


def flips_between(one: pd.DataFrame, other: pd.DataFrame) -> Share:
    """How many worlds end differently."""
    return share_of(int((outcome_codes(one) != outcome_codes(other)).sum()), len(one))


def finding_of_differences(differences: pd.DataFrame, names: Names, flips: Share | None = None) -> Finding:
    """The same from a table of differences, whose intervals pay for all of its rows; how many worlds flip is said if it is known."""
    rows = [row for row in differences.to_dict("records") if row["what"] in NAMED]
    changes = {str(row["what"]): _change(row) for row in rows}
    sure = [row for row in rows if changes[str(row["what"])].sure]
    told = [f"{names.together}: {_flipped(flips)}" if flips is not None else f"{names.together}:"]
    if sure:
        named = _named(sure)
        told.append(_with_and_without(named) if names.with_and_without else _side_by_side(named, names))
        sentence = ("; " if flips is not None else " ").join(told)
        return Finding(sentence, _remark(named, len(differences), names), _headline(named, names))
    if flips is not None and not flips.count:
        return Finding(told[0])
    bound = points(max(found.reach for found in changes.values()))
    what = "neither war nor any outcome" if WAR in changes else "no outcome"
    rest = f"{what} becomes more or less frequent by more than {bound}"
    sentence = (", but " if flips is not None else " ").join([*told, rest])
    does = "change" if names.many else "changes"
    headline = f"{names.begins}, {names.subject} {does} {what} by more than {bound}" if names.subject else ""
    return Finding(sentence, remark_of_none(len(differences), CONFIDENCE), headline)


def _flipped(flips: Share) -> str:
    """How many worlds end differently."""
    if flips.count:
        return f"{short_percent(flips.share, flips.low, flips.high)} of the worlds end differently"
    bound = interval(flips.share, flips.low, flips.high)
    return f"no world ends differently, of {counted(flips.total, 'world')} (95 % interval: {bound} %)"


def _change(row: Row) -> Change:
    size, low, high = (float(row[name]) for name in ("difference", "low", "high"))
    return Change(size, low, high, None, paired=True)


def _named(sure: Sequence[Row]) -> list[Row]:
    """What a title names of the differences that are sure: war, and the outcome that moves most."""
    outcomes = sorted((row for row in sure if row["what"] != WAR), key=lambda row: -abs(float(row["difference"])))
    return [*(row for row in sure if row["what"] == WAR), *outcomes[:1]]


def _with_and_without(named: Sequence[Row]) -> str:
    """How shares go from one to the other: `war falls from 16 % to 2 % and formal peace rises from none to 8 %`."""
    told = []
    for row in named:
        before, after = _shares(row)
        told.append(
            f"{noun(str(row['what']))} {'rises' if row['difference'] > 0 else 'falls'} from {before} to {after}"
        )
    return enumeration(told)


def _headline(named: Sequence[Row], names: Names) -> str:
    """What policies change, for a title: `If Ratelle is right, a western guarantee lowers war from 16 % to 2 %`; or nothing."""
    if not names.subject:
        return ""
    told = []
    for row in named:
        before, after = _shares(row)
        told.append(f"{verb(row['one'], row['other'], names.many)} {noun(str(row['what']))} from {before} to {after}")
    return f"{names.begins}, {names.subject} {enumeration(told)}"


def _side_by_side(named: Sequence[Row], names: Names) -> str:
    """Both shares: `war comes in 44 % of the worlds under Araz 2023, in 1 % under Fattah 2025; ideal peace in none and in 41 %`."""
    one, other = ("under the first", "under the second") if names.short == LETTERS else names.under
    (before, after), *more = map(_shares, named)
    told = [f"{noun(str(named[0]['what']))} comes in {before} of the worlds {one}, in {after} {other}"]
    told += [f"{noun(str(row['what']))} in {a} and in {b}" for row, (a, b) in zip(named[1:], more, strict=True)]
    return "; ".join(told)


def _shares(row: Row) -> tuple[str, str]:
    """The shares under the first and under the second setting, as many digits as tell them apart; `none` and `all` in words."""
    told = told_apart(*(_side(row, side) for side in ("one", "other")))
    one, two = (
        ("none", "all")[int(row[side])] if row[side] in (0, 1) else words
        for side, words in zip(("one", "other"), told, strict=True)
    )
    return one, two


def _side(row: Row, side: str) -> dict[str, float]:
    """The share under one of the settings, as sentences take it."""
    return {"share": row[side], "low": row[f"{side}_low"], "high": row[f"{side}_high"]}


def _remark(named: Sequence[Row], comparisons: int, names: Names) -> str:
    """The differences that a title tells, with their intervals and the direction of their signs, as a sentence of the caption."""
    one, other = ("the first", "the second") if names.short == LETTERS else names.short
    told = "; ".join(f"{noun(str(row['what']))} {_points(row)}" for row in named)
    coverage = confidence_percent(confidence_of_each(comparisons))
    difference, interval = ("differences", "intervals") if len(named) > 1 else ("difference", "interval")
    return f"The {difference} in the title ({other} less {one}): {told}; {interval} of {coverage} %{together(comparisons)}."


def _points(row: Row) -> str:
    digits = 1 if row["high"] - row["low"] >= NARROW else 2
    size, low, high = (f"{100 * row[name]:+.{digits}f}" for name in ("difference", "low", "high"))
    return f"{size} points ({low} to {high})".replace("-", "\N{MINUS SIGN}")
