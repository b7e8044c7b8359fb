"""For any two rows of a table of shares: how far they differ, and how sure that is, judged by the worlds behind them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.studies.shares.fates import MISSING, Codes, reached, together
from sim.studies.shares.intervals import CONFIDENCE
from sim.studies.shares.paired import (
    FloatArray,
    confidence_of_each,
    mcnemar,
    paired_interval,
    unpaired_interval,
    unpaired_test,
)

Row = Any
"""A row of a table of cells: a mapping with `outcome`, `count`, `worlds` and, if its worlds are at hand, `cell`."""
What = str | tuple[str, ...]

SHARED = "All settings use the same random draws: differences are surer than overlapping intervals suggest."
SEPARATE = "Each setting has random draws of its own: differences are judged as between separate samples."
CELL = "cell"


@dataclass(frozen=True)
class Change:
    """How far a share changes from one row of a table to another.

    Attributes
    ----------
    size : float
        The share in the second row less that in the first, -1 to 1.
    low, high : float
        Ends of its interval.
    p : float
        Of the test that nothing changes: McNemar's (mid-p) of paired worlds, else chi-squared with N - 1.
    paired : bool
        Whether it was counted in the same worlds on both sides.
    """

    size: float
    low: float
    high: float
    p: float
    paired: bool

    @property
    def sure(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0 or self.high < 0

    @property
    def reach(self) -> float:
        """The largest change, in either direction, that the interval includes."""
        return max(abs(self.low), abs(self.high))


@dataclass(frozen=True, eq=False)
class Matrix:
    """Every row of a table against every other: arrays of shape (rows, rows), of the second less the first."""

    size: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def sure(self) -> NDArray[np.bool_]:
        """Whether each interval excludes 0."""
        return np.asarray((self.low > 0) | (self.high < 0))

    @property
    def reach(self) -> float:
        """The largest change that any of the intervals includes."""
        return float(np.max(np.maximum(np.abs(self.low), np.abs(self.high)) * (1 - np.eye(len(self.size)))))


@dataclass(frozen=True, eq=False)
class Pairing:
    """The worlds behind the rows of a table, so that any two of them can be compared.

    Attributes
    ----------
    fates : callable or None
        Gives what became of each world of some cells, by number of the cell (see `sim.studies.shares.fates`); None if the
        worlds are not at hand. Rows without them are compared as separate samples.
    confidence : float
        What is promised of all intervals of one sentence together.
    groups : mapping of int to object, optional
        Cells of the same group use the same random draws; all of them do if omitted.
    separate : bool
        Whether it is known that each cell has draws of its own.
    """

    fates: Callable[[Sequence[int]], Mapping[int, Codes]] | None = None
    confidence: float = CONFIDENCE
    groups: Mapping[int, Hashable] | None = None
    separate: bool = False
    _kept: dict[int, Codes] = field(default_factory=dict, repr=False)

    @property
    def remark(self) -> str:
        """What a caption says of the random draws; empty if nothing is known of them."""
        if self.separate:
            return SEPARATE
        several_groups = self.groups is not None and len(set(self.groups.values())) > 1
        return "" if self.fates is None or several_groups else SHARED

    def change(self, before: Row, after: Row, comparisons: int = 1, what: What | None = None) -> Change:
        """How far a share changes from one row to another."""
        confidence = confidence_of_each(comparisons, self.confidence)
        if self._pairs(before, after):
            self.load([before[CELL], after[CELL]])
            one, two = (self._kept[int(row[CELL])] for row in (before, after))
            return paired_change(one, two, str(before["outcome"]) if what is None else what, confidence)
        counted = (before["count"], before["worlds"], after["count"], after["worlds"])
        low, high = unpaired_interval(*counted, confidence)
        size = after["count"] / after["worlds"] - before["count"] / before["worlds"]
        return Change(float(size), float(low), float(high), float(unpaired_test(*counted)), paired=False)

    def matrix(self, rows: pd.DataFrame, comparisons: int) -> Matrix:
        """Every row against every other."""
        confidence = confidence_of_each(comparisons, self.confidence)
        cells = [int(cell) for cell in rows[CELL]] if CELL in rows else []
        if self.fates is None or not cells or len({self._group(cell) for cell in cells}) > 1:
            count, worlds = (rows[name].to_numpy(dtype=float) for name in ("count", "worlds"))
            low, high = unpaired_interval(count[:, None], worlds[:, None], count, worlds, confidence)
            return Matrix(count / worlds - (count / worlds)[:, None], low, high)
        self.load(cells)
        return _paired_matrix([self._kept[cell] for cell in cells], str(rows["outcome"].iloc[0]), confidence)

    def load(self, cells: Sequence[Any]) -> None:
        """Fetch the worlds of some cells in one go, before they are compared one by one."""
        missing = [int(cell) for cell in dict.fromkeys(cells) if int(cell) not in self._kept]
        if missing and self.fates is not None:
            self._kept.update(self.fates(missing))

    def _pairs(self, before: Row, after: Row) -> bool:
        if self.fates is None or CELL not in before or CELL not in after:
            return False
        return self._group(before[CELL]) == self._group(after[CELL])

    def _group(self, cell: Any) -> Hashable:
        return None if self.groups is None else self.groups[int(cell)]


UNKNOWN = Pairing()
"""For tables of which nothing but the counts is known."""


def pairing_of(tables: Sequence[Codes], confidence: float = CONFIDENCE, groups: Sequence[Hashable] = ()) -> Pairing:
    """The pairing of some settings whose worlds are at hand: cell 0 is the first of them.

    Groups say what settings with the same random draws have in common, such as seed and number of worlds.
    """
    kin = dict(enumerate(groups)) if groups else None
    return Pairing(lambda cells: {cell: tables[cell] for cell in cells}, confidence, kin)


def paired_change(before: Codes, after: Codes, what: What, confidence: float = CONFIDENCE) -> Change:
    """How far a share changes between two settings of the same worlds."""
    both, one, two, neither = together(before, after, what)
    low, high = paired_interval(both, one, two, neither, confidence)
    worlds = max(both + one + two + neither, 1)
    return Change((two - one) / worlds, float(low), float(high), float(mcnemar(one, two)), paired=True)


def within_cell(first: int, second: int, worlds: int, confidence: float = CONFIDENCE) -> Change:
    """By how much one outcome of a setting is more frequent than another, from counts: both stand in the same worlds."""
    low, high = paired_interval(0, second, first, worlds - first - second, confidence)
    return Change(
        (first - second) / max(worlds, 1), float(low), float(high), float(mcnemar(second, first)), paired=True
    )


def as_frequent_as_most(counts: Sequence[int], comparisons: int = 0, confidence: float = CONFIDENCE) -> list[bool]:
    """Which outcomes of a setting the number of worlds does not tell from the most frequent one, itself among them.

    The intervals pay for so many comparisons; for those with the most frequent outcome if 0.
    """
    most, worlds = max(counts), sum(counts)
    each = confidence_of_each(comparisons or len(counts) - 1, confidence)
    return [count == most or not within_cell(most, count, worlds, each).sure for count in counts]


def _paired_matrix(fates: Sequence[Codes], what: str, confidence: float) -> Matrix:
    codes = np.full((len(fates), max(map(len, fates))), MISSING, dtype=np.uint8)
    for row, one in zip(codes, fates, strict=True):
        row[: len(one)] = one
    there = (codes != MISSING).astype(np.float32)
    flags = reached(codes, what).astype(np.float32) * there
    # Whole numbers below 2 to the power of 24 are exact in these products.
    both, worlds, first = (
        np.asarray(one @ two.T, dtype=float) for one, two in ((flags, flags), (there, there), (flags, there))
    )
    only_first, only_second = first - both, first.T - both
    low, high = paired_interval(both, only_first, only_second, worlds - both - only_first - only_second, confidence)
    return Matrix((only_second - only_first) / np.maximum(worlds, 1), low, high)
