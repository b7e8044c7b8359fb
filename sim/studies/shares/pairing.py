"""For any two rows of a table of shares: how far they differ, and how sure that is, judged by the worlds behind them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.studies.shares.fates import MISSING, Codes, reached, together
from sim.studies.shares.intervals import (
    CONFIDENCE,
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
    """How far a share changes, -1 to 1, with the ends of the interval: numbers, or arrays with one number for each pair.

    `p` is that of the test that nothing changes: McNemar's (mid-p) of worlds that are the same on both sides (`paired`),
    else chi-squared with N - 1.
    """

    size: Any
    low: Any
    high: Any
    p: Any
    paired: bool

    @property
    def sure(self) -> Any:
        """Whether the interval excludes 0."""
        return (self.low > 0) | (self.high < 0)

    @property
    def reach(self) -> float:
        """The largest change, in either direction, that the interval includes; of several the largest of all."""
        return float(np.max(np.maximum(np.abs(self.low), np.abs(self.high))))

    def single(self) -> Change:
        """One change in plain numbers."""
        return Change(float(self.size), float(self.low), float(self.high), float(self.p), self.paired)


def paired(both: Any, only_before: Any, only_after: Any, neither: Any, confidence: float = CONFIDENCE) -> Change:
    """How far shares change, from counts of the same worlds; 0 where there is no world."""
    low, high = paired_interval(both, only_before, only_after, neither, confidence)
    size = (only_after - only_before) / np.maximum(both + only_before + only_after + neither, 1)
    return Change(size, low, high, mcnemar(only_before, only_after), paired=True)


def unpaired(before: Any, before_worlds: Any, after: Any, after_worlds: Any, confidence: float = CONFIDENCE) -> Change:
    """How far shares change, from counts of separate worlds; NaN where there is no world."""
    counted = (before, before_worlds, after, after_worlds)
    low, high = unpaired_interval(*counted, confidence)
    size = after / some(after_worlds) - before / some(before_worlds)
    return Change(size, low, high, unpaired_test(*counted), paired=False)


def some(worlds: Any) -> Any:
    """Numbers of worlds to divide by: NaN in place of 0."""
    return np.where(worlds == 0, np.nan, worlds)


@dataclass(frozen=True, eq=False)
class Pairing:
    """The worlds behind the rows of a table, so that any two of them can be compared.

    `fates` says how each world of some cells ended, by number of the cell (see `sim.studies.shares.fates`); if the
    worlds are not at hand, rows are compared as separate samples. `confidence` is promised of all intervals of one
    sentence together. Cells of the same of the `groups` use the same random draws, or all of them if there are none;
    `separate` says that each is known to have draws of its own.
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
        cells = [int(row[CELL]) for row in (before, after) if CELL in row]
        if len(cells) == 2 and self._same_worlds(cells):
            self.load(cells)
            one, two = (self._kept[cell] for cell in cells)
            return paired_change(one, two, str(before["outcome"]) if what is None else what, confidence)
        return unpaired(before["count"], before["worlds"], after["count"], after["worlds"], confidence).single()

    def matrix(self, rows: pd.DataFrame, comparisons: int) -> Change:
        """Every row against every other: arrays of shape (rows, rows), of the second less the first, without tests."""
        confidence = confidence_of_each(comparisons, self.confidence)
        cells = [int(cell) for cell in rows[CELL]] if CELL in rows else []
        same_worlds = self._same_worlds(cells)
        if same_worlds:
            self.load(cells)
            both, one, two, neither = _side_by_side([self._kept[cell] for cell in cells], str(rows["outcome"].iloc[0]))
            size = (two - one) / np.maximum(both + one + two + neither, 1)
            low, high = paired_interval(both, one, two, neither, confidence)
        else:
            count, worlds = (rows[name].to_numpy(dtype=float) for name in ("count", "worlds"))
            size = count / worlds - (count / worlds)[:, None]
            low, high = unpaired_interval(count[:, None], worlds[:, None], count, worlds, confidence)
        for end in (low, high):
            np.fill_diagonal(end, 0)  # no row differs from itself
        return Change(size, low, high, np.nan, same_worlds)

    def load(self, cells: Sequence[Any]) -> None:
        """Fetch the worlds of some cells in one go, before they are compared one by one."""
        missing = [int(cell) for cell in dict.fromkeys(cells) if int(cell) not in self._kept]
        if missing and self.fates is not None:
            self._kept.update(self.fates(missing))

    def _same_worlds(self, cells: Sequence[int]) -> bool:
        """Whether the worlds of some cells are at hand and use the same random draws."""
        groups = {None if self.groups is None else self.groups[cell] for cell in cells}
        return self.fates is not None and len(groups) == 1


UNKNOWN = Pairing()
"""For tables of which nothing but the counts is known."""


def pairing_of(tables: Sequence[Codes], groups: Sequence[Hashable] = ()) -> Pairing:
    """The pairing of some settings whose worlds are at hand: cell 0 is the first of them.

    Groups say what settings with the same random draws have in common, such as seed and number of worlds.
    """
    kin = dict(enumerate(groups)) if groups else None
    return Pairing(lambda cells: {cell: tables[cell] for cell in cells}, groups=kin)


def paired_change(before: Codes, after: Codes, what: What, confidence: float = CONFIDENCE) -> Change:
    """How far a share changes between two settings of the same worlds."""
    return paired(*together(before, after, what), confidence).single()


def as_frequent_as_most(counts: Sequence[int], comparisons: int = 0, confidence: float = CONFIDENCE) -> list[bool]:
    """Which outcomes of a setting the number of worlds does not tell from the most frequent one, itself among them.

    The intervals pay for so many comparisons; for those with the most frequent outcome if 0.
    """
    most, worlds = max(counts), sum(counts)
    each = confidence_of_each(comparisons or len(counts) - 1, confidence)
    # Both outcomes stand in the same worlds, and none of them has both.
    return [count == most or not paired(0, count, most, worlds - most - count, each).sure for count in counts]


def _side_by_side(fates: Sequence[Codes], what: str) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """For every two settings: in how many worlds something happened in both, in the first or second alone, in neither."""
    codes = np.full((len(fates), max(map(len, fates))), MISSING, dtype=np.uint8)
    for row, one in zip(codes, fates, strict=True):
        row[: len(one)] = one
    there = (codes != MISSING).astype(np.float32)
    flags = reached(codes, what).astype(np.float32) * there
    # Whole numbers below 2 to the power of 24 are exact in these products.
    both, worlds, first = (
        np.asarray(one @ two.T, dtype=float) for one, two in ((flags, flags), (there, there), (flags, there))
    )
    return both, first - both, first.T - both, worlds - first - first.T + both
