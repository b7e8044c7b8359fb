"""Signature: what happens to a text that lies unsigned.

What each rival weighs when it is asked to sign stands in `sim.model.actors.signature`.
"""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number


def next_confidence(confidence: FloatArray, waiting_for_signature: FloatArray, patience: Number) -> FloatArray:
    """Confidence of the next quarter: it fades while an agreed text lies unsigned, and comes back otherwise.

    Talks that stand still at the last step are stalled like any others (dersimonian2024 ¶16).
    """
    fading = confidence * patience
    returning = 1.0 - (1.0 - confidence) * patience
    return waiting_for_signature * fading + (1.0 - waiting_for_signature) * returning
