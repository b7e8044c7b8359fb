"""Azerbaijan's crisis game: threats, sieges, incursions and attacks, and what answering them costs Armenia."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.model.actors import crisis_game, signature, stakes, waiting
from sim.model.actors.crisis_game import Crisis, Move, Payoff
from sim.model.actors.motives import (
    BREACH_OF_AGREEMENT,
    EFFORT,
    EXPECTED_PUNISHMENT,
    LOST_STATUS,
    LOST_TRADE,
    MILITARISM,
    MOSCOWS_EYE,
    Motive,
)
from sim.model.mechanisms import continuation, force
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, positive
from sim.model.mechanisms.legitimacy import chance_of_fall
from sim.model.mechanisms.types import COSTS
from sim.model.world.outlook.prospects import Path
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES

AUDIENCE_COST = Motive("audience_cost", "reputation", "the shame of an empty threat", "mechanisms.crisis.audience_cost")
COST_OF_WAR = Motive(
    "cost_of_war", "security", "the cost of war", "actors.{actor}.war_cost", "mechanisms.widening.cost.russia"
)
DESTRUCTION = Motive("destruction", "territory", "what war destroys", "mechanisms.force.destruction")
FORCE_AGAINST_WAITING = Motive(
    "force_against_waiting",
    "territory",
    "what force takes compared with what waiting brings",
    "mechanisms.force.decisiveness",
    "mechanisms.force.status_quo",
    "calendar.discount",
)
OUTRAGE = Motive("outrage", "legitimacy", "outrage over an incident", "mechanisms.crisis.outrage")
PARTNER_IN_YEREVAN = Motive(
    "partner_in_yerevan",
    "influence",
    "the partner in Yerevan whom pressure might topple",
    "actors.{actor}.partner_value",
)
SIEGE = Motive("siege", "security", "the hardship of a siege", "mechanisms.crisis.siege_harm")
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

THREATS = ("threaten", "siege")
"""Moves that can be carried out or not when they are resisted."""
MOVES = (*THREATS, "incursion", "attack")
KARABAKH = ISSUES.index("karabakh")


def crisis_of(view: View, path: Path | None = None, known: BoolArray | None = None) -> Crisis:
    """The crisis in the worlds of a view, solved for all types.

    Parameters
    ----------
    view : View
    path : Path, optional
        Another path than the one that is foreseen, to ask what would have been.
    known : array of bool, shape (N,), optional
        Where Azerbaijan knows the type of Armenia, to ask the same.
    """
    side, other = stakes.azerbaijan(view, path), stakes.armenia(view, path)
    text = signature.text_to_azerbaijan(view)
    calm = waiting.waiting(view, side, other, text, waiting.talks(view), waiting.crisis_rate(view))
    against = -stakes.against_force(view)
    precision = view.values.mechanisms.quantal_response.precision
    world = view.worlds
    doubted = world.belief_armenia
    if known is not None:
        doubted = np.where(known, np.eye(COSTS)[:, world.cost_armenia], doubted)
    return crisis_game.played(
        view,
        [_move(name, view, side, other, calm, against) for name in MOVES],
        np.zeros((1, view.size)),
        (world.belief_azerbaijan, doubted),
        (stakes.kind_of_azerbaijan(view), world.cost_armenia),
        (precision, precision),
    )


def _move(name: str, view: View, side: stakes.Side, other: stakes.Side, calm: FloatArray, against: FloatArray) -> Move:
    rules, seen = view.values.mechanisms.crisis, view.outlook
    size = (
        getattr(rules.size, name) / np.maximum(rules.size.attack, 1e-9) * side.reach if name != "attack" else side.reach
    )
    size = size * _unblunted(name, view)
    threat = name in THREATS
    effort = force.war_effort(size, side.reach, view.values.mechanisms.force.least_effort)
    fought = stakes.fight(view, side, size, side.win[0])
    promise = positive(calm - stakes.worth(side, side.held))
    later = promise * (waiting.rest_after_coercion(view, name == "siege") if name != "attack" else 1.0)
    severity = getattr(view.values.mechanisms.deterrence.severity, name)
    open_fight = name in (*THREATS, "attack")
    fights = 1.0 if open_fight else severity
    seen_chance = 1.0 if name == "attack" else seen.guarantees.chance_seen
    known = 1.0 if open_fight else seen_chance
    beside = _beside(view, severity, fights, seen_chance, known, side, against)
    own = view.values.actors.azerbaijan
    audience = rules.audience_cost * (1.0 + view.worlds.provoked) * threat
    challenger = [
        Payoff(
            FORCE_AGAINST_WAITING,
            stakes.worth(side, side.held + size) + waiting.promise_left(view, side, size) * later - calm,
            stakes.worth(side, side.held) + later - calm,
            fought.territory + waiting.rest_after_war(view, side, size) * promise - calm,
        ),
        Payoff(DESTRUCTION, 0.0, 0.0, -fought.destroyed),
        Payoff(COST_OF_WAR, 0.0, 0.0, -fought.cost),
        Payoff(AUDIENCE_COST, 0.0, -own.weights.reputation * audience, 0.0),
        *beside,
        _same(EFFORT, -own.weights.effort * own.effort * stakes.lasting(view, continuation.YEAR)),
    ]
    challenger.append(_same(OUTRAGE, own.weights.legitimacy * rules.outrage * view.worlds.provoked))
    return Move(name, threat, size, challenger, _answers(name, view, other, size, effort))


def _same(motive: Motive, value: Number) -> Payoff:
    """A payoff that a move brings whatever follows."""
    return Payoff(motive, value, value, value)


def _unblunted(name: str, view: View) -> FloatArray:
    """What is left of a move after a demilitarised border (incursions) or relief (sieges) has blunted it."""
    rules = view.values.mechanisms.crisis
    shield = {"incursion": rules.zone_effect * rules.demilitarisation, "siege": rules.relief}.get(name, 0.0)
    return np.asarray(1.0 - shield)


def _beside(
    view: View,
    severity: Number,
    fights: Number,
    seen: Number,
    known: Number,
    side: stakes.Side,
    against: FloatArray,
) -> list[Payoff]:
    """What a move brings beside territory and fighting, by its severity, or by that of the fight that follows it."""
    motives = (LOST_STATUS, LOST_TRADE, MILITARISM, MOSCOWS_EYE, BREACH_OF_AGREEMENT)
    terms = zip(motives, against, strict=True)
    payoffs = [Payoff(motive, term * severity, term * severity, term * fights) for motive, term in terms]
    breach, by_war = payoffs[-1].yielded * seen, payoffs[-1].fought * known
    payoffs[-1] = Payoff(BREACH_OF_AGREEMENT, breach, breach, by_war)
    mild, grave = severity * seen * side.punishment[0], fights * known * side.punishment[0]
    payoffs.append(Payoff(EXPECTED_PUNISHMENT, -mild, -mild, -grave))
    lost, lost_by_war = (partner_lost(view, s) for s in (severity, fights))
    payoffs.append(Payoff(PARTNER_IN_YEREVAN, -lost, -lost, -lost_by_war))
    return payoffs


def partner_lost(view: View, severity: Number) -> FloatArray:
    """What Baku would lose if pressure of a severity brought the Armenian government down (dersimonian2024 ¶11-12)."""
    world, values, seen = view.worlds, view.values, view.outlook
    rules, own = values.mechanisms.legitimacy.government, values.actors.azerbaijan
    more_tension = world.tension + severity * (1.0 - world.tension)
    shaken = world.legitimacy_armenia - values.mechanisms.legitimacy.taint * severity
    fall = chance_of_fall(shaken, more_tension, rules.hazard, rules.threshold)
    calm = chance_of_fall(world.legitimacy_armenia, world.tension, rules.hazard, rules.threshold)
    worth = own.weights.influence * own.partner_value * stakes.lasting(view, values.mechanisms.crisis.lasting.partner)
    lost: FloatArray = (fall - calm) * worth * seen.talks
    return lost


def _answers(name: str, view: View, side: stakes.Side, size: FloatArray, effort: FloatArray) -> Sequence[Payoff]:
    """What Armenia has after yielding to a move, and after resisting it."""
    values, seen = view.values, view.outlook
    rules, weights = values.mechanisms.crisis, values.actors.armenia.weights
    fought = stakes.defence(view, side, seen.prospects.path.hoped[0], size, effort)
    shame = {"threaten": rules.shame.threaten, "siege": rules.shame.siege}.get(name, 1.0)
    at_heart = view.worlds.live[KARABAKH]
    core = np.where(at_heart, rules.surrender_cost.karabakh, rules.surrender_cost.homeland)
    hurt = shame * (core if name == "attack" else rules.surrender_cost.grey_zone)
    answers = [
        Payoff(
            WHAT_IS_LEFT,
            stakes.worth(side, side.held - size),
            stakes.worth(side, side.held),
            fought.territory,
        ),
        Payoff(COST_OF_WAR, 0.0, 0.0, -fought.cost),
        Payoff(SURRENDER, -weights.legitimacy * hurt, 0.0, 0.0),
    ]
    if name == "siege":
        harm = rules.siege_harm * _unblunted(name, view) * stakes.lasting(view, continuation.YEAR)
        answers.append(Payoff(SIEGE, 0.0, -weights.security * harm, -weights.security * harm))
    return answers
