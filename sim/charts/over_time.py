"""Quarter by quarter: how many worlds have signed or seen a war, and how state variables spread over the worlds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.finding import Setting
from sim.analysis.headlines import opened
from sim.analysis.telling import told
from sim.charts import marks
from sim.charts.canvas import Canvas, grid_of_panels
from sim.charts.kind import STUDY, Source, chart
from sim.charts.picture import Picture
from sim.charts.tables import share_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.common.dates import by_when, calendar_name
from sim.common.errors import InputError, said, suggestion
from sim.parameters.relations import NAMES
from sim.parameters.wording import capital, enumeration, readable
from sim.studies.histories.paths import quantiles_over_time
from sim.studies.shares.frequencies import table_of
from sim.studies.shares.intervals import wilson

EVENTS = {
    "first_signed_quarter": ("signed at least once", "formal_peace"),
    "war_quarter": ("war at least once", "new_confrontation"),
    "first_crisis_quarter": ("siege or incursion at least once", "deferred_tension"),
    "fait_accompli_quarter": ("something taken by force without a war", "stalemate"),
    "ratified_quarter": ("ratified", "ideal_peace"),
}
"""Columns of quarters that can be drawn: what to call them, and whose colour and dashes they take."""
DONE = {
    "first_signed_quarter": "signed",
    "war_quarter": "seen a war",
    "first_crisis_quarter": "seen a siege or an incursion",
    "fait_accompli_quarter": "seen something taken by force",
    "ratified_quarter": "ratified an agreement",
}
"""What histories have done in which an event has happened."""
HALF = 0.5
USUAL_EVENTS = ("first_signed_quarter", "ratified_quarter", "war_quarter")
PLOT_LINES = 19
YEAR = 4
EVENTS_SUBTITLE = "Share of {histories} in which it has happened so far"
EVENTS_REMARK = (
    "A signature can fail at ratification, or be undone by a war and renewed. Signatures and wars are dated by the "
    "first of a world, ratifications by the last."
)
USUAL_VARIABLES = ("tension", "fear", "grievance", "integration", "legitimacy_armenia", "legitimacy_azerbaijan")
MOST_PANELS, PER_ROW, NARROW_ROW, PANEL_LINES = 12, 3, 4, 10
LEAST = 0.005
"""A smaller change cannot be seen in two decimals."""
DATED = (0.25, 0.75)
"""Where along a history a date stands below each panel: far enough from its ends and from each other."""
FAN_BANDS = "Dark band: the middle half of the histories; pale band: nine in ten. They show how much histories differ."
FAN_REMARK = (
    "Line: the median world. Inner band: the middle half of the worlds; outer band: nine in ten. "
    "The bands show how much worlds differ. A history that a total war has ended keeps its last values."
)


def _calendar(source: Source) -> dict[str, Any]:
    parameters = source.study.parameters
    return {"horizon": int(parameters["calendar.horizon"]), "start": parameters.start}


@chart(
    "incidence", "by which quarter how many worlds signed, or went to war", STUDY, further=_calendar,
    example="baseline --kind incidence", place=11,
)  # fmt: skip
def incidence(
    study: Any,
    setting: Setting,
    horizon: int,
    start: str | None = None,
    events: tuple[str, ...] = USUAL_EVENTS,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw which share of the worlds the `events`, columns of `EVENTS`, have reached by each quarter, of so many (`horizon`).

    A table with one row per world holds a missing value where an event never happened. `start` is the ISO date of quarter 0.
    """
    data = incidence_table(table_of(study), horizon, events)
    found = title or opened(setting, _finding_of_events(data, start))
    canvas = Canvas(look, found, setting, EVENTS_REMARK, lines=PLOT_LINES, subtitle=EVENTS_SUBTITLE)
    axes = canvas.plot
    top = min(1.0, float(data["high"].max()) * 1.08 + 0.02)
    canvas.percent_axis(axes, "y", "share of simulated worlds so far", top=top)
    _draw_calendar(canvas, horizon, start)
    ends, texts = [], []
    for event in events:
        rows, (words, outcome) = data[data["event"] == event], EVENTS[event]
        marks.band(axes, event, rows["quarter"], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, look, outcome, event, rows["quarter"], rows["share"], markers=False)
        ends.append(rows["share"].iloc[-1])
        texts.append(f"{words} {told(rows.iloc[-1])}")
    canvas.name_ends(axes, ends, texts, 1.4 * axes.get_ylim()[1] / PLOT_LINES, (0, 1), horizon * 1.01)
    milestones = "; ".join(
        f"{EVENTS[str(event)][0]} {by_when(start, int(row['quarter']))} {share_in_words(row)}"
        for event, rows in data.groupby("event", sort=False)
        for row in (rows.iloc[len(rows) // 2], rows.iloc[-1])
    )
    return canvas.picture(f"Rising lines with bands over {horizon} quarters", milestones, data)


def _draw_calendar(canvas: Canvas, horizon: int, start: str | None) -> None:
    """The axis of quarters, with so many years on it as can be read."""
    axes, look = canvas.plot, canvas.look
    axes.set_xlim(-0.5, horizon - 0.5)
    step = 2 * YEAR * max(1, horizon // (YEAR * 10)) * (2 if look.narrow else 1)
    places = list(range(0, horizon + (start is None), step))
    names = [calendar_name(start, place) if start else str(place // YEAR) for place in places]
    axes.set_xticks(places, names, color=look.theme.faint)
    axes.tick_params(axis="x", pad=look.label * 0.8)
    axes.set_xlabel("years from the start" if start is None else "", size=look.label, color=look.theme.faint)


def incidence_table(table: pd.DataFrame, horizon: int, events: tuple[str, ...]) -> pd.DataFrame:
    """Return the cumulative share of worlds by event and quarter, with intervals."""
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
        shares = {"count": count, "share": count / len(table), "low": low, "high": high}
        parts.append(pd.DataFrame({"event": event, "quarter": np.arange(horizon), **shares}))
    return pd.concat(parts, ignore_index=True)


def _finding_of_events(data: pd.DataFrame, start: str | None) -> str:
    """By when half of the histories have signed, or how many ever do; and in how many there is what else is drawn last."""
    rows = {str(event): part for event, part in data.groupby("event", sort=False)}
    first, *others = rows
    last = rows[first].iloc[-1]
    if last["share"] >= HALF:
        half = int(rows[first].loc[rows[first]["share"] >= HALF, "quarter"].iloc[0])
        parts = [f"half of the histories have {DONE[first]} {by_when(start, half)}"]
    else:
        parts = [_done(first, last)]
    parts += [_done(event, rows[event].iloc[-1]) for event in others[-1:]]
    return enumeration(parts, "and")


def _done(event: str, last: Any) -> str:
    """In how many histories something has happened at the end."""
    who = (
        "no history has" if not last["count"] else "all histories have" if last["share"] == 1 else f"{told(last)} have"
    )
    return f"{who} {DONE[event]}"


def _quantiles(source: Source) -> dict[str, Any]:
    study, setting = source.study, source.told
    quantiles = quantiles_over_time(study.parameters, USUAL_VARIABLES, setting.worlds, study.seed)
    return {"quantiles": quantiles, "setting": setting, "start": study.parameters.start}


@chart(
    "fan", "how state variables spread over the worlds, by quarter", STUDY, further=_quantiles,
    example="baseline --kind fan --worlds 500", place=12,
)  # fmt: skip
def fan(
    quantiles: pd.DataFrame,
    setting: Setting,
    start: str | None = None,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the spread of state variables over time, one panel per variable.

    The table is as `sim.studies.histories.paths.quantiles_over_time` returns it; `start` is the ISO date of quarter 0.
    """
    variables = list(pd.unique(quantiles["variable"]))
    if not variables:
        raise InputError("nothing is selected: there is no state variable to draw; select at least one")
    if len(variables) > MOST_PANELS:
        raise InputError(f"{len(variables)} variables are too many (at most {MOST_PANELS}); select some")
    grid = grid_of_panels(look, len(variables), NARROW_ROW if look.narrow else PER_ROW)
    lines = PANEL_LINES * grid["nrows"] + 2
    found = title or opened(setting, _finding_of_variables(quantiles))
    canvas = Canvas(
        look, found, setting, FAN_REMARK, lines=lines, intervals=FAN_BANDS, sharex=True, sharey=True,
        subtitle="How strong each is, from 0 to 1, in {histories}", reading="Line: the middle history", **grid,
    )  # fmt: skip
    for place, name, axes in canvas.panels(variables):
        part = quantiles[quantiles["variable"] == name]
        _draw_panel(canvas, axes, part, str(name))
        last = int(part["quarter"].max())
        if start is not None:
            places = sorted({round(part_way * last) for part_way in DATED})
            axes.set_xticks(places, [calendar_name(start, quarter) for quarter in places])
        else:
            places = list(range(0, last + 1, YEAR * max(1, round(last / YEAR / 2))))
            axes.set_xticks(places, [str(quarter // YEAR) for quarter in places])
        if place + grid["ncols"] >= len(variables):
            axes.set_xlabel("years" if start is None else "", size=look.small, color=look.theme.faint)
            axes.tick_params(labelbottom=True)
    told = "; ".join(
        f"{readable(str(name))} ends at {part['q50'].iloc[-1]:.2f} in the middle history "
        f"(nine in ten between {part['q05'].iloc[-1]:.2f} and {part['q95'].iloc[-1]:.2f})"
        for name, part in quantiles.groupby("variable", sort=False)
    )
    return canvas.picture(f"{len(variables)} fan charts", told, quantiles)


def _draw_panel(canvas: Canvas, axes: Axes, part: pd.DataFrame, name: str) -> None:
    look, theme, xs = canvas.look, canvas.look.theme, part["quarter"]
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1])
    axes.set_xlim(xs.min(), max(xs.max(), 1))
    axes.grid(axis="y", color=theme.grid, linewidth=0.8)
    for low, high, strength, worlds in (("q05", "q95", 0.22, 90), ("q25", "q75", 0.38, 50)):
        band: dict[str, Any] = {"color": theme.accent, "alpha": strength, "linewidth": 0}
        axes.fill_between(xs, part[low], part[high], gid=f"interval:{name}/{worlds}", **band)
    axes.plot(xs, part["q50"], color=theme.ink, linewidth=2 * look.scale, gid=f"share:{name}/50")
    canvas.head(axes, _named(name))
    axes.tick_params(labelsize=look.small, labelcolor=theme.faint)
    ends = [float(part[column].iloc[-1]) for column in ("q05", "q50", "q95")]
    texts = [f"{value:.2f}" for value in ends]
    gap = 1.25 * look.small / (PANEL_LINES * 0.72 * look.label)
    canvas.name_ends(axes, ends, texts, gap, (0, 1), xs.max() * 1.02, small=True, faint=True)


def _named(variable: str) -> str:
    """Return the name of a variable as words, with the names of countries as they are written."""
    words = [NAMES.get(word, word) for word in readable(variable).split(" ")]
    return capital(" ".join(words))


def _finding_of_variables(quantiles: pd.DataFrame) -> str:
    """Return which variable moves most in the median world."""
    changes = {}
    for variable, part in quantiles.groupby("variable", sort=False):
        medians = part.sort_values("quarter")["q50"]
        changes[str(variable)] = (float(medians.iloc[0]), float(medians.iloc[-1]))
    variable, (before, after) = max(changes.items(), key=lambda item: abs(item[1][1] - item[1][0]))
    name, alone = _within(variable), len(changes) == 1
    if abs(after - before) < LEAST:
        still = f"{name} stays at {after:.2f}" if alone else f"none of {len(changes)} measures moves"
        return f"{still} in the middle history"
    verb = "rises" if after > before else "falls"
    most = "" if alone else f" most of {len(changes)} measures"
    return f"{name} {verb}{most}: from {before:.2f} to {after:.2f} in the middle history"


def _within(variable: str) -> str:
    """The name of a variable within a sentence."""
    name = _named(variable)
    return f"{name[0].lower()}{name[1:]}"
