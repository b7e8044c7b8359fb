"""What the guarantee package promises, what of it is believed and in force, and whom it shuts out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import guarantees, spoilers
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS

REGIONAL_POWERS = POWERS[:3]
OFFENDERS = ("word", "monitoring", "western_force", "neutral_force")
COMPONENTS = ("monitoring", "enforcement", "force", "legal_consequences")


@dataclass
class Guarantees:
    """The guarantee package as everybody sees it; arrays have shape (N,) unless said.

    Attributes
    ----------
    paper, believed : Package
        The package on paper; what of it is in force, as far as it is believed.
    protection, promised : array
        Protection that is in force, and that the package promises once the agreement is signed.
    law, forces : array
        Legal consequences, and peacekeepers of all providers together, that the package promises, as far as believed.
    intrusiveness, chance_seen : array
        Sovereignty that the package takes from Azerbaijan; chance that a violation is seen and traced to its author.
    presence : array
        Power in battle that peacekeepers on the ground add to the weaker side.
    exclusion : array, shape (3, N)
        How far Russia, Turkey and Iran are shut out.
    """

    paper: guarantees.Package
    believed: guarantees.Package
    protection: FloatArray
    promised: FloatArray
    law: FloatArray
    forces: FloatArray
    intrusiveness: FloatArray
    chance_seen: FloatArray
    presence: FloatArray
    exclusion: FloatArray


def package_of(world: Worlds) -> guarantees.Package:
    """The guarantee package on paper."""
    return guarantees.Package(
        world.monitoring,
        world.legal_consequences,
        world.obligations,
        world.neutral_force,
        world.western_force,
        world.russian_force,
    )


def credibility_of(values: Branch) -> guarantees.Credibility:
    """Credibility of each component of a guarantee."""
    rules = values.mechanisms.guarantees.credibility
    return guarantees.Credibility(rules.stack(POWERS), rules.monitoring, rules.legal_consequences, rules.neutral_force)


def guarantees_of(world: Worlds, values: Branch) -> Guarantees:
    """What the guarantee package is worth, and whom it shuts out."""
    rules, shut_out = values.mechanisms.guarantees, values.mechanisms.spoilers
    paper = package_of(world)
    promised = guarantees.discounted(paper, credibility_of(values))
    believed = guarantees.in_force(promised, world.signed, np.asarray(rules.at_once, dtype=float))
    weights = rules.weights.stack(COMPONENTS)
    western = guarantees.western_presence(promised, shut_out.offence.stack(OFFENDERS))
    return Guarantees(
        paper=paper,
        believed=believed,
        protection=guarantees.protection(believed, weights),
        promised=guarantees.protection(promised, weights),
        law=promised.legal_consequences,
        forces=guarantees.force_on_the_ground(promised),
        intrusiveness=guarantees.intrusiveness(paper, rules.intrusion.stack(COMPONENTS)),
        chance_seen=guarantees.chance_seen(
            believed,
            rules.seen_unaided,
            rules.detection,
            rules.watch,
            rules.zone_watch * values.mechanisms.crisis.demilitarisation,
        ),
        presence=rules.battle_effect * guarantees.force_on_the_ground(believed),
        exclusion=spoilers.exclusion(
            western,
            world.western_lead,
            world.endorsement[: len(REGIONAL_POWERS)],
            shut_out.reassurance.stack(REGIONAL_POWERS),
            shut_out.lead_weight,
        ),
    )
