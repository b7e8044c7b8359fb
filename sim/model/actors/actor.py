"""What all seven actors have in common: interests, a menu, and choice by quantal response."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import mesa
import numpy as np
from numpy.typing import NDArray

from sim.model.actors.decision import Decision
from sim.model.mechanisms import quantal_response
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.outlook.situation import Situation
from sim.model.world.values import Branch
from sim.parameters.vocabulary import INTERESTS

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel

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
        self._parts: dict[tuple[str, ...], tuple[Menu, NDArray[np.int8]]] = {}

    def __len__(self) -> int:
        return len(self.actions)

    def only(self, names: tuple[str, ...]) -> tuple[Menu, NDArray[np.int8]]:
        """The menu of the named actions alone, and the row in this menu of each of them."""
        if names not in self._parts:
            part = self if names == self.names else Menu(*(a for a in self.actions if a.name in names))
            self._parts[names] = part, np.array([self.row[name] for name in part.names], dtype=np.int8)
        return self._parts[names]


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
        # Mesa's own start counts the agents of every model in a table of the whole program, which keeps each model
        # alive for good (mesa#3179). So the model counts its actors, and registers them as Mesa does.
        self.model = self.negotiation = model
        self.unique_id = len(model.agents) + 1
        self.pos = None
        model.register_agent(self)

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

    def move(self, situation: Situation, decision: str) -> NDArray[np.int8]:
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
    ) -> NDArray[np.int8]:
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
        closed, reasons = self._closed(menu, obstacles)
        offer = Offer.of(menu, closed)
        utility, kept_terms = self._utility(offer.menu, terms)
        unlike = model.values.mechanisms.quantal_response.dissimilarity
        weights = quantal_response.weights(utility, offer.closed, offer.menu.families, self.own.precision, unlike)
        chosen = offer.rows_of(quantal_response.choose(weights, model.draw(decision)))
        self._last = offer, utility
        if model.recorder is not None:
            available = _available(menu, closed, model.worlds.size)
            chances = offer.chances(weights, model.worlds.size)
            taken = Decision.taken(self, menu, decision, chosen, chances, available, kept_terms, reasons)
            if taken is not None:
                model.recorder.note(taken)
        return chosen

    def regret_of(self, action: str, where: NDArray[np.intp]) -> FloatArray:
        """How far an action fell short of the best open one in the last decision, for the worlds in the places `where`."""
        offer, utility = self._last
        rows = [np.broadcast_to(worth, (self.negotiation.worlds.size,))[where] for worth in utility]
        for row, is_closed in offer.closed.items():
            rows[row] = np.where(is_closed[where], -np.inf, rows[row])
        short: FloatArray = np.max(rows, axis=0) - rows[offer.menu.row[action]]
        return short

    def alone(self, action: str, where: NDArray[np.intp]) -> BoolArray:
        """Whether no other action was open in the last decision, for the worlds in the places `where`."""
        offer, _ = self._last
        is_alone = np.ones(len(where), dtype=bool)
        for row, name in enumerate(offer.menu.names):
            if name != action:
                is_alone &= offer.closed[row][where] if row in offer.closed else False
        return is_alone

    def _closed(self, menu: Menu, obstacles: Iterable[Obstacle]) -> tuple[dict[str, BoolArray], dict[str, str]]:
        """Where actions are closed, after obstacles and bindings, and the reasons; what is open everywhere is left out."""
        model = self.negotiation
        closed: dict[str, BoolArray] = {}
        reasons: dict[str, str] = {}
        for action, is_open, why in obstacles:
            reasons.setdefault(action, why)
            if not is_open.all():
                closed[action] = closed[action] | ~is_open if action in closed else ~is_open
        if model.bindings.concern(self.key):
            available = _available(menu, closed, model.worlds.size)
            model.bindings.apply(self.key, menu, available, model)
            closed = {name: ~row for name, row in zip(menu.names, available, strict=True) if not row.all()}
        return closed, reasons

    def _utility(
        self, menu: Menu, terms: Iterable[Term]
    ) -> tuple[list[Number], list[tuple[str, str, str, FloatArray]]]:
        """Weighted sum of the terms of each action; the terms themselves are kept only if somebody records."""
        own = self.own.weights
        weights = {name: getattr(own, name) for name in INTERESTS}
        utility: list[Any] = [None] * len(menu)
        kept: list[tuple[str, str, str, FloatArray]] = []
        recording = self.negotiation.recorder is not None
        for action, interest, reason, value in terms:
            row = menu.row.get(action)
            if row is None:
                continue
            weight = weights[interest]
            weighted = value if isinstance(weight, float) and weight == 1.0 else weight * value
            utility[row] = weighted if utility[row] is None else utility[row] + weighted
            if recording:
                kept.append(
                    (action, interest, reason, np.broadcast_to(weighted, (self.negotiation.worlds.size,)).copy())
                )
        return [0.0 if worth is None else worth for worth in utility], kept


@dataclass(frozen=True)
class Offer:
    """What a menu offers in the worlds at hand: the actions that are open in some of them.

    Attributes
    ----------
    menu : Menu
        Those actions alone.
    places : array of int
        Their rows in the whole menu, which has `size` rows.
    size : int
    closed : dict of int to array of bool, shape (N,)
        Where they are closed, by row of `menu`; what is open everywhere is left out.
    """

    menu: Menu
    places: NDArray[np.int8]
    size: int
    closed: dict[int, BoolArray]

    @classmethod
    def of(cls, whole: Menu, closed: Mapping[str, BoolArray]) -> Offer:
        """The offer of a menu; if nothing at all is open, everything stands on it, closed."""
        names = tuple(name for name in whole.names if name not in closed or not closed[name].all())
        menu, places = whole.only(names or whole.names)
        return cls(menu, places, len(whole), {menu.row[n]: shut for n, shut in closed.items() if n in menu.row})

    def rows_of(self, chosen: NDArray[np.int8]) -> NDArray[np.int8]:
        """Rows in the whole menu of what was chosen from the offer."""
        return chosen if len(self.menu) == self.size else self.places[chosen]

    def chances(self, weights: Sequence[FloatArray], worlds: int) -> FloatArray:
        """Probability of every action of the whole menu, shape (size, worlds)."""
        parts = np.zeros((self.size, worlds))
        for place, weight in zip(self.places, weights, strict=True):
            parts[place] = weight
        return quantal_response.shares_of(parts)


def _available(menu: Menu, closed: Mapping[str, BoolArray], worlds: int) -> BoolArray:
    """Whether each action can be taken, shape (actions, worlds)."""
    available = np.ones((len(menu), worlds), dtype=bool)
    for name, is_closed in closed.items():
        available[menu.row[name]] = ~is_closed
    return available


def did(menu: Menu, chosen: NDArray[np.int8], names: str | Sequence[str]) -> BoolArray:
    """Where one of the named actions was chosen, shape (N,)."""
    wanted = [names] if isinstance(names, str) else names
    result = chosen == menu.row[wanted[0]]
    for name in wanted[1:]:
        result = result | (chosen == menu.row[name])
    return result
