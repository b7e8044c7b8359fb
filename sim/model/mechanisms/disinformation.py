"""Disinformation: pressure below war that works on fear and unity and takes no ground (araz2023 ¶3, ¶5).

A campaign is cheap and hard to lay at anybody's door. It frightens the public that it reaches and divides it over the
process; a prepared public is hard to reach.
"""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number


def reached(reach: Number, preparation: FloatArray) -> FloatArray:
    """Share of the Armenian public that a campaign reaches: the less the public is prepared, the more of it.

    Parameters
    ----------
    reach : number
        Share of a wholly unprepared public that it reaches, in [0, 1]; 0 means that there is no such campaign.
    preparation : array, shape (N,)
        In [0, 1].

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return reach * (1.0 - preparation)


def frightened(fear: FloatArray, public: FloatArray, strength: Number) -> FloatArray:
    """Fear that a campaign adds: a share of the fear that is missing.

    Parameters
    ----------
    fear, public : array, shape (N,)
        Fear so far, and the share of the public that is reached, in [0, 1].
    strength : number
        Share of the missing fear that is added where everybody is reached, in [0, 1].

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return strength * public * (1.0 - fear)


def divided(legitimacy: FloatArray, public: FloatArray, strength: Number) -> FloatArray:
    """Legitimacy that the process loses in Armenia through a campaign: a share of what there is.

    Parameters
    ----------
    legitimacy, public : array, shape (N,)
        Legitimacy so far, and the share of the public that is reached, in [0, 1].
    strength : number
        Share of the legitimacy that is lost where everybody is reached, in [0, 1].

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return strength * public * legitimacy


def expected_gain(added_fear: FloatArray, exposed: FloatArray, softening: Number) -> FloatArray:
    """What Azerbaijan expects of a campaign: a frightened Armenia holds out less over what is exposed to pressure.

    Parameters
    ----------
    added_fear, exposed : array, shape (N,)
        Fear that the campaign adds; share of the prize that lies open to pressure.
    softening : number
        Share of what is exposed that full fear would make Armenia give up.

    Returns
    -------
    array, shape (N,)
    """
    return softening * added_fear * exposed
