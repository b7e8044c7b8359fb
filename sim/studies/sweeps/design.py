"""Designs of studies: what to vary, and how.

An axis is `"worldview"`, `"policy"` (a name, a list of names that are combined, or `None`), or the dotted id of a
parameter. Sampled axes are written as `(low, high)`, as a distribution (`uniform`, `triangular`, `pert`), or as `None`
for the plausible range that the parameter files state. Designs that sample may carry axes of words as lists; these are
crossed with the sample, so that every sampled point is run under each of them.

    >>> from sim.studies.sweeps import design
    >>> plan = design.grid({"mechanisms.guarantees.credibility.united_states": [0.0, 0.3, 0.6],
    ...                     "worldview": ["araz2023", "fattah2025"]})
    >>> len(plan)
    6
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, either, frame, mapping, name_or_file, names, path, refused, whole
from sim.common.errors import InputError
from sim.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps.axes import (
    WORDS,
    WORLDVIEW,
    column,
    combinations,
    entry_of,
    levels_of,
    named_axes,
    range_of,
    refuse_too_many_cells,
)
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import Distribution, pert, spread, triangular, uniform
from sim.studies.sweeps.levels import Column, tidied
from sim.studies.sweeps.sampling import everything, latin_hypercube, morris, quasi_random, saltelli, sobol
from sim.studies.sweeps.table_cells import columns_of, from_frame
from sim.studies.sweeps.table_files import read_table

__all__ = [
    "Design",
    "everything",
    "grid",
    "latin_hypercube",
    "morris",
    "one_at_a_time",
    "pert",
    "quasi_random",
    "saltelli",
    "sobol",
    "table",
    "triangular",
    "uniform",
]

MOST_LEVELS = 10_000
"""Values of one parameter that is moved while the others stay."""


WORLDVIEW_GIVEN = name_or_file("the name of a worldview, or the path of a file with one")


def __dir__() -> list[str]:
    """What completion shows: the designs and distributions, not the helpers."""
    return sorted(__all__)


@asked(axes=mapping)
def grid(axes: Mapping[str, Any]) -> Design:
    """Every combination of the given levels.

    Parameters
    ----------
    axes : mapping of str to sequence or single level
        Levels by axis; the last axis changes fastest. `all` stands for the baseline and every worldview, or for no policy and
        every policy by itself.

    Returns
    -------
    Design

    Raises
    ------
    InputError
        If an axis is unknown or given twice, a level is not valid, or the grid is too large for the memory.
    """
    levels = {axis: levels_of(axis, written) for axis, written in named_axes(axes).items()}
    if not levels:
        raise InputError("the design is empty: name at least one axis")
    refuse_too_many_cells(math.prod(map(len, levels.values())), len(levels))
    return Design("grid", combinations(levels))


def _table_or_path(name: str, value: Any) -> Any:
    """A data frame in which all columns have different names, or the path of a file."""
    if isinstance(value, str | os.PathLike):
        return path(name, value)
    if not isinstance(value, pd.DataFrame):
        raise refused(name, "a data frame or the path of a file", value)
    return frame()(name, value)


@asked(cells=_table_or_path)
def table(cells: pd.DataFrame | Path | str) -> Design:
    """The cells of a table: one row per cell, one column per axis.

    Parameters
    ----------
    cells : DataFrame or path of a file
        A text file with separated values or a workbook (`.xlsx`), read by the rules of `sim.studies.sweeps.table_files`. An
        empty policy stands for none. Cells that appear twice are run once. Numbers are taken as a person writes them
        (see `sim.studies.sweeps.levels`), switches also as 0 and 1.

    Raises
    ------
    InputError
        If the file cannot be read or is too large, an axis is unknown or appears twice, or a value is missing or not
        valid; the line of the file, or the row of the frame, is named.
    """
    written = from_frame(cells) if isinstance(cells, pd.DataFrame) else read_table(Path(cells))
    return Design("table", columns_of(written))


@asked(axes=either(mapping, names, mapping), worldview=WORLDVIEW_GIVEN, levels=whole(2, MOST_LEVELS))
def one_at_a_time(axes: Mapping[str, Any] | Sequence[str], worldview: str = BASELINE, levels: int = 2) -> Design:
    """The values of a worldview, and from there one parameter moved at a time. Interactions do not show.

    Parameters
    ----------
    axes : mapping of str to list, range or None; or sequence of str
        The values to move to, or a range of which `levels` evenly spaced values are taken.
    worldview : str
        The setting from which they move.
    levels : int
        Values per range; 2 for its two ends.
    """
    middle = load(worldview)
    worldview = middle.worldview
    named = named_axes(axes if isinstance(axes, Mapping) else dict.fromkeys(axes))
    for axis in named:
        if axis in WORDS:
            raise InputError(f"{axis} cannot be moved one at a time; vary it in a grid")
    steps = {axis: _steps(axis, written, middle, levels) for axis, written in named.items()}
    total = 1 + sum(map(len, steps.values()))
    refuse_too_many_cells(total, len(steps))
    columns = {} if worldview == BASELINE else {WORLDVIEW: np.full(total, worldview, dtype=object)}
    first = 1
    for axis, values in steps.items():
        columns[axis] = column(axis, [middle[axis]]).repeat(total)
        columns[axis][first : first + len(values)] = values
        first += len(values)
    return Design("one_at_a_time", columns, options={"worldview": worldview, "levels": levels})


def _steps(axis: str, written: Any, middle: Parameters, levels: int) -> Column:
    """The values to which one parameter moves, without the one at which it stands."""
    if written is None or isinstance(written, tuple | Distribution):
        values = tidied(spread(entry_of(axis), range_of(axis, written, middle), np.linspace(0, 1, levels)))
    else:
        values = levels_of(axis, written)
    moved: Column = pd.unique(values[values != middle[axis]])
    return moved
