"""Many settings at once: every one a dot, outcome by outcome, with the least and the most of each named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize
from numpy.typing import NDArray

from sim.analysis.cells import is_numeric
from sim.analysis.comparing import (
    Compared,
    axes_of,
    compare_settings,
    compared_with_none,
    finding_of_settings,
    largest_among,
    largest_of,
    with_worlds,
)
from sim.analysis.headlines import opened
from sim.analysis.telling import Finding, points, remark_of, remark_of_none, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import broken_heading, fitted, fitted_names, without_middle
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked, checked_column, of_outcome, records, share_in_words, shares_in_words
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_MARKERS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError, said
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import counted, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

STRIP, NARROW_STRIP, AXIS = 5.2, 6.6, 2.4
"""Height of the strip of an outcome in lines of labels, on a page and on a phone, and of the axis below the last."""
DOTS_AT, DOTS_TALL = 0.12, 0.28
"""The dots of a strip lie so far above its middle, and one above the other within so much, in strips."""
WORDS_AT = 0.24
"""Where below the middle of a strip its words begin."""
STEPS = 60
"""Dots within one of so many steps of the axis lie above each other."""
MOST_LETTERS = 60
"""Longer names of settings lose their middle in the words of a strip."""
NAMES_PART, NARROW_PART = 0.19, 0.3
ALIKE = 3
"""Where so many settings have the least or the most, they are counted instead of named."""
SHADES, FAINTEST = 64, 0.25
SCALE_PART = 0.8
"""Part of the height of the plot that the name of the scale may take before it is broken."""
NOTE = "Named are the settings with the least and the most of each outcome; the table names every setting."


@chart(
    "parallel", "many settings, every one a dot, outcome by outcome, with the extremes named", SWEEP,
    further=lambda source: {"shade": next(iter(source.wishes.parameters), "")},
    example="both --kind parallel", place=10, options=("axes",),
)  # fmt: skip
def parallel(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    shade: str = "",
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw each setting, named in the column `by`, as a dot in five strips, one per outcome.

    Below each strip stand the settings with the least and the most of the outcome. Dots are shaded by the value of the column
    `shade` if there is one.
    """
    names = list(pd.unique(checked(cells, [by])[by]))
    if shade and not is_numeric(cells[checked_column(cells, shade)]):
        raise InputError(f"dots are shaded by a number, and the column {said(shade)} holds none")
    compared = compare_settings(cells, by, pairing) if len(names) > 1 else None
    found = title or _finding(cells, by, pairing, compared, settings)
    strip = NARROW_STRIP if look.narrow else STRIP
    canvas = Canvas(
        look, found, settings, NOTE, pairing.remark, lines=strip * len(OUTCOMES) + AXIS,
        subtitle="Share of {histories} with each outcome, for each setting",
        reading=f"Every dot is one of {counted(len(names), 'setting')}",
    )  # fmt: skip
    _scale(canvas, cells)
    paint = _shades(canvas, cells, shade) if shade else None
    for place, outcome in enumerate(OUTCOMES):
        _draw_strip(canvas, place, of_outcome(cells, outcome), by, shade, paint)
    return canvas.picture(f"Five strips of dots, {len(names)} settings", _in_words(cells, by), cells)


def _scale(canvas: Canvas, cells: pd.DataFrame) -> None:
    """One scale of shares for all strips, with the names of the outcomes beside them."""
    axes, look = canvas.plot, canvas.look
    canvas.percent_axis(axes, "x")
    end = min(float(cells["high"].max()) * 1.05, 1.0)
    canvas.limit_percent(axes, "x", -0.02 * end, end * 1.02)
    canvas.name_rows(fitted_names(look, [readable(outcome) for outcome in OUTCOMES], _names_part(look)))
    for place in range(1, len(OUTCOMES)):
        axes.axhline(place - 0.5, color=look.theme.grid, linewidth=0.8)


def _names_part(look: Look) -> float:
    """Part of the width for the names of the outcomes."""
    return NARROW_PART if look.narrow else NAMES_PART


def _draw_strip(canvas: Canvas, place: int, rows: pd.DataFrame, by: str, shade: str, paint: Any) -> None:
    """The dots of an outcome, with the intervals of the least and of the most, and both in words."""
    axes, look, outcome = canvas.plot, canvas.look, OUTCOMES[place]
    ranked = rows.sort_values("share", kind="stable")
    heights = _heights(ranked["share"].to_numpy(dtype=float), axes.get_xlim())
    ys = place - DOTS_AT - heights * DOTS_TALL / max(float(heights.max()), 4.0)
    colours = [paint.to_rgba(value) for value in ranked[shade]] if paint else OUTCOME_COLOURS[outcome]
    dots: dict[str, Any] = {"marker": OUTCOME_MARKERS[outcome], "s": (5.5 * look.scale) ** 2, "linewidths": 0.7}
    axes.scatter(ranked["share"], ys, c=colours, edgecolors=look.theme.ink, zorder=5, **dots)
    ends = {0, len(ranked) - 1}
    for row in sorted(ends):
        share, low, high = (float(ranked[name].iloc[row]) for name in ("share", "low", "high"))
        name = f"{ranked[by].iloc[row]}/{outcome}"
        marks.interval(axes, look, name, float(ys[row]), low, high, linewidth=1.1, cap=2.5)
        big: dict[str, Any] = {"markersize": 8 * look.scale, "markeredgecolor": look.theme.ink, "zorder": 7}
        colour = colours[row] if paint else OUTCOME_COLOURS[outcome]
        axes.plot([share], [ys[row]], OUTCOME_MARKERS[outcome], color=colour, gid=f"share:{name}", **big)
    words = "\n".join(_ends_in_words(ranked, by, look))
    canvas.label(axes, 0, place + WORDS_AT, words, small=True, linespacing=1.25, transform=_from_left(axes))


def _from_left(axes: Axes) -> Any:
    """Places in parts of the width of a plot and in its rows."""
    return axes.get_yaxis_transform()


def _heights(shares: NDArray[np.float64], limits: tuple[float, float]) -> NDArray[np.float64]:
    """How many dots lie below each of the dots that share its place on the axis."""
    steps = np.round((shares - limits[0]) / (limits[1] - limits[0]) * STEPS).astype(int)
    heights = np.zeros(len(shares))
    for step in np.unique(steps):
        inside = np.flatnonzero(steps == step)
        heights[inside] = np.arange(len(inside))
    return heights


def _ends_in_words(ranked: pd.DataFrame, by: str, look: Look) -> list[str]:
    """The least and the most of an outcome with the settings that have them, in at most two lines each."""
    room = look.room(0.98 - _names_part(look)) - 2 * look.label
    ends = {"most": ranked.iloc[-1]} if len(ranked) == 1 else {"most": ranked.iloc[-1], "least": ranked.iloc[0]}
    told = []
    for word, row in ends.items():
        alike = int((ranked["share"] == row["share"]).sum())
        name = (
            f"{alike} settings"
            if alike >= ALIKE
            else without_middle(str(row[by]), look.small, look.small * MOST_LETTERS / 2)
        )
        told.append(fitted(f"{word} {share_in_words(row)}: {name}", look.small, room, 2 if look.narrow else 1))
    return told


def _shades(canvas: Canvas, cells: pd.DataFrame, parameter: str) -> Any:
    """Shades by the value of a parameter, with a scale beside the plot."""
    look = canvas.look
    full = LinearSegmentedColormap.from_list("shares", look.theme.scale)
    # The light end of the scale would vanish on paper.
    colours = ListedColormap([full(part) for part in np.linspace(FAINTEST, 1, SHADES)])
    scale = ScalarMappable(Normalize(cells[parameter].min(), cells[parameter].max()), colours)
    bar = canvas.scale(scale, canvas.plot, pad=0.03)
    height = look.lines(STRIP * len(OUTCOMES)) * POINTS_PER_INCH * SCALE_PART
    bar.set_label(broken_heading(parameter, look.label, height, 2), size=look.label, color=look.theme.ink)
    return scale


def _in_words(cells: pd.DataFrame, by: str) -> str:
    """All settings where they are few, else the least, the middle and the most of each outcome."""
    if cells[by].nunique() <= ALIKE:
        return "; ".join(f"{name}: {shares_in_words(part)}" for name, part in cells.groupby(by, sort=False))
    told: list[str] = []
    for outcome in OUTCOMES:
        ranked = records(of_outcome(cells, outcome).sort_values("share", kind="stable"))
        few: Sequence[tuple[str, Any]] = (
            ("most", ranked[-1]),
            ("middle", ranked[len(ranked) // 2]),
            ("least", ranked[0]),
        )
        told.append(f"{readable(outcome)}: {', '.join(f'{word} {share_in_words(r)} ({r[by]})' for word, r in few)}")
    return "; ".join(told)


def _finding(cells: pd.DataFrame, by: str, pairing: Pairing, compared: Compared | None, settings: Settings) -> Finding:
    """Return where settings differ most; which outcome varies most where their names are numbers that were drawn.

    The interval pays for every pair of settings.
    """
    drawn = any(is_numeric(cells[axis]) for axis in axes_of(cells, by))
    if not drawn or compared_with_none(cells):
        return finding_of_settings(cells, by, pairing, compared, settings)
    number = cells[by].nunique()
    parts = [part for _, part in with_worlds(cells).groupby("outcome", observed=True)]
    comparisons = sum(math.comb(len(part), 2) for part in parts)
    among = [largest_among(part, pairing, comparisons) for part in parts]
    most = largest_of([pair for pair, _ in among])
    if most is None:
        bound = points(max(reach for _, reach in among))
        nothing = f"no outcome differs by more than {bound} between the {number} settings"
        return Finding(opened(settings, nothing), remark_of_none(comparisons, pairing.confidence))
    least, largest = told_apart(most.before, most.after)
    sentence = f"{readable(most.outcome)} varies most over the {number} settings: from {least} to {largest}"
    return Finding(opened(settings, sentence), remark_of(most.change, comparisons, pairing.confidence))
