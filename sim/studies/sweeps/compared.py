"""By how much the cells of a sweep differ: from one cell, or each from its neighbour along an axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.differences import MEASURES, outcome_column, paired_rows, unpaired_rows
from sim.studies.shares.fates import KNOWN, Codes, flows_between
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.store import Store

Pair = tuple[int, int]
"""The numbers of the cells before and after."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """The cells of a study side by side: one row of counts for each, and the fates of their worlds in the store."""

    columns: Mapping[str, Column]
    counts: pd.DataFrame
    store: Store
    independent: bool

    def against(self, versus: object) -> list[Pair]:
        """Every other cell against one; against the first if none is named."""
        cells = self.counts["cell"].tolist()
        first = cells[0] if versus is None else self.cell(versus)
        return [(first, cell) for cell in cells if cell != first]

    def along(self, axis: str) -> list[Pair]:
        """Each cell against the one with the next lower value of an axis, everything else being equal."""
        if axis not in self.columns:
            raise InputError(
                f"this sweep has no axis {said(axis)}; {suggestion(axis, list(self.columns), full_list=True)}"
            )
        cells = self.counts[["cell", *self.columns]]
        ordered = cells.sort_values(axis, kind="stable") if cells[axis].dtype.kind in "iuf" else cells
        others = [name for name in self.columns if name != axis]
        groups = ordered.groupby(others, sort=False, dropna=False) if others else [((), ordered)]
        numbers = [group["cell"].tolist() for _, group in groups]
        return [pair for group in numbers for pair in pairwise(group)]

    def cell(self, number: object) -> int:
        """The number of a cell; `InputError` if there is none of that number."""
        known = set(self.counts["cell"].tolist())
        if isinstance(number, bool) or not isinstance(number, int | np.integer) or int(number) not in known:
            raise InputError(f"there is no cell {number!r}: the study has the cells {min(known)} to {max(known)}")
        return int(number)

    def table(self, pairs: Sequence[Pair], outcome: str | Sequence[str] | None, confidence: float) -> pd.DataFrame:
        """For each pair of cells one row for each outcome or event: the pair, the axes of the cell after, `MEASURES`."""
        what = _names(outcome)
        before, after = (np.array([pair[side] for pair in pairs], dtype=np.int64).repeat(len(what)) for side in (0, 1))
        if self.independent:
            found = self._separate(before, after, what * len(pairs), confidence)
        else:
            fates = self._fates(sorted({cell for pair in pairs for cell in pair}))
            found = paired_rows([(fates[one], fates[other]) for one, other in pairs], what, confidence)
        axes = {axis: column[after] for axis, column in self.columns.items()}
        found = found.assign(cell=after, versus=before, outcome=outcome_column(what * len(pairs)), **axes)
        return found[["cell", "versus", *self.columns, "outcome", *MEASURES]]

    def flows(self, first: object, second: object) -> pd.DataFrame:
        """How many worlds go from each outcome to each between two cells."""
        if self.independent:
            raise InputError(
                "the cells of this study draw their own worlds (independent), so that no world is in two cells"
            )
        one, two = self.cell(first), self.cell(second)
        fates = self._fates([one, two])
        index, columns = (pd.Index(OUTCOMES).rename(name) for name in ("before", "after"))
        return pd.DataFrame(flows_between(fates[one], fates[two]), index=index, columns=columns)

    def _fates(self, cells: Sequence[int]) -> Mapping[int, Codes]:
        """How each world of some cells ended; `InputError` if a cell has none yet."""
        fates = self.store.fates(cells)
        empty = [cell for cell in cells if not len(fates[cell])]
        if empty:
            raise InputError(f"cell {empty[0]} has no worlds yet; run the sweep again to go on with it")
        return fates

    def _separate(self, before: Any, after: Any, what: Sequence[str], confidence: float) -> pd.DataFrame:
        """Differences between cells with draws of their own, from their counts."""
        counts = self.counts.set_index("cell")
        names = list(dict.fromkeys(what))
        missing = [name for name in names if name not in counts]
        if missing:
            raise InputError(
                f"'{missing[0]}' is not counted in studies whose cells draw their own worlds (independent)"
            )
        tallies, worlds = counts[names].to_numpy(), counts["worlds"].to_numpy()
        kinds = [names.index(name) for name in what]
        one, other = (counts.index.get_indexer(cells) for cells in (before, after))
        return unpaired_rows(tallies[one, kinds], worlds[one], tallies[other, kinds], worlds[other], confidence)


def _names(what: str | Sequence[str] | None) -> list[str]:
    """Outcomes and events by name; all five outcomes if omitted; `InputError` if one does not exist."""
    named = list(OUTCOMES) if what is None else [what] if isinstance(what, str) else list(what)
    for name in named:
        if name not in KNOWN:
            raise InputError(f"unknown outcome or event {said(name)}; {suggestion(name, KNOWN, full_list=True)}")
    return named
