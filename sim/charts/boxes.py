"""Scenario boxes: ranges of a few parameters within which at least a given share of worlds ends in an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.boxes import ending_in
from sim.analysis.finding import Setting
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.picture import Picture, drawn
from sim.charts.rows import name_parameters
from sim.charts.tables import checked_outcome, records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of
from sim.parameters.wording import NOT_A_FORECAST, capital, enumeration, number, percent, readable, short_percent
from sim.studies.shares.intervals import Share

MOST_ROWS, NAME_ROOM = 25, 0.32
FEW = 3
"""From so many limits on, the title counts them instead of naming them."""
COLUMNS = ("parameter", "low", "high", "range_low", "range_high")
REMARK = (
    "Thin line: the range that was searched. Thick bar: the box. Density: part of the cells in the box that count. "
    "Coverage: part of all cells that count that lie in the box."
)


@drawn
def scenario_box(
    limits: pd.DataFrame,
    density: Share,
    coverage: Share,
    outcome: str,
    threshold: float,
    setting: Setting | Sequence[Setting],
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the limits of one box on the ranges that were searched.

    Parameters
    ----------
    limits : pandas.DataFrame
        One row per limited parameter, columns `parameter`, `low`, `high` (the box; missing where there is no limit),
        `range_low`, `range_high`.
    density, coverage : Share
        How well the box describes where the cells are that count.
    outcome : str
    threshold : float
        A cell counts if at least this share of its worlds ends in the outcome; above 0, at most 1.
    setting : Setting
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If nothing is limited, a column is missing, or there are too many limits.
    """
    checked_outcome(outcome)
    table = _checked(limits)
    title = title or _finding(table, density, ending_in(outcome, threshold))
    dense, covered = (percent(part.share, part.low, part.high) for part in (density, coverage))
    told_shares = f"Density {dense}, coverage {covered}."
    counted = f"A cell counts if at least {100 * threshold:.3g} % of its worlds end in {readable(outcome)}."
    below = caption(setting, told_shares, counted, REMARK)
    canvas = Canvas(look, title, below, 2.6 * len(table) + 1.5)
    axes, theme = canvas.plot, look.theme
    axes.set_xlim(-0.12, 1.12)
    axes.set_xticks([])
    name_parameters(canvas, list(table["parameter"]), NAME_ROOM)
    axes.set_ylim(len(table) - 0.4, -0.6)
    for place, row in enumerate(records(table)):
        span = row["range_high"] - row["range_low"]
        low, high = ((row[end] - row["range_low"]) / span for end in ("low", "high"))
        axes.plot([0, 1], [place, place], color=theme.faint, linewidth=1.2)
        axes.barh(
            place,
            max(high - low, 0.004),
            left=low,
            height=0.34,
            facecolor=theme.accent,
            edgecolor=theme.ink,
            linewidth=0.8,
            gid=f"box:{row['parameter']}",
        )
        _write_ends(canvas, place, row, low, high)
    limited = capital("; ".join(_limit(row) for row in records(table)))
    words = f"Bars on ranges. {title}. {counted} {told_shares} {limited}. {NOT_A_FORECAST}"
    data = table.assign(density=density.share, coverage=coverage.share, threshold=threshold)
    return Picture("boxes", canvas.figure, title, below, words, data)


def _checked(limits: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in COLUMNS if name not in limits.columns]
    if missing:
        raise InputError(f"the table has no column '{missing[0]}'; a box needs {', '.join(COLUMNS)}")
    if limits.empty:
        raise InputError("nothing is selected: the box limits no parameter")
    if len(limits) > MOST_ROWS:
        raise InputError(f"{len(limits)} limits are too many to draw (at most {MOST_ROWS}); select some")
    if (limits["range_high"] <= limits["range_low"]).any():
        raise InputError("a parameter was searched over an empty range; range_high must exceed range_low")
    filled = limits.assign(
        low=limits["low"].fillna(limits["range_low"]), high=limits["high"].fillna(limits["range_high"])
    )
    return filled.reset_index(drop=True)


def _write_ends(canvas: Canvas, place: int, row: dict[str, Any], low: float, high: float) -> None:
    axes, look = canvas.plot, canvas.look
    for at, key, side in ((0.0, "range_low", "right"), (1.0, "range_high", "left")):
        axes.text(
            at + (0.01 if at else -0.01),
            place,
            number(row[key]),
            size=look.small,
            color=look.theme.faint,
            ha=side,
            va="center",
        )
    bounds = [(low, row["low"])] if row["low"] > row["range_low"] else []
    bounds += [(high, row["high"])] if row["high"] < row["range_high"] else []
    words = " to ".join(number(value) for _, value in bounds)
    if bounds:
        at = sum(x for x, _ in bounds) / len(bounds)
        axes.text(at, place - 0.36, words, size=look.small, color=look.theme.ink, ha="center", va="center")


def _limit(row: dict[str, Any]) -> str:
    name = label_of(str(row["parameter"]))
    if row["low"] <= row["range_low"]:
        return f"{name} below {number(row['high'])}"
    if row["high"] >= row["range_high"]:
        return f"{name} above {number(row['low'])}"
    return f"{name} between {number(row['low'])} and {number(row['high'])}"


def _finding(table: pd.DataFrame, density: Share, ending: str) -> str:
    share = short_percent(density.share, density.low, density.high)
    limits = [_limit(row) for row in records(table)]
    where = f"with {enumeration(limits)}" if len(limits) < FEW else f"in which {len(limits)} conditions hold together"
    return capital(f"{share} of the cells {where} {ending}")
