"""Where each two of several settings part: how far, and what the largest source is, as a matrix."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.patches import Rectangle

from sim.analysis.disagreement.telling import intervals_that_pay, signed, with_interval
from sim.analysis.telling import Finding
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted, fitted_names
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look, ink_on
from sim.common.errors import InputError
from sim.parameters.wording import capital

MOST = 8
"""Settings whose pairs can be read beside each other."""
FIELD_LINES, SOURCE_LINES = 6.2, 3
"""Height of a field in lines of labels, and lines that its source may take."""
NAMES_PART, PADDING = 0.17, 0.86
"""Part of the width that the names of rows may take, and part of a field that its words may take."""
FIGURE_AT, INTERVAL_AT, SOURCE_AT = -0.33, -0.12, 0.2
"""Where in a field its number, its interval and its source stand, from its middle."""
SURE = "Intervals of all pairs hold together with 95 %: the error from the number of worlds, not doubt about the assumptions."
REMARK = (
    "Each field says by how many points the share is higher (+) or lower (\N{MINUS SIGN}) under the worldview of its row than "
    "under that of its column, and which group of assumptions makes most of it. The darker, the further apart."
)


def _pairs(source: Source) -> dict[str, Any]:
    """What the chart of several disagreements is given."""
    found = source.answer
    return {"pairs": found.pairs, "on": found.on, "title": found.finding}


@chart(
    "disagreements", "what each two of several settings disagree about", ANSWER, further=_pairs,
    example="disagree araz2023 fattah2025 ratelle2025 --outcome war --worlds 1000 --split 100", place=25,
)  # fmt: skip
def disagreements(
    pairs: pd.DataFrame,
    on: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw a field for each pair: how far the share of the second is from that of the first, with its interval and source."""
    names = list(dict.fromkeys([*pairs["one"], *pairs["other"]]))
    if not 2 <= len(names) <= MOST:
        raise InputError(f"a matrix shows the pairs of 2 to {MOST} settings, not of {len(names)}")
    found = title or Finding(f"Where each two of {len(names)} settings part on {on}")
    canvas = Canvas(
        look, found, setting, REMARK, _sure(len(pairs)), lines=FIELD_LINES * (len(names) - 1) + 2, intervals=SURE,
        subtitle=f"Percentage points by which {on} lies higher (+) or lower (−) in the row, {{histories}} each",
        reading="In words: what makes most of it",
    )  # fmt: skip
    _name(canvas, [capital(str(name)) for name in names])
    shades = LinearSegmentedColormap.from_list("shades", look.theme.scale)
    most = float(pairs["difference"].abs().max()) or 1.0
    for row in records(pairs):
        column, line = names.index(row["one"]), names.index(row["other"]) - 1
        _field(canvas, column, line, row, to_hex(shades(0.9 * abs(row["difference"]) / most)), len(names) - 1)
    told = "; ".join(
        f"{row['other']} against {row['one']} {with_interval(row['difference'], row['low'], row['high'])} points, {row['source']}"
        for row in records(pairs)
    )
    return canvas.picture("Matrix of pairs", told, pairs)


def _sure(pairs: int) -> str:
    return (
        f"{intervals_that_pay(pairs, 'pairs')}; they show the error from the number of worlds, not doubt about the assumptions. "
        "Where several sources are named, the worlds cannot tell which of them is the largest."
    )


def _name(canvas: Canvas, names: list[str]) -> None:
    """Columns for all settings but the last, rows for all but the first."""
    size = len(names) - 1
    canvas.name_rows(fitted_names(canvas.look, names[1:], NAMES_PART))
    axes = canvas.plot
    axes.set_xlim(-0.5, size - 0.5)
    axes.xaxis.tick_top()
    room = canvas.look.room((1 - NAMES_PART) / size * PADDING)
    axes.set_xticks(range(size), [fitted(name, canvas.look.label, room, 2) for name in names[:-1]])
    axes.tick_params(length=0)


def _field(canvas: Canvas, column: int, line: int, row: dict[str, Any], colour: str, size: int) -> None:
    """One pair: the difference, its interval, and what it comes from."""
    axes, look, name = canvas.plot, canvas.look, f"{row['one']}/{row['other']}"
    box = Rectangle((column - 0.5, line - 0.5), 1, 1, facecolor=colour, edgecolor=look.theme.paper, linewidth=2)
    axes.add_patch(box)
    ink = ink_on(colour)
    wide = row["high"] - row["low"] >= 0.02
    ends = [signed(row[end], 0 if wide else 1) for end in ("low", "high")]
    middle: dict[str, Any] = {"ha": "center", "color": ink}
    number = signed(row["difference"], 0 if wide else 1)
    canvas.label(axes, column, line + FIGURE_AT, number, weight="bold", gid=f"share:{name}", **middle)
    told = f"({ends[0]}\nto {ends[1]})" if look.narrow else f"({ends[0]} to {ends[1]})"
    canvas.label(axes, column, line + INTERVAL_AT, told, small=True, gid=f"interval:{name}", **middle)
    source = fitted(str(row["source"]), look.small, look.room((1 - NAMES_PART) / size * PADDING), SOURCE_LINES)
    canvas.label(axes, column, line + SOURCE_AT, source, small=True, **middle)
