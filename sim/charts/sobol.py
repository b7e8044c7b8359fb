"""Sobol bars: which part of the variation of an outcome each parameter accounts for, alone and with others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.ticker import MaxNLocator

from sim.analysis.finding import Setting
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.picture import Picture, drawn
from sim.charts.rows import name_parameters
from sim.charts.tables import checked_outcome, records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of
from sim.parameters.wording import NOT_A_FORECAST, capital, readable

MOST_ROWS, NAME_ROOM = 20, 0.32
MOST_TICKS = 6
WIDE = 0.5
"""Intervals that span half of all variation leave open whether a parameter matters."""
COLUMNS = tuple(f"{index}{end}" for index in ("first", "total") for end in ("", "_low", "_high"))
REMARK = (
    "Hatched: the part that the parameter accounts for alone. Plain: with all that it does together with others. "
    "Lines: 95 % intervals. The plain bars can add up to more than 100 %."
)


@drawn
def sobol_bars(
    indices: pd.DataFrame,
    outcome: str,
    setting: Setting | Sequence[Setting] | str,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw first-order and total-order indices, largest first.

    Parameters
    ----------
    indices : pandas.DataFrame
        One row per parameter, columns `parameter`, `first`, `first_low`, `first_high`, `total`, `total_low`,
        `total_high`.
    outcome : str
    setting : Setting, sequence of Setting, or str
        Told in the caption.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If nothing is selected, a column is missing, or the outcome does not vary.
    """
    table = _checked(indices, outcome)
    hidden, table = len(table) - MOST_ROWS, table.head(MOST_ROWS)
    title = title or _finding(table, outcome)
    left = f"{hidden} parameters with less are not shown." if hidden > 0 else ""
    below = caption(setting, REMARK, _how_wide(table), left, intervals=False)
    canvas = Canvas(look, title, below, 2.2 * len(table) + 3)
    axes = canvas.plot
    canvas.percent_axis(axes, "x", f"part of the variation of {readable(outcome)} between cells")
    low = min(0.0, float(table["first_low"].min()), float(table["total_low"].min()))
    high = max(float(table["first_high"].max()), float(table["total_high"].max()), 0.1) * 1.14
    axes.set_xlim(low, high)
    axes.set_xticks(MaxNLocator(MOST_TICKS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))
    axes.set_xlim(low, high)
    name_parameters(canvas, list(table["parameter"]), NAME_ROOM)
    axes.set_ylim(len(table) - 0.5, -0.5)
    for place, row in enumerate(records(table)):
        _draw_row(canvas, place, row)
    told = "; ".join(
        f"{label_of(r['parameter'])}: "
        f"alone {100 * r['first']:.0f} % ({100 * r['first_low']:.0f}–{100 * r['first_high']:.0f}), "
        f"with others {100 * r['total']:.0f} % ({100 * r['total_low']:.0f}–{100 * r['total_high']:.0f})"
        for r in table.to_dict("records")
    )
    return Picture("sobol", canvas.figure, title, below, f"Pairs of bars. {title}. {told}. {NOT_A_FORECAST}", table)


def _how_wide(table: pd.DataFrame) -> str:
    """Say that more cells are needed, where the intervals are too wide to read anything off them."""
    width = max(float((table[f"{name}_high"] - table[f"{name}_low"]).max()) for name in ("first", "total"))
    if width <= WIDE:
        return ""
    return f"Intervals reach a width of {100 * width:.0f} percentage points: more cells (--samples) are needed."


def _checked(indices: pd.DataFrame, outcome: str) -> pd.DataFrame:
    checked_outcome(outcome)
    missing = [name for name in ("parameter", *COLUMNS) if name not in indices.columns]
    if missing:
        raise InputError(f"the table has no column '{missing[0]}'; Sobol bars need parameter, {', '.join(COLUMNS)}")
    table = indices.dropna(subset=["total"]).sort_values("total", ascending=False, kind="stable", ignore_index=True)
    if table.empty:
        raise InputError(f"there is nothing to draw: {readable(outcome)} does not vary, or no parameter is selected")
    return table


def _draw_row(canvas: Canvas, place: int, row: dict[str, Any]) -> None:
    axes, look = canvas.plot, canvas.look
    fills = {"first": (-0.19, look.theme.accent, "//"), "total": (0.19, look.theme.grid, None)}
    for index, (shift, colour, hatch) in fills.items():
        axes.barh(
            place + shift,
            row[index],
            height=0.36,
            facecolor=colour,
            hatch=hatch,
            edgecolor=look.theme.ink,
            linewidth=0.8,
            gid=f"share:{row['parameter']}/{index}",
        )
        name = f"{row['parameter']}/{index}"
        marks.interval(axes, look, name, place + shift, row[f"{index}_low"], row[f"{index}_high"], linewidth=1.1, cap=2)
        end = max(row[f"{index}_high"], row[index])
        words = f"{round(100 * row[index])} %".replace("-", "−")
        axes.annotate(
            words,
            (end, place + shift),
            xytext=(5, 0),
            textcoords="offset points",
            size=look.small,
            color=look.theme.ink,
            va="center",
        )


def _finding(table: pd.DataFrame, outcome: str) -> str:
    """Return which parameter accounts for most, or that the intervals of the first two do not say."""
    first, name = table.iloc[0], capital(readable(outcome))
    most = f"{name} varies most with {label_of(str(first['parameter']))}"
    if first["total_low"] <= 0:
        return f"{name}: the number of cells does not tell which parameter accounts for most"
    if len(table) > 1 and table.iloc[1]["total_high"] >= first["total_low"]:
        second = label_of(str(table.iloc[1]["parameter"]))
        return f"{most} or {second}; their intervals overlap"
    return f"{most}: {100 * first['first']:.0f} % alone, {100 * first['total']:.0f} % with others"
