"""Tallies: what is counted of the worlds of each cell. Whole numbers, so that no order of adding changes a digit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.knowledge.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from sim.sweeps.play import Task

SIGNED, SIGNED_IN = "signed", "signed_in_quarter"
WAR = "war_"
CATEGORIES = {"outcome": "", "war_timing": WAR, "war_cause": "war_cause_", "relapse_cause": "relapse_"}
"""Columns of names, and what is set before each name to make the name of its count."""

KEYS = ("cell", "first_world", "worlds")
Counts = NDArray[np.int64]


def counts(table: pd.DataFrame, owners: Counts, cells: int, horizon: int) -> dict[str, Counts]:
    """Count what happened in the worlds of each cell.

    Parameters
    ----------
    table : DataFrame
        One row per world (see `sim.outcomes.table`).
    owners : array of int, shape (worlds,)
        The cell of each world, from 0.
    cells : int
        How many cells there are.
    horizon : int
        Quarters of a history.

    Returns
    -------
    dict of str to array of int
        Counts of shape (cells,): of each outcome; of signatures (`signed`); of wars before and after signature; of
        every cause of war and of relapse; of all yes-or-no columns of the table; and of shape (cells, horizon): how
        many agreements were signed in each quarter (`signed_in_quarter`).
    """
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


def frame(task: Task, counted: Mapping[str, Counts]) -> pd.DataFrame:
    """The tally of a block as a table: the cell, its axes, which worlds, and the counts."""
    size = len(task.cells)
    columns: dict[str, Any] = {"cell": task.cells.astype(np.int32), **dict(task.columns)}
    columns["first_world"] = np.full(size, task.first_world, dtype=np.int64)
    columns["worlds"] = np.full(size, task.end_world - task.first_world, dtype=np.int64)
    for name, numbers in counted.items():
        columns[name] = list(numbers) if numbers.ndim > 1 else numbers
    return pd.DataFrame(columns)


def names(columns: Iterable[str], axes: Iterable[str]) -> list[str]:
    """The columns that are counts of worlds, the outcomes first."""
    known = {*KEYS, *axes, SIGNED_IN}
    found = [name for name in columns if name not in known]
    return [*OUTCOMES, *(name for name in found if name not in OUTCOMES)]
