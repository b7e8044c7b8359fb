"""Nearest: the smallest changes that turn a conclusion, as bars in parts of plausible ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import shorten, width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.wording import capital

NAMES_PART = 0.44
"""Part of the width for the names of changes."""
STEPS, MOST_TICKS = (0.02, 0.05, 0.1, 0.25), 3
"""Distances of ticks, of which there are so many beside 0."""
LINE, GAP = 1.25, 1.1
"""Height of a line of a name, and of the gap between two sets, in lines of labels."""
REMARK = (
    "Bars: how far all parameters of a set must move, as a part of their plausible ranges, with intervals; the shorter, the "
    "nearer. The values named lie a little beyond, where fresh worlds tell surely that the conclusion turns; the shares are "
    "those of the fresh worlds. Light: these do not confirm it. That all ranges count alike is an assumption."
)


def _of_answer(source: Source) -> dict[str, Any]:
    answer = source.answer
    return {
        "sets": answer.sets,
        "changes": answer.changes,
        "level": answer.sought.level,
        "name": answer.noun,
        "title": answer.finding,
    }


@chart(
    "nearest", "the smallest changes that turn a conclusion", ANSWER, further=_of_answer, place=18,
    example="tipping ratelle2025 --nearest --parameter mechanisms.force --parameter mechanisms.crisis --outcome war --level 0.35 "
    "--worlds 100",
)  # fmt: skip
def nearest(
    sets: pd.DataFrame,
    changes: pd.DataFrame,
    level: float,
    name: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw for each set of changes how far its parameters must move until the share crosses the level.

    `name` is what the outcome is called.
    """
    if sets.empty:
        raise InputError("nothing turns the conclusion, so there is no change to draw")
    found = title or f"{capital(name)} crosses {100 * level:.10g} % after the changes named"
    names = {rank: _names(part, look) for rank, part in changes.groupby("rank", sort=True)}
    heights = [max(LINE * len(names[rank]), LINE) + GAP for rank in sets["rank"]]
    canvas = Canvas(look, found, setting, REMARK, lines=sum(heights) + 3.5)
    axes, longest = canvas.plot, float(max(sets["high"].max(), sets["tips"].max()))
    canvas.percent_axis(axes, "x", "move, as a part of the plausible range", top=1.0)
    end = _end_of_axis(look, longest, [_share(row, name) for row in records(sets)])
    axes.set_xlim(0, end)
    step = next(step for step in STEPS if step * MOST_TICKS >= longest or step == STEPS[-1])
    axes.set_xticks([step * place for place in range(int(longest / step + 1e-9) + 1)])
    middles = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    axes.set_yticks(middles, ["\n".join(names[rank]) for rank in sets["rank"]])
    axes.set_ylim(sum(heights), 0)
    for row, middle in zip(records(sets), middles, strict=True):
        _draw_set(canvas, row, middle, f"set {row['rank']}", name)
    return canvas.picture("Bars", _words(sets, changes, name), changes.merge(sets, on="rank"))


def _names(changes: pd.DataFrame, look: Look) -> list[str]:
    """What changes, one line each: the label is shortened so that both values stand."""
    told = []
    for row in records(changes):
        values = f" {row['start']:.10g} \N{RIGHTWARDS ARROW} {row['to']:.10g}"
        room = look.room(NAMES_PART) - width_of(values, look.label)
        told.append(f"{shorten(capital(str(row['label'])), look.label, room)}{values}")
    return told


def _draw_set(canvas: Canvas, row: dict[str, Any], middle: float, group: str, name: str) -> None:
    axes, look = canvas.plot, canvas.look
    fill = {"facecolor": look.theme.accent if row["confirmed"] else look.theme.grid}
    marks.filled_bar(axes, look, fill, group, middle, float(row["tips"]), height=1.1)
    marks.interval(axes, look, group, middle, float(row["low"]), float(row["high"]))
    canvas.beside(float(row["high"]), middle, _share(row, name), look.label * 0.8)


def _share(row: dict[str, Any], name: str) -> str:
    """The share in fresh worlds after the changes of a set."""
    return f"{name} {share_in_words({'share': row['share'], 'low': row['share_low'], 'high': row['share_high']})}"


def _end_of_axis(look: Look, longest: float, texts: Sequence[str]) -> float:
    """Where the axis ends, so that there is room for the words beside the longest bar."""
    room = look.room(1 - NAMES_PART) - 6 * look.label
    words = max(width_of(text, look.small) for text in texts) + 2 * look.label
    return longest * room / max(room - words, room / 4)


def _words(sets: pd.DataFrame, changes: pd.DataFrame, name: str) -> str:
    told = []
    for row in records(sets):
        moved = [
            f"{one['label']} from {one['start']:.10g} to {one['to']:.10g}"
            for one in records(changes[changes["rank"] == row["rank"]])
        ]
        tips = f"tips after {100 * row['tips']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f}) of the range"
        told.append(
            f"{' and '.join(moved)}: {tips}; then {_share(row, name)}{'' if row['confirmed'] else ', not confirmed'}"
        )
    return capital(". ".join(told))
