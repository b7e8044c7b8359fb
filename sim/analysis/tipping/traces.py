"""What has been played of the values of a parameter, and where the share of worlds crosses a level there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np

from sim.analysis.tipping.corrected import corrected
from sim.analysis.tipping.fit import Crossing, Flags, crossing
from sim.analysis.tipping.sides import Bracket, Sides, brackets, sides, undecided
from sim.studies.shares.intervals import CONFIDENCE, FloatArray, confidence_of_each

INNER = 5
"""So many values are looked at within a bracket, evenly spaced."""


@dataclass(frozen=True)
class Row:
    """What is searched: the values of the first look, rising, and how wide half of the interval may be.

    A parameter that is `whole` takes whole numbers alone. Others are tried at values with so many `digits` after the point.
    """

    grid: FloatArray
    tolerance: float
    whole: bool = False
    digits: int = 12

    def inner(self, bracket: Bracket) -> list[float]:
        """A few values inside a bracket, evenly spaced."""
        if not self.whole:
            return [self.tidy(value) for value in np.linspace(bracket.low, bracket.high, INNER + 2)[1:-1]]
        there = np.arange(bracket.low + 1, bracket.high)
        chosen = np.unique(np.linspace(0, max(len(there) - 1, 0), INNER).round().astype(int))
        return [float(value) for value in there[chosen[: len(there)]]]

    def tidy(self, value: float) -> float:
        """A value with no more digits than anybody needs."""
        return float(round(value, self.digits))

    def known(self, found: Crossing) -> bool:
        """Whether a crossing is known as well as was asked for."""
        return found.low == found.high if self.whole else found.half <= self.tolerance


@dataclass(frozen=True)
class Trace:
    """A row with what was played of it: for each value in which worlds the outcome was reached."""

    row: Row
    played: Mapping[float, Flags] = field(default_factory=dict)

    def and_also(self, more: Mapping[float, Flags]) -> Trace:
        """The same with further values, and with more worlds where there are more of a value."""
        longest = {v: flags for v, flags in more.items() if v not in self.played or len(flags) > len(self.played[v])}
        return Trace(self.row, dict(sorted({**self.played, **longest}.items())))

    @cached_property
    def values(self) -> FloatArray:
        """All values that were played, rising."""
        return np.array(list(self.played))

    @cached_property
    def worlds(self) -> FloatArray:
        """How many worlds each of `values` has."""
        return np.array([len(one) for one in self.played.values()], dtype=float)

    @cached_property
    def counts(self) -> FloatArray:
        """In how many of its worlds each of `values` reached the outcome."""
        return np.array([one.sum() for one in self.played.values()], dtype=float)

    @cached_property
    def _corrected(self) -> tuple[FloatArray, FloatArray]:
        return corrected(list(self.played.values()))

    @property
    def shares(self) -> FloatArray:
        """The shares, corrected by the value that has most worlds."""
        return self._corrected[0]

    @property
    def effective(self) -> FloatArray:
        """How many worlds of its own would tell each of `shares` as well."""
        return self._corrected[1]

    def sides(self, level: float, comparisons: int | None = None) -> Sides:
        """The sides of the level on which the shares surely lie; the intervals pay for all values, or so many comparisons."""
        confidence = confidence_of_each(comparisons or len(self.played))
        return sides(self.shares * self.effective, self.effective, level, confidence)

    def brackets(self, level: float) -> list[Bracket]:
        """Where the share surely crosses the level."""
        return brackets(self.values, self.sides(level))

    def undecided(self, level: float) -> FloatArray:
        """Where it may touch or cross the level outside of all brackets."""
        return undecided(self.values, self.sides(level), self.sides(level, 1))

    def undecided_runs(self, level: float) -> list[list[float]]:
        """The same, neighbours together."""
        open_, values = set(self.undecided(level).tolist()), self.values.tolist()
        return [list(run) for inside, run in groupby(values, key=open_.__contains__) if inside]

    def spread(self, values: Sequence[float]) -> list[float]:
        """A few of some values: those with the largest and the smallest share, and some evenly between the first and the last."""
        ranked = sorted(values, key=lambda value: float(self.played[value].mean()))
        evenly = np.linspace(0, len(values) - 1, INNER - 2).round().astype(int).tolist()
        return sorted({ranked[0], ranked[-1], *(values[place] for place in evenly)})

    def fewest(self, values: Iterable[float]) -> int:
        """The worlds of that of some values which has fewest; 0 if one of them was not played."""
        return min((len(self.played.get(value, ())) for value in values), default=0)

    def crossings(self, level: float, confidence: float = CONFIDENCE) -> tuple[Crossing, ...]:
        """All sure crossings, one for each of `brackets`."""
        values, flags, whole = self.values, list(self.played.values()), self.row.whole
        found = (crossing(values, flags, one, level, confidence, not whole) for one in self.brackets(level))
        return tuple(map(_stepwise, found) if whole else found)


def _stepwise(found: Crossing) -> Crossing:
    """A crossing of a whole number: the first number beyond the level is `low` or more, and `high` at most."""
    low = found.low + 1
    first = min(max(float(np.floor(found.value)) + 1, low), found.high)
    return Crossing(first, low, found.high, found.rises, found.worlds, float("nan"))
