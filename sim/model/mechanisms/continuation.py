"""Looking ahead: what waiting is worth when power, windows and guarantees move along a path that is foreseen.

Restraint is a decision to stop that can be put off (optimal stopping): in every year ahead the talks may bring the text, or
a crisis may open in which force is better than waiting on. Commitment problems and closing windows (Powell 2006) are not
rewarded by a bonus: they are in the path.
"""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive, unit

YEAR = 4
"""Quarters in a year."""

YEARS = 4
"""Years that are looked ahead; what comes after them counts as the last of them."""


def project_reverting(x: FloatArray, long_run: Number, rate: Number, foresight: Number) -> FloatArray:
    """Where a mean-reverting variable is expected to stand after `foresight` quarters."""
    return x + (long_run - x) * (1.0 - (1.0 - rate) ** foresight)


def kept(held: FloatArray, threat: FloatArray, assurance: Number) -> FloatArray:
    """What a side will keep of its share if the other rises: no more than the other would leave rather than fight (Powell 2006).

    Parameters
    ----------
    held : array
        Share held now.
    threat : array
        What the other would gain by fighting for it; nothing is lost where this is not above zero.
    assurance : number
        Chance that a guarantee takes the gain out of reopening (Walter 1997).

    Returns
    -------
    array
    """
    return held - (1.0 - assurance) * np.minimum(positive(threat), held)


def chance_of_text(
    moving: FloatArray, speed: FloatArray, gap: FloatArray, most: Number, outside: FloatArray
) -> FloatArray:
    """Chance in a year that the talks bring the text: the speed at which the remaining gap closes, while both sides move.

    Parameters
    ----------
    moving : array
        1 where both sides moved when they last met, else 0, or in between.
    speed, gap : array
        How much of the gap is closed in a quarter, and how much is left.
    most : number
        The largest chance in a quarter.
    outside : array
        What attention from outside leaves of the chance, in [0, 1].

    Returns
    -------
    array
    """
    quarterly = moving * np.minimum(most, speed / np.maximum(gap, 1e-6)) * unit(outside)
    return np.asarray(1.0 - (1.0 - quarterly) ** YEAR)


def value_of_waiting(
    holding: FloatArray,
    war: FloatArray,
    text: FloatArray,
    talks: FloatArray,
    crisis: FloatArray,
    discount: Number,
    rest: FloatArray,
) -> FloatArray:
    """What restraint is worth: year by year backwards over the path that is foreseen.

    V_k = (1 - d) holding_k + d [rho_k max(text, B_k) + (1 - rho_k) B_k],  B_k = (1 - h) V_(k+1) + h max(V_(k+1), W_(k+1))

    A text that is worth less than going on without one need not be signed.

    Parameters
    ----------
    holding, war : array, shape (YEARS + 1, types, N)
        What is held, and what a war is worth, now and after each year.
    text : array, shape (types, N)
        What an agreement on the table is worth.
    talks : array, shape (YEARS + 1, N)
        Chance in each year that the talks bring it.
    crisis : array, shape (N,)
        Chance in a year of a crisis, in which force is possible.
    discount : number
        Worth of a unit of the next quarter.
    rest : array, shape (N,)
        Share of the promise of the talks that is left after a war.

    Returns
    -------
    array, shape (types, N)
    """
    patience = np.asarray(discount, dtype=float) ** YEAR
    value = np.broadcast_to(holding[-1], np.broadcast_shapes(holding[-1].shape, text.shape))
    for year in range(len(holding) - 2, -1, -1):
        fight = war[year + 1] + rest * positive(value - holding[year + 1])
        best = value + crisis * positive(fight - value)
        value = (1.0 - patience) * holding[year] + patience * (best + talks[year] * positive(text - best))
    return np.asarray(value)


def perpetuity(held: FloatArray, loss: FloatArray, discount: Number) -> FloatArray:
    """What a holding is worth that shrinks by the share `loss` in every quarter, as against one held forever."""
    rest = 1.0 - np.asarray(discount, dtype=float) + np.finfo(float).tiny
    return np.asarray(held * rest / (rest + discount * unit(loss)))
