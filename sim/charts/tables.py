"""The table that most charts read: one row per cell of a design and outcome, with share and interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import percent, readable
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.pairing import as_frequent_as_most

COLUMNS = ("outcome", "count", "share", "low", "high")


def cells_of(studies: Iterable[tuple[Mapping[str, Any], Any]]) -> pd.DataFrame:
    """Put the frequencies of several studies below each other, each behind columns that tell what distinguishes it."""
    parts = []
    for labels, study in studies:
        part = frequencies(study)
        for place, (name, value) in enumerate(labels.items()):
            part.insert(place, name, value)
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def checked(cells: pd.DataFrame, factors: Sequence[str] = ()) -> pd.DataFrame:
    """Return a table of cells and outcomes, or refuse it with `InputError`.

    `factors` are the columns that distinguish the cells. Nothing may be selected twice, and something must be.
    """
    if cells.empty:
        raise InputError("nothing is selected: there is no cell to draw; select at least one")
    for name in (*factors, *COLUMNS):
        if name not in cells.columns:
            raise InputError(
                f"the table has no column {said(name)}; {suggestion(name, [str(c) for c in cells.columns])}"
            )
    doubled = cells.duplicated([*factors, "outcome"])
    if doubled.any():
        raise InputError("a cell occurs more than once in the table; select one row per cell and outcome")
    return cells


def checked_outcome(outcome: str) -> str:
    """Return the name of an outcome, or refuse it with the nearest valid name."""
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        raise InputError(f"there is no outcome {said(outcome)}; {suggestion(outcome, OUTCOMES, full_list=True)}")
    return outcome


def with_columns(table: pd.DataFrame, columns: Sequence[str], needs: str) -> pd.DataFrame:
    """Return a table, or refuse it if it lacks one of some columns; `needs` says what needs them."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise InputError(f"the table has no column '{missing[0]}'; {needs} {', '.join(columns)}")
    return table


def checked_panels(cells: pd.DataFrame, by: str, most: int) -> list[Any]:
    """Return the values of the column of the panels, or refuse it if it has more of them than there can be panels."""
    values = levels(cells, by)
    if len(values) > most:
        raise InputError(f"{by} has {len(values)} values, and at most {most} panels can be read; select some")
    return values


def grid_of(cells: pd.DataFrame, across: str, up: str, outcome: str, column: str = "share") -> pd.DataFrame:
    """Return one column for one outcome as a grid, rows by `up`, columns by `across`, both sorted."""
    chosen = cells[cells["outcome"].astype(str) == outcome]
    return chosen.pivot(index=up, columns=across, values=column).sort_index().sort_index(axis=1)


def levels(cells: pd.DataFrame, factor: str) -> list[Any]:
    """Return the values of a factor: numbers sorted, names in the order in which they occur."""
    found = list(pd.unique(cells[factor]))
    return sorted(found) if is_numeric(cells, factor) else found


def is_numeric(cells: pd.DataFrame, factor: Any) -> bool:
    """Whether a factor is a number, and not a name or a switch."""
    column = cells[factor]
    return bool(pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column))


def leading(cell: pd.DataFrame, comparisons: int = 0) -> tuple[str, str | None]:
    """Return the most frequent outcome of a cell, and the next one if the number of worlds does not tell them apart.

    The intervals pay for so many comparisons, or for those of this cell alone if 0.
    """
    ranked = cell.sort_values("share", ascending=False, kind="stable")
    level = as_frequent_as_most(ranked["count"].astype(int).tolist(), comparisons)
    first, second = (str(outcome) for outcome in ranked["outcome"].iloc[:2])
    return first, second if level[1] else None


def widest(cells: pd.DataFrame) -> float:
    """Return half the width of the widest interval in the table."""
    return float(np.max((cells["high"] - cells["low"]).to_numpy()) / 2)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def shares_in_words(rows: pd.DataFrame) -> str:
    """Return the shares of the outcomes of one cell in words, with their intervals."""
    return ", ".join(
        f"{readable(str(row['outcome']))} {percent(row['share'], row['low'], row['high'])}" for row in records(rows)
    )
