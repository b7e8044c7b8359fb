"""Designs that sample: points of the unit cube turned into values of parameters, crossed with axes of words."""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.common.asked import DEFAULT_SEED, Check, asked, flag, mapping, names, some_names, whole, word
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.extras import extra
from sim.parameters import load
from sim.parameters.vocabulary import BASELINE
from sim.studies.sweeps.axes import (
    NOT_UNCERTAIN,
    WORDS,
    WORLDVIEW,
    baseline,
    column,
    combinations,
    entry_of,
    levels_of,
    named_axes,
    named_parameters,
    plausible,
    range_of,
    refuse_too_many_cells,
)
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import SHAPES, spread, uniform

KINDS = ("latin_hypercube", "quasi_random", "sobol", "morris")

OPTIONS: Mapping[str, Check] = MappingProxyType({"second_order": flag, "levels": whole(2)})
"""What some samplers take beside the number of samples and the seed."""


def sampler_options(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Further options of a sampler; `InputError` if there is no such option, or it cannot be used."""
    for option in given:
        if option not in OPTIONS:
            raise UnknownNameError(f"unknown option {said(option)}; {suggestion(option, OPTIONS, full_list=True)}")
    return {option: OPTIONS[option](option, value) for option, value in given.items()}


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
    axes, seed
        As in `latin_hypercube`.
    trajectories : int
        There are D + 1 points on each for D parameters.
    levels : int
        Levels of the grid on which they walk, an even number.
    """
    return sampled("morris", axes, trajectories, seed, levels=levels)


def sampled(kind: str, axes: Mapping[str, Any], samples: int, seed: int, **options: Any) -> Design:
    """A sample of the ranges, crossed with the axes of words."""
    named = named_axes(axes)
    words = {
        axis: levels_of(axis, written)
        for axis, written in named.items()
        if axis in WORDS or (isinstance(written, list) and entry_of(axis).kind in ("switch", "choice"))
    }
    ranges = {axis: range_of(axis, written) for axis, written in named.items() if axis not in words}
    if not ranges:
        raise InputError("the design is empty: a sampled design needs at least one parameter with a range")
    points = _points(kind, len(ranges), samples, **options)
    refuse_too_many_cells(math.prod(map(len, words.values())) * points, len(named))
    unit = _sample(kind, len(ranges), samples, seed, **options)
    columns = combinations({**words, "point": np.arange(len(unit))})
    point = columns.pop("point")
    for (axis, law), shares in zip(ranges.items(), unit.T, strict=True):
        columns[axis] = column(axis, spread(entry_of(axis), law, shares))[point]
    return Design(kind, {axis: columns[axis] for axis in named}, ranges, {"samples": samples, "seed": seed, **options})


def _points(kind: str, parameters: int, samples: int, second_order: bool = False, levels: int = 4) -> int:
    """How many points a sample has, without drawing it."""
    if kind == "sobol":
        if samples & (samples - 1):
            lower = 1 << (samples.bit_length() - 1)
            raise InputError(f"a Sobol design needs a power of two of samples: {lower} or {2 * lower}, not {samples}")
        return samples * ((2 * parameters + 2) if second_order else (parameters + 2))
    if kind == "morris" and levels % 2:
        raise InputError(f"the levels of a Morris design must be an even number, 2 or more, not {levels}")
    return samples * (parameters + 1) if kind == "morris" else samples


def _sample(
    kind: str, parameters: int, samples: int, seed: int, second_order: bool = False, levels: int = 4
) -> NDArray[np.float64]:
    """Points of the unit cube, shape (points, parameters); the same seed gives the same points."""
    drawn: NDArray[np.float64]
    if kind in ("latin_hypercube", "quasi_random"):
        from scipy.stats import qmc  # takes a while to import

        engine = qmc.LatinHypercube if kind == "latin_hypercube" else qmc.Sobol
        with warnings.catch_warnings():
            # SciPy warns that the balance is lost if the number is no power of two; the docstring says so.
            warnings.simplefilter("ignore", UserWarning)
            drawn = engine(d=parameters, rng=seed).random(samples)
        return drawn
    problem = {"num_vars": parameters, "names": list(map(str, range(parameters))), "bounds": [[0.0, 1.0]] * parameters}
    own = {"calc_second_order": second_order} if kind == "sobol" else {"num_levels": levels}
    drawn = extra(f"SALib.sample.{kind}", "this design").sample(problem, samples, seed=seed, **own)
    return drawn


@asked(
    samples=whole(1),
    worldview=some_names,
    method=word(*KINDS),
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
        Whose ranges, and whose values as the most likely ones.
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
    ids, parts = uncertain(only, leave_out), []
    listed = [worldview] if isinstance(worldview, str | os.PathLike) else list(worldview)
    chosen = [load(name).worldview for name in listed]
    for name in chosen:
        parameters = load(name)
        laws = {axis: plausible(axis, parameters, distribution) for axis in ids}
        parts.append(sampled(method, {WORLDVIEW: [name], **laws}, samples, seed, **options))
    columns = {axis: np.concatenate([part.columns[axis] for part in parts]) for axis in parts[0].columns}
    ranges = parts[0].ranges
    if len(parts) > 1:  # the widest range in any part says what the whole runs over
        ends = {axis: [part.ranges[axis] for part in parts] for axis in ids}
        ranges = {axis: uniform(min(e.low for e in laws), max(e.high for e in laws)) for axis, laws in ends.items()}
    told = {**parts[0].options, "worldviews": chosen, "distribution": distribution}
    return Design(method, columns, ranges, told)


@asked(only=names, leave_out=names)
def uncertain(only: Sequence[str] = (), leave_out: Sequence[str] = NOT_UNCERTAIN) -> list[str]:
    """Ids of the parameters within some groups and not within others; choices have no range."""
    # A group that is asked for by name is not left out on top of it.
    others = [name for name in leave_out if not any(asked == name or asked.startswith(f"{name}.") for asked in only)]
    omitted = named_parameters(baseline(), others)
    meant = named_parameters(baseline(), only) if only else baseline().entries
    ids = [name for name in meant if entry_of(name).kind != "choice" and name not in omitted]
    if not ids:
        raise InputError("the design is empty: no parameter is left to vary")
    return ids
