"""The tables of the answer about time: as numbers, and as words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.telling import together
from sim.analysis.timing.incidence import Median
from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVENTS,
    EVER_SIGNED,
    EVER_WAR,
    FAILED,
    HELD,
    IN_FORCE,
    NEITHER,
    RELAPSED,
    SIGNED,
    SINCE,
    START,
    WAR_FIRST,
    YEAR,
    after,
    by_with_interval,
    length_with_interval,
)
from sim.common.dates import by_when, length_in_words, the_quarter
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import confidence_percent, percent, readable, whole
from sim.studies.shares.intervals import confidence_of_each

YEARS_SINCE = (1, 2, 3, 4, 5, 8, 10, 15, 20)
"""The table looks so many years after a signature."""
FROM_START = (SIGNED, WAR_FIRST, NEITHER, EVER_SIGNED)
FIRST, AT_ALL = (FAILED, RELAPSED, ENDED_BY_WAR, HELD), (IN_FORCE, EVER_WAR)
ALL_WORLDS, SIGNERS, AGREEMENTS, FORCE = "worlds", "signers", "agreements", "in_force"
MEDIANS = {
    ALL_WORLDS: "all worlds have signed",
    SIGNERS: "the worlds that sign have signed",
    AGREEMENTS: "the agreements have failed, relapsed or ended in war",
    FORCE: "the agreements are out of force",
}
"""For what the table says when half have come."""


class Followed(NamedTuple):
    """How many worlds sign at all, and in how many of them a war came before, so that their agreement is not followed.

    `young` agreements were signed fewer than `quarters` quarters before the end of the history.
    """

    signed: int
    after_war: int
    young: int
    quarters: int

    @property
    def agreements(self) -> int:
        """Agreements that are followed."""
        return self.signed - self.after_war


def at(risks: pd.DataFrame, clock: str, event: str, quarter: int) -> pd.Series[Any] | None:
    """The row of an event at a quarter of a clock; None if no world was watched for so long."""
    rows = risks[(risks["clock"] == clock) & (risks["event"] == event) & (risks["quarter"] == quarter)]
    return rows.iloc[0] if len(rows) else None


def told(row: Any) -> str:
    """A share with its interval; a dash where nothing is known."""
    known = row is not None and not np.isnan(row["share"])
    return percent(row["share"], row["low"], row["high"]) if known else "–"


def medians_table(medians: pd.DataFrame, start: str | None, horizon: int) -> AnswerTable:
    """By when half have come."""
    rows = [
        (f"half of {row['label']}", whole(int(row["worlds"])), _half(row, start, horizon)) for row in _each(medians)
    ]
    caption = "By when half have come, with 95 % intervals"
    # No column counts as one of numbers, so that a terminal tells row by row what is too wide for it.
    return AnswerTable("medians", caption, ("what", "worlds", "when"), rows, 0, medians)


def median_in(row: Any) -> Median:
    """The median that a row of the table of medians holds."""
    return Median(*(None if pd.isna(row[name]) else int(row[name]) for name in ("quarter", "low", "high")))


def half_in_words(medians: pd.DataFrame, start: str | None, horizon: int) -> str:
    """By when half of all worlds have signed."""
    return _half(medians[medians["of"] == ALL_WORLDS].iloc[0], start, horizon)


def _half(row: Any, start: str | None, horizon: int) -> str:
    median = median_in(row)
    if not row["worlds"]:
        return "no such world"
    since = row["of"] in (AGREEMENTS, FORCE)
    if median.quarter is None:
        reached = percent(row["reached"], row["low_reached"], row["high_reached"])
        within = "not within the history" if since else f"not within {after(horizon)}"
        if median.low is None:
            return f"{within}: {reached}"
        perhaps = f"after {length_in_words(median.low)}" if since else by_when(start, median.low)
        return f"{within}: {reached}; perhaps {perhaps}"
    return length_with_interval(median) if since else by_with_interval(median, start)


def start_table(risks: pd.DataFrame, looks: Iterable[int], start: str | None) -> AnswerTable:
    """What came first, after so many quarters."""
    rows = [
        (
            after(look),
            the_quarter(start, look - 1),
            *(told(at(risks, START, event, look - 1)) for event in FROM_START),
        )
        for look in looks
    ]
    head = ("after", "by the end of", *(EVENTS[event] for event in FROM_START))
    caption = "From the start: what came first, a signature or a war; and how many have signed at all"
    frame = risks[risks["clock"] == START].drop(columns="clock").reset_index(drop=True)
    return AnswerTable("from_start", caption, head, rows, len(FROM_START), frame)


def since_tables(risks: pd.DataFrame) -> list[AnswerTable]:
    """What happened first to the first agreement, and how it fared; none where nothing is signed."""
    frame = risks[risks["clock"] == SINCE].drop(columns="clock").reset_index(drop=True)
    if frame.empty:
        return []
    last = int(frame["quarter"].max())
    looks = [YEAR * year for year in YEARS_SINCE if YEAR * year <= last] or [last]
    return [
        _since(frame, looks, "since_signature", "Since the first signature: what came first to the agreement", FIRST),
        _since(frame, looks, "in_force", "Since the first signature: how the agreement and the world fared", AT_ALL),
    ]


def _since(frame: pd.DataFrame, looks: Sequence[int], name: str, caption: str, events: Sequence[str]) -> AnswerTable:
    """Some events so many quarters after the signature, with how many agreements were still watched by the first of them."""
    own = frame[frame["event"].isin(events)].reset_index(drop=True)
    rows = []
    for look in looks:
        found = {row["event"]: row for row in _each(own[own["quarter"] == look])}
        watched = whole(int(found[events[0]]["watched"]))
        rows.append((after(look), watched, *(told(found[event]) for event in events)))
    head = ("after the signature", "still watched", *(EVENTS[event] for event in events))
    return AnswerTable(name, caption, head, rows, len(head) - 1, own)


def outcomes_by_horizon(outcomes: pd.DataFrame) -> AnswerTable:
    """How often each outcome there is if one looks after so many quarters."""
    rows = [
        (after(look), *map(told, _each(outcomes[outcomes["horizon"] == look])))
        for look in dict.fromkeys(outcomes["horizon"].tolist())
    ]
    caption = "The five outcomes of the same worlds, if one looks after so many years"
    return AnswerTable("outcomes", caption, ("after", *map(readable, OUTCOMES)), rows, len(OUTCOMES), outcomes)


def changes_by_horizon(changes: pd.DataFrame) -> list[AnswerTable]:
    """How many points each outcome gains or loses from one look to a later one; none with a single look."""
    if changes.empty:
        return []
    rows = [
        (
            f"{after(one)} to {after(two)}",
            *map(_points, _each(changes[(changes["from"] == one) & (changes["to"] == two)])),
        )
        for one, two in dict.fromkeys(zip(changes["from"].tolist(), changes["to"].tolist(), strict=True))
    ]
    coverage = confidence_percent(confidence_of_each(len(changes)))
    caption = (
        f"Change in points from one look to a later one, world by world; {coverage} % intervals{together(len(changes))}"
    )
    return [AnswerTable("changes", caption, ("from", *map(readable, OUTCOMES)), rows, len(OUTCOMES), changes)]


def formal_by_horizon(formal: pd.DataFrame, horizons: Sequence[int]) -> list[AnswerTable]:
    """What the formal peace of an earlier look has become at the last one; none with a single look."""
    if formal.empty:
        return []
    parts = [_each(formal[formal["horizon"] == look]) for look in horizons[:-1]]
    rows = [(after(part[0]["horizon"]), whole(int(part[0]["worlds"])), *map(told, part)) for part in parts]
    head = ("formal peace after", "worlds", *map(readable, OUTCOMES))
    caption = f"What a formal peace has become after {after(horizons[-1])}"
    return [AnswerTable("formal_peace", caption, head, rows, len(head) - 1, formal)]


def _each(part: pd.DataFrame) -> list[Any]:
    """The rows of a part of a table, one after the other."""
    return part.to_dict("records")


def _points(row: Any) -> str:
    """A change with its interval in percentage points: `+3.1 (1.2 to 5.0)`."""
    size, low, high = (
        f"{100 * row[name]:+.1f}".replace("-", "\N{MINUS SIGN}") for name in ("difference", "low", "high")
    )
    return f"{size} ({low} to {high})"
