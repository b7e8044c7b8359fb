"""Phase 6: Armenia moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.model.actors.actor import did
from sim.model.actors.armenia import Armenia
from sim.model.mechanisms import bargaining, quantal_response, relapse
from sim.model.mechanisms.arrays import BoolArray
from sim.model.mechanisms.force import war_value
from sim.model.phases.flow import ONE_SIDE
from sim.model.phases.war import declare_war
from sim.model.world.outcomes import REVANCHISM
from sim.model.world.state import WAR
from sim.parameters.vocabulary import ISSUES

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


def run(model: NegotiationModel) -> None:
    """Armenia concedes, asks for guarantees, prepares its public, turns to a patron, arms, or deals with the agreement."""
    chosen = model.actor("armenia").move(model.situation, "move_armenia")
    active = model.worlds.active & (model.worlds.phase != WAR)

    def chose(name: str) -> BoolArray:
        return did(Armenia.menu, chosen, name) & active

    world, flow, values = model.worlds, model.flow, model.values
    rules = values.mechanisms
    step = bargaining.step_length(rules.bargaining.step, rules.bargaining.difficulty.stack(ISSUES))
    flow.step_armenia = step * model.situation.attention * chose("concede")
    flow.prepared = chose("prepare_public").astype(float)
    flow.turn_russia = chose("turn_to_russia").astype(float)
    flow.turn_west = chose("turn_to_west").astype(float)
    flow.arming = rules.capability.arming * chose("rearm")
    obstructed = chose("stall") | chose("demand_revision")
    flow.good_faith = flow.good_faith + ONE_SIDE * (world.signed & ~obstructed)
    asked = chose("demand_guarantees")
    memory = rules.guarantees.demand_memory
    world.set(guarantee_demand=np.where(asked, 1.0, memory * world.guarantee_demand))
    _revision(model, chose("demand_revision"))


def _revision(model: NegotiationModel, demanded: BoolArray) -> None:
    """Armenia demands a revision: Baku gives way, or there is a crisis, which may end in war (dersimonian2023 ¶10)."""
    if not demanded.any():
        return
    world, flow, values, s = model.worlds, model.flow, model.values, model.situation
    azerbaijan, armenia = model.actor("azerbaijan"), model.actor("armenia")
    granted = np.zeros(world.size, dtype=bool)
    with model.focus(demanded) as rows:
        granted[rows] = did(azerbaijan.answers, azerbaijan.answer_revision(model.situation), "yield")
    rejected = demanded & ~granted
    rules = values.mechanisms
    with model.focus(granted) as rows:
        kept = 1.0 - model.values.mechanisms.crisis.coerced_step
        given_back = {name: getattr(model.worlds, name) * kept for name in ("offer", "demand", "coerced")}
    world.set_in(rows, **given_back)
    world.set(suspended=world.suspended | rejected)
    world.mark("suspended_quarter", rejected, model.quarter)
    flow.trouble = flow.trouble | rejected
    flow.setback = flow.setback + rules.relapse.setback * rejected
    flow.incidents = flow.incidents + rules.relapse.violation_tension * rejected
    model.relapsed(rejected, relapse.CHANNELS.index("revanchism"))
    fight = war_value(1.0 - s.win_unguarded, rules.force.destruction, values.actors.armenia.war_cost)
    to_war = quantal_response.answer(fight, 1.0 - s.loss, armenia.own.precision)
    war = rejected & (model.draw("revision_escalation") < rules.relapse.strength.revanchism * to_war)
    if war.any():
        world.set(war_cause=np.where(war, REVANCHISM, world.war_cause))
        declare_war(model, war)
