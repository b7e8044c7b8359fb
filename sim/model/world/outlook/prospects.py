"""What war and waiting promise: who would win, on what the rivals could agree, and what will be left of that later."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.mechanisms import continuation, deterrence, force
from sim.model.mechanisms.arrays import FloatArray, unit
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS


def prospects(world: Worlds, values: Branch, parts: dict[str, Any]) -> dict[str, Any]:
    """Return who would win, and what war and waiting are worth, now and later.

    Parameters
    ----------
    world : Worlds
    values : Branch
        The parameters.
    parts : dict
        What has been derived of the situation so far: what is on the table, guarantees, beliefs and expected answers.

    Returns
    -------
    dict
        The fields of a `Situation` from `win` to `waiting`, each an array of shape (N,).
    """
    rules, foresight = values.mechanisms.force, values.calendar.foresight
    armenia = force.power(world.capability_armenia, world.support_armenia, rules.support_weight, parts["presence"])
    azerbaijan = force.power(world.capability_azerbaijan, world.support_azerbaijan, rules.support_weight)
    armenia_later = continuation.project_drifting(armenia, world.drift_armenia, foresight)
    azerbaijan_later = continuation.project_drifting(azerbaijan, world.drift_azerbaijan, foresight)
    response: deterrence.Response = parts["response"]["attack"]
    win = force.success(azerbaijan, armenia, rules.decisiveness)
    helped = force.success(azerbaijan, armenia + rules.intervention_strength, rules.decisiveness)
    expected_win = win + response.intervene * (helped - win)
    later_win = expected_win + force.success(azerbaijan_later, armenia_later, rules.decisiveness) - win
    deterred_now = (response.punish + response.intervene) * response.punishment
    deterred_later = deterred_now * _projected_readiness(world, values)
    cost = values.actors.azerbaijan.war_cost + parts["widened"]
    now = force.bargaining_range(expected_win, rules.destruction, cost + deterred_now, values.actors.armenia.war_cost)
    later = force.bargaining_range(
        unit(later_win), rules.destruction, cost + deterred_later, values.actors.armenia.war_cost
    )
    unguarded = force.success(azerbaijan, armenia - parts["presence"], rules.decisiveness)
    return {"win": win, "win_unguarded": unguarded, "win_helped": helped, "range": now} | _waiting(
        world, values, parts, now, later
    )


def _projected_readiness(world: Worlds, values: Branch) -> FloatArray:
    """How much stronger the outside powers' attention is expected to be after `foresight` quarters: the closing window."""
    rules = values.mechanisms.conditions
    later = continuation.project_reverting(
        world.attention, rules.long_run_attention.stack(POWERS), rules.reversion, values.calendar.foresight
    )
    weight = values.mechanisms.deterrence.leverage.stack(POWERS) * values.mechanisms.deterrence.interest.stack(POWERS)
    distraction = values.mechanisms.deterrence.blunting.distraction
    now_ready = (weight * (1.0 - distraction * (1.0 - world.attention))).sum(axis=0)
    later_ready = (weight * (1.0 - distraction * (1.0 - later))).sum(axis=0)
    return np.where(now_ready > 0, later_ready / np.where(now_ready > 0, now_ready, 1.0), 1.0)


def _waiting(
    world: Worlds, values: Branch, parts: dict[str, Any], now: force.BargainingRange, later: force.BargainingRange
) -> dict[str, Any]:
    """The value of restraint: the expected settlement, or what is left if the talks fail."""
    calendar, rules = values.calendar, values.mechanisms.bargaining
    durable = continuation.durable_high(now, later, calendar.discount, calendar.foresight, parts["promised"])
    theory = continuation.expected_settlement(now.low, durable, rules.proposer_advantage)
    agreed = (world.agreed * parts["salience_azerbaijan"]).sum(axis=0)
    settlement = agreed * parts["share"] + (1.0 - agreed) * theory
    prospect = continuation.prospect_of_agreement(agreed, world.progress, calendar.foresight, world.confidence)
    discount = calendar.discount**calendar.foresight
    waiting = continuation.value_of_waiting(prospect, settlement, world.status_quo, later.low, discount)
    return {
        "durable": durable,
        "war_now": now.low,
        "war_later": later.low,
        "prospect": prospect,
        "waiting": np.where(parts["signed"], parts["share"], waiting),
    }
