"""By how much the cells of a sweep differ: from one cell, or each from its neighbour along an axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.differences import MEASURES, outcome_column, paired_rows, unpaired_rows
from sim.studies.shares.fates import KNOWN, Codes, flows_between

if TYPE_CHECKING:
    from sim.studies.sweeps.study import SweepStudy

Pair = tuple[int, int]


def pairs_against(study: SweepStudy, versus: object) -> list[Pair]:
    """Every other cell against one: pairs of the numbers before and after."""
    cells = list(dict.fromkeys(study.counts["cell"].tolist()))
    first = cells[0] if versus is None else checked_cell(study, versus)
    return [(first, cell) for cell in cells if cell != first]


def pairs_along(study: SweepStudy, axis: str) -> list[Pair]:
    """Each cell against the one with the next lower value of an axis, everything else being equal."""
    if axis not in study.columns:
        raise InputError(
            f"this sweep has no axis {said(axis)}; {suggestion(axis, list(study.columns), full_list=True)}"
        )
    cells = study.counts[["cell", *study.columns]].drop_duplicates("cell")
    numeric = cells[axis].dtype.kind in "iuf"
    ordered = cells.sort_values(axis, kind="stable") if numeric else cells
    others = [name for name in study.columns if name != axis]
    groups = ordered.groupby(others, sort=False, dropna=False) if others else [((), ordered)]
    numbers = [group["cell"].tolist() for _, group in groups]
    return [pair for group in numbers for pair in pairwise(group)]


def checked_cell(study: SweepStudy, cell: object) -> int:
    """The number of a cell; `InputError` if there is none of that number."""
    known = set(study.counts["cell"].tolist())
    if isinstance(cell, bool) or not isinstance(cell, int | np.integer) or int(cell) not in known:
        raise InputError(f"there is no cell {cell!r}: the study has the cells {min(known)} to {max(known)}")
    return int(cell)


def checked_names(what: str | Sequence[str] | None) -> list[str]:
    """Outcomes and events by name; all five outcomes if omitted; `InputError` if one does not exist."""
    named = list(OUTCOMES) if what is None else [what] if isinstance(what, str) else list(what)
    for name in named:
        if name not in KNOWN:
            raise InputError(f"unknown outcome or event {said(name)}; {suggestion(name, KNOWN, full_list=True)}")
    return named


def table_of_pairs(study: SweepStudy, pairs: Sequence[Pair], what: Sequence[str], confidence: float) -> pd.DataFrame:
    """Differences between pairs of cells."""
    before, after = (np.array([pair[side] for pair in pairs], dtype=np.int64).repeat(len(what)) for side in (0, 1))
    if study.manifest.independent:
        found = _separate(study, before, after, list(what) * len(pairs), confidence)
    else:
        fates = fates_of_cells(study, sorted({cell for pair in pairs for cell in pair}))
        found = paired_rows([(fates[one], fates[other]) for one, other in pairs], what, confidence)
    axes = {axis: column[after] for axis, column in study.columns.items()}
    found = found.assign(cell=after, versus=before, outcome=outcome_column(list(what) * len(pairs)), **axes)
    return found[["cell", "versus", *study.columns, "outcome", *MEASURES]]


def fates_of_cells(study: SweepStudy, cells: Sequence[int]) -> Mapping[int, Codes]:
    """What became of each world of some cells; `InputError` if a cell has none yet."""
    fates = study.store.fates(cells)
    empty = [cell for cell in cells if not len(fates[cell])]
    if empty:
        raise InputError(f"cell {empty[0]} has no worlds yet; run the sweep again to go on with it")
    return fates


def _separate(study: SweepStudy, before: Any, after: Any, what: Sequence[str], confidence: float) -> pd.DataFrame:
    """Differences between cells with draws of their own, from their counts."""
    counts = study.counts.drop_duplicates("cell").set_index("cell")
    missing = [name for name in dict.fromkeys(what) if name not in counts]
    if missing:
        raise InputError(f"'{missing[0]}' is not counted in studies whose cells draw their own worlds (independent)")
    sides = [
        (
            np.array([counts[name].loc[cell] for name, cell in zip(what, cells, strict=True)]),
            counts["worlds"].loc[cells].to_numpy(),
        )
        for cells in (before, after)
    ]
    return unpaired_rows(*sides[0], *sides[1], confidence)


def flows_table(study: SweepStudy, first: object, second: object) -> pd.DataFrame:
    """How many worlds go from each outcome to each between two cells (see `SweepStudy.flows`)."""
    if study.manifest.independent:
        raise InputError(
            "the cells of this study draw their own worlds (independent), so that no world is in two cells"
        )
    one, two = checked_cell(study, first), checked_cell(study, second)
    fates = fates_of_cells(study, [one, two])
    names = pd.Index(OUTCOMES)
    return pd.DataFrame(
        flows_between(fates[one], fates[two]), index=names.rename("before"), columns=names.rename("after")
    )
