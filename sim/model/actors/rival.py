"""What the two rivals have in common: they move in the talks or under an agreement, and not once a war has come."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.model.actors.actor import Actor
from sim.model.world.focus import Rows
from sim.model.world.outlook.situation import Situation


class Rival(Actor):
    """Armenia or Azerbaijan."""

    def move(self, situation: Situation, decision: str) -> NDArray[np.int8]:
        """Choose from the menu in every world that is not finished: first in the talks, then under agreements.

        Few actions are open in both, so that either choice is among few. In finished worlds the first row stands for nothing.
        """
        chosen = np.zeros(self.negotiation.worlds.size, dtype=np.int8)
        for where in (situation.talks, situation.signed):
            with self.negotiation.focus(where) as rows:
                if len(rows):
                    chosen[rows] = self.choose(rows, decision)
        return chosen

    def choose(self, rows: Rows, decision: str) -> NDArray[np.int8]:
        """Choose from the menu in the worlds in focus, which stand in the places `rows` of the block."""
        return super().move(self.negotiation.situation, decision)
