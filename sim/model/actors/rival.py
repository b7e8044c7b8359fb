"""What the two rivals have in common: they move in the talks or under an agreement, and not once a war has come."""

from __future__ import annotations

from sim.model.actors.actor import Actor
from sim.model.actors.decision import Decision
from sim.model.world.view import View


class Rival(Actor):
    """Armenia or Azerbaijan."""

    def moves(self, view: View) -> list[Decision]:
        """Choose from the menu in every world that is not finished: first in the talks, then under agreements.

        Few actions are open in both, so that either choice is among few. A phase without worlds has no decision.
        """
        parts = (view.only(where) for where in (view.outlook.talks, view.outlook.signed))
        return [self.move(part, f"move_{self.key}") for part in parts if part.size]
