"""Grievance: what injustice adds and what reconciliation takes away; both take years."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number


def added(coerced_step: FloatArray, amnesty: FloatArray, fait_accompli: FloatArray, rates: FloatArray) -> FloatArray:
    """Grievance that a quarter adds.

    Parameters
    ----------
    coerced_step : array, shape (N,)
        Share of the prize extracted by force in this quarter.
    amnesty : array, shape (N,)
        How far the terms in force drop the cases before the courts (ratelle2025 ¶15-17).
    fait_accompli : array, shape (N,)
        1 where an issue was settled by force and people fled, else 0.
    rates : array, shape (3, N) or (3, 1)
        Grievance for each of the three.

    Returns
    -------
    array, shape (N,)
    """
    return rates[0] * coerced_step + rates[1] * amnesty + rates[2] * fait_accompli


def healed(
    grievance: FloatArray,
    effort: Number,
    integration: FloatArray,
    preparation: FloatArray,
    complementarity: Number,
    rates: FloatArray,
) -> FloatArray:
    """Grievance that a quarter heals: by reconciliation (ratelle2025 ¶19-21), and by contact and trade.

    Reconciliation needs a public that is engaged in it, so effort and preparation multiply to the degree of
    `complementarity` (ratelle2025 ¶22, ¶26; fattah2025 ¶42-46).

    Parameters
    ----------
    grievance, integration, preparation : array, shape (N,)
    effort : number
        Reconciliation effort: truth, justice, education, in [0, 1].
    complementarity : number in [0, 1]
        Share of the effect of reconciliation that is lost on an unprepared public.
    rates : array, shape (2, N) or (2, 1)
        Healing by reconciliation and by integration.

    Returns
    -------
    array, shape (N,)
    """
    return grievance * (rates[0] * effort * (1.0 - complementarity * (1.0 - preparation)) + rates[1] * integration)


def rearmament(grievance: FloatArray, lost: FloatArray, strength: Number) -> FloatArray:
    """Pull of arms on the side that lost: it arms for the day on which it can take back what it lost (dersimonian2023 ¶10).

    Parameters
    ----------
    grievance : array, shape (N,)
        In [0, 1].
    lost : array, shape (N,)
        Share of the prize that it has lost or stands to lose by the terms, as it weighs them.
    strength : number
        Pull where everything was lost and grievance is full; 0 switches it off.

    Returns
    -------
    array, shape (N,)
    """
    return strength * grievance * lost
