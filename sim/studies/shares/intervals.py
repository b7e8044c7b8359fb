"""How sure a share is that was counted in a limited number of worlds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from sim.common.asked import asked, whole, within_one
from sim.common.errors import InputError

CONFIDENCE = 0.95
"""Coverage of every interval that is shown."""


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
def wilson(
    count: ArrayLike, total: ArrayLike, confidence: float = CONFIDENCE
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
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
