"""The widening of a war: regional powers are drawn in, and the rear does not hold (dersimonian2023 ¶11; dersimonian2024 ¶17).

Arrays over regional powers have the axes (Russia, Turkey and Iran; world).
"""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, either, unit


def stake(alliance: FloatArray, word: FloatArray, shut_out: FloatArray, corridor: FloatArray) -> FloatArray:
    """How much a power has at stake in a war next door: any one of four ties is enough to involve it.

    Parameters
    ----------
    alliance : array, shape (3, N) or (3, 1)
        How closely it is bound to one of the rivals, in [0, 1].
    word : array, shape (3, N)
        Obligation to answer force that it has taken on, as far as it is credible, in [0, 1].
    shut_out, corridor : array, shape (3, N)
        How far it resents its exclusion, and the terms on a corridor along its border, in [0, 1].

    Returns
    -------
    array, shape (3, N), in [0, 1]
    """
    return either(alliance, word, shut_out, corridor)


def chance_drawn_in(stakes: FloatArray, attention: FloatArray, strength: Number) -> FloatArray:
    """Chance that each power is drawn into a war that breaks out: what it has at stake, as far as it can attend to it.

    Parameters
    ----------
    stakes, attention : array, shape (3, N)
        In [0, 1].
    strength : number
        Chance for a power with everything at stake and all its attention free; 0 draws nobody in.

    Returns
    -------
    array, shape (3, N), in [0, 1]
    """
    return unit(strength * stakes * attention)


def expected_cost(chances: FloatArray, costs: FloatArray) -> FloatArray:
    """What the widening of a war is expected to cost Azerbaijan.

    Parameters
    ----------
    chances : array, shape (3, N)
        Chance that each power is drawn in.
    costs : array, shape (3, N) or (3, 1)
        What its entry would cost, as a share of the prize.

    Returns
    -------
    array, shape (N,)
    """
    total: FloatArray = (chances * costs).sum(axis=0)
    return total


def chance_of_unrest(legitimacy: FloatArray, strength: Number) -> FloatArray:
    """Chance that a war brings down the Armenian government: the less legitimate its process was (dersimonian2024 ¶17).

    Parameters
    ----------
    legitimacy : array, shape (N,)
        Legitimacy of the process in Armenia, in [0, 1].
    strength : number
        Chance without any legitimacy; 0 switches it off.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(strength * (1.0 - legitimacy))
