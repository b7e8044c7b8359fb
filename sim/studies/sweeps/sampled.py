"""Designs that sample: points of the unit cube turned into values of parameters, crossed with axes of words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.common.asked import mapping
from sim.common.errors import InputError
from sim.studies.sweeps import samplers
from sim.studies.sweeps.axes import WORDS, Column, axis_name, checked, entry_of, levels_of, range_of
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.distributions import spread
from sim.studies.sweeps.room import refuse_too_many_cells


def sampled(kind: str, axes: Mapping[str, Any], samples: int, seed: int, **options: Any) -> Design:
    """A sample of the ranges, crossed with the axes of words."""
    named = named_axes(axes)
    words = {axis: levels_of(axis, written) for axis, written in named.items() if _is_word_axis(axis, written)}
    ranges = {axis: range_of(axis, written) for axis, written in named.items() if axis not in words}
    if not ranges:
        raise InputError("the design is empty: a sampled design needs at least one parameter with a range")
    crossed = math.prod(len(levels) for levels in words.values())
    refuse_too_many_cells(crossed * samplers.points(kind, len(ranges), samples, **options), len(named))
    unit = samplers.sample(kind, len(ranges), samples, seed, **options)
    values = {axis: spread(entry_of(axis), law, unit[:, place]) for place, (axis, law) in enumerate(ranges.items())}
    values = {axis: checked(axis, drawn, out_of_range=True) for axis, drawn in values.items()}
    columns = _crossed(words, values, len(unit))
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


def named_axes(axes: Mapping[str, Any]) -> dict[str, Any]:
    """The axes under their present names."""
    named: dict[str, Any] = {}
    for written, content in mapping("axes", axes).items():
        axis = axis_name(written)
        if axis in named:
            raise InputError(f"{axis} is given twice, once under an old name; give it once")
        named[axis] = content
    return named
