"""The crisis game of a quarter: challenge, answer, response of the guarantors (Signorino 1999).

The challenger restrains itself or makes one of several moves; the target yields or resists; the guarantors, as the rivals
imagine them, stand aside, punish or intervene. Every node is solved by logit choice, from the last to the first.

Payoffs are arrays with the axes (answer, response, world): answer 0 is to yield, 1 to resist; response 0 is to stand
aside, 1 to punish, 2 to intervene. A payoff that does not depend on an axis has length 1 there.
"""

from __future__ import annotations

import numpy as np

from sim.mechanisms.arrays import FloatArray, Number
from sim.mechanisms.quantal_response import answer

YIELD, RESIST = 0, 1
ASIDE, PUNISH, INTERVENE = 0, 1, 2


def responses(punish: FloatArray, intervene: FloatArray) -> FloatArray:
    """Chances of the three responses, as believed.

    A belief about a guarantor's resolve stands for its node in the tree: the logit node whose payoffs are the logarithms
    of these chances, divided by its precision, is chosen from with just these chances.

    Parameters
    ----------
    punish, intervene : array, shape (N,)
        Chance that somebody at least punishes, and that somebody intervenes; they add up to at most 1.

    Returns
    -------
    array, shape (3, N)
    """
    return np.stack([1.0 - punish - intervene, punish, intervene])


def by_answer(if_yield: Number, if_resist: Number) -> FloatArray:
    """A payoff that depends on the answer only, shape (2, 1, N)."""
    return _laid_side_by_side(if_yield, if_resist)[:, None, :]


def by_response(aside: Number, punish: Number, intervene: Number) -> FloatArray:
    """A payoff that depends on the response only, shape (1, 3, N)."""
    return _laid_side_by_side(aside, punish, intervene)[None, :, :]


def _laid_side_by_side(*payoffs: Number) -> FloatArray:
    """Payoffs one above the other, shape (payoffs, N)."""
    laid = np.empty((len(payoffs), max(np.size(payoff) for payoff in payoffs)))
    for row, payoff in enumerate(payoffs):
        laid[row] = payoff
    return laid


def by_both(if_yield: FloatArray, if_resist: FloatArray) -> FloatArray:
    """A payoff that depends on answer and response, from two arrays of shape (3, N); shape (2, 3, N)."""
    return np.stack(np.broadcast_arrays(if_yield, if_resist))


def whatever_follows(value: Number) -> FloatArray:
    """A payoff that a move brings whatever follows, shape (1, 1, N)."""
    return np.atleast_1d(np.asarray(value, dtype=float))[None, None, :]


def after_responses(payoff: FloatArray, response: FloatArray) -> FloatArray:
    """Expected payoff of each answer, the responses being foreseen.

    Parameters
    ----------
    payoff : array, shape (1 or 2, 1 or 3, N)
    response : array, shape (3, N)

    Returns
    -------
    array, shape (1, N) if the payoff does not depend on the answer, else (2, N)
    """
    if payoff.shape[1] == 1:
        return payoff[:, 0]
    expected_payoff: FloatArray = payoff[:, 0] * response[0]
    for kind in (PUNISH, INTERVENE):
        expected_payoff += payoff[:, kind] * response[kind]
    return expected_payoff


def chance_to_yield(target: FloatArray, response: FloatArray, precision: Number) -> FloatArray:
    """The target's answer by backward induction: logit between the expected payoffs of yielding and resisting.

    Parameters
    ----------
    target : array, shape (2, 1 or 3, N)
        The target's payoff after each answer and response.
    response : array, shape (3, N)
        Chances of the responses as the target sees them.
    precision : number
        The target's lambda.

    Returns
    -------
    array, shape (N,)
    """
    foreseen = after_responses(target, response)
    return answer(foreseen[YIELD], foreseen[RESIST], precision)


def expected(payoff: FloatArray, to_yield: FloatArray, response: FloatArray) -> FloatArray:
    """Expected payoff of a move: answers and responses being foreseen.

    Parameters
    ----------
    payoff : array, shape (1 or 2, 1 or 3, N)
    to_yield : array, shape (N,)
        Chance that the target yields.
    response : array, shape (3, N)
        Chances of the responses.

    Returns
    -------
    array, shape (N,)
    """
    answers = after_responses(payoff, response)
    if len(answers) == 1:
        return answers[0]
    foreseen: FloatArray = answers[RESIST] + to_yield * (answers[YIELD] - answers[RESIST])
    return foreseen
