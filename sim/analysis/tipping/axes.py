"""What is moved: a parameter, or several that take the same value, and between which values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.tipping.traces import Row
from sim.common.errors import InputError
from sim.parameters.entries import Entry, check_value
from sim.parameters.names import label_of
from sim.parameters.parameters import Parameters
from sim.parameters.wording import enumeration, number
from sim.studies.sweeps.levels import evenly

JOINED_BY = "+"
"""What joins parameters that take the same value."""
PART = 0.01
"""The tolerance, as a part of the range, if nobody gives one: ranges are set in tenths, so nobody can argue about less."""
DIGITS = 4
"""Values are tried to so many digits of the range: finer than any tolerance that worlds can pay for."""


@dataclass(frozen=True)
class Axis:
    """Parameters that take the same value, between two values; `plausible` is their range in the files."""

    names: tuple[str, ...]
    low: float
    high: float
    plausible: tuple[float, float]
    whole: bool

    @property
    def written(self) -> str:
        """As a command names it."""
        return JOINED_BY.join(self.names)

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return enumeration([label_of(name) for name in self.names])

    def does(self, one: str, several: str) -> str:
        """Its label with what it does: `credibility of a US guarantee grows`; `several` if there are several parameters."""
        return f"{self.label} {several if len(self.names) > 1 else one}"

    @property
    def is_plausible(self) -> bool:
        """Whether the values that are tried are those of the plausible range."""
        return (self.low, self.high) == self.plausible

    @property
    def width(self) -> float:
        """How far its ends lie apart."""
        return self.high - self.low

    @property
    def tolerance(self) -> float:
        """How wide half of an interval may be if nobody says so."""
        return 0.0 if self.whole else PART * self.width

    def changes(self, value: float) -> dict[str, Any]:
        """What is set for one value."""
        return dict.fromkeys(self.names, int(value) if self.whole else float(value))

    def levels(self, count: int) -> list[float]:
        """Evenly spaced values from end to end; whole numbers may be fewer."""
        if not self.whole:
            return evenly(str(self.low), str(self.high), count)
        return [float(value) for value in np.unique(np.linspace(self.low, self.high, count).round())]

    def row(self, count: int, tolerance: float) -> Row:
        """What a search goes through, with so many values in the first look."""
        digits = max(DIGITS - math.floor(math.log10(self.width)), 0)
        return Row(np.array(self.levels(count)), tolerance, self.whole, digits)


def axis_of(setting: Parameters, written: str, low: float | None = None, high: float | None = None) -> Axis:
    """Read what is moved: an id, or several joined by `+`; between the ends of the plausible range unless others are given.

    Raises
    ------
    InputError
        If there is no such parameter, it has no range, several have different ranges, or the ends are not values of it.
    """
    names = [setting.resolve(name.strip()) for name in written.split(JOINED_BY)]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise InputError(f"{name} appears twice in {written}; name it once")
    entries = [setting.entries[name] for name in names]
    for entry in entries:
        _refuse_without_range(entry)
    whole = entries[0].kind == "whole number"
    if len({entry.kind for entry in entries}) > 1:
        raise InputError(f"{written}: one takes whole numbers and another does not, so they cannot be moved together")
    plausible = _common_range(setting, names, low is not None and high is not None)
    ends = [float(plausible[0] if low is None else low), float(plausible[1] if high is None else high)]
    for entry in entries:
        for end in ends:
            check_value(entry, int(end) if whole and end == int(end) else end, beyond=True)
    if not ends[0] < ends[1]:
        raise InputError(f"the values tried run from {number(ends[0])} to {number(ends[1])}; the first must be smaller")
    return Axis(tuple(names), ends[0], ends[1], plausible, whole)


def _refuse_without_range(entry: Entry) -> None:
    """Say what to do instead with a switch or a choice."""
    if entry.kind == "switch":
        raise InputError(
            f"{entry.id} is a switch: on or off, and nothing in between at which a share could cross a level. "
            f"Set it with --set {entry.id}=true or false and compare the two"
        )
    if entry.range is None:
        raise InputError(
            f"{entry.id} is a choice between words and has no range; set one with --set {entry.id}=WORD and compare them"
        )


def _common_range(setting: Parameters, names: Sequence[str], given: bool) -> tuple[float, float]:
    ranges: Mapping[str, Any] = {name: setting.range(name) or setting.entries[name].bounds for name in names}
    low, high = max(one[0] for one in ranges.values()), min(one[1] for one in ranges.values())
    if len(set(ranges.values())) > 1 and not given:
        told = enumeration([f"{name} from {number(one[0])} to {number(one[1])}" for name, one in ranges.items()])
        raise InputError(
            f"the plausible ranges differ ({told}); say with --low and --high which values they take together"
        )
    return float(low), float(high)
