"""Plausible ranges of parameters, and where the articles stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.charts.canvas import Canvas
from sim.charts.kind import KNOWLEDGE, chart
from sim.charts.letters import rows_without_overlap, width_of
from sim.charts.picture import Picture
from sim.charts.readings import most_contested, number_of_articles, readings_of
from sim.charts.rows import name_parameters
from sim.charts.tables import records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.common.version import __version__
from sim.parameters.names import label_of
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import number

MOST_ROWS, USUAL_ROWS, NAME_ROOM, PLOT_PART = 25, 10, 0.3, 0.6
OTHERS, ALL = "other articles", "all articles"
SIGNS = ("o", "s", "^", "D", "v", "P", "X", "<", ">")


@chart(
    "ranges", "plausible ranges of parameters, and where the articles stand", KNOWLEDGE,
    lambda source: {"parameters": source.wishes.parameters}, example="--kind ranges", place=17,
    options=("axes",),
)  # fmt: skip
def parameter_ranges(
    parameters: Sequence[str] = (),
    folder: Path | None = None,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the plausible range of each parameter, the baseline's value, and the articles that depart from it.

    Parameters
    ----------
    parameters : sequence of str
        Ids of numeric parameters; the ten on which most articles depart from the baseline if omitted.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Raises
    ------
    InputError
        If a parameter does not exist or is no number, or there are too many.
    """
    chosen = list(parameters) or most_contested(USUAL_ROWS, folder)
    if len(chosen) > MOST_ROWS:
        raise InputError(f"{len(chosen)} parameters are too many to draw (at most {MOST_ROWS}); select some")
    table = pd.concat([readings_of(name, folder) for name in chosen], ignore_index=True)
    title = title or _finding(table, number_of_articles(folder))
    below = (
        "Line: plausible range of the baseline. Tick: the baseline. Signs: articles that depart from it; "
        f"those not named hold the baseline's value.\nVersion {__version__}. "
        "Sources of every value: python -m sim parameters ID."
    )
    canvas = Canvas(look, title, below, 3.6 * len(chosen) + 1)
    axes, ids = canvas.plot, list(pd.unique(table["parameter"]))
    axes.set_xlim(-0.06, 1.06)
    axes.set_xticks([])
    name_parameters(canvas, ids, NAME_ROOM, 0.75, 0.45)
    articles = sorted(set(table["name"]) - {BASELINE})
    signs = {name: SIGNS[place % len(SIGNS)] for place, name in enumerate(articles)}
    for place, name in enumerate(ids):
        _draw_row(canvas, place, table[table["parameter"] == name], signs)
    told = "; ".join(
        f"{label_of(str(name))} from {number(part['low'].iloc[0])} to {number(part['high'].iloc[0])}: "
        + ", ".join(f"{r['name']} {number(r['value'])}" for r in part.to_dict("records"))
        for name, part in table.groupby("parameter", sort=False)
    )
    return canvas.picture("Ranges with signs on them", told, table, ending="")


def _draw_row(canvas: Canvas, place: int, part: pd.DataFrame, signs: dict[str, str]) -> None:
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    low, high = float(part["low"].iloc[0]), float(part["high"].iloc[0])
    range_line: dict[str, Any] = {
        "color": theme.grid,
        "linewidth": 5 * look.scale,
        "solid_capstyle": "butt",
        "zorder": 1,
    }
    axes.plot([0, 1], [place, place], gid=f"range:{place}", **range_line)
    for at, value, side in ((-0.012, low, "right"), (1.012, high, "left")):
        canvas.label(axes, at, place, number(value), small=True, faint=True, ha=side)
    grouped: dict[float, list[str]] = {}
    for row in part.to_dict("records"):
        at = (float(row["value"]) - low) / (high - low)
        if row["name"] == BASELINE:
            axes.plot([at, at], [place - 0.2, place + 0.2], color=theme.ink, linewidth=2.4 * look.scale, zorder=3)
            canvas.label(axes, at, place + 0.3, number(row["value"]), small=True, faint=True, ha="center")
            continue
        grouped.setdefault(at, []).append(str(row["name"]))
    for at, names in grouped.items():
        sign = signs[names[0]] if len(names) == 1 else "o"
        size, edge = 8 * look.scale, theme.paper
        axes.plot([at], [place], sign, markersize=size, color=theme.accent, markeredgecolor=edge, zorder=4)
    _name_articles(canvas, place, grouped)


def _name_articles(canvas: Canvas, place: int, grouped: dict[float, list[str]]) -> None:
    """Name the articles above their signs, with the surnames alone where full names would collide."""
    axes, look = canvas.plot, canvas.look
    scale = 1.12 / (look.size.width * POINTS_PER_INCH * PLOT_PART)
    texts, places, rows = _fitting(grouped, look.small, scale)
    for text, x, row in zip(texts, places, rows, strict=True):
        colour = look.theme.accent
        canvas.label(axes, x, place - 0.27 - 0.2 * row, text, small=True, color=colour, ha="center", zorder=5)


def _fitting(grouped: dict[float, list[str]], size: float, scale: float) -> tuple[list[str], list[float], list[int]]:
    """Return texts, places and rows of the labels of one parameter; at most two rows, or the years are shortened."""
    centres = list(grouped)
    full = [", ".join(names) for names in grouped.values()]
    short = [", ".join(_short(name) for name in names) for names in grouped.values()]
    for texts in (full, short):
        places, rows = rows_without_overlap(
            centres, [(width_of(text, size) + size) * scale for text in texts], -0.05, 1.05
        )
        if max(rows, default=0) < 2:
            break
    return texts, places, rows


def _short(name: str) -> str:
    surname, _, year = name.rpartition(" ")
    return f"{surname} ’{year[-2:]}" if surname else name


def _finding(table: pd.DataFrame, articles: int) -> str:
    """Return on which parameter the articles stand furthest apart, as one sentence."""
    stands = {str(name): _stands(part, articles) for name, part in table.groupby("parameter", sort=False)}
    lengths = {str(row["parameter"]): float(row["high"]) - float(row["low"]) for row in records(table)}
    spans = {name: (max(found) - min(found)) / lengths[name] for name, found in stands.items() if found}
    widest = max(spans, key=lambda name: spans[name], default="")
    if not spans or not spans[widest]:
        return "No article departs from the others on any of these parameters"
    found = stands[widest]
    ends = " to ".join(f"{number(value)} ({', '.join(found[value])})" for value in (min(found), max(found)))
    return f"The articles stand furthest apart on {label_of(widest)}: {ends}"


def _stands(part: pd.DataFrame, articles: int) -> dict[float, list[str]]:
    """Which articles hold which value of a parameter; those that do not name it hold the baseline's."""
    found: dict[float, list[str]] = {}
    named = part[part["name"] != BASELINE]
    for row in records(named):
        found.setdefault(float(row["value"]), []).append(str(row["name"]))
    if len(named) < articles:
        middle = float(part.loc[part["name"] == BASELINE, "value"].iloc[0])
        found.setdefault(middle, []).append(OTHERS if len(named) else ALL)
    return found
