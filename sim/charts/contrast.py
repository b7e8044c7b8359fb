"""What differs between two settings: the difference of each outcome and event, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import FuncFormatter

from sim.analysis.contrast.counting import COMPARED
from sim.analysis.contrast.finding import finding_of_differences
from sim.analysis.contrast.names import names_of
from sim.analysis.contrast.tables import EVENT_WORDS, signed
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, together
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, CONTRASTED, Source, chart
from sim.charts.letters import fitted, fitted_names, row_lines
from sim.charts.picture import Picture
from sim.charts.tables import records, with_columns
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_MARKERS, USUAL_LOOK, Look
from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import confidence_percent, readable, short_percent
from sim.studies.shares.intervals import confidence_of_each

NAME_PART, SHARES_PART = 0.29, 0.26
NARROW_NAME, NARROW_SHARES = 0.36, 0.36
"""Parts of the width for the names of the rows, and for the shares right of them."""
ROW_LINES, GAP, HEAD = 1.5, 0.6, 1.4
"""Height of a row in lines of labels; room between outcomes and events, and above the first row, in rows."""
LEAST = 0.01
"""The scale goes at least so far to either side, so a small change does not look like much."""
STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
MOST_TICKS = 7
READING = "Filled: surely a difference; hollow: too close to tell"
SURE = "Intervals hold together for all rows with 95 %: the error from the number of worlds, not doubt about the assumptions."
REMARK = (
    "Counted world by world, with the same random draws on both sides. Thick line and filled sign: the interval of the difference "
    "excludes 0; thin and hollow: it does not."
)


def _contrasted(source: Source) -> dict[str, Any]:
    return {"contrasted": source.answer.differences, "title": source.answer.finding}


@chart(
    "contrast", "what differs between two settings, in the same worlds", ANSWER, further=_contrasted,
    example="compare ratelle2025 --policy western_guarantee --worlds 2000", place=15,
)  # fmt: skip
def contrast(
    contrasted: pd.DataFrame,
    settings: tuple[Setting, Setting],
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw by how much outcomes and events differ between two settings of the same worlds, with intervals.

    The table is as `sim.analysis.contrast.counting.differences_of` makes it, for the settings in the same order.
    """
    rows = _checked(contrasted)
    names = names_of(*settings)
    texts, found = (
        fitted_names(look, [_name(row) for row in rows], _parts(look)[0]),
        title or finding_of_differences(contrasted, names),
    )
    lines = row_lines(texts, ROW_LINES) * (len(rows) + GAP + HEAD + 1)
    canvas = Canvas(
        look, found, settings, REMARK, _coverage(rows), lines=lines,
        intervals=SURE, reading=f"{names.key} {READING}".lstrip(),
        subtitle="Difference in the share of {histories}, in percentage points",
    )  # fmt: skip
    axes, places = canvas.plot, _places(rows)
    axes.set_yticks(places, texts)
    axes.set_ylim(places[-1] + 0.6, -HEAD)
    _scale(canvas, rows, names.short)
    axes.axvline(0, color=look.theme.ink, linewidth=1.0, zorder=1)
    for place, row in zip(places, rows, strict=True):
        _draw_row(canvas, place, row)
    _heads(canvas, names.short)
    words = "; ".join(f"{_name(row)} {_told(row)}" for row in rows)
    return canvas.picture("Differences with intervals", words, contrasted)


def _checked(contrasted: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table of differences, outcomes first; or refuse it."""
    if with_columns(contrasted, ("what", "kind", *CONTRASTED), "a contrast needs").empty:
        raise InputError("nothing is selected: there is no difference to draw; select at least one")
    unknown = [name for name in map(str, contrasted["what"]) if name not in COMPARED]
    if unknown:
        raise InputError(
            f"unknown outcome or event {said(unknown[0])}; {suggestion(unknown[0], COMPARED, full_list=True)}"
        )
    if contrasted["what"].duplicated().any():
        raise InputError("an outcome or event occurs more than once in the table; select one row for each")
    return sorted(records(contrasted), key=lambda row: COMPARED.index(str(row["what"])))


def _parts(look: Look) -> tuple[float, float]:
    """Parts of the width for the names of the rows, and for the shares."""
    return (NARROW_NAME, NARROW_SHARES) if look.narrow else (NAME_PART, SHARES_PART)


def _places(rows: Sequence[dict[str, Any]]) -> list[float]:
    """Where each row stands: events below the outcomes, with some room between."""
    outcomes = sum(row["what"] in OUTCOMES for row in rows)
    gap = GAP if 0 < outcomes < len(rows) else 0.0
    return [place + (gap if place >= outcomes else 0.0) for place in range(len(rows))]


def _name(row: dict[str, Any]) -> str:
    return EVENT_WORDS.get(str(row["what"]), readable(str(row["what"])))


def _scale(canvas: Canvas, rows: Sequence[dict[str, Any]], names: tuple[str, str]) -> None:
    """The axis of differences, in points, with room right of it for the shares."""
    axes, look = canvas.plot, canvas.look
    low, high = min(-LEAST, *(row["low"] for row in rows)), max(LEAST, *(row["high"] for row in rows))
    margin = 0.06 * (high - low)
    low, high = low - margin, high + margin
    step = next((size for size in STEPS if (high - low) / size <= MOST_TICKS), STEPS[-1])
    axes.set_xticks(step * np.arange(np.ceil(low / step), np.floor(high / step) + 1))
    name, shares = _parts(look)
    axes.set_xlim(low, high + (high - low) * shares / (1 - name - shares))
    axes.xaxis.set_major_formatter(
        FuncFormatter(lambda value, _: signed(value, 1 if step < LEAST else 0).replace("+0", "0"))
    )
    axes.tick_params(axis="x", labelcolor=look.theme.faint)
    label = f"percentage points: {names[1]} less {names[0]}"
    axes.set_xlabel(
        fitted(label, look.label, look.room(1 - name), 2), size=look.label, color=look.theme.faint, loc="left"
    )
    axes.grid(axis="x", color=look.theme.grid, linewidth=0.8)


def _draw_row(canvas: Canvas, place: float, row: dict[str, Any]) -> None:
    """A sign at the difference with its interval, and right of it the two shares."""
    axes, look, what = canvas.plot, canvas.look, str(row["what"])
    sure = row["low"] > 0 or row["high"] < 0
    marks.interval(axes, look, what, place, row["low"], row["high"], linewidth=2.6 if sure else 1.0, cap=4)
    colour = OUTCOME_COLOURS.get(what, look.theme.accent)
    sign: dict[str, Any] = {"marker": OUTCOME_MARKERS.get(what, "o"), "markersize": 8 * look.scale, "linestyle": "none"}
    sign |= {
        "markerfacecolor": colour if sure else look.theme.paper,
        "markeredgecolor": look.theme.ink,
        "markeredgewidth": 1.0,
    }
    axes.plot([row["difference"]], [place], gid=f"share:{what}", zorder=7, **sign)
    for x, side in zip(_columns(canvas), ("one", "other"), strict=True):
        canvas.label(axes, x, place, _share(row, side), ha="right", transform=axes.get_yaxis_transform())


def _columns(canvas: Canvas) -> tuple[float, float]:
    """The right ends of the two columns of shares, in parts of the width of the plot."""
    name, shares = _parts(canvas.look)
    part = shares / (1 - name)
    return 1 - part / 2, 1.0


def _heads(canvas: Canvas, names: tuple[str, str]) -> None:
    """Name the two columns of shares."""
    axes, look = canvas.plot, canvas.look
    for x, name in zip(_columns(canvas), names, strict=True):
        words = fitted(name, look.small, look.room(_parts(look)[1] / 2) - look.small / 2, 3)
        canvas.label(
            axes, x, -0.55, words, small=True, faint=True, ha="right", va="bottom", transform=axes.get_yaxis_transform()
        )


def _share(row: dict[str, Any], side: str) -> str:
    if row[side] in (0, 1):
        return "all" if row[side] else "none"
    ends = (row.get(f"{side}_low", row[side]), row.get(f"{side}_high", row[side]))
    return short_percent(row[side], *ends)


def _told(row: dict[str, Any]) -> str:
    return (
        f"{_share(row, 'one')} and {_share(row, 'other')}, {signed(row['difference'])} points "
        f"({signed(row['low'])} to {signed(row['high'])})"
    )


def _coverage(rows: Sequence[dict[str, Any]]) -> str:
    """What the intervals say, as a sentence of the caption."""
    each = confidence_percent(confidence_of_each(len(rows)))
    return (
        f"Intervals of the differences (Newcombe, for the same worlds): {each} %{' each' if len(rows) > 1 else ''}"
        f"{together(len(rows))}. They show the error from the number of worlds, not doubt about the assumptions."
    )
