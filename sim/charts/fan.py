"""Fan charts: how state variables spread over the worlds, quarter by quarter."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.finding import Setting
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption
from sim.charts.letters import spread
from sim.charts.picture import Picture, drawn
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.dates import calendar_name
from sim.common.errors import InputError
from sim.parameters.wording import NOT_A_FORECAST, readable
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


@drawn
def fan(
    quantiles: pd.DataFrame,
    setting: Setting,
    start: str | None = None,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the spread of state variables over time, one panel per variable.

    Parameters
    ----------
    quantiles : pandas.DataFrame
        Columns `variable`, `quarter`, `q05`, `q25`, `q50`, `q75`, `q95`, as
        `sim.studies.histories.paths.quantiles_over_time` returns.
    setting : Setting
    start : str, optional
        ISO date of quarter 0, for dates on the axis.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If nothing is selected, or there are too many variables.
    """
    variables = list(pd.unique(quantiles["variable"]))
    if not variables:
        raise InputError("nothing is selected: there is no state variable to draw; select at least one")
    if len(variables) > MOST_PANELS:
        raise InputError(f"{len(variables)} variables are too many (at most {MOST_PANELS}); select some")
    title, below = title or _finding(quantiles), caption(setting, REMARK, intervals=False)
    columns = min(PER_ROW, len(variables))
    rows = -(-len(variables) // columns)
    canvas = Canvas(look, title, below, PANEL_LINES * rows + 2, nrows=rows, ncols=columns, sharex=True, sharey=True)
    for place, axes in enumerate(canvas.axes.flat):
        if place >= len(variables):
            axes.set_axis_off()
            continue
        part = quantiles[quantiles["variable"] == variables[place]]
        _draw_panel(canvas, axes, part, str(variables[place]))
        if start is not None:
            last = int(part["quarter"].max())
            places = sorted({round(part_way * last) for part_way in DATED})
            axes.set_xticks(places, [calendar_name(start, quarter) for quarter in places])
        if place // columns == rows - 1 or place + columns >= len(variables):
            axes.set_xlabel("quarter" if start is None else "", size=look.small, color=look.theme.faint)
            axes.tick_params(labelbottom=True)
    told = "; ".join(
        f"{readable(str(name))} ends at {part['q50'].iloc[-1]:.2f} in the median world "
        f"(nine in ten between {part['q05'].iloc[-1]:.2f} and {part['q95'].iloc[-1]:.2f})"
        for name, part in quantiles.groupby("variable", sort=False)
    )
    words = f"{len(variables)} fan charts. {title}. {told}. {NOT_A_FORECAST}"
    return Picture("fan", canvas.figure, title, below, words, quantiles.reset_index(drop=True))


def _draw_panel(canvas: Canvas, axes: Axes, part: pd.DataFrame, name: str) -> None:
    look, theme = canvas.look, canvas.look.theme
    xs = part["quarter"]
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1])
    axes.set_xlim(xs.min(), max(xs.max(), 1))
    axes.grid(axis="y", color=theme.grid, linewidth=0.8)
    axes.fill_between(
        xs, part["q05"], part["q95"], color=theme.accent, alpha=0.22, linewidth=0, gid=f"interval:{name}/90"
    )
    axes.fill_between(
        xs, part["q25"], part["q75"], color=theme.accent, alpha=0.38, linewidth=0, gid=f"interval:{name}/50"
    )
    axes.plot(xs, part["q50"], color=theme.ink, linewidth=2 * look.scale, gid=f"share:{name}/50")
    axes.set_title(_named(name), size=look.label, color=theme.ink, loc="left")
    axes.tick_params(labelsize=look.small, labelcolor=theme.faint)
    last = part.iloc[-1]
    ends = [float(last[column]) for column in ("q05", "q50", "q95")]
    for value, place in zip(
        ends, spread(ends, 1.25 * look.small / (PANEL_LINES * 0.72 * look.label), 0, 1), strict=True
    ):
        axes.text(
            xs.max() * 1.02, place, f"{value:.2f}", size=look.small, color=theme.faint, va="center", clip_on=False
        )


def _named(variable: str) -> str:
    """Return the name of a variable as words, with the names of countries as they are written."""
    words = [NAMES.get(word, word) for word in readable(variable).split(" ")]
    return capital(" ".join(words))


def _finding(quantiles: pd.DataFrame) -> str:
    """Return which variable moves most in the median world."""
    changes = {}
    for name, part in quantiles.groupby("variable", sort=False):
        ordered = part.sort_values("quarter")
        changes[str(name)] = (float(ordered["q50"].iloc[0]), float(ordered["q50"].iloc[-1]))
    name = max(changes, key=lambda key: abs(changes[key][1] - changes[key][0]))
    before, after = changes[name]
    if abs(after - before) < LEAST:
        still = (
            f"{_named(name)} stays at {after:.2f}" if len(changes) == 1 else f"None of {len(changes)} variables moves"
        )
        return f"{still} in the median world"
    if len(changes) == 1:
        verb = "rises" if after > before else "falls"
        return f"{_named(name)} {verb} from {before:.2f} to {after:.2f} in the median world"
    called = _named(name)[0].lower() + _named(name)[1:]
    return f"Of {len(changes)} variables, {called} moves most: from {before:.2f} to {after:.2f} in the median world"
