"""The signature: what each rival weighs when it is asked to sign the agreed text. Both must choose to.

A rival signs with the chance logistic(precision x sum of weight x term) of the terms below (`sim.model.actors.actor.Actor.decide`);
not to sign is worth 0. Both are asked in `sim.model.phases.talks`; whom the text binds afterwards is ratification's matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.decision import Term
from sim.model.actors.motives import (
    BACKLASH,
    DEADLINE,
    EFFORT,
    LEAVE_MOSCOWS_ORBIT,
    MOSCOWS_EYE,
    NATIONALISTS,
    RELIEF_FROM_PRESSURE,
    SEEN_AS_STABILISER,
    TRADE,
    VICTORY_NARRATIVE,
    WESTERN_FOOTHOLD,
    WESTERN_LEVERAGE,
    Motive,
)
from sim.model.mechanisms import conditions, signature
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.view import View

END_OF_THREAT = Motive("end_of_threat", "security", "an end of the threat", "mechanisms.signature.relief_from_threat")
INJUSTICE = Motive("injustice", "legitimacy", "terms extracted by force", "mechanisms.legitimacy.taint")
LEFT_UNPROTECTED = Motive(
    "left_unprotected", "security", "the risk of being left unprotected", "actors.{actor}.guarantee_need"
)
MORE_TO_COME = Motive("more_to_come", "territory", "hope that waiting brings more", "mechanisms.signature.holding_out")
SOVEREIGNTY = Motive(
    "sovereignty", "influence", "foreign presence as a cost to sovereignty", "actors.{actor}.sovereignty_cost"
)
TERMS_AGAINST_FORCE = Motive(
    "terms_against_force", "territory", "the terms, against what force would take", "mechanisms.force.status_quo"
)
TERMS_AGAINST_OUTSIDE_OPTION = Motive(
    "terms_against_outside_option",
    "territory",
    "the terms, against waiting or war",
    "mechanisms.force.status_quo",
    "calendar.foresight",
)
TURKISH_BORDER = Motive(
    "turkish_border", "economy", "an open border with Turkey", "mechanisms.signature.expected_border"
)
WESTERN_WITNESS = Motive("western_witness", "reputation", "the West as witness", "actors.{actor}.democratic_standing")


def armenia(view: View) -> Iterator[Term]:
    """What signing would bring to Yerevan; not to sign brings nothing."""
    world, values, own, seen = view.worlds, view.values, view.values.actors.armenia, view.outlook
    rules = values.mechanisms.signature
    compliance = believed_compliance(view)
    yield (
        "sign",
        TERMS_AGAINST_FORCE,
        signature.taken_by_force(world.status_quo, world.fear, seen.prospects.win) - seen.table.loss,
    )
    yield "sign", END_OF_THREAT, rules.relief_from_threat * world.fear * compliance
    yield "sign", LEFT_UNPROTECTED, -own.guarantee_need * (1.0 - compliance)
    yield "sign", LEAVE_MOSCOWS_ORBIT, own.wish_to_leave_russia * (1.0 + world.orientation)
    yield "sign", TRADE, rules.expected_trade * np.ones(world.size)
    yield "sign", TURKISH_BORDER, rules.expected_border * world.border
    relief = rules.relief_from_threat * world.pressure * world.fear
    yield "sign", RELIEF_FROM_PRESSURE, relief
    yield "sign", BACKLASH, -own.opposition * (1.0 - world.preparation) * seen.table.terms_armenia
    yield "sign", INJUSTICE, -values.mechanisms.legitimacy.taint * seen.table.coerced_share
    yield "sign", WESTERN_WITNESS, own.democratic_standing * world.western_lead
    yield "sign", EFFORT, -own.effort


def azerbaijan(view: View) -> Iterator[Term]:
    """What signing would bring to Baku; not to sign brings nothing."""
    world, values, own, seen = view.worlds, view.values, view.values.actors.azerbaijan, view.outlook
    rules = values.mechanisms.signature
    calendar = values.calendar
    outside = signature.outside_option(
        world.status_quo, calendar.discount, calendar.foresight, seen.prospects.war_later
    )
    yield "sign", TERMS_AGAINST_OUTSIDE_OPTION, seen.table.share - outside
    yield "sign", MORE_TO_COME, -rules.holding_out * world.appetite * (1.0 - seen.table.share)
    yield "sign", SOVEREIGNTY, -own.sovereignty_cost * seen.guarantees.intrusiveness
    yield "sign", WESTERN_LEVERAGE, view.flow.leverage
    yield "sign", SEEN_AS_STABILISER, own.status_seeking * (1.0 + world.western_lead)
    yield "sign", DEADLINE, deadline(view)
    yield "sign", TRADE, rules.expected_trade * np.ones(world.size)
    yield "sign", WESTERN_FOOTHOLD, -own.western_foothold * foothold(view)
    yield "sign", VICTORY_NARRATIVE, -own.victory_narrative * (1.0 - seen.table.terms)
    yield "sign", NATIONALISTS, -own.opposition * (1.0 - world.preparation)
    yield "sign", MOSCOWS_EYE, -own.russian_approval * positive(world.alignment) * world.western_lead
    yield "sign", EFFORT, -own.effort


def believed_compliance(view: View) -> FloatArray:
    """Armenia's belief that the agreement will be kept."""
    return signature.compliance(view.outlook.beliefs.reliability, view.outlook.guarantees.promised)


def deadline(view: View) -> FloatArray:
    """Pull of a date by which Baku wants to have something to show (dersimonian2024 ¶14)."""
    rules = view.values.mechanisms.signature.deadline
    pull: FloatArray = rules.strength * conditions.deadline_pull(view.outlook.quarter, rules.quarter, rules.window)
    return pull


def foothold(view: View) -> FloatArray:
    """Armenia's western foothold: its orientation, and the arms and training that come with it (fattah2025 ¶19)."""
    return positive(view.worlds.orientation) * view.worlds.support_armenia
