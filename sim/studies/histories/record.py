"""The record of a history: who decided what, with which probability, and for which reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from sim.model.actors.decision import Decision
from sim.model.actors.motives import Motive
from sim.model.world.state import Worlds
from sim.model.world.view import View
from sim.parameters.actions import Action
from sim.studies.histories.involvement import Involvement, involvements
from sim.studies.histories.reasons import Reason


class Alternative(NamedTuple):
    """The open action that an actor's own reckoning rated highest.

    Attributes
    ----------
    action, words : str
        The action, as its key and in words.
    chance : float
        Probability with which it would have been chosen.
    gain : float
        How much better it was rated than the action that was chosen, in units of the prize.
    """

    action: str
    words: str
    chance: float
    gain: float


@dataclass(frozen=True)
class Move:
    """One decision of one actor in one quarter.

    Attributes
    ----------
    actor, label, decision : str
        Key and name of the actor; name of the decision.
    action, words : str
        The chosen action, as its key and in words.
    chance : float
        Probability with which it was chosen.
    chances : dict of str to float
        Probability of every action of the menu.
    reasons : tuple of Reason
        Terms of the chosen action, largest first.
    closed : dict of str to str
        Actions that were not open, and why.
    better : Alternative or None
        The action that the actor itself rated above the chosen one, if there was one: choice is not without error.
    """

    actor: str
    label: str
    decision: str
    action: str
    words: str
    chance: float
    chances: dict[str, float]
    reasons: tuple[Reason, ...]
    closed: dict[str, str]
    better: Alternative | None = None

    def __repr__(self) -> str:
        return f"<Move: {self.actor} {self.action} (p = {self.chance:.2f})>"

    @property
    def forced(self) -> bool:
        """Whether no other action was open."""
        return len(self.closed) == len(self.chances) - 1


@dataclass
class QuarterRecord:
    """All that happened in one quarter of one world.

    Attributes
    ----------
    quarter : int
    moves : list of Move
        In the order in which they were made.
    involvements : list of Involvement
        How each neighbour stood to the war, if one broke out in this quarter.
    seen : dict of str to float
        What was believed and expected when the moves were made.
    before, state : dict
        Every state variable at the start and at the end of the quarter.
    """

    quarter: int
    moves: list[Move] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    seen: dict[str, float] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<QuarterRecord of quarter {self.quarter}: {len(self.moves)} moves>"


SEEN = {
    **{name: ("prospects", name) for name in ("win", "war_now", "war_later", "waiting", "prospect", "durable")},
    "protection": ("guarantees", "protection"),
    "reliability": ("beliefs", "reliability"),
    **{name: ("table", name) for name in ("share", "terms")},
}
"""What of the outlook is kept for each quarter: the part of it, and the quantity."""


class Recorder:
    """Writes down every decision of one world, which may stand in a block of many.

    Parameters
    ----------
    world : int, optional
        Index of the world in its study; the first world of the block if not given.
    """

    def __init__(self, world: int | None = None) -> None:
        self.quarters: list[QuarterRecord] = []
        self._world = world
        self._moves: list[Move] = []
        self._before: dict[str, Any] = {}

    def open(self, worlds: Worlds) -> None:
        """Remember the state at the start of a history."""
        if self._world is None:
            self._world = int(worlds.index[0])
        place = self._place(worlds)
        self._before = {} if place is None else worlds.state(place)

    def note(self, decision: Decision) -> None:
        """Write down one decision, if it was taken in this world."""
        if self._world is None:
            self._world = int(decision.index[0])
        place = decision.place_of(self._world)
        if place is not None:
            self._moves.append(_move(decision, place))

    def close_quarter(self, view: View) -> None:
        """Close the record of a quarter."""
        place = self._place(view.worlds)
        if place is None:  # a finished world that was set aside
            return
        state, outlook = view.worlds.state(place), view.outlook
        seen = {name: float(getattr(getattr(outlook, part), kept)[place]) for name, (part, kept) in SEEN.items()}
        seen["range_low"] = float(outlook.prospects.range.low[place])
        seen["range_high"] = float(outlook.prospects.range.high[place])
        if self._moves or not self.quarters:
            involved = involvements(view, place) if state["war_quarter"] == view.quarter else []
            self.quarters.append(QuarterRecord(view.quarter, self._moves, involved, seen, self._before, state))
        self._moves, self._before = [], state

    def _place(self, worlds: Worlds) -> int | None:
        """Where the world stands in the block now; None if it is not there."""
        places = np.flatnonzero(worlds.index == self._world)
        return int(places[0]) if len(places) else None


def _move(decision: Decision, place: int) -> Move:
    """One decision as it was taken in the world in one place."""
    menu, row = decision.menu, int(decision.chosen[place])
    action = menu.actions[row]
    odds = [float(chance) for chance in decision.chances[:, place]]
    is_open, why = decision.available[:, place], decision.closed
    return Move(
        actor=decision.actor,
        label=decision.label,
        decision=decision.name,
        action=action.name,
        words=words_of(action, decision.worlds, place),
        chance=odds[row],
        chances=dict(zip(menu.names, odds, strict=True)),
        reasons=_reasons(decision, action.name, place),
        closed={name: why.get(name, "it is ruled out") for r, name in enumerate(menu.names) if not is_open[r]},
        better=_better(decision, row, place),
    )


def _better(decision: Decision, row: int, place: int) -> Alternative | None:
    """The open action whose terms add up to most, if it is not the chosen one."""
    menu = decision.menu
    worth = np.zeros(len(menu))
    for name, _, value in decision.terms:
        worth[menu.row[name]] += float(value[place])
    best = int(np.argmax(np.where(decision.available[:, place], worth, -np.inf)))
    gain = float(worth[best] - worth[row])
    if gain <= 0.0:
        return None
    words = words_of(menu.actions[best], decision.worlds, place)
    return Alternative(menu.names[best], words, float(decision.chances[best, place]), gain)


def _reasons(decision: Decision, action: str, place: int) -> tuple[Reason, ...]:
    """The terms of one action, added up by motive, largest first."""
    added: dict[Motive, float] = {}
    for name, motive, value in decision.terms:
        if name == action:
            added[motive] = added.get(motive, 0.0) + float(value[place])
    ranked = sorted(added.items(), key=lambda item: -abs(item[1]))
    return tuple(Reason.of(motive, decision.actor, value) for motive, value in ranked if value != 0.0)


def words_of(action: Action, worlds: Worlds, place: int) -> str:
    """An action as a sentence says it, in words that fit the state of one world when the move is made."""
    if not worlds.signed[place]:
        return action.words
    if worlds.suspended[place]:
        return action.suspended or action.words
    return action.words if worlds.ratified[place] else action.unratified or action.words
