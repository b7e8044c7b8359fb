"""Outcome shares of many settings side by side: one row per setting, one column per outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, percent, readable, short_percent
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import capital, caption
from sim.charts.letters import shorten, width_of
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked, records
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.knowledge.errors import InputError
from sim.knowledge.vocabulary import OUTCOMES

MOST_ROWS = 60
ROOM_FOR_NAMES = 0.3
"""Part of the width that the names of the rows may take."""
AXIS_END = 1.5
"""The columns end beyond 100 %, so that there is room for the number beside the point."""


@drawn
def side_by_side(
    cells: pd.DataFrame, by: str, settings: Sequence[Setting] | Setting, look: Look = USUAL_LOOK
) -> Picture:
    """Draw the shares of many settings as points with intervals.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.
    settings : Setting or sequence of Setting
        Told in the caption.
    look : Look

    Raises
    ------
    InputError
        If nothing is selected, or there are more settings than can be read.
    """
    names = list(pd.unique(checked(cells, [by])[by]))
    if len(names) > MOST_ROWS:
        raise InputError(
            f"{len(names)} settings are too many to stand side by side (at most {MOST_ROWS}); "
            "select some, or draw them with --kind parallel"
        )
    title, below = side_by_side_finding(cells, by), caption(settings)
    canvas = Canvas(look, title, below, 1.5 * len(names) + 4, nrows=1, ncols=len(OUTCOMES), sharey=True)
    room = look.size.width * 72 * ROOM_FOR_NAMES
    canvas.plot.set_yticks(range(len(names)), [shorten(str(name), look.label, room) for name in names])
    canvas.plot.set_ylim(len(names) - 0.5, -0.5)
    for column, outcome in enumerate(OUTCOMES):
        _draw_column(canvas, column, outcome, cells, by, names)
    return Picture("side_by_side", canvas.figure, title, below, _words(cells, by, title), cells.reset_index(drop=True))


def _draw_column(canvas: Canvas, column: int, outcome: str, cells: pd.DataFrame, by: str, names: list[Any]) -> None:
    axes, look = canvas.axes[0, column], canvas.look
    axes.set_xlim(-0.04, AXIS_END)
    axes.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"], size=look.small, color=look.theme.faint)
    axes.set_title(readable(outcome).replace(" ", "\n"), size=look.label, color=look.theme.ink, loc="left")
    axes.set_xlim(-0.04, AXIS_END)
    axes.axvline(0, color=look.theme.faint, linewidth=0.8)
    axes.hlines(range(len(names)), 0, 1, color=look.theme.grid, linewidth=0.8)
    rows = cells[cells["outcome"].astype(str) == outcome].set_index(by)
    for place, name in enumerate(names):
        row = rows.loc[name]
        share, low, high = float(row["share"]), float(row["low"]), float(row["high"])
        axes.plot(
            [0, share],
            [place, place],
            color=OUTCOME_COLOURS[outcome],
            linewidth=look.label * 0.45,
            alpha=0.55,
            zorder=1,
        )
        marks.interval(axes, look, f"{name}/{outcome}", place, low, high, cap=0, linewidth=1.8, zorder=8)
        marks.point(axes, look, outcome, f"{name}/{outcome}", share, place, look.label * 0.5)
        words = short_percent(share, low, high)
        if width_of(words, look.small) < canvas.look.size.width * 72:
            canvas.write(axes, max(high, share) + 0.09, place, words, size=look.small, ha="left")


def side_by_side_finding(cells: pd.DataFrame, by: str) -> str:
    """Return between which settings the share that differs most lies, as one sentence."""
    names = pd.unique(cells[by])
    if len(names) == 1:
        top = cells.sort_values("share", ascending=False).iloc[0]
        often = f"{readable(str(top['outcome']))}, {short_percent(top['share'], top['low'], top['high'])}"
        return f"{capital(str(names[0]))}: most often {often}"
    ranges = cells.groupby(cells["outcome"].astype(str), sort=False)["share"].agg(
        lambda shares: shares.max() - shares.min()
    )
    outcome = str(ranges.idxmax())
    rows = cells[cells["outcome"].astype(str) == outcome].sort_values("share", kind="stable")
    least, most = rows.iloc[0], rows.iloc[-1]
    if most["low"] <= least["high"]:
        return f"The {len(names)} settings cannot be told apart with so few worlds"
    low, high = (short_percent(r["share"], r["low"], r["high"]) for r in (least, most))
    return f"{capital(readable(outcome))} differs most: {low} with {least[by]}, {high} with {most[by]}"


def _words(cells: pd.DataFrame, by: str, title: str) -> str:
    told = []
    for name, part in cells.groupby(by, sort=False):
        shares = ", ".join(
            f"{readable(str(r['outcome']))} {percent(r['share'], r['low'], r['high'])}" for r in records(part)
        )
        told.append(f"{name}: {shares}")
    return f"Points with intervals, one row per setting. {title}. {'. '.join(told)}. {NOT_A_FORECAST}"
