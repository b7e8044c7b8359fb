"""The table that most charts read: one row per cell of a design and outcome, with share and interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.analysis.cells import is_numeric
from sim.analysis.comparing import axes_of, compared_with_none
from sim.charts.kind import CELL
from sim.common.errors import InputError, said, suggestion
from sim.parameters.names import NO_POLICY, POLICY, WORLDVIEW, label_of, value_of
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import percent, readable
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.pairing import as_frequent_as_most

COLUMNS = ("outcome", "count", "share", "low", "high")
MOST_LETTERS = 26
"""Longer names of parameters are cut where several of them make the name of one setting."""


def cells_of(studies: Iterable[tuple[Mapping[str, Any], Any]]) -> pd.DataFrame:
    """Put the frequencies of several studies below each other, each behind columns that tell what distinguishes it."""
    parts = []
    for labels, study in studies:
        part = frequencies(study)
        for place, (name, value) in enumerate(labels.items()):
            part.insert(place, name, value)
        parts.append(part)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def named_cells(cells: pd.DataFrame, axes: Sequence[str]) -> pd.DataFrame:
    """Add a column with a name for each cell, made of what its axes hold."""
    named = list(axes) or [axis for axis in (WORLDVIEW, POLICY) if axis in cells.columns]
    texts = [[_told(axis, value) for value in cells[axis]] for axis in named]
    joined = [", ".join(parts) for parts in zip(*texts, strict=True)] if texts else BASELINE
    return cells.assign(**{CELL: joined})


def _told(axis: str, value: Any) -> str:
    """The value of an axis; that of a parameter behind its name, which is cut so that the value stays."""
    if axis in (WORLDVIEW, POLICY):
        return value_of(axis, value)
    name = label_of(axis)
    cut = name if len(name) <= MOST_LETTERS else f"{name[:MOST_LETTERS].rstrip()}…"
    return f"{cut} {value_of(axis, value)}"


def checked(cells: pd.DataFrame, factors: Sequence[str] = ()) -> pd.DataFrame:
    """Return a table of cells that differ in `factors`, or refuse it: something must be selected, and nothing twice."""
    if cells.empty:
        raise InputError("nothing is selected: there is no cell to draw; select at least one")
    for name in (*factors, *COLUMNS):
        checked_column(cells, name)
    if cells.duplicated([*factors, "outcome"]).any():
        raise InputError("a cell occurs more than once in the table; select one row per cell and outcome")
    return cells


def checked_column(table: pd.DataFrame, name: str) -> str:
    """Return the name of a column, or refuse it with the nearest valid name."""
    if name not in table.columns:
        raise InputError(f"the table has no column {said(name)}; {suggestion(name, [str(c) for c in table.columns])}")
    return name


def with_columns(table: pd.DataFrame, columns: Sequence[str], needs: str) -> pd.DataFrame:
    """Return a table, or refuse it if it lacks one of some columns; `needs` says what needs them."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise InputError(f"the table has no column '{missing[0]}'; {needs} {', '.join(columns)}")
    return table


def row_names(cells: pd.DataFrame, by: str, most: int, advice: str) -> list[Any]:
    """Return the names of the settings of a table in its order, or refuse it; `advice` says what they are too many for."""
    names = list(pd.unique(checked(cells, [by])[by]))
    if len(names) > most:
        raise InputError(f"{len(names)} settings are {advice} (at most {most}); select some, or use --kind parallel")
    return names


def panels_of(cells: pd.DataFrame, by: str, most: int) -> list[Any]:
    """Return the values of the column of the panels, or refuse it if it has more of them than there can be panels."""
    values = levels(cells, by)
    if len(values) > most:
        raise InputError(f"{by} has {len(values)} values, and at most {most} panels can be read; select some")
    return values


def of_outcome(cells: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Return the rows of one outcome."""
    return cells[cells["outcome"].astype(str) == outcome]


def levels(cells: pd.DataFrame, factor: str) -> list[Any]:
    """Return the values of a factor: numbers sorted, names in the order in which they occur."""
    found = list(pd.unique(cells[factor]))
    return sorted(found) if is_numeric(cells[factor]) else found


def outermost(cells: pd.DataFrame, factor: str) -> list[Any]:
    """Return the first and the last value of a factor; one if it has only one."""
    values = levels(cells, factor)
    return list(dict.fromkeys([values[0], values[-1]]))


def leading(cell: pd.DataFrame, comparisons: int) -> tuple[str, str | None]:
    """Return the most frequent outcome of a cell, and the next one if the number of worlds does not tell them apart.

    The intervals pay for so many comparisons.
    """
    ranked = cell.sort_values("share", ascending=False, kind="stable")
    level = as_frequent_as_most(ranked["count"].astype(int).tolist(), comparisons)
    first, second = (str(outcome) for outcome in ranked["outcome"].iloc[:2])
    return first, second if level[1] else None


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def share_in_words(row: Any) -> str:
    """Return the share of a row with its interval, as in `31 % (30–32)`."""
    return percent(row["share"], row["low"], row["high"])


def place_in_words(row: Any, *axes: str) -> str:
    """Return where on some axes a row stands, as in `decisiveness of superiority 0.5 and terms of force 2`."""
    return " and ".join(f"{label_of(axis)} {value_of(axis, row[axis])}" for axis in axes)


def shares_in_words(rows: pd.DataFrame, between: str = ", ", name: str = "outcome") -> str:
    """Return the shares of the rows in words, each behind its outcome, or what else the column `name` holds."""
    return between.join(f"{readable(str(row[name]))} {share_in_words(row)}" for row in records(rows))


def rows_in_words(cells: pd.DataFrame, by: str) -> str:
    """Return all shares of a table of settings in words, setting by setting."""
    return ". ".join(f"{name}: {shares_in_words(part)}" for name, part in cells.groupby(by, sort=False))


def without_policy(rows: pd.DataFrame) -> dict[Any, float]:
    """Return for each setting the share of the one that differs from it only in having no policy, where there is one.

    `rows` are those of one outcome, with the names of the settings as their index.
    """
    if not compared_with_none(rows):
        return {}
    axes = [axis for axis in axes_of(rows) if axis != POLICY]
    groups = rows.groupby(axes, sort=False, dropna=False) if axes else [((), rows)]
    found: dict[Any, float] = {}
    for _, group in groups:
        base = group[[value_of(POLICY, value) == NO_POLICY for value in group[POLICY]]]
        if len(base) == 1:
            found |= dict.fromkeys(group.index, float(base["share"].iloc[0]))
    return found
