"""Signature: what an agreement is measured against, and what becomes of a text that lies unsigned.

What each rival weighs when it is asked to sign stands in `sim.model.actors.signature`.
"""

from __future__ import annotations

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number, positive


def compliance(reliability: FloatArray, promised: FloatArray) -> FloatArray:
    """Armenia's belief that the agreement will be kept: by Baku's own will, or because guarantors see to it.

    Parameters
    ----------
    reliability : array, shape (N,)
        Its belief that Azerbaijan keeps its word, in [0, 1].
    promised : array, shape (N,)
        Protection that the package promises once the agreement is signed, in [0, 1].
    """
    return reliability + (1.0 - reliability) * promised


def taken_by_force(status_quo: FloatArray, fear: FloatArray, win: FloatArray) -> FloatArray:
    """Azerbaijan's share if nothing is signed: what it holds, and, as far as Armenia fears attack, what it would win."""
    return status_quo + fear * positive(win - status_quo)


def outside_option(status_quo: FloatArray, discount: Number, foresight: Number, war_later: FloatArray) -> FloatArray:
    """What Azerbaijan has without an agreement: what it holds, or a later war, whichever is worth more to it."""
    better: FloatArray = np.maximum(status_quo, discount**foresight * war_later)
    return better


def next_confidence(confidence: FloatArray, waiting_for_signature: FloatArray, patience: Number) -> FloatArray:
    """Confidence of the next quarter: it fades while an agreed text lies unsigned, and comes back otherwise.

    Talks that stand still at the last step are stalled like any others (dersimonian2024 ¶16).
    """
    fading = confidence * patience
    returning = 1.0 - (1.0 - confidence) * patience
    return waiting_for_signature * fading + (1.0 - waiting_for_signature) * returning
