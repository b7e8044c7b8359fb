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
        self._size = view.size

    def took(self, *names: str) -> BoolArray:
        """Where one of the named actions was taken, shape (N,); nowhere in finished worlds."""
        took = np.zeros(self._size, dtype=bool)
        for decision in self.decisions:
            known = [name for name in names if name in decision.menu.row]
            if known:
                took[decision.view.places[decision.did(*known)]] = True
        return took
