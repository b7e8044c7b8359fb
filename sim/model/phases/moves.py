"""What an actor did in a quarter: all its decisions put together, and of a rival those in the talks and under agreements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.model.actors.decision import Decision
from sim.model.actors.rival import Rival
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.view import View


def taken(decisions: Sequence[Decision], names: Sequence[str], worlds: int) -> BoolArray:
    """Where one of the named actions was taken in any of some decisions, each in a part of the worlds; shape (worlds,)."""
    where = np.zeros(worlds, dtype=bool)
    for decision in decisions:
        known = [name for name in names if name in decision.menu.row]
        if known:
            where[decision.view.places[decision.did(*known)]] = True
    return where


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
        return taken(self.decisions, names, self._size)
