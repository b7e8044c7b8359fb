"""Looking ahead: what waiting is worth when power, windows and beliefs move.

Commitment problems (Powell 2006) are not rewarded by a bonus: they arise here, from the difference between what a rival can
get now and what it expects to be able to get `foresight` quarters from now.
"""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive, unit
from sim.model.mechanisms.force import BargainingRange


def project_reverting(x: FloatArray, long_run: Number, rate: Number, foresight: Number) -> FloatArray:
    """Where a mean-reverting variable is expected to stand after `foresight` quarters."""
    return long_run + (x - long_run) * (1.0 - rate) ** foresight


def project_drifting(x: FloatArray, drift: Number, foresight: Number) -> FloatArray:
    """Where a variable stands after `foresight` quarters if its present drift goes on; never below zero."""
    return positive(x + drift * foresight)


def prospect_of_agreement(
    agreed_share: FloatArray, progress: FloatArray, foresight: Number, confidence: FloatArray
) -> FloatArray:
    """Chance that the talks succeed, as seen from the table.

    What is agreed, plus what present progress would add, times the confidence that a text will be signed.
    """
    return unit(agreed_share + progress * foresight) * confidence


def durable_high(
    now: BargainingRange, later: BargainingRange, discount: Number, foresight: Number, assurance: Number
) -> FloatArray:
    """The most that the target can give and later still prefer to keep the bargain (Powell 2006).

    If the target's war value is expected to rise, it would reopen a bargain that is too hard on it, so the challenger can
    count on no more than ``1 - discount^f * (target's later war value)``. A guarantee of strength `assurance` takes
    the gain out of reopening: with that chance the later war value counts as it is now (Walter 1997).

    Returns
    -------
    array, shape (N,)
        Share of the prize, in [0, 1].
    """
    target_now, target_later = 1.0 - now.high, 1.0 - later.high
    expected = assurance * np.minimum(target_now, target_later) + (1.0 - assurance) * target_later
    return unit(np.minimum(now.high, 1.0 - discount**foresight * expected))


def expected_settlement(low: FloatArray, high: FloatArray, advantage: Number) -> FloatArray:
    """The bargain that the challenger expects: asymmetric Nash bargaining over the surplus of peace.

    Parameters
    ----------
    low, high : array, shape (N,)
        Ends of the (durable) bargaining range.
    advantage : number
        The challenger's share of the surplus; 1 is a take-it-or-leave-it offer by the challenger.

    Returns
    -------
    array, shape (N,)
        Share of the prize; where the range is empty, the most that can be had without war.
    """
    return unit(high - (1.0 - advantage) * positive(high - low))


def value_of_waiting(
    prospect: FloatArray, settlement: FloatArray, holding: FloatArray, war_later: FloatArray, discount: Number
) -> FloatArray:
    """What restraint is worth: the settlement if the talks succeed; else what one holds, or a later war if that is better.

    Parameters
    ----------
    prospect : array, shape (N,)
        Chance that the talks succeed.
    settlement, holding, war_later : array, shape (N,)
        Value of the expected settlement, of the status quo, and of a war `foresight` quarters from now.
    discount : number
        Discount factor over the whole of the foresight.

    Returns
    -------
    array, shape (N,)
    """
    fallback = np.maximum(holding, discount * war_later)
    return prospect * settlement + (1.0 - prospect) * fallback
