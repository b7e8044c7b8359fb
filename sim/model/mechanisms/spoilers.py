"""Spoilers: powers that are shut out come back to spoil (Stedman 1997; dersimonian2024 ¶20; fattah2025 ¶31, ¶41)."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def exclusion(
    western_presence: FloatArray,
    western_lead: FloatArray,
    endorsement: FloatArray,
    reassurance: FloatArray,
    lead_weight: Number,
) -> FloatArray:
    """How far each regional power is shut out of the peace.

    Parameters
    ----------
    western_presence, western_lead : array, shape (N,)
        How western the guarantee is, and how western-led the process.
    endorsement : array, shape (regional powers, N)
        How far each power has put its name to the agreement.
    reassurance : array, shape (regional powers, N) or (regional powers, 1)
        How far each has been assured that the peace is not aimed at it (dersimonian2023 ¶19).
    lead_weight : number
        Weight of the process against that of the presence on the ground, in [0, 1].

    Returns
    -------
    array, shape (regional powers, N)
    """
    western = (1.0 - lead_weight) * western_presence + lead_weight * western_lead
    return western * (1.0 - endorsement) * (1.0 - reassurance)


def corridor_offence(transport_terms: FloatArray, threshold: Number) -> FloatArray:
    """How far the terms on transport amount to an extraterritorial corridor, which alarms Iran (fattah2025 ¶32)."""
    return unit((transport_terms - threshold) / (1.0 - threshold))


def chance_of_incident(spoiling: FloatArray, exposure: Number, implementation: FloatArray) -> FloatArray:
    """Chance that spoiling ends in an incident: more where the agreement is weak on the ground."""
    return unit(spoiling * exposure * (1.0 - implementation))


def together(russia: FloatArray, iran: FloatArray, coordination: Number) -> FloatArray:
    """Weight of all spoiling: one spoiler is enough, two that act together reach further (fattah2025 ¶31, ¶41).

    Parameters
    ----------
    russia, iran : array, shape (N,)
        1 where the power spoils, else 0.
    coordination : number
        How much further the two reach together; 0 means no further than one alone.

    Returns
    -------
    array, shape (N,)
    """
    return unit(russia + iran) * (1.0 + coordination * russia * iran)


def sabotage(
    russia: FloatArray, iran: FloatArray, opposition: Number, strength: Number, coordination: Number
) -> FloatArray:
    """Share of the legitimacy of the process that sabotage inside Armenia destroys in a quarter (fattah2025 ¶31, ¶41).

    Moscow works through the opposition that it finds there; Tehran adds to it, and does nothing inside Armenia by itself.

    Parameters
    ----------
    russia, iran : array, shape (N,)
        1 where the power spoils, else 0.
    opposition : number
        Strength of the Armenian opposition, in [0, 1].
    strength : number
        Share destroyed where nothing but opposition is left; 0 switches it off.
    coordination : number
        How much further the two reach together.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(strength * opposition * russia * (1.0 + coordination * iran))
