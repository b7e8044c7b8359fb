"""What a rival did in a quarter: its moves in the talks and those under agreements, put together."""

from __future__ import annotations

import numpy as np

from sim.model.actors.rival import Rival
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.view import View


class Moves:
    """The moves of one rival in all worlds at hand, recorded as they are made.

    Parameters
    ----------
    rival : Rival
    view : View
    where : array of bool, shape (N,)
        Where it moves at all.
    """

    def __init__(self, rival: Rival, view: View, where: BoolArray) -> None:
        self.decisions = [view.noted(decision) for decision in rival.moves(view, where)]
        self._menu = rival.menu
        self._chosen = np.full(view.size, len(rival.menu), dtype=np.int8)
        for decision in self.decisions:
            self._chosen[decision.view.places] = decision.chosen

    def took(self, *names: str) -> BoolArray:
        """Where one of the named actions was taken, shape (N,); nowhere in finished worlds."""
        return self._menu.did(self._chosen, *names)
