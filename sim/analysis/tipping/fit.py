"""Where a share crosses a level between two values, with the interval of the crossing.

The shares near the crossing are fitted by a line, a parabola or a cubic. They are not separate samples: world 17 of one value uses
the same draws as world 17 of another, so a world that reaches the outcome at one value nearly always does at the next.
Generalised least squares takes this into account. Values with few worlds then give the slope, and one value with
many worlds gives the height (Chen, Ankenman and Nelson 2012, "The effects of common random numbers on stochastic kriging
metamodels", ACM Transactions on Modeling and Computer Simulation 22, 7). The interval holds every value at which the
fitted share differs from the level by no more than its error allows. The height is judged with the variance that a
share has at the level: Wilson's interval, inverted, with the error of the slope in it (Fieller's theorem).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.optimize import brentq, isotonic_regression
from scipy.special import chdtrc, ndtri

from sim.analysis.tipping.sides import Bracket
from sim.studies.shares.intervals import CONFIDENCE, FloatArray

Flags = NDArray[np.bool_]

BENT, TWICE_BENT = 5, 7
"""From so many values on a parabola, and a cubic, is fitted; fewer give a line."""
TOO_POOR = 0.001
"""A fit that luck would make so poor, or poorer, less often than this is not used."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a share crosses a level, with the interval of that value and the direction.

    `slope` is how much the share changes per unit of the parameter, and NaN where no fit was found (the share may jump):
    then the interval is that between two values on whose sides of the level the share surely lies. `worlds` are the most
    that were played at one value near it.
    """

    value: float
    low: float
    high: float
    rises: bool
    worlds: int
    slope: float

    @property
    def half(self) -> float:
        """Half of the width of the interval."""
        return (self.high - self.low) / 2

    @property
    def smooth(self) -> bool:
        """Whether the shares around it could be fitted."""
        return bool(np.isfinite(self.slope))


@dataclass(frozen=True)
class Curve:
    """A fitted line, parabola or cubic: its coefficients from the constant on, their covariances, and their origin."""

    coefficients: FloatArray
    covariance: FloatArray
    origin: float

    def _powers(self, value: float) -> FloatArray:
        return np.array([(value - self.origin) ** order for order in range(len(self.coefficients))])

    def at(self, value: float) -> float:
        """The fitted share."""
        return float(self._powers(value) @ self.coefficients)

    def variance(self, value: float) -> float:
        """The square of its standard error."""
        powers = self._powers(value)
        return float(powers @ self.covariance @ powers)

    def slope(self, value: float) -> float:
        """How much the share changes per unit."""
        orders = np.arange(1, len(self.coefficients))
        return float((orders * (value - self.origin) ** (orders - 1)) @ self.coefficients[1:])


def crossing(
    values: FloatArray,
    flags: Sequence[Flags],
    bracket: Bracket,
    level: float,
    confidence: float = CONFIDENCE,
    smooth: bool = True,
) -> Crossing:
    """Find the crossing in a bracket, from the worlds of all values that were played.

    Parameters
    ----------
    values : array, shape (K,)
        Values of the parameter, rising.
    flags : sequence of arrays of bool
        For each value, in which worlds the outcome was reached. All begin with world 0, and some may have more worlds.
    bracket : Bracket
        Between which of the values.
    level : float
        The share that is crossed.
    confidence : float
        Coverage of the interval.
    smooth : bool
        Whether the share may be taken for smooth; that of a whole number goes in steps.
    """
    first, last = np.searchsorted(values, [bracket.low, bracket.high])
    near = slice(max(int(first) - 1, 0), int(last) + 2)
    inside = slice(int(first), int(last) + 1)
    worlds = max(map(len, flags[inside]))
    curve = fitted(values[near], flags[near], level) if smooth else None
    found = None if curve is None else _on_curve(curve, bracket, level, confidence, worlds)
    return found or _between(values[inside], flags[inside], bracket, level, worlds)


def _on_curve(curve: Curve, bracket: Bracket, level: float, confidence: float, worlds: int) -> Crossing | None:
    """The crossing of a fitted curve; None if it does not lead through the level in the direction of the bracket.

    The interval does not reach beyond the bracket, whose ends are sure.
    """
    up = 1 if bracket.rises else -1
    if not up * (curve.at(bracket.low) - level) < 0 < up * (curve.at(bracket.high) - level):
        return None
    value = float(brentq(lambda at: curve.at(at) - level, bracket.low, bracket.high))
    if up * curve.slope(value) <= 0:
        return None
    squared = float(ndtri((1 + confidence) / 2)) ** 2

    def excess(at: float) -> float:
        return (curve.at(at) - level) ** 2 - squared * curve.variance(at)

    ends = [float(brentq(excess, end, value)) if excess(end) > 0 else end for end in (bracket.low, bracket.high)]
    return Crossing(value, ends[0], ends[1], bracket.rises, worlds, curve.slope(value))


def _between(values: FloatArray, flags: Sequence[Flags], bracket: Bracket, level: float, worlds: int) -> Crossing:
    """The crossing of the monotone shares that fit best (isotonic regression), somewhere between the ends of the bracket."""
    shares, weights = np.array([one.mean() for one in flags]), np.array([len(one) for one in flags])
    fit = isotonic_regression(shares, weights=weights, increasing=bracket.rises).x
    above = fit if bracket.rises else -fit
    # Flat stretches: np.interp wants rising places, of which the first counts.
    places, first = np.unique(above, return_index=True)
    value = float(np.interp(level if bracket.rises else -level, places, values[first]))
    return Crossing(value, bracket.low, bracket.high, bracket.rises, worlds, float("nan"))


def fitted(values: FloatArray, flags: Sequence[Flags], level: float) -> Curve | None:
    """Fit the shares of some values by generalised least squares; None if they do not lie on such a curve.

    >>> luck = (np.arange(1000) + 0.5) / 1000
    >>> curve = fitted(np.array([0.0, 1.0]), [luck < 0.2, luck < 0.4], 0.3)
    >>> round(curve.at(0.5), 3), round(curve.slope(0.5), 3)
    (0.3, 0.2)
    """
    degree = 1 + (len(values) >= BENT) + (len(values) >= TWICE_BENT)
    shares = np.array([one.mean() for one in flags])
    origin = float(values.mean())
    powers = np.vander(values - origin, degree + 1, increasing=True)
    try:
        root = np.linalg.cholesky(covariance(flags, level))
    except np.linalg.LinAlgError:
        return None
    design, seen = (solve_triangular(root, one, lower=True) for one in (powers, shares))
    inverse = np.linalg.pinv(design.T @ design)
    coefficients = inverse @ design.T @ seen
    rest = float(np.sum((seen - design @ coefficients) ** 2))
    spare = len(values) - degree - 1
    return None if spare and chdtrc(spare, rest) < TOO_POOR else Curve(coefficients, inverse, origin)


def covariance(flags: Sequence[Flags], level: float) -> FloatArray:
    """Covariances of shares near a level that were counted in the same worlds, of which some have more than others.

    A share has the variance of one that lies at the level; two differ as far as the worlds do that both have. No two
    values are taken to be more alike than one more world of difference between them would make them.
    """
    worlds = np.array([len(one) for one in flags])
    apart = np.zeros((len(flags), len(flags)))
    for row, one in enumerate(flags):
        for column, other in enumerate(flags[:row]):
            both = min(len(one), len(other))
            up, down = int((one[:both] & ~other[:both]).sum()), int((other[:both] & ~one[:both]).sum())
            apart[row, column] = apart[column, row] = (up + down - (up - down) ** 2 / both) / both
    shared: FloatArray = (level * (1 - level) - apart / 2) / np.maximum.outer(worlds, worlds)
    return shared + np.diag(1 / (2 * worlds.astype(float) ** 2))
