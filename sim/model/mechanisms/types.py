"""Private types: what a side knows of itself and the others can only guess (Fearon 1995; Stedman 1997; Kydd 2005).

A cost of war is one of `COSTS` equally likely values, the quantile midpoints of a lognormal distribution. Azerbaijan is
also limited, wanting little beyond the text, or greedy: its types are first the limited ones by cost, then the greedy.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number

COSTS = 7
"""How many costs of war there are to each side; more change no share by half a point."""

QUANTILES: FloatArray = np.array([[NormalDist().inv_cdf((row + 0.5) / COSTS)] for row in range(COSTS)])


def midpoints(mean: Number, variation: Number) -> FloatArray:
    """The quantile midpoints of a lognormal distribution with this mean.

    Parameters
    ----------
    mean : number
    variation : number
        Coefficient of variation, 0 or more; 0 makes all values the mean.

    Returns
    -------
    array, shape (COSTS, 1) or (COSTS, N)
    """
    spread = np.sqrt(np.log1p(np.square(variation)))
    values = np.exp(spread * QUANTILES)
    return np.asarray(mean * values / values.mean(axis=0))


def row_of(draw: FloatArray) -> NDArray[np.int64]:
    """Which of the equally likely values a uniform draw picks."""
    return np.minimum((draw * COSTS).astype(np.int64), COSTS - 1)


def type_of(cost: NDArray[np.int64], greedy: BoolArray) -> NDArray[np.int64]:
    """The type of Azerbaijan, from the row of its cost of war and whether it is greedy."""
    return cost + COSTS * greedy


def prior_over_costs(worlds: int) -> FloatArray:
    """Equal chances of all costs, shape (COSTS, worlds)."""
    return np.full((COSTS, worlds), 1.0 / COSTS)


def prior_over_types(reliability: Number, worlds: int) -> FloatArray:
    """Chances of the types of Azerbaijan, shape (2 COSTS, worlds): limited with the chance `reliability`, else greedy."""
    limited = prior_over_costs(worlds) * reliability
    return np.concatenate([limited, prior_over_costs(worlds) - limited])


def turned_over(belief: FloatArray, prior: FloatArray, turnover: Number) -> FloatArray:
    """A belief after a quarter in which a type may have been drawn anew: it drifts back towards the prior (Werner 1999)."""
    return belief + turnover * (prior - belief)
