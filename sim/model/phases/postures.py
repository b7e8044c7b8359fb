"""The second phase: the five outside actors choose their postures."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.model.actors import stakes
from sim.model.actors.all import OUTSIDE_POWERS
from sim.model.actors.decision import Decision
from sim.model.mechanisms import capability, guarantees, spoilers
from sim.model.mechanisms.arrays import FloatArray
from sim.model.phases.moves import taken
from sim.model.world.flow import MEDIATORS
from sim.model.world.view import View
from sim.parameters.vocabulary import POWERS


class Postures:
    """Who does what in this quarter; `of("european_union", "monitor")` is 1 where it does, else 0."""

    def __init__(self, view: View) -> None:
        self._size = view.size
        self._taken: dict[str, list[Decision]] = {
            power.key: [view.noted(decision) for decision in power.postures(view)] for power in OUTSIDE_POWERS
        }

    def of(self, power: str, *actions: str) -> FloatArray:
        """1 in the worlds where the power takes one of the actions, else 0."""
        return taken(self._taken[power], actions, self._size).astype(float)


def run(view: View) -> None:
    """The outside powers choose; support, guarantees, endorsement and pressure follow."""
    postures = Postures(view)
    _support(view, postures)
    _mediation(view, postures)
    _guarantees(view, postures)
    _regional(view, postures)
    _sabotage(view)
    _pressure(view, postures)


def _support(view: View, postures: Postures) -> None:
    """Arms and training for either rival."""
    world, rules = view.worlds, view.values.mechanisms.capability
    aid = rules.assistance
    to_armenia = (
        aid.russia * postures.of("russia", "back_armenia")
        + aid.european_union * postures.of("european_union", "assist_armenia")
        + aid.united_states * postures.of("united_states", "assist_armenia")
    )
    to_azerbaijan = aid.russia * postures.of("russia", "back_azerbaijan") + aid.turkey * (
        postures.of("turkey", "back_azerbaijan") - postures.of("turkey", "restrain_azerbaijan")
    )
    world.set(
        support_armenia=capability.next_support(world.support_armenia, to_armenia, rules.support_decay),
        support_azerbaijan=capability.next_support(world.support_azerbaijan, to_azerbaijan, rules.support_decay),
    )


def _mediation(view: View, postures: Postures) -> None:
    """Tracks of mediation, and investment in connections."""
    flow = view.flow
    flow.active = np.stack([postures.of(name, "mediate") for name in MEDIATORS]) * view.worlds.in_talks
    flow.russian_mediation = flow.active[0]
    flow.western_mediation = flow.active[1:].sum(axis=0)
    flow.investment = postures.of("european_union", "invest")


def _guarantees(view: View, postures: Postures) -> None:
    """Components of the guarantee package are worked for, or fade while nothing is signed."""
    world, rules = view.worlds, view.values.mechanisms.guarantees
    europe = postures.of("european_union", "offer_guarantees")
    america = postures.of("united_states", "offer_guarantees")
    neutral = postures.of("united_states", "back_neutral_force")
    fading = rules.fading * world.in_talks
    gain = rules.build_up

    def grow(level: FloatArray, acting: FloatArray, floor: Any) -> FloatArray:
        return np.maximum(guarantees.build_up(level, acting, gain, fading), np.minimum(level, floor))

    obligations = world.obligations.copy()
    for name, acting in (("european_union", europe), ("united_states", america)):
        row = POWERS.index(name)
        obligations[row] = grow(obligations[row], acting, getattr(rules.initial.obligations, name))
    world.set(
        obligations=obligations,
        monitoring=grow(world.monitoring, postures.of("european_union", "monitor"), rules.initial.monitoring),
        legal_consequences=grow(world.legal_consequences, europe, rules.initial.legal_consequences),
        western_force=grow(world.western_force, rules.western_force_share * america, rules.initial.western_force),
        neutral_force=grow(world.neutral_force, neutral, rules.initial.neutral_force),
        russian_force=world.russian_force * (1.0 - rules.russian_withdrawal),
    )


def _regional(view: View, postures: Postures) -> None:
    """Endorsement and spoiling by the neighbours; the Turkish border."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.spoilers
    endorsement = world.endorsement.copy()
    for name in ("russia", "turkey", "iran"):
        row = POWERS.index(name)
        acting = postures.of(name, "endorse")
        endorsement[row] += rules.endorsement_gain * acting * (1.0 - endorsement[row])
        if name != "turkey":
            flow.spoiling[row] = postures.of(name, "spoil")
            endorsement[row] *= 1.0 - rules.endorsement_gain * flow.spoiling[row]
    integration = view.values.mechanisms.integration
    step, ahead = postures.of("turkey", "open_in_step"), postures.of("turkey", "open_ahead")
    border = world.border + integration.border_opening * (step + ahead) * (1.0 - world.border)
    flow.incidents = flow.incidents + rules.corridor_tension * postures.of("iran", "deter_corridor")
    flow.incidents = flow.incidents + rules.spoiling_tension * flow.spoiling.sum(axis=0)
    world.set(
        endorsement=endorsement,
        border=border,
        rhetoric=world.rhetoric + view.values.mechanisms.alignment.frayed_kinship * ahead,
    )


def _sabotage(view: View) -> None:
    """A Russia that spoils works inside Armenia too, through the opposition there, and reaches further with Iran (fattah2025 ¶31)."""
    world, flow, rules = view.worlds, view.flow, view.values.mechanisms.spoilers
    russia, iran = (flow.spoiling[POWERS.index(name)] for name in ("russia", "iran"))
    opposition = stakes.opposition(view)
    destroyed = spoilers.sabotage(russia, iran, opposition, rules.sabotage, rules.coordination)
    world.set(legitimacy_armenia=world.legitimacy_armenia * (1.0 - destroyed))


def _pressure(view: View, postures: Postures) -> None:
    """Pressure on Baku: private pressure works without a loss of face, public sanctions show resolve (dersimonian2023 ¶17)."""
    world, rules = view.worlds, view.values.mechanisms.deterrence
    europe, america = (view.outlook.beliefs.readiness[POWERS.index(p)] for p in ("european_union", "united_states"))
    leverage = rules.leverage
    private = leverage.united_states * america * postures.of("united_states", "pressure_private")
    public = leverage.european_union * europe * postures.of("european_union", "pressure")
    sanctions = postures.of("united_states", "sanction_public")
    public = public + leverage.united_states * america * sanctions
    restraint = rules.turkish_restraint * postures.of("turkey", "restrain_azerbaijan")
    view.flow.leverage = rules.private_effect * private + rules.public_effect * public + restraint
    learning = view.values.mechanisms.reputation.learning
    shown = world.resolve_evidence.copy()
    shown[POWERS.index("united_states")] += learning * rules.public_display * sanctions
    world.set(resolve_evidence=shown, rhetoric=world.rhetoric + rules.public_backlash * sanctions)
