"""Outcome shares of several settings as stacked bars: what part of all worlds each outcome takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import finding_of_settings
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas, framed
from sim.charts.kind import SWEEP, chart
from sim.charts.letters import width_of
from sim.charts.picture import Picture
from sim.charts.rows import fitted_names, names_of_rows, row_lines, rows_in_words
from sim.charts.tables import records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import short_percent
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_ROWS = 40
BAR, ROW = 0.66, 2.3
PLOT_PART = 0.66
"""Part of the width that the bars take, roughly; numbers that would not fit their field are omitted."""
REMARK = (
    "Lines with ends: interval of all outcomes up to that border together. "
    "Every share with its own interval is in the table."
)


@chart("stacked", "outcome shares of several settings as stacked bars", SWEEP, example="articles", place=3)
def stacked_shares(
    cells: pd.DataFrame,
    by: str,
    settings: Sequence[Setting] | Setting,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the shares of several settings as stacked bars.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `count`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.

    Raises
    ------
    InputError
        If nothing is selected, or there are more settings than can be read.
    """
    names = names_of_rows(cells, by, MOST_ROWS, "too many to stack", "count")
    found = title or finding_of_settings(cells, by, pairing)
    texts = fitted_names(look, names, 1 - PLOT_PART)
    lines = row_lines(texts, ROW) * len(names) + 3
    canvas = framed(look, found, settings, REMARK, pairing.remark, lines=lines, key=OUTCOMES)
    canvas.percent_axis(canvas.plot, "x")
    canvas.name_rows(texts)
    for place, name in enumerate(names):
        _draw_row(canvas, place, name, cells[cells[by] == name])
    return canvas.picture("Stacked bars", rows_in_words(cells, by), cells)


def _draw_row(canvas: Canvas, place: int, name: object, part: pd.DataFrame) -> None:
    axes, look = canvas.plot, canvas.look
    width = look.size.width * POINTS_PER_INCH * PLOT_PART
    left, counted, worlds = 0.0, 0, int(part["count"].sum())
    for row in records(part):
        outcome, share = str(row["outcome"]), float(row["share"])
        counted += int(row["count"])
        marks.bar(axes, look, outcome, f"{name}/{outcome}", place, share, BAR, left)
        low, high = map(float, wilson(counted, worlds))
        # A border at either end of the bar has no line of its own, but its interval is there all the same.
        shown = 0 < counted < worlds and share > 0
        sign: dict[str, Any] = {"alpha": 1.0, "cap": 3} if shown else {"alpha": 0.0, "cap": 0}
        marks.interval(axes, look, f"{name}/{outcome}", place + BAR / 2, low, high, **sign)
        words = short_percent(share, row["low"], row["high"])
        if width_of(words, look.small) + 6 < share * width:
            canvas.write(axes, left + share / 2, place, words, ha="center", size=look.small)
        left += share
