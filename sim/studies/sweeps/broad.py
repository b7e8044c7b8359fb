"""Designs over many parameters at once: all of them together, or one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import DEFAULT_SEED, asked, either, mapping, names, some_names, text_for, whole, word
from sim.common.errors import InputError, said, suggestion
from sim.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps.axes import WORDS, WORLDVIEW, Column, baseline, column, entry_of, levels_of, plausible, range_of
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import SHAPES, Distribution, spread, uniform
from sim.studies.sweeps.levels import tidied
from sim.studies.sweeps.room import refuse_too_many_cells
from sim.studies.sweeps.sampled import named_axes, sampled
from sim.studies.sweeps.samplers import sampler_options

NOT_UNCERTAIN = ("calendar", "outcomes")
"""Groups of parameters that `everything` leaves out unless asked: how long to look, and what to call what is seen."""

MOST_LEVELS = 10_000
SAMPLERS = ("latin_hypercube", "quasi_random", "sobol", "morris")


@asked(
    axes=either(mapping, names, mapping), worldview=text_for("the name of a worldview"), levels=whole(2, MOST_LEVELS)
)
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
    middle = load(worldview)
    named = named_axes(axes if isinstance(axes, Mapping) else dict.fromkeys(axes))
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


@asked(
    samples=whole(1),
    worldview=some_names,
    method=word(*SAMPLERS),
    distribution=word(*SHAPES),
    only=names,
    leave_out=names,
    seed=whole(),
    options=sampler_options,
)
def everything(
    samples: int,
    worldview: str | Sequence[str] = BASELINE,
    method: str = "latin_hypercube",
    distribution: str = "uniform",
    only: Sequence[str] = (),
    leave_out: Sequence[str] = NOT_UNCERTAIN,
    seed: int = DEFAULT_SEED,
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
    ids = uncertain(only, leave_out)
    chosen = (worldview,) if isinstance(worldview, str) else tuple(worldview)
    parts = [_all_of(name, ids, method, distribution, samples, seed, options) for name in chosen]
    axes = (WORLDVIEW, *ids)
    columns = {axis: np.concatenate([part.columns[axis] for part in parts]) for axis in axes}
    told = {**parts[0].options, "worldviews": list(chosen), "distribution": distribution}
    # Ranges that differ between worldviews are not those of the whole; the first worldview's are kept for a single one.
    return Design(method, columns, parts[0].ranges if len(parts) == 1 else _common(parts), told)


def _all_of(
    worldview: str, ids: Sequence[str], method: str, shape: str, samples: int, seed: int, options: Mapping[str, Any]
) -> Design:
    """All parameters of one worldview."""
    parameters = load(worldview)
    ranges: dict[str, Any] = {axis: plausible(axis, parameters, shape) for axis in ids}
    return sampled(method, {WORLDVIEW: [worldview], **ranges}, samples, seed, **options)


def _common(parts: Sequence[Design]) -> dict[str, Distribution]:
    """For each axis the widest range in any part, which says what the whole runs over."""
    return {
        axis: uniform(min(part.ranges[axis].low for part in parts), max(part.ranges[axis].high for part in parts))
        for axis in parts[0].ranges
    }


@asked(only=names, leave_out=names)
def uncertain(only: Sequence[str] = (), leave_out: Sequence[str] = NOT_UNCERTAIN) -> list[str]:
    """Ids of the parameters within some groups and not within others."""
    entries = baseline().entries
    for name in (*only, *leave_out):
        if not any(_within(entry_id, (name,)) for entry_id in entries):
            raise InputError(f"there is no parameter or group {said(name)}; {suggestion(name, entries)}")
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


def _steps(axis: str, written: Any, middle: Parameters, levels: int) -> Column:
    """The values to which one parameter moves, without the one at which it stands."""
    if written is None or isinstance(written, tuple | Distribution):
        shares = np.linspace(0, 1, levels)
        values = tidied(spread(entry_of(axis), range_of(axis, written, middle), shares))
    else:
        values = levels_of(axis, written)
    moved: Column = pd.unique(values[values != middle[axis]])
    return moved
