"""After signature: implementation, and the five channels through which a peace fails.

The channels are reneging (ratelle2025 ¶12-14), revanchism (dersimonian2023 ¶10), spoilers (dersimonian2024 ¶20), public
rejection (ratelle2025 ¶22-25) and the decay of a merely formal peace (fattah2025 ¶40). Reneging and revanchism work through
the choices of the two rivals; the three others strike by chance. Each has a strength; at zero it never strikes.
"""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit

CHANNELS = ("reneging", "revanchism", "spoilers", "rejection", "decay")


def next_implementation(
    implementation: FloatArray, good_faith: FloatArray, setback: FloatArray, rate: Number, quality: Number
) -> FloatArray:
    """Implementation of the next quarter: it grows while both sides deliver, faster under good institutions (fattah2025 ¶26).

    Parameters
    ----------
    implementation : array, shape (N,)
    good_faith : array, shape (N,)
        1 where both sides deliver in this quarter, 0.5 where one does, 0 where it stands still.
    setback : array, shape (N,)
        What violations and decay undo.
    rate : number
        Growth per quarter when both deliver under perfect institutions.
    quality : number
        Institutional quality, in [0, 1].

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(implementation + rate * quality * good_faith * (1.0 - implementation) - setback)


def convergence(
    legitimacy: FloatArray, integration: FloatArray, legal: FloatArray, reconciliation: Number
) -> FloatArray:
    """How far the four conditions of a real peace come together: what one lacks the others cannot replace (fattah2025 ¶42-46).

    Parameters
    ----------
    legitimacy : array, shape (N,)
        Public legitimacy on the side that has less of it, in [0, 1].
    integration : array, shape (N,)
        Cooperation across the border, in [0, 1].
    legal : array, shape (N,)
        Legal consequences of a violation, as far as they are in force and believed, in [0, 1].
    reconciliation : number
        Effort for education and a common narrative, in [0, 1].

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return legitimacy * integration * legal * reconciliation


def formality(implementation: FloatArray, legitimacy: FloatArray) -> FloatArray:
    """How merely formal a peace is: not carried out, or not legitimate, or neither, in [0, 1]."""
    return 1.0 - implementation * legitimacy


def chance_of_decay(
    strength: Number, hazard: Number, formal: FloatArray, age: FloatArray, ripening: Number
) -> FloatArray:
    """Chance that a merely formal peace shows a crack in a quarter: it grows with age (fattah2025 ¶40)."""
    return unit(strength * hazard * formal * age / (age + ripening))


def chance_of_rejection(
    strength: Number,
    hazard: Number,
    legitimacy_armenia: FloatArray,
    legitimacy_azerbaijan: FloatArray,
    preparation: FloatArray,
    grievance: FloatArray,
) -> FloatArray:
    """Chance that the public rejects the peace in a quarter: unprepared, aggrieved, and seeing no legitimacy in it."""
    illegitimate = 1.0 - 0.5 * (legitimacy_armenia + legitimacy_azerbaijan)
    return unit(strength * hazard * illegitimate * (1.0 - preparation) * (1.0 + grievance))
