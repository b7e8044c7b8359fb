"""The first phase: conditions outside the talks move."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import alignment, conditions, types
from sim.model.mechanisms.arrays import approach
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS, RIVALS

RUSSIA, AMERICA = POWERS.index("russia"), POWERS.index("united_states")


def run(view: View) -> None:
    """Attention, dependence on energy, alignment and domestic standing move; then everybody looks around.

    The outlook is taken once a quarter: what is done in a quarter is seen by the others in the next.
    """
    world, rules = view.worlds, view.values.mechanisms.conditions
    view.commitments.announce(view)
    attention = approach(world.attention, rules.long_run_attention.stack(POWERS), rules.reversion)
    attention[RUSSIA] += conditions.shock(view.draw("russian_attention"), rules.volatility.russian_attention)
    attention[AMERICA] += conditions.shock(view.draw("us_attention"), rules.volatility.us_attention)
    held = conditions.in_cycle(view.quarter, rules.election.quarter, rules.election.cycle)
    attention[AMERICA] += conditions.election_swing(held, view.draw("election"), rules.election.swing)
    world.set(
        attention=attention,
        energy_dependence=approach(world.energy_dependence, rules.long_run_energy_dependence, rules.reversion),
        domestic_shock=conditions.shock(view.draw("domestic_shock"), rules.volatility.domestic),
    )
    _move_alignment(view)
    _turn_over(view)
    view.look()


def _move_alignment(view: View) -> None:
    """Moscow and Baku draw together or apart."""
    world, rules = view.worlds, view.values.mechanisms.alignment
    shock = conditions.shock(view.draw("alignment"), rules.volatility)
    moved = alignment.next_alignment(
        world.alignment,
        rules.long_run,
        rules.reversion,
        rules.trade_value * rules.trade_pull,
        world.western_lead,
        rules.lead_push,
        shock,
    )
    world.set(alignment=np.asarray(moved))


def _turn_over(view: View) -> None:
    """Leaders, armies and moods change: a cost of war may be drawn anew, and beliefs drift back as fast (Werner 1999)."""
    world, rules = view.worlds, view.values.mechanisms
    rate = np.asarray(rules.types.turnover, dtype=float)
    for name in RIVALS:
        draw = view.draw(f"turnover_{name}")
        anew = types.row_of(draw / np.maximum(rate, np.finfo(float).tiny) * (draw < rate))
        world.set(**{f"cost_{name}": np.where(draw < rate, anew, getattr(world, f"cost_{name}"))})
    limited = world.belief_azerbaijan[: types.COSTS].sum(axis=0)
    world.set(
        belief_armenia=types.turned_over(world.belief_armenia, types.prior_over_costs(view.size), rate),
        belief_azerbaijan=types.turned_over(world.belief_azerbaijan, types.prior_over_types(limited, view.size), rate),
    )
