"""Sobol bars: which part of the variation of an outcome each parameter accounts for, alone and with others."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from sim.analysis.headlines import opened, the
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANALYSIS, Source, chart
from sim.charts.letters import parameter_lines
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records, with_columns
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of
from sim.parameters.wording import readable

MOST_ROWS = 20
MOST_TICKS = 6
WIDE = 0.5
"""Intervals that span half of all variation leave open whether a parameter matters."""
COLUMNS = ("parameter", *(f"{index}{end}" for index in ("first", "total") for end in ("", "_low", "_high")))
DESIGN = "sobol"
INTERVALS = "Lines: 95 % intervals from the number of settings that were sampled."
REMARK = (
    "Hatched: the part that the parameter accounts for alone. Plain: with all that it does together with others. "
    "Lines: 95 % intervals. The plain bars can add up to more than 100 %."
)


def _indices(source: Source) -> dict[str, Any]:
    # Importing what analyses takes a second, and no other chart needs it.
    from sim.analysis.sensitivity import sensitivity

    found = sensitivity(source.study, source.wishes.outcome)
    if len(found) > 1:
        raise InputError(f"this sweep holds {len(found)} groups, {found[0].group} first; sobol draws one of them only")
    return {"indices": found[0].table}


def _chosen_for(study: Any, axes: Sequence[str]) -> bool:
    """Whether a sweep is a Sobol sample, finished and over its ranges alone, and what analyses it is installed."""
    crossed = any(axis not in study.design.ranges for axis in axes)
    made = study.manifest.kind == DESIGN and study.complete and not crossed
    return made and importlib.util.find_spec("SALib") is not None


@chart(
    "sobol", "which part of the variation each parameter accounts for", ANALYSIS, further=_indices,
    example="sample --kind sobol", place=19, options=("outcome",), design=DESIGN, chosen_for=_chosen_for,
)  # fmt: skip
def sobol_bars(
    indices: pd.DataFrame, outcome: str, setting: Settings | str, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw first-order and total-order indices, largest first, from a table as `sim.analysis.sensitivity` makes it.

    A setting in words is for results that do not know theirs.
    """
    table = with_columns(indices, COLUMNS, "Sobol bars need").dropna(subset=["total"])
    if table.empty:
        raise InputError(f"there is nothing to draw: {readable(outcome)} does not vary, or no parameter is selected")
    table = table.sort_values("total", ascending=False, kind="stable", ignore_index=True)
    hidden, table = len(table) - MOST_ROWS, table.head(MOST_ROWS)
    found = title or opened(setting, _finding(table, outcome))
    left = f"{hidden} parameters with less are not shown." if hidden > 0 else ""
    lines = parameter_lines(look, list(table["parameter"]), 2.2) * len(table) + 3
    canvas = Canvas(
        look, found, setting, REMARK, _how_wide(table), left, lines=lines,
        intervals=_how_wide(table) or INTERVALS, reading="Hatched: by itself; plain: with all that it does together with others",
        subtitle=f"Part of the variation of {readable(outcome)} that each number accounts for, {{histories}} per setting",
    )  # fmt: skip
    axes = canvas.plot
    canvas.percent_axis(axes, "x", f"part of the variation of {readable(outcome)} between cells")
    low = min(0.0, float(table["first_low"].min()), float(table["total_low"].min()))
    high = max(float(table["first_high"].max()), float(table["total_high"].max()), 0.1) * 1.14
    axes.set_xlim(low, high)
    axes.set_xticks(MaxNLocator(MOST_TICKS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))
    axes.set_xlim(low, high)
    canvas.name_parameters(list(table["parameter"]))
    for place, row in enumerate(records(table)):
        _draw_row(canvas, place, row)
    told = "; ".join(
        f"{label_of(r['parameter'])}: alone {_part(r, 'first')}, with others {_part(r, 'total')}"
        for r in records(table)
    )
    return canvas.picture("Pairs of bars", told, table)


def _part(row: dict[str, Any], index: str) -> str:
    share, low, high = (f"{100 * row[f'{index}{end}']:.0f}" for end in ("", "_low", "_high"))
    return f"{share} % ({low}–{high})"


def _how_wide(table: pd.DataFrame) -> str:
    """Say that more cells are needed, where the intervals are too wide to read anything off them."""
    width = max(float((table[f"{name}_high"] - table[f"{name}_low"]).max()) for name in ("first", "total"))
    if width <= WIDE:
        return ""
    return f"Intervals reach a width of {100 * width:.0f} percentage points: more cells (--samples) are needed."


def _draw_row(canvas: Canvas, place: int, row: dict[str, Any]) -> None:
    axes, look = canvas.plot, canvas.look
    fills = {"first": (-0.19, look.theme.accent, "//"), "total": (0.19, look.theme.grid, None)}
    for index, (shift, colour, hatch) in fills.items():
        at, name, share = place + shift, f"{row['parameter']}/{index}", row[index]
        bar: dict[str, Any] = {"height": 0.36, "facecolor": colour, "hatch": hatch, "linewidth": 0.8}
        axes.barh(at, share, edgecolor=look.theme.ink, gid=f"share:{name}", **bar)
        low, high = row[f"{index}_low"], row[f"{index}_high"]
        marks.interval(axes, look, name, at, low, high, linewidth=1.1, cap=2)
        canvas.beside(max(high, share), at, f"{round(100 * share)} %".replace("-", "−"), 5)


def _finding(table: pd.DataFrame, outcome: str) -> str:
    """Return which parameter accounts for most, or that the intervals of the first two do not say."""
    first, name = table.iloc[0], readable(outcome)
    most = f"{name} varies most with {the(label_of(str(first['parameter'])))}"
    if first["total_low"] <= 0:
        return f"too few settings were sampled to tell which number {name} depends on most"
    if len(table) > 1 and table.iloc[1]["total_high"] >= first["total_low"]:
        second = the(label_of(str(table.iloc[1]["parameter"])))
        return f"{most} or {second}; their intervals overlap"
    return f"{most}: {100 * first['first']:.0f} % by itself, {100 * first['total']:.0f} % with others"
