"""A decision: what was chosen, with which chances and utilities, and what was closed and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sim.model.actors.menu import Menu, Offer
from sim.model.actors.motives import Motive
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.state import WAR, Worlds
from sim.model.world.view import View, gathered

Term: TypeAlias = tuple[str, Motive, Number]
"""One motive for or against an action: the action, the motive, and its value in units of the prize."""


@dataclass(frozen=True)
class Decision:
    """One decision of one actor, in all worlds of a view at once.

    Attributes
    ----------
    actor, label : str
        Key and name of the actor.
    menu : Menu
    name : str
        Name of the decision, such as `move_azerbaijan`.
    view : View
        What the actor had before it; its `worlds` hold the state when the decision was taken.
    chosen : array of int, shape (N,)
        Row of the chosen action in the menu.
    utility : sequence of (array of shape (N,), or number)
        What each action of the offer was worth to the actor, all terms together.
    closed : dict of str to str
        Why actions were not open, by name.
    precision : number or None
        Lambda of the choice; None where it is not a choice by logit.
    """

    actor: str
    label: str
    menu: Menu
    name: str
    view: View
    chosen: NDArray[np.int8]
    utility: Sequence[Number]
    closed: Mapping[str, str]
    offer: Offer
    weights: Sequence[FloatArray]
    shut: Mapping[str, BoolArray]
    reckon: Callable[[], Iterable[Term]]
    precision: Number | None = None

    @property
    def worlds(self) -> Worlds:
        """The state of the worlds in which the decision was taken."""
        return self.view.worlds

    @property
    def index(self) -> NDArray[np.int64]:
        """Indices in the study of the worlds in which the decision was taken."""
        return self.view.worlds.index

    @cached_property
    def chances(self) -> FloatArray:
        """Probability of every action, shape (actions, N)."""
        return self.offer.chances(self.weights, self.view.size)

    @cached_property
    def available(self) -> BoolArray:
        """Whether each action was open, shape (actions, N)."""
        return self.menu.available(self.shut, self.view.size)

    @cached_property
    def terms(self) -> list[tuple[str, Motive, FloatArray]]:
        """What each action would bring, motive by motive, weighted, in units of the prize; arrays of shape (N,)."""
        shape = (self.view.size,)
        return [(action, motive, np.broadcast_to(value, shape).copy()) for action, motive, value in self.reckon()]

    def did(self, *names: str) -> BoolArray:
        """Where one of the named actions was chosen, shape (N,)."""
        return self.menu.did(self.chosen, *names)

    def chose(self, action: str) -> NDArray[np.int64]:
        """Indices in the study of the worlds in which an action was chosen."""
        return self.index[self.did(action)]

    def regret_of(self, action: str, where: NDArray[np.intp]) -> FloatArray:
        """How far an action fell short of the best open one, for the worlds in the places `where`."""
        rows = [np.broadcast_to(worth, (self.view.size,))[where] for worth in self.utility]
        for row, shut in self.offer.closed.items():
            rows[row] = np.where(shut[where], -np.inf, rows[row])
        short: FloatArray = np.max(rows, axis=0) - rows[self.offer.menu.row[action]]
        return short

    def alone(self, action: str, where: NDArray[np.intp]) -> BoolArray:
        """Whether no other action was open, for the worlds in the places `where`."""
        is_alone = np.ones(len(where), dtype=bool)
        for row, name in enumerate(self.offer.menu.names):
            if name != action:
                is_alone &= self.offer.closed[row][where] if row in self.offer.closed else False
        return is_alone

    def taken(self) -> Decision | None:
        """The decision in those of the worlds at hand that are not at war; None if all are.

        Where a war broke out earlier in the quarter, what is chosen after it has no effect and counts as not chosen.
        """
        going_on = self.worlds.phase != WAR
        if going_on.all():
            return self
        if not going_on.any():
            return None
        view, size = self.view.only(going_on), self.view.size

        def kept(value: Any) -> Any:
            return gathered(value, view.places, size)

        return replace(
            self,
            view=view,
            chosen=kept(self.chosen),
            utility=[kept(worth) for worth in self.utility],
            offer=replace(self.offer, closed=kept(self.offer.closed)),
            weights=[kept(weight) for weight in self.weights],
            shut=kept(self.shut),
            reckon=lambda: [(action, motive, kept(value)) for action, motive, value in self.terms],
        )

    def place_of(self, world: int) -> int | None:
        """Where a world stands in the arrays, by its index in the study; None if it did not take the decision."""
        places = np.flatnonzero(self.index == world)
        return int(places[0]) if len(places) else None
