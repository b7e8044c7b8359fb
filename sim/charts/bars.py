"""Outcome shares as bars: of one setting with their intervals, of several stacked, of many side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.comparing import compare_settings, compared_with_none, finding_of_settings
from sim.analysis.finding import Setting, finding
from sim.analysis.telling import Finding, told
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import STUDY, SWEEP, chart
from sim.charts.letters import fitted_names, row_lines, width_of
from sim.charts.parallel import parallel
from sim.charts.picture import Picture, Settings
from sim.charts.rows import DOTS, rows_of_outcome
from sim.charts.tables import (
    checked,
    of_outcome,
    records,
    row_names,
    rows_in_words,
    share_in_words,
    shares_in_words,
    without_policy,
)
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable
from sim.studies.shares.frequencies import frequencies as frequencies_of
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import UNKNOWN, Pairing

BAR, GAP, LIFT = 0.62, 0.012, 0.02
"""Height of a bar; distance of its label from its interval, and above it, in shares and in rows."""
STACKED_BAR, STACKED_PART = 0.66, 0.66
"""Height of a stacked bar, and the part of the width that it takes, roughly; numbers that do not fit are omitted."""
STACKED_REMARK = (
    "Lines with ends: interval of all outcomes up to that border together. "
    "Every share with its own interval is in the table."
)
ROOM_FOR_NUMBERS = 1.5
"""Columns side by side go on beyond the end of their scale, so that there is room for the number beside the interval."""
MOST_BARS, MOST_ROWS = 12, 60
"""More settings than the first are not drawn as bars, but as dots, up to the second."""
OUTCOMES_PART = 0.3
"""Part of the width that the names of the outcomes may take."""
SUBTITLE = "Share of {histories} with each outcome, for each setting"
ENDS = (0.2, 0.4, 0.6, 0.8, 1.0)


@chart(
    "shares", "how often each outcome was reached", STUDY, example="baseline", place=1,
    further=lambda source: {"frequencies": frequencies_of(source.study)},
)  # fmt: skip
def outcome_shares(
    frequencies: pd.DataFrame, setting: Setting, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw how often each outcome was reached, from a table as `sim.studies.shares.frequencies.frequencies` returns it."""
    rows = records(checked(frequencies))
    canvas = Canvas(
        look, title or finding(frequencies, setting), setting, lines=2.6 * len(rows) + 3,
        subtitle="Share of {histories} with each outcome",
    )  # fmt: skip
    axes = canvas.plot
    canvas.percent_axis(axes, "x")
    canvas.name_rows(fitted_names(look, [readable(str(row["outcome"])) for row in rows], OUTCOMES_PART))
    axes.spines["left"].set_visible(True)
    for place, row in enumerate(rows):
        outcome, words = str(row["outcome"]), share_in_words(row)
        marks.bar(axes, look, outcome, outcome, place, row["share"], BAR)
        marks.interval(axes, look, outcome, place, row["low"], row["high"])
        # The scale takes about 78 % of the width of a page.
        width = GAP + width_of(words, look.label) / look.room(0.6 if look.narrow else 0.78)
        canvas.write(axes, words=words, **_beside(place, row["low"], row["high"], width))
    return canvas.picture("Horizontal bars", shares_in_words(frequencies, "; "), frequencies)


def _beside(place: int, low: float, high: float, width: float) -> dict[str, Any]:
    """Return where a label stands: right of its interval, left of it if there is no room, or else above the bar."""
    if high + width <= 1:
        return {"x": high + GAP, "y": place, "ha": "left"}
    if low >= width:
        return {"x": low - GAP, "y": place, "ha": "right"}
    return {"x": (1 - width) / 2, "y": place - BAR / 2 - LIFT, "ha": "left", "va": "bottom"}


@chart(
    "stacked", "outcome shares of several settings as stacked bars", SWEEP, example="articles --kind stacked", place=3
)
def stacked_shares(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the shares of several settings as stacked bars; the column `by` names them."""
    names = row_names(cells, by, MOST_ROWS, "too many to stack")
    if len(names) > MOST_BARS:
        return parallel(cells, by, settings, look, title, pairing=pairing)
    found = title or finding_of_settings(cells, by, pairing, settings=settings)
    texts = fitted_names(look, names, 1 - STACKED_PART)
    lines = row_lines(texts, 2.3) * len(names) + 3
    canvas = Canvas(
        look, found, settings, STACKED_REMARK, pairing.remark, lines=lines, key=OUTCOMES, subtitle=SUBTITLE,
        reading="Lines below a bar: intervals of its borders",
    )  # fmt: skip
    canvas.percent_axis(canvas.plot, "x")
    canvas.name_rows(texts)
    for place, name in enumerate(names):
        _stack_row(canvas, place, name, cells[cells[by] == name])
    return canvas.picture("Stacked bars", rows_in_words(cells, by), cells)


def _stack_row(canvas: Canvas, place: int, name: object, part: pd.DataFrame) -> None:
    axes, look = canvas.plot, canvas.look
    left, counted, worlds = 0.0, 0, int(part["count"].sum())
    for row in records(part):
        outcome, share, words = str(row["outcome"]), float(row["share"]), told(row)
        counted += int(row["count"])
        marks.bar(axes, look, outcome, f"{name}/{outcome}", place, share, STACKED_BAR, left)
        low, high = map(float, wilson(counted, worlds))
        # A border at either end of the bar has no line of its own, but its interval is there all the same.
        sign = {"cap": 3.0} if 0 < counted < worlds and share > 0 else {"cap": 0.0, "alpha": 0.0}
        marks.interval(axes, look, f"{name}/{outcome}", place + STACKED_BAR / 2, low, high, **sign)
        if width_of(words, look.small) + 6 < share * look.room(STACKED_PART):
            canvas.write(axes, left + share / 2, place, words, ha="center", size=look.small)
        left += share


@chart(
    "side_by_side", "outcome shares of many settings, one row each", SWEEP,
    example="policies --kind side_by_side", place=2,
)  # fmt: skip
def side_by_side(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the shares of many settings, named in the column `by`, as bars with intervals, one column per outcome."""
    names = row_names(cells, by, MOST_ROWS, "too many to stand side by side")
    compared = compare_settings(cells, by, pairing) if len(names) > 1 else None
    found = title or finding_of_settings(cells, by, pairing, compared, settings)
    if len(names) > MOST_BARS or look.narrow:
        return rows_of_outcome(cells, by, settings, look, found, compared, pairing)
    texts = fitted_names(look, names, 0.3)
    lines, columns = row_lines(texts, 1.6) * len(names) + 4, len(OUTCOMES)
    canvas = Canvas(
        look, found, settings, pairing.remark, lines=lines, nrows=1, ncols=columns, sharey=True, subtitle=SUBTITLE,
        reading="Dotted: without a policy" if compared_with_none(cells) else "",
    )  # fmt: skip
    canvas.name_rows(texts)
    # The same end for all columns: the next of a few round shares above the largest interval.
    end = next(end for end in ENDS if end >= float(cells["high"].max()))
    for column, outcome in enumerate(OUTCOMES):
        axes = canvas.axes[0, column]
        canvas.head(axes, readable(outcome).replace(" ", "\n"))
        _draw_column(canvas, axes, outcome, of_outcome(cells, outcome).set_index(by).loc[names], end)
    return canvas.picture("Bars with intervals, one row per setting", rows_in_words(cells, by), cells)


def _draw_column(canvas: Canvas, axes: Any, outcome: str, rows: pd.DataFrame, end: float) -> None:
    look, theme, bases = canvas.look, canvas.look.theme, without_policy(rows)
    axes.set_xlim(-0.02 * end, ROOM_FOR_NUMBERS * end)
    axes.set_xticks([0, end / 2, end], ["0", f"{50 * end:.0f}", f"{100 * end:.0f} %"])
    axes.tick_params(axis="x", labelsize=look.small, labelcolor=theme.faint)
    axes.axvline(0, color=theme.faint, linewidth=0.8)
    axes.vlines([end / 2, end], -0.5, len(rows) - 0.5, color=theme.grid, linewidth=0.8)
    for place, (name, row) in enumerate(rows.iterrows()):
        share, low, high = (float(row[key]) for key in ("share", "low", "high"))
        marks.bar(axes, look, outcome, f"{name}/{outcome}", place, share, 0.6)
        marks.interval(axes, look, f"{name}/{outcome}", place, low, high, cap=3)
        canvas.write(axes, high + 0.05 * end, place, told(row), size=look.small, ha="left", zorder=9)
        if name in bases:
            axes.plot([bases[name]] * 2, [place - 0.5, place + 0.5], color=theme.ink, linewidth=1, linestyle=DOTS)
