"""Settings between three corners: peace, tension or stalemate, and new confrontation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import Polygon
from numpy.typing import NDArray

from sim.analysis.telling import told
from sim.charts.canvas import Canvas
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import without_middle
from sim.charts.picture import Picture, Settings
from sim.charts.placing import label_points
from sim.charts.tables import checked, records, shares_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.parameters.wording import capital, enumeration
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import UNKNOWN, Pairing

CORNERS = {
    "peace": ("ideal_peace", "formal_peace"),
    "tension or stalemate": ("deferred_tension", "stalemate"),
    "confrontation": ("new_confrontation",),
}
"""Which outcomes each corner gathers: left, right, top."""
PLACES = np.array([[0.0, 0.0], [1.0, 0.0], [0.5, np.sqrt(3) / 2]])
PLOT_LINES = 26
MOST_LABELS = 12
"""With more settings than this only those nearest to the corners are named."""
NAME_ROOM, OUTSIDE_ROOM, NAME_LINES = 0.3, 0.25, 6
"""Parts of the width for a name beside its point and outside the triangle, and lines of a name there."""
OUTSIDE = ((0.0, 0.62, "right"), (0.98, 0.56, "left"), (0.72, 0.82, "left"))
"""Where the names nearest to each corner stand, in the order of the corners: free of the marks along the sides."""
NAMED = ("peace", "confrontation")
"""The corners of which the title tells."""
LONG_NAME = 60
"""A name with more letters does not fit into a title."""
REMARK = "Fields around the points: intervals of all three shares together. Peace: ideal or formal."


@chart(
    "ternary", "settings between peace, tension and confrontation", SWEEP, example="articles --kind ternary", place=9
)
def ternary(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw each setting, named in the column `by`, as a point between peace, tension or stalemate, and new confrontation."""
    table = gathered(checked(cells, [by]), by)
    found = title or _finding(table, by, pairing)
    canvas = Canvas(look, found, settings, REMARK, pairing.remark, lines=PLOT_LINES)
    _draw_triangle(canvas)
    parts = {str(name): part for name, part in table.groupby(by, sort=False)}
    _name_points(canvas, [_draw_point(canvas, name, part) for name, part in parts.items()], list(parts))
    shares = "; ".join(f"{name}: {shares_in_words(part, name='corner')}" for name, part in parts.items())
    return canvas.picture("Triangle", shares, table)


def gathered(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the shares of the three corners with their intervals, one row per setting and corner."""
    corner_of = {outcome: corner for corner, outcomes in CORNERS.items() for outcome in outcomes}
    corners = cells["outcome"].astype(str).map(corner_of)
    counts = cells.groupby([cells[by], corners], sort=False)["count"].sum().rename_axis([by, "corner"]).reset_index()
    worlds = counts.groupby(by)["count"].transform("sum")
    low, high = wilson(counts["count"], worlds)
    numbers = {"cell": counts[by].map(cells.drop_duplicates(by).set_index(by)["cell"])} if "cell" in cells else {}
    return counts.assign(worlds=worlds, share=counts["count"] / worlds, low=low, high=high, **numbers)


def _draw_point(canvas: Canvas, name: str, rows: pd.DataFrame) -> tuple[float, float]:
    """Draw a setting with the field in which all three shares lie within their intervals; return where it stands."""
    axes, accent = canvas.plot, canvas.look.theme.accent
    rows = rows.set_index("corner").loc[list(CORNERS)]
    x, y = rows["share"].to_numpy() @ PLACES
    region = _region(rows["low"].to_numpy(), rows["high"].to_numpy()) @ PLACES
    axes.add_patch(Polygon(region, gid=f"interval:{name}", facecolor=accent, alpha=0.3, linewidth=0, zorder=4))
    sign: dict[str, Any] = {"markersize": 7 * canvas.look.scale, "color": accent, "zorder": 5}
    axes.plot([x], [y], "o", gid=f"share:{name}", markeredgecolor=canvas.look.theme.paper, **sign)
    return float(x), float(y)


def _draw_triangle(canvas: Canvas) -> None:
    axes, look = canvas.plot, canvas.look
    axes.set_aspect("equal")
    axes.set(xticks=[], yticks=[], xlim=(-0.2, 1.2), ylim=(-0.1, 0.97))
    for part in (0.25, 0.5, 0.75):
        for one, two, three in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
            ends = [PLACES[one] * part + PLACES[other] * (1 - part) for other in (two, three)]
            axes.plot(*np.array(ends).T, color=look.theme.grid, linewidth=0.9, zorder=1)
    axes.add_patch(Polygon(PLACES, fill=False, edgecolor=look.theme.faint, linewidth=1.2))
    for (corner, outcomes), place, shift in zip(CORNERS.items(), PLACES, (-1, -1, 1), strict=True):
        colour = OUTCOME_COLOURS[outcomes[0]]
        axes.plot(*place, "o", markersize=11 * look.scale, color=colour, markeredgecolor=look.theme.ink, zorder=3)
        canvas.label(axes, place[0], place[1] + shift * 0.055, f"all {corner}", weight="bold", ha="center")
    # Above the lines that lead to names, which would strike the numbers through.
    paper = {"facecolor": look.theme.paper, "edgecolor": "none", "pad": 0.6}
    numbers: dict[str, Any] = {"small": True, "faint": True, "zorder": 10, "bbox": paper}
    for part in (0.25, 0.5, 0.75):
        for all_of, none_of, name, apart, side in (
            (2, 1, "confrontation", 0.02, "left"),
            (0, 2, "peace", -0.02, "right"),
        ):
            x, y = PLACES[all_of] * part + PLACES[none_of] * (1 - part)
            canvas.label(axes, x + apart, y, f"{100 * part:.0f} % {name}", ha=side, **numbers)


def _region(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners of the field in which all three shares lie within their intervals, and add up to one."""
    field = np.eye(3)
    for axis in range(3):
        for sign, bound in ((1.0, low[axis]), (-1.0, -high[axis])):
            field = _clip(field, axis, sign, bound)
    return field


def _clip(field: NDArray[np.float64], axis: int, sign: float, bound: float) -> NDArray[np.float64]:
    """Cut a polygon along one bound (Sutherland and Hodgman 1974)."""
    kept = []
    for start, end in zip(field, np.roll(field, -1, axis=0), strict=True):
        a, b = sign * start[axis] - bound, sign * end[axis] - bound
        if a >= 0:
            kept.append(start)
        if (a > 0 > b) or (a < 0 < b):
            kept.append(start + (end - start) * a / (a - b))
    return np.array(kept).reshape(-1, 3)


def _name_points(canvas: Canvas, places: Sequence[tuple[float, float]], names: Sequence[str]) -> None:
    """Name each point beside it; of many points only those nearest to the corners, outside the triangle."""
    look = canvas.look
    if len(places) <= MOST_LABELS:
        texts = [without_middle(name, look.label, look.room(NAME_ROOM)) for name in names]
        label_points(canvas.plot, look, places, texts, avoid=[(x, y) for x, y in PLACES])
        return
    leader = {"arrowstyle": "-", "color": look.theme.ink, "linewidth": 0.8, "shrinkA": 1, "shrinkB": 3}
    distances = np.linalg.norm(np.array(places)[:, np.newaxis] - PLACES, axis=2)
    nearest = dict(zip(distances.argmin(axis=0).tolist(), OUTSIDE, strict=True))
    for row, (x, y, side) in nearest.items():
        lines = [without_middle(part, look.small, look.room(OUTSIDE_ROOM)) for part in names[row].split(", ")]
        text = "\n".join([*lines[:NAME_LINES], *(["…"] if len(lines) > NAME_LINES else [])])
        style: dict[str, Any] = {"size": look.small, "color": look.theme.ink, "ha": side, "va": "center", "zorder": 9}
        canvas.plot.annotate(text, places[row], (x, y), arrowprops=leader, annotation_clip=False, **style)


def _finding(table: pd.DataFrame, by: str, pairing: Pairing) -> str:
    """Return which settings are nearest to peace and to confrontation; several where the worlds do not tell them apart.

    The intervals pay for the comparisons of the nearest setting with all others, at both corners.
    """
    corners = {corner: table[table["corner"] == corner] for corner in NAMED}
    number = table[by].nunique()
    if number == 1:
        shares = " and ".join(f"{told(part.iloc[0])} {corner}" for corner, part in corners.items())
        return f"{capital(str(table.iloc[0][by]))}: {shares}"
    parts = [f"nearest to {corner}: {_nearest(part, by, corner, pairing)}" for corner, part in corners.items()]
    return capital("; ".join(parts))


def _nearest(part: pd.DataFrame, by: str, corner: str, pairing: Pairing) -> str:
    ranked = part.sort_values("share", ascending=False, kind="stable")
    comparisons = len(NAMED) * (len(ranked) - 1)
    if "cell" in ranked:
        pairing.load(ranked["cell"].tolist())
    nearest, rest = ranked.iloc[0], ranked.iloc[1:]
    changes = [pairing.change(row, nearest, comparisons, CORNERS[corner]) for _, row in rest.iterrows()]
    first = ranked[[True, *(not found.sure for found in changes)]]
    if len(first) > 2:
        return f"{len(first)} of {len(ranked)} settings about equally"
    names = [str(name) for name in first[by]]
    if max(map(len, names)) > LONG_NAME:
        names = ["the setting named below" if len(names) == 1 else "one setting" for _ in names]
    return enumeration([f"{name} ({told(row)})" for name, row in zip(names, records(first), strict=True)])
