"""Talks and signature: what an agreement is worth to each rival, against having none.

The same comparison is made at the table, for the text after a rival's next step, and when the pen is in its hand. What an
agreement is worth includes what may be taken later, and having none what waiting is worth; both come from
`sim.model.actors.stakes`. Coercion raises the willingness to sign and is paid for afterwards: it is not a term here
(Werner and Yuen 2005).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors import stakes, waiting
from sim.model.actors.decision import Term
from sim.model.actors.motives import (
    BACKLASH,
    DEADLINE,
    EFFORT,
    LEAVE_MOSCOWS_ORBIT,
    MOSCOWS_EYE,
    NATIONALISTS,
    SEEN_AS_STABILISER,
    TRADE,
    VICTORY_NARRATIVE,
    WESTERN_FOOTHOLD,
    WESTERN_LEVERAGE,
    Motive,
)
from sim.model.mechanisms import bargaining, capability, conditions, continuation, types
from sim.model.mechanisms.arrays import FloatArray, Number, added, logistic, positive
from sim.model.world.outlook.prospects import Path, path_of
from sim.model.world.outlook.table import positions
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES

END_OF_THREAT = Motive("end_of_threat", "security", "an end of the threat", "mechanisms.signature.relief_from_threat")
MORE_TO_COME = Motive("more_to_come", "territory", "hope that waiting brings more", "mechanisms.signature.holding_out")
SOVEREIGNTY = Motive(
    "sovereignty", "influence", "foreign presence as a cost to sovereignty", "actors.{actor}.sovereignty_cost"
)
TAKEN_LATER = Motive(
    "taken_later", "territory", "what can be taken later", "mechanisms.force.decisiveness", "calendar.foresight"
)
TERMS_AGAINST_INSECURITY = Motive(
    "terms_against_insecurity",
    "territory",
    "the terms compared with what crises would take",
    "mechanisms.force.status_quo",
    "mechanisms.crisis.hazard.talks",
)
TERMS_AGAINST_WAITING = Motive(
    "terms_against_waiting",
    "territory",
    "the terms compared with waiting or war",
    "mechanisms.force.status_quo",
    "calendar.discount",
)
TURKISH_BORDER = Motive(
    "turkish_border", "economy", "an open border with Turkey", "mechanisms.signature.expected_border"
)
WESTERN_WITNESS = Motive("western_witness", "reputation", "the West as witness", "actors.{actor}.democratic_standing")


def armenia(view: View) -> Iterator[Term]:
    """What signing would bring to Yerevan; not to sign brings nothing."""
    yield from _to_armenia(view, "sign", view.outlook.table.share)


def armenia_at_the_table(view: View) -> Iterator[Term]:
    """What the text after Armenia's next step would bring to Yerevan; to stand firm brings nothing."""
    world = view.worlds
    offered = np.minimum(world.offer + next_step(view), np.maximum(world.demand, world.offer))
    yield from _to_armenia(view, "concede", _share_of(view, offered))


def armenia_giving_way(view: View) -> Iterator[Term]:
    """What an agreed text would bring to Yerevan after it gives way on it; to leave it unsigned brings nothing."""
    yield from _to_armenia(view, "give_way", _share_of(view, bargaining.terms(text_after(view, towards_baku=1.0))))


def azerbaijan(view: View) -> Iterator[Term]:
    """What signing would bring to Baku; not to sign brings nothing."""
    yield from _to_azerbaijan(view, "sign", view.outlook.table.share)


def azerbaijan_at_the_table(view: View) -> Iterator[Term]:
    """What the text after Baku's next step would bring to Baku; to stand firm brings nothing."""
    world = view.worlds
    demanded = np.maximum(world.demand - next_step(view), np.minimum(world.offer, world.demand))
    yield from _to_azerbaijan(view, "concede", _share_of(view, demanded))


def azerbaijan_giving_way(view: View) -> Iterator[Term]:
    """What an agreed text would bring to Baku after it gives way on it; to leave it unsigned brings nothing."""
    yield from _to_azerbaijan(view, "give_way", _share_of(view, bargaining.terms(text_after(view, towards_baku=-1.0))))


def next_step(view: View) -> FloatArray:
    """How far a move at the table goes on each issue, shape (issues, N)."""
    rules = view.values.mechanisms.bargaining
    step: FloatArray = bargaining.step_length(rules.step, rules.difficulty.stack(ISSUES)) * view.outlook.table.attention
    return step


def step_on_the_text(view: View) -> FloatArray:
    """How far a move on an agreed text goes: it is shared by all issues, for the text is one, shape (issues, N)."""
    rules = view.values.mechanisms.bargaining
    step = bargaining.step_length(rules.step, rules.difficulty.stack(ISSUES)) * bargaining.shared(view.worlds.live)
    return np.asarray(step)


def text_after(view: View, towards_baku: Number) -> bargaining.Table:
    """An agreed text after a step of its length: 1 in favour of Azerbaijan, -1 of Armenia, 0 where nobody gives way."""
    return bargaining.rewritten(positions(view.worlds), towards_baku * step_on_the_text(view), view.worlds.pressure)


def _share_of(view: View, terms: FloatArray) -> FloatArray:
    """Azerbaijan's share of the prize under terms on each issue."""
    world = view.worlds
    whole = (terms * view.outlook.table.salience_azerbaijan).sum(axis=0)
    share: FloatArray = world.status_quo + positive(world.aims - world.status_quo) * whole
    return share


def _to_armenia(view: View, action: str, share: FloatArray) -> Iterator[Term]:
    """What an agreement at a share for Azerbaijan would bring to Yerevan, reason by reason."""
    world, values, own = view.worlds, view.values, view.values.actors.armenia
    rules, weights = values.mechanisms.signature, values.actors.armenia.weights
    now, then = expected_challenger(view), expected_challenger(view, share)
    breaks = chance_of_attack(view, then)
    unsafe = _danger(view, now, chance_of_attack(view, now), signed=False)
    safer = _danger(view, then, breaks, signed=True)
    discount, salience = values.calendar.discount, _relative_loss(view)
    without = continuation.perpetuity(1.0 - world.status_quo, unsafe, discount)
    with_it = continuation.perpetuity(1.0 - world.status_quo - (share - world.status_quo) * salience, safer, discount)
    trade = rules.expected_trade * stakes.lasting(view, rules.lasting)
    yield action, TERMS_AGAINST_INSECURITY, weights.territory * (with_it - without)
    relief = rules.relief_from_threat * world.fear * (1.0 - breaks)
    yield action, END_OF_THREAT, weights.security * relief
    orbit = own.wish_to_leave_russia * (1.0 + world.orientation) * stakes.lasting(view, rules.lasting)
    yield action, LEAVE_MOSCOWS_ORBIT, weights.influence * orbit
    yield action, TRADE, weights.economy * trade * np.ones(view.size)
    border = rules.expected_border * stakes.lasting(view, rules.lasting)
    yield action, TURKISH_BORDER, weights.economy * border * world.border
    given = positive(share - world.status_quo)
    yield action, BACKLASH, -weights.legitimacy * stakes.opposition(view) * (1.0 - world.preparation_armenia) * given
    yield action, WESTERN_WITNESS, weights.reputation * own.democratic_standing * world.western_lead
    yield action, EFFORT, -weights.effort * own.effort * stakes.lasting(view, continuation.YEAR)


def _relative_loss(view: View) -> FloatArray:
    """How much of the terms Armenia feels, as against how much of them Azerbaijan gains: the two weigh issues differently."""
    seen = view.outlook
    return np.where(seen.table.terms > 0, seen.table.terms_armenia / np.maximum(seen.table.terms, 1e-9), 1.0)


def _danger(view: View, side: stakes.Side, attack: FloatArray, signed: bool) -> FloatArray:
    """Part of what Armenia holds that it expects crises to take in a quarter (Powell 2006), shape (N,).

    Parameters
    ----------
    view : View
    side : Side
        Azerbaijan as Armenia expects it.
    attack : array, shape (N,)
        Armenia's belief that Azerbaijan would attack in a crisis.
    signed : bool
        Whether an agreement is thought of.
    """
    values = view.values
    rules = values.mechanisms.crisis.hazard
    under = values.mechanisms.relapse.strength.reneging * rules.signed
    rate = under if signed else waiting.crisis_rate_in_talks(view)
    costs = values.actors.armenia.weights.security * types.midpoints(
        values.actors.armenia.war_cost, values.mechanisms.types.costs
    )
    lost = side.win[0] * side.reach + stakes.own_type(costs, view.worlds.cost_armenia)
    danger: FloatArray = rate * attack * np.minimum(lost / np.maximum(1.0 - side.held, 1e-9), 1.0)
    return danger


def _to_azerbaijan(view: View, action: str, share: FloatArray) -> Iterator[Term]:
    """What an agreement at a share would bring to Baku, reason by reason."""
    world, values, own, seen = view.worlds, view.values, view.values.actors.azerbaijan, view.outlook
    rules, weights = values.mechanisms.signature, values.actors.azerbaijan.weights
    side = stakes.as_it_is(view, stakes.azerbaijan(view))
    never = np.zeros((continuation.YEARS + 1, view.size))
    held = stakes.worth(side, side.held)
    (without,) = waiting.waiting(view, side, stakes.armenia(view), held, never, waiting.crisis_rate(view))
    under = stakes.azerbaijan(view, signed_path(view, share, _when_it_matters(view)), held=share)
    (terms,), (later,) = _signed(view, stakes.as_it_is(view, under))
    yield action, TERMS_AGAINST_WAITING, terms - without
    yield action, TAKEN_LATER, later
    for motive, value in _beside(view):
        yield action, motive, value
    holding = rules.holding_out * world.appetite * positive(world.aims - share)
    yield action, MORE_TO_COME, -weights.territory * holding
    yield action, SOVEREIGNTY, -weights.influence * own.sovereignty_cost * seen.guarantees.intrusiveness
    yield action, WESTERN_LEVERAGE, weights.influence * view.flow.leverage
    narrative = own.victory_narrative * (1.0 - _terms_of(view, share)) * positive(world.aims - world.status_quo)
    yield action, VICTORY_NARRATIVE, -weights.legitimacy * narrative
    against = own.opposition * (1.0 - world.preparation_azerbaijan) * positive(world.aims - share)
    yield action, NATIONALISTS, -weights.legitimacy * against
    yield action, EFFORT, -weights.effort * own.effort * stakes.lasting(view, continuation.YEAR)


def _beside(view: View) -> Iterator[tuple[Motive, Number]]:
    """What a signature brings Baku beside terms and their price: standing, trade, dates, Moscow's and the West's eyes."""
    world, values, own = view.worlds, view.values, view.values.actors.azerbaijan
    rules, last, weights = values.mechanisms.signature, values.mechanisms.crisis.lasting, own.weights
    yield SEEN_AS_STABILISER, weights.reputation * stakes.status(view) * stakes.lasting(view, last.status)
    yield TRADE, weights.economy * rules.expected_trade * stakes.lasting(view, rules.lasting) * np.ones(view.size)
    yield DEADLINE, weights.reputation * deadline(view)
    yield WESTERN_FOOTHOLD, -weights.security * own.western_foothold * foothold(view)
    eye = own.russian_approval * positive(world.alignment) * world.western_lead
    yield MOSCOWS_EYE, -weights.influence * eye * stakes.lasting(view, last.approval)


def _terms_of(view: View, share: FloatArray) -> FloatArray:
    """The extent to which Azerbaijan gets what a text can give, if it holds a share."""
    world = view.worlds
    return (share - world.status_quo) / np.maximum(world.aims - world.status_quo, 1e-9)


def _signed(view: View, side: stakes.Side) -> tuple[FloatArray, FloatArray]:
    """The terms to each type of Azerbaijan under an agreement, and what may be taken later; arrays of shape (types, N).

    The side is as it will be when it may take more, `_when_it_matters`.
    """
    values = view.values
    patience = np.asarray(values.calendar.discount) ** values.calendar.foresight
    terms = stakes.worth(side, side.held)
    gain = positive(stakes.war(view, side) - terms)
    return terms, values.mechanisms.relapse.strength.reneging * patience * gain


def text_to_azerbaijan(view: View) -> FloatArray:
    """What the text on the table is worth to each type of Azerbaijan, with what may be taken later, shape (types, N)."""
    share = view.outlook.table.share
    under = stakes.azerbaijan(view, signed_path(view, share, _when_it_matters(view)), held=share)
    terms, later = _signed(view, under)
    beside = sum((value for _, value in _beside(view)), np.zeros(view.size))
    return terms + later + beside


def _when_it_matters(view: View) -> Number:
    """The year, of those that are looked ahead, that lies nearest to as far as foresight reaches."""
    quarters = np.asarray(view.values.calendar.foresight)
    return np.minimum(np.rint(quarters / continuation.YEAR), continuation.YEARS).astype(np.int64)


def signed_path(view: View, share: FloatArray, year: Number) -> Path:
    """The path that a signature would open: obligations come into force, peacekeepers stand, power moves with the terms.

    It is looked at in one year ahead; 0 is now.
    """
    world, values, seen = view.worlds, view.values, view.outlook
    moved = capability.concession_shift(
        positive(share - world.status_quo), values.mechanisms.capability.concession_shift
    )
    shift = capability.passing(moved, world.capability_azerbaijan, world.capability_armenia)
    word = np.maximum(world.obligations, world.announced)
    presence = values.mechanisms.guarantees.battle_effect * seen.guarantees.forces
    return path_of(world, values, presence, seen.beliefs, word, shift, np.atleast_2d(year))


def expected_challenger(view: View, share: FloatArray | None = None) -> stakes.Side:
    """Azerbaijan as Armenia expects it: as it is without an agreement, or under one at a share.

    Guarantees, and the power that moves with the terms, are foreseen, and help is hoped for as much as patrons are trusted.
    """
    path = view.outlook.prospects.path if share is None else signed_path(view, share, year=0)
    hoped = path._replace(win=path.hoped, punishment=path.expected)
    return stakes.azerbaijan(view, hoped, held=share)


def chance_of_attack(view: View, side: stakes.Side) -> FloatArray:
    """Armenia's belief that Azerbaijan would attack in a crisis: the chance of the types for which it pays, shape (N,)."""
    gain = stakes.war(view, side) - stakes.worth(side, side.held)
    attacks = logistic(view.values.mechanisms.quantal_response.precision * gain)
    believed: FloatArray = added(view.worlds.belief_azerbaijan * attacks)
    return believed


def deadline(view: View) -> FloatArray:
    """Pull of a date by which Baku wants to have something to show (dersimonian2024 ¶14)."""
    rules = view.values.mechanisms.signature.deadline
    pull: FloatArray = rules.strength * conditions.deadline_pull(view.outlook.quarter, rules.quarter, rules.window)
    return pull


def foothold(view: View) -> FloatArray:
    """Armenia's western foothold: its orientation, and the arms and training that come with it (fattah2025 ¶19)."""
    return positive(view.worlds.orientation) * view.worlds.support_armenia
