"""A decision as an observer learns of it: what was chosen, how likely that was, why, and in which worlds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.world.focus import WorldsView, gathered
from sim.model.world.state import WAR, Worlds

if TYPE_CHECKING:
    from sim.model.actors.actor import Actor, Menu
    from sim.model.negotiation import NegotiationModel


@dataclass(frozen=True)
class Decision:
    """One decision of one actor, in the worlds in which it was really taken and in no others.

    Every array has one entry per such world on its last axis, in the order of `index`. A world that is missing did not
    face the decision, or was at war already: it chose nothing.

    Attributes
    ----------
    actor : Actor
    menu : Menu
    name : str
        Name of the decision, such as `move_azerbaijan`.
    index : array of int, shape (N,)
        Indices in the study of the worlds in which it was taken; N is 1 or more.
    worlds : Worlds
        The state of these worlds when it was taken, to be read, not written.
    chosen : array of int, shape (N,)
        Row of the chosen action in the menu.
    chances : array, shape (actions, N)
        Probability of every action, from 0 to 1.
    available : array of bool, shape (actions, N)
        Whether the action was open.
    terms : list of (action, interest, reason, array of shape (N,))
        What each action would bring, reason by reason, in units of the prize.
    closed : dict of str to str
        Why actions were not open, by name.
    """

    actor: Actor
    menu: Menu
    name: str
    index: NDArray[np.int64]
    worlds: Worlds
    chosen: NDArray[np.int8]
    chances: FloatArray
    available: BoolArray
    terms: list[tuple[str, str, str, FloatArray]]
    closed: dict[str, str]

    @classmethod
    def taken(
        cls,
        actor: Actor,
        menu: Menu,
        name: str,
        chosen: NDArray[np.int8],
        chances: FloatArray,
        available: BoolArray,
        terms: list[tuple[str, str, str, FloatArray]],
        closed: dict[str, str],
    ) -> Decision | None:
        """The decision in those of the worlds at hand that are not at war; None if all are.

        Where a war broke out earlier in the quarter, what is chosen after it has no effect and counts as not chosen.
        """
        worlds = actor.negotiation.worlds
        going_on, size = worlds.phase != WAR, worlds.size
        if not going_on.any():
            return None
        if not going_on.all():
            places = np.flatnonzero(going_on)
            worlds = cast(Worlds, WorldsView(worlds, places, len(places)))
            chosen, chances, available = (gathered(part, places, size) for part in (chosen, chances, available))
            terms = [(*words, gathered(value, places, size)) for *words, value in terms]
        return cls(actor, menu, name, worlds.index, worlds, chosen, chances, available, terms, closed)

    def place_of(self, world: int) -> int | None:
        """Where a world stands in the arrays, by its index in the study; None if it did not take the decision."""
        places = np.flatnonzero(self.index == world)
        return int(places[0]) if len(places) else None

    def chose(self, *names: str) -> NDArray[np.int64]:
        """Indices in the study of the worlds in which one of the named actions was chosen."""
        rows: list[Any] = [self.menu.row[name] for name in names if name in self.menu.row]
        return self.index[np.isin(self.chosen, rows)]


class Observer(Protocol):
    """Who is told of every decision while a model walks. Whatever it does, it changes nothing."""

    def note(self, decision: Decision) -> None:
        """Learn of one decision, in the worlds in which it was taken."""

    def close_quarter(self, model: NegotiationModel) -> None:
        """Learn that a quarter has ended."""
