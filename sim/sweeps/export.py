"""Results for other programs: CSV, JSON, Stata."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.files import OutputError, write_whole
from sim.knowledge.asked import asked, made_by, text
from sim.knowledge.asked import path as path_given
from sim.knowledge.errors import InputError, said, suggestion
from sim.runs import is_part_of_run
from sim.sweeps import tally
from sim.sweeps.store import is_part_of_study

if TYPE_CHECKING:
    from sim.sweeps.study import SweepStudy

TABLES: MappingProxyType[str, Callable[[SweepStudy], pd.DataFrame]] = MappingProxyType(
    {
        "frequencies": lambda study: study.frequencies(),
        "counts": lambda study: study.counts,
        "summary": lambda study: study.summary(),
        "rows": lambda study: study.rows(),
    }
)
"""What can be exported."""

LONGEST_LABEL, LONGEST_NAME = 80, 32
"""What Stata allows for the label and the name of a variable."""


@asked(study=made_by("a sweep, as sweep() or open_study() returns it", "SweepStudy"), path=path_given, table=text)
def export(study: SweepStudy, path: Path | str, table: str = "frequencies") -> None:
    """Write a table of a study to a file, whole or not at all; the ending of its name says in which form.

    Parameters
    ----------
    study : SweepStudy
    path : path
        Ends in `.csv`, `.json` (a list of records) or `.dta` (Stata; names are shortened to what it allows, and the
        whole name becomes the label).
    table : str
        `frequencies`, `counts`, `summary` or `rows`.

    Raises
    ------
    InputError
        If there is no such table or form, the study does not have it, the file is one that a study or a run consists
        of, or the disk refuses. Any other file of that name is replaced.
    """
    target = Path(path)
    if table not in TABLES:
        raise InputError(f"unknown table {said(table)}; {suggestion(table, TABLES, full_list=True)}")
    if target.suffix not in WRITERS:
        raise InputError(f"cannot write '{target.name}': the name must end in {', '.join(WRITERS)}")
    if is_part_of_study(target) or is_part_of_run(target):
        raise OutputError(f"{target} is a part of a study or a run and would be destroyed; choose another name")
    if not target.parent.is_dir():
        raise OutputError(f"cannot write {target}: there is no folder {target.parent}")
    content = WRITERS[target.suffix](_flat(TABLES[table](study)))
    write_whole(target, lambda file: file.write(content))


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with one column for each quarter instead of a column of lists."""
    if tally.SIGNED_IN not in table:
        return table
    numbers = np.stack(table[tally.SIGNED_IN].to_list())
    names = [f"{tally.SIGNED_IN}_{quarter}" for quarter in range(numbers.shape[1])]
    quarters = pd.DataFrame(numbers, columns=names, index=table.index)
    return pd.concat([table.drop(columns=tally.SIGNED_IN), quarters], axis=1)


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False).encode()


def _json(table: pd.DataFrame) -> bytes:
    return (table.to_json(orient="records", double_precision=15) + "\n").encode()


def _stata(table: pd.DataFrame) -> bytes:
    """The table as Stata reads it: without types that Stata does not know, under names that it allows."""
    named = {column: _short(column, place) for place, column in enumerate(table.columns)}
    labels = {named[column]: str(column)[-LONGEST_LABEL:] for column in table.columns}
    plain = pd.DataFrame({named[column]: _plain(table[column]) for column in table.columns})
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain.to_stata(file, write_index=False, version=118, variable_labels=labels)
    return file.getvalue()


def _short(column: str, place: int) -> str:
    """A name of letters, digits and underscores; a long one keeps its end, which tells most, and its place."""
    plain = column.replace(".", "_")
    if len(plain) <= LONGEST_NAME:
        return plain
    mark = f"c{place}_"
    return mark + plain[len(mark) - LONGEST_NAME :]


def _plain(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.set_categories([str(category) for category in column.cat.categories], rename=True)
    if column.dtype.kind == "b":
        return column.astype("int8")
    if pd.api.types.is_extension_array_dtype(column.dtype) and pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("float64")
    return column.astype(object) if column.dtype.kind in "OU" else column


WRITERS: MappingProxyType[str, Callable[[pd.DataFrame], bytes]] = MappingProxyType(
    {".csv": _csv, ".json": _json, ".dta": _stata}
)
