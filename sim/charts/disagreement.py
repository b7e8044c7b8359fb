"""Why two settings disagree: from the share of one to that of the other, through the parts of their assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.disagreement.telling import intervals_that_pay, is_sure, rounded, signed, with_interval
from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted_names
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.wording import capital
from sim.studies.shares.intervals import share_of

SETTING, GROUP = "setting", "group"
"""Kinds of steps: both ends, and what lies between them."""
COLUMNS = ("name", "kind", "size", "low", "high")
MOST_ROWS = 25
NAMES_PART = 0.26
"""Part of the width that the names of rows may take."""
BAR = 0.62
READING = "Hatched: lowers the share; plain: raises it"
SURE = "Intervals of all parts hold together with 95 %: the error from the number of worlds, not doubt about the assumptions."
REMARK = (
    "Plain bars raise the share, hatched bars lower it. Each begins where the one above ends, and its interval lies around its own "
    "end. Its length is an average over orders, so the rows, ordered by size, are not a sequence; only both ends are shares."
)


def _steps(source: Source) -> dict[str, Any]:
    """What the chart of a disagreement is given."""
    found = source.answer
    return {"steps": steps_of(found), "on": found.on, "title": found.finding}


def steps_of(found: Any) -> pd.DataFrame:
    """The steps of a disagreement: the share of one setting, the part of each group, and the share of the other."""
    ends = [share_of(int(flags.sum()), len(flags)) for flags in found.flags]
    first, last = (
        (capital(name), SETTING, end.share, end.low, end.high)
        for name, end in zip(found.sides.names, ends, strict=True)
    )
    parts = [(row["label"], GROUP, row["part"], row["low"], row["high"]) for row in records(found.parts)]
    return pd.DataFrame([first, *parts, last], columns=list(COLUMNS))


@chart(
    "disagreement", "what two settings disagree about, group of assumptions by group", ANSWER, further=_steps,
    example="disagree araz2023 fattah2025 --outcome war --worlds 1000 --split 200", place=24,
)  # fmt: skip
def disagreement(
    steps: pd.DataFrame,
    on: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the way from the share of one setting to that of another, a bar with its interval for each group of assumptions.

    The first and the last row of `steps` are the shares of the two settings (`kind` is `setting`), the rows between them parts
    (`group`), which add up to the difference of the shares.
    """
    ends, parts = _checked(steps)
    starts = ends["size"].iloc[0] + np.concatenate([[0.0], np.cumsum(parts["size"])])[:-1]
    found = title or _finding(records(ends), records(parts), on)
    canvas = Canvas(
        look, found, setting, REMARK, _sure(len(parts)), lines=1.75 * len(steps) + 3, intervals=SURE, reading=READING,
        subtitle=f"From one share of {on} to the other, in percentage points of {{histories}}",
    )  # fmt: skip
    _axis(canvas, ends, parts, starts, on)
    canvas.name_rows(fitted_names(look, steps["name"].tolist(), NAMES_PART))
    for place, row in ((0, records(ends)[0]), (len(steps) - 1, records(ends)[1])):
        _end(canvas, place, row)
    for place, (row, start) in enumerate(zip(records(parts), starts.tolist(), strict=True), start=1):
        _part(canvas, place, row, start)
    _connect(canvas, [float(ends["size"].iloc[0]), *(starts + parts["size"].to_numpy()).tolist()])
    told = "; ".join(f"{row['name']} {_in_words(row)}" for row in records(steps))
    return canvas.picture("Steps from one share to another", told, steps)


def _finding(ends: Sequence[dict[str, Any]], parts: Sequence[dict[str, Any]], on: str) -> Finding:
    """The largest part that is sure, as one sentence."""
    one, other = (f"{_within(row['name'])} ({rounded(row['size'], 0)} %)" for row in ends)
    sure = [row for row in parts if is_sure(row)]
    rest = "no group of assumptions surely makes a part of the way"
    if sure:
        most = max(sure, key=lambda row: abs(row["size"]))
        rest = f"{most['name']} makes the largest part, {with_interval(most['size'], most['low'], most['high'])} points"
    return Finding(f"From {one} to {other} on {on}: {rest}")


def _within(name: str) -> str:
    """A name as it stands within a sentence."""
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def _checked(steps: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two ends and the parts between them."""
    ends, parts = (steps[steps["kind"] == kind] for kind in (SETTING, GROUP))
    if (
        len(ends) != 2
        or len(parts) != len(steps) - 2
        or list(ends.index) != [steps.index[0], steps.index[-1]]
        or parts.empty
    ):
        raise InputError(
            f"steps: the first and the last row must be of the kind '{SETTING}', and one or more rows of the kind '{GROUP}' lie "
            "between them"
        )
    if len(steps) > MOST_ROWS:
        raise InputError(
            f"{len(parts)} groups are too many for steps; draw at most {MOST_ROWS - 2}, or use broader groups"
        )
    return ends, parts


def _sure(groups: int) -> str:
    return (
        f"Intervals of the shares: Wilson, 95 %; of the parts: {intervals_that_pay(groups, 'groups')}. They show the error from "
        "the number of worlds, not doubt about the assumptions."
    )


def _axis(canvas: Canvas, ends: pd.DataFrame, parts: pd.DataFrame, starts: Any, on: str) -> None:
    """An axis of shares that holds every interval; what lies beyond 0 and 100 % bears no tick."""
    low = min(0.0, float(ends["low"].min()), float((starts + parts["low"]).min()))
    high = max(float(ends["high"].max()), float((starts + parts["high"]).max()))
    axes, room = canvas.plot, 0.16 * (high - low)
    canvas.percent_axis(axes, "x", f"share of worlds: {on}", top=min(high + room, 1.0))
    axes.set_xlim(low - (0.04 * (high - low) if low < 0 else 0), high + room)
    axes.axvline(0, color=canvas.look.theme.faint, linewidth=0.8)


def _end(canvas: Canvas, place: int, row: dict[str, Any]) -> None:
    """The share of a setting, from 0."""
    fill = {"facecolor": canvas.look.theme.grid}
    marks.filled_bar(canvas.plot, canvas.look, fill, row["name"], place, row["size"], BAR)
    marks.interval(canvas.plot, canvas.look, row["name"], place, row["low"], row["high"])
    canvas.beside(max(row["high"], row["size"]), place, f"{rounded(row['size'])} %", 5, weight="bold")


def _part(canvas: Canvas, place: int, row: dict[str, Any], start: float) -> None:
    """The part of a group, from where the one above ends."""
    theme, up = canvas.look.theme, row["size"] >= 0
    fill = {"facecolor": theme.accent} if up else {"facecolor": theme.paper, "hatch": "///", "edgecolor": theme.accent}
    marks.filled_bar(canvas.plot, canvas.look, fill, row["name"], place, row["size"], BAR, left=start)
    marks.interval(canvas.plot, canvas.look, row["name"], place, start + row["low"], start + row["high"])
    canvas.beside(max(start, start + row["high"]), place, signed(row["size"]), 5)


def _connect(canvas: Canvas, levels: list[float]) -> None:
    """A thin line from the end of each bar down to the next."""
    for place, level in enumerate(levels):
        line: dict[str, Any] = {"color": canvas.look.theme.faint, "linewidth": 0.8, "zorder": 1}
        canvas.plot.plot([level, level], [place + BAR / 2, place + 1 - BAR / 2], **line)


def _in_words(row: dict[str, Any]) -> str:
    if row["kind"] == SETTING:
        return share_in_words({**row, "share": row["size"]})
    return f"{with_interval(row['size'], row['low'], row['high'])} points"
