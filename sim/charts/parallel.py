"""Many settings at once: one line per setting across the five outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection

from sim.analysis.comparing import finding_of_settings, largest_difference
from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, percent, readable
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import spread, without_middle
from sim.charts.picture import Picture, drawn
from sim.charts.tables import checked
from sim.charts.theme import OUTCOME_MARKERS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.knowledge.vocabulary import OUTCOMES

PLOT_LINES = 21
MOST_NAMED = 10
"""With more settings than this only those with the most and the least of some outcome are named and drawn strongly."""
DASHES: tuple[Any, ...] = ("-", (0, (6, 1.5)), (0, (1.5, 1.2)), (0, (4, 1.5, 1, 1.5)), (0, (3, 3)))
NAMED = "Named are those that differ most, and those with most or least of an outcome."
NAME_ROOM = 0.3
EDGE = 0.1
"""Room beyond the last axis for its signs."""


@drawn
def parallel(
    cells: pd.DataFrame,
    by: str,
    settings: Sequence[Setting] | Setting,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw each setting as a line across five axes, one per outcome.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.
    settings : Setting or sequence of Setting
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If nothing is selected.
    """
    names = list(pd.unique(checked(cells, [by])[by]))
    order = [cells[cells["outcome"].astype(str) == outcome].set_index(by).loc[names] for outcome in OUTCOMES]
    shares, low, high = (
        np.column_stack([part[c].to_numpy(dtype=float) for part in order]) for c in ("share", "low", "high")
    )
    named = list(range(len(names))) if len(names) <= MOST_NAMED else _named(cells, by, names, shares)
    title = title or finding_of_settings(cells, by)
    remark = f"{len(names)} settings. {NAMED}" if len(named) < len(names) else ""
    below = caption(settings, remark)
    canvas = Canvas(look, title, below, PLOT_LINES)
    _draw_axes(canvas)
    for row in sorted(range(len(names)), key=named.__contains__):
        _draw_setting(
            canvas, str(names[row]), shares[row], low[row], high[row], named.index(row) if row in named else None
        )
    _name_lines(canvas, [str(names[row]) for row in named], shares[named, -1])
    told = "; ".join(
        f"{names[row]}: "
        + ", ".join(
            f"{readable(outcome)} {percent(shares[row, c], low[row, c], high[row, c])}"
            for c, outcome in enumerate(OUTCOMES)
        )
        for row in named
    )
    words = f"Lines across five axes, one line per setting, {len(names)} settings. {title}. {told}. {NOT_A_FORECAST}"
    return Picture("parallel", canvas.figure, title, below, words, cells.reset_index(drop=True))


def _draw_axes(canvas: Canvas) -> None:
    axes, look = canvas.plot, canvas.look
    canvas.percent_axis(axes, "y")
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlim(-0.15, len(OUTCOMES) - 1 + EDGE)
    axes.set_xticks(range(len(OUTCOMES)), [readable(outcome).replace(" ", "\n") for outcome in OUTCOMES])
    for place in range(len(OUTCOMES)):
        axes.axvline(place, color=look.theme.faint, linewidth=0.8, zorder=1)


def _draw_setting(canvas: Canvas, name: str, shares: Any, low: Any, high: Any, place: int | None) -> None:
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    strong = place is not None
    colour = (theme.accent, theme.second, theme.ink)[(place or 0) % 3] if strong else theme.faint
    dash = DASHES[(place or 0) % len(DASHES)] if strong else "-"
    xs = np.arange(len(shares)) + (0 if place is None else (place % 5 - 2) * 0.022)
    alpha = 0.95 if strong else 0.35
    axes.plot(
        xs,
        shares,
        color=colour,
        linestyle=dash,
        linewidth=(1.9 if strong else 0.8) * look.scale,
        alpha=alpha,
        zorder=4 if strong else 2,
    )
    whiskers = LineCollection(
        [[(x, a), (x, b)] for x, a, b in zip(xs, low, high, strict=True)],
        colors=[colour],
        linewidths=(2.4 if strong else 0.8) * look.scale,
        alpha=alpha,
        gid=f"interval:{name}",
        zorder=3,
    )
    axes.add_collection(whiskers)
    for x, share, outcome in zip(xs, shares, OUTCOMES, strict=True):
        size = (6.5 if strong else 2.5) * look.scale
        axes.plot(
            [x],
            [share],
            OUTCOME_MARKERS[outcome],
            color=colour,
            markersize=size,
            alpha=alpha,
            gid=f"share:{name}",
            zorder=5,
        )


def _name_lines(canvas: Canvas, names: list[str], ends: Any) -> None:
    axes, look = canvas.plot, canvas.look
    places = spread(ends, 1.3 / PLOT_LINES, 0, 1)
    stop = len(OUTCOMES) - 1
    room = look.size.width * POINTS_PER_INCH * NAME_ROOM
    for name, end, place in zip(names, ends, places, strict=True):
        axes.plot([stop + EDGE, stop + 2 * EDGE], [end, place], color=look.theme.faint, linewidth=0.8, clip_on=False)
        axes.text(
            stop + 2.2 * EDGE,
            place,
            without_middle(name, look.label, room),
            size=look.label,
            color=look.theme.ink,
            va="center",
            clip_on=False,
        )


def _named(cells: pd.DataFrame, by: str, names: list[Any], shares: Any) -> list[int]:
    """Rows of the settings that differ most, of which the title tells, and of those with most or least of an outcome."""
    most = largest_difference(cells, by)
    told = [names.index(row[by]) for row in (most.before, most.after)] if most else []
    rows = [*told, *shares.argmax(axis=0), *shares.argmin(axis=0)]
    return list(dict.fromkeys(int(row) for row in rows))[:MOST_NAMED]
