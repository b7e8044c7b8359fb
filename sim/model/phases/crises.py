"""A crisis as it is played: who moves, who yields, what is carried out, and what both sides learn of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.model.actors import challenge, revision
from sim.model.actors.all import ARMENIA, AZERBAIJAN
from sim.model.actors.crisis_game import Crisis
from sim.model.actors.decision import Decision
from sim.model.mechanisms import quantal_response, reputation
from sim.model.mechanisms.arrays import BoolArray, FloatArray, logistic
from sim.model.world.view import View


@dataclass(frozen=True)
class Roles:
    """Who challenges whom, and where what is believed of them is kept."""

    challenger: str
    target: str
    moves: tuple[str, ...]
    threats: tuple[str, ...]
    crisis_of: Callable[..., Crisis]

    @property
    def beliefs(self) -> tuple[str, str]:
        """The quantities that hold what is believed of the challenger and of the target."""
        return f"belief_{self.challenger}", f"belief_{self.target}"


RIVALS = {"armenia": ARMENIA, "azerbaijan": AZERBAIJAN}
CHALLENGE = Roles("azerbaijan", "armenia", challenge.MOVES, challenge.THREATS, challenge.crisis_of)
REVISION = Roles("armenia", "azerbaijan", revision.MOVES, revision.THREATS, revision.crisis_of)


@dataclass
class Episode:
    """What happened in the crises of a quarter; arrays of shape (N,), nothing where there was none.

    Attributes
    ----------
    moves : dict of str to array of bool
        Where the challenger made each move.
    yielded, stood_down, fought : array of bool
        Where the target yielded, where a threat was not carried out, and where it came to a fight.
    size : array
        Share of the prize that was asked for.
    short : array
        How far what the challenger chose fell short of its best choice.
    bound : array of bool
        Where bindings left it nothing else.
    crisis : Crisis or None
        The crises, as they were solved.
    where : array of bool
        The worlds in which there was one.
    learned : dict of str to array
        What the rivals believe of each other afterwards, in the worlds of the crises.
    """

    moves: dict[str, BoolArray]
    yielded: BoolArray
    stood_down: BoolArray
    fought: BoolArray
    size: FloatArray
    short: FloatArray
    bound: BoolArray
    crisis: Crisis | None
    where: BoolArray
    learned: dict[str, FloatArray] = field(default_factory=dict)

    @classmethod
    def nothing(cls, size: int, moves: tuple[str, ...], where: BoolArray) -> Episode:
        """A quarter in which nothing has happened yet."""

        def nowhere() -> BoolArray:
            return np.zeros(size, dtype=bool)

        return cls(
            moves={name: nowhere() for name in moves},
            yielded=nowhere(),
            stood_down=nowhere(),
            fought=nowhere(),
            size=np.zeros(size),
            short=np.zeros(size),
            bound=nowhere(),
            crisis=None,
            where=where,
        )

    @property
    def moved(self) -> BoolArray:
        """Where any move was made."""
        return np.logical_or.reduce(list(self.moves.values()))


def play(view: View, roles: Roles, where: BoolArray) -> Episode:
    """Play the crises that are open in some worlds.

    Parameters
    ----------
    view : View
    roles : Roles
    where : array of bool, shape (N,)

    Returns
    -------
    Episode
    """
    episode = Episode.nothing(view.size, roles.moves, where)
    if not where.any():
        return episode
    part = view.only(where)
    crisis = episode.crisis = roles.crisis_of(part)
    decision = view.noted(RIVALS[roles.challenger].challenge(crisis))
    own, others = crisis.game.belief_in_challenger.copy(), crisis.game.belief_in_target.copy()
    learning = part.values.mechanisms.reputation.learning
    made = crisis.solution.chances[decision.chosen, :, np.arange(part.size)].T
    own = reputation.updated(own, made, learning)
    for row, name in enumerate(roles.moves):
        took = decision.did(name)
        if took.any():
            places = part.places[took]
            episode.moves[name][places] = True
            episode.size[places] = crisis.moves[row].size[took]
            attacks = np.flatnonzero(took)
            episode.short[places] = decision.regret_of(name, attacks)
            episode.bound[places] = decision.alone(name, attacks)
            _answer(view, roles, episode, crisis, name, took, (own, others))
    episode.learned = dict(zip(roles.beliefs, (own, others), strict=True))
    return episode


def learn(view: View, episode: Episode) -> None:
    """Let both rivals believe of each other what the crises have shown."""
    if episode.crisis is not None:
        view.worlds.set_in(episode.crisis.view.places, **episode.learned)


def _answer(
    view: View,
    roles: Roles,
    episode: Episode,
    crisis: Crisis,
    name: str,
    took: BoolArray,
    beliefs: tuple[FloatArray, FloatArray],
) -> None:
    """The target answers a move; a threat that it resists is carried out or not; both learn."""
    places = crisis.view.places
    answered = crisis.only(took)
    row, rows = crisis.row(name), np.flatnonzero(took)
    yields = view.noted(RIVALS[roles.target].answer(answered.view, answered, name)).did("yield")
    _learn(
        crisis, beliefs[1], rows, np.where(yields, answered.solution.yields[row], 1.0 - answered.solution.yields[row])
    )
    episode.yielded[places[rows[yields]]] = True
    resisted = rows[~yields]
    if name not in roles.threats:
        episode.fought[places[resisted]] = True
        return
    if not len(resisted):
        return
    standing = crisis.only(_mask(resisted, crisis.view.size))
    decision: Decision = view.noted(RIVALS[roles.challenger].follow(standing.view, standing, name))
    fights = decision.did("carry_out")
    chance = standing.solution.fights[row]
    _learn(crisis, beliefs[0], resisted, np.where(fights, chance, 1.0 - chance))
    episode.fought[places[resisted[fights]]] = True
    episode.bound[places[resisted[fights]]] &= decision.alone("carry_out", np.flatnonzero(fights))
    episode.stood_down[places[resisted[~fights]]] = True
    if fights.any():
        short = decision.regret_of("carry_out", np.flatnonzero(fights))
        episode.short[places[resisted[fights]]] = np.maximum(episode.short[places[resisted[fights]]], short)


def _mask(rows: NDArray[np.intp], size: int) -> BoolArray:
    """Places as an array of bool."""
    mask = np.zeros(size, dtype=bool)
    mask[rows] = True
    return mask


def _learn(crisis: Crisis, belief: FloatArray, rows: NDArray[np.intp], chance: FloatArray) -> None:
    """What an act shows of a side's type, in place."""
    weight = np.asarray(crisis.view.values.mechanisms.reputation.learning)
    if weight.ndim:
        weight = weight[rows]
    belief[:, rows] = reputation.updated(belief[:, rows], chance, weight)


def would_fight(view: View, roles: Roles, crisis: Crisis, certain: bool = False) -> BoolArray:
    """Whether a crisis that is solved otherwise would, with the same draws, have ended in a fight too, shape (N,).

    Parameters
    ----------
    view : View
        The worlds of the crisis.
    roles : Roles
    crisis : Crisis
    certain : bool
        Whether the target had been sure that a threat would be carried out.
    """
    places = np.arange(view.size)
    chances = np.stack([_own(row, crisis.challenger) for row in crisis.solution.chances])
    chosen = quantal_response.choose(chances, view.lasting(f"challenge_{roles.challenger}"))
    row = np.maximum(chosen - 1, 0)
    yields = crisis.solution.yields[row, crisis.target, places] if not certain else _if_sure(crisis, view)[row, places]
    yielded = view.lasting(f"answer_{roles.target}") < yields
    fights = view.lasting(f"carry_out_{roles.challenger}") < crisis.solution.fights[row, crisis.challenger, places]
    fought: BoolArray = (chosen > 0) & ~yielded & fights
    return fought


def _own(values: FloatArray, kind: NDArray[np.int64]) -> FloatArray:
    own: FloatArray = values[kind, np.arange(len(kind))]
    return own


def _if_sure(crisis: Crisis, view: View) -> FloatArray:
    """Chance that the target as it is would yield if it were sure of a fight, shape (moves, N)."""
    game, precision = crisis.game, view.values.mechanisms.quantal_response.precision
    chance = logistic(precision * (game.target_yielded - game.target_fought))
    return np.stack([_own(np.broadcast_to(row, (row.shape[0], view.size)), crisis.target) for row in chance])
