"""Parts of a difference, measured world by world: their means with intervals.

The interval of a part is that of a mean over worlds, for each world has a value of its own. Two made-up worlds, in which the
part is as large as it can be in either direction, are added before the spread is taken: for values of -1, 0 and 1 that is the
interval of Bonett and Price (2012) for a difference of paired shares. Resampling worlds (a bootstrap) or a plain t
interval would give a part that no world happened to show no width at all; here its bound is about three in the number of
worlds, as it must be.

Where fewer worlds were split than played, the difference itself is known better than its parts. Each part is then moved
along by what it has in common with the difference (double sampling with regression, Cochran 1977, chapter 12), so that the
parts still add up to the difference, and both kinds of error are in the interval.

References
----------
Bonett, D. G. & Price, R. M. (2012). Adjusted Wald confidence interval for a difference of binomial proportions based on
paired data. Journal of Educational and Behavioral Statistics 37, 479-488.
Cochran, W. G. (1977). Sampling Techniques, third edition. Wiley.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from sim.studies.shares.pairing import Change

FloatArray = NDArray[np.float64]
MADE_UP = 2
"""Made-up worlds that are added before a spread is taken: one at either end."""


@dataclass(frozen=True, eq=False)
class Measured:
    """One or more quantities that are means over worlds.

    Attributes
    ----------
    rest : ndarray, shape (quantities, split)
        What each of them is in each world that was split, less what `told` says of it.
    told : ndarray, shape (quantities, worlds)
        What the difference of each world says of each of them; 0 where all worlds were split.
    orders : ndarray, shape (drawn, quantities), optional
        What each order, or pair of orders, that was drawn says of each of them; None if all orders count.
    """

    rest: FloatArray
    told: FloatArray
    orders: FloatArray | None = None

    @property
    def size(self) -> FloatArray:
        """The means, shape (quantities,)."""
        size: FloatArray = self.rest.mean(axis=1) + self.told.mean(axis=1)
        return size

    def combined(self, weights: ArrayLike) -> Measured:
        """Sums of the quantities with weights, shape (sums, quantities): such as one less another."""
        by = np.asarray(weights, dtype=float)
        return Measured(by @ self.rest, by @ self.told, None if self.orders is None else self.orders @ by.T)

    def estimate(self, confidence: float, bound: float = 1.0) -> Change:
        """Each of them with its interval; `bound` is how large it can be in a world."""
        split, worlds = self.rest.shape[1], self.told.shape[1]
        added, free = split + MADE_UP, split + MADE_UP - 1
        parts = [((self.rest**2).sum(axis=1) + MADE_UP * bound**2 - _squared(self.rest) / added) / free / added]
        degrees = [free]
        centre = self.rest.sum(axis=1) / added + self.told.mean(axis=1)
        if split < worlds:
            parts.append(self.told.var(axis=1, ddof=1) / worlds)
            degrees.append(worlds - 1)
        if self.orders is not None:
            drawn = len(self.orders)
            parts.append(self.orders.var(axis=0, ddof=1) / drawn)
            degrees.append(drawn - 1)
        variance = np.sum(parts, axis=0)
        reach = _quantile(parts, degrees, variance, confidence) * np.sqrt(variance)
        low, high = np.maximum(centre - reach, -bound), np.minimum(centre + reach, bound)
        return Change(self.size, low, high, np.nan, paired=True)


def measured(parts: ArrayLike, difference: ArrayLike, orders: FloatArray | None = None) -> Measured:
    """The parts of a difference, of which some worlds were split, and that is known in these worlds and more.

    Parameters
    ----------
    parts : array_like, shape (parts, split)
        Of the first worlds; in each they add up to the difference.
    difference : array_like, shape (worlds,)
        Of all worlds.
    orders : ndarray, shape (drawn, parts), optional
        What each order that was drawn says of each part.

    Examples
    --------
    >>> found = measured([[1.0, 0.0], [0.0, 0.0]], [1.0, 0.0, 1.0, 1.0])
    >>> float(found.size.sum())
    0.75
    """
    values, whole = np.asarray(parts, dtype=float), np.asarray(difference, dtype=float)
    split = values.shape[1]
    if split == len(whole):
        return Measured(values, np.zeros_like(values), orders)
    slopes = _slopes(values, whole[:split])[:, None]
    return Measured(values - slopes * whole[:split], slopes * whole, orders)


def _slopes(parts: FloatArray, difference: FloatArray) -> FloatArray:
    """How much of a larger difference each part takes; they add up to 1, also where no world differs.

    Of the two made-up worlds the difference is 1 and -1, shared by all parts alike.
    """
    away = difference - difference.mean()
    slopes: FloatArray = (parts @ away + MADE_UP / len(parts)) / (away @ away + MADE_UP)
    return slopes


def _squared(rest: FloatArray) -> FloatArray:
    """The square of each sum; the made-up worlds are opposite and add nothing to it."""
    squared: FloatArray = rest.sum(axis=1) ** 2
    return squared


def _quantile(parts: list[FloatArray], degrees: list[int], variance: FloatArray, confidence: float) -> FloatArray:
    """The quantile of Student's distribution, with Welch's and Satterthwaite's degrees of freedom for several errors."""
    below = np.sum([part**2 / free for part, free in zip(parts, degrees, strict=True)], axis=0)
    quantile: FloatArray = stdtrit(variance**2 / below, (1 + confidence) / 2)
    return quantile
