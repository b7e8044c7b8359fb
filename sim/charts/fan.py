"""Fan charts: how state variables spread over the worlds, quarter by quarter."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.finding import Setting
from sim.charts.canvas import Canvas, framed, grid_of_panels
from sim.charts.kind import STUDY, Source, chart
from sim.charts.picture import Picture
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.dates import calendar_name
from sim.common.errors import InputError
from sim.parameters.wording import capital, readable
from sim.studies.histories.paths import quantiles_over_time
from sim.studies.histories.relations import NAMES

USUAL = ("tension", "fear", "grievance", "integration", "legitimacy_armenia", "legitimacy_azerbaijan")
MOST_PANELS, PER_ROW, PANEL_LINES = 12, 3, 10
LEAST = 0.005
"""A smaller change cannot be seen in two decimals."""
DATED = (0.25, 0.75)
"""Where along a history a date stands below each panel: far enough from its ends and from each other."""
REMARK = (
    "Line: the median world. Inner band: the middle half of the worlds; outer band: nine in ten. "
    "The bands show how much worlds differ. Worlds at war keep the values they had."
)


def _quantiles(source: Source) -> dict[str, Any]:
    study, setting = source.study, source.told
    return {
        "quantiles": quantiles_over_time(study.parameters, USUAL, setting.worlds, study.seed),
        "setting": setting,
    }


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
    grid = grid_of_panels(len(variables), PER_ROW)
    lines = PANEL_LINES * grid["nrows"] + 2
    found = title or _finding(quantiles)
    canvas = framed(look, found, setting, REMARK, lines=lines, intervals=False, sharex=True, sharey=True, **grid)
    for place, name, axes in canvas.panels(variables):
        part = quantiles[quantiles["variable"] == name]
        _draw_panel(canvas, axes, part, str(name))
        if start is not None:
            last = int(part["quarter"].max())
            places = sorted({round(part_way * last) for part_way in DATED})
            axes.set_xticks(places, [calendar_name(start, quarter) for quarter in places])
        if place + grid["ncols"] >= len(variables):
            axes.set_xlabel("quarter" if start is None else "", size=look.small, color=look.theme.faint)
            axes.tick_params(labelbottom=True)
    told = "; ".join(
        f"{readable(str(name))} ends at {part['q50'].iloc[-1]:.2f} in the median world "
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


def _finding(quantiles: pd.DataFrame) -> str:
    """Return which variable moves most in the median world."""
    changes = {}
    for variable, part in quantiles.groupby("variable", sort=False):
        medians = part.sort_values("quarter")["q50"]
        changes[str(variable)] = (float(medians.iloc[0]), float(medians.iloc[-1]))
    variable, (before, after) = max(changes.items(), key=lambda item: abs(item[1][1] - item[1][0]))
    name, alone = _named(variable), len(changes) == 1
    if abs(after - before) < LEAST:
        still = f"{name} stays at {after:.2f}" if alone else f"None of {len(changes)} variables moves"
        return f"{still} in the median world"
    moved = f"from {before:.2f} to {after:.2f} in the median world"
    if alone:
        return f"{name} {'rises' if after > before else 'falls'} {moved}"
    return f"Of {len(changes)} variables, {name[0].lower()}{name[1:]} moves most: {moved}"
