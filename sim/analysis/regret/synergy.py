"""Whether two policies bring more together than each by itself: counted world by world, in the same worlds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.analysis.regret.measures import FloatArray

Flags = NDArray[np.bool_]


def beyond_sum(none: Flags, first: Flags, second: Flags, both: Flags) -> NDArray[np.int64]:
    """For each world by how much both together exceed what each adds by itself: -2 to 2.

    It is the interaction of a two-by-two experiment: both, less the first, less the second, plus neither. The last axis
    holds the worlds.
    """
    count = np.int64
    more: NDArray[np.int64] = both.astype(count) - first.astype(count) - second.astype(count) + none.astype(count)
    return more


def mean_with_interval(each: NDArray[np.int64], confidence: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The mean of what each world says, from -2 to 2, over the last axis, and the ends of its interval.

    To the worlds are added as many as the square of the quantile of the normal distribution, half of them at -1 and half at
    1, as Agresti and Min (2005, Statistics in Medicine 24, 729-740) do for differences of matched shares: otherwise
    nothing would be left of the interval where hardly any world says anything.
    """
    worlds = each.shape[-1]
    squared = float(ndtri((1 + confidence) / 2)) ** 2
    total, squares = each.sum(axis=-1).astype(float), (each**2).sum(axis=-1).astype(float)
    size = worlds + squared
    centre = total / size
    half = np.sqrt(squared * np.maximum((squares + squared) / size - centre**2, 0) / size)
    mean = total / worlds
    return mean, np.minimum(centre - half, mean), np.maximum(centre + half, mean)
