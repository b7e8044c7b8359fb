"""What all seven actors have in common: interests, a menu, and choice by quantal response."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

import numpy as np

from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu, Offer
from sim.model.actors.motives import EFFORT
from sim.model.mechanisms import quantal_response
from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.values import Branch
from sim.model.world.view import View
from sim.parameters.actions import go_together
from sim.parameters.openings import Opening
from sim.parameters.vocabulary import ACTOR_NAMES, INTERESTS

BESIDE_NOTHING = "it does not go together with the move of the quarter"


def _among(where: BoolArray, view: View) -> BoolArray:
    """Where something holds, of the worlds at hand."""
    among: BoolArray = where[view.places]
    return among


class Actor:
    """One of the seven actors, acting in all worlds of a view at once; it has no memory of its own."""

    key: ClassVar[str]
    menu: ClassVar[Menu]
    beside: ClassVar[Menu | None] = None
    """What it can do beside another move of the quarter, if there is anything that goes together."""

    @property
    def label(self) -> str:
        """The actor as a sentence names it."""
        return ACTOR_NAMES[self.key]

    def own(self, view: View) -> Branch:
        """The actor's own parameters."""
        branch: Branch = getattr(view.values.actors, self.key)
        return branch

    def terms(self, view: View) -> Iterable[Term]:
        """What each action would bring, motive by motive; an action without terms brings nothing."""
        raise NotImplementedError(f"{type(self).__name__} has no interests")

    def move(self, view: View, decision: str) -> Decision:
        """Choose from the menu in every world.

        Parameters
        ----------
        view : View
        decision : str
            Name of the decision, which addresses its draw.
        """
        return self.decide(view, self.menu, self.terms, decision)

    def decide(
        self,
        view: View,
        menu: Menu,
        terms: Callable[[View], Iterable[Term]],
        decision: str,
        also: Mapping[str, Sequence[Opening]] | None = None,
    ) -> Decision:
        """Choose by nested logit quantal response from any menu, after bindings and what closes an action.

        Parameters
        ----------
        view : View
        menu : Menu
        terms : callable
            What each action would bring in the worlds of a view.
        decision : str
        also : mapping of str to sequence of Opening, optional
            Openings of this decision alone, by action.
        """
        weighted = partial(self._weighted, menu, terms)
        return self._chosen(view, menu, weighted, decision, self.own(view).precision, view.draw(decision), also or {})

    def with_another(self, view: View, first: Decision) -> list[Decision]:
        """A move, and where another one goes with it the choice whether to make that too (see `GO_TOGETHER`).

        Parameters
        ----------
        view : View
            The worlds at hand; the first move may have been made in a part of them.
        first : Decision
        """
        if self.beside is None:
            return [first]
        beside = {name: self._goes_with(view, first, name) for name in self.beside.names[1:]}
        part = view.only(np.logical_or.reduce(list(beside.values())))
        if not part.size:
            return [first]
        opens = {name: (Opening(partial(_among, where), BESIDE_NOTHING),) for name, where in beside.items()}
        return [first, self.decide(part, self.beside, self._second, f"beside_{self.key}", opens)]

    def _goes_with(self, view: View, first: Decision, name: str) -> BoolArray:
        """Where an action goes together with the one that was chosen first."""
        partners = [other for other in self.menu.names if go_together(self.key, name, other)]
        where = np.zeros(view.size, dtype=bool)
        where[first.view.places if first.view.size < view.size else slice(None)] = first.did(*partners)
        return where

    def _second(self, view: View) -> Iterable[Term]:
        """What a move beside another would bring: the same as alone, but it costs more effort."""
        dearer = view.values.mechanisms.quantal_response.second_effort
        for action, motive, value in self.terms(view):
            yield action, motive, value * dearer if motive is EFFORT else value

    def settle(self, view: View, menu: Menu, terms: Callable[[View], Iterable[Term]], decision: str) -> Decision:
        """Choose where much is at stake: with the precision of such choices, and an error that lasts.

        The terms carry the weights of the interests already: they come from `sim.model.actors.stakes`.

        Parameters
        ----------
        view, menu, terms, decision
            As in `decide`.
        """
        precision = view.values.mechanisms.quantal_response.precision
        return self._chosen(view, menu, terms, decision, precision, view.lasting(decision), {})

    def _chosen(
        self,
        view: View,
        menu: Menu,
        terms: Callable[[View], Iterable[Term]],
        decision: str,
        precision: Number,
        draw: FloatArray,
        also: Mapping[str, Sequence[Opening]],
    ) -> Decision:
        """Choose by nested logit among what is open, with a given precision and draw."""
        shut, reasons = self._closed(view, menu, also)
        offer = Offer.of(menu, shut)

        def reckon() -> list[Term]:
            return [term for term in terms(view) if term[0] in offer.menu.row]

        utility = self._utility(offer.menu, reckon())
        unlike = view.values.mechanisms.quantal_response.dissimilarity
        weights = quantal_response.weights(utility, offer.closed, offer.menu.families, precision, unlike)
        chosen = offer.rows_of(quantal_response.choose(weights, draw))
        return Decision(
            self.key,
            self.label,
            menu,
            decision,
            view,
            chosen,
            utility,
            reasons,
            offer,
            weights,
            shut,
            reckon,
            precision,
        )

    def _closed(
        self, view: View, menu: Menu, also: Mapping[str, Sequence[Opening]]
    ) -> tuple[dict[str, BoolArray], dict[str, str]]:
        """Where actions are closed, after what closes them and bindings, and the reasons."""
        closed, reasons = menu.closed(view, also)
        if view.commitments.concern(self.key):
            available = menu.available(closed, view.size)
            view.commitments.apply(self.key, menu.row, available, view)
            closed = {name: ~row for name, row in zip(menu.names, available, strict=True) if not row.all()}
        return closed, reasons

    def _weighted(self, menu: Menu, terms: Callable[[View], Iterable[Term]], view: View) -> Iterator[Term]:
        """The terms of the actions on a menu, times the weight of the interest that they touch."""
        own = self.own(view).weights
        weights = {name: getattr(own, name) for name in INTERESTS}
        for action, motive, value in terms(view):
            if action in menu.row:
                weight = weights[motive.interest]
                yield action, motive, value if isinstance(weight, float) and weight == 1.0 else weight * value

    def _utility(self, menu: Menu, terms: Iterable[Term]) -> list[Number]:
        """Sum of the terms of each action."""
        utility: list[Any] = [None] * len(menu)
        for action, _, value in terms:
            row = menu.row[action]
            utility[row] = value if utility[row] is None else utility[row] + value
        return [0.0 if worth is None else worth for worth in utility]
