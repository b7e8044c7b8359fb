"""Capability: arming, assistance from outside, and the shift of power that concessions bring."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def next_capability(capability: FloatArray, growth: Number, arming: FloatArray, shift: FloatArray) -> FloatArray:
    """Capability of the next quarter: steady growth, deliberate arming, and what concessions shift."""
    return unit(capability + growth + arming + shift)


def concession_shift(settled: FloatArray, shift: Number) -> FloatArray:
    """Power that moves to Azerbaijan as territory, roads and claims are conceded (araz2023 ¶5).

    Parameters
    ----------
    settled : array, shape (N,)
        Share of the prize that passed to Azerbaijan in this quarter, by agreement or by force.
    shift : number
        Capability that passes with the whole prize.

    Returns
    -------
    array, shape (N,)
    """
    return shift * settled


def passing(shift: FloatArray, azerbaijan: FloatArray, armenia: FloatArray) -> FloatArray:
    """What of a shift of power can pass and be given back again: nobody rises above 1 or falls below 0, shape (N,)."""
    return np.minimum(shift, np.minimum(1.0 - azerbaijan, armenia))


def next_support(support: FloatArray, given: FloatArray, decay: Number) -> FloatArray:
    """Support of the next quarter: what is given adds up and wears off (arms age, trainers leave)."""
    return unit(support * (1.0 - decay) + given)
