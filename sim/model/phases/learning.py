"""What is learned from a quarter: of outside powers that were tested, and of how far Azerbaijan is content."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms import deterrence, reputation
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.mechanisms.types import COSTS
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS


def of_powers(view: View, severity: FloatArray, known: BoolArray, acted: BoolArray) -> None:
    """Both rivals learn where powers were tested, by the model's own chances of what they did (araz2023 ¶4).

    Parameters
    ----------
    view : View
    severity : array, shape (N,)
    known : array of bool, shape (N,)
        Where a challenge was seen.
    acted : array of bool, shape (powers, worlds in which a challenge was seen)
    """
    if acted.size:
        part = view.only(known)
        world, rules, now = part.worlds, part.values.mechanisms.reputation, part.outlook.beliefs
        interest = part.values.mechanisms.deterrence.interest.stack(POWERS)

        def seen(resolve: FloatArray | float, bound: FloatArray | float) -> FloatArray:
            chance = deterrence.chance_to_act(interest, resolve, now.readiness, now.word, bound, severity[part.places])
            return np.where(acted, chance, 1.0 - chance)

        promise = np.where(acted, 1.0, rules.treaty.stack(POWERS))
        resolve = reputation.evidence_of(seen(1.0, now.bound), seen(0.0, now.bound), rules.learning)
        patron = reputation.evidence_of(seen(1.0, now.bound), seen(0.0, now.bound), rules.learning * promise)
        word = reputation.evidence_of(seen(now.resolve, 1.0), seen(now.resolve, 0.0), rules.learning)
        view.worlds.set_in(
            part.places,
            resolve_evidence=world.resolve_evidence + resolve,
            patron_evidence=world.patron_evidence + patron,
            word_evidence=world.word_evidence + word,
        )
    world, memory = view.worlds, view.values.mechanisms.reputation.memory
    for name in ("resolve_evidence", "patron_evidence", "word_evidence"):
        world.set(**{name: reputation.fade(getattr(world, name), memory)})


def of_good_faith(view: View, kept_faith: BoolArray) -> None:
    """Armenia takes a concession or a kept promise as a sign that Azerbaijan is content (dersimonian2024 ¶5).

    A greedy Azerbaijan may keep faith too, so that the sign is weak: its odds are those of `good_deeds`.
    """
    part = view.only(kept_faith & view.worlds.active)
    if not part.size:
        return
    rules = part.values.mechanisms.reputation
    sign = np.exp(np.minimum(rules.learning * rules.good_deeds, reputation.STRONGEST))
    chance = np.concatenate([np.ones((COSTS, part.size)) * sign, np.ones((COSTS, part.size))])
    view.worlds.set_in(part.places, belief_azerbaijan=reputation.updated(part.worlds.belief_azerbaijan, chance, 1.0))
