"""Reputation: beliefs about types, learned by Bayes' rule from acts that were seen.

A belief in one of two types is a prior and the evidence so far, a log-likelihood ratio; evidence fades. Nothing is learned
from what every type would have done: a distracted guarantor that stands aside says little about its resolve.
"""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, added

SMALLEST = np.finfo(float).tiny
STRONGEST = 50.0
"""Evidence beyond which nobody could doubt any more: odds of e to the fiftieth."""


def believed(prior: Number, evidence: FloatArray) -> FloatArray:
    """Chance of a type after the evidence, in [0, 1]: the prior odds times exp(evidence).

    Parameters
    ----------
    prior : number in [0, 1]
    evidence : array
        Log-likelihood ratio of all that was seen; 0 gives back the prior.
    """
    favour = prior * np.exp(evidence)
    return np.asarray(favour / np.maximum(favour + (1.0 - prior), SMALLEST))


def evidence_of(chance_if: FloatArray, chance_if_not: FloatArray, weight: Number) -> FloatArray:
    """What an act says about a type: the log-likelihood ratio of its chances under either type, times a weight.

    Parameters
    ----------
    chance_if, chance_if_not : array
        Chance of what was seen if the actor is of the type, and if it is not.
    weight : number
        1 is Bayes' rule, 0 means that nobody learns.
    """
    ratio = np.log(np.maximum(chance_if, SMALLEST)) - np.log(np.maximum(chance_if_not, SMALLEST))
    return np.clip(weight * ratio, -STRONGEST, STRONGEST)


def updated(belief: FloatArray, chance: FloatArray, weight: Number) -> FloatArray:
    """A belief over several types after an act: Bayes' rule.

    Parameters
    ----------
    belief : array, shape (types, N)
        Chances that add up to 1.
    chance : array, shape (types, N)
        Chance of the act under each type.
    weight : number
        1 is Bayes' rule, 0 means that nobody learns.

    Returns
    -------
    array, shape (types, N)
        The belief as it was where no type could have done it.
    """
    after = belief * np.maximum(chance, 0.0) ** weight
    total = added(after)
    return np.where(total > SMALLEST, after / np.maximum(total, SMALLEST), belief)


def fade(evidence: FloatArray, memory: Number) -> FloatArray:
    """Evidence of the next quarter: old evidence fades, and the belief returns towards the prior."""
    return evidence * memory
