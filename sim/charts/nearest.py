"""Nearest: the smallest changes that turn a conclusion, as bars in parts of plausible ranges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.telling import Finding
from sim.analysis.tipping.words import share_beside
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted, width_of, wrap
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.parameters.wording import capital, enumeration

NAMES_PART, NAME_LINES = 0.4, 3
"""Part of the width for the names of changes, and lines that each of them takes at most."""
STEPS, MOST_TICKS = (0.02, 0.05, 0.1, 0.25), 3
"""Distances of ticks, of which there are so many beside 0."""
LINE, GAP = 1.25, 1.1
"""Height of a line of a name, and of the gap between two sets, in lines of labels."""
SMALL_LINES = 1.8
"""Height of the words beside a bar, in lines of labels."""
NO_BREAK = "\N{NO-BREAK SPACE}"
READING = "Bar: where it tips; tick: where fresh histories checked it"
REMARK = (
    "A move is a part of the plausible range; the shorter, the nearer. The values named are those where the set tips. Light bar: "
    "fresh worlds do not confirm it. All ranges count alike: an assumption."
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
    """Draw for each set of changes how far its parameters must move until the share crosses the level, and where it was checked.

    `name` is what the outcome is called.
    """
    found = title or f"{capital(name)} crosses {100 * level:.10g} % after the changes named"
    if sets.empty:
        return _without_any(look, found, setting, changes)
    names = {rank: _names(part, look) for rank, part in changes.groupby("rank", sort=True)}
    under = 2 * SMALL_LINES if look.narrow else 0.0
    heights = [LINE * max(names[rank].count("\n") + 1, SMALL_LINES + under) + GAP for rank in sets["rank"]]
    canvas = Canvas(
        look, found, setting, REMARK, lines=sum(heights) + 3.5, reading=READING,
        subtitle=f"How far numbers must move until {name} passes {100 * level:.10g} % of {{histories}}",
    )  # fmt: skip
    axes, longest = canvas.plot, float(sets[["high", "tips", "checked"]].max().max())
    canvas.percent_axis(axes, "x", "move, as a part of the plausible range", top=1.0)
    words = {row["rank"]: _checked(row, records(changes), level, name) for row in records(sets)}
    axes.set_xlim(0, _end_of_axis(look, longest, list(words.values())))
    step = next(step for step in STEPS if step * MOST_TICKS >= longest or step == STEPS[-1])
    axes.set_xticks([step * place for place in range(int(longest / step + 1e-9) + 1)])
    middles = [sum(heights[:place]) + height / 2 for place, height in enumerate(heights)]
    axes.set_yticks(middles, [names[rank] for rank in sets["rank"]])
    axes.set_ylim(sum(heights), 0)
    for row, middle in zip(records(sets), middles, strict=True):
        _draw_set(canvas, row, middle, f"set {row['rank']}", words[row["rank"]])
    return canvas.picture("Bars", _words(sets, changes, level, name), changes.merge(sets, on="rank"))


def _without_any(look: Look, found: str | Finding, setting: Settings, changes: pd.DataFrame) -> Picture:
    """The picture of a conclusion that nothing turns: its title says so, and there is no bar."""
    canvas = Canvas(
        look, found, setting, lines=3, subtitle="What would turn the conclusion in {histories}", intervals=False
    )
    canvas.plot.set_axis_off()
    nothing = "Nothing that was moved turns it, so there is no bar."
    canvas.label(canvas.plot, 0, 0.5, nothing)
    return canvas.picture("No bars", nothing, changes)


def _names(changes: pd.DataFrame, look: Look) -> str:
    """What changes, and from which value to the one at which the set tips, broken into lines; both values stand together."""
    told = []
    for row in records(changes):
        values = f"{row['start']:.10g} \N{RIGHTWARDS ARROW} {row['words']}".replace(" ", NO_BREAK)
        told.append(fitted(f"{capital(str(row['label']))} {values}", look.label, look.room(NAMES_PART), NAME_LINES))
    return "\n".join(told)


def _draw_set(canvas: Canvas, row: dict[str, Any], middle: float, group: str, words: str) -> None:
    axes, look = canvas.plot, canvas.look
    fill = {"facecolor": look.theme.accent if row["confirmed"] else look.theme.grid}
    marks.filled_bar(axes, look, fill, group, middle, float(row["tips"]), height=1.1)
    marks.interval(axes, look, group, middle, float(row["low"]), float(row["high"]))
    place, tall = [float(row["checked"])] * 2, [middle - 0.85, middle + 0.85]
    line: dict[str, Any] = {"solid_capstyle": "butt", "zorder": 7}
    axes.plot(place, tall, color=look.theme.paper, linewidth=6 * look.scale, **{**line, "zorder": 6.5})
    axes.plot(place, tall, color=look.theme.second, linewidth=3.5 * look.scale, gid=f"tick:{group}", **line)
    if look.narrow:
        words = "\n".join(wrap(words, look.small, look.room(1 - NAMES_PART) - look.label))
        canvas.label(axes, 0, middle + 1.2, words, small=True, va="top", linespacing=1.1)
    else:
        canvas.beside(max(float(row["high"]), float(row["checked"])), middle, words, look.label * 0.8)


def _checked(row: dict[str, Any], changes: Sequence[dict[str, Any]], level: float, name: str) -> str:
    """Where fresh worlds were asked about a set, and the share there: `at 0.92: war 39 % (34–43)`, in two lines."""
    values = enumeration([f"{one['to']:.10g}" for one in changes if one["rank"] == row["rank"]])
    share = share_beside(level, row["share"], row["share_low"], row["share_high"])
    return f"{'confirmed' if row['confirmed'] else 'not confirmed'} at {values}:\n{name} {share}"


def _end_of_axis(look: Look, longest: float, texts: Sequence[str]) -> float:
    """Where the axis ends, so that there is room for the words beside the longest bar."""
    if look.narrow:
        return longest * 1.06
    room = look.room(1 - NAMES_PART) - 6 * look.label
    words = max(width_of(text, look.small) for text in texts) + 2 * look.label
    return longest * room / max(room - words, room / 4)


def _words(sets: pd.DataFrame, changes: pd.DataFrame, level: float, name: str) -> str:
    told = []
    for row in records(sets):
        own = records(changes[changes["rank"] == row["rank"]])
        moved = [f"{one['label']} from {one['start']:.10g} to {one['words']}" for one in own]
        tips = f"tips after {100 * row['tips']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f}) of the range"
        told.append(f"{' and '.join(moved)}: {tips}; {_checked(row, own, level, name).replace(chr(10), ' ')}")
    return capital(". ".join(told))
