"""Tipping: the share over a parameter, the level that it crosses, and who stands on which side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted
from sim.charts.marks import Pen
from sim.charts.picture import Picture, Settings
from sim.charts.standing import PLOT_PART, mark_reading, rows_of_strip, strip_of
from sim.charts.tables import records, share_in_words
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_DASHES, OUTCOME_MARKERS, USUAL_LOOK, Look
from sim.parameters.wording import capital, number

PLOT_LINES, NAME_LINES = 19, 2
ROOM_ABOVE = 1.15
"""The axis of shares reaches so many times as high as the level, or as the highest interval."""
MARGIN = 0.02
RISES = "rises"
COARSE = 3
"""A value is left out of the line if a neighbour has so many times its worlds."""
REMARK = (
    "Line and band: the share in the same worlds at every value, more of them near the crossing; faint dots have far fewer than "
    "their neighbour, and are left out of the line. Dot with ends: where it crosses the level. Below the axis: who holds which "
    "value; under their own assumptions the line would be another."
)


def _of_answer(source: Source) -> dict[str, Any]:
    answer = source.answer
    return {
        "curve": answer.points,
        "crossings": answer.crossings.assign(words=answer.values_in_words),
        "standing": answer.stands,
        "level": answer.question.level,
        "what": answer.question.outcome,
        "name": answer.noun,
        "label": answer.axis.label,
        "title": answer.finding,
    }


@chart(
    "tipping", "one share over a parameter, and where it crosses a level", ANSWER, further=_of_answer, place=9,
    example="tipping ratelle2025 --policy western_guarantee --outcome war --level 0.08 --budget 60000 --parameter "
    "mechanisms.guarantees.credibility.united_states+mechanisms.guarantees.credibility.european_union",
)  # fmt: skip
def tipping(
    curve: pd.DataFrame,
    crossings: pd.DataFrame,
    standing: pd.DataFrame,
    level: float,
    what: str,
    name: str,
    label: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the share over a parameter with its band, the level, where it is crossed with intervals, and who stands where.

    `what` is the outcome or event, `name` what it is called, `label` what the parameter is called.
    """
    low, high = float(curve["value"].min()), float(curve["value"].max())
    inside = standing[(standing["value"] >= low) & (standing["most"] <= high)]
    strip = strip_of(inside, look, low, high)
    heading = fitted(capital(label), look.label, look.room(PLOT_PART), NAME_LINES)
    found = title or _finding(crossings, level, name, label)
    canvas = Canvas(
        look, found, setting, REMARK, lines=PLOT_LINES + rows_of_strip(strip) + heading.count("\n"),
        subtitle=f"Share of {{histories}} at each value: {name}", reading="Triangles: who holds which value" if strip else "",
    )  # fmt: skip
    axes, margin = canvas.plot, MARGIN * (high - low)
    top = min(max(float(curve["high"].max()), level) * ROOM_ABOVE, 1.0)
    canvas.percent_axis(axes, "y", f"share of {name}", top=top, room=marks.ROOM)
    axes.set_xlim(low - margin, high + margin)
    axes.tick_params(axis="x", labelcolor=look.theme.faint)
    axes.set_xlabel(heading, size=look.label, color=look.theme.ink)
    pen = _pen(what, look)
    coarse = _coarse(curve)
    line = curve[~coarse]
    marks.band(axes, what, line["value"], line["low"], line["high"], pen.colour)
    marks.drawn_line(axes, look, pen, what, line["value"], line["share"], markers=False)
    for place, row in enumerate(records(curve[coarse])):
        _draw_coarse(canvas, row, f"value with few worlds {place + 1}")
    _draw_level(canvas, level, high + margin)
    for place, row in enumerate(records(crossings)):
        _draw_crossing(canvas, row, level, f"crossing {place + 1}", (low + high) / 2, look.narrow and place % 2 == 1)
    for mark in strip:
        mark_reading(canvas, mark, heading.count("\n") + 1)
    return canvas.picture("Line with band and a level across it", _words(curve, crossings, standing), curve)


def _coarse(curve: pd.DataFrame) -> NDArray[np.bool_]:
    """Which values have so few worlds beside a neighbour that a line through both would show luck as a tooth."""
    worlds = curve["worlds"].to_numpy(dtype=float)
    found = np.zeros(len(worlds), dtype=bool)
    found[1:-1] = COARSE * worlds[1:-1] <= np.maximum(worlds[:-2], worlds[2:])
    return found


def _draw_coarse(canvas: Canvas, row: dict[str, Any], name: str) -> None:
    """A faint dot with its interval, beside the line."""
    style: dict[str, Any] = {"color": canvas.look.theme.faint, "alpha": 0.5, "zorder": 3}
    canvas.plot.plot([row["value"]] * 2, [row["low"], row["high"]], linewidth=0.8, gid=f"interval:{name}", **style)
    canvas.plot.plot(
        [row["value"]], [row["share"]], "o", markersize=4 * canvas.look.scale, gid=f"share:{name}", **style
    )


def _pen(what: str, look: Look) -> Pen:
    """The pen of an outcome; everything else has the accent."""
    if what in OUTCOME_COLOURS:
        return Pen(OUTCOME_COLOURS[what], OUTCOME_DASHES[what], OUTCOME_MARKERS[what])
    return Pen(look.theme.accent, "-", "o")


def _draw_level(canvas: Canvas, level: float, right: float) -> None:
    look = canvas.look
    style: dict[str, Any] = {"color": look.theme.second, "linewidth": 1.6 * look.scale, "linestyle": (0, (6, 3))}
    canvas.plot.axhline(level, zorder=4, **style)
    canvas.label(canvas.plot, right, level, f" {100 * level:.10g} %", clip_on=False, ha="left", weight="bold")


def _draw_crossing(canvas: Canvas, row: dict[str, Any], level: float, name: str, middle: float, turned: bool) -> None:
    """A dot with the ends of its interval on the level, and its value on the side where the line is not, unless turned."""
    axes, look = canvas.plot, canvas.look
    marks.interval(axes, look, name, level, float(row["low"]), float(row["high"]), linewidth=2.2, cap=6)
    dot: dict[str, Any] = {"markersize": 8 * look.scale, "markerfacecolor": look.theme.second, "zorder": 8}
    axes.plot([row["value"]], [level], "o", markeredgecolor=look.theme.ink, gid=f"share:{name}", **dot)
    left = bool(row["value"] > middle)
    up = ((row["direction"] == RISES) == left) != turned
    paper = {"facecolor": look.theme.paper, "edgecolor": "none", "pad": 1.2, "alpha": 0.9}
    place: dict[str, Any] = {
        "ha": "right" if left else "left",
        "va": "bottom" if up else "top",
        "bbox": paper,
        "zorder": 9,
    }
    offset = (-look.label if left else look.label, look.label if up else -look.label)
    letters: dict[str, Any] = {"size": look.label, "color": look.theme.ink}
    axes.annotate(
        str(row["words"]), (row["value"], level), xytext=offset, textcoords="offset points", **letters, **place
    )


def _finding(crossings: pd.DataFrame, level: float, name: str, label: str) -> str:
    """Where the share crosses the level, without the condition, for those who have no answer but a table."""
    if crossings.empty:
        return f"{capital(name)} does not cross {100 * level:.10g} % over {label}"
    told = " and at ".join(f"{float(row['value']):.3g}" for row in records(crossings))
    return f"{capital(name)} crosses {100 * level:.10g} % at {told} of {label}"


def _words(curve: pd.DataFrame, crossings: pd.DataFrame, standing: pd.DataFrame) -> str:
    shares: Sequence[str] = [
        f"at {number(float(row['value']))} {share_in_words(row)}"
        for row in records(curve.iloc[[0, len(curve) // 2, len(curve) - 1]])
    ]
    crossed = [f"it {row['direction']} through the level at {row['words']}" for row in records(crossings)]
    where = [
        f"{row['name']} {' to '.join(dict.fromkeys(number(float(row[end])) for end in ('value', 'most')))} ({row['side']})"
        for row in records(standing)
    ]
    return f"{capital('; '.join([*shares, *crossed]))}. Below the axis: {', '.join(where) or 'nobody'}"
