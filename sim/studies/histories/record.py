"""The record of a history: who decided what, with which probability, and for which reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from sim.model.actors.all import ALL
from sim.model.actors.challenge import AUDIENCE_COST
from sim.model.actors.decision import Decision
from sim.model.actors.motives import Motive
from sim.model.world.outlook.neighbours import NEIGHBOURS, TIES, ties
from sim.model.world.state import Worlds
from sim.model.world.view import View
from sim.parameters.actions import REFRAIN, Action
from sim.studies.histories.seen import Beliefs, alone, beliefs_in, seen_in

_WIDENING = "mechanisms.widening."

TIE_MOTIVES = {
    "alliance": Motive(
        "alliance", "security", "its alliance with a rival", _WIDENING + "alliance.{actor}", _WIDENING + "strength"
    ),
    "word": Motive("word", "security", "its word as a guarantor", "mechanisms.guarantees.credibility.{actor}"),
    "shut_out": Motive("shut_out", "security", "being shut out of the peace", _WIDENING + "exclusion"),
    "corridor": Motive("corridor", "security", "the corridor", _WIDENING + "corridor"),
}
"""The words for each tie to a war, and the parameters behind it."""

CHALLENGES = ("challenge_azerbaijan", "challenge_armenia")
"""Decisions whether to threaten or use force, which open a crisis game."""


class Event(NamedTuple):
    """Something that happened in a quarter: of which kind it is, and what, as a sentence."""

    kind: str
    words: str


@dataclass(frozen=True)
class Reason:
    """What spoke for or against a move: one term of the utility of the chosen action.

    In a choice between two actions that are open it is the term of the chosen one less that of the other. `interest` is the
    interest it touches and `reason` its key; `value` is its weighted value in units of the prize, and speaks for the action
    if it is positive. `words` say it, and `parameters` are the ids of the parameters behind it.
    """

    interest: str
    reason: str
    value: float
    words: str
    parameters: tuple[str, ...]

    @classmethod
    def of(cls, motive: Motive, actor: str, value: float) -> Reason:
        """The motive of an actor, and how much it weighed."""
        return cls(motive.interest, motive.key, value, motive.words, motive.behind(actor))


class Alternative(NamedTuple):
    """The open action that an actor itself rated highest, as its key and in words.

    `chance` is the probability with which it would have been chosen, and `gain` how much better it was rated than the
    action that was chosen, in units of the prize.
    """

    action: str
    words: str
    chance: float
    gain: float


@dataclass(frozen=True)
class Move:
    """One decision of one actor in one quarter.

    `action` is the chosen action as its key, and `words` say it; `chance` is the probability with which it was chosen, and
    `chances` are those of every action of the menu. `reasons` are its terms, largest first; `closed` says of actions that
    were not open why not. `better` is the action that the actor itself rated above the chosen one, if there was one:
    choice is not without error. `beliefs`, of a move by which a crisis is played, are what the rivals believed of each
    other before it. `backing_down`, where a threat was resisted, is what it would cost its author not to carry it out, in
    the eyes of its own public. `terms` are what every action of the menu would have brought, term by term (see `against`).
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
    beliefs: Beliefs | None = None
    backing_down: float | None = None
    terms: tuple[tuple[str, Motive, float], ...] = field(default=(), repr=False)

    def __repr__(self) -> str:
        return f"<Move: {self.actor} {self.action} (p = {self.chance:.2f})>"

    @property
    def forced(self) -> bool:
        """Whether no other action was open."""
        return len(self.closed) == len(self.chances) - 1

    def against(self, action: str, other: str) -> dict[Motive, float]:
        """What spoke for one action of the menu and against another, motive by motive: terms of the one less the other's."""
        added: dict[Motive, float] = {}
        for name, motive, value in self.terms:
            if name in (action, other):
                added[motive] = added.get(motive, 0.0) + (value if name == action else -value)
        return added


@dataclass(frozen=True)
class Involvement:
    """Whether a neighbour was drawn into a war, the chance of that, and what it had at stake.

    The `value` of its reasons lies between 0 and 1; the largest come first.
    """

    actor: str
    label: str
    chance: float
    entered: bool
    reasons: tuple[Reason, ...]


@dataclass
class QuarterRecord:
    """All that happened in one quarter of one world.

    The moves stand in the order in which they were made; the involvements are those of the neighbours in a war that broke
    out in this quarter. `seen` is what was believed and expected when the moves were made, and `learned` what the rivals
    believe of each other after a crisis, if one was played. `before` and `state` are every state variable at the start and
    at the end of the quarter.
    """

    quarter: int
    moves: list[Move] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    seen: dict[str, float] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)
    learned: Beliefs | None = None

    def __repr__(self) -> str:
        return f"<QuarterRecord of quarter {self.quarter}: {len(self.moves)} moves>"


class Recorder:
    """Writes down every decision of one world, by its index in the study; of the first of a block if none is given."""

    def __init__(self, world: int | None = None) -> None:
        self.quarters: list[QuarterRecord] = []
        self._world = world
        self._moves: list[Move] = []
        self._seen: dict[str, float] = {}
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
        if place is None:
            return
        if decision.actor == "azerbaijan" and not self._seen:
            self._seen = seen_in(alone(decision.view, place))
        self._moves.append(_move(decision, place))

    def close_quarter(self, view: View) -> None:
        """Close the record of a quarter."""
        place = self._place(view.worlds)
        if place is None:  # a finished world that was set aside
            return
        state = view.worlds.state(place)
        if self._moves or not self.quarters:
            involved = _involvements(view, place) if state["last_war_quarter"] == view.quarter else []
            played = any(move.beliefs for move in self._moves)
            learned = beliefs_in(alone(view, place)) if played else None
            record = QuarterRecord(view.quarter, self._moves, involved, self._seen, self._before, state, learned)
            self.quarters.append(record)
        self._moves, self._seen, self._before = [], {}, state

    def _place(self, worlds: Worlds) -> int | None:
        """Where the world stands in the block now; None if it is not there."""
        places = np.flatnonzero(worlds.index == self._world)
        return int(places[0]) if len(places) else None


class Recorders:
    """Recorders of several worlds that are walked side by side."""

    def __init__(self, worlds: Sequence[int]) -> None:
        self.each = tuple(Recorder(world) for world in worlds)

    def open(self, worlds: Worlds) -> None:
        """Remember the state at the start of each history."""
        for one in self.each:
            one.open(worlds)

    def note(self, decision: Decision) -> None:
        """Write down one decision in the record of each world that took it."""
        for one in self.each:
            one.note(decision)

    def close_quarter(self, view: View) -> None:
        """Close the record of a quarter in each world."""
        for one in self.each:
            one.close_quarter(view)


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
        words=_words(action, decision.worlds, place),
        chance=odds[row],
        chances=dict(zip(menu.names, odds, strict=True)),
        reasons=_reasons(decision, action.name, place),
        closed={name: why.get(name, "it is ruled out") for r, name in enumerate(menu.names) if not is_open[r]},
        better=_better(decision, row, place),
        beliefs=_beliefs(decision, action, place),
        backing_down=_backing_down(decision, place),
        terms=tuple((name, motive, float(value[place])) for name, motive, value in decision.terms),
    )


def _beliefs(decision: Decision, action: Action, place: int) -> Beliefs | None:
    """What the rivals believed of each other when a crisis was played."""
    played = decision.name in CHALLENGES and action != REFRAIN
    return beliefs_in(alone(decision.view, place)) if played else None


def _backing_down(decision: Decision, place: int) -> float | None:
    """What it costs not to carry out a threat that was resisted; None of other decisions, and where this is not open."""
    row = decision.menu.row.get("stand_down")
    if row is None or not decision.available[row, place]:
        return None
    shame = [value[place] for name, motive, value in decision.terms if (name, motive) == ("stand_down", AUDIENCE_COST)]
    return -float(sum(shame))


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
    words = _words(menu.actions[best], decision.worlds, place)
    return Alternative(menu.names[best], words, float(decision.chances[best, place]), gain)


def _involvements(view: View, place: int) -> list[Involvement]:
    """How each neighbour stands to the war that has broken out in the world in one place of a block."""
    seen = view.outlook
    strengths = ties(view.values, seen.beliefs.word, seen.guarantees.exclusion, seen.table.corridor)
    found = []
    for row, power in enumerate(NEIGHBOURS):
        told = [Reason.of(TIE_MOTIVES[name], power, float(strengths[name][row, place])) for name in TIES]
        reasons = sorted((reason for reason in told if reason.value > 0), key=lambda reason: -reason.value)
        chance = float(seen.neighbours.drawn[row, place])
        entered = bool(view.draw(f"drawn_in_{power}")[place] < chance)
        found.append(Involvement(power, ALL[power].label, chance, entered, tuple(reasons)))
    return found


def _reasons(decision: Decision, action: str, place: int) -> tuple[Reason, ...]:
    """The terms of one action, added up by motive, largest first; of two that are open, less those of the other."""
    of_two = len(decision.menu) == 2 and decision.available[:, place].all()
    added: dict[Motive, float] = {}
    for name, motive, value in decision.terms:
        if name == action or of_two:
            added[motive] = added.get(motive, 0.0) + float(value[place]) * (1.0 if name == action else -1.0)
    ranked = sorted(added.items(), key=lambda item: -abs(item[1]))
    return tuple(Reason.of(motive, decision.actor, value) for motive, value in ranked if value != 0.0)


def _words(action: Action, worlds: Worlds, place: int) -> str:
    """An action as a sentence says it, in words that fit the state of one world when the move is made."""
    if not worlds.signed[place]:
        return action.words
    if worlds.suspended[place]:
        return action.suspended or action.words
    return action.words if worlds.ratified[place] else action.unratified or action.words
