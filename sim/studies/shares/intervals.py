"""How sure a share is, or a difference of two: of the same worlds under two settings, or of separate worlds.

Cells of a study use the same random draws, so that world 17 of one cell is world 17 of the other. A difference between
them rests on the worlds that end otherwise, and those are few: it is far surer than the intervals of the two shares
suggest, which would have to be compared as if each cell had worlds of its own. Pure functions on arrays, so that a
sweep compares thousands of pairs at once. Neither SciPy nor statsmodels has the paired interval.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, ndtr, ndtri

from sim.common.asked import asked, whole, within_one
from sim.common.errors import InputError

FloatArray = NDArray[np.float64]
CONFIDENCE = 0.95
"""Coverage of every interval that is shown."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: so many of so many, their ratio, and the ends of its interval.

    If the whole is empty, the share is NaN and the interval runs from 0 to 1.
    """

    count: int
    total: int
    share: float
    low: float
    high: float


@asked(confidence=within_one)
def wilson(count: ArrayLike, total: ArrayLike, confidence: float = CONFIDENCE) -> tuple[FloatArray, FloatArray]:
    """Wilson's interval for a share, which stays sensible near 0 and 1 and for few worlds (Wilson 1927).

    Counts and totals are numbers or arrays of shapes that fit each other, and no count may exceed its total. The ends
    lie within [0, 1]; they are 0 and 1 where the total is 0.
    """
    try:
        successes, trials = np.broadcast_arrays(np.asarray(count, dtype=float), np.asarray(total, dtype=float))
    except (ValueError, TypeError, OverflowError) as error:
        raise InputError(f"counts and totals must be numbers, as many of the one as of the other: {error}") from error
    if not ((successes >= 0) & (successes <= trials)).all():
        raise InputError("a count must lie between 0 and its total")
    squared = ndtri((1 + confidence) / 2) ** 2
    failures = trials - successes
    # The usual formula, multiplied by the trials, so that no trials at all divide nothing by zero.
    centre = (successes + squared / 2) / (trials + squared)
    product = successes * failures / np.where(trials == 0, 1, trials)
    spread = np.sqrt(squared * (product + squared / 4)) / (trials + squared)
    # At the ends rounding could leave a hair's breadth beyond 0 or 1, or short of them.
    low = np.where(successes == 0, 0, np.maximum(centre - spread, 0))
    high = np.where(failures == 0, 1, np.minimum(centre + spread, 1))
    return low, high


@asked(count=whole(), total=whole())
def share_of(count: int, total: int) -> Share:
    """So many of so many, with Wilson's 95 % interval."""
    low, high = wilson(count, total)
    return Share(int(count), int(total), count / total if total else float("nan"), float(low), float(high))


def paired_interval(
    both: ArrayLike, only_first: ArrayLike, only_second: ArrayLike, neither: ArrayLike, confidence: float = CONFIDENCE
) -> tuple[FloatArray, FloatArray]:
    """The interval of the second share less the first, counted in the same worlds (Newcombe 1998, method 10).

    The counts are of worlds that reached the outcome on both sides, on one side alone, and on neither. The ends lie within
    [-1, 1]; they are -1 and 1 where there is no world.

    The Wilson intervals of the two shares are put together by square and add, with the correlation of the pairs (phi).
    Where the correlation is positive, half of the worlds is taken from its numerator, but never so much that it changes
    its sign: Newcombe's rule of continuity. Where all worlds or none reach the outcome on one side, there is no
    correlation (Statistics in Medicine 17, 2635-2650).

    >>> low, high = paired_interval(59, 6, 16, 80)
    >>> f"{low:.4f} to {high:.4f}"
    '0.0046 to 0.1186'
    """
    a, b, c, d = _floats(both, only_first, only_second, neither)
    if not ((a >= 0) & (b >= 0) & (c >= 0) & (d >= 0)).all():
        raise ValueError("a count of worlds cannot be negative")
    total = a + b + c + d
    return _square_and_add(a + b, total, a + c, total, _phi(a, b, c, d), confidence)


def unpaired_interval(
    first: ArrayLike,
    first_worlds: ArrayLike,
    second: ArrayLike,
    second_worlds: ArrayLike,
    confidence: float = CONFIDENCE,
    correlation: float = 0.0,
) -> tuple[FloatArray, FloatArray]:
    """The interval of the second share less the first, counted in separate worlds: so many of so many on each side.

    Newcombe's hybrid score interval (1998, Statistics in Medicine 17, 873-890, method 10), within [-1, 1]. Where the worlds
    of both sides are parts of the same ones, the two shares have a correlation.
    """
    one, one_worlds, two, two_worlds = _floats(first, first_worlds, second, second_worlds)
    return _square_and_add(one, one_worlds, two, two_worlds, np.full(one.shape, correlation), confidence)


def _floats(*counts: ArrayLike) -> list[FloatArray]:
    """Counts as arrays of one shape."""
    return list(np.broadcast_arrays(*(np.asarray(count, dtype=float) for count in counts)))


def _square_and_add(
    first: FloatArray,
    first_worlds: FloatArray,
    second: FloatArray,
    second_worlds: FloatArray,
    phi: FloatArray,
    confidence: float,
) -> tuple[FloatArray, FloatArray]:
    low_first, high_first = wilson(first, first_worlds, confidence)
    low_second, high_second = wilson(second, second_worlds, confidence)
    # Without a world a share could be anything.
    one, two = _share(first, first_worlds), _share(second, second_worlds)
    down = _together(two - low_second, high_first - one, phi)
    up = _together(high_second - two, one - low_first, phi)
    unknown = (first_worlds == 0) | (second_worlds == 0)
    low = np.where(unknown, -1.0, np.maximum(two - one - down, -1))
    return low, np.where(unknown, 1.0, np.minimum(two - one + up, 1))


def _share(count: FloatArray, worlds: FloatArray) -> FloatArray:
    share: FloatArray = count / np.where(worlds == 0, 1, worlds)
    return share


def _together(one: FloatArray, other: FloatArray, phi: FloatArray) -> FloatArray:
    """Two distances added as errors with a correlation are; rounding must not leave a negative square."""
    together: FloatArray = np.sqrt(np.maximum(one**2 - 2 * phi * one * other + other**2, 0))
    return together


def _phi(a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray) -> FloatArray:
    """The correlation of the pairs, with Newcombe's rule of continuity; 0 where one side has no spread."""
    product = a * d - b * c
    numerator = np.where(product > 0, np.maximum(product - HALF * (a + b + c + d), 0), product)
    spread = np.sqrt((a + b) * (c + d) * (a + c) * (b + d))
    phi: FloatArray = np.where(spread > 0, numerator / np.where(spread > 0, spread, 1), 0.0)
    return phi


def mcnemar(only_first: ArrayLike, only_second: ArrayLike) -> FloatArray:
    """McNemar's test of no difference between two shares of the same worlds, two-sided, mid-p: p, in (0, 1].

    Only worlds that end otherwise say anything, and without a difference each of them falls on either side with equal
    chance. The exact test errs far on the side of caution; mid-p counts half of the chance of what was seen, keeps the
    error close to what it promises, and is what Fagerland, Lydersen and Laake (2013, BMC Medical Research Methodology 13,
    91) recommend. It is 1 where both are equal, and where no world ends otherwise.

    >>> f"{mcnemar(6, 16):.5f}"
    '0.03469'
    """
    b, c = _floats(only_first, only_second)
    fewer, changed = np.minimum(b, c), (b + c).astype(np.int64)
    up_to = bdtr(fewer, changed, HALF)
    below = np.where(fewer > 0, bdtr(np.maximum(fewer - 1, 0), changed, HALF), 0.0)
    p: FloatArray = np.where(b == c, 1.0, np.minimum(up_to + below, 1.0))
    return p


def unpaired_test(first: ArrayLike, first_worlds: ArrayLike, second: ArrayLike, second_worlds: ArrayLike) -> FloatArray:
    """The test of no difference between two shares of separate worlds, two-sided: p, in [0, 1]; 1 where there is no world.

    The chi-squared test with N - 1, which Campbell (2007, Statistics in Medicine 26, 3661-3675) recommends.
    """
    x, n, y, m = _floats(first, first_worlds, second, second_worlds)
    together = n + m
    pooled = _share(x + y, together)
    variance = pooled * (1 - pooled) * (_share(np.ones_like(n), n) + _share(np.ones_like(m), m))
    variance = variance * together / np.maximum(together - 1, 1)
    known = (variance > 0) & (n > 0) & (m > 0)
    score = np.where(known, np.abs(_share(x, n) - _share(y, m)) / np.sqrt(np.where(known, variance, 1)), 0)
    p: FloatArray = 2 * ndtr(-score)
    return p


def confidence_of_each(comparisons: int, confidence: float = CONFIDENCE) -> float:
    """Coverage of each of several intervals so that all of them together keep what is promised (Bonferroni).

    >>> confidence_of_each(5)
    0.99
    """
    return 1 - (1 - confidence) / max(comparisons, 1)
