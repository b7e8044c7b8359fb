"""What crises leave behind: territory, wars limited and total, agreements undone, tension, a whetted or spoiled appetite."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import relapse
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.phases.crises import Episode
from sim.model.phases.war import declare_war, relapsed
from sim.model.world.view import View

REVANCHISM = relapse.CHANNELS.index("revanchism")


def wars(view: View, episode: Episode) -> BoolArray:
    """Where it comes to war, shape (N,): a fight over a place is a clash and no war, unless it widens."""
    if not episode.fought.any():
        return episode.fought
    clash = episode.moves.get("incursion", np.zeros(view.size, dtype=bool))
    return episode.fought & (~clash | _widens(view))


def _widens(view: View) -> BoolArray:
    """Where a fight becomes a total war."""
    wider: BoolArray = view.draw("war_widens") < view.values.mechanisms.force.escalation
    return wider


def of_challenge(
    view: View,
    episode: Episode,
    war: BoolArray,
    intervened: BoolArray,
    answered: BoolArray,
    spread: BoolArray,
    traced: BoolArray,
) -> None:
    """What Azerbaijan's challenges bring.

    Parameters
    ----------
    view : View
    episode : Episode
    war, intervened, answered, spread, traced : array of bool, shape (N,)
        Where it came to war, where a power intervened, where any answered, where disinformation was spread, and where it
        was traced: what nobody traces adds to tension and is not trouble of an agreement.
    """
    _coercion(view, episode, war, answered, spread, traced)
    seen = view.outlook
    chance = np.where(intervened, seen.prospects.win_helped, seen.prospects.win)
    won = episode.fought & (view.draw("war_won") < chance)
    unresisted = episode.yielded & (episode.moves["incursion"] | episode.moves["attack"])
    view.worlds.mark("fait_accompli_quarter", unresisted, view.quarter)
    view.worlds.count("faits_accomplis", unresisted)
    total = war & _widens(view)
    transfer(view, np.where(episode.yielded | (won & ~total), episode.size, 0.0))
    view.flow.taken = np.maximum(view.flow.taken, (episode.moved & (episode.yielded | won)).astype(float))
    declare_war(view, war, total, won)


def of_revision(view: View, episode: Episode, war: BoolArray) -> None:
    """What Armenia's demands and attacks bring (dersimonian2023 ¶10): ground given back, a suspended agreement, or war."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.relapse
    won = episode.fought & (view.draw("war_won") < 1.0 - view.outlook.prospects.win_unguarded)
    total = war & _widens(view)
    transfer(view, -np.where(episode.yielded | (won & ~total), episode.size, 0.0))
    refused = episode.moved & ~episode.yielded & world.signed
    world.set(suspended=world.suspended | refused)
    world.mark("suspended_quarter", refused, view.quarter)
    world.count("stood_down", episode.stood_down)
    flow.trouble = flow.trouble | episode.moved
    flow.setback = flow.setback + rules.setback * refused
    flow.incidents = flow.incidents + rules.violation_tension * refused
    relapsed(view, episode.moved & world.signed, REVANCHISM)
    declare_war(view, war, total, ~won)


def transfer(view: View, gained: FloatArray) -> None:
    """Ground passes to Azerbaijan, or back: what it holds moves at once, and what succeeds makes it ask for more.

    Under an agreement the agreed part of the text stays what it is, and what was taken comes on top of it.
    """
    if not gained.any():
        return
    world, rules = view.worlds, view.values.mechanisms.bargaining
    held = np.clip(world.status_quo + gained, 0.0, 1.0)
    moved = held - world.status_quo
    growth = rules.demand_growth * np.clip(1.0 - world.aims, 0.0, 1.0) * (gained > 0)
    aims = np.where(world.signed, world.aims + moved, np.maximum(world.aims + growth, held))
    world.set(status_quo=held, aims=aims, taken=world.taken + moved)
    view.flow.settled = view.flow.settled + moved


def _coercion(
    view: View, episode: Episode, war: BoolArray, answered: BoolArray, spread: BoolArray, traced: BoolArray
) -> None:
    """Tension and trouble, sieges and the shadow over the talks, an appetite whetted by success or spoiled by punishment."""
    world, flow, moves = view.worlds, view.flow, episode.moves
    rules, severity = view.values.mechanisms.crisis, view.values.mechanisms.deterrence.severity
    weight = sum((getattr(severity, move) * where for move, where in moves.items()), severity.disinformation * spread)
    weight = np.where(war, severity.attack, weight)
    flow.incidents = flow.incidents + rules.crisis_tension * weight
    flow.trouble = flow.trouble | episode.moved | traced
    flow.setback = flow.setback + view.values.mechanisms.relapse.setback * episode.moved
    success = episode.moved & episode.yielded
    hunger = rules.appetite_gain * success * (1.0 - world.appetite) - rules.appetite_loss * answered * world.appetite
    world.set(
        siege=np.where(moves["siege"], 1.0 - rules.relief, world.siege * (1.0 - rules.siege_easing)),
        pressure=np.where(episode.moved, 1.0, world.pressure * rules.pressure_memory),
        appetite=world.appetite * rules.appetite_memory + hunger,
        coerced_last_quarter=(episode.moved & ~moves["attack"]) | spread,
        attacked_last_quarter=moves["attack"] | war,
        provoked=np.zeros(view.size, dtype=bool),
    )
