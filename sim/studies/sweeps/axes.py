"""Axes: what a design varies. A parameter by its dotted id, the worldview, or the policy."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

import numpy as np

from sim.common.asked import mapping
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.room import refuse_cells
from sim.parameters import Entry, Parameters, load, own, policies, worldviews
from sim.parameters.baseline import read_baseline
from sim.parameters.entries import check_value
from sim.parameters.files import time_of_use
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import counted
from sim.studies.sweeps.distributions import Distribution, uniform
from sim.studies.sweeps.levels import MOST_LEVELS, Column, alike, as_switch, refuse_too_many, tidied, tidy

WORLDVIEW, POLICY = "worldview", "policy"
WORDS = (WORLDVIEW, POLICY)
NONE = "none"
"""The level of the policy axis that lays no policy over the worldview."""

ALL = "all"
"""Stands in a list of levels for every worldview and the baseline, or for no policy and every policy by itself."""

NOT_UNCERTAIN = ("calendar", "outcomes")
"""Groups of parameters that are left out unless named: how long to look, and what to call what is seen."""

JOINED_BY = "+"
"""How the names of policies that are laid over each other are written in one word."""


def axis_name(written: object) -> str:
    """The present name of an axis: `worldview`, `policy`, or that of a parameter, whose old names count too."""
    return str(written) if isinstance(written, str) and written in WORDS else baseline().resolve(written)


def named_axes(axes: Mapping[str, Any]) -> dict[str, Any]:
    """The axes under their present names."""
    named: dict[str, Any] = {}
    for written, content in mapping("axes", axes).items():
        axis = axis_name(written)
        if axis in named:
            raise InputError(f"{axis} is given twice, once under an old name; give it once")
        named[axis] = content
    return named


def refuse_too_many_cells(cells: int, axes: int) -> None:
    """Raise `TooLargeError` if a table of that many cells does not fit into the memory."""
    refuse_cells(cells, axes, f"a design of {counted(cells, 'cell')} over {counted(axes, 'axis', 'axes')}")


def combinations(levels: Mapping[str, Column]) -> dict[str, Column]:
    """Every combination of the levels of several axes; the last axis changes fastest."""
    places = np.meshgrid(*(np.arange(len(values)) for values in levels.values()), indexing="ij")
    return {axis: values[place.ravel()] for (axis, values), place in zip(levels.items(), places, strict=True)}


def named_parameters(parameters: Parameters, names: Iterable[str]) -> list[str]:
    """Present ids of the parameters meant by ids, old or present, or by the beginnings of several, in the files' order."""
    meant: set[str] = set()
    for name in names:
        below = {inner for inner in parameters.entries if inner.startswith(f"{name}.")}
        if not below and name not in parameters:
            raise UnknownNameError(
                f"there is no parameter or group {said(name)}; {suggestion(name, parameters.entries)}"
            )
        meant |= below or {parameters.resolve(name)}
    return [name for name in parameters.entries if name in meant]


def baseline() -> Parameters:
    """The baseline, read once for as long as the same folder of parameters is in use."""
    return _baseline(time_of_use())


@lru_cache(maxsize=2)
def _baseline(_: int) -> Parameters:
    return load(BASELINE)


def entry_of(axis: str) -> Entry:
    """The entry of a parameter axis."""
    return baseline().entries[axis]


def column(axis: str, levels: Sequence[Any] | Column, out_of_range: bool = True) -> Column:
    """Levels of one axis in its type, one per cell; out of their plausible range unless that is not let through."""
    if axis in WORDS:
        names = _words(axis, levels)
        own.refuse_same_labels([part for name in dict.fromkeys(names) for part in name.split(JOINED_BY)])
        return np.array(names, dtype=object)
    if len(levels) == 0:
        raise InputError(f"{axis}: no values are given")
    entry = entry_of(axis)
    if not (isinstance(levels, np.ndarray) and levels.dtype.kind in "biuf"):
        # NumPy would quietly make one type of a mixture of types, so each value is looked at first.
        nested = [value for value in levels if isinstance(value, np.ndarray | list | tuple)]
        if nested:
            raise InputError(f"{axis}: a level is a single value, not {said(nested[0])}")
        levels = np.array([check_value(entry, value, out_of_range) for value in levels])
    made: Column = check_value(entry, levels, out_of_range)
    return made


def _words(axis: str, levels: Iterable[Any]) -> list[str]:
    """Worldviews or policies by their names; each text is looked at once, for files are read."""
    known: dict[str, str] = {}
    names = []
    for level in levels:
        if not isinstance(level, str) or level not in known:
            name = _policies(level) if axis == POLICY else _known(level, WORLDVIEW)
            if not isinstance(level, str):
                names.append(name)
                continue
            known[level] = name
        names.append(known[level])
    return names


def _policies(level: object) -> str:
    """One word for the policies that are laid over each other in a cell: their names joined by a plus sign, or `none`."""
    if isinstance(level, str | float | None) and (level in (None, NONE, "") or level != level):
        return NONE
    if isinstance(level, os.PathLike):
        level = [level]
    names = own.names_in(level, JOINED_BY) if isinstance(level, str) else level
    if not isinstance(names, list | tuple):
        raise InputError(f"a policy is a name, a list of names, or none, not {said(level)}")
    known = [_known(name.strip() if isinstance(name, str) else name, POLICY) for name in names]
    if len(set(known)) < len(known):
        raise InputError(f"a policy is named twice in {JOINED_BY.join(known)}; name it once")
    return JOINED_BY.join(known) or NONE


def policies_of(name: str) -> tuple[str, ...]:
    """The policies that one word stands for."""
    return () if name == NONE else tuple(name.split(JOINED_BY))


def _known(name: object, kind: str) -> str:
    """The name of a worldview or policy; of a file of the user's, the key of what stands in it."""
    if own.is_own(name):
        return own.layers(kind, os.fspath(cast(str, name)), read_baseline())[-1].key
    valid = _names(kind, time_of_use())
    if not isinstance(name, str) or name not in valid:
        ending = own.file_beside(name) or suggestion(name, valid, full_list=True)
        raise UnknownNameError(f"unknown {kind} {said(name)}; {ending}")
    return str(name)


@lru_cache(maxsize=4)
def _names(kind: str, _: int) -> tuple[str, ...]:
    if kind == WORLDVIEW:
        return (BASELINE, *(overlay.key for overlay in worldviews()))
    return tuple(overlay.key for overlay in policies())


def levels_of(axis: str, written: Any) -> Column:
    """The levels of an axis of a grid, as a person writes them (see `sim.studies.sweeps.levels`); every level once."""
    if isinstance(written, Distribution):
        raise InputError(f"{axis}: a grid needs a list of values, not a distribution; take latin_hypercube or sobol")
    if isinstance(written, set | frozenset | bytes | bytearray | Mapping):
        raise InputError(f"{axis}: levels are a list of values in their order, not {said(written)}")
    listed = _listed(axis, written)
    if not listed:
        raise InputError(f"{axis}: no values are given")
    made = column(axis, listed)
    seen: set[Any] = set()
    for level in alike(made).tolist():
        if level in seen:
            raise InputError(f"{axis}: {level} is given twice; give every value once")
        seen.add(level)
    return made


def _listed(axis: str, written: Any) -> list[Any]:
    """The levels one by one, as a person would write them."""
    is_single = (
        isinstance(written, str | os.PathLike) or not isinstance(written, Iterable) or getattr(written, "ndim", 1) == 0
    )
    # An endless iterator is refused like any other list that is too long.
    listed = [written] if is_single else list(itertools.islice(written, MOST_LEVELS + 1))
    refuse_too_many(len(listed), axis)
    if axis in WORDS:
        every = _names(axis, time_of_use())
        every = (NONE, *every) if axis == POLICY else every
        return [name for level in listed for name in (every if isinstance(level, str) and level == ALL else [level])]
    is_array = isinstance(written, np.ndarray) and written.dtype.kind == "f"
    if is_array or all(type(value) is float for value in listed):  # many are tidied faster together
        listed = tidied(np.array(listed)).tolist()
    else:
        listed = [tidy(value) for value in listed]
    return [as_switch(value) for value in listed] if entry_of(axis).kind == "switch" else listed


def level_of(axis: str, value: Any) -> Any:
    """One level of a parameter as a person writes it: a tidy number, a switch, or what it is."""
    return as_switch(value) if entry_of(axis).kind == "switch" else tidy(value)


def range_of(axis: str, written: Any, parameters: Parameters | None = None) -> Distribution:
    """The distribution of a sampled axis: a distribution, a pair for a uniform one, or None for the plausible range."""
    if isinstance(written, Distribution):
        return Distribution(written.shape, tidy(written.low), tidy(written.high), tidy(written.mode))
    if written is None:
        return plausible(axis, parameters or baseline())
    if isinstance(written, tuple) and len(written) == 2:
        return uniform(tidy(written[0]), tidy(written[1]))
    raise InputError(f"{axis}: a sampled axis is (low, high), a distribution, or None for the plausible range")


def plausible(axis: str, parameters: Parameters, shape: str = "uniform") -> Distribution:
    """The plausible range of a parameter with a shape; the value of the parameters is the most likely one.

    A switch counts as a range from 0 to 1.
    """
    entry = entry_of(axis)
    if entry.kind == "choice":
        raise InputError(f"{axis} is a choice between words and has no range; vary it in a grid")
    low, high = (0, 1) if entry.kind == "switch" else parameters.range(axis) or entry.bounds
    if shape == "uniform" or entry.kind == "switch":
        return uniform(low, high)
    return Distribution(shape, low, high, parameters[axis])
