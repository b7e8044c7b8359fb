"""What a model is given: parameters, values that replace them, and the indices of its worlds."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.common.asked import made_by, several, whole
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.room import worlds_that_fit
from sim.parameters import Entry, Parameters, load
from sim.parameters.entries import check_value

PARAMETERS = made_by("parameters, as load() returns them", "Parameters")
LARGEST_INDEX = 2**62
"""Indices of worlds are counters of the random numbers, which have room for more worlds than anybody will play."""

INDICES = "a list or array of indices of worlds, each 0 or more"


def parameters_of(
    worldview: str | Parameters, policies: str | Sequence[str], changes: Mapping[str, Any], arguments: Sequence[str]
) -> Parameters:
    """The parameters of a run, from names or from parameters loaded before.

    Parameters
    ----------
    worldview : str or Parameters
    policies : str or sequence of str
    changes : mapping of str to value
        Everything that is not another argument of the model.
    arguments : sequence of str
        Names of those others, with which a misspelt one is compared.

    Raises
    ------
    InputError
        If there is no such argument, parameter, worldview or policy, or a value is refused.
    """
    for name in changes:
        if "." not in name and name not in load():
            known = [*arguments, *load().entries]
            raise UnknownNameError(
                f"{said(name)} is neither an argument of NegotiationModel nor a parameter; {suggestion(name, known)}"
            )
    if isinstance(worldview, str | os.PathLike):
        return load(worldview, policies=policies, changes=changes)
    if policies:
        raise InputError("policies go with the name of a worldview; give them to load() instead")
    return worldview.replace(changes=changes) if changes else worldview


def index_of(worlds: int, first_world: int, index: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Indices of the worlds of a block."""
    if index is not None:
        listed = (
            np.array(several(whole(), INDICES, some=True)("index", index), dtype=np.int64)
            if _odd(index)
            else np.asarray(index)
        )
        worlds_that_fit(max(listed.size, 1))
        return listed
    size = worlds_that_fit(worlds)
    first = whole(0, LARGEST_INDEX)("first_world", first_world)
    return np.arange(first, first + size, dtype=np.int64)


def _odd(index: Any) -> bool:
    """Whether indices are something else than an array as the model wants it, and have to be looked at one by one."""
    plain = isinstance(index, np.ndarray) and index.ndim == 1 and index.dtype == np.int64 and index.size > 0
    return not plain or bool(index.min() < 0)


def values_of(values: Mapping[str, Any], parameters: Parameters) -> dict[str, Any]:
    """Values that replace those of the parameters, under present ids and in the types of the parameters.

    Finite numbers are taken as they are: the limiting cases of theory lie beyond what a unit can be, such as choice
    without any error. The sweeps check limits before.
    """
    found = {parameters.resolve(name): value for name, value in values.items()}
    return {name: _value_of(parameters.entries[name], value) for name, value in found.items()}


def _value_of(entry: Entry, value: Any) -> Any:
    """A value in the type of its parameter; a switch may be given as 0 and 1, as samplers do."""
    plain = isinstance(value, int | float | np.number | np.ndarray) and not isinstance(value, bool)
    if not plain or np.asarray(value).dtype.kind not in "iuf" or np.ndim(value) > 1 or not np.isfinite(value).all():
        return check_value(entry, value, True)
    if entry.kind == "switch" and np.isin(value, (0, 1)).all():
        return value.astype(bool) if isinstance(value, np.ndarray) else bool(value)
    return value if entry.kind not in ("switch", "choice") else check_value(entry, value, True)


def check_lengths(values: Mapping[str, Any], worlds: int) -> None:
    """Refuse arrays that do not have one entry per world."""
    for name, value in values.items():
        if isinstance(value, np.ndarray) and value.ndim > 0 and len(value) != worlds:
            raise InputError(f"{name} has values for {len(value)} worlds, but there are {worlds}")
