"""Outcome shares of many settings side by side: one row per setting, one column per outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import axes_of, compared_with_none, finding_of_settings
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas, framed
from sim.charts.kind import SWEEP, chart
from sim.charts.picture import Picture
from sim.charts.rows import fitted_names, names_of_rows, row_lines, rows_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.names import NO_POLICY, POLICY, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable, short_percent
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_ROWS = 60
ROOM_FOR_NAMES = 0.3
"""Part of the width that the names of the rows may take."""
ROOM_FOR_NUMBERS = 1.5
"""The columns go on beyond the end of their scale, so that there is room for the number beside the interval."""
ENDS = (0.2, 0.4, 0.6, 0.8, 1.0)
BAR, GAP, ROW = 0.6, 0.05, 1.6
DOTS: Any = (0, (1.5, 1.5))
REMARK = "Dotted: the share without a policy."


@chart(
    "side_by_side", "outcome shares of many settings, one row each", SWEEP,
    example="policies --kind side_by_side", place=2,
)  # fmt: skip
def side_by_side(
    cells: pd.DataFrame,
    by: str,
    settings: Sequence[Setting] | Setting,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the shares of many settings as bars with intervals, one column per outcome.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.

    Raises
    ------
    InputError
        If nothing is selected, or there are more settings than can be read.
    """
    names = names_of_rows(cells, by, MOST_ROWS, "too many to stand side by side")
    found = title or finding_of_settings(cells, by, pairing)
    dotted = REMARK if compared_with_none(cells) else ""
    texts = fitted_names(look, names, ROOM_FOR_NAMES)
    lines = row_lines(texts, ROW) * len(names) + 4
    canvas = framed(
        look, found, settings, dotted, pairing.remark, lines=lines, nrows=1, ncols=len(OUTCOMES), sharey=True
    )
    canvas.name_rows(texts)
    for column, outcome in enumerate(OUTCOMES):
        _draw_column(canvas, column, outcome, cells, by, names)
    return canvas.picture("Bars with intervals, one row per setting", rows_in_words(cells, by), cells)


def _draw_column(canvas: Canvas, column: int, outcome: str, cells: pd.DataFrame, by: str, names: list[Any]) -> None:
    axes, look = canvas.axes[0, column], canvas.look
    end = _end_of_scale(cells)
    axes.set_xlim(-0.02 * end, ROOM_FOR_NUMBERS * end)
    ticks = [0, end / 2, end]
    axes.set_xticks(ticks, [f"{100 * tick:.0f}" for tick in ticks[:-1]] + [f"{100 * end:.0f} %"])
    axes.tick_params(axis="x", labelsize=look.small, labelcolor=look.theme.faint)
    canvas.head(axes, readable(outcome).replace(" ", "\n"))
    axes.axvline(0, color=look.theme.faint, linewidth=0.8)
    axes.vlines(ticks[1:], -0.5, len(names) - 0.5, color=look.theme.grid, linewidth=0.8)
    rows = cells[cells["outcome"].astype(str) == outcome].set_index(by)
    bases = without_policy(rows)
    for place, name in enumerate(names):
        row = rows.loc[name]
        share, low, high = (float(row[key]) for key in ("share", "low", "high"))
        marks.bar(axes, look, outcome, f"{name}/{outcome}", place, share, BAR)
        marks.interval(axes, look, f"{name}/{outcome}", place, low, high, cap=3)
        words = short_percent(share, low, high)
        canvas.write(axes, high + GAP * end, place, words, size=look.small, ha="left", zorder=9)
        if name in bases:
            axes.plot([bases[name]] * 2, [place - 0.5, place + 0.5], color=look.theme.ink, linewidth=1, linestyle=DOTS)


def _end_of_scale(cells: pd.DataFrame) -> float:
    """The same end for all columns: the next of a few round shares above the largest interval."""
    highest = float(cells["high"].max())
    return next(end for end in ENDS if end >= highest)


def without_policy(rows: pd.DataFrame) -> dict[Any, float]:
    """Return for each setting the share of the one that differs from it only in having no policy, where there is one.

    `rows` are those of one outcome, with the names of the settings as their index.
    """
    if not compared_with_none(rows):
        return {}
    axes = [axis for axis in axes_of(rows) if axis != POLICY]
    groups = rows.groupby(axes, sort=False, dropna=False) if axes else [((), rows)]
    found: dict[Any, float] = {}
    for _, group in groups:
        base = group[[value_of(POLICY, value) == NO_POLICY for value in group[POLICY]]]
        if len(base) == 1:
            found |= dict.fromkeys(group.index, float(base["share"].iloc[0]))
    return found
