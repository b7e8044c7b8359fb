"""Plain tables and paragraphs for a terminal, a pipe or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from sim.parameters.wording import broken

WIDTH = 100
GAP = "  "


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Rows with their columns below each other; those named in `right`, such as numbers, are set flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    signs = [">" if place in right else "<" for place in range(len(widths))]
    lines = (zip(row, signs, widths, strict=True) for row in rows)
    return "\n".join(GAP.join(f"{text:{sign}{width}}" for text, sign, width in line).rstrip() for line in lines)


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
