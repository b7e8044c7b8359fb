"""What all seven actors have in common: interests, a menu, and choice by quantal response."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.knowledge.vocabulary import INTERESTS
from sim.mechanisms import quantal_response
from sim.mechanisms.arrays import BoolArray, FloatArray
from sim.situation import Situation
from sim.values import Branch

if TYPE_CHECKING:
    from sim.model import NegotiationModel

Term: TypeAlias = tuple[str, str, str, Any]
"""One reason for or against an action: the action, the interest it touches, the reason, and its value in units of the prize."""

Obstacle: TypeAlias = tuple[str, BoolArray, str]
"""An action that is open only in some worlds: the action, where it is open, and why it is not open elsewhere."""

@dataclass(frozen=True)
class Action:
    """One entry of a menu.

    Attributes
    ----------
    name : str
        Its name in the closed vocabulary.
    family : str
        The family that choice goes to first.
    words : str
        The action as a sentence says it, without its subject.
    """

    name: str
    family: str
    words: str


class Menu:
    """The actions among which an actor chooses at one point of the calendar."""

    def __init__(self, *actions: Action) -> None:
        self.actions = actions
        self.names = tuple(action.name for action in actions)
        self.row = {name: row for row, name in enumerate(self.names)}
        families = dict.fromkeys(action.family for action in actions)
        self.families = [[r for r, action in enumerate(actions) if action.family == f] for f in families]

    def __len__(self) -> int:
        return len(self.actions)


class Actor(mesa.Agent):
    """One of the seven actors, acting in all worlds of a block at once.

    Parameters
    ----------
    model : NegotiationModel
        The model that holds the worlds.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    menu: ClassVar[Menu]

    def __init__(self, model: NegotiationModel) -> None:
        super().__init__(model)
        self.negotiation = model
        self.utility: FloatArray = np.zeros((0, model.worlds.size))
        self.available: BoolArray = np.zeros((0, model.worlds.size), dtype=bool)

    @property
    def own(self) -> Branch:
        """The actor's own parameters."""
        branch: Branch = getattr(self.negotiation.values.actors, self.key)
        return branch

    def terms(self, situation: Situation) -> Iterable[Term]:
        """What each action would bring, reason by reason; an action without terms brings nothing."""
        raise NotImplementedError(f"{type(self).__name__} has no interests")

    def obstacles(self, situation: Situation) -> Iterable[Obstacle]:
        """Where actions are not open, and why."""
        return ()

    def move(self, situation: Situation, decision: str) -> NDArray[np.intp]:
        """Choose from the menu in every world.

        Parameters
        ----------
        situation : Situation
        decision : str
            Name of the decision, which addresses its draw.

        Returns
        -------
        array of int, shape (N,)
            Row of the chosen action in the menu.
        """
        return self.decide(self.menu, self.terms(situation), self.obstacles(situation), decision)

    def decide(
        self, menu: Menu, terms: Iterable[Term], obstacles: Iterable[Obstacle], decision: str
    ) -> NDArray[np.intp]:
        """Choose by nested logit quantal response from any menu, after bindings and obstacles.

        A decision that only some worlds face is taken within `NegotiationModel.focus`; N is then their number.

        Parameters
        ----------
        menu : Menu
        terms : iterable of Term
        obstacles : iterable of Obstacle
        decision : str

        Returns
        -------
        array of int, shape (N,)
        """
        model = self.negotiation
        size = model.worlds.size
        self.utility, kept_terms = self._utility(menu, terms, size)
        available = np.ones((len(menu), size), dtype=bool)
        reasons: dict[str, str] = {}
        for action, is_open, why in obstacles:
            available[menu.row[action]] &= is_open
            reasons.setdefault(action, why)
        model.bindings.apply(self.key, menu, available, model)
        self.available = available
        dissimilarity = model.values.mechanisms.quantal_response.dissimilarity
        chances = quantal_response.probabilities(
            self.utility, available, menu.families, self.own.precision, dissimilarity
        )
        chosen = quantal_response.choose(chances, model.draw(decision))
        if model.recorder is not None:
            model.recorder.note(self, menu, decision, chosen, chances, available, kept_terms, reasons)
        return chosen

    def regret_of(self, action: str) -> FloatArray:
        """How far an action fell short of the best open one in the last decision from the menu, shape (N,)."""
        best = np.where(self.available, self.utility, -np.inf).max(axis=0)
        short: FloatArray = best - self.utility[self.menu.row[action]]
        return short

    def _utility(
        self, menu: Menu, terms: Iterable[Term], size: int
    ) -> tuple[FloatArray, list[tuple[str, str, str, FloatArray]]]:
        """Weighted sum of the terms of each action; the terms themselves are kept only if somebody records."""
        weights = {name: getattr(self.own.weights, name) for name in INTERESTS}
        utility = np.zeros((len(menu), size))
        kept: list[tuple[str, str, str, FloatArray]] = []
        recording = self.negotiation.recorder is not None
        for action, interest, reason, value in terms:
            row = menu.row.get(action)
            if row is None:
                continue
            weight = weights[interest]
            weighted = value if isinstance(weight, float) and weight == 1.0 else weight * value
            utility[row] += weighted
            if recording:
                kept.append((action, interest, reason, np.broadcast_to(weighted, (size,)).copy()))
        return utility, kept


def did(menu: Menu, chosen: NDArray[np.intp], names: str | Sequence[str]) -> BoolArray:
    """Where one of the named actions was chosen, shape (N,)."""
    wanted = [names] if isinstance(names, str) else names
    result = chosen == menu.row[wanted[0]]
    for name in wanted[1:]:
        result = result | (chosen == menu.row[name])
    return result
