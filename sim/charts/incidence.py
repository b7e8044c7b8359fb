"""Cumulative incidence: by which quarter how many worlds have signed, and how many are at war."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.finding import Setting
from sim.analysis.telling import told
from sim.charts import marks
from sim.charts.canvas import Canvas, framed
from sim.charts.kind import STUDY, Source, chart
from sim.charts.letters import spread
from sim.charts.picture import Picture
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.common.dates import calendar_name
from sim.common.errors import InputError, said, suggestion
from sim.parameters.wording import capital, percent, short_percent
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
REMARK = "A signature can fail at ratification, or be followed by war. Worlds at war sign no more."


def _arguments(source: Source) -> dict[str, Any]:
    parameters = source.study.parameters
    calendar = {"horizon": int(parameters["calendar.horizon"]), "start": parameters.start}
    return {"study": source.study, "setting": source.setting, **calendar}


@chart(
    "incidence", "by which quarter how many worlds signed, or went to war", STUDY, _arguments,
    example="baseline --kind incidence", place=11,
)  # fmt: skip
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
    horizon : int
        Number of quarters of a history.
    start : str, optional
        ISO date of quarter 0, for years on the axis.
    events : tuple of str
        Columns of `EVENTS`.

    Raises
    ------
    InputError
        If there is no world, or no such event.
    """
    data = incidence_table(table_of(study), horizon, events)
    canvas = framed(look, title or _finding(data, start), setting, REMARK, lines=PLOT_LINES)
    axes = canvas.plot
    top = min(1.0, float(data["high"].max()) * 1.08 + 0.02)
    canvas.percent_axis(axes, "y", "share of simulated worlds so far", top=top)
    _draw_calendar(canvas, horizon, start)
    ends = []
    for event in events:
        rows = data[data["event"] == event]
        outcome = EVENTS[event][1]
        marks.band(axes, event, rows["quarter"], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, look, outcome, event, rows["quarter"], rows["share"], markers=False)
        ends.append(rows.iloc[-1])
    places = spread([row["share"] for row in ends], 1.4 * axes.get_ylim()[1] / PLOT_LINES, 0, 1)
    for row, place in zip(ends, places, strict=True):
        words = f"{EVENTS[row['event']][0]} {short_percent(row['share'], row['low'], row['high'])}"
        canvas.label(axes, horizon * 1.01, place, words, clip_on=False)
    milestones = "; ".join(
        f"{EVENTS[event][0]} by {calendar_name(start, int(r['quarter']))} {percent(r['share'], r['low'], r['high'])}"
        for event, rows in ((event, data[data["event"] == event]) for event in events)
        for r in (rows.iloc[len(rows) // 2], rows.iloc[-1])
    )
    return canvas.picture(f"Rising lines with bands over {horizon} quarters", milestones, data)


def _draw_calendar(canvas: Canvas, horizon: int, start: str | None) -> None:
    """The axis of quarters, with so many years on it as can be read."""
    axes, look = canvas.plot, canvas.look
    axes.set_xlim(-0.5, horizon - 0.5)
    places = list(range(0, horizon, 2 * YEAR * max(1, horizon // (YEAR * 10))))
    names = [calendar_name(start, place) if start else str(place) for place in places]
    axes.set_xticks(places, names, color=look.theme.faint)
    axes.tick_params(axis="x", pad=look.label * 0.8)
    axes.set_xlabel("quarter" if start is None else "", size=look.label, color=look.theme.faint)


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
