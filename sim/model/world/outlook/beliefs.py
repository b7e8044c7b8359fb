"""What either rival expects of the outside powers, and Armenia of Azerbaijan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import deterrence, reputation
from sim.model.mechanisms.arrays import FloatArray, unit
from sim.model.world.outlook.package import Guarantees
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS

SEVERITIES = ("disinformation", "incursion", "siege", "attack", "violation")


@dataclass
class Beliefs:
    """Beliefs and what follows from them; arrays have shape (powers, N) unless said.

    Attributes
    ----------
    patron : array
        Armenia's belief that each power stands by it.
    word : array
        Obligation to answer force that each power has taken on: by the agreement in force, or by announcement.
    readiness : array
        Share of its will that each power can turn into action.
    reliability : array, shape (N,)
        Armenia's belief that Azerbaijan keeps its word.
    will_azerbaijan, will_armenia : array
        Chance that each power acts on an open attack, as either rival believes.
    response, hope : Forecast
        The expected answer to each kind of coercion, as Azerbaijan and as Armenia believes.
    """

    patron: FloatArray
    word: FloatArray
    readiness: FloatArray
    reliability: FloatArray
    will_azerbaijan: FloatArray
    will_armenia: FloatArray
    response: deterrence.Forecast
    hope: deterrence.Forecast


def beliefs_of(world: Worlds, values: Branch, package: Guarantees) -> Beliefs:
    """What either rival expects, from the evidence that it has."""
    rules = values.mechanisms.deterrence
    blunting = deterrence.Blunting(*(getattr(rules.blunting, name) for name in deterrence.Blunting._fields))
    ready = deterrence.readiness(
        world.attention, world.energy_dependence, world.alignment, rules.coordination, blunting
    )
    credibility = values.mechanisms.guarantees.credibility.stack(POWERS)
    interest = rules.interest.stack(POWERS)
    patron = reputation.mean(world.patron_kept, world.patron_broken)
    word = np.maximum(world.obligations * world.signed, world.announced)

    def will(resolve: FloatArray) -> FloatArray:
        return unit(interest * ready * deterrence.believed_resolve(resolve, word, credibility))

    feared, hoped = will(reputation.mean(world.resolve_kept, world.resolve_broken)), will(patron)
    return Beliefs(
        patron=patron,
        word=word,
        readiness=ready,
        reliability=reputation.mean(world.reliability_kept, world.reliability_broken),
        will_azerbaijan=feared,
        will_armenia=hoped,
        response=_forecast(feared, values, package.chance_seen),
        hope=_forecast(hoped, values, package.chance_seen),
    )


def _forecast(will: FloatArray, values: Branch, chance_seen: FloatArray) -> deterrence.Forecast:
    """The expected answer to each kind of coercion."""
    rules = values.mechanisms.deterrence
    severity = {kind: getattr(rules.severity, kind) for kind in SEVERITIES}
    leverage, share = rules.leverage.stack(POWERS), rules.intervention_share.stack(POWERS)
    traced = values.mechanisms.disinformation.attribution * chance_seen
    seen = dict.fromkeys(SEVERITIES, chance_seen) | {"attack": 1.0, "disinformation": traced}
    return deterrence.Forecast(will, leverage, share, severity, seen)
