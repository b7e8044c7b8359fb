"""Payoffs of the crisis game: what a challenge by Azerbaijan brings to either rival, reason by reason.

Both rivals use these payoffs: Azerbaijan to foresee Armenia's answer, Armenia to give it. All are differences from the
challenger's restraint, in units of the prize, with the axes (answer, response, world) of `sim.model.mechanisms.crisis`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from sim.model.mechanisms import crisis, disinformation
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, positive
from sim.model.mechanisms.deterrence import Response
from sim.model.mechanisms.force import war_value
from sim.model.mechanisms.legitimacy import chance_of_fall
from sim.model.world.outlook.situation import Situation
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import ISSUES

Payoff: TypeAlias = tuple[str, str, crisis.Payoff]
"""An interest, a reason, and the payoff after each answer and response."""

Shares: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]
"""A share of the prize after each response, each of shape (N,)."""

KARABAKH = ISSUES.index("karabakh")
BELOW_WAR = ("incursion", "siege")
DISINFORMATION = "disinformation"
MOVES = (DISINFORMATION, *BELOW_WAR, "attack")


def believed_responses(response: Response) -> FloatArray:
    """Chances that the outside powers stand aside, punish or intervene, shape (3, N)."""
    return crisis.responses(response.punish, response.intervene)


def blunted(move: str, values: Branch) -> FloatArray:
    """What is left of a coercive act after a demilitarised border (incursions) or relief (sieges) has blunted it."""
    rules = values.mechanisms.crisis
    shield = {"incursion": rules.demilitarisation, "siege": rules.relief}[move]
    return np.asarray(1.0 - shield)


def given_to_coercion(
    move: str, at_stake: FloatArray, kept: FloatArray, situation: Situation, world: Worlds, values: Branch
) -> FloatArray:
    """What a yielding target gives up; what is gained whets the appetite (ratelle2025 ¶8, ¶12).

    Parameters
    ----------
    move : str
    at_stake, kept : array, shape (N,)
        Share of the prize at the table, and share that the agreement left to the target, as the side weighs them whose
        payoff this is.
    situation : Situation
    world : Worlds
    values : Branch

    Returns
    -------
    array, shape (N,)
    """
    step = values.mechanisms.crisis.coerced_step
    given: FloatArray = step * blunted(move, values) * exposed_to_pressure(at_stake, kept, situation, world, values)
    return given


def exposed_to_pressure(
    at_stake: FloatArray, kept: FloatArray, situation: Situation, world: Worlds, values: Branch
) -> FloatArray:
    """What lies open to pressure: the issues at the table, or under an agreement what it left; success whets the appetite."""
    hungry = 1.0 + values.mechanisms.bargaining.demand_growth * world.appetite
    exposed: FloatArray = np.where(situation.signed, kept * values.mechanisms.relapse.strength.reneging, at_stake)
    return hungry * exposed


def war_shares(situation: Situation, values: Branch) -> tuple[Shares, Shares]:
    """What a war leaves to Azerbaijan and to Armenia after each response, before costs."""
    destruction = values.mechanisms.force.destruction
    alone, helped = situation.win, situation.win_helped
    taken, taken_with_help = (war_value(win, destruction, 0.0) for win in (alone, helped))
    kept, kept_with_help = (war_value(1.0 - win, destruction, 0.0) for win in (alone, helped))
    return (taken, taken, taken_with_help), (kept, kept, kept_with_help)


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
        ("economy", "expected_punishment", crisis.by_response(0.0, punishment, punishment)),
        ("economy", "lost_trade", crisis.whatever_follows(trade)),
        ("reputation", "lost_status", crisis.whatever_follows(status)),
        ("influence", "moscows_eye", crisis.whatever_follows(own.russian_approval * severity * world.alignment)),
    ]
    if move != DISINFORMATION:  # what is hidden earns no applause
        applause = own.militarism * severity * rules.rally
        shared.insert(0, ("legitimacy", "militarism", crisis.whatever_follows(applause)))
    if situation.signed.any():
        breach = -values.mechanisms.relapse.breach_cost * severity * situation.signed
        shared.append(("reputation", "breach_of_agreement", crisis.whatever_follows(breach)))
    if situation.talks.any():
        partner = _partner_lost(move, situation, world, values)
        shared.append(("influence", "partner_in_yerevan", crisis.whatever_follows(-partner)))
    particular = {"attack": _war_to_challenger, DISINFORMATION: _disinformation_to_challenger}
    return shared + particular.get(move, _coercion_to_challenger)(move, situation, world, values)


def _partner_lost(move: str, situation: Situation, world: Worlds, values: Branch) -> FloatArray:
    """What Baku would lose if pressure brought the Armenian government down (dersimonian2024 ¶11-12)."""
    rules = values.mechanisms.legitimacy.government
    severity = getattr(values.mechanisms.deterrence.severity, move)
    more_tension = world.tension + severity * (1.0 - world.tension)
    taint = values.mechanisms.legitimacy.taint * severity
    shaken = world.legitimacy_armenia - (campaign(world, values)[1] if move == DISINFORMATION else taint)
    fall = chance_of_fall(shaken, more_tension, rules.hazard, rules.threshold)
    calm = chance_of_fall(world.legitimacy_armenia, world.tension, rules.hazard, rules.threshold)
    partner: FloatArray = (fall - calm) * values.actors.azerbaijan.partner_value * situation.talks
    return partner


def _war_to_challenger(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    taken = after_fait_accompli(situation, world) - situation.waiting
    (fought, _, helped), _ = war_shares(situation, values)
    fought, helped = fought - situation.waiting, helped - situation.waiting
    cost = values.actors.azerbaijan.war_cost
    return [
        ("territory", "force_against_waiting", crisis.by_both([taken], [fought, fought, helped])),
        ("security", "cost_of_war", crisis.by_answer(0.0, -cost)),
        ("security", "wider_war", crisis.by_answer(0.0, -situation.widened)),
    ]


def campaign(world: Worlds, values: Branch) -> tuple[FloatArray, FloatArray]:
    """What a campaign of disinformation does in Armenia: the fear that it adds, and the legitimacy that it takes."""
    rules = values.mechanisms.disinformation
    public = disinformation.reached(rules.reach, world.preparation)
    return (
        disinformation.frightened(world.fear, public, rules.fear),
        disinformation.divided(world.legitimacy_armenia, public, rules.division),
    )


def _disinformation_to_challenger(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    added_fear, _ = campaign(world, values)
    exposed = exposed_to_pressure(situation.at_stake, 1.0 - situation.share, situation, world, values)
    gain = disinformation.expected_gain(added_fear, exposed, values.mechanisms.disinformation.softening)
    return [
        ("territory", "softened_by_fear", crisis.whatever_follows(gain)),
        ("effort", "effort", crisis.whatever_follows(-values.actors.azerbaijan.effort)),
    ]


def _coercion_to_challenger(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    gain = given_to_coercion(move, situation.at_stake, 1.0 - situation.share, situation, world, values)
    skirmish = values.mechanisms.crisis.skirmish_cost * (1.0 - situation.win)
    return [
        ("territory", "gain_by_coercion", crisis.by_answer(gain, 0.0)),
        ("security", "skirmish", crisis.by_answer(0.0, -skirmish)),
        ("effort", "effort", crisis.whatever_follows(-values.actors.azerbaijan.effort)),
    ]


def target_payoffs(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    """What Armenia's answer to a challenge brings to Armenia."""
    return (_war_to_target if move == "attack" else _coercion_to_target)(move, situation, world, values)


def _war_to_target(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    surrender = values.mechanisms.crisis.surrender_cost
    abroad = situation.target[KARABAKH]
    hurt = surrender.homeland * (1.0 - abroad) + surrender.karabakh * abroad
    lost = (situation.target * situation.salience_armenia).sum(axis=0) * (1.0 - world.status_quo)
    _, fought = war_shares(situation, values)
    return [
        ("territory", "what_is_left", crisis.by_both([1.0 - world.status_quo - lost], fought)),
        ("security", "cost_of_war", crisis.by_answer(0.0, -values.actors.armenia.war_cost)),
        ("legitimacy", "surrender", crisis.by_answer(-hurt, 0.0)),
    ]


def _coercion_to_target(move: str, situation: Situation, world: Worlds, values: Branch) -> list[Payoff]:
    rules = values.mechanisms.crisis
    lost = given_to_coercion(move, situation.at_stake_armenia, 1.0 - situation.loss, situation, world, values)
    harm = (rules.siege_harm if move == "siege" else rules.skirmish_cost * situation.win) * blunted(move, values)
    surrender = rules.surrender_cost.homeland * rules.coerced_step
    return [
        ("territory", "gain_by_coercion", crisis.by_answer(-lost, 0.0)),
        ("security", "siege" if move == "siege" else "skirmish", crisis.by_both([0.0], [-harm, -harm, 0.0])),
        ("legitimacy", "surrender", crisis.by_answer(-surrender, 0.0)),
    ]


def foreseen(move: str, situation: Situation, world: Worlds, values: Branch) -> tuple[FloatArray, FloatArray]:
    """Azerbaijan's forecast of what follows a move.

    Returns
    -------
    to_yield : array, shape (N,)
        Chance that Armenia yields; 0 to a campaign of disinformation, which asks for nothing.
    response : array, shape (3, N)
        Chance that the outside powers stand aside, punish or intervene.
    """
    response = believed_responses(situation.response[move])
    if move == DISINFORMATION:
        return np.zeros(world.size), response
    armenia = values.actors.armenia
    total: list[Number] = [0.0, 0.0]
    for interest, _, payoff in target_payoffs(move, situation, world, values):
        weight = getattr(armenia.weights, interest)
        total = [
            so_far + weight * more for so_far, more in zip(total, crisis.after_responses(payoff, response), strict=True)
        ]
    to_yield = crisis.chance_to_yield(crisis.by_answer(*total), response, armenia.precision)
    return (to_yield * may_yield(situation) if move == "attack" else to_yield), response


def may_yield(situation: Situation) -> BoolArray:
    """Where an attack can be left unresisted: it takes something that can be given up, and not the state itself."""
    return situation.talks & (situation.at_risk > 0)
