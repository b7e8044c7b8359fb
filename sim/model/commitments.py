"""Commitments: choices that are fixed instead of drawn.

Policies, what-if questions and human players all use this one mechanism: an actor takes an action always, never, or when a
condition holds, from a quarter on, and keeps to it with some probability. This is how commitment is told from discretion.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.world.draws import BINDING_BASE
from sim.model.world.view import View
from sim.parameters.actions import ANSWERS
from sim.parameters.bindings import Binding
from sim.parameters.conditions import CONDITIONS
from sim.parameters.vocabulary import POWERS

ACTS = tuple(action.name for action in ANSWERS[1:])
"""Answers of the powers that a would-be violator fears."""


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

    def apply(self, actor: str, row: Mapping[str, int], available: BoolArray, view: View) -> None:
        """Narrow the available actions of an actor, in place, shape (actions, N); `row` says where each action stands.

        An action that is bound but not open in a world stays closed: nobody can be bound to the impossible. A ban that
        would leave nothing to do is not kept. Of two bindings that contradict each other the later one holds, as with
        parameters: a user's word goes before a policy's.
        """
        for place in reversed(self._of.get(actor, ())):
            binding = self.bindings[place]
            if binding.action not in row or not binding.covers(view.quarter):
                continue
            action, held = row[binding.action], self._held(place, view)
            if binding.rule == "never":
                others = np.delete(available, action, axis=0).any(axis=0)
                available[action] &= ~(held & others)
            else:
                bound = held & available[action]
                available &= ~bound
                available[action] |= bound

    def obliges(self, actor: str, actions: Sequence[str], view: View) -> BoolArray:
        """Where an actor is bound to one of the actions in this quarter, shape (N,): it then finds an occasion for it."""
        obliged = np.zeros(view.size, dtype=np.bool_)
        for place in self._of.get(actor, ()):
            binding = self.bindings[place]
            if binding.rule != "never" and binding.action in actions and binding.covers(view.quarter):
                obliged |= self._held(place, view)
        return obliged

    def _held(self, place: int, view: View) -> BoolArray:
        """Worlds in which a binding holds in this quarter: its condition is met and it is kept."""
        binding = self.bindings[place]
        held = np.ones(view.size, dtype=np.bool_)
        for name in binding.condition:
            held = held & CONDITIONS[name](view)
        if binding.kept < 1.0:
            held = held & (view.draw(self._addresses[place]) < binding.kept)
        scope = self._scope(place, view)
        return held if scope is None else held & scope

    def _scope(self, place: int, view: View) -> BoolArray | None:
        """Of the worlds at hand, those to which a binding applies; None for all of them."""
        scope, rows = self.where[place], view.luck.rows
        return scope if scope is None or rows is None else scope[rows]

    def foreseen(self, actor: str, action: str, condition: str, view: View) -> FloatArray:
        """Chance, as others know it, that an actor takes an action where a condition holds: by its announced word, shape (N,)."""
        chance = np.zeros(view.size)
        for place in self._of.get(actor, ()):
            binding = self.bindings[place]
            says = binding.announced and binding.action == action and condition in binding.condition
            if says and binding.covers(view.quarter):
                scope = self._scope(place, view)
                chance = np.maximum(chance, binding.kept * (np.ones(view.size) if scope is None else scope))
        return chance

    def announce(self, view: View) -> None:
        """Let would-be violators know of announced commitments to answer a challenge.

        An announced commitment counts as an obligation of that strength: its effect on belief is weighed by the credibility
        of the power, like that of a formal guarantee (dersimonian2023 ¶17; Fearon 1994).
        """
        if not any(binding.announced for binding in self.bindings) and not view.worlds.announced.any():
            return
        announced = np.zeros_like(view.worlds.announced)
        for place, binding in enumerate(self.bindings):
            speaks = binding.announced and binding.rule != "never" and binding.action in ACTS
            if not speaks or binding.actor not in POWERS or not binding.covers(view.quarter):
                continue
            scope = self._scope(place, view)
            strength = binding.kept * (np.ones(view.size) if scope is None else scope)
            row = POWERS.index(binding.actor)
            announced[row] = np.maximum(announced[row], strength)
        view.worlds.set(announced=announced)
