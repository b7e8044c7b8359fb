"""Tallies: what is counted of the worlds of each cell. Whole numbers, so that no order of adding changes a digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import Codes

if TYPE_CHECKING:
    from sim.studies.sweeps.play import Task

SIGNED, SIGNED_IN = "signed", "signed_in_quarter"
WAR = "war_"
CATEGORIES = {"outcome": "", "war_timing": WAR, "war_cause": "war_cause_", "relapse_cause": "relapse_"}
"""Columns of names, and what is set before each name to make the name of its count."""

KEYS = ("cell", "first_world", "worlds")
FATES = "fates"
"""Column with one byte per world (see `sim.studies.shares.fates`), in the order of the world index."""

PAIRS = "one byte per world: its outcome in the low three bits, and an event in each further bit"
"""What the manifest says of it."""

Counts = NDArray[np.int64]


def counts(table: pd.DataFrame, owners: Counts, cells: int, horizon: int) -> dict[str, Counts]:
    """Count what happened in the worlds of each cell."""
    counted = dict(_categories(table, owners, cells))
    quarters = table["signed_quarter"]
    signed = quarters.notna().to_numpy()
    when = quarters[signed].to_numpy(dtype=np.int64)
    counted[SIGNED_IN] = _two_way(owners[signed], when, cells, horizon)
    counted[SIGNED] = counted[SIGNED_IN].sum(axis=1)
    for name in table.select_dtypes(bool).columns:
        counted[name] = np.bincount(owners, weights=table[name].to_numpy(), minlength=cells).astype(np.int64)
    return counted


def _categories(table: pd.DataFrame, owners: Counts, cells: int) -> Iterable[tuple[str, Counts]]:
    """Counts of every name that a column of names can hold."""
    for column, prefix in CATEGORIES.items():
        categorical = table[column].cat
        codes = categorical.codes.to_numpy().astype(np.int64)
        there = codes >= 0
        both = _two_way(owners[there], codes[there], cells, len(categorical.categories))
        for code, name in enumerate(categorical.categories):
            yield f"{prefix}{name}", both[:, code]


def _two_way(owners: Counts, codes: Counts, cells: int, kinds: int) -> Counts:
    """How often each code stands in each cell, shape (cells, kinds)."""
    return np.bincount(owners * kinds + codes, minlength=cells * kinds).reshape(cells, kinds)


def added(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The sums of several tallies of the same cells."""
    total: dict[str, Counts] = {}
    for part in parts:
        for name, counted in part.items():
            total[name] = total[name] + counted if name in total else counted
    return total


def frame(task: Task, counted: Mapping[str, Counts], fates: Codes | None = None) -> pd.DataFrame:
    """The tally of a block as a table: the cell, its axes, which worlds, the counts, and the fates of the worlds."""
    size = len(task.cells)
    columns: dict[str, Any] = {"cell": task.cells.astype(np.int32), **dict(task.columns)}
    columns["first_world"] = np.full(size, task.first_world, dtype=np.int64)
    columns["worlds"] = np.full(size, task.end_world - task.first_world, dtype=np.int64)
    for name, numbers in counted.items():
        columns[name] = list(numbers) if numbers.ndim > 1 else numbers
    if fates is not None:
        columns[FATES] = [row.tobytes() for row in fates]
    return pd.DataFrame(columns)


def read_counts(file: BinaryIO) -> pd.DataFrame:
    """The tally of a block without the fates of its worlds, which only comparisons need."""
    import pyarrow.parquet

    columns = [name for name in pyarrow.parquet.read_schema(file).names if name != FATES]
    file.seek(0)
    return pd.read_parquet(file, columns=columns)


def read_fates(file: BinaryIO, cells: Iterable[int]) -> Iterator[tuple[int, int, bytes]]:
    """Of each of some cells its number, its first world in a block, and one byte per world."""
    found = pd.read_parquet(file, columns=["cell", "first_world", FATES], filters=[("cell", "in", list(cells))])
    for cell, first, written in zip(found["cell"], found["first_world"], found[FATES], strict=True):
        yield int(cell), int(first), written


def names(columns: Iterable[str], axes: Iterable[str]) -> list[str]:
    """The columns that are counts of worlds, the outcomes first."""
    known = {*KEYS, *axes, SIGNED_IN}
    found = [name for name in columns if name not in known]
    return [*OUTCOMES, *(name for name in found if name not in OUTCOMES)]


def by_cell(found: pd.DataFrame, counted: Sequence[str], cells: int) -> pd.DataFrame:
    """The blocks of each cell added up; one row per cell, whether there is a block of it or not."""
    if found.empty:
        return pd.DataFrame({"cell": np.arange(cells), "worlds": 0})
    single = [name for name in counted if name != SIGNED_IN]
    summed = found.groupby("cell")[["worlds", *single]].sum().reindex(np.arange(cells), fill_value=0)
    longest = max(map(len, found[SIGNED_IN]))
    quarters = np.zeros((cells, longest), dtype=np.int64)
    for cell, numbers in zip(found["cell"], found[SIGNED_IN], strict=True):
        quarters[cell, : len(numbers)] += numbers
    table = summed.reset_index(names="cell")
    table[SIGNED_IN] = pd.Series(list(quarters))
    return table


def median(numbers: Any) -> float:
    """The median of what a histogram by whole numbers counts; NaN if it is empty."""
    total = int(np.sum(numbers))
    if total == 0:
        return float("nan")
    until = np.cumsum(numbers)
    middle = [int(np.searchsorted(until, place, side="right")) for place in ((total - 1) // 2, total // 2)]
    return sum(middle) / len(middle)
