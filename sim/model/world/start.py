"""Where the worlds begin: the dated start conditions of a worldview."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms import bargaining
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.outlook.table import positions
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import ISSUES, POWERS


def begin(index: NDArray[np.int64], values: Branch) -> Worlds:
    """The worlds at the start.

    Parameters
    ----------
    index : array of int, shape (N,)
        Index of each world.
    values : Branch
        Tree of parameter values.

    Returns
    -------
    Worlds
    """
    world = Worlds(index)
    rules, armenia, azerbaijan = values.mechanisms, values.actors.armenia, values.actors.azerbaijan
    world.set(
        capability_armenia=armenia.initial.capability,
        capability_azerbaijan=azerbaijan.initial.capability,
        support_armenia=armenia.initial.support,
        support_azerbaijan=azerbaijan.initial.support,
        drift_armenia=armenia.growth,
        drift_azerbaijan=azerbaijan.growth,
        legitimacy_armenia=armenia.initial.legitimacy,
        legitimacy_azerbaijan=azerbaijan.initial.legitimacy,
        fear=rules.fear.initial.fear,
        rhetoric=rules.fear.initial.rhetoric,
        tension=rules.fear.initial.tension,
        siege=rules.crisis.initial.siege * (1.0 - np.asarray(rules.crisis.relief)),
        pressure=rules.crisis.initial.pressure,
        appetite=rules.crisis.initial.appetite,
        prisoners=rules.crisis.initial.prisoners,
        progress=rules.bargaining.initial.progress,
        confidence=1.0,
        status_quo=rules.force.status_quo,
        preparation=rules.legitimacy.initial.preparation,
        grievance=rules.grievance.initial,
        integration=rules.integration.initial.integration,
        border=rules.integration.initial.border,
        energy_dependence=rules.conditions.initial.energy_dependence,
        alignment=rules.alignment.initial.russia_azerbaijan,
        orientation=rules.alignment.initial.orientation,
        western_lead=rules.mediation.initial.western_lead,
        attention=rules.conditions.initial.attention.stack(POWERS),
        endorsement=_endorsement(values),
    )
    _guarantees(world, values)
    _table(world, values)
    _beliefs(world, values)
    return world


def _endorsement(values: Branch) -> FloatArray:
    """Endorsement at the start: a parameter for the regional powers, none for the others."""
    regional = values.mechanisms.spoilers.initial_endorsement.stack(POWERS[:3])
    return np.vstack([regional, np.zeros((len(POWERS) - 3, regional.shape[1]))])


def _guarantees(world: Worlds, values: Branch) -> None:
    """The guarantee package that is in place, or on the table, at the start."""
    initial = values.mechanisms.guarantees.initial
    world.set(
        monitoring=initial.monitoring,
        legal_consequences=initial.legal_consequences,
        neutral_force=initial.neutral_force,
        western_force=initial.western_force,
        russian_force=initial.russian_force,
        obligations=initial.obligations.stack(POWERS),
        guarantee_demand=initial.demand,
    )


def _table(world: Worlds, values: Branch) -> None:
    """Which issues are on the agenda, and where the sides stand."""
    rules = values.mechanisms.bargaining
    live = np.broadcast_to(rules.live.stack(ISSUES) > 0, world.live.shape)
    demand, offer = rules.initial_demand.stack(ISSUES), rules.initial_offer.stack(ISSUES)
    taint = rules.initial_coerced * np.ones_like(offer)
    world.set(live=live, demand=demand, offer=np.minimum(offer, demand), coerced=taint * np.minimum(offer, demand))
    closed = bargaining.close(positions(world), world.live, rules.closing_tolerance, rules.gradual)
    world.set(agreed=closed.agreed)


def _beliefs(world: Worlds, values: Branch) -> None:
    """Prior beliefs as Beta counts: a mean, times the weight of the prior in pseudo-observations."""
    rules = values.mechanisms.reputation
    weight = rules.prior_weight
    resolve, patron = rules.initial_resolve.stack(POWERS), rules.initial_patron.stack(POWERS)
    reliability = np.asarray(rules.initial_reliability)
    world.set(
        resolve_kept=weight * resolve,
        resolve_broken=weight * (1.0 - resolve),
        patron_kept=weight * patron,
        patron_broken=weight * (1.0 - patron),
        reliability_kept=weight * reliability,
        reliability_broken=weight * (1.0 - reliability),
    )
    names = ("resolve_kept", "resolve_broken", "patron_kept", "patron_broken")
    world.priors = {name: getattr(world, name).copy() for name in names}
