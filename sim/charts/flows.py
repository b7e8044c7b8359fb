"""The same worlds under two settings: how many end differently, and from what to what."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from sim.analysis.contrast.finding import finding_of_two
from sim.analysis.contrast.names import names_of
from sim.analysis.finding import Setting, setting_of
from sim.analysis.telling import Finding, told
from sim.charts.canvas import Canvas, filling
from sim.charts.kind import PAIR, Source, chart
from sim.charts.letters import wrap
from sim.charts.picture import Picture
from sim.charts.placing import spread
from sim.charts.tables import records, share_in_words
from sim.charts.theme import OUTCOME_COLOURS, USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable
from sim.studies.shares.fates import flows_between, outcome_codes
from sim.studies.shares.frequencies import frequencies, table_of
from sim.studies.shares.intervals import wilson

PLOT_LINES = 24
BAR = 0.045
GAP = 0.012
"""Room between two fields of a bar, as a part of all worlds."""
REMARK = "The same worlds with the same random draws on both sides. Hatched bars: all worlds of that outcome."
WORTH_A_NUMBER = 0.035
"""A band thinner than this carries no number; the table has it."""


def _pair(source: Source) -> dict[str, Any]:
    before, after = source.before, source.study
    pair = {"before": before, "after": after, "settings": (setting_of(before), setting_of(after))}
    return pair if source.answer is None else {**pair, "title": source.answer.finding}


@chart(
    "flows", "the same worlds under two settings: how each of them ends", PAIR, further=_pair,
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

    Both sides are studies, or their tables with the columns `world` and `outcome`.
    """
    before, after = table_of(before), table_of(after)
    table = flow_table(before, after)
    sides = {"before": _fields(before), "after": _fields(after)}
    names = names_of(*settings)
    found = title or finding_of_two(before, after, names)
    canvas = Canvas(
        look, found, settings, REMARK, lines=PLOT_LINES, reading="Each history is played twice, with the same random draws",
        subtitle="Share of {histories} with each outcome, and which of them end otherwise",
    )  # fmt: skip
    axes = canvas.plot
    axes.set_axis_off()
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(1 + GAP * len(OUTCOMES) + 0.02, -0.18 if look.narrow else -0.14)
    for side, fields in sides.items():
        _draw_bar(canvas, fields, side)
    for name, x, align in zip((names.one, names.other), (BAR, 1 - BAR), ("right", "left"), strict=True):
        heading = "\n".join(wrap(name, look.label, look.room(0.3), bold=True))
        canvas.label(axes, x, -0.03, heading, weight="bold", ha=align, va="bottom", small=look.narrow)
    _draw_bands(canvas, table, sides)
    ways = "; ".join(
        f"{readable(r['before'])} to {readable(r['after'])} {share_in_words(r)}"
        for r in records(table.sort_values("count", ascending=False))
        if r["count"]
    )
    return canvas.picture("Bands between two bars", ways, table)


def flow_table(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return how many worlds go from each outcome to each, with shares of all worlds and intervals."""
    if before.empty or len(before) != len(after) or not (before["world"].to_numpy() == after["world"].to_numpy()).all():
        raise InputError(
            "flows need the same worlds under both settings: run both with the same seed and number of worlds"
        )
    counts = flows_between(outcome_codes(before), outcome_codes(after)).ravel()
    low, high = wilson(counts, len(before))
    pairs = pd.MultiIndex.from_product([OUTCOMES, OUTCOMES], names=["before", "after"]).to_frame(index=False)
    return pairs.assign(count=counts, share=counts / len(before), low=low, high=high)


def _fields(table: pd.DataFrame) -> pd.DataFrame:
    """How often each outcome is reached, by its name, and the upper end of its field in parts of all worlds."""
    fields = frequencies(table).set_index("outcome")
    return fields.assign(top=(fields["share"] + GAP).cumsum().shift(fill_value=0.0))


def _draw_bar(canvas: Canvas, fields: pd.DataFrame, side: str) -> None:
    axes, ink = canvas.plot, canvas.look.theme.ink
    x, at, align = (0.0, -0.015, "right") if side == "before" else (1 - BAR, 1.015, "left")
    reached = fields[fields["count"] > 0]
    for outcome, row in reached.iterrows():
        field = (x, row["top"]), BAR, row["share"]
        axes.add_patch(Rectangle(*field, linewidth=0, gid=f"share:{side}/{outcome}", **filling(str(outcome))))
        axes.add_patch(Rectangle(*field, fill=False, edgecolor=ink, linewidth=0.8))
    places = spread(
        reached["top"] + reached["share"] / 2, (2.2 if canvas.look.narrow else 1.4) / PLOT_LINES, 0, 1 + GAP * 4
    )
    for (outcome, row), place in zip(reached.iterrows(), places, strict=True):
        words = f"{readable(str(outcome))}{_break(canvas)}{share_in_words(row)}"
        canvas.label(axes, at, place, words, ha=align, small=canvas.look.narrow, gid=f"interval:{side}/{outcome}")


def _break(canvas: Canvas) -> str:
    """What stands between an outcome and its share: a new line on a phone."""
    return "\n" if canvas.look.narrow else " "


def _draw_bands(canvas: Canvas, table: pd.DataFrame, sides: dict[str, pd.DataFrame]) -> None:
    # Within each field the bands stand in the order of the other side, so that few of them cross.
    for side, fields in sides.items():
        passed = table.groupby(side)["share"].cumsum() - table["share"]
        table = table.assign(**{f"top_{side}": table[side].map(fields["top"].to_dict()) + passed})
    numbers: list[tuple[float, str]] = []
    for row in records(table[table["count"] > 0]):
        start, stop, flipped = row["top_before"], row["top_after"], row["before"] != row["after"]
        canvas.plot.add_patch(_band(start, stop, row["share"], row["before"], flipped))
        if row["share"] >= WORTH_A_NUMBER and flipped:
            numbers.append((start + (stop - start) * 0.19 + row["share"] / 2, told(row)))
    wanted = spread([y for y, _ in numbers], 1.3 / PLOT_LINES, 0, 1 + GAP * 4)
    for (_, text), y in zip(numbers, wanted, strict=True):
        canvas.write(canvas.plot, 0.28, float(y), text, small=True, ha="center", zorder=8)


def _band(start: float, stop: float, thick: float, outcome: str, flipped: bool) -> PathPatch:
    x0, x1 = BAR, 1 - BAR
    middle = (x0 + x1) / 2
    corners = [(x0, start), (middle, start), (middle, stop), (x1, stop), (x1, stop + thick), (middle, stop + thick),
               (middle, start + thick), (x0, start + thick), (x0, start)]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    look: dict[str, Any] = {"facecolor": OUTCOME_COLOURS[outcome], "alpha": 0.75 if flipped else 0.22, "linewidth": 0.6}
    # A thin band has no outline, which would be all that is seen of it.
    edge = "#4d4d4d" if flipped and thick > 0.005 else "none"
    return PathPatch(Path(np.array(corners), codes), edgecolor=edge, **look)
