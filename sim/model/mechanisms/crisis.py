"""The crisis game of a quarter: challenge, answer, response of the guarantors (Signorino 1999).

The challenger restrains itself or makes one of several moves; the target yields or resists; the guarantors, as the rivals
imagine them, stand aside, punish or intervene. Every node is solved by logit choice, from the last to the first.

Payoffs have the axes (answer, response, world): answer 0 is to yield, 1 to resist; response 0 is to stand aside, 1 to
punish, 2 to intervene. A payoff that does not depend on an axis has length 1 there.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import DTypeLike

from sim.model.mechanisms.arrays import FloatArray, Number
from sim.model.mechanisms.quantal_response import answer

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


class Payoff(tuple[tuple[Number, ...], ...]):
    """A payoff as the ends of the game: for each answer, what it brings after each response.

    One entry in the place of two answers, or of three responses, holds for all of them. As an array it has the axes
    (answer, response, world); kept apart, numbers and zeros cost nothing.
    """

    __slots__ = ()

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> FloatArray:
        responses = max(len(branch) for branch in self)
        worlds = max(np.size(value) for branch in self for value in branch)
        laid = np.empty((len(self), responses, worlds), dtype=dtype)
        for row, branch in enumerate(self):
            for column in range(responses):
                laid[row, column] = branch[column if len(branch) > 1 else 0]
        return laid

    def __rmul__(self, weight: Number) -> Payoff:  # type: ignore[override]
        return Payoff(tuple(weight * value for value in branch) for branch in self)


def by_answer(if_yield: Number, if_resist: Number) -> Payoff:
    """A payoff that depends on the answer only."""
    return Payoff(((if_yield,), (if_resist,)))


def by_response(aside: Number, punish: Number, intervene: Number) -> Payoff:
    """A payoff that depends on the response only."""
    return Payoff(((aside, punish, intervene),))


def by_both(if_yield: Sequence[Number], if_resist: Sequence[Number]) -> Payoff:
    """A payoff that depends on answer and response: for either answer, one number for all responses or one for each."""
    return Payoff((tuple(if_yield), tuple(if_resist)))


def whatever_follows(value: Number) -> Payoff:
    """A payoff that a move brings whatever follows."""
    return Payoff(((value,),))


def after_responses(payoff: Payoff | FloatArray, response: FloatArray) -> list[Number]:
    """Expected payoff of each answer, the responses being foreseen.

    Parameters
    ----------
    payoff : Payoff, or array of shape (1 or 2, 1 or 3, N)
    response : array, shape (3, N)

    Returns
    -------
    list of number or array of shape (N,)
        One entry if the payoff does not depend on the answer, else two.
    """
    return [branch[0] if len(branch) == 1 else _mean(branch, response) for branch in payoff]


def _mean(values: Sequence[Number], chances: FloatArray) -> Number:
    """Mean of some values by their chances; what is nothing at all adds nothing."""
    parts = [chance * value for value, chance in zip(values, chances, strict=True) if not _nothing(value)]
    return sum(parts[1:], parts[0]) if parts else 0.0


def _nothing(value: Number) -> bool:
    """Whether a payoff is the number zero, in all worlds and without being looked at."""
    return isinstance(value, float) and value == 0.0


def chance_to_yield(target: Payoff | FloatArray, response: FloatArray, precision: Number) -> FloatArray:
    """The target's answer by backward induction: logit between the expected payoffs of yielding and resisting.

    Parameters
    ----------
    target : Payoff, or array of shape (2, 1 or 3, N)
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


def expected(payoff: Payoff | FloatArray, to_yield: FloatArray, response: FloatArray) -> Number:
    """Expected payoff of a move: answers and responses being foreseen.

    Parameters
    ----------
    payoff : Payoff, or array of shape (1 or 2, 1 or 3, N)
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
    if_yield, if_resist = answers
    if _nothing(if_resist):
        return to_yield * if_yield
    if _nothing(if_yield):
        return if_resist - to_yield * if_resist
    return if_resist + to_yield * (if_yield - if_resist)
