"""Waiting: when crises come, what talks promise, and what restraint is worth to a side while the future is foreseen."""

from __future__ import annotations

import numpy as np

from sim.model.actors.stakes import Side, war_ahead, worth
from sim.model.mechanisms import continuation
from sim.model.mechanisms.arrays import FloatArray, added, positive, unit
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS

EUROPE, AMERICA, RUSSIA = (POWERS.index(name) for name in ("european_union", "united_states", "russia"))


def crisis_rate(view: View) -> FloatArray:
    """Chance in a quarter of a crisis in which Azerbaijan can use force: in talks with the tension, else with age."""
    world, rules, seen = view.worlds, view.values.mechanisms.crisis.hazard, view.outlook
    age = np.maximum(view.quarter - world.signed_quarter, 0)
    calm = 0.5 ** (age / np.maximum(rules.calm, 1e-9))
    strength = view.values.mechanisms.relapse.strength.reneging
    return unit(np.where(seen.signed, strength * rules.signed * (1.0 - calm), crisis_rate_in_talks(view)))


def crisis_rate_in_talks(view: View) -> FloatArray:
    """The same while the sides talk: the stated chance at middling tension, and a part of it where there is none."""
    rules = view.values.mechanisms.crisis.hazard
    calm = rules.without_tension
    rate: FloatArray = rules.talks * (calm + 2.0 * (1.0 - calm) * view.worlds.tension)
    return rate


def revision_rate(view: View) -> FloatArray:
    """Chance in a quarter of a crisis in which Armenia can use force: under an agreement only."""
    rate = view.values.mechanisms.crisis.hazard.revision * view.values.mechanisms.relapse.strength.revanchism
    return unit(rate * view.outlook.signed)


def talks(view: View) -> FloatArray:
    """Chance that the talks bring the text, in each year that is looked ahead, shape (years, N)."""
    world, values, seen = view.worlds, view.values, view.outlook
    rules = values.mechanisms.bargaining
    ahead = continuation.YEAR * np.arange(continuation.YEARS + 1)[:, None]
    frozen = unit((positive(world.frozen_until - view.quarter) - ahead) / continuation.YEAR)
    moving = world.moved_armenia * world.moved_azerbaijan * world.confidence * (1.0 - frozen)
    conditions = values.mechanisms.conditions
    tends = conditions.long_run_attention.stack(POWERS)
    fade = (1.0 - np.asarray(conditions.reversion)) ** ahead
    west = 0.5 * sum((world.attention[row] - tends[row]) * (1.0 - fade) for row in (EUROPE, AMERICA))
    russia = (tends[RUSSIA] - world.attention[RUSSIA]) * (1.0 - fade) * (1.0 - world.endorsement[RUSSIA])
    outside = 1.0 - rules.attention_matters * (positive(np.asarray(west)) + positive(russia))
    # A text that is complete needs no further step: what is left is the pen, and once it is signed nothing.
    speed = np.where(seen.text_agreed & seen.talks, 1.0, rules.step * seen.table.at_stake)
    return continuation.chance_of_text(moving, speed, seen.table.gap, rules.quickest, outside)


def waiting(view: View, side: Side, other: Side, text: FloatArray, chance: FloatArray, rate: FloatArray) -> FloatArray:
    """What restraint is worth to each type of a side (see `sim.model.mechanisms.continuation.value_of_waiting`).

    Parameters
    ----------
    view : View
    side, other : Side
        Who waits, and who may rise meanwhile and take back; the other counts with its mean type.
    text : array, shape (types, N)
        What an agreement would be worth.
    chance : array, shape (years, N)
        Chance in each year that the talks bring it.
    rate : array, shape (N,)
        Chance of a crisis in a quarter.
    """
    gains = war_ahead(view, other) - worth(other, other.held)
    threat = added(gains, 1) / gains.shape[1]
    holding = worth(side, continuation.kept(side.held, threat, view.outlook.guarantees.protection)[:, None])
    crisis = 1.0 - (1.0 - rate) ** continuation.YEAR
    rest = rest_after_war(view, side, side.reach)
    discount = view.values.calendar.discount
    return continuation.value_of_waiting(holding, war_ahead(view, side), text, chance, crisis, discount, rest)


def rest_after_war(view: View, side: Side, taken: FloatArray) -> FloatArray:
    """Share of what a side hopes for beyond what it holds that is left after a war over a part, shape (N,)."""
    rules = view.values.mechanisms
    after = 1.0 - side.win[0] * (1.0 - promise_left(view, side, taken))
    patience = np.asarray(view.values.calendar.discount) ** rules.crisis.pause
    rest: FloatArray = (1.0 - rules.force.escalation) * patience * after
    return rest


def rest_after_coercion(view: View, siege: bool) -> FloatArray:
    """Share of the promise of the talks that is left after coercion below war, shape (N,); all of it where nobody talks.

    It comes later if Armenia has announced to concede nothing after coercion, or while a siege lasts (araz2023 ¶15).
    """
    rules, word = view.values.mechanisms.crisis, view.commitments.foreseen
    quarters = word("armenia", "stand_firm", "coercion_last_quarter", view)
    if siege:
        over = np.maximum(rules.negligible, 1e-6) / np.maximum(1.0 - rules.relief, 1e-6)
        eases = np.log1p(-np.clip(rules.siege_easing, 1e-3, 1.0 - 1e-9))
        quarters = np.maximum(
            quarters, word("armenia", "stand_firm", "siege_on", view) * positive(np.log(over) / eases)
        )
    rest: FloatArray = np.asarray(view.values.calendar.discount) ** (quarters * view.outlook.talks)
    return rest


def promise_left(view: View, side: Side, taken: FloatArray) -> FloatArray:
    """Share of what a side can hope for beyond what it holds that is left when it has taken a part, in [0, 1].

    In talks a side hopes for what a text can give, under an agreement for all that is left.
    """
    most = np.where(view.outlook.signed, 1.0, np.maximum(view.worlds.aims, side.held))
    return positive(most - side.held - taken) / np.maximum(most - side.held, 1e-9)
