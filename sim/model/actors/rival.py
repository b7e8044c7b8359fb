"""What the two rivals have in common: they move in the talks or under an agreement, and not once a war has come."""

from __future__ import annotations

from sim.model.actors.actor import Actor
from sim.model.actors.crisis_game import Crisis
from sim.model.actors.decision import Decision
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.view import View


class Rival(Actor):
    """Armenia or Azerbaijan."""

    def moves(self, view: View, where: BoolArray) -> list[Decision]:
        """Choose from the menu in some of the worlds: first in the talks, then under agreements.

        Few actions are open in both, so that either choice is among few. A phase without worlds has no decision.
        """
        parts = (view.only(where & phase) for phase in (view.outlook.talks, view.outlook.signed))
        firsts = [self.move(part, f"move_{self.key}") for part in parts if part.size]
        return [decision for first in firsts for decision in self.with_another(view, first)]

    def challenge(self, crisis: Crisis) -> Decision:
        """Whether to use or threaten force in a crisis."""
        raise NotImplementedError(f"{type(self).__name__} has no crises")

    def answer(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to yield or resist when the other has made a move."""
        raise NotImplementedError(f"{type(self).__name__} has no crises")

    def follow(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to carry out a threat that was resisted."""
        raise NotImplementedError(f"{type(self).__name__} has no crises")
