"""The five outcomes, and the rules that tell them apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.world.state import SIGNED, WAR, Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import OUTCOMES

WAR_CAUSES = (
    "bound_attack",
    "closing_window",
    "target_misjudged",
    "guarantors_misjudged",
    "incident",
    "revision",
    "bluff_expected",
    "error_in_choice",
    "not_durable",
    "undeterred",
)
"""Why a war came, in the order in which the causes are tried (Fearon 1995; Powell 2006). Nobody chose it, since bindings left
nothing else. It would not have come if power and attention had stayed as they were, if the other's cost of war or the
guarantors' types had been known, or without the incident. Armenia wanted back what it had given. The target took the threat
for a bluff. The choice was an error. An agreement did not bind. Or Azerbaijan was dissatisfied and nothing deterred it."""

IDEAL, FORMAL, DEFERRED, STALEMATE, CONFRONTATION = range(len(OUTCOMES))


def classify(world: Worlds, values: Branch, quarter: int, dictated: FloatArray) -> NDArray[np.int64]:
    """The outcome of each world, as a row of OUTCOMES.

    New confrontation is a total war, a war within the last years, or an agreement that war undid and nobody renewed.
    Else no agreement in force is stalemate. An agreement is deferred tension if it is suspended, if incidents in the last
    years exceed what is tolerated, or if more than a part of what went to Azerbaijan was dictated; otherwise it is ideal
    peace where it is carried out, legitimate in both societies and grievance is low, and formal peace where it is not
    (fattah2025 ¶20-24).

    Parameters
    ----------
    world : Worlds
    values : Branch
    quarter : int
        The quarter that would come next.
    dictated : array, shape (N,)
        Share of what went to Azerbaijan that was conceded under coercion or taken.

    Returns
    -------
    array of int, shape (N,)
    """
    rules = values.outcomes
    signed = world.phase == SIGNED
    recent = (world.last_war_quarter >= 0) & (world.last_war_quarter >= quarter - rules.calm_quarters)
    war = (world.phase == WAR) | recent | (world.undone & ~signed)
    troubled = (
        world.suspended
        | (np.bitwise_count(world.trouble) > rules.tolerated_incidents)
        | (dictated > rules.formal.dictated)
    )
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
