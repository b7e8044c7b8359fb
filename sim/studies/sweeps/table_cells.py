"""From a table as it is written to the columns of a design; what cannot be run is named with its line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.common.errors import InputError, UnknownNameError, suggestion
from sim.parameters.files import parse_scalar
from sim.parameters.wording import enumeration
from sim.studies.sweeps.axes import POLICY, WORDS, axis_name, baseline, column, entry_of, level_of, named_axes
from sim.studies.sweeps.levels import Column, tidied
from sim.studies.sweeps.table_files import Written, refuse_index, refuse_names, shortened

SHOWN_NAMES = 3
"""Unknown names that a message repeats."""

OTHER_SEPARATORS = " |:/"
"""What people separate names by, but this program does not read."""


def from_frame(frame: pd.DataFrame) -> Written:
    """The table in a data frame."""
    names = tuple(str(name) for name in frame.columns)
    if not names:
        raise InputError("the design is empty: the table has no column")
    columns = [_values(column) for _, column in frame.items()]
    refuse_index(names, columns[0], "the table")
    refuse_names(names, "the table")
    return Written(names, columns, range(1, len(frame) + 1), "the table", "row {} of the table")


def _values(values: pd.Series) -> Any:
    """The values of a column: an array of numbers where there is one, else a list; missing ones are None."""
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "biuf":
        return values.to_numpy()
    return [None if missing else value for value, missing in zip(values.tolist(), values.isna(), strict=True)]


def columns_of(written: Written) -> dict[str, Column]:
    """The columns of a design, in the types that belong to the axes."""
    _refuse_unknown(written)
    if not len(written.lines):
        raise InputError("the design is empty: the table has no row")
    axes = named_axes(dict(zip(written.names, written.columns, strict=True)))
    return {axis: _column(axis, values, written) for axis, values in axes.items()}


def _refuse_unknown(written: Written) -> None:
    """Refuse names that mean nothing: the first are repeated, and all are counted."""
    unknown = [name for name in written.names if name not in WORDS and name not in baseline()]
    if not unknown:
        return
    if len(unknown) == 1:
        first = unknown[0]
        if len(written.names) == 1 and any(sign in first for sign in OTHER_SEPARATORS):
            raise UnknownNameError(
                f"{written.header}: unknown parameter '{shortened(first)}'; if several names are meant, separate them "
                "by commas, semicolons or tabulators"
            )
        try:
            axis_name(first)
        except InputError as error:
            said = str(error).replace(first, shortened(first))
            raise UnknownNameError(f"{written.header}: {said}") from error
    names = [f"'{shortened(name)}'" for name in unknown[:SHOWN_NAMES]]
    left = len(unknown) - SHOWN_NAMES
    listed = enumeration([*names, *([f"{left:,} more"] if left > 0 else [])])
    near = suggestion(unknown[0][: len(max(baseline().entries, key=len))], [*WORDS, *baseline().entries])
    raise UnknownNameError(
        f"{written.header}: {len(unknown):,} of {len(written.names):,} names are not parameters: {listed} "
        f"(for the first: {near})"
    )


def _column(axis: str, values: Any, written: Written) -> Column:
    """One column in its type; each different value is looked at once, in the order in which they first stand."""
    is_number = axis not in WORDS and entry_of(axis).kind in ("number", "whole number")
    if is_number and isinstance(values, np.ndarray) and values.dtype.kind in "iuf":
        try:
            return column(axis, tidied(values))
        except InputError:
            pass  # the line is found below
    place = _numbered(values)
    firsts = np.unique(place, return_index=True)[1]
    read = [_level(axis, values[row], written.place.format(written.lines[row])) for row in firsts]
    return column(axis, read)[place]


def _numbered(values: Any) -> NDArray[np.int64]:
    """The number of each value among the distinct values."""
    listed = values.tolist() if isinstance(values, np.ndarray) else values
    if all(type(value) is str for value in listed):
        return pd.factorize(np.array(listed, dtype=object))[0].astype(np.int64)
    # 1, 1.0 and True are one key of a dictionary, but three values.
    distinct: dict[Any, int] = {}
    unhashable = (list, dict, set, np.ndarray)
    keys = ((row,) if isinstance(value, unhashable) else (type(value), value) for row, value in enumerate(listed))
    return np.array([distinct.setdefault(key, len(distinct)) for key in keys], dtype=np.int64)


def _level(axis: str, value: Any, where: str) -> Any:
    """One value of a table as the parameter files would write it; an error names where it stands."""
    value = value.item() if isinstance(value, np.generic) else value
    value = value.strip() if isinstance(value, str) else value
    missing = not value if isinstance(value, str | None) else isinstance(value, float) and np.isnan(value)
    if axis != POLICY and missing:
        raise InputError(f"{where}: {axis}: the value is missing")
    try:
        if axis not in WORDS:
            value = _read(axis, value) if isinstance(value, str) else level_of(axis, value)
        elif value is None:
            value = ""  # no policy
        column(axis, [value])
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    return value


def _read(axis: str, text: str) -> Any:
    """A text of a table as a value."""
    try:
        return text if entry_of(axis).kind == "choice" else level_of(axis, parse_scalar(text))
    except InputError:
        return text  # which is refused as what it is
