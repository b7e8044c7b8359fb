"""Designs of studies: what to vary, and how.

An axis is `"worldview"`, `"policy"` (a name, a list of names that are combined, or `None`), or the dotted id of a
parameter. Sampled axes are written as `(low, high)`, as a distribution (`uniform`, `triangular`, `pert`), or as `None`
for the plausible range that the parameter files state. Designs that sample may carry axes of words as lists; these are
crossed with the sample, so that every sampled point is run under each of them.

    >>> from sim.sweeps import design
    >>> plan = design.grid({"mechanisms.guarantees.credibility.united_states": [0.0, 0.3, 0.6],
    ...                     "worldview": ["araz2023", "fattah2025"]})
    >>> len(plan)
    6
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.files import reason
from sim.knowledge import Parameters, load
from sim.knowledge.errors import InputError, suggestion
from sim.knowledge.vocabulary import BASELINE
from sim.sweeps import samplers
from sim.sweeps.axes import (
    WORDS,
    WORLDVIEW,
    Column,
    axis_name,
    baseline,
    column,
    entry_of,
    levels_of,
    plausible,
    range_of,
)
from sim.sweeps.designs import Design
from sim.sweeps.distributions import SHAPES, Distribution, pert, spread, triangular, uniform
from sim.sweeps.room import refuse_too_many_cells

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

NOT_UNCERTAIN = ("calendar", "outcomes")
"""Groups of parameters that `everything` leaves out unless asked: how long to look, and what to call what is seen."""

SAMPLERS = ("latin_hypercube", "quasi_random", "sobol", "morris")


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
    named = _named(axes)
    levels = {axis: levels_of(axis, written) for axis, written in named.items()}
    if not levels:
        raise InputError("the design is empty: name at least one axis")
    refuse_too_many_cells(math.prod(len(values) for values in levels.values()), len(levels))
    places = np.meshgrid(*(np.arange(len(values)) for values in levels.values()), indexing="ij")
    columns = {axis: values[place.ravel()] for (axis, values), place in zip(levels.items(), places, strict=True)}
    return Design("grid", columns)


def table(cells: pd.DataFrame | Path | str) -> Design:
    """The cells of a table: one row per cell, one column per axis.

    Parameters
    ----------
    cells : DataFrame or path of a CSV file
        An empty policy stands for none. Cells that stand twice are run once.

    Raises
    ------
    InputError
        If the file cannot be read, an axis is unknown, or a value is missing or not valid; the row is named.
    """
    frame = cells if isinstance(cells, pd.DataFrame) else _read_csv(Path(cells))
    if frame.empty:
        raise InputError("the design is empty: the table has no row")
    named = _named({str(name): frame[name] for name in frame.columns})
    return Design("table", {axis: _table_column(axis, values) for axis, values in named.items()})


def latin_hypercube(axes: Mapping[str, Any], samples: int, seed: int = 1) -> Design:
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
    return _sampled("latin_hypercube", axes, samples, seed)


def quasi_random(axes: Mapping[str, Any], samples: int, seed: int = 1) -> Design:
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
    return _sampled("quasi_random", axes, samples, seed)


def sobol(axes: Mapping[str, Any], samples: int, second_order: bool = False, seed: int = 1) -> Design:
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
    return _sampled("sobol", axes, samples, seed, second_order=second_order)


saltelli = sobol


def morris(axes: Mapping[str, Any], trajectories: int, levels: int = 4, seed: int = 1) -> Design:
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
    return _sampled("morris", axes, trajectories, seed, levels=levels)


def one_at_a_time(axes: Mapping[str, Any] | Sequence[str], worldview: str = BASELINE, levels: int = 2) -> Design:
    """The values of a worldview, and from there one parameter moved at a time. Interactions do not show.

    Parameters
    ----------
    axes : mapping of str to list, range or None; or sequence of str
        The values to move to, or a range of which `levels` evenly spaced values are taken.
    worldview : str
        The middle from which they move.
    levels : int
        Values per range; 2 for its two ends.
    """
    if levels < 2:
        raise InputError(f"levels must be 2 or more, not {levels}")
    middle = load(worldview)
    named = _named(axes if isinstance(axes, Mapping) else dict.fromkeys(axes))
    refused = [axis for axis in named if axis in WORDS]
    if refused:
        raise InputError(f"{refused[0]} cannot be moved one at a time; vary it in a grid")
    steps = {axis: _steps(axis, written, middle, levels) for axis, written in named.items()}
    total = 1 + sum(map(len, steps.values()))
    refuse_too_many_cells(total, len(steps))
    columns = {axis: column(axis, [middle[axis]]).repeat(total) for axis in steps}
    first = 1
    for axis, values in steps.items():
        columns[axis][first : first + len(values)] = values
        first += len(values)
    words = {} if worldview == BASELINE else {WORLDVIEW: np.array([worldview] * total, dtype=object)}
    return Design("one_at_a_time", {**words, **columns}, options={"worldview": worldview, "levels": levels})


def everything(
    samples: int,
    worldview: str | Sequence[str] = BASELINE,
    method: str = "latin_hypercube",
    distribution: str = "uniform",
    only: Sequence[str] = (),
    leave_out: Sequence[str] = NOT_UNCERTAIN,
    seed: int = 1,
    **options: Any,
) -> Design:
    """All parameters at once over their plausible ranges, which the parameter files state.

    Parameters
    ----------
    samples : int
        Points (base samples or trajectories, where the method says so) for each worldview.
    worldview : str or sequence of str
        Whose ranges, and whose values as the likeliest ones.
    method : str
        `latin_hypercube`, `quasi_random`, `sobol` or `morris`.
    distribution : str
        `uniform`, `triangular` or `pert`.
    only, leave_out : sequence of str
        Ids of parameters or of groups of them.
    seed : int
        Of the sampler.
    **options
        What else the method takes.

    Raises
    ------
    InputError
        If a name is unknown, or no parameter is left.
    """
    _check_word("distribution", distribution, SHAPES)
    _check_word("method", method, SAMPLERS)
    ids = uncertain(only, leave_out)
    names = (worldview,) if isinstance(worldview, str) else tuple(worldview)
    parts = [_all_of(name, ids, method, distribution, samples, seed, options) for name in names]
    axes = (WORLDVIEW, *ids)
    columns = {axis: np.concatenate([part.columns[axis] for part in parts]) for axis in axes}
    told = {**parts[0].options, "worldviews": list(names), "distribution": distribution}
    # Ranges that differ between worldviews are not those of the whole; the first worldview's are kept for a single one.
    return Design(method, columns, parts[0].ranges if len(parts) == 1 else _common(parts), told)


def _all_of(
    worldview: str, ids: Sequence[str], method: str, shape: str, samples: int, seed: int, options: Mapping[str, Any]
) -> Design:
    """All parameters of one worldview."""
    parameters = load(worldview)
    ranges: dict[str, Any] = {axis: plausible(axis, parameters, shape) for axis in ids}
    return _sampled(method, {WORLDVIEW: [worldview], **ranges}, samples, seed, **options)


def _common(parts: Sequence[Design]) -> dict[str, Distribution]:
    """For each axis the widest range in any part, which says what the whole runs over."""
    return {
        axis: uniform(min(part.ranges[axis].low for part in parts), max(part.ranges[axis].high for part in parts))
        for axis in parts[0].ranges
    }


def uncertain(only: Sequence[str] = (), leave_out: Sequence[str] = NOT_UNCERTAIN) -> list[str]:
    """Ids of the parameters within some groups and not within others."""
    entries = baseline().entries
    for name in (*only, *leave_out):
        if not any(_within(entry_id, (name,)) for entry_id in entries):
            raise InputError(f"there is no parameter or group '{name}'; {suggestion(name, entries)}")
    # A group that is asked for by name is not left out on top of it.
    dropped = [name for name in leave_out if not any(_within(asked, (name,)) for asked in only)]
    ids = [
        entry_id
        for entry_id, entry in entries.items()
        if entry.kind != "choice" and (not only or _within(entry_id, only)) and not _within(entry_id, dropped)
    ]
    if not ids:
        raise InputError("the design is empty: no parameter is left to vary")
    return ids


def _within(entry_id: str, groups: Sequence[str]) -> bool:
    return any(entry_id == group or entry_id.startswith(f"{group}.") for group in groups)


def _sampled(kind: str, axes: Mapping[str, Any], samples: int, seed: int, **options: Any) -> Design:
    """A sample of the ranges, crossed with the axes of words."""
    named = _named(axes)
    words = {axis: levels_of(axis, written) for axis, written in named.items() if _is_word_axis(axis, written)}
    ranges = {axis: range_of(axis, written) for axis, written in named.items() if axis not in words}
    if not ranges:
        raise InputError("the design is empty: a sampled design needs at least one parameter with a range")
    crossed = math.prod(len(levels) for levels in words.values())
    refuse_too_many_cells(crossed * samplers.points(kind, len(ranges), samples, **options), len(named))
    unit = samplers.sample(kind, len(ranges), samples, seed, **options)
    sampled = {axis: spread(entry_of(axis), law, unit[:, place]) for place, (axis, law) in enumerate(ranges.items())}
    columns = _crossed(words, sampled, len(unit))
    return Design(kind, {axis: columns[axis] for axis in named}, ranges, {"samples": samples, "seed": seed, **options})


def _is_word_axis(axis: str, written: Any) -> bool:
    """Whether an axis of a sampled design is a list of levels to be crossed with the sample."""
    if axis in WORDS:
        return True
    return entry_of(axis).kind in ("switch", "choice") and isinstance(written, list)


def _crossed(words: Mapping[str, Column], sampled: Mapping[str, Column], points: int) -> dict[str, Column]:
    """The whole sample under every combination of words, one combination after the other."""
    combinations = list(itertools.product(*words.values()))
    columns: dict[str, Column] = {}
    for place, (axis, levels) in enumerate(words.items()):
        columns[axis] = np.array([combination[place] for combination in combinations], dtype=levels.dtype).repeat(
            points
        )
    columns.update((axis, np.tile(values, len(combinations))) for axis, values in sampled.items())
    return columns


def _steps(axis: str, written: Any, middle: Parameters, levels: int) -> Column:
    """The values to which one parameter moves, without the one at which it stands."""
    if written is None or isinstance(written, tuple | Distribution):
        shares = np.linspace(0, 1, levels)
        values = spread(entry_of(axis), range_of(axis, written, middle), shares)
    else:
        values = levels_of(axis, written)
    moved: Column = pd.unique(values[values != middle[axis]])
    return moved


def _named(axes: Mapping[str, Any]) -> dict[str, Any]:
    """The axes under their present names."""
    if not isinstance(axes, Mapping):
        raise InputError(f"axes are a mapping from names to values, not {type(axes).__name__}")
    named: dict[str, Any] = {}
    for written, content in axes.items():
        axis = axis_name(written)
        if axis in named:
            raise InputError(f"{axis} is given twice, once under an old name; give it once")
        named[axis] = content
    return named


def _table_column(axis: str, values: pd.Series) -> Column:
    """One column of a table of cells."""
    if axis != "policy" and values.isna().any():
        row = int(np.flatnonzero(values.isna())[0]) + 1
        raise InputError(f"{axis}: the value is missing in row {row} of the table")
    if axis not in WORDS and entry_of(axis).kind == "switch" and values.dtype.kind in "iuf":
        values = values.astype(object).map({0: False, 1: True})
    numeric = values.to_numpy() if values.dtype.kind in "biuf" else values.tolist()
    return column(axis, numeric)


def _read_csv(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path)
    except OSError as error:
        raise InputError(f"cannot read the table {path}: {reason(error)}") from error
    except (ValueError, pd.errors.ParserError) as error:
        raise InputError(f"{path} is no table in CSV form: {str(error).strip()}") from error


def _check_word(meaning: str, word: object, words: Sequence[str]) -> None:
    if word not in words:
        raise InputError(f"unknown {meaning} '{word}'; {suggestion(word, words, full_list=True)}")
