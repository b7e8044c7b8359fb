"""The charts of the class page: where each mark stands. The template draws them as SVG, so that the page needs no picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.studies.shares.intervals import Share

WIDTH = 440
"""Of every chart, in its own units: wide enough for words, narrow enough to be read on a phone."""
LINE, BAR, GAP = 19, 15, 12
LETTERS = 54
"""Of a line of words in a chart."""
EDGE, WORDS, NUMBERS = 8, 62, 46
"""Room at the edge, for a word in front of a bar, and for a number behind it."""
PITCH, RADIUS = 11, 4.2
"""From dot to dot, and of a dot."""
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)
MOST_TICKS = 7
FINE, FINE_RADIUS, HIGHEST = 5.0, 2.2, 76.0
"""From dot to dot, of a dot, and of a pile of dots, where there is one for each student on an axis."""


@dataclass(frozen=True)
class Box:
    """A bar; `look` is its class in the style sheet."""

    x: float
    y: float
    width: float
    height: float
    look: str


@dataclass(frozen=True)
class Dot:
    """A round mark."""

    x: float
    y: float
    radius: float
    look: str


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    look: str


@dataclass(frozen=True)
class Label:
    """Words; `look` says among others where they begin."""

    x: float
    y: float
    text: str
    look: str = ""


@dataclass
class Chart:
    """Marks, from back to front, and how high the chart is; `words` say what it shows."""

    words: str
    height: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    width: int = WIDTH

    def heading(self, text: str, look: str = "strong") -> None:
        """Words above a row, over as many lines as they need."""
        for line in textwrap.wrap(text, LETTERS) or [""]:
            self.height += LINE
            self.labels.append(Label(EDGE, self.height - 5, line, look))


@dataclass(frozen=True)
class Row:
    """Bars under a heading: per bar its name, its number, what is said of it, and its look."""

    heading: str
    bars: tuple[tuple[str, int, str, str], ...]


def bars(words: str, rows: Sequence[Row]) -> Chart:
    """Bars from the left, all in one scale."""
    chart = Chart(words)
    most = max([number for row in rows for _, number, _, _ in row.bars], default=0) or 1
    room = WIDTH - WORDS - NUMBERS - 2 * EDGE
    for row in rows:
        chart.heading(row.heading)
        for name, number, said, look in row.bars:
            chart.labels.append(Label(WORDS, chart.height + BAR - 3, name, "end"))
            chart.boxes.append(Box(WORDS + EDGE, chart.height, max(room * number / most, 1), BAR, look))
            chart.labels.append(Label(WORDS + EDGE + room * number / most + 6, chart.height + BAR - 3, said))
            chart.height += BAR + 3
        chart.height += GAP
    return chart


@dataclass(frozen=True)
class Pile:
    """Dots behind a name: the look of each, in order."""

    name: str
    looks: tuple[str, ...]


def piles(words: str, found: Sequence[Pile]) -> Chart:
    """One dot for each student, in rows behind the names; a row that is full goes on in the next line."""
    chart = Chart(words)
    above = any(len(pile.name) > 12 for pile in found)
    left = EDGE + RADIUS + 2 if above else WORDS + 24.0
    in_line = int((WIDTH - left - NUMBERS) // PITCH)
    for pile in found:
        if above:
            chart.heading(pile.name)
        else:
            chart.labels.append(Label(left - 12, chart.height + BAR - 2, pile.name, "end strong"))
        lines = max(-(-len(pile.looks) // in_line), 1)
        for place, look in enumerate(pile.looks):
            row, column = divmod(place, in_line)
            chart.dots.append(Dot(left + column * PITCH, chart.height + BAR / 2 + row * PITCH, RADIUS, look))
        end = left + min(len(pile.looks), in_line) * PITCH
        chart.labels.append(Label(end + 2, chart.height + BAR - 2, str(len(pile.looks)), "faint"))
        chart.height += BAR + (lines - 1) * PITCH
        chart.strokes.append(Stroke(left - 8, chart.height + 4, WIDTH - EDGE, chart.height + 4, "rule"))
        chart.height += GAP
    return chart


@dataclass(frozen=True)
class Scatter:
    """Students' shares under a heading, and the share in all their worlds with what is said of it."""

    heading: str
    shares: tuple[float, ...]
    pooled: Share
    said: str


def scatters(words: str, rows: Sequence[Scatter]) -> Chart:
    """A dot for each student's share over an axis that all rows have in common, and the pooled share with its interval."""
    chart = Chart(words)
    low, high, step = axis([value for row in rows for value in (*row.shares, row.pooled.low, row.pooled.high)])

    def across(share: float) -> float:
        return EDGE + 10 + (WIDTH - 2 * EDGE - 24) * (share - low) / (high - low)

    for row in rows:
        chart.heading(row.heading)
        _heap(chart, [across(share) for share in row.shares])
        middle = chart.height + 8
        ends = across(row.pooled.low), across(row.pooled.high)
        chart.strokes.append(Stroke(ends[0], middle, ends[1], middle, "interval"))
        chart.dots.append(Dot(across(row.pooled.share), middle, RADIUS + 0.8, "pooled"))
        chart.height = middle + 6
        chart.heading(row.said, "")
        chart.height += GAP
    _ticks(chart, [round(low + step * place, 10) for place in range(round((high - low) / step) + 1)], across)
    return chart


def _heap(chart: Chart, places: Sequence[float]) -> None:
    """Dots that would lie on one another lie above one another, more closely the more there are."""
    columns = [round(place / FINE) for place in places]
    most = max(columns.count(column) for column in columns)
    pitch = min(FINE, HIGHEST / most)
    height = most * pitch + 4
    seen: dict[int, int] = {}
    for column in sorted(columns):
        seen[column] = seen.get(column, 0) + 1
        y = chart.height + height - seen[column] * pitch + pitch / 2
        chart.dots.append(Dot(column * FINE, y, FINE_RADIUS, "student"))
    chart.height += height


def _ticks(chart: Chart, ticks: Sequence[float], across: object) -> None:
    for tick in ticks:
        x = across(tick)  # type: ignore[operator]
        chart.strokes.insert(0, Stroke(x, 0, x, chart.height, "rule"))
        chart.labels.append(Label(x, chart.height + LINE - 4, f"{100 * tick:.0f} %", "middle faint"))
    chart.height += LINE + 2


def axis(shares: Sequence[float]) -> tuple[float, float, float]:
    """Round ends of an axis around some shares, within 0 and 1, and the step of its ticks."""
    low, high = min(shares), max(shares)
    for step in STEPS:
        start = max(np.floor(low / step) * step, 0.0)
        end = min(max(np.ceil(high / step) * step, start + 2 * step), 1.0)
        start = min(start, end - 2 * step)
        if (end - start) / step <= MOST_TICKS - 1:
            break
    return float(start), float(end), step
