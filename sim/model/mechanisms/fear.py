"""Fear, hostile rhetoric and tension, each feeding the others (dersimonian2024 ¶9; the security dilemma of Jervis 1978)."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def target_fear(
    chance_of_defeat: FloatArray, rhetoric: FloatArray, tension: FloatArray, protection: FloatArray, weights: FloatArray
) -> FloatArray:
    """Where Armenia's fear is heading: disparity, rhetoric and tension raise it, believed protection lowers it.

    Parameters
    ----------
    chance_of_defeat, rhetoric, tension, protection : array, shape (N,)
    weights : array, shape (4, N) or (4, 1)
        Weights of the four, in that order.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    threat = weights[0] * chance_of_defeat + weights[1] * rhetoric + weights[2] * tension
    return unit(threat - weights[3] * protection)


def target_rhetoric(
    militarism: Number, chance_to_win: FloatArray, tension: FloatArray, western_lead: FloatArray, weights: FloatArray
) -> FloatArray:
    """Where Azerbaijan's hostile rhetoric is heading: militarism, superiority and tension raise it, status-seeking lowers it.

    Parameters
    ----------
    militarism : number
    chance_to_win, tension, western_lead : array, shape (N,)
    weights : array, shape (4, N) or (4, 1)
        Weights of the four, in that order.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    heat = weights[0] * militarism + weights[1] * chance_to_win + weights[2] * tension
    return unit(heat - weights[3] * western_lead)


def next_tension(
    tension: FloatArray, incidents: FloatArray, rhetoric: FloatArray, fear: FloatArray, decay: Number, loop: Number
) -> FloatArray:
    """Tension of the next quarter: it decays, incidents raise it, and fear and rhetoric together keep it alive.

    Parameters
    ----------
    tension, rhetoric, fear : array, shape (N,)
    incidents : array, shape (N,)
        Tension that the quarter's incidents add.
    decay, loop : number
        Decay per quarter; strength of the loop between fear and rhetoric.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(tension * (1.0 - decay) + incidents + loop * fear * rhetoric)
