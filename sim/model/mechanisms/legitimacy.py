"""Legitimacy of the process in both societies, public preparation, and the survival of the Armenian government."""

from __future__ import annotations

from sim.model.mechanisms.arrays import FloatArray, Number, unit


def carried_home(quality: Number, opacity: Number) -> Number:
    """Share of the merits of a peace that reaches the publics: weak or closed institutions keep the rest (fattah2025 ¶26).

    Parameters
    ----------
    quality : number
        Institutional quality, in [0, 1].
    opacity : number
        Share that is lost where institutions are worthless, in [0, 1]; 0 switches it off.

    Returns
    -------
    number or array, shape (N,), in [0, 1]
    """
    return 1.0 - opacity * (1.0 - quality)


def target_armenia(
    base: Number,
    preparation: FloatArray,
    integration: FloatArray,
    coerced_share: FloatArray,
    grievance: FloatArray,
    weights: FloatArray,
    carried: Number,
) -> FloatArray:
    """Where Armenian opinion of the process is heading.

    Preparation and felt benefits raise it (ratelle2025 ¶22, ¶30); terms extracted by force and grievance lower it
    (araz2023 ¶15, ratelle2025 ¶17).

    Parameters
    ----------
    base : number
    preparation, integration, coerced_share, grievance : array, shape (N,)
    weights : array, shape (4, N) or (4, 1)
        Weights of the four, in that order.
    carried : number
        Share of the gains that reaches the public (see `carried_home`).

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    gains = carried * (weights[0] * preparation + weights[1] * integration)
    return unit(base + gains - weights[2] * coerced_share - weights[3] * grievance)


def target_azerbaijan(
    base: Number,
    preparation: FloatArray,
    integration: FloatArray,
    terms: FloatArray,
    opposition: Number,
    weights: FloatArray,
    carried: Number,
) -> FloatArray:
    """Where Azerbaijani opinion of the process is heading.

    A society told of victory dislikes concessions (ratelle2025 ¶28-29) and listens to nationalists (fattah2025 ¶27);
    preparation and felt benefits raise legitimacy.

    Parameters
    ----------
    base, opposition : number
    preparation, integration : array, shape (N,)
    terms : array, shape (N,)
        Share of its demands that Azerbaijan gets; what is missing from 1 is what it conceded.
    weights : array, shape (4, N) or (4, 1)
        Weights of preparation, integration, concessions and opposition.
    carried : number
        Share of the gains that reaches the public (see `carried_home`).

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    gains = carried * (weights[0] * preparation + weights[1] * integration)
    return unit(base + gains - weights[2] * (1.0 - terms) - weights[3] * opposition)


def backlash(
    conceded: FloatArray, preparation: FloatArray, under_coercion: FloatArray, cost: Number, taint: Number
) -> FloatArray:
    """What a concession costs at home: less if the public was prepared, more if it was made under force (araz2023 ¶15)."""
    return conceded * (cost * (1.0 - preparation) + taint * under_coercion)


def chance_of_fall(legitimacy: FloatArray, tension: FloatArray, hazard: Number, threshold: Number) -> FloatArray:
    """Chance in a quarter that the Armenian government falls: none above the threshold (dersimonian2024 ¶10-12).

    Tension speeds it up: the chance is ``hazard * shortfall * (1 + tension)``, with the shortfall of legitimacy below
    the threshold as a share of the threshold.
    """
    shortfall = unit((threshold - legitimacy) / threshold)
    return unit(hazard * shortfall * (1.0 + tension))
