"""The sixth phase: the agreement in force, and the channels of relapse that strike by chance."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import extremism, relapse, spoilers
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases.war import relapsed
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS

RUSSIA, IRAN = POWERS.index("russia"), POWERS.index("iran")


def run(view: View) -> None:
    """Spoilers strike, publics reject, formal peace decays; what is left of the agreement is carried out."""
    seen = view.outlook
    signed = view.worlds.signed & view.worlds.active
    if signed.any():
        _incident(view, signed)
        _rejection(view, signed)
        _decay(view, signed)
    _resume(view)
    _implement(view)
    world = view.worlds
    window = view.values.outcomes.calm_quarters
    trouble = (view.flow.trouble | world.suspended) & world.signed & seen.signed
    world.count("incidents", trouble)
    mask = (1 << np.asarray(window, dtype=np.int64)) - 1
    world.set(trouble=((world.trouble << 1) | trouble) & mask)


def _incident(view: View, signed: BoolArray) -> None:
    """Spoilers from outside, or extremists, stage an incident; one that nobody can lay at a door opens a crisis.

    War comes of it only by a rival's choice (dersimonian2024 ¶20; ratelle2025 ¶24).
    """
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    rules = values.mechanisms.relapse
    exposure = rules.strength.spoilers * values.mechanisms.spoilers.incident_chance
    outside = spoilers.together(flow.spoiling[RUSSIA], flow.spoiling[IRAN], values.mechanisms.spoilers.coordination)
    inside = values.mechanisms.extremism.incidents * _extremism(view)
    chance = spoilers.chance_of_incident(outside + inside, exposure, world.implementation)
    struck = signed & (view.draw("incident") < chance)
    flow.trouble = flow.trouble | struck
    flow.setback = flow.setback + rules.setback * struck
    flow.incidents = flow.incidents + rules.violation_tension * struck
    relapsed(view, struck, relapse.CHANNELS.index("spoilers"))
    hidden = struck & (view.draw("seen_armenia") >= seen.guarantees.chance_seen)
    world.set(provoked=world.provoked | hidden)


def _extremism(view: View) -> FloatArray:
    """Strength of the extremists on both sides, on average."""
    strength: FloatArray = 0.5 * (view.worlds.extremism_armenia + view.worlds.extremism_azerbaijan)
    return strength


def _rejection(view: View, signed: BoolArray) -> None:
    """A public that was never asked rejects the peace, and it is suspended (ratelle2025 ¶22-25)."""
    world, rules = view.worlds, view.values.mechanisms.relapse
    chance = relapse.chance_of_rejection(
        rules.strength.rejection,
        rules.rejection_hazard,
        world.legitimacy_armenia,
        world.legitimacy_azerbaijan,
        0.5 * (world.preparation_armenia + world.preparation_azerbaijan),
        world.grievance,
    )
    chance = extremism.emboldened(chance, _extremism(view), view.values.mechanisms.extremism.rejection)
    rejected = signed & world.active & (view.draw("rejection") < chance)
    world.set(suspended=world.suspended | rejected)
    world.mark("suspended_quarter", rejected, view.quarter)
    view.flow.trouble = view.flow.trouble | rejected
    relapsed(view, rejected, relapse.CHANNELS.index("rejection"))


def _decay(view: View, signed: BoolArray) -> None:
    """A merely formal peace cracks with age (fattah2025 ¶40)."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.relapse
    age = np.maximum(view.quarter - world.signed_quarter, 0).astype(float)
    least = np.minimum(world.legitimacy_armenia, world.legitimacy_azerbaijan)
    formal = relapse.formality(world.implementation, least)
    chance = relapse.chance_of_decay(rules.strength.decay, rules.decay_hazard, formal, age, rules.decay_ripening)
    cracked = signed & world.active & (view.draw("decay") < chance)
    flow.trouble = flow.trouble | cracked
    flow.setback = flow.setback + rules.setback * cracked
    flow.incidents = flow.incidents + rules.violation_tension * cracked
    relapsed(view, cracked, relapse.CHANNELS.index("decay"))


def _resume(view: View) -> None:
    """A suspended agreement may be resumed: more likely if it is more legitimate, and if the border is calmer."""
    world, rules = view.worlds, view.values.mechanisms.relapse
    if not world.suspended.any():
        return
    least = np.minimum(world.legitimacy_armenia, world.legitimacy_azerbaijan)
    chance = rules.resumption * least * (1.0 - world.tension)
    resumes = world.suspended & (world.suspended_quarter < view.quarter) & (view.draw("resumption") < chance)
    world.set(suspended=world.suspended & ~resumes & world.signed)


def _implement(view: View) -> None:
    """The agreement is carried out, unless it is suspended or not yet ratified."""
    world, flow, rules, seen = view.worlds, view.flow, view.values.mechanisms.relapse, view.outlook
    working = world.signed & world.ratified & ~world.suspended
    together = relapse.convergence(
        np.minimum(world.legitimacy_armenia, world.legitimacy_azerbaijan),
        world.integration,
        seen.guarantees.believed.legal_consequences,
        view.values.mechanisms.grievance.reconciliation_effort,
    )
    grown = relapse.next_implementation(
        world.implementation,
        flow.good_faith * working,
        flow.setback * world.signed,
        rules.implementation_rate * (1.0 + rules.convergence * together),
        rules.institutional_quality,
    )
    world.set(implementation=grown, violations=world.violations * rules.violation_memory)
