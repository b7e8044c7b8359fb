"""The five outcomes, and the rules that tell them apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.world.outlook.prospects import Prospects
from sim.model.world.state import SIGNED, WAR, Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import OUTCOMES

WAR_CAUSES = (
    "empty_range",
    "commitment_problem",
    "beliefs",
    "error_in_choice",
    "revanchism",
    "spoilers",
    "bound_attack",
)
"""Why a war broke out (Fearon 1995): no bargain existed; none could be kept; a bargain existed and would have kept, but the
talks were not believed to bring it or resolve was doubted; the attack was an error in choice; others brought it about; or
nobody chose the attack, since bindings left Azerbaijan nothing else to do."""

EMPTY_RANGE, COMMITMENT, BELIEFS, ERROR, REVANCHISM, SPOILERS, BOUND = range(len(WAR_CAUSES))
IDEAL, FORMAL, DEFERRED, STALEMATE, CONFRONTATION = range(len(OUTCOMES))


def war_cause(prospects: Prospects, regret: FloatArray, bound: BoolArray) -> NDArray[np.int64]:
    """Why Azerbaijan attacks, as a row of `WAR_CAUSES`.

    Parameters
    ----------
    prospects : Prospects
    regret : array, shape (N,)
        How far the attack fell short of the best action in Azerbaijan's own eyes; above zero it is an error in choice.
    bound : array of bool, shape (N,)
        Where bindings left nothing but the attack.

    Returns
    -------
    array of int, shape (N,)
    """
    bargain = prospects.range
    empty = bargain.high < bargain.low
    unkept = prospects.durable < bargain.low
    return np.select([bound, empty, unkept, regret > 0], [BOUND, EMPTY_RANGE, COMMITMENT, ERROR], BELIEFS)


def classify(world: Worlds, values: Branch) -> NDArray[np.int64]:
    """The outcome of each world, as a row of OUTCOMES.

    War is new confrontation; without war and without an agreement in force it is stalemate; a ratified or signed agreement
    is deferred tension if it is suspended or if incidents in the last years exceed what is tolerated; otherwise it is ideal
    peace where it is carried out, legitimate in both societies and grievance is low, and formal peace where it is not
    (fattah2025 ¶20-24).

    Parameters
    ----------
    world : Worlds
    values : Branch

    Returns
    -------
    array of int, shape (N,)
    """
    rules = values.outcomes
    war, signed = world.phase == WAR, world.phase == SIGNED
    troubled = world.suspended | (np.bitwise_count(world.trouble) > rules.tolerated_incidents)
    fulfilled = _ideal(world, values)
    return np.select([war, ~signed, troubled, fulfilled], [CONFRONTATION, STALEMATE, DEFERRED, IDEAL], FORMAL).astype(
        np.int64
    )


def _ideal(world: Worlds, values: Branch) -> BoolArray:
    """Where an agreement is ratified, carried out, legitimate in both societies, and grievance is low."""
    ideal = values.outcomes.ideal
    met: BoolArray = (
        world.ratified
        & (world.implementation >= ideal.implementation)
        & (world.legitimacy_armenia >= ideal.legitimacy_armenia)
        & (world.legitimacy_azerbaijan >= ideal.legitimacy_azerbaijan)
        & (world.grievance <= ideal.grievance)
    )
    return met
