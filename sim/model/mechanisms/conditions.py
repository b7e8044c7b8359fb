"""Conditions outside the talks: attention that wanders, elections, dependence on energy."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number

UNIFORM_SCALE = np.sqrt(12.0)
"""Scales a uniform number on [-1/2, 1/2) to unit variance."""


def shock(draw: FloatArray, volatility: Number) -> FloatArray:
    """A shock with mean zero and standard deviation `volatility`, from one uniform draw.

    The battlefield in Ukraine, the news, the season (dersimonian2024 ¶17).
    """
    return volatility * UNIFORM_SCALE * (draw - 0.5)


def election_swing(held: BoolArray, draw: FloatArray, size: Number) -> FloatArray:
    """A presidential election moves attention up or down by up to `size`, in the quarter in which it takes effect."""
    return held * size * (2.0 * draw - 1.0)


def in_cycle(quarter: int, first: Number, cycle: Number) -> BoolArray:
    """Whether an event that comes back every `cycle` quarters, first in quarter `first`, falls in this quarter."""
    since = quarter - np.asarray(first)
    return (since >= 0) & (since % cycle == 0)


def deadline_pull(quarter: int, deadline: Number, window: Number) -> FloatArray:
    """How strongly a date pulls: rising from 0 to 1 over the `window` quarters up to the deadline, 0 afterwards."""
    left = np.asarray(deadline, dtype=float) - quarter
    return np.where((left >= 0) & (left < window), 1.0 - left / np.maximum(window, 1), 0.0)
