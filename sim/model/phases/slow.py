"""The last phase: slow variables change: legitimacy, grievance, fear, tension, integration, capability, orientation."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import (
    alignment,
    bargaining,
    capability,
    extremism,
    fear,
    grievance,
    integration,
    legitimacy,
)
from sim.model.mechanisms.arrays import approach, positive
from sim.model.world.outlook.table import TRANSPORT, positions
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES, POWERS, RIVALS

OPINION_ARMENIA = ("preparation", "integration", "coerced", "grievance")
OPINION_AZERBAIJAN = ("preparation", "integration", "concessions", "opposition")
HURTS = ("coercion", "amnesty", "fait_accompli")
HEALERS = ("reconciliation", "integration")
THREATS = ("disparity", "rhetoric", "tension", "protection")
HEAT = ("militarism", "superiority", "tension", "status")
JUSTICE = ISSUES.index("justice")
GROWTH = ("alone", "investment", "border", "loss")
TURNS = ("turn", "disappointment", "need")
RUSSIA = POWERS.index("russia")


def run(view: View) -> None:
    """Everything that takes years moves by one quarter."""
    _opinion(view)
    _extremists(view)
    _grievance(view)
    _fear(view)
    _economy(view)
    _capability(view)
    _orientation(view)
    view.worlds.finish()


def _opinion(view: View) -> None:
    """Public preparation and the legitimacy of the process on both sides."""
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    rules = values.mechanisms.legitimacy
    carried = legitimacy.carried_home(values.mechanisms.relapse.institutional_quality, rules.opacity)
    armenia = legitimacy.target_armenia(
        values.actors.armenia.base_legitimacy,
        world.preparation_armenia,
        world.integration,
        seen.table.coerced_share,
        world.grievance,
        rules.opinion_armenia.stack(OPINION_ARMENIA),
        carried,
    )
    azerbaijan = legitimacy.target_azerbaijan(
        values.actors.azerbaijan.base_legitimacy,
        world.preparation_azerbaijan,
        world.integration,
        seen.table.terms,
        values.actors.azerbaijan.opposition,
        rules.opinion_azerbaijan.stack(OPINION_AZERBAIJAN),
        carried,
    )
    forgotten = 1.0 - rules.forgetting
    dialogue = rules.dialogue * rules.preparation_gain
    prepared = rules.preparation_gain * flow.prepared + dialogue
    across = dialogue * rules.reach_azerbaijan
    moved = approach(world.legitimacy_armenia, armenia, rules.adjustment)
    world.set(
        legitimacy_armenia=moved - flow.backlash - flow.divided,
        legitimacy_azerbaijan=approach(world.legitimacy_azerbaijan, azerbaijan, rules.adjustment),
        preparation_armenia=world.preparation_armenia * forgotten + prepared * (1.0 - world.preparation_armenia),
        preparation_azerbaijan=world.preparation_azerbaijan * forgotten + across * (1.0 - world.preparation_azerbaijan),
    )


def _extremists(view: View) -> None:
    """Extremists on either side gain under an agreement for which nobody was prepared (ratelle2025 ¶24)."""
    world, rules = view.worlds, view.values.mechanisms.extremism
    in_force = world.signed.astype(np.float64)
    for side in RIVALS:
        strength, standing, prepared = (
            getattr(world, f"{n}_{side}") for n in ("extremism", "legitimacy", "preparation")
        )
        grown = extremism.next_extremism(strength, in_force, standing, prepared, rules.growth, rules.fading)
        world.set(**{f"extremism_{side}": grown})


def _grievance(view: View) -> None:
    """Injustice adds grievance, reconciliation and contact heal it."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.grievance
    forced = positive(flow.settled)
    amnesty = bargaining.terms(positions(world))[JUSTICE] * world.signed * (1.0 - rules.transitional_justice)
    more = grievance.added(forced, amnesty, flow.taken, rules.hurt.stack(HURTS))
    less = grievance.healed(
        world.grievance,
        rules.reconciliation_effort,
        world.integration,
        world.preparation_armenia,
        rules.complementarity,
        rules.healing.stack(HEALERS),
    )
    world.set(grievance=world.grievance + more * (1.0 - world.grievance) - less)


def _fear(view: View) -> None:
    """Fear, rhetoric and tension feed each other."""
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    rules = values.mechanisms.fear
    afraid = fear.target_fear(
        seen.prospects.win, world.rhetoric, world.tension, seen.guarantees.protection, rules.threat.stack(THREATS)
    )
    hostile = fear.target_rhetoric(
        values.actors.azerbaijan.militarism,
        seen.prospects.win,
        world.tension,
        world.western_lead,
        rules.heat.stack(HEAT),
    )
    eased = rules.tension_decay + rules.peace_dividend * world.implementation * (1.0 - rules.tension_decay)
    world.set(
        fear=approach(world.fear, afraid, rules.adjustment) + flow.frightened,
        rhetoric=approach(world.rhetoric, hostile, rules.adjustment),
        tension=fear.next_tension(world.tension, flow.incidents, world.rhetoric, world.fear, eased, rules.loop),
    )


def _economy(view: View) -> None:
    """Connections grow under peace and are undone by tension."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.integration
    peace = world.implementation * world.signed
    possible = integration.opportunity(peace, world.agreed[TRANSPORT] * 1.0, rules.early_opening)
    invested = np.maximum(flow.investment, rules.programme)
    grown = integration.next_integration(
        world.integration, possible, invested, world.border, world.tension, rules.growth.stack(GROWTH)
    )
    world.set(integration=grown)


def _capability(view: View) -> None:
    """Arms, growth, and the shift that concessions bring; recent change is what actors project."""
    world, flow, values = view.worlds, view.flow, view.values
    rules = values.mechanisms.capability
    shift = capability.concession_shift(flow.settled, rules.concession_shift)
    armenia = capability.next_capability(world.capability_armenia, values.actors.armenia.growth, flow.arming, -shift)
    azerbaijan = capability.next_capability(
        world.capability_azerbaijan, values.actors.azerbaijan.growth, np.zeros(world.size), shift
    )
    memory = rules.drift_memory
    world.set(
        drift_armenia=approach(world.drift_armenia, armenia - world.capability_armenia, 1.0 - memory),
        drift_azerbaijan=approach(world.drift_azerbaijan, azerbaijan - world.capability_azerbaijan, 1.0 - memory),
        capability_armenia=armenia,
        capability_azerbaijan=azerbaijan,
    )


def _orientation(view: View) -> None:
    """Armenia turns, by choice, by disappointment, by need."""
    world, flow, seen = view.worlds, view.flow, view.outlook
    rules = view.values.mechanisms.alignment
    let_down = alignment.disappointment(seen.beliefs.patron[RUSSIA])
    need = world.fear * positive(1.0 - seen.guarantees.protection) * seen.beliefs.will_armenia[RUSSIA]
    turned = alignment.next_orientation(
        world.orientation, flow.turn_west, flow.turn_russia, let_down, need, rules.turning.stack(TURNS)
    )
    world.set(orientation=turned)
