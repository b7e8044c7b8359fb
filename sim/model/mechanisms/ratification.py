"""Ratification: the deal must also lie in the win-set at home (Putnam 1988)."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, logistic


def support(
    legitimacy: FloatArray, preparation: FloatArray, coerced_share: FloatArray, opposition: Number, weights: FloatArray
) -> FloatArray:
    """Domestic support for an agreement.

    Parameters
    ----------
    legitimacy, preparation, coerced_share : array, shape (N,)
    opposition : number
        Strength of organised opposition, in [0, 1].
    weights : array, shape (4, N) or (4, 1)
        Weights of legitimacy, preparation, coerced terms (which lower support) and opposition (which lowers it).

    Returns
    -------
    array, shape (N,)
    """
    gains = weights[0] * legitimacy + weights[1] * preparation
    return gains - weights[2] * coerced_share - weights[3] * opposition


def chance(support_for_it: FloatArray, slope: Number, pivot: Number) -> FloatArray:
    """Chance that an agreement is ratified: logistic in support around the pivot."""
    return logistic(slope * (support_for_it - pivot))
