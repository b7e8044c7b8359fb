"""Words and tables as lines of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sim.parameters.wording import broken, percent
from sim.studies.shares.pairing import Change
from sim.teaching.exercise import Cell, Exercise, Lever
from sim.teaching.live import Row
from sim.teaching.words import Words, plain

INDENT = "  "
SHARE, CHANGE, BAR = 19, 25, 20
"""Widths of the columns of a table."""
FULL, FEWEST = "█", 24
SMALLEST = 0.0005
"""The smallest difference that is not rounded to none."""
_ITEM = re.compile(r"(\s*(?:[-*+]|\d+\.) +)(.*)", re.DOTALL)


def worded(words: Words, name: str, **values: object) -> str:
    """A text of the interface with values for its places."""
    return words.with_figures({key: str(value) for key, value in values.items()})[name]


def folded(text: str, width: int, indent: str = "") -> str:
    """A plain text in lines that fit; names with underscores stay what they are."""
    return "\n".join(broken(text, width, indent, indent))


def prose(markdown: str, width: int, indent: str = "") -> str:
    """Markdown as paragraphs and lists of plain lines."""
    parts = [part for part in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.) )", markdown.strip()) if part.strip()]
    lines: list[str] = []
    for place, part in enumerate(parts):
        item = _ITEM.fullmatch(part)
        front, text = (indent + item[1], item[2]) if item else (indent, part)
        lines += [] if item or not place else [""]
        lines += broken(plain(text), width, front, " " * len(front))
    return "\n".join(lines)


def points(value: float) -> str:
    """A difference of two shares in points, without its sign."""
    return f"{abs(100 * value):.1f}"


def change_words(change: Change, words: Words, group: str = "terminal") -> str:
    """How a share moves, with its interval: `falls by 12.4 (9.8 to 15.0)`."""
    if not change.sure:
        return worded(words, f"{group}.unsure", reach=points(change.reach))
    low, high = sorted(abs(end) for end in (change.low, change.high))
    name = "rises" if change.size > 0 else "falls"
    # A change that is sure is never told with an interval that seems to begin at none.
    least = points(low) if low >= SMALLEST else f"{100 * low:.3f}"
    return worded(words, f"{group}.{name}", size=points(change.size), low=least, high=points(high))


def label(what: str, words: Words) -> str:
    """An outcome or a measure in words."""
    return words[f"outcome.{what}" if f"outcome.{what}" in words else f"measure.{what}"]


def table(rows: Sequence[Row], words: Words, width: int) -> str:
    """Shares with intervals below each other; beside them how they moved, or bars if nothing is compared."""
    compared = rows[0].change is not None
    last = CHANGE if compared else BAR
    room = max(width - SHARE - last - 2 * len(INDENT), FEWEST)
    head = [worded(words, "terminal.head_what", worlds=f"{rows[0].share.total:,}"), words["terminal.head_share"]]
    head.append(words["terminal.head_change"] if compared else "")
    lines = [_line(head[0], head[1], head[2], room)]
    for row in rows:
        share = percent(row.share.share, row.share.low, row.share.high)
        beside = FULL * round(row.share.share * BAR) if row.change is None else change_words(row.change, words)
        lines.append(_line(label(row.what, words), share, beside, room))
    return "\n".join(lines)


def _line(name: str, share: str, beside: str, room: int) -> str:
    """One row; a long name goes on in further lines."""
    first, *rest = broken(name, room, "", INDENT)
    lines = [f"{first:<{room}}{INDENT}{share:<{SHARE}}{INDENT}{beside}".rstrip(), *rest]
    return "\n".join(lines)


def setting_words(cell: Cell) -> str:
    """A setting as it is typed: `credibility=0.9 agenda=0.7`."""
    return " ".join(f"{name}={value}" for name, value in cell.items())


def changes_words(exercise: Exercise, part: Cell) -> str:
    """Those levers of a setting that are not where they start, as they are typed."""
    return setting_words({name: value for name, value in part.items() if value != exercise.start[name]})


def level_words(lever: Lever, level: object, own: Words, sign: str = "") -> str:
    """A level as it is typed, with its label unless that says the same: `western (a western guarantee)`."""
    said = "" if lever.numeric else own.line(f"lever.{lever.name}.level.{level}")
    typed = f"{sign}{level}{sign}"
    return f"{typed} ({said})" if said and said != level else typed


def lever_lines(lever: Lever, own: Words, words: Words, width: int) -> str:
    """A lever with its name, its label, its levels and what it means."""
    shown = (level_words(lever, level, own) for level in lever.levels)
    costs = [f", {words['terminal.costs']} {', '.join(map(str, lever.points))}"] if lever.points else []
    adds = [f", {words['terminal.adds']}"] if lever.adds else []
    lines = [
        *broken(f"{lever.name}: {own.line(f'lever.{lever.name}.label')}", width, INDENT, INDENT * 2),
        *broken(own.line(f"lever.{lever.name}.meaning"), width, INDENT * 2, INDENT * 2),
        *broken(
            f"{words['terminal.levels']} {', '.join(shown)}{''.join([*costs, *adds])}", width, INDENT * 2, INDENT * 3
        ),
    ]
    return "\n".join(lines)


def events(text: str) -> list[str]:
    """How a history in short ended and what happened in it, one text for each; without the assumptions it was played under."""
    found: list[str] = []
    for line in text[max(text.find("Outcome:"), 0) :].splitlines():
        if line.startswith(INDENT * 2) or (len(found) == 1 and line and not line.startswith((INDENT, "In short"))):
            found[-1] += f" {line.strip()}"
        elif line.strip() and line != "In short":
            found.append(line.strip())
    return found


def apart(one: Sequence[str], other: Sequence[str]) -> int:
    """How many events two histories have in common before they part."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (here, there) in enumerate(pairs) if here != there), min(len(one), len(other)))


def listed(texts: Iterable[str], width: int) -> str:
    """Texts below each other, each broken into lines that fit."""
    return "\n".join(line for text in texts for line in broken(text, width, INDENT, INDENT * 2))
