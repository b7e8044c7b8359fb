"""Mediation: competing tracks, forum shopping, and who can claim the process."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, approach, unit


def effectiveness(active: FloatArray, effect: FloatArray, competition: Number, bilateral: Number) -> FloatArray:
    """How well the process brings the sides together, in [0, 1].

    Parameters
    ----------
    active : array, shape (tracks, N)
        How active each mediator is; a refused mediator is not active.
    effect : array, shape (tracks, N) or (tracks, 1)
        How much each mediator helps when active.
    competition : number
        How much rival tracks weaken each other: with it at 1, all mediators active at once achieve nothing
        (dersimonian2024 ¶3-4).
    bilateral : number
        What the two sides achieve without any mediator.

    Returns
    -------
    array, shape (N,)
    """
    together = 1.0 - np.prod(1.0 - active * effect, axis=0)
    tracks = active.sum(axis=0)
    rivalry = 1.0 - competition * unit((tracks - 1.0) / (len(active) - 1))
    return 1.0 - (1.0 - bilateral) * (1.0 - together * rivalry)


def lead(current: FloatArray, western: FloatArray, russian: FloatArray, memory: Number) -> FloatArray:
    """How far the process is seen as western-led: moves towards the West's share of all mediation of the quarter."""
    total = western + russian
    share = np.where(total > 0, western / np.where(total > 0, total, 1.0), current)
    return approach(current, share, 1.0 - memory)
