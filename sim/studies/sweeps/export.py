"""Results for other programs: CSV, JSON, Excel, Stata.

Yes and no are 1 and 0 in CSV, Excel and Stata, since every program takes the mean of them without being told how; in
JSON they are true and false. What is missing is an empty field. A CSV file is UTF-8 with commas and decimal points, or
with semicolons and decimal commas for a spreadsheet that is set to them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, flag, made_by, text
from sim.common.asked import path as path_given
from sim.common.errors import InputError, said, suggestion
from sim.common.extras import extra
from sim.common.files import OutputError, refuse_protected, try_files, write_whole
from sim.common.system import in_words, shown, usable_path
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.summary import summarise
from sim.studies.sweeps.play import SIGNED_IN

CSV = ".csv"
LONGEST_LABEL, LONGEST_NAME = 80, 32
"""What Stata allows for the label and the name of a variable."""

MOST_LINES, MOST_COLUMNS = 1_048_576, 16_384
"""What a sheet of Excel holds."""

Table = Callable[[Any], pd.DataFrame]


def _summary(study: Any) -> pd.DataFrame:
    """Signatures and wars of a run in one row: how many worlds, as for the cells of a sweep."""
    told = summarise(study)
    numbers = {
        "worlds": told.worlds,
        "signed": told.signed.count,
        "median_signature": told.median_signature,
        "war": told.war.count,
        "war_before_signature": told.war_before_signature.count,
        "war_after_signature": told.war_after_signature.count,
    }
    return pd.DataFrame([numbers]).astype({"median_signature": float})


TABLES: Mapping[str, Table] = {
    "frequencies": lambda study: study.frequencies(),
    "counts": lambda study: study.counts,
    "summary": lambda study: study.summary(),
    "rows": lambda study: study.rows(),
}
"""What can be exported of a sweep."""

TABLES_OF_RUN: Mapping[str, Table] = {
    "frequencies": frequencies,
    "summary": _summary,
    "rows": lambda study: study.table,
}
"""What can be exported of a run of one setting; its rows are its worlds."""


@in_words
@asked(
    study=made_by("a study, as sweep(), simulate(), open_study() or open_run() returns it", "SweepStudy", "Study"),
    path=path_given,
    table=text,
    decimal_comma=flag,
)
def export(study: Any, path: Path | str, table: str = "frequencies", decimal_comma: bool = False) -> None:
    """Write a table of a study to a file, whole or not at all; the ending of its name says in which form.

    Parameters
    ----------
    study : SweepStudy or Study
        What `sim.sweep`, `sim.open_study`, `sim.simulate` or `sim.open_run` returned.
    path : path
        Ends in `.csv`, `.json` (a list of records), `.xlsx` (Excel) or `.dta` (Stata; names are shortened to what it
        allows, and the whole name becomes the label).
    table : str
        `frequencies`, `summary`, `rows` (one per world), or `counts`, which only a sweep has.
    decimal_comma : bool
        Whether a CSV file has decimal commas, with semicolons between the values.

    Raises
    ------
    InputError
        If there is no such table or form, the study does not have it, the file is one that a study or a run consists
        of, or the disk refuses. Any other file of that name is replaced.

    Examples
    --------
    >>> from pathlib import Path
    >>> from sim import export, simulate
    >>> export(simulate("ratelle2025", worlds=20), "shares.csv")
    >>> Path("shares.csv").read_text().splitlines()[0]
    'outcome,count,share,low,high'
    """
    target = usable_path(path, "name of a file")
    make = _table_called(table, study)
    ending = target.suffix.lower()
    if ending not in WRITERS:
        raise InputError(f"cannot write {said(target.name)}: the name must end in {', '.join(WRITERS)}")
    if decimal_comma and ending != CSV:
        raise InputError(f"decimal commas are for {CSV} alone; a {ending} file has numbers, not texts")
    refuse_protected([target])
    if not target.parent.is_dir():
        raise OutputError(f"cannot write {shown(target)}: there is no folder {shown(target.parent)}")
    try_files([target])
    made = _flat(make(study))
    content = _csv(made, decimal_comma) if ending == CSV else WRITERS[ending](made)
    write_whole(target, lambda file: file.write(content))


def _table_called(table: str, study: Any) -> Table:
    """What makes a table of this kind of study."""
    there = TABLES_OF_RUN if hasattr(study, "table") else TABLES
    if table not in there:
        if table in TABLES:
            raise InputError(f"a run of one setting has no table '{table}'; it has {', '.join(there)}")
        raise InputError(f"unknown table {said(table)}; {suggestion(table, there, full_list=True)}")
    return there[table]


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with one column for each quarter instead of a column of lists."""
    if SIGNED_IN not in table:
        return table
    numbers = np.stack(table[SIGNED_IN].to_list())
    names = [f"{SIGNED_IN}_{quarter}" for quarter in range(numbers.shape[1])]
    quarters = pd.DataFrame(numbers, columns=names, index=table.index)
    return pd.concat([table.drop(columns=SIGNED_IN), quarters], axis=1)


def _counting(table: pd.DataFrame) -> pd.DataFrame:
    """The table with 1 and 0 for yes and no."""
    yes_or_no = [name for name, dtype in table.dtypes.items() if pd.api.types.is_bool_dtype(dtype)]
    return table.astype({name: "Int8" if table[name].isna().any() else "int8" for name in yes_or_no})


def _csv(table: pd.DataFrame, decimal_comma: bool = False) -> bytes:
    separator, decimal = (";", ",") if decimal_comma else (",", ".")
    return _counting(table).to_csv(index=False, lineterminator="\n", sep=separator, decimal=decimal).encode()


def _excel(table: pd.DataFrame) -> bytes:
    """A workbook with one sheet."""
    openpyxl = extra("openpyxl", "writing a workbook", "tables")
    rows, columns = table.shape
    if rows + 1 > MOST_LINES or columns > MOST_COLUMNS:
        raise InputError(
            f"a sheet of Excel holds {MOST_LINES:,} lines and {MOST_COLUMNS:,} columns, too few for {rows:,} rows and "
            f"{columns:,} columns; write .csv or .dta instead"
        )
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("table")
    sheet.append(list(table.columns))
    values = _counting(table).astype(object)
    for row in values.where(values.notna(), None).itertuples(index=False, name=None):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _json(table: pd.DataFrame) -> bytes:
    return (table.to_json(orient="records", double_precision=15) + "\n").encode()


def _stata(table: pd.DataFrame) -> bytes:
    """The table as Stata reads it: without types that Stata does not know, under names that it allows."""
    table = _counting(table)
    named = {column: _short(column, place) for place, column in enumerate(table.columns)}
    labels = {name: str(column)[-LONGEST_LABEL:] for column, name in named.items()}
    plain = pd.DataFrame({name: _plain(table[column]) for column, name in named.items()})
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
    if pd.api.types.is_extension_array_dtype(column.dtype) and pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("float64")
    return column.astype(object) if column.dtype.kind in "OU" else column


WRITERS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {CSV: _csv, ".json": _json, ".xlsx": _excel, ".dta": _stata}
