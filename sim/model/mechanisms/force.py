"""Force: who would win, what a war is worth, and which settlements both sides prefer to it.

The prize is 1: all that Azerbaijan could ever want. A war is limited, over something that one campaign can take, or total;
a limited one may widen. Whoever loses a total war is left with a share of what it held (Schultz and Goemans 2019).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive


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


def worth(share: FloatArray, aim: FloatArray, slope: Number) -> FloatArray:
    """What a share of the prize is worth to a side: itself up to its aim, and `slope` for each unit beyond it."""
    return np.minimum(share, aim) + slope * positive(share - aim)


def war_effort(taken: FloatArray, reach: FloatArray, least: Number) -> FloatArray:
    """The share of the cost of a whole campaign that a fight over `taken` costs: its size, but never below `least`."""
    return np.maximum(least, np.minimum(taken / np.maximum(reach, 1e-9), 1.0))


def lottery(win: FloatArray, won: FloatArray, lost: FloatArray) -> FloatArray:
    """What a fight is worth before what it destroys and costs: what is held after a victory or a defeat, by the chance of either.

    In a limited war the part that it is about is won, or nothing changes; in a total one the other's share falls to what a
    lost war leaves, or one's own does (Fearon 1995; Powell 2006).

    Parameters
    ----------
    win : array
        Chance to win.
    won, lost : array
        What is held after a victory and after a defeat, as the side values it.
    """
    return win * won + (1.0 - win) * lost


def widening_war(limited: FloatArray, total: FloatArray, escalation: Number) -> FloatArray:
    """Value of a limited war that widens to a total one with the chance `escalation`."""
    return limited + escalation * (total - limited)


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


def share_worth(value: FloatArray, aim: FloatArray, slope: Number) -> FloatArray:
    """The share of the prize that is worth `value` to a side: the inverse of `worth`; beyond 1 if no share is."""
    steep = np.maximum(slope, 1e-9)
    return np.where(value <= aim, value, aim + (value - aim) / steep)
