"""What either rival expects of the outside powers, and Armenia of Azerbaijan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import continuation, deterrence, reputation
from sim.model.mechanisms.arrays import FloatArray, Number
from sim.model.mechanisms.types import COSTS
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS


@dataclass
class Beliefs:
    """Beliefs and what follows from them; arrays have shape (powers, N) unless said.

    Attributes
    ----------
    resolve, patron : array
        Belief of Azerbaijan, and of Armenia, that each power is resolute.
    bound : array
        Belief of both that its word binds each power.
    word : array
        Obligation to answer force that each power has taken on and that is in force, or announced.
    readiness : array
        Share of its will that each power can turn into action.
    reliability : array, shape (N,)
        Armenia's belief that Azerbaijan is content with the text.
    will_azerbaijan, will_armenia : array
        Chance that each power acts on an open attack, as either rival believes.
    """

    resolve: FloatArray
    patron: FloatArray
    bound: FloatArray
    word: FloatArray
    readiness: FloatArray
    reliability: FloatArray
    will_azerbaijan: FloatArray
    will_armenia: FloatArray


def beliefs_of(world: Worlds, values: Branch) -> Beliefs:
    """What either rival expects, from the evidence that it has."""
    rules = values.mechanisms.reputation
    ready = readiness_of(world, values, world.attention)
    resolve = reputation.believed(rules.initial_resolve.stack(POWERS), world.resolve_evidence)
    patron = reputation.believed(rules.initial_patron.stack(POWERS), world.patron_evidence)
    bound = reputation.believed(values.mechanisms.guarantees.credibility.stack(POWERS), world.word_evidence)
    word = word_in_force(world, values)
    return Beliefs(
        resolve=resolve,
        patron=patron,
        bound=bound,
        word=word,
        readiness=ready,
        reliability=world.belief_azerbaijan[:COSTS].sum(axis=0),
        will_azerbaijan=will(values, resolve, ready, word, bound),
        will_armenia=will(values, patron, ready, word, bound),
    )


def word_in_force(world: Worlds, values: Branch) -> FloatArray:
    """Obligations that are in force: those of a signed agreement, those that hold at once, and those announced."""
    from_start = world.signed | (np.asarray(values.mechanisms.guarantees.at_once) > 0)
    return np.maximum(world.obligations * from_start, world.announced)


def will(values: Branch, resolve: FloatArray, ready: FloatArray, word: FloatArray, bound: FloatArray) -> FloatArray:
    """Chance that each power acts on an open attack, given what is believed of it, shape (powers, N) or (powers, years, N)."""
    interest = values.mechanisms.deterrence.interest.stack(POWERS)
    return deterrence.chance_to_act(interest if ready.ndim == 2 else interest[:, None], resolve, ready, word, bound)


def readiness_of(world: Worlds, values: Branch, attention: FloatArray) -> FloatArray:
    """Share of its will that each power can turn into action, with this much attention, shape (powers, N)."""
    rules = values.mechanisms.deterrence
    blunting = deterrence.Blunting(*(getattr(rules.blunting, name) for name in deterrence.Blunting._fields))
    return deterrence.readiness(attention, world.energy_dependence, world.alignment, rules.coordination, blunting)


def readiness_later(world: Worlds, values: Branch, quarters: Number) -> FloatArray:
    """The same after some quarters, shape (years, 1 or N): attention returns to where it tends, shape (powers, years, N)."""
    rules = values.mechanisms.conditions
    tends = rules.long_run_attention.stack(POWERS)[:, None]
    attention = continuation.project_reverting(world.attention[:, None], tends, rules.reversion, quarters)
    return readiness_of(world, values, attention)
