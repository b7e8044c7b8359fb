"""Array types and the small operations that every mechanism uses."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]
Number: TypeAlias = float | FloatArray
"""A parameter: one number for all worlds, or an array with one entry per world."""


def unit(x: Number) -> FloatArray:
    """Confine x to the interval from 0 to 1."""
    return np.minimum(np.maximum(x, 0.0), 1.0)


def positive(x: Number) -> FloatArray:
    """The part of x above zero."""
    return np.maximum(x, 0.0)


def approach(x: FloatArray, target: Number, rate: Number) -> FloatArray:
    """Move x towards its target by a share `rate` of the distance (partial adjustment)."""
    return x + rate * (target - x)


def logistic(x: Number) -> FloatArray:
    """The logistic function, 1 / (1 + exp(-x)), without overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * np.asarray(x, dtype=float)))


def either(*chances: Number) -> FloatArray:
    """Chance that at least one of several independent events happens."""
    none: Number = 1.0
    for chance in chances:
        none = none * (1.0 - chance)
    return np.asarray(1.0 - none)


def added(parts: FloatArray, axis: int = 0) -> FloatArray:
    """Sum over an axis, part by part: the same to the last bit however many worlds stand side by side."""
    rows = np.moveaxis(parts, axis, 0)
    total: FloatArray = rows[0].copy()
    for row in rows[1:]:
        total += row
    return total
