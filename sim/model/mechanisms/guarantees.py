"""Guarantees by component and by guarantor: what they protect, what they cost, whom they shut out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, either, unit


class Package(NamedTuple):
    """A guarantee package: what stands on paper, or, after `discounted`, what of it is believed.

    Attributes
    ----------
    monitoring, legal_consequences : array, shape (N,)
        Strength of the monitoring mission and of the legal consequences of a violation, in [0, 1].
    obligations : array, shape (5, N)
        Enforcement obligations that each outside power has taken on, in [0, 1].
    neutral_force, western_force, russian_force : array, shape (N,)
        Strength of a peacekeeping force by provider, in [0, 1].
    """

    monitoring: FloatArray
    legal_consequences: FloatArray
    obligations: FloatArray
    neutral_force: FloatArray
    western_force: FloatArray
    russian_force: FloatArray


class Credibility(NamedTuple):
    """Chance, in the eyes of a would-be violator, that a component does what it says.

    Attributes
    ----------
    powers : array, shape (5, N) or (5, 1)
        Credibility of an obligation of Russia, Turkey, Iran, the European Union, the United States.
    monitoring, legal_consequences, neutral_force : number
        Credibility of the other components. A western force is as credible as the mean of the European Union and the
        United States, a Russian force as Russia.
    """

    powers: FloatArray
    monitoring: Number
    legal_consequences: Number
    neutral_force: Number


def in_force(package: Package, signed: BoolArray | FloatArray, at_once: Number = 0.0) -> Package:
    """What of a package is in force: monitors and Russian peacekeepers are there already, the rest comes with signature.

    Parameters
    ----------
    package : Package
        The package that goes with the agreement.
    signed : array, shape (N,)
        1 where the agreement is signed, else 0.
    at_once : number
        1 where obligations hold before anything is signed, else 0.
    """
    return package._replace(
        legal_consequences=package.legal_consequences * signed,
        obligations=package.obligations * np.maximum(signed, at_once),
        neutral_force=package.neutral_force * signed,
        western_force=package.western_force * signed,
    )


def discounted(package: Package, credibility: Credibility) -> Package:
    """The package as far as it is believed: every component times its credibility (araz2023 ¶7)."""
    powers = credibility.powers
    western = 0.5 * (powers[3] + powers[4])
    return Package(
        package.monitoring * credibility.monitoring,
        package.legal_consequences * credibility.legal_consequences,
        package.obligations * powers,
        package.neutral_force * credibility.neutral_force,
        package.western_force * western,
        package.russian_force * powers[0],
    )


def force_on_the_ground(package: Package) -> FloatArray:
    """Strength of all peacekeeping forces together; one force does not add to another that is already complete."""
    return either(package.neutral_force, package.western_force, package.russian_force)


def protection(package: Package, weights: FloatArray) -> FloatArray:
    """How far a package protects the weaker side, in [0, 1].

    Parameters
    ----------
    package : Package
        The package as believed (see `discounted`).
    weights : array, shape (4, N) or (4, 1)
        Weights of monitoring, enforcement obligations, force and legal consequences.

    Returns
    -------
    array, shape (N,)
    """
    enforcement = 1.0 - np.prod(1.0 - package.obligations, axis=0)
    parts = (package.monitoring, enforcement, force_on_the_ground(package), package.legal_consequences)
    return unit(sum(weight * part for weight, part in zip(weights, parts, strict=True)))


def intrusiveness(package: Package, weights: FloatArray) -> FloatArray:
    """How much a package takes from the sovereignty of Azerbaijan, credible or not (dersimonian2023 ¶16).

    What counts is whose rights are taken: a foreign force on its border weighs heavily, an ally's word to Armenia hardly.

    Parameters
    ----------
    package : Package
        The package on paper.
    weights : array, shape (4, N) or (4, 1)
        How much each component takes: monitors, obligations, force, legal consequences.

    Returns
    -------
    array, shape (N,), in [0, 1]
    """
    return protection(package, weights)


def western_presence(package: Package, offence: FloatArray) -> FloatArray:
    """How western a guarantee looks to those who are shut out, in [0, 1], component by component (dersimonian2023 ¶18).

    Parameters
    ----------
    package : Package
        The package as believed: nobody is provoked by a guarantee in which nobody believes.
    offence : array, shape (4, N) or (4, 1)
        How much a western word, monitors, a western force and a force of neutral states offend.

    Returns
    -------
    array, shape (N,)
    """
    word = either(package.obligations[3], package.obligations[4])
    parts = (word, package.monitoring, package.western_force, package.neutral_force)
    return unit(either(*(weight * part for weight, part in zip(offence, parts, strict=True))))


def chance_seen(package: Package, unaided: Number, detection: Number, watch: Number, zone: Number) -> FloatArray:
    """Chance that a violation is seen and traced to its author: others add to what is seen without them.

    Parameters
    ----------
    package : Package
        As believed and in force.
    unaided, detection, watch : number
        What is seen unaided; what of the rest full monitoring shows, and what a full force on the ground does.
    zone : number
        What of the rest a demilitarised zone shows: whoever crosses it is seen.
    """
    hidden = (1.0 - detection * package.monitoring) * (1.0 - watch * force_on_the_ground(package)) * (1.0 - zone)
    return 1.0 - (1.0 - unaided) * hidden


def build_up(level: FloatArray, acting: FloatArray, gain: Number, decay: Number) -> FloatArray:
    """A component grows towards 1 while somebody works for it, and fades otherwise."""
    return level + acting * gain * (1.0 - level) - (1.0 - acting) * decay * level
