"""Where the worlds begin: the dated start conditions of a worldview."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms import bargaining, types
from sim.model.mechanisms.arrays import FloatArray, Number
from sim.model.world.draws import Draws
from sim.model.world.outlook.table import positions
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import ISSUES, POWERS


def begin(index: NDArray[np.int64], values: Branch, draws: Draws) -> Worlds:
    """The worlds at the start.

    Parameters
    ----------
    index : array of int, shape (N,)
        Index of each world.
    values : Branch
        Tree of parameter values.
    draws : Draws
        From which the private types come.

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
        status_quo=rules.force.status_quo * np.asarray(rules.bargaining.agenda),
        aims=rules.bargaining.agenda,
        moved_armenia=1.0,
        moved_azerbaijan=1.0,
        preparation_armenia=rules.legitimacy.initial.preparation,
        preparation_azerbaijan=rules.legitimacy.initial.preparation_azerbaijan,
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
    _types(world, values, draws)
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
    """What either rival thinks of the other before it has seen anything."""
    reliability = values.mechanisms.reputation.initial_reliability
    world.set(
        belief_armenia=types.prior_over_costs(world.size),
        belief_azerbaijan=types.prior_over_types(reliability, world.size),
    )


def _types(world: Worlds, values: Branch, draws: Draws) -> None:
    """Who they are: drawn once, known to nobody but themselves, but for how strong opposition and status-seeking are."""
    rules = values.mechanisms

    def luck(name: str) -> FloatArray:
        return draws.uniform(0, name)

    resolve = rules.reputation.initial_resolve.stack(POWERS)
    spread = rules.types.publics
    world.set(
        cost_armenia=types.row_of(luck("cost_armenia")),
        cost_azerbaijan=types.row_of(luck("cost_azerbaijan")),
        greedy=luck("greedy") >= rules.reputation.initial_reliability,
        resolute=np.stack([luck(f"resolute_{name}") for name in POWERS]) < resolve,
        binding_luck=np.stack([luck(f"bound_{name}") for name in POWERS]),
        opposition_factor=_factor(spread, luck("opposition")),
        status_factor=_factor(spread, luck("status")),
    )


def _factor(variation: Number, draw: FloatArray) -> FloatArray:
    """A multiple with the mean 1, one of the midpoints of a lognormal distribution."""
    values = types.midpoints(1.0, variation)
    row = types.row_of(draw)
    return values[row, 0] if values.shape[1] == 1 else values[row, np.arange(len(row))]
