"""Outcome shares of several settings as stacked bars: what part of all worlds each outcome takes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.analysis.comparing import finding_of_settings
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, own
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import width_of
from sim.charts.picture import Picture, drawn
from sim.charts.rows import fitted_names, name_rows, names_of_rows, row_lines, rows_in_words
from sim.charts.tables import records
from sim.charts.theme import POINTS_PER_INCH, USUAL_LOOK, Look
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import NOT_A_FORECAST, short_percent
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


@drawn
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
    settings : Setting or sequence of Setting
        Told in the caption.
    look : Look
    title : str or Finding, optional
        A finding of one's own instead of the one that the chart makes out.
    pairing : Pairing
        The worlds behind the rows, by which differences are judged; as separate samples if omitted.

    Raises
    ------
    InputError
        If nothing is selected, or there are more settings than can be read.
    """
    names = names_of_rows(cells, by, MOST_ROWS, "too many to stack", "count")
    found = own(title) if title else finding_of_settings(cells, by, pairing)
    title, below = found.sentence, caption(settings, REMARK, pairing.remark, found.remark)
    texts = fitted_names(look, names, 1 - PLOT_PART)
    canvas = Canvas(look, title, below, row_lines(texts, ROW) * len(names) + 3, key=OUTCOMES)
    axes = canvas.plot
    canvas.percent_axis(axes, "x")
    name_rows(canvas, texts)
    axes.set_ylim(len(names) - 0.5, -0.5)
    for place, name in enumerate(names):
        _draw_row(canvas, place, name, cells[cells[by] == name])
    words = f"Stacked bars. {title}. {rows_in_words(cells, by)}. {NOT_A_FORECAST}"
    return Picture("stacked", canvas.figure, title, below, words, cells.reset_index(drop=True))


def _draw_row(canvas: Canvas, place: int, name: object, part: pd.DataFrame) -> None:
    axes, look = canvas.plot, canvas.look
    width = look.size.width * POINTS_PER_INCH * PLOT_PART
    left, counted, worlds = 0.0, 0, int(part["count"].sum())
    for row in records(part):
        outcome, share = str(row["outcome"]), float(row["share"])
        counted += int(row["count"])
        marks.bar(axes, look, outcome, f"{name}/{outcome}", place, share, BAR, left)
        low, high = wilson(counted, worlds)
        shown = 0 < counted < worlds and share > 0
        # A border at either end of the bar has no line of its own, but its interval is there all the same.
        offset = place + BAR / 2
        marks.interval(
            axes,
            look,
            f"{name}/{outcome}",
            offset,
            float(low),
            float(high),
            alpha=1.0 if shown else 0.0,
            cap=3 if shown else 0,
        )
        words = short_percent(share, row["low"], row["high"])
        if width_of(words, look.small) + 6 < share * width:
            canvas.write(axes, left + share / 2, place, words, ha="center", size=look.small)
        left += share
