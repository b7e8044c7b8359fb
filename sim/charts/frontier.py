"""Frontier: over two parameters, where a share crosses a level."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from sim.analysis.telling import Finding
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.wording import capital, number

PLOT_LINES, NAME_LINES, PLOT_PART = 22, 2, 0.66
ABOVE, RISES = "above", "rises"
HATCHED = 16
"""What the worlds cannot tell at a value is hatched so far around it, as a part of the whole."""
COLUMN = 0.92
"""Width of a column, as a part of the distance between two."""


def _of_answer(source: Source) -> dict[str, Any]:
    answer = source.answer
    return {
        "crossings": answer.crossings.assign(words=answer.values_in_words),
        "slices": answer.slices,
        "level": answer.question.level,
        "name": answer.noun,
        "beside": answer.second.label,
        "label": answer.axis.label,
        "title": answer.finding,
    }


@chart(
    "frontier", "where a share crosses a level, over two parameters", ANSWER, further=_of_answer, place=9,
    example="tipping ratelle2025 --parameter mechanisms.force.status_quo --parameter mechanisms.force.decisiveness --outcome war "
    "--level 0.2 --worlds 300 --budget 60000",
)  # fmt: skip
def frontier(
    crossings: pd.DataFrame,
    slices: pd.DataFrame,
    level: float,
    name: str,
    beside: str,
    label: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw for each value of one parameter at which values of the other a share lies above a level, and where it crosses it.

    `name` is what the outcome is called; `beside` and `label` are what the parameters across and up are called.
    """
    percent = f"{100 * level:.10g} %"
    found = (
        title
        or f"{capital(name)} crosses {percent} at {crossings['second'].nunique()} of {len(slices)} values of {beside}"
    )
    canvas = Canvas(
        look, found, setting, REMARK, lines=PLOT_LINES, subtitle=f"Where more than {percent} of {{histories}} see {name} (shaded)",
        reading="Hatched: too few to tell",
    )  # fmt: skip
    axes = canvas.plot
    seconds = slices["second"].to_numpy(dtype=float)
    step = float(np.diff(seconds).min()) if len(seconds) > 1 else 1.0
    for row in records(slices):
        own = crossings[crossings["second"] == row["second"]]
        _draw_column(canvas, row, records(own), COLUMN * step)
    _join(canvas, crossings, slices)
    for place, row in enumerate(records(crossings)):
        _draw_crossing(canvas, row, f"crossing {place + 1}")
    low, high = float(slices["low"].min()), float(slices["high"].max())
    axes.set_xlim(seconds[0] - step * 0.6, seconds[-1] + step * 0.6)
    axes.set_ylim(low - 0.02 * (high - low), high + 0.02 * (high - low))
    axes.set_xticks(seconds, [number(float(value)) for value in seconds])
    axes.tick_params(labelcolor=look.theme.faint)
    axes.set_xlabel(fitted(capital(beside), look.label, look.room(PLOT_PART), NAME_LINES), size=look.label)
    tall = look.lines(PLOT_LINES) * 72 * 0.8
    axes.set_ylabel(fitted(capital(label), look.label, tall, NAME_LINES), size=look.label)
    for axis in (axes.xaxis, axes.yaxis):
        axis.label.set_color(look.theme.ink)
    return canvas.picture("Columns with a frontier", _words(crossings, slices, beside), crossings)


REMARK = (
    "Dots: where the share crosses the level, with intervals; a line joins neighbours that cross once in the same direction. "
    "Between the columns nothing was played."
)


def _draw_column(canvas: Canvas, row: dict[str, Any], own: list[dict[str, Any]], width: float) -> None:
    """Shade a column where the share lies above the level, and hatch it where nobody can tell."""
    axes, theme = canvas.plot, canvas.look.theme
    left = float(row["second"]) - width / 2
    frame: dict[str, Any] = {"linewidth": 0.8, "edgecolor": theme.grid, "fill": False}
    axes.add_patch(Rectangle((left, row["low"]), width, row["high"] - row["low"], zorder=2, **frame))
    above, start = row["start"] == ABOVE, float(row["low"])
    for end, rises in [*((float(one["value"]), one["direction"] == RISES) for one in own), (float(row["high"]), None)]:
        if above:
            axes.add_patch(
                Rectangle((left, start), width, end - start, facecolor=theme.accent, alpha=0.35, linewidth=0)
            )
        above, start = bool(rises), end
    if row["open_low"] == row["open_low"]:
        step = (row["high"] - row["low"]) / HATCHED
        low, high = max(row["open_low"] - step, row["low"]), min(row["open_high"] + step, row["high"])
        hatched: dict[str, Any] = {"hatch": "xxx", "edgecolor": theme.faint, "linewidth": 0, "facecolor": theme.paper}
        axes.add_patch(Rectangle((left, low), width, high - low, zorder=1.5, **hatched))


def _join(canvas: Canvas, crossings: pd.DataFrame, slices: pd.DataFrame) -> None:
    """Join neighbouring columns that have one crossing each, in the same direction."""
    style: dict[str, Any] = {"color": canvas.look.theme.second, "linewidth": 2 * canvas.look.scale, "zorder": 4}
    for one, two in pairwise(slices["second"].tolist()):
        left, right = (records(crossings[crossings["second"] == value]) for value in (one, two))
        if len(left) == len(right) == 1 and left[0]["direction"] == right[0]["direction"]:
            canvas.plot.plot([one, two], [left[0]["value"], right[0]["value"]], **style)


def _draw_crossing(canvas: Canvas, row: dict[str, Any], name: str) -> None:
    axes, look = canvas.plot, canvas.look
    ends: dict[str, Any] = {
        "color": look.theme.ink,
        "linewidth": 2 * look.scale,
        "zorder": 6,
        "gid": f"interval:{name}",
    }
    axes.plot([row["second"]] * 2, [row["low"], row["high"]], marker="_", markersize=9 * look.scale, **ends)
    dot: dict[str, Any] = {"markersize": 6.5 * look.scale, "markerfacecolor": look.theme.second, "zorder": 7}
    axes.plot([row["second"]], [row["value"]], "o", markeredgecolor=look.theme.ink, gid=f"share:{name}", **dot)


def _words(crossings: pd.DataFrame, slices: pd.DataFrame, beside: str) -> str:
    told = []
    for row in records(slices):
        own = [
            f"{one['direction']} at {one['words']}" for one in records(crossings[crossings["second"] == row["second"]])
        ]
        if not own:
            open_ = row["open_low"] == row["open_low"]
            own = ["may or may not cross the level" if open_ else f"is {row['start']} throughout"]
        told.append(f"with {beside} at {number(float(row['second']))} it {', '.join(own)}")
    return capital("; ".join(told))
