"""Alignment of Russia with Azerbaijan, and Armenia's orientation between Russia and the West."""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive


def next_alignment(
    alignment: FloatArray,
    long_run: Number,
    reversion: Number,
    trade_pull: Number,
    western_lead: FloatArray,
    lead_push: Number,
    shock: FloatArray,
) -> FloatArray:
    """Alignment of the next quarter, in [-1, 1].

    It returns to its long run; trade that evades sanctions pulls Moscow and Baku together (araz2023 ¶10), a western-led
    process drives them apart (fattah2025 ¶8). Armenian concessions do not enter: they do not draw Baku out of its bloc
    (araz2023 ¶12-13).
    """
    drift = reversion * (long_run - alignment) + trade_pull * (1.0 - alignment)
    return np.clip(alignment + drift - lead_push * western_lead * (1.0 + alignment) + shock, -1.0, 1.0)


def next_orientation(
    orientation: FloatArray,
    turn_west: FloatArray,
    turn_russia: FloatArray,
    disappointment: FloatArray,
    need: FloatArray,
    rates: FloatArray,
) -> FloatArray:
    """Armenia's orientation of the next quarter, from -1 (Russia) to 1 (the West).

    Parameters
    ----------
    orientation : array, shape (N,)
    turn_west, turn_russia : array, shape (N,)
        1 where Armenia turned that way in this quarter.
    disappointment : array, shape (N,)
        How far the belief in the Russian patron has fallen below one half (dersimonian2024 ¶5).
    need : array, shape (N,)
        Fear that no western guarantee answers, which drives Armenia back to Russia (araz2023 ¶11).
    rates : array, shape (3, N) or (3, 1)
        Length of a deliberate turn, of the drift by disappointment, and of the drift by need.

    Returns
    -------
    array, shape (N,)
    """
    turned = rates[0] * (turn_west - turn_russia)
    return np.clip(orientation + turned + rates[1] * disappointment - rates[2] * need, -1.0, 1.0)


def disappointment(belief: FloatArray) -> FloatArray:
    """How far a belief in a patron falls short of even odds, from 0 to 1."""
    return positive(1.0 - 2.0 * belief)
