"""Plain tables and paragraphs for a terminal, a pipe or a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from sim.parameters.wording import broken

WIDTH = 100
GAP, NARROW_GAP = "  ", " "


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = (), gap: str = GAP) -> str:
    """Rows with their columns below each other; those named in `right`, such as numbers, are set flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    signs = [">" if place in right else "<" for place in range(len(widths))]
    lines = (zip(row, signs, widths, strict=True) for row in rows)
    return "\n".join(gap.join(f"{text:{sign}{width}}" for text, sign, width in line).rstrip() for line in lines)


def headed(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows below their headings, which are broken into lines, and set closer, where a terminal is too narrow for the table."""
    whole = columns([head, *rows], right)
    if _width(whole) <= WIDTH:
        return whole
    room = [max(map(len, column), default=0) for column in zip(*rows, strict=True)] or [0] * len(head)
    parts = [textwrap.wrap(name, max(1, size, *map(len, name.split()))) for name, size in zip(head, room, strict=True)]
    lines = max(map(len, parts))
    above = list(zip(*([""] * (lines - len(part)) + part for part in parts), strict=True))
    table = columns([*above, *rows], right)
    return table if _width(table) <= WIDTH else columns([*above, *rows], right, NARROW_GAP)


def _width(text: str) -> int:
    return max(map(len, text.split("\n")))


def paragraph(text: str, indent: str = "") -> str:
    """A text broken into lines that fit a terminal."""
    return "\n".join(broken(" ".join(text.split()), WIDTH, indent, indent))


def fields(pairs: Sequence[tuple[str, str]], indent: str = "") -> str:
    """Named texts below each other, each broken into lines beside its name."""
    width = max(len(name) for name, _ in pairs) + len(GAP)
    margin = indent + " " * width
    return "\n".join(
        line for name, text in pairs for line in broken(text, WIDTH, (indent + name).ljust(len(margin)), margin)
    )
