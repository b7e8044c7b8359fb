"""Measuring text before it is drawn, so that lines break in the right place and labels keep clear of each other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from numpy.typing import ArrayLike, NDArray

FAMILY = "DejaVu Sans"
"""The family that comes with matplotlib, so that a picture is the same on every machine."""


SLACK = 1.015
"""Letters come out slightly wider when they are drawn on whole pixels."""


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a text in points, with letters of a size in points; of several lines, that of the widest."""
    if "\n" in text:
        return max(width_of(line, size, bold) for line in text.split("\n"))
    if not text.strip():
        return len(text) * size / 3
    font = FontProperties(family=FAMILY, weight="bold" if bold else "normal", size=size)
    # The outlines of the letters would tell the same, but take a hundred times as long.
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) * SLACK + size / 5


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Return a text broken into lines that fit into `room` points; line breaks in the text are kept."""
    lines: list[str] = []
    # A number stays on the line of its sign.
    for paragraph in text.replace(" %", "\u00a0%").split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width_of(longer, size, bold) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def shorten(text: str, size: float, room: float) -> str:
    """Return a text that fits into `room` points, with an ellipsis where its end is missing."""
    if width_of(text, size) <= room:
        return text
    kept = len(text)
    while kept > 1 and width_of(text[:kept].rstrip() + "…", size) > room:
        kept -= 1
    return text[:kept].rstrip() + "…"


def fitted(text: str, size: float, room: float, lines: int) -> str:
    """Return a text broken into at most so many lines of `room` points; of the last one the middle is left out if need be.

    The end is kept, because names that begin alike often end differently.
    """
    found = wrap(text, size, room)
    kept = found[: lines - 1] + ([" ".join(found[lines - 1 :])] if len(found) >= lines else [])
    return "\n".join(without_middle(line, size, room) for line in kept)


def without_middle(text: str, size: float, room: float) -> str:
    """Return a text that fits into `room` points, with an ellipsis where its middle is missing."""
    kept, half = text, len(text) // 2
    while half > 1 and width_of(kept, size) > room:
        half -= 1
        kept = f"{text[:half].rstrip()}…{text[-half:].lstrip()}"
    return kept


def spread(wanted: ArrayLike, gap: float, low: float, high: float) -> NDArray[np.float64]:
    """Move positions apart so that neighbours are at least `gap` from each other, and as little as possible.

    They stay between `low` and `high`, in their order; if there is no room for all gaps, these are smaller.
    """
    positions = np.asarray(wanted, dtype=float)
    number = len(positions)
    if number < 2:
        return np.clip(positions, low, high)
    gap = min(gap, (high - low) / (number - 1))
    order = np.argsort(positions, kind="stable")
    # After taking the required gaps away, labels that collide form blocks that stand at their common mean.
    blocks: list[tuple[float, int]] = []
    for place, value in enumerate(positions[order]):
        total, size = float(value) - place * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            before, members = blocks.pop()
            total, size = total + before, size + members
        blocks.append((total, size))
    level = np.concatenate([np.full(size, total / size) for total, size in blocks])
    level = np.clip(level, low, high - (number - 1) * gap)
    moved = np.empty(number)
    moved[order] = level + np.arange(number) * gap
    return moved


def rows_without_overlap(
    centres: Sequence[float], widths: Sequence[float], low: float, high: float
) -> tuple[list[float], list[int]]:
    """Set labels of given widths in as few rows as they need, each near its centre.

    Returns the centre of each label, moved only as far as the ends of the room demand, and its row, from 0.
    """
    places = [min(max(c, low + w / 2), max(high - w / 2, low + w / 2)) for c, w in zip(centres, widths, strict=True)]
    ends: list[float] = []
    rows = [0] * len(places)
    for label in sorted(range(len(places)), key=lambda index: places[index] - widths[index] / 2):
        left = places[label] - widths[label] / 2
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = left + widths[label]
        rows[label] = row
    return places, rows
