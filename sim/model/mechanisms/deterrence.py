"""Deterrence: what a would-be violator expects from the outside powers.

Deterrence is capability times interest times believed resolve, less what blunts it. Arrays over powers have the axes
(power, world).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive


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


def believed_resolve(resolve: FloatArray, obligation: FloatArray, credibility: FloatArray) -> FloatArray:
    """Believed resolve with a formal guarantee: the obligation fills the doubt that is left, as far as it is credible.

    A guarantee without credibility changes nothing, whatever its strength on paper (araz2023 ¶7).

    Parameters
    ----------
    resolve, obligation, credibility : array, shape (5, N)
        Belief that the power acts when tested; strength of its formal obligation; credibility of such an obligation.

    Returns
    -------
    array, shape (5, N)
    """
    return resolve + (1.0 - resolve) * obligation * credibility


class Response(NamedTuple):
    """What is expected from all powers together when coercion of a given severity is answered.

    Attributes
    ----------
    punish : array, shape (N,)
        Chance that somebody acts, but nobody with force.
    intervene : array, shape (N,)
        Chance that somebody intervenes with force.
    punishment : array, shape (N,)
        Expected punishment if somebody acts, as a share of the prize.
    """

    punish: FloatArray
    intervene: FloatArray
    punishment: FloatArray


def expected_response(
    will: FloatArray, leverage: FloatArray, intervention_share: FloatArray, severity: Number, seen: Number
) -> Response:
    """Chance and size of the answer to coercion, as believed.

    Parameters
    ----------
    will : array, shape (5, N)
        Interest times believed resolve times readiness of each power: the chance that it acts on an open attack.
    leverage : array, shape (5, N)
        What the punishment by each power costs, as a share of the prize.
    intervention_share : array, shape (5, N)
        Share of a power's action that is intervention by force.
    severity : number
        Severity of the act, 1 for an attack.
    seen : number
        Chance that the act is seen and laid at the right door.

    Returns
    -------
    Response
    """
    act = will * (severity * seen)
    intervene = 1.0 - np.prod(1.0 - act * intervention_share, axis=0)
    anybody = 1.0 - np.prod(1.0 - act, axis=0)
    total = (act * leverage).sum(axis=0)
    punishment = total / np.maximum(anybody, np.finfo(float).tiny)
    return Response(positive(anybody - intervene), intervene, punishment)


class Forecast(dict[str, Response]):
    """The expected answer to each kind of coercion, worked out when it is first asked for.

    Parameters
    ----------
    will, leverage, intervention_share : array, shape (5, N)
        As in `expected_response`.
    severity, seen : dict of str to number
        Severity of each kind of coercion, and the chance that it is seen and laid at the right door.
    """

    def __init__(
        self,
        will: FloatArray,
        leverage: FloatArray,
        intervention_share: FloatArray,
        severity: dict[str, Number],
        seen: dict[str, Number],
    ) -> None:
        super().__init__()
        self.parts = (will, leverage, intervention_share, severity, seen)

    def __missing__(self, kind: str) -> Response:
        will, leverage, share, severity, seen = self.parts
        self[kind] = expected_response(will, leverage, share, severity[kind], seen[kind])
        return self[kind]
