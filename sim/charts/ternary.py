"""Settings by how much peace and how much new confrontation they bring; the rest is tension or stalemate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.headlines import opened
from sim.analysis.naming import right
from sim.analysis.telling import told
from sim.charts.canvas import Canvas
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import without_middle
from sim.charts.picture import Picture, Settings
from sim.charts.placing import label_points, places_of_numbers
from sim.charts.tables import checked, records, shares_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.names import WORLDVIEW
from sim.parameters.wording import capital, enumeration
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import UNKNOWN, Pairing

PEACE, BETWEEN, CONFRONTATION = "peace", "tension or stalemate", "confrontation"
CORNERS = {
    PEACE: ("ideal_peace", "formal_peace"),
    BETWEEN: ("deferred_tension", "stalemate"),
    CONFRONTATION: ("new_confrontation",),
}
"""Which outcomes each of the three shares gathers."""
NAMED = (PEACE, CONFRONTATION)
"""The shares along the axes, of which the title tells."""
WORDS = {PEACE: "share that ends in peace, ideal or formal", CONFRONTATION: "share that ends in new confrontation"}
PLOT_LINES = 22
MOST_LABELS = 12
"""With more settings than this only those with most or least of a share are named."""
NAME_ROOM, NARROW_ROOM = 0.3, 0.5
"""Part of the width for a name beside its point, on a page and on a phone."""
LONG_NAME = 60
"""A name with more letters does not fit into a title."""
LEAST_AXIS, ROOM = 0.02, 0.12
"""An axis reaches at least so far, and goes on beyond the last interval by this part."""
READING = "Crosses: both intervals. What is missing to 100 % ends in tension or stalemate"


@chart(
    "ternary", "settings by how much peace and how much new confrontation they bring", SWEEP,
    example="articles --kind ternary", place=9,
)  # fmt: skip
def ternary(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw each setting, named in the column `by`, as a point: across how much peace, up how much new confrontation."""
    table = gathered(checked(cells, [by]), by)
    found = title or _finding(table, by, pairing, settings, cells)
    canvas = Canvas(
        look, found, settings, pairing.remark, lines=PLOT_LINES, reading=READING,
        subtitle="Share of {histories} with peace and with new confrontation, for each setting",
    )  # fmt: skip
    for which, corner in zip("xy", NAMED, strict=True):
        _axis(canvas, which, corner, table)
    parts = {str(name): part.set_index("corner") for name, part in table.groupby(by, sort=False)}
    shown = _named(parts)
    for name, part in parts.items():
        _draw_point(canvas, name, part, name in shown)
    places = {name: (_share(part, PEACE), _share(part, CONFRONTATION)) for name, part in parts.items()}
    room = look.room(NARROW_ROOM if look.narrow else NAME_ROOM)
    texts = [without_middle(name, look.label, room) for name in shown]
    others = [place for name, place in places.items() if name not in shown]
    label_points(
        canvas.plot, look, [places[name] for name in shown], texts, avoid=[*others, *places_of_numbers(canvas.plot)]
    )
    shares = "; ".join(f"{name}: {shares_in_words(part.reset_index(), name='corner')}" for name, part in parts.items())
    return canvas.picture("Points between two axes", shares, table)


def gathered(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the three shares with their intervals, one row per setting and share."""
    corner_of = {outcome: corner for corner, outcomes in CORNERS.items() for outcome in outcomes}
    corners = cells["outcome"].astype(str).map(corner_of)
    counts = cells.groupby([cells[by], corners], sort=False)["count"].sum().rename_axis([by, "corner"]).reset_index()
    worlds = counts.groupby(by)["count"].transform("sum")
    low, high = wilson(counts["count"], worlds)
    numbers = {"cell": counts[by].map(cells.drop_duplicates(by).set_index(by)["cell"])} if "cell" in cells else {}
    return counts.assign(worlds=worlds, share=counts["count"] / worlds, low=low, high=high, **numbers)


def _axis(canvas: Canvas, which: str, corner: str, table: pd.DataFrame) -> None:
    """An axis that ends a little beyond the largest interval."""
    end = max(float(table.loc[table["corner"] == corner, "high"].max()) * (1 + ROOM), LEAST_AXIS)
    canvas.percent_axis(canvas.plot, which, WORDS[corner])
    canvas.limit_percent(canvas.plot, which, -0.04 * end, end)


def _named(parts: dict[str, pd.DataFrame]) -> list[str]:
    """The settings that are named: all, or those with the most and the least of what is on the axes."""
    names = list(parts)
    if len(names) <= MOST_LABELS:
        return names
    shares = np.array([[_share(parts[name], corner) for corner in NAMED] for name in names])
    return [names[row] for row in dict.fromkeys([*shares.argmax(axis=0).tolist(), int(shares.sum(axis=1).argmin())])]


def _share(rows: pd.DataFrame, corner: str) -> float:
    """One of the three shares of a setting."""
    return float(rows["share"].loc[corner])


def _draw_point(canvas: Canvas, name: str, rows: pd.DataFrame, named: bool) -> None:
    """Draw a setting with both intervals; faint if it is not named."""
    axes, look = canvas.plot, canvas.look
    x, y = _share(rows, PEACE), _share(rows, CONFRONTATION)
    ends = rows[["low", "high"]].astype(float)
    across, up = (list(map(float, ends.loc[corner].to_numpy())) for corner in NAMED)
    colour = look.theme.accent if named else look.theme.faint
    line: dict[str, Any] = {
        "color": colour,
        "alpha": 0.6 if named else 0.25,
        "linewidth": 1.4 * look.scale,
        "zorder": 3,
    }
    axes.plot(across, [y, y], gid=f"interval:{name}", **line)
    axes.plot([x, x], up, **line)
    sign: dict[str, Any] = {"markersize": (8 if named else 5) * look.scale, "color": colour, "zorder": 6}
    axes.plot([x], [y], "o", gid=f"share:{name}", markeredgecolor=look.theme.paper, **sign)


def _finding(table: pd.DataFrame, by: str, pairing: Pairing, settings: Settings, cells: pd.DataFrame) -> str:
    """Return which settings bring most peace and most confrontation; several where the worlds cannot tell them apart.

    The intervals pay for the comparisons of the first setting with all others, on both shares.
    """
    corners = {corner: table[table["corner"] == corner] for corner in NAMED}
    number = table[by].nunique()
    if number == 1:
        shares = " and ".join(f"{told(part.iloc[0])} {corner}" for corner, part in corners.items())
        return f"{capital(str(table.iloc[0][by]))}: {shares}"
    views = _worldviews(cells, by)
    verbs = {PEACE: "peace is most frequent", CONFRONTATION: "confrontation"}
    parts = [f"{verbs[corner]} {_most(part, by, corner, pairing, views)}" for corner, part in corners.items()]
    return opened(settings, f"{parts[0]}, {parts[1]}")


def _worldviews(cells: pd.DataFrame, by: str) -> dict[str, str]:
    """The worldview of each setting, if settings differ in it alone; else nothing."""
    if WORLDVIEW not in cells or cells[WORLDVIEW].nunique() != cells[by].nunique():
        return {}
    return dict(zip(cells[by].astype(str), cells[WORLDVIEW].astype(str), strict=True))


def _most(part: pd.DataFrame, by: str, corner: str, pairing: Pairing, views: dict[str, str]) -> str:
    ranked = part.sort_values("share", ascending=False, kind="stable")
    comparisons = len(NAMED) * (len(ranked) - 1)
    if "cell" in ranked:
        pairing.load(ranked["cell"].tolist())
    first, rest = ranked.iloc[0], ranked.iloc[1:]
    changes = [pairing.change(row, first, comparisons, CORNERS[corner]) for _, row in rest.iterrows()]
    level = ranked[[True, *(not found.sure for found in changes)]]
    if len(level) > 2:
        return f"in {len(level)} of {len(ranked)} settings alike"
    return enumeration(_places([str(name) for name in level[by]], records(level), views))


def _places(names: Sequence[str], rows: Sequence[Any], views: dict[str, str]) -> list[str]:
    """Where a share is largest, as the end of a sentence: `if Araz is right (12 %)`, `with western guarantee (12 %)`."""
    if views:
        return [f"{right(views[name])} ({told(row)})" for name, row in zip(names, rows, strict=True)]
    if max(map(len, names)) > LONG_NAME:
        names = ["the setting named below" if len(names) == 1 else "one setting" for _ in names]
    return [f"with {name} ({told(row)})" for name, row in zip(names, rows, strict=True)]
