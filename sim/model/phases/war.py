"""War breaks out: worlds end in it, neighbours are drawn in, and the rear may not hold."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import widening
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.outlook.neighbours import NEIGHBOURS
from sim.model.world.state import SIGNED, WAR
from sim.model.world.view import View


def relapsed(view: View, where: BoolArray, channel: int | None) -> None:
    """Record the first relapse of signed worlds; the channel is None where the cause is recorded already."""
    world = view.worlds
    first = where & (world.relapse_quarter < 0)
    if channel is not None:
        world.set(relapse_cause=np.where(first, channel, world.relapse_cause))
    world.mark("relapse_quarter", first, view.quarter)


def declare_war(view: View, where: BoolArray) -> None:
    """War breaks out in some worlds; they end here."""
    world = view.worlds
    world.mark("war_quarter", where, view.quarter, once=True)
    world.set(
        war_after_signature=np.where(where, world.phase == SIGNED, world.war_after_signature),
        phase=np.where(where, WAR, world.phase),
    )
    relapsed(view, where & world.war_after_signature, None)
    _widen(view, where)
    _unrest(view, where)


def _widen(view: View, where: BoolArray) -> None:
    """Russia, Turkey and Iran are drawn in by chance, each by what it has at stake (dersimonian2023 ¶11)."""
    world, chances = view.worlds, view.outlook.neighbours.drawn
    drawn_in = world.drawn_in.copy()
    for row, name in enumerate(NEIGHBOURS):
        entered = where & (view.draw(f"drawn_in_{name}") < chances[row])
        drawn_in[row] = np.where(entered, 1.0, drawn_in[row])
    world.set(drawn_in=drawn_in)


def _unrest(view: View, where: BoolArray) -> None:
    """A war may bring down an Armenian government whose process had little legitimacy (dersimonian2024 ¶17)."""
    world, rules = view.worlds, view.values.mechanisms.widening
    falls = where & (view.draw("unrest") < widening.chance_of_unrest(world.legitimacy_armenia, rules.unrest))
    world.mark("government_fell_quarter", falls, view.quarter)
    world.set(government_fell=world.government_fell | falls)
