"""Bindings: choices that are fixed instead of drawn.

Policies, what-if questions and human players all use this one mechanism: an actor takes an action always, never, or when a
condition holds, from a quarter on, and keeps to it with some probability. This is how commitment is told from discretion.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from sim.model.mechanisms import mediation
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.draws import BINDING_BASE
from sim.parameters.bindings import Binding
from sim.parameters.vocabulary import POWERS

if TYPE_CHECKING:
    from sim.model.actors.actor import Menu
    from sim.model.negotiation import NegotiationModel

Condition = Callable[["NegotiationModel"], BoolArray]


def _stalled(model: NegotiationModel) -> BoolArray:
    world = model.worlds
    rules = model.values.mechanisms.bargaining
    return world.in_talks & mediation.stalled(world.progress, rules.stall_threshold, world.text_agreed)


def _government_weak(model: NegotiationModel) -> BoolArray:
    threshold = model.values.mechanisms.legitimacy.government.threshold
    weak: BoolArray = model.worlds.legitimacy_armenia < threshold
    return weak


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "always": lambda model: np.ones(model.worlds.size, dtype=np.bool_),
        "coercion_last_quarter": lambda model: model.worlds.coerced_last_quarter,
        "attack_last_quarter": lambda model: model.worlds.attacked_last_quarter,
        "siege_on": lambda model: model.worlds.siege > model.values.mechanisms.crisis.negligible,
        "talks_stalled": _stalled,
        "talks": lambda model: model.worlds.in_talks,
        "text_agreed": lambda model: model.worlds.in_talks & model.worlds.text_agreed,
        "signed": lambda model: model.worlds.signed,
        "suspended": lambda model: model.worlds.suspended,
        "prisoners_held": lambda model: model.worlds.prisoners > model.values.mechanisms.crisis.negligible,
        "guarantee_demanded": lambda model: model.worlds.guarantee_demand > 0,
        "government_weak": _government_weak,
        "mediator_refused": lambda model: model.worlds.refused,
    }
)
"""What a binding may depend on: a closed vocabulary, so that no code stands in the parameter files."""

ANSWERS = ("punish", "intervene")


def address(binding: Binding) -> int:
    """The number under which a binding draws whether it is kept: its content, so that another binding changes nobody's luck."""
    content = json.dumps(binding.choice(), sort_keys=True)
    return BINDING_BASE + zlib.crc32(content.encode())


class Bindings:
    """The bindings of a block of worlds.

    Parameters
    ----------
    bindings : sequence of Binding
    where : sequence of (None or array of bool), optional
        The worlds to which each binding applies; None for all of them.
    """

    def __init__(self, bindings: Sequence[Binding] = (), where: Sequence[BoolArray | None] | None = None) -> None:
        self.bindings = tuple(bindings)
        self.where = tuple(where) if where is not None else (None,) * len(self.bindings)
        self._addresses = [address(binding) for binding in self.bindings]
        self._of = {b.actor: [i for i, c in enumerate(self.bindings) if c.actor == b.actor] for b in self.bindings}

    def concern(self, actor: str) -> bool:
        """Whether any binding is about this actor."""
        return actor in self._of

    def apply(self, actor: str, menu: Menu, available: BoolArray, model: NegotiationModel) -> None:
        """Narrow the available actions of an actor, in place, shape (actions, N).

        An action that is bound but not open in a world stays closed: nobody can be bound to the impossible. A ban that
        would leave nothing to do is not kept. Of two bindings that contradict each other the later one holds, as with
        parameters: a user's word goes before a policy's.
        """
        for place in reversed(self._of.get(actor, ())):
            binding = self.bindings[place]
            row = menu.row.get(binding.action)
            if row is None or not binding.covers(model.quarter):
                continue
            held = self._held(place, model)
            if binding.rule == "never":
                others = np.delete(available, row, axis=0).any(axis=0)
                available[row] &= ~(held & others)
            else:
                bound = held & available[row]
                available &= ~bound
                available[row] |= bound

    def _held(self, place: int, model: NegotiationModel) -> BoolArray:
        """Worlds in which a binding holds in this quarter: its condition is met and it is kept."""
        binding = self.bindings[place]
        held = np.ones(model.worlds.size, dtype=np.bool_)
        for name in binding.condition:
            held = held & CONDITIONS[name](model)
        if binding.kept < 1.0:
            held = held & (model.draw(self._addresses[place]) < binding.kept)
        scope = self._scope(place, model)
        return held if scope is None else held & scope

    def _scope(self, place: int, model: NegotiationModel) -> BoolArray | None:
        """Of the worlds that the model looks at, those to which a binding applies; None for all of them."""
        scope = self.where[place]
        return scope if scope is None or model.rows is None else scope[model.rows]

    def announce(self, model: NegotiationModel) -> None:
        """Let would-be violators know of announced commitments to answer a challenge.

        An announced commitment counts as an obligation of that strength: its effect on belief is weighed by the credibility
        of the power, like that of a formal guarantee (dersimonian2023 ¶17; Fearon 1994).
        """
        if not any(binding.announced for binding in self.bindings) and not model.worlds.announced.any():
            return
        announced = np.zeros_like(model.worlds.announced)
        for place, binding in enumerate(self.bindings):
            speaks = binding.announced and binding.rule != "never" and binding.action in ANSWERS
            if not speaks or binding.actor not in POWERS or not binding.covers(model.quarter):
                continue
            scope = self._scope(place, model)
            strength = binding.kept * (np.ones(model.worlds.size) if scope is None else scope)
            row = POWERS.index(binding.actor)
            announced[row] = np.maximum(announced[row], strength)
        model.worlds.set(announced=announced)
