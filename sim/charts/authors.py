"""The five authors side by side: how worlds end, and how often a war comes, if one of them is right; the reference setting apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.authors.asking import authors_of
from sim.analysis.authors.counting import SHOWN, WAR, is_of_authors
from sim.analysis.authors.tables import in_words, row_name
from sim.analysis.telling import Finding, told
from sim.charts import marks
from sim.charts.canvas import Canvas, filling
from sim.charts.kind import ANALYSIS, Source, chart
from sim.charts.letters import fitted_names, width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked_column, records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import WORLDVIEW
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.parameters.wording import readable

NEEDED = (WORLDVIEW, "measure", "share", "low", "high")
PER_ROW, PER_NARROW_ROW = len(SHOWN), 2
"""Columns beside each other, on a page and on a phone."""
BAR, ROW_LINES = 0.62, 2.1
APART = 0.45
"""So much farther than the others from each other the reference setting stands from the authors, in rows."""
QUIET = 0.4
"""How opaque the bars of the reference setting are."""
NAMES_PART, NARROW_PART = 0.22, 0.34
END, ROOM_FOR_NUMBERS = 1.0, 1.55
"""All columns have the same scale; numbers stand beyond it where they need the room."""
BESIDE = 0.07
HEAD_PART = 0.9
"""Part of the width of a column that its heading may take."""
HEADS = {**{outcome: readable(outcome).replace(" ", "\n") for outcome in OUTCOMES}, WAR: "a war on\nthe way"}
"""What stands above the columns: how worlds end, and what can come before."""
REFERENCE = "reference setting (baseline)"
SUBTITLE = "Share of {histories} under each author: how they end, and how many see a war on the way"
READING = "Pale: the reference setting, no author's view"
NOTE = "All settings have the same worlds, which are compared one by one: differences are surer than the intervals suggest."


def _given(source: Source) -> dict[str, Any]:
    answer = source.answer if source.answer is not None else authors_of(source.study)
    return {"stands": answer.shares, "title": answer.finding, "setting": tuple(answer.settings)}


@chart(
    "authors", "how worlds end if one of the five authors is right", ANALYSIS, further=_given, example="articles", place=0,
    chosen_for=lambda study, axes: is_of_authors(study),
)  # fmt: skip
def authors(
    stands: pd.DataFrame, setting: Settings, look: Look = USUAL_LOOK, title: str | Finding | None = None
) -> Picture:
    """Draw a row for each author and a column for each outcome and for war; the reference setting stands apart.

    The table is that of `sim.authors(...).shares`.
    """
    shown = _checked(stands)
    names = [str(name) for name in pd.unique(shown[WORLDVIEW])]
    places = [place + (APART if name == BASELINE else 0) for place, name in enumerate(names)]
    per_row = PER_NARROW_ROW if look.narrow else PER_ROW
    grid: dict[str, Any] = {"nrows": -(-len(SHOWN) // per_row), "ncols": per_row}
    lines = (ROW_LINES * (len(names) + APART) + 4) * grid["nrows"]
    canvas = Canvas(
        look, title or "How worlds end if one of the five authors is right", setting, NOTE,
        lines=lines, subtitle=SUBTITLE, reading=READING if BASELINE in names else "", sharey=True, **grid,
    )  # fmt: skip
    called = [REFERENCE if name == BASELINE else row_name(name) for name in names]
    texts = fitted_names(look, called, NARROW_PART if look.narrow else NAMES_PART)
    canvas.plot.set_yticks(places, texts)
    canvas.plot.set_ylim(places[-1] + 0.55, -0.55)
    size = _head_size(look, per_row)
    for axes, measure in zip(canvas.axes.flat, SHOWN, strict=True):
        weight = "bold" if measure == _farthest(shown) else "normal"
        axes.set_title(HEADS[measure], size=size, color=look.theme.ink, loc="left", weight=weight)
        _draw_column(canvas, axes, measure, shown[shown["measure"] == measure], places)
    return canvas.picture("Bars with intervals, one row per author", in_words(shown), shown)


def _head_size(look: Look, per_row: int) -> float:
    """Size of the headings: that of labels, or smaller where the longest of their lines does not fit above its column."""
    room = look.room((1 - (NARROW_PART if look.narrow else NAMES_PART)) / per_row)
    longest = max(width_of(head, look.label, bold=True) for head in HEADS.values())
    return look.label * min(1.0, HEAD_PART * room / longest)


def _checked(stands: pd.DataFrame) -> pd.DataFrame:
    """The rows that are drawn; refused if there are none, or an author is given twice."""
    for name in NEEDED:
        checked_column(stands, name)
    shown = stands[stands["measure"].isin(SHOWN)]
    if shown.empty:
        raise InputError("nothing is selected: there is no author to draw; select at least one")
    if shown.duplicated([WORLDVIEW, "measure"]).any():
        raise InputError("a worldview occurs more than once in the table; select one row per worldview and outcome")
    last = shown[WORLDVIEW] == BASELINE
    return pd.concat([shown[~last], shown[last]], ignore_index=True)


def _farthest(shown: pd.DataFrame) -> str:
    """On which measure the authors lie farthest apart: what a title tells."""
    groups = shown[shown[WORLDVIEW] != BASELINE].groupby("measure", sort=False)["share"]
    apart = groups.max() - groups.min()
    return str(apart.idxmax()) if len(apart) else ""


def _draw_column(canvas: Canvas, axes: Axes, measure: str, rows: pd.DataFrame, places: Sequence[float]) -> None:
    look, theme = canvas.look, canvas.look.theme
    axes.set_xlim(-0.02, ROOM_FOR_NUMBERS)
    axes.set_xticks([0, END / 2, END], ["0", "50", "100 %"])
    axes.tick_params(axis="x", labelsize=look.small, labelcolor=theme.faint)
    axes.axvline(0, color=theme.faint, linewidth=0.8)
    axes.vlines([END / 2, END], -0.5, places[-1] + 0.5, color=theme.grid, linewidth=0.8)
    fill = (
        filling(measure) if measure in OUTCOMES else {"facecolor": theme.accent, "hatch": None, "edgecolor": theme.ink}
    )
    for place, row in zip(places, records(rows), strict=True):
        quiet = row[WORLDVIEW] == BASELINE
        name = f"{row[WORLDVIEW]}/{measure}"
        marks.filled_bar(axes, look, fill | ({"alpha": QUIET} if quiet else {}), name, place, row["share"], BAR)
        marks.interval(axes, look, name, place, row["low"], row["high"], cap=3)
        canvas.write(axes, row["high"] + BESIDE, place, told(row), small=True, faint=quiet, ha="left", zorder=9)
