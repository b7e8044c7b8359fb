"""The record of a history: who decided what, with which probability, and for which reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.history.circumstances import words_of
from sim.history.involvement import Involvement, involvements
from sim.history.reasons import Reason, wording
from sim.mechanisms.arrays import BoolArray, FloatArray

if TYPE_CHECKING:
    from sim.actors.actor import Actor, Menu
    from sim.model import NegotiationModel
    from sim.world import Worlds


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


SEEN = ("win", "war_now", "war_later", "waiting", "prospect", "durable", "protection", "reliability", "share", "terms")
"""Quantities of the situation that are kept for each quarter."""


class Recorder:
    """Writes down every decision of the first world of a block, for replays of single worlds."""

    def __init__(self) -> None:
        self.quarters: list[QuarterRecord] = []
        self._moves: list[Move] = []
        self._before: dict[str, Any] = {}

    def open(self, model: NegotiationModel) -> None:
        """Remember the state at the start of a history."""
        self._before = model.worlds.state()

    def note(
        self,
        actor: Actor,
        menu: Menu,
        decision: str,
        chosen: NDArray[np.int8],
        chances: FloatArray,
        available: BoolArray,
        terms: list[tuple[str, str, str, FloatArray]],
        closed: dict[str, str],
    ) -> None:
        """Write down one decision, if it was really taken in this world."""
        if not actor.negotiation.worlds.active[0]:
            return
        row = int(chosen[0])
        action = menu.actions[row]
        odds = [float(chance) for chance in chances[:, 0]]
        self._moves.append(
            Move(
                actor=actor.key,
                label=actor.label,
                decision=decision,
                action=action.name,
                words=words_of(action, actor.negotiation.worlds),
                chance=odds[row],
                chances=dict(zip(menu.names, odds, strict=True)),
                reasons=_reasons(actor.key, action.name, terms),
                closed={n: closed.get(n, "it is ruled out") for r, n in enumerate(menu.names) if not available[r, 0]},
                better=_better(row, menu, odds, available[:, 0], terms, actor.negotiation.worlds),
            )
        )

    def close_quarter(self, model: NegotiationModel) -> None:
        """Close the record of a quarter."""
        state = model.worlds.state()
        seen = {name: float(getattr(model.situation, name)[0]) for name in SEEN}
        seen["range_low"] = float(model.situation.range.low[0])
        seen["range_high"] = float(model.situation.range.high[0])
        if self._moves or not self.quarters:
            involved = involvements(model) if state["war_quarter"] == model.quarter else []
            self.quarters.append(QuarterRecord(model.quarter, self._moves, involved, seen, self._before, state))
        self._moves, self._before = [], state


def _better(
    row: int,
    menu: Menu,
    odds: list[float],
    open_here: NDArray[np.bool_],
    terms: list[tuple[str, str, str, FloatArray]],
    worlds: Worlds,
) -> Alternative | None:
    """The open action whose terms add up to most, if it is not the chosen one."""
    worth = np.zeros(len(menu))
    for name, _, _, value in terms:
        worth[menu.row[name]] += float(value[0])
    best = int(np.argmax(np.where(open_here, worth, -np.inf)))
    gain = float(worth[best] - worth[row])
    if gain <= 0.0:
        return None
    return Alternative(menu.names[best], words_of(menu.actions[best], worlds), odds[best], gain)


def _reasons(actor: str, action: str, terms: list[tuple[str, str, str, FloatArray]]) -> tuple[Reason, ...]:
    """The terms of one action, added up by reason, largest first."""
    added: dict[tuple[str, str], float] = {}
    for name, interest, reason, value in terms:
        if name == action:
            added[interest, reason] = added.get((interest, reason), 0.0) + float(value[0])
    ranked = sorted(added.items(), key=lambda item: -abs(item[1]))
    told = [(interest, reason, value, wording(reason, actor, action)) for (interest, reason), value in ranked]
    return tuple(Reason(i, r, v, w.words, w.parameters) for i, r, v, w in told if v != 0.0)
