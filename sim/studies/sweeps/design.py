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
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import DEFAULT_SEED, asked, flag, frame, mapping, path, refused, whole
from sim.common.errors import InputError
from sim.studies.sweeps.axes import levels_of
from sim.studies.sweeps.broad import everything, one_at_a_time
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import pert, triangular, uniform
from sim.studies.sweeps.room import refuse_too_many_cells
from sim.studies.sweeps.sampled import named_axes, sampled
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


def __dir__() -> list[str]:
    """What completion shows: the designs and distributions, not the helpers."""
    return sorted(__all__)


@asked(axes=mapping)
def grid(axes: Mapping[str, Any]) -> Design:
    """Every combination of the given levels.

    Parameters
    ----------
    axes : mapping of str to sequence or single level
        Levels by axis; the last axis changes fastest.

    Returns
    -------
    Design

    Raises
    ------
    InputError
        If an axis is unknown or given twice, a level is not valid, or the grid is too large for the memory.
    """
    named = named_axes(axes)
    levels = {axis: levels_of(axis, written) for axis, written in named.items()}
    if not levels:
        raise InputError("the design is empty: name at least one axis")
    refuse_too_many_cells(math.prod(len(values) for values in levels.values()), len(levels))
    places = np.meshgrid(*(np.arange(len(values)) for values in levels.values()), indexing="ij")
    columns = {axis: values[place.ravel()] for (axis, values), place in zip(levels.items(), places, strict=True)}
    return Design("grid", columns)


def _table_or_path(name: str, value: Any) -> Any:
    """A data frame in which no column stands twice, or the path of a file."""
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
        empty policy stands for none. Cells that stand twice are run once. Numbers are taken as a person writes them
        (see `sim.studies.sweeps.levels`), switches also as 0 and 1.

    Raises
    ------
    InputError
        If the file cannot be read or is too large, an axis is unknown or stands twice, or a value is missing or not
        valid; the line of the file, or the row of the frame, is named.
    """
    written = from_frame(cells) if isinstance(cells, pd.DataFrame) else read_table(Path(cells))
    return Design("table", columns_of(written))


@asked(axes=mapping, samples=whole(1), seed=whole())
def latin_hypercube(axes: Mapping[str, Any], samples: int, seed: int = DEFAULT_SEED) -> Design:
    """A Latin hypercube: each of `samples` equal parts of every range is met once (McKay and others 1979; SciPy).

    Parameters
    ----------
    axes : mapping of str to range
        Ranges by parameter; lists of words for axes to be crossed.
    samples : int
        Points.
    seed : int
        Of the sampler, not of the worlds.
    """
    return sampled("latin_hypercube", axes, samples, seed)


@asked(axes=mapping, samples=whole(1), seed=whole())
def quasi_random(axes: Mapping[str, Any], samples: int, seed: int = DEFAULT_SEED) -> Design:
    """A scrambled Sobol sequence, which fills the space evenly (Sobol 1967; Owen 1998; SciPy).

    Parameters
    ----------
    axes : mapping of str to range
        As in `latin_hypercube`.
    samples : int
        Points, best a power of two.
    seed : int
        Of the scrambling.
    """
    return sampled("quasi_random", axes, samples, seed)


@asked(axes=mapping, samples=whole(1), second_order=flag, seed=whole())
def sobol(axes: Mapping[str, Any], samples: int, second_order: bool = False, seed: int = DEFAULT_SEED) -> Design:
    """The points from which Sobol indices are computed (Saltelli and others 2010; through SALib).

    Parameters
    ----------
    axes : mapping of str to range
        As in `latin_hypercube`.
    samples : int
        Base sample N, a power of two; there are N (D + 2) points for D parameters, N (2 D + 2) with second order.
    second_order : bool
        Whether interactions of pairs are wanted too.
    seed : int
        Of the scrambling.

    Raises
    ------
    InputError
        Also if `samples` is not a power of two, or SALib is not installed.
    """
    return sampled("sobol", axes, samples, seed, second_order=second_order)


saltelli = sobol


@asked(axes=mapping, trajectories=whole(1), levels=whole(2), seed=whole())
def morris(axes: Mapping[str, Any], trajectories: int, levels: int = 4, seed: int = DEFAULT_SEED) -> Design:
    """Trajectories along which one parameter moves at a time, for screening (Morris 1991; through SALib).

    Parameters
    ----------
    axes : mapping of str to range
        As in `latin_hypercube`.
    trajectories : int
        There are D + 1 points on each for D parameters.
    levels : int
        Levels of the grid on which they walk, an even number.
    seed : int
        Of the sampler.
    """
    return sampled("morris", axes, trajectories, seed, levels=levels)
