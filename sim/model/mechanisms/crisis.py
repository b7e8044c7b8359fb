"""The crisis game between a challenger and a target, each with private types (Signorino 1999; Lewis and Schultz 2003).

The challenger restrains itself or makes one of several moves. The target yields or resists. A resisted threat is carried out
or not; a resisted seizure or attack is fought (Tarar 2016). Every node is chosen from by logit, from the last to the first,
for all types at once. The target reads the challenger's type from its move: in the first round nobody reads, in each later
one the move is read as the round before makes it likely.

Payoffs have the axes (move, type, world); an axis along which a payoff does not vary may have the length 1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number, added, logistic, unit


class Game(NamedTuple):
    """One crisis in many worlds; M moves besides restraint, C types of the challenger, T of the target.

    Attributes
    ----------
    threat : array of bool, shape (M, 1)
        Whether a move is a threat, which can be carried out or not when it is resisted.
    restraint : array, shape (C, N)
        What the challenger has if it does nothing.
    yielded, stood_down, fought : array, shape (M, C, N)
        What it has after each move if the target yields, if it stands down itself, and if it comes to a fight.
    target_yielded, target_kept, target_fought : array, shape (M, T, N)
        The same for the target: what it has if it yields, if the challenger stands down, and if it comes to a fight.
    belief_in_challenger : array, shape (C, N)
        Chance of each type of the challenger in the eyes of the target.
    belief_in_target : array, shape (T, N)
        Chance of each type of the target in the eyes of the challenger.
    """

    threat: BoolArray
    restraint: FloatArray
    yielded: FloatArray
    stood_down: FloatArray
    fought: FloatArray
    target_yielded: FloatArray
    target_kept: FloatArray
    target_fought: FloatArray
    belief_in_challenger: FloatArray
    belief_in_target: FloatArray


class Solution(NamedTuple):
    """How a crisis is played.

    Attributes
    ----------
    fights : array, shape (M, C, N)
        Chance that each type of the challenger fights when its move is resisted; 1 where the move is not a threat.
    feared : array, shape (M, N)
        The same in the eyes of the target, after it has read the move.
    yields : array, shape (M, T, N)
        Chance that each type of the target yields.
    expected : array, shape (M, N)
        The same in the eyes of the challenger.
    worth : array, shape (M + 1, C, N)
        What restraint, in row 0, and each move is worth to each type of the challenger.
    chances : array, shape (M + 1, C, N)
        Chance that each type of the challenger makes each move.
    """

    fights: FloatArray
    feared: FloatArray
    yields: FloatArray
    expected: FloatArray
    worth: FloatArray
    chances: FloatArray


def solve(game: Game, precision: Number, target_precision: Number, rounds: Number) -> Solution:
    """Play a crisis in thought.

    Parameters
    ----------
    game : Game
    precision, target_precision : number
        Lambda of the challenger and of the target.
    rounds : whole number, 1 or more
        Rounds of inference; where many of them settle, it is in a logit equilibrium (McKelvey and Palfrey 1998).

    Returns
    -------
    Solution
    """
    fights = np.where(game.threat[:, None], logistic(precision * (game.fought - game.stood_down)), 1.0)
    resisted = fights * game.fought + (1.0 - fights) * np.where(game.threat[:, None], game.stood_down, 0.0)
    read: FloatArray = np.ones((1, 1, 1))
    for played in range(1, int(np.max(rounds)) + 1):
        feared = _feared(game, fights, read)
        yields = _yields(game, feared, target_precision)
        expected = added(game.belief_in_target * yields, 1)
        worth = np.concatenate(
            [game.restraint[None], expected[:, None] * game.yielded + (1.0 - expected[:, None]) * resisted]
        )
        chances = _logit(worth, precision)
        # The first round replaces what was thought before; later ones are averaged with it, so that most games settle.
        share = 2.0 / (played + 1.0) * (played < np.asarray(rounds))
        read = (1.0 - share) * read + share * chances[1:]
    return Solution(fights, feared, yields, expected, worth, chances)


def _feared(game: Game, fights: FloatArray, read: FloatArray) -> FloatArray:
    """Chance that the challenger fights, as the target sees it after the move; by the prior, if no type would make it."""
    seen = game.belief_in_challenger * read
    total = added(seen, 1)
    read_from = np.maximum(total, np.finfo(float).tiny)
    prior = added(game.belief_in_challenger * fights, 1)
    return unit(np.where(total > 0.0, added(seen * fights, 1) / read_from, prior))


def _yields(game: Game, feared: FloatArray, precision: Number) -> FloatArray:
    """Chance that each type of the target yields."""
    resists = feared[:, None] * game.target_fought + (1.0 - feared[:, None]) * game.target_kept
    return logistic(precision * (game.target_yielded - resists))


def _logit(worth: FloatArray, precision: Number) -> FloatArray:
    """Chances in proportion to exp(lambda times worth), over the first axis."""
    parts = np.exp(precision * (worth - worth.max(axis=0)))
    return np.asarray(parts / parts.sum(axis=0))
