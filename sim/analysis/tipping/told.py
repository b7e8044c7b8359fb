"""A set of changes in words: where it tips, in parts of ranges and in values, and where fresh worlds confirm it."""

from __future__ import annotations

from sim.analysis.tipping.fit import Crossing
from sim.analysis.tipping.moves import Move, Way
from sim.analysis.tipping.turning import Turn
from sim.analysis.tipping.words import with_interval
from sim.parameters.names import label_of
from sim.parameters.wording import enumeration

TOGETHER = {1: "", 2: "both "}
"""How many parameters move, before a verb; of more it is `all`."""


def tipping_of(move: Move, at: Crossing) -> Crossing:
    """Where a set tips, as values of one of its parameters instead of parts of its range; `low` is the smaller end."""
    value, *ends = (float(move.value(part)) for part in (at.value, at.low, at.high))
    return Crossing(value, min(ends), max(ends), at.rises, at.worlds, at.slope)


def tips_at(move: Move, at: Crossing) -> tuple[str, str]:
    """The value of a parameter at which its set tips, and the interval of that value."""
    return with_interval(tipping_of(move, at), move.whole, move.digits)


def plain(value: float) -> str:
    """A value as it would be set by hand."""
    return f"{value:.10g}"


def checked(move: Move, turn: Turn) -> str:
    """The value with which a parameter was played again in fresh worlds."""
    return plain(turn.set_to[move.name])


def part_in_words(part: float) -> str:
    """A part of a range, with two digits: `11 %`, `0.85 %`."""
    return f"{100 * part:.0f} %" if part >= 0.1 else f"{100 * part:.2g} %"


def moved(turn: Turn) -> str:
    """How far a set must move and where it is confirmed, as the end of a sentence that begins with `once`.

    `credibility of a US guarantee has moved by about 11 % of its range (to 0.4; interval 0.37 to 0.43), confirmed at 0.45`.
    """
    moves = turn.way.moves
    names = enumeration([label_of(move.name) for move in moves])
    told = [tips_at(move, turn.at) for move in moves]
    values = enumeration([value for value, _ in told])
    ends = "; ".join(f"interval {ends}" for _, ends in told[:1] if ends and len(told) == 1)
    verb = "has" if len(moves) == 1 else f"have {TOGETHER.get(len(moves), 'all ')}".rstrip()
    ranges = "its range" if len(moves) == 1 else "their ranges"
    where = f"(to {values}{f'; {ends}' if ends else ''})"
    confirmed = f", confirmed at {enumeration([checked(move, turn) for move in moves])}" if turn.confirmed else ""
    return f"{names} {verb} moved by about {part_in_words(turn.at.value)} of {ranges} {where}{confirmed}"


def moved_in_short(turn: Turn) -> str:
    """The same for a title: `credibility of a US guarantee goes from 0.3 to 0.4`."""
    moves = turn.way.moves
    parts = [f"{label_of(move.name)} goes from {plain(move.start)} to {tips_at(move, turn.at)[0]}" for move in moves]
    if len(parts) == 1:
        return parts[0]
    return (
        f"{enumeration([label_of(move.name) for move in moves])} move by {part_in_words(turn.at.value)} of their ranges"
    )


def ends_of(way: Way) -> str:
    """The ends to which a set goes: `credibility of a US guarantee at 0.9`."""
    return enumeration([f"{label_of(move.name)} at {plain(move.value(move.room))}" for move in way.moves])
