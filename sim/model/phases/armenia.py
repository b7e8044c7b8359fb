"""The fourth phase: Armenia moves."""

from __future__ import annotations

import numpy as np

from sim.model.actors.all import ARMENIA, AZERBAIJAN
from sim.model.mechanisms import bargaining, quantal_response, relapse
from sim.model.mechanisms.arrays import BoolArray
from sim.model.mechanisms.force import war_value
from sim.model.phases.moves import Moves
from sim.model.phases.war import declare_war, relapsed
from sim.model.world.flow import ONE_SIDE
from sim.model.world.outcomes import REVANCHISM
from sim.model.world.state import WAR
from sim.model.world.view import View
from sim.parameters.vocabulary import ISSUES


def run(view: View) -> None:
    """Armenia concedes, asks for guarantees, prepares its public, turns to a patron, arms, or deals with the agreement."""
    seen = view.outlook
    made = Moves(ARMENIA, view)
    active = view.worlds.active & (view.worlds.phase != WAR)

    def chose(name: str) -> BoolArray:
        return made.took(name) & active

    world, flow, values = view.worlds, view.flow, view.values
    rules = values.mechanisms
    step = bargaining.step_length(rules.bargaining.step, rules.bargaining.difficulty.stack(ISSUES))
    flow.step_armenia = step * seen.table.attention * chose("concede")
    flow.prepared = chose("prepare_public").astype(float)
    flow.turn_russia = chose("turn_to_russia").astype(float)
    flow.turn_west = chose("turn_to_west").astype(float)
    flow.arming = rules.capability.arming * chose("rearm")
    obstructed = chose("stall") | chose("demand_revision")
    flow.good_faith = flow.good_faith + ONE_SIDE * (world.signed & ~obstructed)
    asked = chose("demand_guarantees")
    memory = rules.guarantees.demand_memory
    world.set(guarantee_demand=np.where(asked, 1.0, memory * world.guarantee_demand))
    _revision(view, chose("demand_revision"))


def _revision(view: View, demanded: BoolArray) -> None:
    """Armenia demands a revision: Baku gives way, or there is a crisis, which may end in war (dersimonian2023 ¶10)."""
    if not demanded.any():
        return
    world, flow, values, seen = view.worlds, view.flow, view.values, view.outlook
    granted = np.zeros(world.size, dtype=bool)
    asked = view.only(demanded)
    granted[asked.places] = view.noted(AZERBAIJAN.answer_revision(asked)).did("yield")
    rejected = demanded & ~granted
    rules = values.mechanisms
    where = view.only(granted)
    kept = 1.0 - where.values.mechanisms.crisis.coerced_step
    given_back = {name: getattr(where.worlds, name) * kept for name in ("offer", "demand", "coerced")}
    world.set_in(where.places, **given_back)
    world.set(suspended=world.suspended | rejected)
    world.mark("suspended_quarter", rejected, view.quarter)
    flow.trouble = flow.trouble | rejected
    flow.setback = flow.setback + rules.relapse.setback * rejected
    flow.incidents = flow.incidents + rules.relapse.violation_tension * rejected
    relapsed(view, rejected, relapse.CHANNELS.index("revanchism"))
    fight = war_value(1.0 - seen.prospects.win_unguarded, rules.force.destruction, values.actors.armenia.war_cost)
    to_war = quantal_response.answer(fight, 1.0 - seen.table.loss, ARMENIA.own(view).precision)
    war = rejected & (view.draw("revision_escalation") < rules.relapse.strength.revanchism * to_war)
    if war.any():
        world.set(war_cause=np.where(war, REVANCHISM, world.war_cause))
        declare_war(view, war)
