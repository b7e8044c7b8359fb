"""The same worlds under two settings: how many end otherwise, and from what to what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from sim.analysis.finding import Setting, setting_of
from sim.analysis.telling import Finding, change, points, remark_of, remark_of_none
from sim.charts.canvas import Canvas, filling, framed
from sim.charts.kind import PAIR, Source, chart
from sim.charts.letters import spread, wrap
from sim.charts.picture import Picture
from sim.charts.theme import OUTCOME_COLOURS, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, percent, readable, short_percent
from sim.studies.shares.fates import flows_between, outcome_codes
from sim.studies.shares.frequencies import table_of
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each, share_of, wilson
from sim.studies.shares.pairing import Change, paired_change

PLOT_LINES = 24
BAR = 0.045
HEADING = 0.3
"""Part of the width that the name of a setting may take before it is broken."""
GAP = 0.012
"""Room between two fields of a bar, as a part of all worlds."""
THIN = 0.005
"""A band thinner than this has no outline, which would be all that is seen of it."""
REMARK = "The same worlds with the same random draws on both sides. Hatched bars: all worlds of that outcome."
WORTH_A_NUMBER = 0.035
"""A band thinner than this carries no number; the table has it."""


def _arguments(source: Source) -> dict[str, Any]:
    pair = source.before, source.study
    return {**dict(zip(("before", "after"), pair, strict=True)), "settings": tuple(setting_of(study) for study in pair)}


@chart(
    "flows", "the same worlds under two settings: what became of each", PAIR, _arguments,
    example="fattah2025 --policy western_guarantee --kind flows", place=16,
)  # fmt: skip
def flows(
    before: Any,
    after: Any,
    settings: tuple[Setting, Setting],
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw how many worlds go from which outcome to which when the setting changes and the random draws stay.

    Parameters
    ----------
    before, after : Study or pandas.DataFrame
        The same worlds under two settings, with the columns `world` and `outcome`.
    settings : tuple of two Setting

    Raises
    ------
    InputError
        If the two do not hold the same worlds, or none.
    """
    table = flow_table(table_of(before), table_of(after))
    worlds = int(table["count"].sum())
    flipped = share_of(int(table.loc[table["before"] != table["after"], "count"].sum()), worlds)
    found = title or _finding(table, flipped, settings, _changes(table_of(before), table_of(after)))
    canvas = framed(look, found, settings, REMARK, lines=PLOT_LINES)
    axes = canvas.plot
    axes.set_axis_off()
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(1 + GAP * len(OUTCOMES) + 0.02, -0.14)
    left, right = (_tops(table, side, worlds) for side in ("before", "after"))
    for side, tops, x in (("before", left, 0.0), ("after", right, 1 - BAR)):
        _draw_bar(canvas, table, side, tops, x, worlds)
    room = look.size.width * POINTS_PER_INCH * HEADING
    for setting, x, side in zip(settings, (BAR, 1 - BAR), ("right", "left"), strict=True):
        heading = "\n".join(wrap(capital(setting.name), look.label, room, bold=True))
        canvas.label(axes, x, -0.03, heading, weight="bold", ha=side, va="bottom")
    _draw_bands(canvas, table, dict(left), dict(right), worlds)
    ways = "; ".join(
        f"{readable(r['before'])} to {readable(r['after'])} {percent(r['share'], r['low'], r['high'])}"
        for r in table.sort_values("count", ascending=False).to_dict("records")
        if r["count"]
    )
    return canvas.picture("Bands between two bars", ways, table)


def flow_table(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return how many worlds go from each outcome to each, with shares of all worlds and intervals.

    Raises
    ------
    InputError
        If the two do not hold the same worlds, or none.
    """
    if before.empty or len(before) != len(after) or not (before["world"].to_numpy() == after["world"].to_numpy()).all():
        raise InputError(
            "flows need the same worlds under both settings: run both with the same seed and number of worlds"
        )
    counts = flows_between(outcome_codes(before), outcome_codes(after)).ravel()
    low, high = wilson(counts, len(before))
    pairs = pd.MultiIndex.from_product([OUTCOMES, OUTCOMES], names=["before", "after"]).to_frame(index=False)
    return pairs.assign(count=counts, share=counts / len(before), low=low, high=high)


def _changes(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, Change]:
    """How far each outcome changes, with intervals that pay for all of them."""
    one, two = outcome_codes(before), outcome_codes(after)
    return {name: paired_change(one, two, name, confidence_of_each(len(OUTCOMES))) for name in OUTCOMES}


def _tops(table: pd.DataFrame, side: str, worlds: int) -> dict[str, float]:
    """Upper end of the field of each outcome, in parts of all worlds."""
    tops, top = {}, 0.0
    for outcome in OUTCOMES:
        tops[outcome] = top
        top += int(table.loc[table[side] == outcome, "count"].sum()) / worlds + GAP
    return tops


def _draw_bar(canvas: Canvas, table: pd.DataFrame, side: str, tops: dict[str, float], x: float, worlds: int) -> None:
    axes, look = canvas.plot, canvas.look
    names, centres = [], []
    for outcome in OUTCOMES:
        counted = share_of(int(table.loc[table[side] == outcome, "count"].sum()), worlds)
        if not counted.count:
            continue
        field = (x, tops[outcome]), BAR, counted.share
        axes.add_patch(Rectangle(*field, linewidth=0, gid=f"share:{side}/{outcome}", **filling(outcome)))
        axes.add_patch(Rectangle(*field, fill=False, edgecolor=look.theme.ink, linewidth=0.8))
        names.append((outcome, f"{readable(outcome)} {percent(counted.share, counted.low, counted.high)}"))
        centres.append(tops[outcome] + counted.share / 2)
    at, align = (x - 0.015, "right") if side == "before" else (x + BAR + 0.015, "left")
    for (outcome, text), place in zip(names, spread(centres, 1.4 / PLOT_LINES, 0, 1 + GAP * 4), strict=True):
        canvas.label(axes, at, place, text, ha=align, gid=f"interval:{side}/{outcome}")


def _draw_bands(
    canvas: Canvas, table: pd.DataFrame, left: dict[str, float], right: dict[str, float], worlds: int
) -> None:
    axes = canvas.plot
    numbers: list[tuple[float, str]] = []
    # Within each field the bands stand in the order of the other side, so that few of them cross.
    places: dict[tuple[str, str], list[float]] = {}
    for row in table.to_dict("records"):
        places[row["before"], row["after"]] = [left[row["before"]]]
        left[row["before"]] += row["share"]
    across = table.sort_values("after", key=lambda names: names.map(OUTCOMES.index), kind="stable")
    for row in across.to_dict("records"):
        places[row["before"], row["after"]].append(right[row["after"]])
        right[row["after"]] += row["share"]
    for row in table.to_dict("records"):
        if not row["count"]:
            continue
        start, stop = places[row["before"], row["after"]]
        axes.add_patch(_band(start, stop, row["share"], row["before"], row["before"] != row["after"]))
        if row["share"] >= WORTH_A_NUMBER and row["before"] != row["after"]:
            middle = start + (stop - start) * 0.19 + row["share"] / 2
            numbers.append((middle, short_percent(row["share"], row["low"], row["high"])))
    wanted = spread([y for y, _ in numbers], 1.3 / PLOT_LINES, 0, 1 + GAP * 4)
    for (_, text), y in zip(numbers, wanted, strict=True):
        canvas.write(axes, 0.28, float(y), text, small=True, ha="center", zorder=8)


def _band(start: float, stop: float, thick: float, outcome: str, flipped: bool) -> PathPatch:
    x0, x1 = BAR, 1 - BAR
    middle = (x0 + x1) / 2
    corners = [(x0, start), (middle, start), (middle, stop), (x1, stop), (x1, stop + thick), (middle, stop + thick),
               (middle, start + thick), (x0, start + thick), (x0, start)]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    look: dict[str, Any] = {"facecolor": OUTCOME_COLOURS[outcome], "alpha": 0.75 if flipped else 0.22, "linewidth": 0.6}
    edge = "#4d4d4d" if flipped and thick > THIN else "none"
    return PathPatch(Path(np.array(corners), codes), edgecolor=edge, **look)


def _finding(
    table: pd.DataFrame, flipped: Any, settings: tuple[Setting, Setting], changes: dict[str, Change]
) -> Finding:
    """Return how many worlds end otherwise, and which outcome gains or loses most by it."""
    if not flipped.count:
        return Finding(f"No world ends otherwise: {capital(settings[1].name)} against {settings[0].name}")
    share = short_percent(flipped.share, flipped.low, flipped.high)
    beginning = f"{settings[1].name}: {share} of the worlds end otherwise"
    moved = [name for name in OUTCOMES if changes[name].sure]
    if not moved:
        bound = points(max(found.reach for found in changes.values()))
        nothing = f"{beginning}, but no outcome becomes more or less frequent by more than {bound}"
        return Finding(nothing, remark_of_none(len(OUTCOMES), CONFIDENCE))
    outcome = max(moved, key=lambda name: abs(changes[name].size))
    changed = change(_all_of(table, "before", outcome), _all_of(table, "after", outcome), changes[outcome])
    return Finding(
        f"{beginning}; {readable(outcome)} {changed}", remark_of(changes[outcome], len(OUTCOMES), CONFIDENCE)
    )


def _all_of(table: pd.DataFrame, side: str, outcome: str) -> dict[str, float]:
    """How often an outcome is reached on one side, with its interval."""
    counted = share_of(int(table.loc[table[side] == outcome, "count"].sum()), int(table["count"].sum()))
    return {"share": counted.share, "low": counted.low, "high": counted.high}
