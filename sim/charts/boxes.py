"""Scenario boxes: ranges of a few parameters within which at least a given share of worlds ends in an outcome."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.headlines import opened
from sim.charts.canvas import Canvas
from sim.charts.kind import ANALYSIS, Source, chart
from sim.charts.letters import parameter_lines
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records, with_columns
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of
from sim.parameters.wording import capital, enumeration, number, percent, readable, short_percent
from sim.studies.shares.intervals import Share

MOST_ROWS = 25
FEW = 3
"""From so many limits on, the title counts them instead of naming them."""
COLUMNS = ("parameter", "low", "high", "range_low", "range_high")
IN_SHORT = "Thin line: what was searched. Bar: where it holds. In brackets: 95 % intervals."
REMARK = (
    "Thin line: the range that was searched. Thick bar: the box. Density: part of the cells in the box that count. "
    "Coverage: part of all cells that count that lie in the box."
)


def _first_box(source: Source) -> dict[str, Any]:
    """The limits of the first box in which cells reach a share of an outcome, its density and its coverage."""
    # Importing what analyses takes a second, and no other chart needs it.
    from sim.analysis.discovery import discover

    study = source.study
    found = discover(study, source.wishes.outcome, source.wishes.threshold, refits=0)
    if not found.boxes:
        raise InputError(f"there is no box to draw. {' '.join(found.sentences())} Try another --threshold")
    box, cells, laws = found.boxes[0], study.design.cells, study.design.ranges
    words = [limit.parameter for limit in box.limits if limit.values is not None]
    if words:
        raise InputError(
            f"the box is limited by {words[0]}, which is not a number; `python -m sim discover` says it in words"
        )
    rows = []
    for limit in box.limits:
        column, law = cells[limit.parameter], laws.get(limit.parameter)
        searched = (column.min(), column.max()) if law is None else (law.low, law.high)
        rows.append((limit.parameter, limit.low, limit.high, *map(float, searched)))
    limits = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"low": float, "high": float})
    return {"limits": limits, "density": box.density, "coverage": box.coverage}


@chart(
    "boxes", "ranges of a few parameters within which an outcome comes in at least a given share of worlds",
    ANALYSIS, further=_first_box, example="space --kind boxes --threshold 0.05", place=20,
    options=("outcome", "threshold"),
)  # fmt: skip
def scenario_box(
    limits: pd.DataFrame,
    density: Share,
    coverage: Share,
    outcome: str,
    threshold: float,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw the limits of one box, missing where there are none, on the ranges that were searched.

    A cell counts if at least the share `threshold` of its worlds ends in the outcome.
    """
    table = _checked(limits)
    found = title or opened(setting, _finding(table, density, outcome, threshold))
    dense, covered = (percent(part.share, part.low, part.high) for part in (density, coverage))
    told_shares = f"Density {dense}, coverage {covered}."
    counted = f"A cell counts if at least {100 * threshold:.3g} % of its worlds end in {readable(outcome)}."
    lines = parameter_lines(look, list(table["parameter"]), 2.6) * len(table) + 1.5
    canvas = Canvas(
        look, found, setting, told_shares, counted, REMARK, lines=lines, intervals=IN_SHORT,
        subtitle=f"Settings in which at least {100 * threshold:.3g} % of {{histories}} end in {readable(outcome)}",
        reading=f"They make up {dense} of the settings within the bars, and the bars hold {covered} of them",
    )  # fmt: skip
    axes, theme = canvas.plot, look.theme
    axes.set_xlim(-0.12, 1.12)
    axes.set_xticks([])
    canvas.name_parameters(list(table["parameter"]), 0.32, 0.6, 0.4)
    for place, row in enumerate(records(table)):
        span = row["range_high"] - row["range_low"]
        low, high = ((row[end] - row["range_low"]) / span for end in ("low", "high"))
        axes.plot([0, 1], [place, place], color=theme.faint, linewidth=1.2)
        bar: dict[str, Any] = {"height": 0.34, "facecolor": theme.accent, "edgecolor": theme.ink, "linewidth": 0.8}
        axes.barh(place, max(high - low, 0.004), left=low, gid=f"box:{row['parameter']}", **bar)
        _write_ends(canvas, place, row, low, high)
    limited = capital("; ".join(_limit(row) for row in records(table)))
    data = table.assign(density=density.share, coverage=coverage.share, threshold=threshold)
    return canvas.picture("Bars on ranges", f"{counted} {told_shares} {limited}", data)


def _checked(limits: pd.DataFrame) -> pd.DataFrame:
    if with_columns(limits, COLUMNS, "a box needs").empty:
        raise InputError("nothing is selected: the box limits no parameter")
    if len(limits) > MOST_ROWS:
        raise InputError(f"{len(limits)} limits are too many to draw (at most {MOST_ROWS}); select some")
    if (limits["range_high"] <= limits["range_low"]).any():
        raise InputError("a parameter was searched over an empty range; range_high must exceed range_low")
    filled = {end: limits[end].fillna(limits[f"range_{end}"]) for end in ("low", "high")}
    return limits.assign(**filled).reset_index(drop=True)


def _write_ends(canvas: Canvas, place: int, row: dict[str, Any], low: float, high: float) -> None:
    axes = canvas.plot
    for at, key, side in ((-0.01, "range_low", "right"), (1.01, "range_high", "left")):
        canvas.label(axes, at, place, number(row[key]), small=True, faint=True, ha=side)
    bounds = [(low, row["low"])] if row["low"] > row["range_low"] else []
    bounds += [(high, row["high"])] if row["high"] < row["range_high"] else []
    words = " to ".join(number(value) for _, value in bounds)
    if bounds:
        at = sum(x for x, _ in bounds) / len(bounds)
        canvas.label(axes, at, place - 0.36, words, small=True, ha="center")


def _limit(row: dict[str, Any]) -> str:
    name = label_of(str(row["parameter"]))
    if row["low"] <= row["range_low"]:
        return f"{name} below {number(row['high'])}"
    if row["high"] >= row["range_high"]:
        return f"{name} above {number(row['low'])}"
    return f"{name} between {number(row['low'])} and {number(row['high'])}"


def _finding(table: pd.DataFrame, density: Share, outcome: str, threshold: float) -> str:
    share = short_percent(density.share, density.low, density.high)
    limits = [_limit(row) for row in records(table)]
    where = f"with {enumeration(limits)}" if len(limits) < FEW else f"in which {len(limits)} conditions hold together"
    return f"{readable(outcome)} reaches {100 * threshold:.3g} % in {share} of the settings {where}"
