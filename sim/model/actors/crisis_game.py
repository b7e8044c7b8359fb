"""Payoffs of the crisis game: what a challenge by Azerbaijan brings to either rival, reason by reason.

Both rivals use these payoffs: Azerbaijan to foresee Armenia's answer, Armenia to give it. All are differences from the
challenger's restraint, in units of the prize, with the axes (answer, response, world) of `sim.model.mechanisms.crisis`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from sim.model.actors.motives import (
    BREACH_OF_AGREEMENT,
    EFFORT,
    EXPECTED_PUNISHMENT,
    LOST_STATUS,
    LOST_TRADE,
    MILITARISM,
    MOSCOWS_EYE,
    SKIRMISH,
    Motive,
)
from sim.model.mechanisms import crisis, disinformation
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, positive
from sim.model.mechanisms.deterrence import Response
from sim.model.mechanisms.force import war_value
from sim.model.mechanisms.legitimacy import chance_of_fall
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES

COST_OF_WAR = Motive("cost_of_war", "security", "the cost of war", "actors.{actor}.war_cost")
FORCE_AGAINST_WAITING = Motive(
    "force_against_waiting",
    "territory",
    "what force takes, against what waiting brings",
    "mechanisms.force.decisiveness",
    "mechanisms.force.status_quo",
    "calendar.foresight",
)
GAIN_BY_COERCION = Motive(
    "gain_by_coercion", "territory", "what a yielding Armenia gives up", "mechanisms.crisis.coerced_step"
)
PARTNER_IN_YEREVAN = Motive(
    "partner_in_yerevan",
    "influence",
    "the partner in Yerevan whom pressure might topple",
    "actors.{actor}.partner_value",
)
SIEGE = Motive("siege", "security", "the hardship of a siege", "mechanisms.crisis.siege_harm")
SOFTENED_BY_FEAR = Motive(
    "softened_by_fear",
    "territory",
    "what a frightened Armenia gives up",
    "mechanisms.disinformation.softening",
    "mechanisms.disinformation.fear",
)
SURRENDER = Motive(
    "surrender", "legitimacy", "the price of surrender at home", "mechanisms.crisis.surrender_cost.homeland"
)
WHAT_IS_LEFT = Motive(
    "what_is_left",
    "territory",
    "what is left of the prize",
    "mechanisms.force.status_quo",
    "mechanisms.force.decisiveness",
)
WIDER_WAR = Motive(
    "wider_war",
    "security",
    "the danger that others are drawn in",
    "mechanisms.widening.cost.russia",
    "mechanisms.widening.cost.iran",
    "mechanisms.widening.strength",
)


Payoff: TypeAlias = tuple[Motive, crisis.Payoff]
"""A motive, and the payoff after each answer and response."""

Shares: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]
"""A share of the prize after each response, each of shape (N,)."""

KARABAKH = ISSUES.index("karabakh")
BELOW_WAR = ("incursion", "siege")
DISINFORMATION = "disinformation"
MOVES = (DISINFORMATION, *BELOW_WAR, "attack")


def believed_responses(response: Response) -> FloatArray:
    """Chances that the outside powers stand aside, punish or intervene, shape (3, N)."""
    return crisis.responses(response.punish, response.intervene)


def blunted(move: str, view: View) -> FloatArray:
    """What is left of a coercive act after a demilitarised border (incursions) or relief (sieges) has blunted it."""
    rules = view.values.mechanisms.crisis
    shield = {"incursion": rules.demilitarisation, "siege": rules.relief}[move]
    return np.asarray(1.0 - shield)


def given_to_coercion(move: str, at_stake: FloatArray, kept: FloatArray, view: View) -> FloatArray:
    """What a yielding target gives up; what is gained whets the appetite (ratelle2025 ¶8, ¶12).

    Parameters
    ----------
    move : str
    at_stake, kept : array, shape (N,)
        Share of the prize at the table, and share that the agreement left to the target, as the side weighs them whose
        payoff this is.
    view : View

    Returns
    -------
    array, shape (N,)
    """
    values = view.values
    step = values.mechanisms.crisis.coerced_step
    given: FloatArray = step * blunted(move, view) * exposed_to_pressure(at_stake, kept, view)
    return given


def exposed_to_pressure(at_stake: FloatArray, kept: FloatArray, view: View) -> FloatArray:
    """What lies open to pressure: the issues at the table, or under an agreement what it left; success whets the appetite."""
    world, values, seen = view.worlds, view.values, view.outlook
    hungry = 1.0 + values.mechanisms.bargaining.demand_growth * world.appetite
    exposed: FloatArray = np.where(seen.signed, kept * values.mechanisms.relapse.strength.reneging, at_stake)
    return hungry * exposed


def war_shares(view: View) -> tuple[Shares, Shares]:
    """What a war leaves to Azerbaijan and to Armenia after each response, before costs."""
    values, seen = view.values, view.outlook
    destruction = values.mechanisms.force.destruction
    alone, helped = seen.prospects.win, seen.prospects.win_helped
    taken, taken_with_help = (war_value(win, destruction, 0.0) for win in (alone, helped))
    kept, kept_with_help = (war_value(1.0 - win, destruction, 0.0) for win in (alone, helped))
    return (taken, taken, taken_with_help), (kept, kept, kept_with_help)


def after_fait_accompli(view: View) -> FloatArray:
    """Azerbaijan's share after it has settled an issue by force, and what talks on the rest may add."""
    world, seen = view.worlds, view.outlook
    rest = 1.0 - (seen.table.target * seen.table.salience_azerbaijan).sum(axis=0)
    return world.status_quo + seen.table.at_risk + rest * positive(seen.prospects.waiting - world.status_quo)


def challenger_payoffs(move: str, view: View) -> list[Payoff]:
    """What a challenge brings to Azerbaijan."""
    world, values, seen = view.worlds, view.values, view.outlook
    own, rules = values.actors.azerbaijan, values.mechanisms.crisis
    severity = getattr(values.mechanisms.deterrence.severity, move)
    punishment = -seen.beliefs.response[move].punishment
    trade = -values.mechanisms.integration.loss_weight * severity * world.integration
    status = -own.status_seeking * severity * (1.0 + world.western_lead)
    shared: list[Payoff] = [
        (EXPECTED_PUNISHMENT, crisis.by_response(0.0, punishment, punishment)),
        (LOST_TRADE, crisis.whatever_follows(trade)),
        (LOST_STATUS, crisis.whatever_follows(status)),
        (MOSCOWS_EYE, crisis.whatever_follows(own.russian_approval * severity * world.alignment)),
    ]
    if move != DISINFORMATION:  # what is hidden earns no applause
        applause = own.militarism * severity * rules.rally
        shared.insert(0, (MILITARISM, crisis.whatever_follows(applause)))
    if seen.signed.any():
        breach = -values.mechanisms.relapse.breach_cost * severity * seen.signed
        shared.append((BREACH_OF_AGREEMENT, crisis.whatever_follows(breach)))
    if seen.talks.any():
        partner = _partner_lost(move, view)
        shared.append((PARTNER_IN_YEREVAN, crisis.whatever_follows(-partner)))
    particular = {"attack": _war_to_challenger, DISINFORMATION: _disinformation_to_challenger}
    return shared + particular.get(move, _coercion_to_challenger)(move, view)


def _partner_lost(move: str, view: View) -> FloatArray:
    """What Baku would lose if pressure brought the Armenian government down (dersimonian2024 ¶11-12)."""
    world, values, seen = view.worlds, view.values, view.outlook
    rules = values.mechanisms.legitimacy.government
    severity = getattr(values.mechanisms.deterrence.severity, move)
    more_tension = world.tension + severity * (1.0 - world.tension)
    taint = values.mechanisms.legitimacy.taint * severity
    shaken = world.legitimacy_armenia - (campaign(view)[1] if move == DISINFORMATION else taint)
    fall = chance_of_fall(shaken, more_tension, rules.hazard, rules.threshold)
    calm = chance_of_fall(world.legitimacy_armenia, world.tension, rules.hazard, rules.threshold)
    partner: FloatArray = (fall - calm) * values.actors.azerbaijan.partner_value * seen.talks
    return partner


def _war_to_challenger(move: str, view: View) -> list[Payoff]:
    values, seen = view.values, view.outlook
    taken = after_fait_accompli(view) - seen.prospects.waiting
    (fought, _, helped), _ = war_shares(view)
    fought, helped = fought - seen.prospects.waiting, helped - seen.prospects.waiting
    cost = values.actors.azerbaijan.war_cost
    return [
        (FORCE_AGAINST_WAITING, crisis.by_both([taken], [fought, fought, helped])),
        (COST_OF_WAR, crisis.by_answer(0.0, -cost)),
        (WIDER_WAR, crisis.by_answer(0.0, -seen.neighbours.widened)),
    ]


def campaign(view: View) -> tuple[FloatArray, FloatArray]:
    """What a campaign of disinformation does in Armenia: the fear that it adds, and the legitimacy that it takes."""
    world, values = view.worlds, view.values
    rules = values.mechanisms.disinformation
    public = disinformation.reached(rules.reach, world.preparation)
    return (
        disinformation.frightened(world.fear, public, rules.fear),
        disinformation.divided(world.legitimacy_armenia, public, rules.division),
    )


def _disinformation_to_challenger(move: str, view: View) -> list[Payoff]:
    values, seen = view.values, view.outlook
    added_fear, _ = campaign(view)
    exposed = exposed_to_pressure(seen.table.at_stake, 1.0 - seen.table.share, view)
    gain = disinformation.expected_gain(added_fear, exposed, values.mechanisms.disinformation.softening)
    return [
        (SOFTENED_BY_FEAR, crisis.whatever_follows(gain)),
        (EFFORT, crisis.whatever_follows(-values.actors.azerbaijan.effort)),
    ]


def _coercion_to_challenger(move: str, view: View) -> list[Payoff]:
    values, seen = view.values, view.outlook
    gain = given_to_coercion(move, seen.table.at_stake, 1.0 - seen.table.share, view)
    skirmish = values.mechanisms.crisis.skirmish_cost * (1.0 - seen.prospects.win)
    return [
        (GAIN_BY_COERCION, crisis.by_answer(gain, 0.0)),
        (SKIRMISH, crisis.by_answer(0.0, -skirmish)),
        (EFFORT, crisis.whatever_follows(-values.actors.azerbaijan.effort)),
    ]


def target_payoffs(move: str, view: View) -> list[Payoff]:
    """What Armenia's answer to a challenge brings to Armenia."""
    return (_war_to_target if move == "attack" else _coercion_to_target)(move, view)


def _war_to_target(move: str, view: View) -> list[Payoff]:
    world, values, seen = view.worlds, view.values, view.outlook
    surrender = values.mechanisms.crisis.surrender_cost
    abroad = seen.table.target[KARABAKH]
    hurt = surrender.homeland * (1.0 - abroad) + surrender.karabakh * abroad
    lost = (seen.table.target * seen.table.salience_armenia).sum(axis=0) * (1.0 - world.status_quo)
    _, fought = war_shares(view)
    return [
        (WHAT_IS_LEFT, crisis.by_both([1.0 - world.status_quo - lost], fought)),
        (COST_OF_WAR, crisis.by_answer(0.0, -values.actors.armenia.war_cost)),
        (SURRENDER, crisis.by_answer(-hurt, 0.0)),
    ]


def _coercion_to_target(move: str, view: View) -> list[Payoff]:
    values, seen = view.values, view.outlook
    rules = values.mechanisms.crisis
    lost = given_to_coercion(move, seen.table.at_stake_armenia, 1.0 - seen.table.loss, view)
    harm = (rules.siege_harm if move == "siege" else rules.skirmish_cost * seen.prospects.win) * blunted(move, view)
    surrender = rules.surrender_cost.homeland * rules.coerced_step
    return [
        (GAIN_BY_COERCION, crisis.by_answer(-lost, 0.0)),
        (SIEGE if move == "siege" else SKIRMISH, crisis.by_both([0.0], [-harm, -harm, 0.0])),
        (SURRENDER, crisis.by_answer(-surrender, 0.0)),
    ]


def foreseen(move: str, view: View) -> tuple[FloatArray, FloatArray]:
    """Azerbaijan's forecast of what follows a move.

    Returns
    -------
    to_yield : array, shape (N,)
        Chance that Armenia yields; 0 to a campaign of disinformation, which asks for nothing.
    response : array, shape (3, N)
        Chance that the outside powers stand aside, punish or intervene.
    """
    world, values, seen = view.worlds, view.values, view.outlook
    response = believed_responses(seen.beliefs.response[move])
    if move == DISINFORMATION:
        return np.zeros(world.size), response
    armenia = values.actors.armenia
    total: list[Number] = [0.0, 0.0]
    for motive, payoff in target_payoffs(move, view):
        weight = getattr(armenia.weights, motive.interest)
        total = [
            so_far + weight * more for so_far, more in zip(total, crisis.after_responses(payoff, response), strict=True)
        ]
    to_yield = crisis.chance_to_yield(crisis.by_answer(*total), response, armenia.precision)
    return (to_yield * may_yield(view) if move == "attack" else to_yield), response


def may_yield(view: View) -> BoolArray:
    """Where an attack can be left unresisted: it takes something that can be given up, and not the state itself."""
    seen = view.outlook
    return seen.talks & (seen.table.at_risk > 0)
