"""What the rivals did: their moves in the talks and those under agreements, put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.model.actors.decision import Decision
from sim.model.mechanisms.arrays import BoolArray
from sim.model.world.view import View


def took(view: View, moves: Sequence[Decision], *names: str) -> BoolArray:
    """Where a rival took one of the named actions, shape (N,).

    Parameters
    ----------
    view : View
        All worlds at hand.
    moves : sequence of Decision
        What the rival chose, each in a part of these worlds.
    names : str
    """
    taken = np.zeros(view.size, dtype=bool)
    for move in moves:
        known = [name for name in names if name in move.menu.row]
        taken[move.view.places] = move.did(*known)
    return taken
