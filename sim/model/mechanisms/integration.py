"""Economic integration: connections and trade that make peace felt (ratelle2025 ¶30; fattah2025 ¶36, ¶44)."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def opportunity(peace: FloatArray, transport_agreed: FloatArray, early: Number) -> FloatArray:
    """How far the economies can connect: fully under an implemented agreement, in part once transport is agreed.

    Parameters
    ----------
    peace : array, shape (N,)
        Degree of implementation, 0 without an agreement in force.
    transport_agreed : array, shape (N,)
        1 where the issue of transport links is closed.
    early : number
        What can be opened before the peace is signed.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(peace + early * transport_agreed * (1.0 - peace))


def next_integration(
    integration: FloatArray,
    possible: FloatArray,
    investment: FloatArray,
    border: FloatArray,
    tension: FloatArray,
    rates: FloatArray,
) -> FloatArray:
    """Integration of the next quarter: it grows with opportunity, investment and the Turkish border; tension undoes it.

    Parameters
    ----------
    integration, possible, investment, border, tension : array, shape (N,)
    rates : array, shape (4, N) or (4, 1)
        Growth by itself, by investment and by the open Turkish border, and loss under full tension.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    growth = possible * (rates[0] + rates[1] * investment + rates[2] * border)
    return unit(integration + growth * (1.0 - integration) - rates[3] * tension * integration)
