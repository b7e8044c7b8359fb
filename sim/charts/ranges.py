"""Where the articles stand on parameters: what each worldview sets them to, in plausible ranges around the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.headlines import the
from sim.charts.canvas import Canvas
from sim.charts.kind import KNOWLEDGE, chart
from sim.charts.letters import parameter_lines, width_of
from sim.charts.picture import Picture
from sim.charts.placing import rows_without_overlap
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.common.version import __version__
from sim.parameters import who_differs, worldviews
from sim.parameters.baseline import read_baseline
from sim.parameters.names import label_of
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, number

MOST_ROWS, USUAL_ROWS, PLOT_PART = 25, 10, 0.6
ROW = 3.6
"""Height of a row in lines of labels."""
SIGNS = ("o", "s", "^", "D", "v", "P", "X", "<", ">")
DATED = "quarter"
"""Unit of dates counted from the start: articles that start at different dates differ on them without disagreeing."""
REMARK = (
    "Articles that are not named hold the value of the reference setting (baseline). No worlds are simulated.\n"
    f"Version {__version__}. Sources of every value: python -m sim parameters ID."
)


@chart(
    "ranges", "plausible ranges of parameters, and where the articles stand", KNOWLEDGE, example="--kind ranges",
    place=17, options=("axes",),
)  # fmt: skip
def parameter_ranges(
    parameters: Sequence[str] = (), folder: Path | None = None, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw the plausible range of each parameter, the baseline's value, and the articles that depart from it.

    If no parameters are named, they are the ten on which most articles depart from the baseline.
    """
    chosen = list(parameters) or most_contested(USUAL_ROWS, folder)
    if len(chosen) > MOST_ROWS:
        raise InputError(f"{len(chosen)} parameters are too many to draw (at most {MOST_ROWS}); select some")
    table = pd.concat([readings_of(name, folder) for name in chosen], ignore_index=True)
    parts = {str(name): part for name, part in table.groupby("parameter", sort=False)}
    found = title or _finding(parts, len(worldviews(folder)))
    canvas = Canvas(
        look, found, REMARK, lines=parameter_lines(look, list(parts), ROW, 0.3) * len(chosen) + 1, intervals=False, ending="",
        subtitle="Plausible range of each number (line), the reference setting (tick), and who departs from it (signs)",
    )  # fmt: skip
    canvas.plot.set_xlim(-0.06, 1.06)
    canvas.plot.set_xticks([])
    canvas.name_parameters(list(parts), 0.3, 0.75, 0.45)
    articles = sorted(set(table["name"]) - {BASELINE})
    signs = {name: SIGNS[place % len(SIGNS)] for place, name in enumerate(articles)}
    for place, part in enumerate(parts.values()):
        _draw_row(canvas, place, part, signs)
    told = "; ".join(
        f"{label_of(name)} from {number(part['low'].iloc[0])} to {number(part['high'].iloc[0])}: "
        + ", ".join(f"{r['name']} {number(r['value'])}" for r in records(part))
        for name, part in parts.items()
    )
    return canvas.picture("Ranges with signs on them", told, table)


def _draw_row(canvas: Canvas, place: int, part: pd.DataFrame, signs: dict[str, str]) -> None:
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    low, high = float(part["low"].iloc[0]), float(part["high"].iloc[0])
    line: dict[str, Any] = {"linewidth": 5 * look.scale, "solid_capstyle": "butt", "zorder": 1}
    axes.plot([0, 1], [place, place], gid=f"range:{place}", color=theme.grid, **line)
    for at, value, side in ((-0.012, low, "right"), (1.012, high, "left")):
        canvas.label(axes, at, place, number(value), small=True, faint=True, ha=side)
    grouped: dict[float, list[str]] = {}
    for row in records(part):
        at = (float(row["value"]) - low) / (high - low)
        if row["name"] == BASELINE:
            axes.plot([at, at], [place - 0.2, place + 0.2], color=theme.ink, linewidth=2.4 * look.scale, zorder=3)
            canvas.label(axes, at, place + 0.3, number(row["value"]), small=True, faint=True, ha="center")
        else:
            grouped.setdefault(at, []).append(str(row["name"]))
    for at, names in grouped.items():
        sign = signs[names[0]] if len(names) == 1 else "o"
        size, edge = 8 * look.scale, theme.paper
        axes.plot([at], [place], sign, markersize=size, color=theme.accent, markeredgecolor=edge, zorder=4)
    texts, places, rows = _fitting(grouped, look)
    for text, x, level in zip(texts, places, rows, strict=True):
        high_up = place - 0.27 - 0.2 * level
        canvas.label(axes, x, high_up, text, small=True, color=theme.accent, ha="center", zorder=5)


def _fitting(grouped: dict[float, list[str]], look: Look) -> tuple[list[str], list[float], list[int]]:
    """Return texts, places and rows of the names of the articles above the signs of one parameter.

    Where full names would take more than two rows, the years are shortened.
    """
    scale = 1.12 / look.room(PLOT_PART)
    full = [", ".join(names) for names in grouped.values()]
    short = [", ".join(_short(name) for name in names) for names in grouped.values()]
    for texts in (full, short):
        widths = [(width_of(text, look.small) + look.small) * scale for text in texts]
        places, rows = rows_without_overlap(list(grouped), widths, -0.05, 1.05)
        if max(rows, default=0) < 2:
            break
    return texts, places, rows


def _short(name: str) -> str:
    surname, _, year = name.rpartition(" ")
    return f"{surname} ’{year[-2:]}" if surname else name


def _finding(parts: dict[str, pd.DataFrame], articles: int) -> str:
    """Return on which parameter the articles stand furthest apart, as one sentence."""
    stands = {name: _stands(part, articles) for name, part in parts.items()}
    lengths = {name: float(part["high"].iloc[-1]) - float(part["low"].iloc[-1]) for name, part in parts.items()}
    spans = {name: (max(found) - min(found)) / lengths[name] for name, found in stands.items() if found}
    widest = max(spans, key=lambda name: spans[name], default="")
    if not spans or not spans[widest]:
        return "No article departs from the others on any of these parameters"
    found = stands[widest]
    ends = " to ".join(f"{number(value)} ({', '.join(found[value])})" for value in (min(found), max(found)))
    return f"The articles disagree most on {the(label_of(widest))}: {ends}"


def _stands(part: pd.DataFrame, articles: int) -> dict[float, list[str]]:
    """Which articles hold which value of a parameter; those that do not name it hold the baseline's."""
    found: dict[float, list[str]] = {}
    named = part[part["name"] != BASELINE]
    for row in records(named):
        found.setdefault(float(row["value"]), []).append(str(row["name"]))
    if len(named) < articles:
        middle = float(part.loc[part["name"] == BASELINE, "value"].iloc[0])
        found.setdefault(middle, []).append("other articles" if len(named) else "all articles")
    return found


def readings_of(parameter: str, folder: Path | None = None) -> pd.DataFrame:
    """Return what the baseline, in the first row, and each article that differs from it set a numeric parameter to.

    The columns are `parameter`, `name`, `value`, `low` and `high` (plausible range of the baseline), `sources`.
    """
    baseline = read_baseline(folder)
    entry = baseline.entries[baseline.resolve(parameter)]
    articles = [found for found in who_differs(entry.id, folder) if found.kind == "worldview"]
    rows = [
        (entry.id, name, value, *entry.bounds, "; ".join(str(citation) for citation in sources))
        for name, value, sources in [
            (BASELINE, entry.value, entry.sources),
            *((article_name(found.name), found.value, found.sources) for found in articles),
        ]
    ]
    return pd.DataFrame(rows, columns=["parameter", "name", "value", "low", "high", "sources"])


def most_contested(number: int, folder: Path | None = None) -> list[str]:
    """Return at most so many numeric parameters on which most articles depart from the baseline, furthest apart first.

    Dates, which follow from where an article starts, are left out.
    """
    baseline = read_baseline(folder)
    values: dict[str, list[float]] = {}
    for overlay in worldviews(folder):
        for change in overlay.changes:
            entry = baseline.entries[change.id]
            if isinstance(change.value, int | float) and entry.range is not None and entry.unit != DATED:
                values.setdefault(change.id, []).append(float(change.value))
    ranked: list[tuple[int, float, str]] = []
    for identifier, found in values.items():
        low, high = baseline.entries[identifier].bounds
        both = [*found, float(baseline.entries[identifier].value)]
        ranked.append((-len(found), -(max(both) - min(both)) / (high - low), identifier))
    if not ranked:
        raise InputError("no worldview departs from the baseline on a number")
    return [identifier for *_, identifier in sorted(ranked)[:number]]
