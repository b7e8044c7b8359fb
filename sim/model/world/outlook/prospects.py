"""What war and waiting promise: who would win, on what the rivals could agree, and what will be left of that later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import continuation, deterrence, force
from sim.model.mechanisms.arrays import FloatArray, unit
from sim.model.world.outlook.beliefs import Beliefs
from sim.model.world.outlook.package import Guarantees
from sim.model.world.outlook.table import Table
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS


@dataclass
class Prospects:
    """What either side can expect of war and of waiting; arrays have shape (N,).

    Attributes
    ----------
    win, win_unguarded, win_helped : array
        Chance that Azerbaijan wins a war: without intervention, if guarantors stay out of it, and with intervention.
    range : BargainingRange
        The bargaining range now.
    durable : array
        The most that Azerbaijan can count on keeping.
    war_now, war_later, waiting : array
        Value to Azerbaijan of a war now, of a war after `foresight` quarters, and of restraint.
    prospect : array
        Chance that the talks succeed, as seen from the table.
    trade : array
        What integration is worth, as far as it is expected to have grown after `foresight` quarters.
    """

    win: FloatArray
    win_unguarded: FloatArray
    win_helped: FloatArray
    range: force.BargainingRange
    durable: FloatArray
    war_now: FloatArray
    war_later: FloatArray
    waiting: FloatArray
    prospect: FloatArray
    trade: FloatArray


def prospects_of(
    world: Worlds, values: Branch, table: Table, package: Guarantees, beliefs: Beliefs, widened: FloatArray
) -> Prospects:
    """Who would win, and what war and waiting are worth, now and later."""
    rules, foresight = values.mechanisms.force, values.calendar.foresight
    armenia = force.power(world.capability_armenia, world.support_armenia, rules.support_weight, package.presence)
    azerbaijan = force.power(world.capability_azerbaijan, world.support_azerbaijan, rules.support_weight)
    armenia_later = continuation.project_drifting(armenia, world.drift_armenia, foresight)
    azerbaijan_later = continuation.project_drifting(azerbaijan, world.drift_azerbaijan, foresight)
    response: deterrence.Response = beliefs.response["attack"]
    win = force.success(azerbaijan, armenia, rules.decisiveness)
    helped = force.success(azerbaijan, armenia + rules.intervention_strength, rules.decisiveness)
    expected_win = win + response.intervene * (helped - win)
    later_win = expected_win + force.success(azerbaijan_later, armenia_later, rules.decisiveness) - win
    deterred_now = (response.punish + response.intervene) * response.punishment
    deterred_later = deterred_now * _projected_readiness(world, values)
    cost = values.actors.azerbaijan.war_cost + widened
    now = force.bargaining_range(expected_win, rules.destruction, cost + deterred_now, values.actors.armenia.war_cost)
    later = force.bargaining_range(
        unit(later_win), rules.destruction, cost + deterred_later, values.actors.armenia.war_cost
    )
    durable = continuation.durable_high(now, later, values.calendar.discount, foresight, package.promised)
    prospect, waiting = _waiting(world, values, table, now, later, durable)
    return Prospects(
        win=win,
        win_unguarded=force.success(azerbaijan, armenia - package.presence, rules.decisiveness),
        win_helped=helped,
        range=now,
        durable=durable,
        war_now=now.low,
        war_later=later.low,
        waiting=waiting,
        prospect=prospect,
        trade=_expected_trade(world, values),
    )


def _projected_readiness(world: Worlds, values: Branch) -> FloatArray:
    """How much stronger the outside powers' attention is expected to be after `foresight` quarters: the closing window."""
    rules, deterring = values.mechanisms.conditions, values.mechanisms.deterrence
    later = continuation.project_reverting(
        world.attention, rules.long_run_attention.stack(POWERS), rules.reversion, values.calendar.foresight
    )
    weight = deterring.leverage.stack(POWERS) * deterring.interest.stack(POWERS)
    distraction = deterring.blunting.distraction
    now_ready = (weight * (1.0 - distraction * (1.0 - world.attention))).sum(axis=0)
    later_ready = (weight * (1.0 - distraction * (1.0 - later))).sum(axis=0)
    return np.where(now_ready > 0, later_ready / np.where(now_ready > 0, now_ready, 1.0), 1.0)


def _waiting(
    world: Worlds,
    values: Branch,
    table: Table,
    now: force.BargainingRange,
    later: force.BargainingRange,
    durable: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """The prospect of the talks, and the value of restraint: the expected settlement, or what is left if they fail."""
    calendar = values.calendar
    theory = continuation.expected_settlement(now.low, durable, values.mechanisms.bargaining.proposer_advantage)
    agreed = (world.agreed * table.salience_azerbaijan).sum(axis=0)
    settlement = agreed * table.share + (1.0 - agreed) * theory
    prospect = continuation.prospect_of_agreement(agreed, world.progress, calendar.foresight, world.confidence)
    discount = calendar.discount**calendar.foresight
    waiting = continuation.value_of_waiting(prospect, settlement, world.status_quo, later.low, discount)
    return prospect, np.where(world.signed, table.share, waiting)


def _expected_trade(world: Worlds, values: Branch) -> FloatArray:
    """What integration is worth to either side, looking ahead."""
    rules = values.mechanisms.integration
    ahead = unit(world.integration + rules.growth.alone * values.calendar.foresight * (1.0 - world.integration))
    worth: FloatArray = rules.loss_weight * ahead
    return worth
