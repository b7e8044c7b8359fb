"""Measuring text before it is drawn, so that lines break in the right place and names fit their room."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from sim.charts.theme import Look
from sim.parameters.names import heading_of

FAMILY = "DejaVu Sans"
"""The family that comes with matplotlib, so that a picture is the same on every machine."""
SLACK = 1.015
"""Letters come out slightly wider when they are drawn on whole pixels."""
BALANCED = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""Parts of the room into which a title is tried to fit without another line."""
NAME_SPACING = 1.25
"""Height of a line of a name, with some room to the next name."""


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
        first, *words = paragraph.split(" ")
        lines.append(first)
        for word in words:
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and width_of(longer, size, bold) > room:
                lines.append(word)
            else:
                lines[-1] = longer
    return lines


def balanced(text: str, size: float, room: float) -> list[str]:
    """Return a bold text broken into as few lines as fit into `room` points, of about the same length."""
    lines = wrap(text, size, room, bold=True)
    for part in BALANCED if len(lines) > 1 else ():
        shorter = wrap(text, size, room * part, bold=True)
        if len(shorter) > len(lines):
            break
        lines = shorter
    return lines


def shorten(text: str, size: float, room: float) -> str:
    """Return a text that fits into `room` points, with an ellipsis where its end is missing."""
    if width_of(text, size) <= room:
        return text
    kept = len(text)
    while kept > 1 and width_of(text[:kept].rstrip() + "…", size) > room:
        kept -= 1
    return text[:kept].rstrip() + "…"


def without_middle(text: str, size: float, room: float) -> str:
    """Return a text that fits into `room` points, with an ellipsis where its middle is missing."""
    kept, half = text, len(text) // 2
    while half > 1 and width_of(kept, size) > room:
        half -= 1
        kept = f"{text[:half].rstrip()}…{text[-half:].lstrip()}"
    return kept


def fitted(text: str, size: float, room: float, lines: int) -> str:
    """Return a text broken into at most so many lines of `room` points; of the last one the middle is left out if need be.

    The end is kept, because names that begin alike often end differently.
    """
    found = wrap(text, size, room)
    kept = found[: lines - 1] + ([" ".join(found[lines - 1 :])] if len(found) >= lines else [])
    return "\n".join(without_middle(line, size, room) for line in kept)


def fitting_heading(parameter: str, size: float, room: float, lines: int) -> str:
    """Return the label of a parameter, without its unit if both do not fit into so many lines of `room` points."""
    whole = heading_of(parameter)
    return whole if len(wrap(whole, size, room)) <= lines else heading_of(parameter, unit=False)


def broken_heading(parameter: str, size: float, room: float, lines: int) -> str:
    """Return the label of a parameter broken into at most so many lines, with its unit if that fits."""
    return fitted(fitting_heading(parameter, size, room, lines), size, room, lines)


def fitted_names(look: Look, names: Sequence[Any], part: float) -> list[str]:
    """Return names of rows, broken into lines or shortened so that they take at most a part of the picture's width."""
    return [fitted(str(name), look.label, look.room(part), look.size.name_lines) for name in names]


def parameter_lines(look: Look, parameters: Sequence[str], least: float, part: float = 0.32) -> float:
    """Return the height of a row with the label of a parameter: so much, or more on a phone where labels take many lines."""
    if not look.narrow:
        return least
    texts = [broken_heading(str(name), look.label, look.room(part), look.size.name_lines) for name in parameters]
    return row_lines(texts, least)


def row_lines(texts: Sequence[str], least: float) -> float:
    """Return the height of a row in lines of labels: so much, or more where neighbours with long names need it."""
    lines = [text.count("\n") + 1 for text in texts]
    together = [(one + two) / 2 for one, two in zip(lines, lines[1:] or lines, strict=False)]
    return max(least, NAME_SPACING * max(together))
