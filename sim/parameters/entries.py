"""Entries: the leaves of the baseline files, each of which says everything about one number, and which values it takes.

Whether a value is allowed has one answer for files, overlays, the command line and sweeps.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.common.errors import InputError, RefusedValueError, said, suggestion
from sim.common.listing import brief, written
from sim.parameters.sources import Citation
from sim.parameters.vocabulary import CHOICE_UNIT, DIVIDING_UNITS, SWITCH_UNIT, TWO_SIDED_UNITS, UNIT_LIMITS

Scalar = bool | int | float | str
Value = Any
"""A scalar, or a NumPy array with one scalar per world."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One parameter as the baseline files state it.

    `id` is the path of the file and the keys that lead to the entry, with dots between them; `label` is a short name and
    `description` one sentence of meaning. `unit` and `status` are words of `sim.parameters.vocabulary.UNITS` and `STATUSES`.
    A number has a plausible `range`, both ends included, and a choice has `options`; both are None otherwise. `reading` says
    why this value: how the `sources` were read, or why it was assumed or calibrated, which needs none. `file`, relative to
    the parameters folder, and `line`, from 1, are where it stands.
    """

    id: str
    label: str
    description: str
    value: Scalar
    unit: str
    range: tuple[int | float, int | float] | None
    options: tuple[str, ...] | None
    status: str
    reading: str
    sources: tuple[Citation, ...]
    file: str
    line: int

    def __repr__(self) -> str:
        return f"<Entry {self.id} = {brief(self.value)}, {self.unit}, {self.status}>"

    @property
    def kind(self) -> str:
        """`switch`, `choice`, `whole number` or `number`."""
        if self.unit in (SWITCH_UNIT, CHOICE_UNIT):
            return self.unit
        return "whole number" if isinstance(self.value, int) else "number"

    @property
    def bounds(self) -> tuple[int | float, int | float]:
        """The range of a number; raises `InputError` for a switch or a choice, which have none."""
        if self.range is None:
            raise InputError(f"{self.id} is a {self.kind} and has no range")
        return self.range

    @property
    def limits(self) -> tuple[int | float, int | float]:
        """The least and the most that the number can be at all, plausible or not; `InputError` as for `bounds`.

        They are those of the unit (`sim.parameters.vocabulary.UNIT_LIMITS`). A number that is plausible from 0 on cannot
        fall below 0, unless the unit has two sides; one that is plausible only above 0 cannot be 0 where it divides.
        """
        plausible = self.bounds[0]
        low, high = UNIT_LIMITS[self.unit]
        if plausible > 0 and self.unit in DIVIDING_UNITS:
            return DIVIDING_UNITS[self.unit], high
        return (max(low, 0) if plausible >= 0 and self.unit not in TWO_SIDED_UNITS else low), high


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
    if entry.kind == "switch" and not isinstance(value, bool):
        raise RefusedValueError(f"{entry.id} is a switch: true or false, not {_shown(value)}")
    options = entry.options or ()
    if entry.kind == "choice" and (not isinstance(value, str) or value not in options):
        ending = suggestion(value, options, full_list=True)
        raise RefusedValueError(f"{entry.id} has no option {_shown(value)}; {ending}")
    return value if entry.kind in ("switch", "choice") else _check_number(entry, value, beyond)


def widening(entry: Entry, value: object) -> str:
    """How to play a number that is possible and out of its plausible range; empty if something else is wrong with it."""
    if entry.range is None or isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    (low, high), (least, most) = entry.bounds, entry.limits
    if low <= value <= high or not least <= value <= most:
        return ""
    return (
        f"; to go beyond this range, copy all parameters (`python -m sim new parameters DIR`), widen the range in "
        f"DIR/{entry.file} and add `--parameters DIR`; a sweep takes --out-of-range instead"
    )


def refuse_other_lengths(changes: Mapping[str, Value]) -> None:
    """Raise `RefusedValueError` if two arrays are for different numbers of worlds."""
    lengths = {entry_id: len(value) for entry_id, value in changes.items() if isinstance(value, np.ndarray)}
    if len(set(lengths.values())) > 1:
        each = ", ".join(f"{entry_id} has {length}" for entry_id, length in lengths.items())
        raise RefusedValueError(f"arrays need one entry per world, all the same number: {each}")


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
        try:
            values = np.array(values.tolist())  # of numbers or of words, where it is that
        except ValueError as error:
            raise RefusedValueError(f"{entry.id}: an array needs one single value per world") from error
    if values.dtype.kind not in "biufU":
        raise RefusedValueError(f"{entry.id}: an array of {values.dtype} is neither numbers, switches nor words")
    checked = _array_of_right_type(entry, values, beyond)
    checked.flags.writeable = False
    return checked


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
