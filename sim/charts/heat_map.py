"""One outcome over two parameters: a heat map with the line of the tipping level, or one for each value of a third."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from sim.analysis.cells import is_numeric
from sim.analysis.comparing import largest_among, with_worlds
from sim.analysis.headlines import happens, opened_finding, the
from sim.analysis.naming import noun
from sim.analysis.telling import Finding, points, remark_of, remark_of_none, told, told_apart
from sim.charts.canvas import Canvas, grid_of_panels
from sim.charts.kind import SWEEP, TIPPING, Source, chart
from sim.charts.letters import shorten
from sim.charts.maps import PLOT_LINES, label_axes, paint, whole_grid
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked, levels, of_outcome, outermost, panels_of, place_in_words, records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.names import heading_of, label_of, value_of
from sim.studies.shares.pairing import UNKNOWN, Change, Pairing

LONGEST = 100
"""A title with more letters, beside its condition, would take more than two lines."""
MOST_PANELS, PER_ROW, PANEL_LINES = 12, 3, 14
ENDS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the scale of shades may end."""
PANELS_PART = 0.72
"""Part of the width that the panels take together."""


def _level(source: Source) -> dict[str, Any]:
    return {"tipping": source.wishes.level}


@chart(
    "heat_map", "one outcome over two parameters, with the tipping level", SWEEP, axes=("across", "up"),
    example="two --outcome new_confrontation", place=6, options=("outcome", "axes", "level"), further=_level,
    events=True,
)  # fmt: skip
def heat_map(
    cells: pd.DataFrame,
    across: str,
    up: str,
    outcome: str,
    setting: Settings,
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome over two parameters; along axes of numbers a line parts cells at the tipping level."""
    chosen = of_outcome(checked(cells, [across, up]), outcome)
    shares = whole_grid(cells, across, up, outcome)
    counted = with_worlds(cells).loc[chosen.index]
    found = title or opened_finding(setting, _finding(counted, across, up, outcome, tipping, pairing))
    line, sure = _remarks(chosen, across, up, outcome, tipping)
    canvas = Canvas(
        look, found, setting, line, sure, pairing.remark, lines=PLOT_LINES, subtitle=_subtitle(outcome),
        intervals=sure, reading=_line_in_short(line, tipping),
    )  # fmt: skip
    top = _top(chosen)
    painted = paint(canvas, canvas.plot, shares, tipping, PLOT_LINES, top)
    label_axes(canvas, canvas.plot, cells, across, up, PLOT_LINES)
    _scale(canvas, painted, outcome, top)
    ends = [(a, u) for a in outermost(cells, across) for u in outermost(cells, up)]
    rows = [records(chosen[(chosen[across] == a) & (chosen[up] == u)])[0] for a, u in ends]
    corners = ", ".join(f"{share_in_words(row)} at {place_in_words(row, across, up)}" for row in rows)
    return canvas.picture("Heat map", corners, chosen)


@chart(
    "small_multiples", "one outcome over two parameters, for each value of a third", SWEEP,
    axes=("across", "up", "third"), example="three", place=8, options=("outcome", "axes", "level"), further=_level,
    events=True,
)  # fmt: skip
def small_multiples(
    cells: pd.DataFrame,
    across: str,
    up: str,
    third: str,
    outcome: str,
    setting: Settings,
    tipping: float = TIPPING,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome over two parameters, one panel per value of a third; all panels share one scale."""
    chosen = of_outcome(checked(cells, [across, up, third]), outcome)
    values = panels_of(cells, third, MOST_PANELS)
    grids = [whole_grid(cells[cells[third] == value], across, up, outcome) for value in values]
    counted = with_worlds(cells).loc[chosen.index]
    found = title or opened_finding(setting, _finding_of_panels(counted, [across, up], third, outcome, pairing))
    line, sure = _remarks(chosen, across, up, outcome, tipping)
    grid = grid_of_panels(look, len(values), PER_ROW)
    canvas = Canvas(
        look, found, setting, line, sure, pairing.remark, lines=PANEL_LINES * grid["nrows"], heading=f"{heading_of(third)}:",
        sharex=True, sharey=True, subtitle=_subtitle(outcome), intervals=sure, reading=_line_in_short(line, tipping), **grid,
    )  # fmt: skip
    top = _top(chosen)
    room = look.room(PANELS_PART) / grid["ncols"]
    for place, value, axes in canvas.panels(values):
        painted = paint(canvas, axes, grids[place], tipping, PANEL_LINES, top)
        canvas.head(axes, shorten(value_of(third, value), look.label, room))
        label_axes(canvas, axes, cells, across, up, PANEL_LINES)
        axes.label_outer()
    _scale(canvas, painted, outcome, top)
    panels = "; ".join(_panel_words(chosen[chosen[third] == value], third, value) for value in values)
    return canvas.picture(f"{len(values)} heat maps", panels, chosen)


def _remarks(chosen: pd.DataFrame, across: str, up: str, outcome: str, tipping: float) -> tuple[str, str]:
    """Return what the line is, empty if there is none, and how sure the shares are."""
    level = f"{100 * tipping:g} %"
    crossed = bool(chosen["share"].min() < tipping <= chosen["share"].max())
    numeric = is_numeric(chosen[across]) or is_numeric(chosen[up])
    open_ = int(((chosen["low"] < tipping) & (chosen["high"] >= tipping)).sum())
    line = (
        f"The line parts cells in which {noun(outcome)} reaches {level} of the worlds from those in which it does not"
    )
    undecided = f"; in {open_} of {len(chosen)} cells the interval includes {level}." if open_ else "."
    widest = float((chosen["high"] - chosen["low"]).max() / 2)
    sure = f"Each share is known to within ±{100 * widest:.1f} percentage points or better."
    return (line + undecided if crossed and numeric else "", sure)


def _subtitle(outcome: str) -> str:
    return f"Share of {{histories}} that {happens(outcome)}, for each pair of values"


def _line_in_short(line: str, tipping: float) -> str:
    """What the line is, for the subtitle; nothing where none is drawn."""
    return f"Line: {100 * tipping:g} %" if line else ""


def _top(chosen: pd.DataFrame) -> float:
    """Where the scale of shades ends: at the next of a few round shares, so that small shares differ too."""
    return next(end for end in ENDS if end >= float(chosen["share"].max()))


def _scale(canvas: Canvas, painted: Any, outcome: str, top: float) -> None:
    # On a phone the numbers in the cells must do.
    if canvas.look.narrow:
        return
    bar = canvas.scale(painted, canvas.axes.ravel().tolist(), pad=0.02)
    ticks = [top * part for part in (0, 0.25, 0.5, 0.75, 1)]
    bar.set_ticks(ticks, labels=[f"{100 * tick:g} %" for tick in ticks])
    bar.set_label(f"share of {noun(outcome)}", size=canvas.look.label, color=canvas.look.theme.faint)


def _panel_words(part: pd.DataFrame, third: str, value: object) -> str:
    least, most = (share_in_words(part.iloc[row]) for row in (part["share"].argmin(), part["share"].argmax()))
    return f"at {label_of(third)} {value_of(third, value)} from {least} to {most}"


def _finding(chosen: pd.DataFrame, across: str, up: str, outcome: str, tipping: float, pairing: Pairing) -> Finding:
    """Return how the share spreads over the grid, as one sentence; the interval pays for every pair of cells."""
    name, level = noun(outcome), f"{100 * tipping:g} %"
    if len(chosen) == 1:
        return Finding(f"{name}: {told(chosen.iloc[0])} of worlds in the only cell that was run")
    over = f"over {label_of(across)} and {label_of(up)}"
    comparisons = math.comb(len(chosen), 2)
    most, reach = largest_among(chosen, pairing, comparisons)
    if not most.change.sure:
        ranked = chosen.sort_values("share", kind="stable")
        low, high = told(ranked.iloc[0]), told(ranked.iloc[-1])
        if not ranked["share"].iloc[0] < tipping <= ranked["share"].iloc[-1]:
            return Finding(f"{name} {_on_one_side(ranked, level, tipping)} {over}: {_in_all_cells(low, high)}")
        bound = f"differs by no more than {points(reach)} {over}"
        return Finding(f"{name} {bound} ({_in_all_cells(low, high)})", remark_of_none(comparisons, pairing.confidence))
    least, largest = told_apart(most.before, most.after)
    count = int((chosen["share"] >= tipping).sum())
    rest = f"reaches {level} in {count} of {len(chosen)} cells"
    rest = f"stays below {level}" if count == 0 else f"is never below {level}" if count == len(chosen) else rest
    where = _in_short(most.after, across, up)
    sentence = f"{name} ranges from {least} to {largest}, most with {where}; it {rest}"
    # A level that no cell crosses is told in the sentence, not in a headline.
    crossed = f" and {rest}" if 0 < count < len(chosen) else ""
    headline = sentence if len(sentence) <= LONGEST else f"{name} ranges from {least} to {largest}{crossed}"
    return Finding(sentence, remark_of(most.change, comparisons, pairing.confidence), headline)


def _in_short(row: Any, across: str, up: str) -> str:
    """The values at which a share is largest: `decisiveness of superiority at 0 and cost of war at 0.05`."""
    return " and ".join(f"{label_of(axis)} at {value_of(axis, row[axis])}" for axis in (across, up))


def _on_one_side(chosen: pd.DataFrame, level: str, tipping: float) -> str:
    """On which side of the level all cells lie."""
    return f"is never below {level}" if float(chosen["share"].min()) >= tipping else f"reaches {level} nowhere"


def _in_all_cells(low: str, high: str) -> str:
    return f"{low} of worlds in every cell" if low == high else f"{low} to {high} in all cells"


def _finding_of_panels(chosen: pd.DataFrame, axes: list[str], third: str, outcome: str, pairing: Pairing) -> Finding:
    """Return in how many cells the panels differ, as one sentence; the intervals pay for all cells.

    Panels of names are compared where their averages lie furthest apart, and pay for every pair of panels too.
    """
    values, name, numeric = levels(chosen, third), noun(outcome), is_numeric(chosen[third])
    means = {value: float(chosen.loc[chosen[third] == value, "share"].mean()) for value in values}
    if len(values) == 1:
        return Finding(f"{name}: {100 * means[values[0]]:.0f} % on average over the cells")
    ranked = values if numeric else sorted(values, key=lambda value: means[value])
    first, last = ranked[0], ranked[-1]
    cells = len(chosen) // len(values)
    comparisons = cells * (1 if numeric else math.comb(len(values), 2))
    found = _changes(chosen, axes, third, (first, last), pairing, comparisons)
    up, down = (sum(one.sure and sign * one.size > 0 for one in found) for sign in (1, -1))
    reach = points(max((one.reach for one in found if not one.sure), default=0.0))
    one, two = value_of(third, first), value_of(third, last)
    remark = remark_of_none(comparisons, pairing.confidence) if up + down < cells else ""
    verb, verbs = ("changes", ("rises", "falls")) if numeric else ("differs", ("is higher", "is lower"))
    ends = f"as {label_of(third)} goes from {one} to {two}"
    if not up + down:
        average = f"{100 * means[first]:.0f} % and {100 * means[last]:.0f} % on average"
        where = ends if numeric else f"between {one} and {two}"
        nothing = f"{name} {verb} by no more than {reach} in any cell"
        short = the(label_of(third)).removesuffix(" at the start")
        return Finding(f"{nothing} {where} ({average})", remark, f"{nothing}, whatever {short}")
    parts = [f"{verb} in {count}" for verb, count in zip(verbs, (up, down), strict=True) if count]
    where = ends if numeric else f"with {two} than with {one}"
    rest = f"; elsewhere it {verb} by no more than {reach}" if up + down < cells else ""
    sentence = f"{name} {' and '.join(parts)} of {cells} cells {where}"
    return Finding(f"{sentence}{rest}", remark, sentence if rest else "")


def _changes(
    chosen: pd.DataFrame, axes: list[str], third: str, ends: tuple[Any, Any], pairing: Pairing, comparisons: int
) -> list[Change]:
    """How far the share changes in each cell from one panel to another."""
    one, two = (records(chosen[chosen[third] == value].sort_values(axes, kind="stable")) for value in ends)
    if "cell" in chosen:
        pairing.load([row["cell"] for row in (*one, *two)])
    return [pairing.change(before, after, comparisons) for before, after in zip(one, two, strict=True)]
