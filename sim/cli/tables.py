"""Plain tables and paragraphs for a terminal, a pipe or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from sim.parameters.wording import broken

WIDTH = 100
GAP = "  "


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Return rows with their columns below each other; those named in `right`, such as numbers, are set flush right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [
            text.rjust(width) if place in right else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(GAP.join(cells).rstrip())
    return "\n".join(lines)


def paragraph(text: str, indent: str = "") -> str:
    """Return a text broken into lines that fit a terminal."""
    return "\n".join(broken(" ".join(text.split()), WIDTH, indent, indent))


def fields(pairs: Sequence[tuple[str, str]], indent: str = "") -> str:
    """Return named texts below each other, each broken into lines beside its name."""
    width = max(len(name) for name, _ in pairs) + len(GAP)
    margin = indent + " " * width
    return "\n".join(
        line for name, text in pairs for line in broken(text, WIDTH, (indent + name).ljust(len(margin)), margin)
    )
