"""Why it comes out so: what changes between the assumptions and the end, what deterrence did, and why wars came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.answers import AnswerTable
from sim.analysis.contrast.answer import Contrast
from sim.analysis.telling import together
from sim.analysis.war_and_deterrence import (
    CAUSE_HEAD,
    CAUSE_WORDS,
    DETERRENCE_WORDS,
    cause_rows,
    causes,
    deterrence,
    deterrence_rows,
)
from sim.parameters.wording import capital, confidence_percent, enumeration, percent, short_percent
from sim.reports.assumptions import name_of
from sim.reports.parts import Part
from sim.reports.tables import Table, as_file
from sim.studies.shares.intervals import confidence_of_each, paired_interval, share_of, wilson
from sim.studies.study import Study

Flags = NDArray[np.bool_]
ANSWERED = "an outside power answers a challenge"
STEPS: Mapping[str, Callable[[pd.DataFrame], Any]] = {
    "Azerbaijan challenges Armenia": lambda table: table["challenges"] > 0,
    ANSWERED: lambda table: table["answered"] > 0,
    "the rivals sign an agreement": lambda table: table["first_signed_quarter"].notna(),
    "an agreement is ratified": lambda table: table["ratified_quarter"].notna(),
    "the agreement relapses": lambda table: table["relapse_quarter"].notna(),
    "the Armenian government falls": lambda table: table["government_fell"],
    "war breaks out": lambda table: table["war_timing"].notna(),
    "an agreement is in force at the end": lambda table: table["signed_quarter"].notna(),
}
"""What can happen on the way from the assumptions to the end, in the order in which it usually comes."""
CHALLENGED, WAR = "Azerbaijan challenges Armenia", "war breaks out"
TOLD_STEPS = 3
"""So many steps are told in a sentence; all of them stand in the table."""
HALF_A_POINT = 0.005
"""A smaller part of a difference is left out."""
WAY, CAUSES, DETERRENCE = "What happens on the way", "Why the first war came", "What deterrence did"
CAUSE_TABLE, DETERRENCE_TABLE = "causes_of_war", "deterrence"
TOLD_ELSEWHERE = (CAUSE_TABLE, DETERRENCE_TABLE, "told_flips", "flip_")
"""Beginnings of the names of those tables of a comparison that this section and the histories tell."""
NO_WAR = "No world saw a war."
ONE_CAUSE = "Each war is counted under one cause, the first that applies in a fixed order, though others may have been needed too."
ARITHMETIC = (
    "This split is arithmetic on counts, half-way between both settings; it has no interval and does not prove a cause."
)


def why_of_studies(studies: Sequence[Study]) -> list[Part]:
    """Tell of one setting, or of several side by side, what happens on the way, why wars came, and what deterrence did."""
    tables = [study.table for study in studies]
    names = [name_of(study.parameters) for study in studies]
    heads = ("", *names) if len(studies) > 1 else ("", "share of worlds")
    found = [share_of(int(flags(table).sum()), len(table)) for flags in STEPS.values() for table in tables]
    cells = [percent(one.share, one.low, one.high) for one in found]
    rows = [(_step(step), *cells[place * len(tables) : (place + 1) * len(tables)]) for place, step in enumerate(STEPS)]
    way = Table(f"{WAY}: at least once, share of all worlds (95 % interval)", heads, rows, len(tables))
    return [Part(WAY, [], [way]), _causes(studies, names), _deterrence(studies, names)]


def _causes(studies: Sequence[Study], names: Sequence[str]) -> Part:
    """Why the first war came: with all that is known of one setting, or the shares of several."""
    if len(studies) == 1:
        named = cause_rows(studies[0].table)
        if not named:
            return Part(CAUSES, [NO_WAR])
        return Part(CAUSES, [_most_frequent(studies[0]), ONE_CAUSE], [Table(CAUSES, CAUSE_HEAD, named, 4)])
    found = [causes(study.table) for study in studies]
    shown = [cause for cause in CAUSE_WORDS if any(one[cause][0].count for one in found)]
    if not shown:
        return Part(CAUSES, [NO_WAR])
    worlds = [study.worlds for study in studies]
    rows = [(CAUSE_WORDS[cause], *_parts([one[cause][0].count for one in found], worlds)) for cause in shown]
    return Part(
        CAUSES,
        [ONE_CAUSE],
        [Table(f"{CAUSES}: share of all worlds (95 % interval)", ("", *names), rows, len(names))],
    )


def _step(step: str) -> str:
    """A step as a row is named: `What deterrence did` counts answers in the worlds with a challenge alone."""
    return f"{capital(step)} (of all worlds)" if step == ANSWERED else capital(step)


def _most_frequent(study: Study) -> str:
    """How often war came, and its most frequent cause."""
    found = sorted(causes(study.table).items(), key=lambda item: -item[1][0].count)
    (cause, (share, _)), wars = found[0], share_of(found[0][1][0].total, study.worlds)
    return (
        f"War broke out in {short_percent(wars.share, wars.low, wars.high)} of the worlds. The most frequent cause of the first "
        f"war: {CAUSE_WORDS[cause]} ({short_percent(share.share, share.low, share.high)} of the worlds with a war)."
    )


def _parts(counts: Sequence[int], worlds: Sequence[int]) -> list[str]:
    found = [share_of(count, number) for count, number in zip(counts, worlds, strict=True)]
    return [percent(one.share, one.low, one.high) for one in found]


def _deterrence(studies: Sequence[Study], names: Sequence[str]) -> Part:
    if len(studies) == 1:
        rows = [tuple(row) for row in deterrence_rows(studies[0].table)]
        return Part(DETERRENCE, [], [Table(DETERRENCE, ("", "worlds"), rows, 0)])
    found = [deterrence(study.table) for study in studies]
    rows = [
        (f"{words}, {whose}", *("–" if not one[name].total else _percent(one[name]) for one in found))
        for name, (words, whose) in DETERRENCE_WORDS.items()
    ]
    return Part(DETERRENCE, [], [Table(f"{DETERRENCE} (95 % interval)", ("", *names), rows, len(names))])


def _percent(share: Any) -> str:
    return percent(share.share, share.low, share.high)


def why_of_contrast(found: Contrast) -> list[Part]:
    """Tell of two settings of the same worlds through what the second differs from the first."""
    one, other = found.studies
    steps = _changes(one.table, other.table)
    tables = {table.name: table for table in found.tables}
    wars, deterred = tables[CAUSE_TABLE], tables[DETERRENCE_TABLE]
    shown = [
        Part(CAUSES, [ONE_CAUSE], [_as_it_is(wars, wars.rows)]) if wars.rows else Part(CAUSES, [NO_WAR]),
        Part(DETERRENCE, [], [_as_it_is(deterred, _with_whose(deterred))]),
    ]
    sentences = [*_most_moved(steps, found), *_channel(one.table, other.table, steps, found)]
    return [Part(WAY, sentences, [_table_of_changes(steps, found)]), *shown]


def _as_it_is(table: AnswerTable, rows: Sequence[Sequence[str]]) -> Table:
    return Table(table.caption, table.head, rows, table.numbers, data=as_file(table.frame))


def _with_whose(table: AnswerTable) -> list[tuple[str, ...]]:
    """The rows on deterrence, each with the worlds of which it is a share."""
    measures = map(str, table.frame["measure"])
    return [
        (f"{words}, {DETERRENCE_WORDS[measure][1]}", *cells)
        for measure, (words, *cells) in zip(measures, table.rows, strict=True)
    ]


def _changes(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """How often each step happens under either setting, and by how much that differs, world by world."""
    flags = [[np.asarray(step(table), dtype=bool) for table in (one, other)] for step in STEPS.values()]
    counts = np.array([[np.sum(a & b), np.sum(a & ~b), np.sum(b & ~a), np.sum(~a & ~b)] for a, b in flags])
    both, only_one, only_other, neither = counts.T
    low, high = paired_interval(both, only_one, only_other, neither, confidence_of_each(len(STEPS)))
    ends = {"one": both + only_one, "other": both + only_other}
    shares = {f"{side}{end}": bound for side, count in ends.items() for end, bound in _bounds(count, len(one))}
    difference = (only_other - only_one) / len(one)
    return pd.DataFrame({"step": list(STEPS), **shares, "difference": difference, "low": low, "high": high})


def _bounds(count: NDArray[np.int64], worlds: int) -> list[tuple[str, NDArray[np.float64]]]:
    low, high = wilson(count, worlds)
    return [("", count / worlds), ("_low", low), ("_high", high)]


def _table_of_changes(steps: pd.DataFrame, found: Contrast) -> Table:
    rows = [
        (
            _step(str(row["step"])),
            *(percent(row[side], row[f"{side}_low"], row[f"{side}_high"]) for side in ("one", "other")),
            _points(row["difference"]),
            f"{_points(row['low'])} to {_points(row['high'])}",
        )
        for row in steps.to_dict("records")
    ]
    coverage = f"{confidence_percent(confidence_of_each(len(STEPS)))} % intervals{together(len(STEPS), 'differences')}"
    caption = f"{WAY}: at least once, share of all worlds, and differences in percentage points ({coverage})"
    return Table(caption, ("", *found.names.short, "difference", "interval"), rows, 4, data=as_file(steps))


def _points(part: float) -> str:
    return f"{100 * part:+.1f}".replace("-", "\N{MINUS SIGN}")


def _most_moved(steps: pd.DataFrame, found: Contrast) -> list[str]:
    """The steps but war that surely happen more or less often, the largest difference first."""
    sure = steps[(steps["low"] > 0) | (steps["high"] < 0)]
    ranked = (
        sure[sure["step"] != WAR].sort_values("difference", key=abs, ascending=False, kind="stable").head(TOLD_STEPS)
    )
    if ranked.empty:
        return [] if len(sure) else ["No step on the way surely happens more or less often."]
    one, other = found.names.under
    told = [
        f"{row['step']} in {_short(row, 'one')} of the worlds {one} and in {_short(row, 'other')} {other}"
        for row in ranked.to_dict("records")
    ]
    return [f"The largest changes on the way: {'; '.join(told)}."]


def _short(row: Mapping[Any, Any], side: str) -> str:
    return short_percent(row[side], row[f"{side}_low"], row[f"{side}_high"])


def _channel(one: pd.DataFrame, other: pd.DataFrame, steps: pd.DataFrame, found: Contrast) -> list[str]:
    """Which part of the change of war comes from fewer challenges, and which from fewer wars after a challenge."""
    war = steps.set_index("step").loc[WAR]
    if war["low"] <= 0 <= war["high"]:
        return []
    first, second = _chances(one), _chances(other)
    # Where nobody challenges, what a challenge would lead to is not known, and it counts as unchanged.
    after_one, after_other = first[1] if first[0] else second[1], second[1] if second[0] else first[1]
    often = (second[0] - first[0]) * (after_one + after_other) / 2
    after = (after_other - after_one) * (first[0] + second[0]) / 2
    parts = {
        f"through {'more' if often > 0 else 'fewer'} worlds with a challenge by Azerbaijan": often,
        f"through challenges that end in war {'more' if after > 0 else 'less'} often": after,
        "through wars without any challenge by Azerbaijan": second[2] - first[2],
    }
    told = [f"{_points(part)} {how}" for how, part in parts.items() if abs(part) >= HALF_A_POINT]
    under, beside = found.names.under
    counted = f"War {'rises' if war['difference'] > 0 else 'falls'} by {abs(100 * war['difference']):.1f} points"
    rates = f"{100 * first[1]:.0f} % {under} and in {100 * second[1]:.0f} % {beside}"
    after_challenge = f"Of the worlds with a challenge, war came in {rates}."
    without = [name for name, chances in ((under, first), (beside, second)) if not chances[0]]
    if without:
        after_challenge = f"No world had a challenge {' or '.join(without)}."
    return [f"{counted}: {enumeration(told)}. {after_challenge} {ARITHMETIC}"] if told else []


def _chances(table: pd.DataFrame) -> tuple[float, float, float]:
    """The share of worlds with a challenge, the share of these with a war, and the share of worlds with war alone."""
    challenged, war = (np.asarray(STEPS[step](table), dtype=bool) for step in (CHALLENGED, WAR))
    often = float(challenged.mean())
    after = float(war[challenged].mean()) if challenged.any() else 0.0
    return often, after, float((war & ~challenged).mean())
