"""War breaks out: limited wars undo agreements, total ones end histories; neighbours are drawn in, the rear may not hold."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import widening
from sim.model.mechanisms.arrays import BoolArray, positive
from sim.model.world.outlook.neighbours import NEIGHBOURS
from sim.model.world.state import NEVER, SIGNED, TALKS, WAR
from sim.model.world.view import View


def relapsed(view: View, where: BoolArray, channel: int | None) -> None:
    """Record the first relapse of signed worlds; the channel is None where the cause is recorded already."""
    world = view.worlds
    first = where & (world.relapse_quarter < 0)
    if channel is not None:
        world.set(relapse_cause=np.where(first, channel, world.relapse_cause))
    world.mark("relapse_quarter", first, view.quarter)


def declare_war(view: View, war: BoolArray, total: BoolArray, won: BoolArray) -> None:
    """War breaks out in some worlds.

    Parameters
    ----------
    view : View
    war, total, won : array of bool, shape (N,)
        Where there is war, where it is total, and where Azerbaijan wins it.
    """
    if not war.any():
        return
    world = view.worlds
    first = war & (world.war_quarter < 0)
    world.set(war_after_signature=np.where(first, world.phase == SIGNED, world.war_after_signature))
    world.mark("war_quarter", war, view.quarter, once=True)
    world.mark("last_war_quarter", war, view.quarter)
    world.count("wars", war)
    relapsed(view, war & world.signed, None)
    _widen(view, war)
    _unrest(view, war)
    _undo(view, war)
    _end(view, war & total, won)


def _undo(view: View, war: BoolArray) -> None:
    """A war makes an agreement void, and talks rest: what was handed over stays where it is, nothing else binds any more."""
    world, rules = view.worlds, view.values.mechanisms.crisis
    void = war & world.signed
    back = np.where(void, -world.shifted, 0.0)
    handed_over = positive(world.aims - world.status_quo) * view.outlook.table.terms
    held = np.where(void, world.status_quo + handed_over, world.status_quo)
    world.set(
        status_quo=held,
        undone=world.undone | void,
        phase=np.where(void, TALKS, world.phase),
        signed_quarter=np.where(void, NEVER, world.signed_quarter),
        ratified=world.ratified & ~void,
        suspended=world.suspended & ~void,
        implementation=np.where(void, 0.0, world.implementation),
        aims=np.where(war, np.clip(world.aims, held, 1.0), world.aims),
        frozen_until=np.where(war, np.maximum(world.frozen_until, view.quarter + rules.pause), world.frozen_until),
        shifted=np.where(void, 0.0, world.shifted),
        capability_azerbaijan=world.capability_azerbaijan + back,
        capability_armenia=world.capability_armenia - back,
    )


def _end(view: View, total: BoolArray, won: BoolArray) -> None:
    """A total war is fought to its end; whoever loses it is left with a share of what it held."""
    if not total.any():
        return
    world, left = view.worlds, view.values.mechanisms.force.left_by_defeat
    after = np.where(won, 1.0 - left * (1.0 - world.status_quo), left * world.status_quo)
    world.set(
        status_quo=np.where(total, after, world.status_quo),
        phase=np.where(total, WAR, world.phase),
    )


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
