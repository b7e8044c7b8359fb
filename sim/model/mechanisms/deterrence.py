"""Deterrence: what a would-be violator expects from the outside powers.

A power acts out of its own interest if it is resolute, or because its word binds it. Belief and behaviour come from the same
line, `chance_to_act`: what is feared is the chance that the types of the powers give. Arrays over powers have the axes
(power, world).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, added, positive


class Blunting(NamedTuple):
    """What weakens the will of a power to act, each with its strength (0 switches it off).

    Attributes
    ----------
    energy : number
        Strength with which gas dependence mutes Europe (ratelle2025 ¶10).
    alignment : number
        Strength with which alignment with Baku mutes Moscow (araz2023 ¶9-13).
    distraction : number
        Strength with which attention bound elsewhere mutes a power (dersimonian2024 ¶16-17).
    coordination : number
        Strength with which poor coordination mutes the West (fattah2025 ¶33).
    """

    energy: Number
    alignment: Number
    distraction: Number
    coordination: Number


def readiness(
    attention: FloatArray,
    energy_dependence: FloatArray,
    alignment: FloatArray,
    coordination: Number,
    blunting: Blunting,
) -> FloatArray:
    """The share of its will that each power can turn into action, in the order Russia, Turkey, Iran, Europe, United States.

    Parameters
    ----------
    attention : array, shape (5, N)
        Attention of each power, in [0, 1].
    energy_dependence : array, shape (N,)
        Europe's dependence on Azerbaijani gas, in [0, 1].
    alignment : array, shape (N,)
        Alignment of Russia with Azerbaijan, in [-1, 1]; only its positive part blunts.
    coordination : number in [0, 1]
        How well Europe and the United States act together.
    blunting : Blunting

    Returns
    -------
    array, shape (5, N)
    """
    ready = 1.0 - blunting.distraction * (1.0 - attention)
    together = 1.0 - blunting.coordination * (1.0 - coordination)
    ready[0] *= 1.0 - blunting.alignment * positive(alignment)
    ready[3] *= (1.0 - blunting.energy * energy_dependence) * together
    ready[4] *= together
    return ready


def chance_to_act(
    interest: Number, resolve: Number, ready: Number, obligation: Number, bound: Number, severity: Number = 1.0
) -> FloatArray:
    """Chance that a power answers force: of its own will, or because its word binds it (Fearon 1997; Walter 1997).

    A word can create what interest lacks: readiness x (own + (1 - own) x obligation x bound), with own = interest x resolve.

    Parameters
    ----------
    interest : number
        How much it cares whether force is used here, in [0, 1].
    resolve, bound : number
        Chance that it is resolute, and that its word binds it; for what it does, its own type, 0 or 1.
    ready : number
        Share of its will that it can turn into action.
    obligation : number
        Obligation that it has taken on and that is in force, in [0, 1].
    severity : number
        Severity of the act, 1 for an attack.

    Returns
    -------
    array
    """
    own = interest * resolve
    return np.asarray(severity * ready * (own + (1.0 - own) * obligation * bound))


def stream(discount: Number, quarters: Number) -> FloatArray:
    """Worth of something that lasts for some quarters, as a share of what it is worth if it lasts forever."""
    return np.asarray(1.0 - np.asarray(discount, dtype=float) ** quarters)


def expected_punishment(will: FloatArray, leverage: FloatArray) -> FloatArray:
    """What punishment an open attack is expected to bring, as a share of the prize: chance to act times leverage, summed."""
    return added(will * leverage)


def chance_of_intervention(will: FloatArray, share: FloatArray) -> FloatArray:
    """Chance that at least one power answers an open attack with force."""
    return np.asarray(1.0 - np.prod(1.0 - will * share, axis=0))
