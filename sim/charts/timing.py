"""Time: what comes first, a signature or a war; how an agreement fares; and outcomes by when one looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, told
from sim.analysis.timing.horizons import finding_of_looks
from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVENTS,
    EVER_SIGNED,
    FAILED,
    RELAPSED,
    SIGNED,
    SINCE,
    START,
    WAR_FIRST,
    YEAR,
    after,
)
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.marks import Pen
from sim.charts.picture import Picture
from sim.charts.tables import of_outcome, records, share_in_words, shares_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look, Theme
from sim.common.dates import calendar_name
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, readable

PANEL_LINES, PLOT_LINES = 13, 19
GAP = 1.4
"""Lines of labels from one name at the end of a line to the next."""
MOST_DATES = 5
APART = 0.01
"""How far all signatures must lie from those that no war came before, to have a line of their own."""
RISKS_REMARK = (
    "What comes first excludes the rest. Agreements are the first of each world, where no war came before the signature. A "
    "relapse is a first breach, and need not end in war."
)
HORIZONS_REMARK = (
    "The same worlds at every look, classified by their state at that time; no actor knows when a look is."
)


class Curve(NamedTuple):
    """How the curve of an event is drawn: with which attribute of the theme as its colour, and which dashes."""

    colour: str
    dashes: Any

    def pen(self, theme: Theme) -> Pen:
        """The pen in the colours of a theme."""
        return Pen(getattr(theme, self.colour), self.dashes, "")


CURVES: Mapping[str, Curve] = {
    SIGNED: Curve("accent", "-"),
    WAR_FIRST: Curve("second", (0, (5, 1.5))),
    EVER_SIGNED: Curve("faint", (0, (1.2, 1.2))),
    FAILED: Curve("faint", (0, (1.2, 1.2))),
    RELAPSED: Curve("accent", "-"),
    ENDED_BY_WAR: Curve("second", (0, (5, 1.5))),
}
"""War looks alike on both clocks, and so does what most worlds come to."""
HEADS: Mapping[str, str] = {
    START: "From the start: what comes first",
    SINCE: "Since the first signature: what comes first to the agreement",
}


def _risks(source: Source) -> dict[str, Any]:
    answer = source.answer
    return {"risks": answer.risks, "start": answer.own.start, "title": answer.finding, "setting": answer.settings[0]}


@chart(
    "risks", "what comes first: signature, war, and how the agreement fares", ANSWER, further=_risks,
    example="time ratelle2025 --worlds 1000", place=13,
)  # fmt: skip
def risks(
    risks: pd.DataFrame,
    setting: Setting,
    start: str | None = None,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the cumulative incidence of competing risks, from the start and since the first signature.

    The table is that of `sim.timing(...).risks`; `start` is the ISO date of quarter 0.
    """
    drawn = {clock: rows for clock in HEADS if len(rows := _drawn(risks, clock))}
    if not drawn:
        raise InputError("nothing is selected: there is no event to draw; select at least one")
    found = title or _finding(drawn)
    canvas = Canvas(
        look, found, setting, RISKS_REMARK, lines=PANEL_LINES * len(drawn), nrows=len(drawn),
        subtitle="Share of {histories}, and of their agreements, to which it has come so far",
    )  # fmt: skip
    for place, (clock, rows) in enumerate(drawn.items()):
        axes = canvas.axes[place, 0]
        canvas.head(axes, HEADS[clock])
        _draw_curves(canvas, axes, clock, rows)
        _date(canvas, axes, clock, int(rows["quarter"].max()), start)
    data = pd.concat(drawn.values(), ignore_index=True)
    words = ". ".join(f"{HEADS[clock]}: {_words(rows)}" for clock, rows in drawn.items())
    return canvas.picture(f"{len(drawn)} panels of rising lines with bands", words, data)


def _drawn(risks: pd.DataFrame, clock: str) -> pd.DataFrame:
    """The rows of a clock that are drawn: all signatures only where they differ from those before any war."""
    rows = risks[(risks["clock"] == clock) & risks["event"].isin(list(CURVES))]
    ends = {event: part["share"].iloc[-1] for event, part in rows.groupby("event", sort=False)}
    if abs(ends.get(EVER_SIGNED, 0) - ends.get(SIGNED, 0)) < APART:
        rows = rows[rows["event"] != EVER_SIGNED]
    return rows


def _draw_curves(canvas: Canvas, axes: Axes, clock: str, rows: pd.DataFrame) -> None:
    """Draw each curve with its band, and name it at its end."""
    look = canvas.look
    top = min(1.0, float(rows["high"].max()) * 1.08 + 0.02)
    whose = "agreements" if clock == SINCE else "simulated worlds"
    canvas.percent_axis(axes, "y", f"share of {whose}", top=top, room=marks.ROOM)
    ends, texts = [], []
    for event, part in rows.groupby("event", sort=False):
        pen, name = CURVES[str(event)].pen(look.theme), f"{clock}/{event}"
        marks.band(axes, name, part["quarter"], part["low"], part["high"], pen.colour)
        marks.drawn_line(axes, look, pen, name, part["quarter"], part["share"], markers=False)
        ends.append(float(part["share"].iloc[-1]))
        texts.append(f"{EVENTS[str(event)]} {told(part.iloc[-1])}")
    last = int(rows["quarter"].max())
    canvas.name_ends(axes, ends, texts, GAP * top / PANEL_LINES, (0, top), last * 1.01 + 0.2, 0.02 * (last + 1))


def _date(canvas: Canvas, axes: Axes, clock: str, last: int, start: str | None) -> None:
    """Dates below the first clock, years below the second."""
    look, since = canvas.look, clock == SINCE
    axes.set_xlim(-0.5, last + 0.2)
    step = YEAR * max(1, -(-(last // YEAR) // (2 * MOST_DATES if since else MOST_DATES)))
    places = list(range(0, last + 1, step))
    names = [str(place // YEAR) if since else calendar_name(start, place) if start else str(place) for place in places]
    axes.set_xticks(places, names, color=look.theme.faint)
    axes.tick_params(axis="x", pad=look.label * 0.6)
    if since or start is None:
        axes.set_xlabel("years since the signature" if since else "quarter", size=look.label, color=look.theme.faint)


def _finding(drawn: Mapping[str, pd.DataFrame]) -> str:
    """What most worlds, or agreements, have come to at the end of each clock."""
    parts = []
    for clock, rows in drawn.items():
        last = rows[(rows["quarter"] == rows["quarter"].max()) & (rows["event"] != EVER_SIGNED)]
        most = last.iloc[int(last["share"].argmax())]
        whose = "agreements" if clock == SINCE else "worlds"
        parts.append(f"{EVENTS[str(most['event'])]} in {told(most)} of {whose}")
    return capital("; ".join(parts))


def _words(rows: pd.DataFrame) -> str:
    """Each curve in the middle and at its end."""
    parts = []
    for event, part in rows.groupby("event", sort=False):
        middle, end = part.iloc[len(part) // 2], part.iloc[-1]
        shares = ", ".join(
            f"{share_in_words(row)} after {after(int(row['quarter']) + (row['clock'] == START))}"
            for row in (middle, end)
        )
        parts.append(f"{EVENTS[str(event)]} {shares}")
    return "; ".join(parts)


def _looks(source: Source) -> dict[str, Any]:
    answer = source.answer
    return {"looks": answer.outcomes, "title": answer.horizon_finding, "setting": answer.settings[0]}


@chart(
    "horizons", "the five outcomes by when one looks", ANSWER, further=_looks,
    example="time fattah2025 --worlds 1000", place=14,
)  # fmt: skip
def horizons(
    looks: pd.DataFrame, setting: Setting, look: Look = USUAL_LOOK, title: str | Finding | None = None
) -> Picture:
    """Draw how often each outcome there is if one looks after so many quarters.

    The table is that of `sim.timing(...).outcomes`.
    """
    if looks.empty:
        raise InputError("nothing is selected: there is no horizon to draw; select at least one")
    places = sorted(set(looks["horizon"].tolist()))
    canvas = Canvas(
        look, title or capital(finding_of_looks(looks)), setting, HORIZONS_REMARK, lines=PLOT_LINES,
        subtitle="Share of {histories} with each outcome, if one looks after so many years",
    )  # fmt: skip
    axes = canvas.plot
    top = min(1.0, float(looks["high"].max()) * 1.08 + 0.02)
    canvas.percent_axis(axes, "y", top=top, room=marks.ROOM)
    _draw_outcomes(canvas, axes, looks, places, top)
    axes.set_xticks(places, [after(place) for place in places], color=look.theme.faint)
    axes.set_xlabel("if one looks after", size=look.label, color=look.theme.ink)
    words = ". ".join(f"After {after(one)}: {shares_in_words(looks[looks['horizon'] == one])}" for one in places)
    return canvas.picture("Lines with bands", words, looks)


def _draw_outcomes(canvas: Canvas, axes: Axes, looks: pd.DataFrame, places: Sequence[int], top: float) -> None:
    """Draw a line with its band for each outcome, and name it at its end."""
    width = places[-1] - places[0] or 1
    axes.set_xlim(places[0] - 0.03 * width, places[-1] + 0.03 * width)
    ends, texts = [], []
    for outcome in OUTCOMES:
        rows = of_outcome(looks, outcome).sort_values("horizon")
        marks.band(axes, outcome, rows["horizon"], rows["low"], rows["high"], OUTCOME_COLOURS[outcome])
        marks.line(axes, canvas.look, outcome, outcome, rows["horizon"], rows["share"])
        last = records(rows)[-1]
        ends.append(float(last["share"]))
        texts.append(f"{readable(outcome)} {told(last)}")
    start = axes.get_xlim()[1]
    canvas.name_ends(axes, ends, texts, GAP * top / PLOT_LINES, (0, top), start, 0.03 * width)
