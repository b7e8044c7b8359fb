"""What the rivals of one world saw when they decided: the odds of force, and what each believed of the other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.actors import stakes
from sim.model.mechanisms.types import COSTS
from sim.model.world.view import View

SEEN = {
    "prospects": ("win",),
    "guarantees": ("protection",),
    "beliefs": ("reliability",),
    "table": ("held", "share", "terms"),
}
"""What of each part of the outlook is kept for each quarter."""


class Beliefs(NamedTuple):
    """What the rivals believe of each other's type, and how it really is.

    Attributes
    ----------
    greedy : float
        Chance, in the eyes of Armenia, that Azerbaijan wants more than a text can give.
    is_greedy : bool
        Whether it does.
    cost_azerbaijan, cost_armenia : float
        What a total war would cost each of them, as the other expects it, in shares of the prize.
    real_cost_azerbaijan, real_cost_armenia : float
        What it would really cost them.
    """

    greedy: float
    is_greedy: bool
    cost_azerbaijan: float
    real_cost_azerbaijan: float
    cost_armenia: float
    real_cost_armenia: float


def alone(view: View, place: int) -> View:
    """The view of one world of a block."""
    return view.only(np.arange(view.size) == place)


def seen_in(view: View) -> dict[str, float]:
    """What is seen in a view of one world, by name.

    `range_low` and `range_high` are the shares between which both rivals, as they really are, prefer a bargain to war.
    """
    seen = {
        name: float(getattr(getattr(view.outlook, part), name)[0]) for part, names in SEEN.items() for name in names
    }
    bargains = stakes.bargaining_range(view)
    return {**seen, "range_low": float(bargains.low[0]), "range_high": float(bargains.high[0])}


def beliefs_in(view: View) -> Beliefs:
    """What the rivals believe of each other in a view of one world."""
    world = view.worlds
    own, other = (side.cost[:, 0] for side in (stakes.azerbaijan(view), stakes.armenia(view)))
    of_azerbaijan, of_armenia = world.belief_azerbaijan[:, 0], world.belief_armenia[:, 0]
    return Beliefs(
        greedy=float(of_azerbaijan[COSTS:].sum()),
        is_greedy=bool(world.greedy[0]),
        cost_azerbaijan=float(of_azerbaijan @ own),
        real_cost_azerbaijan=float(own[stakes.kind_of_azerbaijan(view)[0]]),
        cost_armenia=float(of_armenia @ other),
        real_cost_armenia=float(other[world.cost_armenia[0]]),
    )
