"""Moves: parameters that go towards an end of their plausible ranges, measured in parts of these ranges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sim.parameters.parameters import Parameters
from sim.studies.sweeps.axes import NOT_UNCERTAIN

DIGITS = 2
"""Values are told to a hundredth of the range or better."""


@dataclass(frozen=True)
class Move:
    """One parameter on its way from the value that it has to an end of its plausible range, whose width is the unit."""

    name: str
    start: float
    end: float
    width: float
    whole: bool

    @property
    def room(self) -> float:
        """The longest possible move, as a part of the range."""
        return abs(self.end - self.start) / self.width

    @property
    def digits(self) -> int:
        """So many digits after the point its values are told with."""
        return 0 if self.whole else max(DIGITS - math.floor(math.log10(self.width)), 0)

    def value(self, part: float) -> float | int:
        """Its value after a move by a part of the range, which ends at the end of the range."""
        if part >= self.room:
            return self._typed(self.end)
        return self._typed(self.start + math.copysign(part * self.width, self.end - self.start))

    def beyond(self, part: float) -> float | int:
        """The same as a number that a person can write, rounded away from where it started."""
        step, up = 10**self.digits, self.end > self.start
        exact = round(
            self.start * step + math.copysign(min(part, self.room) * self.width, self.end - self.start) * step, 6
        )
        outward = (math.ceil if up else math.floor)(exact) / step
        return self._typed(min(outward, self.end) if up else max(outward, self.end))

    def part(self, value: float) -> float:
        """How far a value lies from the start, as a part of the range."""
        return abs(value - self.start) / self.width

    def _typed(self, value: float) -> float | int:
        return round(value) if self.whole else float(value)


@dataclass(frozen=True)
class Way:
    """Parameters that move together, each by the same part of its range, or to its end if there is no more room."""

    moves: tuple[Move, ...]

    @property
    def room(self) -> float:
        """The part from which on nothing moves any more."""
        return max(move.room for move in self.moves)

    def changes(self, part: float) -> dict[str, Any]:
        """What is set after moves by a part of the ranges."""
        return {move.name: move.value(part) for move in self.moves}

    def beyond(self, part: float) -> dict[str, Any]:
        """The same in numbers that a person can write, rounded away from the start."""
        return {move.name: move.beyond(part) for move in self.moves}


def moves_of(setting: Parameters, names: Iterable[str]) -> Sequence[Move]:
    """The moves of some parameters to both ends of their ranges, as far as there is a range, and room in it."""
    found = []
    for name in names:
        entry, ends = setting.entries[name], setting.range(name)
        if ends is None:
            continue
        start, width = float(setting[name]), float(ends[1] - ends[0])
        moves = [Move(name, start, float(end), width, entry.kind == "whole number") for end in ends]
        low, high = moves
        found += [low] if low.end < start else []
        found += [high] if high.end > start else []
    return found


def movable(setting: Parameters) -> list[str]:
    """Parameters that have a plausible range and are uncertain: how long to look and what to call what is seen are not."""
    return [
        name
        for name in setting.entries
        if name.partition(".")[0] not in NOT_UNCERTAIN and setting.range(name) is not None
    ]
