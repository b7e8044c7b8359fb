"""Menus: the actions among which an actor chooses at one point of the calendar, and what of them is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms import quantal_response
from sim.model.mechanisms.arrays import BoolArray, FloatArray
from sim.model.world.view import View
from sim.parameters.actions import Action
from sim.parameters.openings import Opening


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

    def closed(self, view: View, also: Mapping[str, Sequence[Opening]]) -> tuple[dict[str, BoolArray], dict[str, str]]:
        """Where actions are closed, and why; what is open everywhere is left out.

        Parameters
        ----------
        view : View
        also : mapping of str to sequence of Opening
            Openings of this decision alone, by action.

        Returns
        -------
        closed : dict of str to array of bool, shape (N,)
        reasons : dict of str to str
        """
        closed: dict[str, BoolArray] = {}
        reasons: dict[str, str] = {}
        known: dict[int, BoolArray | None] = {}
        for action in self.actions:
            for opening in (*action.opens, *also.get(action.name, ())):
                reasons.setdefault(action.name, opening.otherwise)
                if id(opening) not in known:
                    is_open = opening.where(view)
                    known[id(opening)] = None if is_open.all() else ~is_open
                shut = known[id(opening)]
                if shut is not None:
                    closed[action.name] = closed[action.name] | shut if action.name in closed else shut
        return closed, reasons

    def available(self, closed: Mapping[str, BoolArray], worlds: int) -> BoolArray:
        """Whether each action can be taken, shape (actions, worlds)."""
        available = np.ones((len(self), worlds), dtype=bool)
        for name, shut in closed.items():
            available[self.row[name]] = ~shut
        return available

    def did(self, chosen: NDArray[np.int8], *names: str) -> BoolArray:
        """Where one of the named actions was chosen, shape (N,)."""
        result: BoolArray = chosen == self.row[names[0]]
        for name in names[1:]:
            result = result | (chosen == self.row[name])
        return result


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
