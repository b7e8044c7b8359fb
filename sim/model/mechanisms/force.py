"""Force: who would win, what a war is worth, and which settlements both sides prefer to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number


def success(own: FloatArray, other: FloatArray, decisiveness: Number) -> FloatArray:
    """Contest success function: own^m / (own^m + other^m) (Hirshleifer 1989).

    Parameters
    ----------
    own, other : array, shape (N,)
        Power of the two sides, 0 or more.
    decisiveness : number
        The exponent m: 0 makes war a coin toss, large values let the stronger side win for sure.

    Returns
    -------
    array, shape (N,)
        Chance that the first side wins; one half if neither side has any power.
    """
    floor = np.finfo(float).tiny
    ratio = np.log(np.maximum(own, floor)) - np.log(np.maximum(other, floor))
    return 0.5 * (1.0 + np.tanh(0.5 * decisiveness * ratio))


def power(capability: FloatArray, support: FloatArray, support_weight: Number, presence: Number = 0.0) -> FloatArray:
    """Power in battle: own capability, support from outside, and forces of guarantors that stand on the ground."""
    return capability + support_weight * support + presence


def war_value(chance: FloatArray, destruction: Number, cost: Number) -> FloatArray:
    """Value of a war: the chance to win what the war leaves of the prize, less its cost (Fearon 1995; Powell 2006)."""
    return chance * (1.0 - destruction) - cost


class BargainingRange(NamedTuple):
    """Shares of the prize for the challenger that both sides prefer to war.

    Attributes
    ----------
    low : array, shape (N,)
        The least that the challenger would accept instead of war.
    high : array, shape (N,)
        The most that the target would give up instead of war. The range is empty where ``high < low``.
    """

    low: FloatArray
    high: FloatArray

    @property
    def surplus(self) -> FloatArray:
        """What peace saves: the width of the range, negative where the range is empty."""
        return self.high - self.low


def bargaining_range(
    chance: FloatArray, destruction: Number, cost_challenger: Number, cost_target: Number
) -> BargainingRange:
    """The bargaining range [p - c_challenger, p + c_target] (Fearon 1995), with a share of the prize destroyed (Powell 2006).

    Parameters
    ----------
    chance : array, shape (N,)
        Chance that the challenger wins.
    destruction : number
        Share of the prize that war destroys.
    cost_challenger, cost_target : number
        Cost of war to each side, as a share of the prize.

    Returns
    -------
    BargainingRange
    """
    low = war_value(chance, destruction, cost_challenger)
    high = 1.0 - war_value(1.0 - chance, destruction, cost_target)
    return BargainingRange(low, high)
