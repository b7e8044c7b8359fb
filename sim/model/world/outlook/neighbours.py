"""What a war next door would mean to Russia, Turkey and Iran, and their being drawn in to Azerbaijan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms import widening
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.state import Worlds
from sim.model.world.values import Branch
from sim.parameters.vocabulary import POWERS

NEIGHBOURS = POWERS[:3]
IRAN = POWERS.index("iran")
TIES = ("alliance", "word", "shut_out", "corridor")
"""What binds a neighbour to a war, in the order of `sim.model.mechanisms.widening.stake`."""


def ties(values: Branch, word: FloatArray, exclusion: FloatArray, corridor: FloatArray) -> dict[str, FloatArray]:
    """What binds each neighbour to a war, tie by tie.

    Parameters
    ----------
    values : Branch
        Tree of parameter values.
    word : array, shape (5, N)
        Obligation that each outside power has taken on; it binds as far as it is credible (araz2023 ¶7).
    exclusion : array, shape (3, N)
        How far each neighbour is shut out of the peace.
    corridor : array, shape (N,)
        How far the terms on transport amount to a corridor, which offends Iran alone (fattah2025 ¶32).

    Returns
    -------
    dict of str to array of shape (3, N)
        By the names of `TIES`.
    """
    rules = values.mechanisms.widening
    offended = np.zeros_like(exclusion)
    offended[IRAN] = rules.corridor * corridor
    alliance = np.broadcast_to(rules.alliance.stack(NEIGHBOURS), exclusion.shape)
    believed = word[: len(NEIGHBOURS)] * values.mechanisms.guarantees.credibility.stack(NEIGHBOURS)
    return dict(zip(TIES, (alliance, believed, rules.exclusion * exclusion, offended), strict=True))


@dataclass
class Neighbours:
    """The widening of a war as it is expected.

    Attributes
    ----------
    drawn : array, shape (3, N)
        Chance that a war would draw in Russia, Turkey and Iran.
    widened : array, shape (N,)
        What that would cost Azerbaijan on average.
    """

    drawn: FloatArray
    widened: FloatArray


def neighbours_of(
    world: Worlds, values: Branch, word: FloatArray, exclusion: FloatArray, corridor: FloatArray
) -> Neighbours:
    """Who would be drawn into a war, and what that is expected to cost Azerbaijan; the arrays are those of `ties`."""
    rules = values.mechanisms.widening
    stakes = widening.stake(**ties(values, word, exclusion, corridor))
    drawn = widening.chance_drawn_in(stakes, world.attention[: len(NEIGHBOURS)], rules.strength)
    return Neighbours(drawn, widening.expected_cost(drawn, rules.cost.stack(NEIGHBOURS)))
