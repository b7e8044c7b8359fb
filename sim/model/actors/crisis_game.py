"""The crisis game as the two rivals play it: what each move brings to either, reason by reason.

Either rival can be the challenger. Payoffs are differences from the challenger's restraint, in units of the prize, for all
types at once; the game that is solved and the reasons that are told are made of the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sim.model.actors import stakes
from sim.model.actors.decision import Term
from sim.model.actors.motives import Motive
from sim.model.mechanisms import crisis
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.state import stretch
from sim.model.world.view import Part, View, gathered


class Payoff(NamedTuple):
    """What one reason is worth after a move: if the other yields, if a threat is not carried out, if it comes to a fight.

    Each is a number or an array that broadcasts to (types, N).
    """

    motive: Motive
    yielded: Number
    stood_down: Number
    fought: Number


Payoffs = Sequence[Payoff]


@dataclass(frozen=True)
class Move:
    """A move of the challenger: what it brings to either side.

    Attributes
    ----------
    name : str
    threat : bool
        Whether it can be carried out or not when it is resisted.
    size : array, shape (N,)
        Share of the prize that it asks for or takes.
    challenger, target : sequence of Payoff
    """

    name: str
    threat: bool
    size: FloatArray
    challenger: Payoffs
    target: Payoffs


@dataclass(frozen=True)
class Crisis:
    """A crisis in the worlds of a view, solved.

    Attributes
    ----------
    view : View
    moves : tuple of Move
    game : Game
    solution : Solution
    challenger, target : array of int, shape (N,)
        The real types.
    """

    view: View
    moves: tuple[Move, ...]
    game: crisis.Game
    solution: crisis.Solution
    challenger: NDArray[np.int64]
    target: NDArray[np.int64]

    def only(self, where: BoolArray) -> Crisis:
        """The crisis in some of the worlds; what of it is asked for is gathered when it is."""
        view, size = self.view.only(where), self.view.size
        if view.size == size:
            return self
        rows = stretch(view.places)
        kinds = (gathered(kind, rows, size) for kind in (self.challenger, self.target))
        moves = tuple(cast(Move, Part(move, rows, size)) for move in self.moves)
        game, solution = Part(self.game, rows, size), Part(self.solution, rows, size)
        return Crisis(view, moves, cast(crisis.Game, game), cast(crisis.Solution, solution), *kinds)

    def row(self, move: str) -> int:
        """The row of a move."""
        return [m.name for m in self.moves].index(move)

    def move_terms(self, view: View) -> Iterator[Term]:
        """What each move is worth to the challenger as it is, answers being foreseen."""
        for row, move in enumerate(self.moves):
            to_yield = self.solution.expected[row]
            fights = stakes.own_type(self.solution.fights[row], self.challenger)
            for motive, *ends in move.challenger:
                yielded, stood, fought = (self._own(end, self.challenger) for end in ends)
                resisted = fights * fought + (1.0 - fights) * stood if move.threat else fought
                yield move.name, motive, to_yield * yielded + (1.0 - to_yield) * resisted

    def answer_terms(self, move: str, view: View) -> Iterator[Term]:
        """What yielding and resisting are worth to the target as it is."""
        row = self.row(move)
        for motive, *ends in self.moves[row].target:
            yielded, stood, fought = (self._own(end, self.target) for end in ends)
            feared = self.solution.feared[row]
            yield "yield", motive, yielded
            yield "resist", motive, feared * fought + (1.0 - feared) * stood

    def carry_out_terms(self, move: str, view: View) -> Iterator[Term]:
        """What fighting and standing down are worth to the challenger as it is."""
        for motive, _, stood, fought in self.moves[self.row(move)].challenger:
            yield "carry_out", motive, self._own(fought, self.challenger)
            yield "stand_down", motive, self._own(stood, self.challenger)

    def _own(self, value: Number, kind: NDArray[np.int64]) -> Number:
        """The value of each world's own type, shape (N,), or a number that all share."""
        if isinstance(value, float | int):
            return value
        return stakes.own_type(np.atleast_2d(value), kind)


def played(
    view: View,
    moves: Sequence[Move],
    restraint: FloatArray,
    beliefs: tuple[FloatArray, FloatArray],
    kinds: tuple[NDArray[np.int64], NDArray[np.int64]],
    precision: tuple[Number, Number],
) -> Crisis:
    """Solve a crisis.

    Parameters
    ----------
    view : View
    moves : sequence of Move
    restraint : array, shape (types, N)
        What restraint is worth to the challenger beyond 0; 0 but after an incident.
    beliefs : tuple of array
        The target's belief in the challenger's types, and the challenger's in the target's.
    kinds : tuple of array of int
        The real types of both.
    precision : tuple of number
        Lambda of both.
    """
    shape = (len(beliefs[0]), view.size)
    other = (len(beliefs[1]), view.size)

    def total(payoffs: Payoffs, end: int, like: tuple[int, int]) -> FloatArray:
        whole: FloatArray = np.zeros(like)
        for payoff in payoffs:
            whole += np.asarray(payoff[end])
        return whole

    game = crisis.Game(
        threat=np.array([[move.threat] for move in moves]),
        restraint=np.broadcast_to(restraint, shape),
        yielded=np.stack([total(move.challenger, 1, shape) for move in moves]),
        stood_down=np.stack([total(move.challenger, 2, shape) for move in moves]),
        fought=np.stack([total(move.challenger, 3, shape) for move in moves]),
        target_yielded=np.stack([total(move.target, 1, other) for move in moves]),
        target_kept=np.stack([total(move.target, 2, other) for move in moves]),
        target_fought=np.stack([total(move.target, 3, other) for move in moves]),
        belief_in_challenger=beliefs[0],
        belief_in_target=beliefs[1],
    )
    rounds = view.values.mechanisms.quantal_response.rounds
    return Crisis(view, tuple(moves), game, crisis.solve(game, *precision, rounds), *kinds)
