"""The fourth phase: Armenia moves; under an agreement that it resents a crisis may tempt it to ask for more, or to fight."""

from __future__ import annotations

import numpy as np

from sim.model.actors import waiting
from sim.model.actors.all import ARMENIA
from sim.model.mechanisms.arrays import BoolArray
from sim.model.phases import causes, consequences, crises
from sim.model.phases.crises import REVISION
from sim.model.phases.moves import Moves
from sim.model.world.flow import ONE_SIDE
from sim.model.world.view import View


def run(view: View) -> None:
    """Armenia asks for guarantees, prepares its public, turns to a patron, arms, or deals with the agreement."""
    _revise(view)
    seen = view.outlook
    going_on = view.worlds.active & (view.worlds.last_war_quarter != view.quarter)
    made = Moves(ARMENIA, view, going_on)
    active = going_on & (seen.talks | view.worlds.signed)

    def chose(name: str) -> BoolArray:
        return made.took(name) & active

    world, flow, values = view.worlds, view.flow, view.values
    rules = values.mechanisms
    flow.prepared = chose("prepare_public").astype(float)
    flow.turn_russia = chose("turn_to_russia").astype(float)
    flow.turn_west = chose("turn_to_west").astype(float)
    flow.arming = rules.capability.arming * chose("rearm")
    flow.good_faith = flow.good_faith + ONE_SIDE * (world.signed & ~chose("stall"))
    asked = chose("demand_guarantees")
    memory = rules.guarantees.demand_memory
    world.set(guarantee_demand=np.where(asked, 1.0, memory * world.guarantee_demand))


def _revise(view: View) -> None:
    """Crises under an agreement in which Armenia may demand a revision, or fight for one (dersimonian2023 ¶10)."""
    world = view.worlds
    bound = view.commitments.obliges("armenia", REVISION.moves, view)
    open_ = (view.draw("crisis_armenia") < waiting.revision_rate(view)) | (bound & world.signed)
    allowed = world.signed & world.active & view.outlook.signed & (world.last_war_quarter != view.quarter)
    episode = crises.play(view, REVISION, open_ & allowed & ~world.attacked_last_quarter)
    if not episode.moved.any():
        crises.learn(view, episode)
        return
    war = consequences.wars(view, episode)
    causes.record(view, REVISION, episode, war)
    crises.learn(view, episode)
    consequences.of_revision(view, episode, war)
