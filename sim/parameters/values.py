"""Is this value allowed for this parameter? One answer for files, overlays, the command line and sweeps."""

import sys
from typing import Any

import numpy as np

from sim.common.errors import RefusedValueError, said, suggestion
from sim.common.listing import written
from sim.parameters.entries import Entry

Value = Any
"""A scalar, or a NumPy array with one scalar per world."""


def check_value(entry: Entry, value: Value, beyond: bool = False) -> Value:
    """Return a value, or an array with one value per world, in the type of the parameter, or refuse it.

    A whole number becomes a float where the parameter is one, and 3.0 becomes 3 where it is whole. Arrays are copied and
    cannot be written to. A number may lie out of its plausible range if `beyond` is true, as far as its unit allows
    (`Entry.limits`).
    """
    if isinstance(value, np.ndarray) and value.ndim > 0:
        return _check_array(entry, value, beyond)
    if isinstance(value, np.generic | np.ndarray):
        value = value.item()
    if entry.kind == "switch":
        return _check_switch(entry, value)
    if entry.kind == "choice":
        return _check_choice(entry, value)
    return _check_number(entry, value, beyond)


def _check_switch(entry: Entry, value: object) -> bool:
    if not isinstance(value, bool):
        raise RefusedValueError(f"{entry.id} is a switch: true or false, not {_shown(value)}")
    return value


def _check_choice(entry: Entry, value: object) -> str:
    options = entry.options or ()
    if not isinstance(value, str) or value not in options:
        ending = suggestion(value, options, full_list=True)
        raise RefusedValueError(f"{entry.id} has no option {_shown(value)}; {ending}")
    return value


def _check_number(entry: Entry, value: object, beyond: bool) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedValueError(f"{entry.id} must be a number, not {_shown(value)}")
    # Written as a comparison, this refuses NaN, both infinities, and whole numbers too long for a float.
    if not abs(value) <= sys.float_info.max:
        raise RefusedValueError(f"{entry.id} must be a finite number")
    if entry.kind == "whole number" and value != int(value):
        raise RefusedValueError(f"{entry.id} must be a whole number of unit '{entry.unit}', not {value}")
    low, high = entry.limits if beyond else entry.bounds
    if not low <= value <= high:
        if beyond:
            raise RefusedValueError(
                f"{entry.id} cannot be {value}: it must lie in [{low}, {high}] in any case (unit: {entry.unit}); "
                f"plausible is [{entry.bounds[0]}, {entry.bounds[1]}]"
            )
        raise RefusedValueError(f"{entry.id}: {value} is out of range [{low}, {high}] (unit: {entry.unit})")
    # Adding zero turns -0.0 into 0.0, so that equal values have equal hashes.
    return int(value) if entry.kind == "whole number" else float(value) + 0.0


def _check_array(entry: Entry, values: np.ndarray, beyond: bool) -> np.ndarray:
    if values.ndim != 1 or values.size == 0:
        raise RefusedValueError(f"{entry.id}: an array needs one entry per world, not the shape {values.shape}")
    if values.dtype.kind == "O":
        values = _of_one_type(entry, values)
    if values.dtype.kind not in "biufU":
        raise RefusedValueError(f"{entry.id}: an array of {values.dtype} is neither numbers, switches nor words")
    checked = _array_of_right_type(entry, values, beyond)
    checked.flags.writeable = False
    return checked


def _of_one_type(entry: Entry, values: np.ndarray) -> np.ndarray:
    """An array of objects as one of numbers or of words, where it is that."""
    try:
        return np.array(values.tolist())
    except ValueError as error:
        raise RefusedValueError(f"{entry.id}: an array needs one single value per world") from error


def _array_of_right_type(entry: Entry, values: np.ndarray, beyond: bool) -> np.ndarray:
    # Only the distinct values are checked one by one: arrays are long, and grids repeat themselves.
    is_number = values.dtype.kind in "iuf" and entry.kind in ("number", "whole number")
    distinct = np.unique(values)
    # Sorted, so that first and last bound the rest; NaN and infinity stand at the ends too.
    for value in distinct[[0, -1]] if is_number else distinct:
        check_value(entry, value, beyond)
    if not is_number:
        return values.astype(bool if entry.kind == "switch" else np.str_)
    if entry.kind == "number":
        return values.astype(np.float64) + 0.0
    fractional = distinct[distinct != np.floor(distinct)]
    if fractional.size:
        check_value(entry, fractional[0], beyond)
    return values.astype(np.int64)


def _shown(value: object) -> str:
    return written(value) if isinstance(value, bool) else said(value)
