"""What force promises, now and in the years that are looked ahead: who would win, who would help, what it would cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.model.mechanisms import continuation, deterrence, force
from sim.model.mechanisms.arrays import FloatArray, Number, unit
from sim.model.world.outlook.beliefs import Beliefs, readiness_later, will, word_in_force
from sim.model.world.outlook.package import Guarantees
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS

EVERY_YEAR = np.arange(continuation.YEARS + 1.0)[:, None]
"""Years from now at which the path is looked at, as far as the foresight of the actors reaches."""


def ahead(values: Branch, year: Number) -> Number:
    """After how many quarters a year ends that is looked ahead: no later than foresight reaches."""
    return np.minimum(continuation.YEAR * np.asarray(year), values.calendar.foresight)


class Path(NamedTuple):
    """The path that is foreseen: now and after each year; arrays of shape (years, N).

    Attributes
    ----------
    win : array
        Chance that Azerbaijan wins a war that it begins, help for Armenia being foreseen as Baku fears it.
    hoped : array
        The same, help being foreseen as Armenia hopes for it.
    unaided : array
        Chance that Azerbaijan wins a war that Armenia begins, in which no guarantor helps.
    punishment : array
        What punishment by outside powers would cost Azerbaijan, as Baku fears it.
    expected : array
        The same, as Armenia expects it.
    """

    win: FloatArray
    hoped: FloatArray
    unaided: FloatArray
    punishment: FloatArray
    expected: FloatArray


@dataclass
class Prospects:
    """What either side can expect of force; arrays have shape (N,).

    Attributes
    ----------
    win, win_unguarded, win_helped : array
        Chance that Azerbaijan wins a war: without intervention, if guarantors stay out of it, and with intervention.
    path : Path
        The path that is foreseen under the obligations in force now.
    trade : array
        What integration is worth, as far as it is expected to have grown after `foresight` quarters.
    """

    win: FloatArray
    win_unguarded: FloatArray
    win_helped: FloatArray
    path: Path
    trade: FloatArray


def prospects_of(world: Worlds, values: Branch, package: Guarantees, beliefs: Beliefs) -> Prospects:
    """Who would win, and what is foreseen."""
    path = path_of(world, values, package.presence, beliefs)
    azerbaijan, armenia = _powers(world, values, 0, 0.0)
    rules = values.mechanisms.force
    guarded = armenia + package.presence
    return Prospects(
        win=force.success(azerbaijan, guarded, rules.decisiveness),
        win_unguarded=path.unaided[0],
        win_helped=force.success(azerbaijan, guarded + rules.intervention_strength, rules.decisiveness),
        path=path,
        trade=_expected_trade(world, values),
    )


def path_of(
    world: Worlds,
    values: Branch,
    presence: FloatArray,
    beliefs: Beliefs,
    word: FloatArray | None = None,
    shift: Number = 0.0,
    years: Number = EVERY_YEAR,
) -> Path:
    """The path of power and help that is foreseen.

    Parameters
    ----------
    world : Worlds
    values : Branch
    presence : array, shape (N,)
        Power that peacekeepers on the ground add to Armenia.
    beliefs : Beliefs
    word : array, shape (powers, N), optional
        Obligations in force, if others than those of now.
    shift : number
        Capability that passes to Azerbaijan at once, as with a signature.
    years : array, shape (years, 1 or N)
        The years ahead that are looked at; now and all that are looked ahead if omitted.
    """
    rules, deterring = values.mechanisms.force, values.mechanisms.deterrence
    binding = word_in_force(world, values) if word is None else word
    leverage = deterring.leverage.stack(POWERS) * deterrence.stream(values.calendar.discount, deterring.lasting)
    share = deterring.intervention_share.stack(POWERS)[:, None]
    quarters = ahead(values, years)
    azerbaijan, armenia = _powers(world, values, quarters, shift)
    ready = readiness_later(world, values, quarters)
    guarded = armenia + presence
    alone = force.success(azerbaijan, guarded, rules.decisiveness)
    helped = force.success(azerbaijan, guarded + rules.intervention_strength, rules.decisiveness)
    feared, hoped = (
        will(values, b[:, None], ready, binding[:, None], beliefs.bound[:, None])
        for b in (beliefs.resolve, beliefs.patron)
    )
    return Path(
        win=alone + deterrence.chance_of_intervention(feared, share) * (helped - alone),
        hoped=alone + deterrence.chance_of_intervention(hoped, share) * (helped - alone),
        unaided=force.success(azerbaijan, armenia, rules.decisiveness),
        punishment=deterrence.expected_punishment(feared, leverage[:, None]),
        expected=deterrence.expected_punishment(hoped, leverage[:, None]),
    )


def _powers(world: Worlds, values: Branch, quarters: Number, shift: Number) -> tuple[FloatArray, FloatArray]:
    """Power in battle of Azerbaijan and of Armenia after some quarters, shape (years, N), at the present drift."""
    weight = values.mechanisms.force.support_weight
    azerbaijan = unit(world.capability_azerbaijan + world.drift_azerbaijan * quarters + shift)
    armenia = unit(world.capability_armenia + world.drift_armenia * quarters - shift)
    return force.power(azerbaijan, world.support_azerbaijan, weight), force.power(
        armenia, world.support_armenia, weight
    )


def _expected_trade(world: Worlds, values: Branch) -> FloatArray:
    """What integration is worth to either side, looking ahead."""
    rules = values.mechanisms.integration
    ahead = unit(world.integration + rules.growth.alone * values.calendar.foresight * (1.0 - world.integration))
    worth: FloatArray = rules.loss_weight * ahead
    return worth
