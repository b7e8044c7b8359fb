"""War breaks out: worlds end in it, neighbours are drawn in, and the rear may not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.model.mechanisms import widening
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.outlook.neighbours import NEIGHBOURS
from sim.model.world.state import SIGNED, WAR

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


def declare_war(model: NegotiationModel, where: BoolArray) -> None:
    """War breaks out in some worlds; they end here."""
    world = model.worlds
    world.mark("war_quarter", where, model.quarter, once=True)
    world.set(
        war_after_signature=np.where(where, world.phase == SIGNED, world.war_after_signature),
        phase=np.where(where, WAR, world.phase),
    )
    model.relapsed(where & world.war_after_signature, None)
    _widen(model, where)
    _unrest(model, where)


def _widen(model: NegotiationModel, where: BoolArray) -> None:
    """Russia, Turkey and Iran are drawn in by chance, each by what it has at stake (dersimonian2023 ¶11)."""
    world, chances = model.worlds, model.situation.drawn
    drawn_in = world.drawn_in.copy()
    for row, name in enumerate(NEIGHBOURS):
        entered = where & (model.draw(f"drawn_in_{name}") < chances[row])
        drawn_in[row] = np.where(entered, 1.0, drawn_in[row])
    world.set(drawn_in=drawn_in)


def _unrest(model: NegotiationModel, where: BoolArray) -> None:
    """A war may bring down an Armenian government whose process had little legitimacy (dersimonian2024 ¶17)."""
    world, rules = model.worlds, model.values.mechanisms.widening
    falls = where & (model.draw("unrest") < widening.chance_of_unrest(world.legitimacy_armenia, rules.unrest))
    world.mark("government_fell_quarter", falls, model.quarter)
    world.set(government_fell=world.government_fell | falls)
