"""Cumulative incidence: by which quarter how many worlds have signed, and how many are at war."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.comparing import told
from sim.analysis.finding import Setting
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import spread
from sim.charts.picture import Picture, drawn
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.common.dates import calendar_name
from sim.common.errors import InputError, said, suggestion
from sim.parameters.wording import NOT_A_FORECAST, capital, percent, short_percent
from sim.studies.shares.frequencies import table_of
from sim.studies.shares.intervals import wilson

EVENTS = {
    "first_signed_quarter": ("signed at least once", "formal_peace"),
    "war_quarter": ("war", "new_confrontation"),
    "first_crisis_quarter": ("coerced at least once", "deferred_tension"),
    "fait_accompli_quarter": ("something taken by force", "stalemate"),
    "ratified_quarter": ("ratified", "ideal_peace"),
}
"""Columns of quarters that can be drawn: what to call them, and whose colour and dashes they take."""
USUAL = ("first_signed_quarter", "ratified_quarter", "war_quarter")
PLOT_LINES = 19
YEAR = 4


@drawn
def incidence(
    study: Any,
    setting: Setting,
    horizon: int,
    start: str | None = None,
    events: tuple[str, ...] = USUAL,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw which share of the worlds an event has reached by each quarter.

    Parameters
    ----------
    study : Study or pandas.DataFrame
        A study, or its table with one row per world and the columns named in `events`, missing where it never happened.
    setting : Setting
    horizon : int
        Number of quarters of a history.
    start : str, optional
        ISO date of quarter 0, for years on the axis.
    events : tuple of str
        Columns of `EVENTS`.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If there is no world, or no such event.
    """
    data = incidence_table(table_of(study), horizon, events)
    title = title or _finding(data, start)
    below = caption(setting, "A signature can fail at ratification, or be followed by war. Worlds at war sign no more.")
    canvas = Canvas(look, title, below, PLOT_LINES)
    axes = canvas.plot
    canvas.percent_axis(
        axes, "y", "share of simulated worlds so far", top=min(1.0, float(data["high"].max()) * 1.08 + 0.02)
    )
    axes.set_xlim(-0.5, horizon - 0.5)
    step = YEAR * max(1, horizon // (YEAR * 10))
    places = list(range(0, horizon, 2 * step))
    names = [calendar_name(start, place) if start else str(place) for place in places]
    axes.set_xticks(places, names, color=look.theme.faint)
    axes.tick_params(axis="x", pad=look.label * 0.8)
    axes.set_xlabel("quarter" if start is None else "", size=look.label, color=look.theme.faint)
    ends = []
    for event in events:
        rows = data[data["event"] == event]
        outcome = EVENTS[event][1]
        marks.band(axes, event, rows["quarter"], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, look, outcome, event, rows["quarter"], rows["share"], markers=False)
        ends.append(rows.iloc[-1])
    for row, place in zip(
        ends, spread([row["share"] for row in ends], 1.4 * axes.get_ylim()[1] / PLOT_LINES, 0, 1), strict=True
    ):
        words = f"{EVENTS[row['event']][0]} {short_percent(row['share'], row['low'], row['high'])}"
        axes.text(horizon * 1.01, place, words, size=look.label, color=look.theme.ink, va="center", clip_on=False)
    milestones = "; ".join(
        f"{EVENTS[event][0]} by {calendar_name(start, quarter)} {percent(r['share'], r['low'], r['high'])}"
        for event in events
        for quarter, r in _milestones(data[data["event"] == event])
    )
    words = f"Rising lines with bands over {horizon} quarters. {title}. {milestones}. {NOT_A_FORECAST}"
    return Picture("incidence", canvas.figure, title, below, words, data)


def incidence_table(table: pd.DataFrame, horizon: int, events: tuple[str, ...]) -> pd.DataFrame:
    """Return the cumulative share of worlds by event and quarter, with intervals.

    Raises
    ------
    InputError
        If there is no world, or no such event.
    """
    if table.empty:
        raise InputError("nothing is selected: there is no world to draw; select at least one")
    parts = []
    for event in events:
        if event not in EVENTS:
            raise InputError(f"there is no event {said(event)}; {suggestion(event, EVENTS, full_list=True)}")
        if event not in table.columns:
            raise InputError(f"the table has no column '{event}', so it is not that of a study")
        quarters = table[event].dropna().to_numpy(dtype=np.int64)
        count = np.bincount(quarters, minlength=horizon)[:horizon].cumsum()
        low, high = wilson(count, len(table))
        columns = {"event": event, "quarter": np.arange(horizon), "count": count, "share": count / len(table)}
        parts.append(pd.DataFrame({**columns, "low": low, "high": high}))
    return pd.concat(parts, ignore_index=True)


def _milestones(rows: pd.DataFrame) -> list[tuple[int, Any]]:
    middle, last = rows.iloc[len(rows) // 2], rows.iloc[-1]
    return [(int(row["quarter"]), row) for row in (middle, last)]


def _finding(data: pd.DataFrame, start: str | None) -> str:
    parts = []
    for event, rows in data.groupby("event", sort=False):
        last = rows.iloc[-1]
        if last["count"] == 0:
            parts.append(f"{EVENTS[str(event)][0]} in no world")
            continue
        share = "all" if last["share"] == 1 else f"{told(last)} of"
        half = int(rows.loc[rows["count"] >= last["count"] / 2, "quarter"].iloc[0])
        when = calendar_name(start, half)
        parts.append(f"{EVENTS[str(event)][0]} in {share} worlds, half of them by {when}")
    return capital("; ".join(parts))
