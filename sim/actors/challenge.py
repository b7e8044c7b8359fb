"""Payoffs of the crisis game: what a challenge by Azerbaijan brings to either rival, reason by reason.

Both rivals use these payoffs: Azerbaijan to foresee Armenia's answer, Armenia to give it. All are differences from the
challenger's restraint, in units of the prize, with the axes (answer, response, world) of `sim.mechanisms.crisis`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from sim.knowledge.vocabulary import ISSUES
from sim.mechanisms import crisis
from sim.mechanisms.arrays import BoolArray, FloatArray, positive
from sim.mechanisms.deterrence import Response
from sim.mechanisms.force import war_value
from sim.mechanisms.legitimacy import chance_of_fall
from sim.situation import Situation
from sim.values import Branch
from sim.world import Worlds

Payoff: TypeAlias = tuple[str, str, FloatArray]
"""An interest, a reason, and the payoff after each answer and response."""

KARABAKH = ISSUES.index("karabakh")
BELOW_WAR = ("incursion", "siege")
MOVES = (*BELOW_WAR, "attack")


def believed_responses(response: Response) -> FloatArray:
    """Chances that the outside powers stand aside, punish or intervene, shape (3, N)."""
    return crisis.responses(response.punish, response.intervene)


def blunted(move: str, values: Branch) -> FloatArray:
    """What is left of a coercive act after a demilitarised border (incursions) or relief (sieges) has blunted it."""
    rules = values.mechanisms.crisis
    shield = {"incursion": rules.demilitarisation, "siege": rules.relief}[move]
    return np.asarray(1.0 - shield)


def gain_by_coercion(move: str, situation: Situation, world: Worlds, values: Branch) -> FloatArray:
    """Share of the prize that a yielding target gives up; what is gained whets the appetite (ratelle2025 ¶8, ¶12)."""
    rules = values.mechanisms.crisis
    hungry = 1.0 + values.mechanisms.bargaining.demand_growth * world.appetite
    after = np.where(situation.signed, (1.0 - situation.share) * values.mechanisms.relapse.strength.reneging, situation.at_stake)
    gain: FloatArray = rules.coerced_step * blunted(move, values) * hungry * after
    return gain


def war_shares(situation: Situation, values: Branch) -> tuple[FloatArray, FloatArray]:
    """What a war leaves to Azerbaijan and to Armenia after each response, each of shape (3, N), before costs."""
    chance = np.stack([situation.win, situation.win, situation.win_helped])
    destruction = values.mechanisms.force.destruction
    return war_value(chance, destruction, 0.0), war_value(1.0 - chance, destruction, 0.0)


def after_fait_accompli(situation: Situation, world: Worlds) -> FloatArray:
    """Azerbaijan's share after it has settled an issue by force, and what talks on the rest may add."""
    rest = 1.0 - (situation.target * situation.salience_azerbaijan).sum(axis=0)
    return world.status_quo + situation.at_risk + rest * positive(situation.waiting - world.status_quo)


def challenger_payoffs(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    """What a challenge brings to Azerbaijan."""
    own, rules = values.actors.azerbaijan, values.mechanisms.crisis
    severity = getattr(values.mechanisms.deterrence.severity, move)
    punishment = -situation.response[move].punishment
    trade = -values.mechanisms.integration.loss_weight * severity * world.integration
    status = -own.status_seeking * severity * (1.0 + world.western_lead)
    shared: list[Payoff] = [
        ("legitimacy", "militarism", crisis.whatever_follows(own.militarism * severity * rules.rally)),
        ("economy", "expected_punishment", crisis.by_response(0.0, punishment, punishment)),
        ("economy", "lost_trade", crisis.whatever_follows(trade)),
        ("reputation", "lost_status", crisis.whatever_follows(status)),
        ("influence", "moscows_eye", crisis.whatever_follows(own.russian_approval * severity * world.alignment)),
    ]
    if situation.signed.any():
        breach = -values.mechanisms.relapse.breach_cost * severity * situation.signed
        shared.append(("reputation", "breach_of_agreement", crisis.whatever_follows(breach)))
    if situation.talks.any():
        partner = _partner_lost(move, situation, world, values)
        shared.append(("influence", "partner_in_yerevan", crisis.whatever_follows(-partner)))
    return shared + (_war_to_challenger if move == "attack" else _coercion_to_challenger)(move, situation, world, values)


def _partner_lost(move: str, situation: Situation, world: Worlds, values: Branch) -> FloatArray:
    """What Baku would lose if pressure brought the Armenian government down (dersimonian2024 ¶11-12)."""
    rules = values.mechanisms.legitimacy.government
    severity = getattr(values.mechanisms.deterrence.severity, move)
    more_tension = world.tension + severity * (1.0 - world.tension)
    shaken = world.legitimacy_armenia - values.mechanisms.legitimacy.taint * severity
    fall = chance_of_fall(shaken, more_tension, rules.hazard, rules.threshold)
    calm = chance_of_fall(world.legitimacy_armenia, world.tension, rules.hazard, rules.threshold)
    partner: FloatArray = (fall - calm) * values.actors.azerbaijan.partner_value * situation.talks
    return partner


def _war_to_challenger(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    taken = np.broadcast_to(after_fait_accompli(situation, world), (3, world.size))
    fought, _ = war_shares(situation, values)
    cost = values.actors.azerbaijan.war_cost
    return [
        ("territory", "force_against_waiting", crisis.by_both(taken, fought) - situation.waiting),
        ("security", "cost_of_war", crisis.by_answer(0.0, -cost)),
    ]


def _coercion_to_challenger(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    gain = gain_by_coercion(move, situation, world, values)
    skirmish = values.mechanisms.crisis.skirmish_cost * (1.0 - situation.win)
    return [
        ("territory", "gain_by_coercion", crisis.by_answer(gain, 0.0)),
        ("security", "skirmish", crisis.by_answer(0.0, -skirmish)),
        ("effort", "effort", crisis.whatever_follows(-values.actors.azerbaijan.effort)),
    ]


def target_payoffs(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    """What Armenia's answer to a challenge brings to Armenia."""
    rules = values.mechanisms.crisis
    hurt = rules.surrender_cost.homeland * np.ones(world.size)
    if move == "attack":
        abroad = situation.target[KARABAKH]
        hurt = rules.surrender_cost.homeland * (1.0 - abroad) + rules.surrender_cost.karabakh * abroad
        lost = (situation.target * situation.salience_armenia).sum(axis=0) * (1.0 - world.status_quo)
        kept = np.broadcast_to(1.0 - world.status_quo - lost, (3, world.size))
        _, fought = war_shares(situation, values)
        cost = values.actors.armenia.war_cost
        return [
            ("territory", "what_is_left", crisis.by_both(kept, fought)),
            ("security", "cost_of_war", crisis.by_answer(0.0, -cost)),
            ("legitimacy", "surrender", crisis.by_answer(-hurt, 0.0 * hurt)),
        ]
    lost = gain_by_coercion(move, situation, world, values)
    harm = (rules.siege_harm if move == "siege" else rules.skirmish_cost * situation.win) * blunted(move, values)
    harm = np.broadcast_to(harm, (world.size,))
    resist = np.stack([-harm, -harm, 0.0 * harm])
    return [
        ("territory", "gain_by_coercion", crisis.by_answer(-lost, 0.0 * lost)),
        ("security", "siege" if move == "siege" else "skirmish", crisis.by_both(np.zeros_like(resist), resist)),
        ("legitimacy", "surrender", crisis.by_answer(-hurt * rules.coerced_step, 0.0 * hurt)),
    ]


def foreseen(move: str, situation: Situation, world: Worlds, values: Branch) -> tuple[FloatArray, FloatArray]:
    """Azerbaijan's forecast of what follows a move.

    Returns
    -------
    to_yield : array, shape (N,)
        Chance that Armenia yields.
    response : array, shape (3, N)
        Chance that the outside powers stand aside, punish or intervene.
    """
    response = believed_responses(situation.response[move])
    armenia = values.actors.armenia
    total = np.zeros((2, 1))
    for interest, _, payoff in target_payoffs(move, situation, world, values):
        total = total + getattr(armenia.weights, interest) * crisis.after_responses(payoff, response)
    to_yield = crisis.chance_to_yield(total[:, None], response, armenia.precision)
    return (to_yield * may_yield(situation) if move == "attack" else to_yield), response


def may_yield(situation: Situation) -> BoolArray:
    """Where an attack can be left unresisted: it takes something that can be given up, and not the state itself."""
    return situation.talks & (situation.at_risk > 0)
