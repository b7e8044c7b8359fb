"""Many settings at once: one line per setting across the five outcomes."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, ListedColormap, Normalize

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
from sim.analysis.telling import Finding, points, remark_of, remark_of_none, told_apart
from sim.charts.canvas import Canvas
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import broken_heading, width_of, without_middle
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked, checked_column, of_outcome, shares_in_words
from sim.charts.theme import OUTCOME_MARKERS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError, said
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

PLOT_LINES = 21
MOST_NAMED = 10
"""With more settings than this only those with the most and the least of some outcome are named and drawn strongly."""
DASHES: tuple[Any, ...] = ("-", (0, (6, 1.5)), (0, (1.5, 1.2)), (0, (4, 1.5, 1, 1.5)), (0, (3, 3)))
NAMED = "Named are those that differ most, and those with most or least of an outcome."
NAME_ROOM = 0.3
EDGE = 0.1
"""Room beyond the last axis for its signs."""
SHADED = "Shade: the scale on the right. The table names every setting."
SHADES, FAINTEST = 64, 0.25
SCALE_PART = 0.8
"""Part of the height of the plot that the name of the scale may take before it is broken."""


class Pen(NamedTuple):
    """How the line of one setting is drawn: colour, dashes, width, size of its signs, and what it lies above."""

    colour: Any
    dash: Any = "-"
    width: float = 0.8
    size: float = 2.5
    alpha: float = 1.0
    shift: float = 0.0
    above: int = 0


@chart(
    "parallel", "many settings as lines across the five outcomes", SWEEP,
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
    """Draw each setting, named in the column `by`, as a line across five axes, one per outcome.

    More settings than can be named are shaded by the value of the column `shade`, or of the first number that varies.
    """
    names = list(pd.unique(checked(cells, [by])[by]))
    order = [of_outcome(cells, outcome).set_index(by).loc[names] for outcome in OUTCOMES]
    shares, low, high = (
        np.column_stack([part[c].to_numpy(dtype=float) for part in order]) for c in ("share", "low", "high")
    )
    compared = compare_settings(cells, by, pairing) if len(names) > 1 else None
    named = list(range(len(names))) if len(names) <= MOST_NAMED else _named(compared, by, names, shares)
    if shade and not is_numeric(cells[checked_column(cells, shade)]):
        raise InputError(f"lines are shaded by a number, and the column {said(shade)} holds none")
    # Settings that vary names only need no shade; a label can tell these.
    numbers = [shade] if shade else [axis for axis in axes_of(cells, by) if is_numeric(cells[axis])]
    shade = numbers[0] if numbers and len(named) < len(names) else ""
    found = title or _finding(cells, by, pairing, compared, many=bool(shade))
    remark = "" if len(named) == len(names) else f"{len(names)} settings. {SHADED if shade else NAMED}"
    canvas = Canvas(look, found, settings, remark, pairing.remark, lines=PLOT_LINES)
    _draw_axes(canvas)
    pens = (
        _shaded_pens(canvas, order[0][shade].to_numpy(dtype=float), shade) if shade else _pens(look, len(names), named)
    )
    for row in sorted(range(len(names)), key=lambda row: pens[row].above):
        _draw_setting(canvas, str(names[row]), shares[row], low[row], high[row], pens[row])
    if not shade:
        _name_lines(canvas, [str(names[row]) for row in named], shares[named, -1])
    in_order = pd.concat(order)
    in_words = "; ".join(f"{names[row]}: {shares_in_words(in_order.loc[[names[row]]])}" for row in named)
    return canvas.picture(f"Lines across five axes, one line per setting, {len(names)} settings", in_words, cells)


def _draw_axes(canvas: Canvas) -> None:
    axes, look = canvas.plot, canvas.look
    canvas.percent_axis(axes, "y")
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlim(-0.15, len(OUTCOMES) - 1 + EDGE)
    axes.set_xticks(range(len(OUTCOMES)), [readable(outcome).replace(" ", "\n") for outcome in OUTCOMES])
    for place in range(len(OUTCOMES)):
        axes.axvline(place, color=look.theme.faint, linewidth=0.8, zorder=1)


def _pens(look: Look, number: int, named: list[int]) -> list[Pen]:
    """Strong lines that can be told apart for the settings that are named, faint ones for the others."""
    theme, pens = look.theme, [Pen(look.theme.faint, alpha=0.35) for _ in range(number)]
    for place, row in enumerate(named):
        colour = (theme.accent, theme.second, theme.ink)[place % 3]
        pens[row] = Pen(colour, DASHES[place % len(DASHES)], 1.9, 6.5, 0.95, (place % 5 - 2) * 0.022, above=1)
    return pens


def _shaded_pens(canvas: Canvas, values: Any, parameter: str) -> list[Pen]:
    """Lines shaded by the value of a parameter, with a scale beside the plot."""
    look = canvas.look
    full = LinearSegmentedColormap.from_list("shares", look.theme.scale)
    # The light end of the scale would vanish on paper.
    colours = ListedColormap([full(part) for part in np.linspace(FAINTEST, 1, SHADES)])
    scale = ScalarMappable(Normalize(values.min(), values.max()), colours)
    bar = canvas.scale(scale, canvas.plot, pad=0.03)
    height = look.lines(PLOT_LINES) * POINTS_PER_INCH * SCALE_PART
    bar.set_label(broken_heading(parameter, look.label, height, 2), size=look.label, color=look.theme.ink)
    return [Pen(scale.to_rgba(value), width=1.2, size=3.5, alpha=0.8) for value in values]


def _draw_setting(canvas: Canvas, name: str, shares: Any, low: Any, high: Any, pen: Pen) -> None:
    axes, scale = canvas.plot, canvas.look.scale
    xs = np.arange(len(shares)) + pen.shift
    common: dict[str, Any] = {"color": pen.colour, "alpha": pen.alpha}
    axes.plot(xs, shares, linestyle=pen.dash, linewidth=pen.width * scale, zorder=2 + 2 * pen.above, **common)
    whiskers = LineCollection(
        [[(x, a), (x, b)] for x, a, b in zip(xs, low, high, strict=True)],
        linewidths=(2.4 if pen.above else 0.8) * scale,
        gid=f"interval:{name}",
        zorder=3,
        **common,
    )
    axes.add_collection(whiskers)
    for x, share, outcome in zip(xs, shares, OUTCOMES, strict=True):
        sign = OUTCOME_MARKERS[outcome]
        axes.plot([x], [share], sign, markersize=pen.size * scale, gid=f"share:{name}", zorder=5, **common)


def _name_lines(canvas: Canvas, names: list[str], ends: Any) -> None:
    look, room = canvas.look, canvas.look.room(NAME_ROOM)
    size = look.label if all(width_of(name, look.label) <= room for name in names) else look.small
    texts = [without_middle(name, size, room) for name in names]
    canvas.name_ends(canvas.plot, ends, texts, 1.3 / PLOT_LINES, (0, 1), len(OUTCOMES) - 1 + EDGE, EDGE, size=size)


def _finding(cells: pd.DataFrame, by: str, pairing: Pairing, compared: Compared | None, many: bool) -> Finding:
    """Return where settings differ most; which outcome varies most where they are too many to name.

    The interval pays for every pair of settings.
    """
    if not many or compared_with_none(cells):
        return finding_of_settings(cells, by, pairing, compared)
    number = cells[by].nunique()
    parts = [part for _, part in with_worlds(cells).groupby("outcome", observed=True)]
    comparisons = sum(math.comb(len(part), 2) for part in parts)
    among = [largest_among(part, pairing, comparisons) for part in parts]
    most = largest_of([pair for pair, _ in among])
    if most is None:
        bound = points(max(reach for _, reach in among))
        nothing = f"No outcome differs by more than {bound} between the {number} settings"
        return Finding(nothing, remark_of_none(comparisons, pairing.confidence))
    least, largest = told_apart(most.before, most.after)
    sentence = f"{capital(readable(most.outcome))} varies most over the {number} settings: from {least} to {largest}"
    return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence))


def _named(compared: Compared | None, by: str, names: list[Any], shares: Any) -> list[int]:
    """Rows of the settings that differ most, of which the title tells, and of those with most or least of an outcome."""
    most = None if compared is None else compared.largest
    furthest = [names.index(row[by]) for row in (most.before, most.after)] if most else []
    rows = [*furthest, *shares.argmax(axis=0), *shares.argmin(axis=0)]
    return list(dict.fromkeys(int(row) for row in rows))[:MOST_NAMED]
