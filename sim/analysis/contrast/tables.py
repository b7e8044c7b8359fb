"""The tables of a comparison, as numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.contrast.names import Names
from sim.analysis.contrast.reasons import assumptions_behind, reasons_of
from sim.analysis.contrast.story import BOTH, MOST, Story
from sim.analysis.war_and_deterrence import CAUSE_WORDS, DETERRENCE_WORDS
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import confidence_percent, percent, readable, short_percent, whole
from sim.studies.shares.intervals import confidence_of_each, wilson

EVENT_WORDS = {
    "ever_signed": "an agreement is ever signed",
    "signed": "an agreement at the end",
    "general_deterrence": "never challenged",
    "war": "a war",
    "war_before_signature": "first war without agreement",
    "war_after_signature": "first war under agreement",
}
"""Events as a table names them."""
SHOWN_FLIPS, SHOWN_QUARTERS = 10, 7
"""So many flipped worlds are shown, and so many eventful quarters at the beginning and at the end of a story."""
SMALLEST_P = 0.001
NARROW = 0.002
"""A difference whose interval is narrower than this is told in hundredths of a point."""
NOTHING = "–"
BELIEVED = (
    "Guarantees are tested where a challenge comes although the promise of an outside power to respond is believed"
)


def of_differences(frame: pd.DataFrame, names: Names) -> AnswerTable:
    """Outcomes and events: their shares under both settings, and the second less the first; with what the names stand for."""
    rows = [
        (
            EVENT_WORDS.get(str(row["what"]), readable(str(row["what"]))),
            *(percent(row[side], row[f"{side}_low"], row[f"{side}_high"]) for side in ("one", "other")),
            *_difference(row),
            _p(row["p"]),
        )
        for row in _rows(frame)
    ]
    caption = f"Outcomes and events: shares of all worlds, and differences in percentage points ({_direction(names)})"
    return AnswerTable("differences", _explained(caption, names.key), (*_head(len(frame), names), "p"), rows, 5, frame)


def of_outcomes(frame: pd.DataFrame, names: Names) -> AnswerTable:
    """Outcomes under the first setting against those under the second."""
    cells = frame.set_index(["one", "other"])
    rows = []
    for outcome in OUTCOMES:
        own = cells.loc[outcome]
        whole_row = int(own["count"].sum())
        rows.append((readable(outcome), *(_cell(own.loc[end]) for end in OUTCOMES), whole(whole_row)))
    columns = frame.groupby("other", sort=False)["count"].sum().reindex(list(OUTCOMES))
    rows.append(("together", *(whole(int(count)) for count in columns), whole(int(frame["count"].sum()))))
    caption = f"How the same worlds end: rows {names.one}, columns {names.other}; worlds and their share of all worlds"
    return AnswerTable("outcomes_crossed", caption, ("", *map(readable, OUTCOMES), "together"), rows, 6, frame)


def _cell(row: Any) -> str:
    return (
        f"{whole(int(row['count']))} ({short_percent(row['share'], row['low'], row['high'])})" if row["count"] else "0"
    )


def of_causes(frame: pd.DataFrame, names: Names) -> AnswerTable:
    """Causes of first wars, the most frequent first; those that named no war under either setting are not shown."""
    shown = frame[frame["one_count"] + frame["other_count"] > 0]
    ranked = shown.assign(together=shown["one_count"] + shown["other_count"]).sort_values(
        "together", ascending=False, kind="stable"
    )
    rows = [
        (
            CAUSE_WORDS[str(row["cause"])],
            *(_counted(row, side) for side in ("one", "other")),
            *_difference(row),
            _p(row["p"]),
        )
        for row in _rows(ranked)
    ]
    caption = (
        f"Why the first war came: worlds, of all worlds, and differences in percentage points ({_direction(names)})"
    )
    return AnswerTable(
        "causes_of_war", _explained(caption, names.letters), (*_head(len(frame), names), "p"), rows, 5, frame
    )


def of_deterrence(frame: pd.DataFrame, names: Names) -> AnswerTable:
    """What deterrence did under either setting."""
    rows = []
    for row in _rows(frame):
        words, _ = DETERRENCE_WORDS[str(row["measure"])]
        rows.append((words, *(_part(row, side) for side in ("one", "other")), *_difference(row)))
    caption = (
        f"What deterrence did, of all worlds or of those with a challenge; differences in percentage points ({_direction(names)}). "
        f"{BELIEVED}"
    )
    return AnswerTable("deterrence", _explained(caption, names.letters), _head(len(frame), names), rows, 4, frame)


def of_flipped(frame: pd.DataFrame, names: Names, worlds: int) -> AnswerTable:
    """Which worlds end differently; the first of them in words."""
    rows = [
        (whole(row["world"]), readable(row["one"]), readable(row["other"])) for row in _rows(frame.head(SHOWN_FLIPS))
    ]
    first = f"; the first {SHOWN_FLIPS}, all are in the CSV file of this table" if len(frame) > SHOWN_FLIPS else ""
    caption = f"The worlds that end differently: {whole(len(frame))} of {whole(worlds)}{first}"
    return AnswerTable("flipped_worlds", _explained(caption, names.letters), ("world", *names.short), rows, 0, frame)


def of_flips(stories: Sequence[Story]) -> AnswerTable:
    """The flips that are shown: how they end, and where and over what their histories part."""
    rows, numbers = [], []
    for story in stories:
        flip, first = story.flip, story.flip.first
        when = story.date(first.quarter) if first is not None else NOTHING
        rows.append((whole(flip.world), readable(flip.one.outcome), readable(flip.other.outcome), when, story.in_short))
        numbers.append(_numbers(story))
    caption = "Worlds told as stories, and what came out differently in them first"
    return AnswerTable(
        "told_flips",
        _explained(caption, stories[0].names.letters),
        ("world", *stories[0].names.short, "they part in", "first difference"),
        rows,
        0,
        pd.DataFrame(numbers),
    )


def _numbers(story: Story) -> dict[str, Any]:
    """Where a flip parts, for other programs."""
    flip, first = story.flip, story.flip.first
    moves = (None, None) if first is None else (first.one, first.other)
    decided = next((move for move in moves if move is not None), None)
    reasons = [] if first is None else reasons_of(first)[:MOST]
    behind = assumptions_behind(reasons, flip.one.parameters, flip.other.parameters)
    sides: dict[str, Any] = {}
    for side, move, against in zip(("one", "other"), moves, reversed(moves), strict=True):
        sides[f"{side}_action"] = move and move.action
        sides[f"{side}_chance"] = move and move.chance
        sides[f"{side}_chance_of_the_other"] = move and against and move.chances.get(against.action)
    return {
        "world": flip.world,
        "one": flip.one.outcome,
        "other": flip.other.outcome,
        "like": flip.like,
        "quarter": first and first.quarter,
        "actor": decided and decided.actor,
        "decision": decided and decided.decision,
        **sides,
        "turn": "" if first is None else " / ".join(first.told).strip(" /"),
        "reasons": "; ".join(f"{each.words} {each.one:+.3f} / {each.other:+.3f}" for each in reasons),
        "assumptions": "; ".join(behind),
        "words": " ".join(story.sentences),
    }


def of_story(number: int, story: Story) -> AnswerTable:
    """What happened in a world that flips, from where its histories part: quarter by quarter, in both and in either."""
    sides = (BOTH, *story.names.short)
    found: dict[int, dict[str, list[str]]] = {}
    for quarter, under, event in story.events:
        found.setdefault(quarter, {side: [] for side in sides})[under].append(event)
    rows = [(story.date(quarter), *(" ".join(events[side]) for side in sides)) for quarter, events in found.items()]
    frame = pd.DataFrame(
        [(story.flip.world, *row) for row in story.events], columns=["world", "quarter", "under", "event"]
    )
    flip, (under, beside) = story.flip, story.names.under
    ends = f"{readable(flip.one.outcome)} {under}, {readable(flip.other.outcome)} {beside}"
    caption = _explained(f"World {flip.world} ({ends}), from where its histories part", story.names.letters)
    return AnswerTable(f"flip_{number}", caption, ("quarter", *sides), _without_middle(rows), 0, frame)


def _without_middle(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first and the last rows of a long story."""
    missing = len(rows) - 2 * SHOWN_QUARTERS
    if missing <= 1:
        return rows
    gap = ("...", f"{missing} more quarters, in the CSV file of this table", "", "")
    return [*rows[:SHOWN_QUARTERS], gap, *rows[-SHOWN_QUARTERS:]]


def _explained(caption: str, key: str) -> str:
    """A caption with what the names at the head of its columns stand for, if that must be said."""
    return f"{caption}. {key.removesuffix('.')}" if key else caption


def _direction(names: Names) -> str:
    """Of which setting less which a difference is."""
    return f"{names.short[1]} less {names.short[0]}"


def _head(rows: int, names: Names) -> tuple[str, ...]:
    """The head of a table of so many differences, with the coverage of their intervals, which pays for all of them."""
    coverage = confidence_percent(confidence_of_each(rows))
    interval = f"interval of {coverage} %" if coverage.startswith("more") else f"{coverage} % interval"
    return ("", *names.short, "difference", interval)


def _difference(row: dict[str, Any]) -> tuple[str, str]:
    """A difference with its interval, in percentage points."""
    if row["difference"] != row["difference"]:
        return NOTHING, NOTHING
    digits = 1 if row["high"] - row["low"] >= NARROW else 2
    size, low, high = (signed(row[name], digits) for name in ("difference", "low", "high"))
    return size, f"{low} to {high}"


def signed(part: float, digits: int = 1) -> str:
    """A part of all worlds in percentage points with its sign: `+8.5`."""
    return f"{100 * part:+.{digits}f}".replace("-", "\N{MINUS SIGN}")


def _p(p: float) -> str:
    return f"< {SMALLEST_P}" if p < SMALLEST_P else f"{p:.3f}"


def _counted(row: dict[str, Any], side: str) -> str:
    count = int(row[f"{side}_count"])
    return f"{whole(count)} ({short_percent(row[side], row[f'{side}_low'], row[f'{side}_high'])})" if count else "0"


def _part(row: dict[str, Any], side: str) -> str:
    """A share with its interval, and of how many worlds."""
    count, of = int(row[f"{side}_count"]), int(row[f"{side}_of"])
    if not of:
        return "none: 0"
    low, high = wilson(count, of)
    return f"{percent(row[side], float(low), float(high))} of {whole(of)}"


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
