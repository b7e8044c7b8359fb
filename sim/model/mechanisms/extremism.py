"""Extremists: they gain where a peace from above meets publics that were not prepared for it (ratelle2025 ¶22-25)."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def next_extremism(
    extremism: FloatArray,
    in_force: FloatArray,
    legitimacy: FloatArray,
    preparation: FloatArray,
    growth: Number,
    fading: Number,
) -> FloatArray:
    """Strength of the extremists of one side in the next quarter, beyond the opposition that was there before.

    Parameters
    ----------
    extremism, legitimacy, preparation : array, shape (N,)
        Strength of the extremists, legitimacy of the process on that side, preparation of the publics, in [0, 1].
    in_force : array, shape (N,)
        1 where an agreement is signed, else 0: there is nothing to reject before.
    growth : number
        Share of the room left that they gain in a quarter on an unprepared public that sees no legitimacy; 0 switches
        them off.
    fading : number
        Share that they lose in a quarter by themselves.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    gained = growth * in_force * (1.0 - legitimacy) * (1.0 - preparation) * (1.0 - extremism)
    return unit(extremism * (1.0 - fading) + gained)


def emboldened(chance: FloatArray, extremism: FloatArray, pull: Number) -> FloatArray:
    """A chance of rejection as extremists raise it: they give it voice, and do not create it.

    Parameters
    ----------
    chance, extremism : array, shape (N,)
        Chance without them, and their strength on both sides on average, in [0, 1].
    pull : number
        How much wholly unleashed extremists add, as a multiple of the chance.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return unit(chance * (1.0 + pull * extremism))
