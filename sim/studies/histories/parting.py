"""Where two histories of the same world part: decisions and turns that came out otherwise, in the order of the calendar.

A turn is what no actor decides alone and what chance has a hand in: a war, a ratification, an incident. In a quarter
decisions and turns are compared in the order in which the phases of `sim.model.phases.calendar` bring them, so that the
first difference is not taken for the consequence of a later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.state import WAR
from sim.parameters.bindings import Binding
from sim.parameters.vocabulary import RIVALS
from sim.studies.histories.events import (
    CHANNEL_WORDS,
    ISSUE_WORDS,
    newly,
    newly_agreed,
    newly_suspended,
    text_complete,
)
from sim.studies.histories.history import History
from sim.studies.histories.record import Move, QuarterRecord
from sim.studies.histories.wars import at_war, ground_gained

POSTURES, CHALLENGE, AFTER_CHALLENGE, BAKU, REVISION, AFTER_REVISION, YEREVAN = range(7)
PARLIAMENT, TABLE, TEXT, PEN, SIGNED, AGREEMENT = range(7, 13)
"""The steps of a quarter, in order: whose decisions are taken and which turns come."""
CRISES: Mapping[str, int] = {"azerbaijan": CHALLENGE, "armenia": REVISION}
"""The step in which each rival may open a crisis."""
OWN: Mapping[str, int] = {"azerbaijan": BAKU, "armenia": YEREVAN}
"""The step in which each rival makes its other moves."""
OTHER: Mapping[str, str] = dict(zip(RIVALS, reversed(RIVALS), strict=True))
IN_TALKS: Mapping[str, int] = {"concede": TABLE, "sign": PEN, "give_way": PEN}
IN_CRISES = ("challenge", "carry_out")


class Turn(NamedTuple):
    """What may come about beside decisions: its step in the quarter, its words, and what its chance depends on.

    `told` says what came about in a quarter, as a clause; it is empty if nothing did. `behind` are state variables.
    """

    step: int
    told: Callable[[QuarterRecord], str]
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parting:
    """One thing that came out otherwise in two histories of the same world.

    Attributes
    ----------
    quarter : int
    one, other : Move or None
        The decision under either setting; None where it was not to be taken, and both if it was a turn.
    told : tuple of str
        What came about under either setting, as a clause, if it was a turn; empty where nothing did.
    behind : tuple of str
        State variables that the chance of the turn hangs on.
    records : tuple of QuarterRecord
        The quarter under either setting.
    """

    quarter: int
    one: Move | None
    other: Move | None
    told: tuple[str, str]
    behind: tuple[str, ...]
    records: tuple[QuarterRecord | None, QuarterRecord | None]

    @property
    def is_turn(self) -> bool:
        """Whether it is a turn, and no decision."""
        return self.one is None and self.other is None

    def fixed(self, one: Sequence[Binding], other: Sequence[Binding]) -> bool:
        """Whether a decision was none, under either setting, because bindings of the actor left nothing else."""
        return any(
            move is not None
            and move.forced
            and any(binding.actor == move.actor and binding.covers(self.quarter) for binding in bindings)
            for move, bindings in ((self.one, one), (self.other, other))
        )


def partings(one: History, other: History) -> Iterator[Parting]:
    """Everything that came out otherwise in two histories of the same world, in the order in which it happened.

    After the first difference most others follow from it. A history that has ended parts from one that goes on, and
    nothing is compared after that.
    """
    first, second = ({record.quarter: record for record in history.quarters} for history in (one, other))
    for quarter in sorted(first.keys() | second.keys()):
        pair = first.get(quarter), second.get(quarter)
        if pair[0] is None or pair[1] is None:
            told = tuple("the history has ended" if record is None else "" for record in pair)
            yield Parting(quarter, None, None, (told[0], told[1]), (), pair)
            return
        yield from _in_quarter(quarter, pair[0], pair[1])


def _in_quarter(quarter: int, one: QuarterRecord, other: QuarterRecord) -> Iterator[Parting]:
    """What came out otherwise in one quarter."""
    moves = [{move.decision: move for move in record.moves} for record in (one, other)]
    found: list[tuple[int, Parting]] = []
    for decision in dict.fromkeys([*moves[0], *moves[1]]):
        pair = moves[0].get(decision), moves[1].get(decision)
        if pair[0] is None or pair[1] is None or pair[0].action != pair[1].action:
            step = step_of(next(move for move in pair if move is not None))
            found.append((step, Parting(quarter, *pair, ("", ""), (), (one, other))))
    for turn in TURNS:
        told = turn.told(one), turn.told(other)
        if told[0] != told[1]:
            step = min(_step_of_turn(turn, record) for record in (one, other))
            found.append((step, Parting(quarter, None, None, told, turn.behind, (one, other))))
    yield from (parting for _, parting in sorted(found, key=lambda pair: pair[0]))


def step_of(move: Move) -> int:
    """In which step of a quarter a decision is taken."""
    verb = move.decision.removesuffix(f"_{move.actor}")
    if move.actor not in RIVALS:
        return BAKU if verb == "answer" else POSTURES
    if verb == "answer":
        return CRISES[OTHER[move.actor]]
    if verb in IN_CRISES:
        return CRISES[move.actor]
    return IN_TALKS.get(verb, OWN[move.actor])


def _step_of_turn(turn: Turn, record: QuarterRecord) -> int:
    """In which step a turn comes; what force brings, after the moves of whoever used it."""
    revised = any(move.decision == "challenge_armenia" and move.action != "refrain" for move in record.moves)
    return AFTER_REVISION if turn.step == AFTER_CHALLENGE and revised else turn.step


def _war(record: QuarterRecord) -> str:
    if not at_war(record):
        return ""
    return "war breaks out and becomes total" if record.state["phase"] == WAR else "war breaks out"


def _ground(record: QuarterRecord) -> str:
    change = 0.0 if at_war(record) else ground_gained(record)
    return "" if change == 0.0 else f"{'Azerbaijan takes' if change > 0.0 else 'Armenia gets back'} a part of the prize"


def _parliament(record: QuarterRecord) -> str:
    failed = record.state["failed_ratifications"] > record.before["failed_ratifications"]
    if newly("ratified_quarter", record):
        return "the agreement is ratified"
    return "ratification fails in Armenia" if failed else ""


def _agreed(record: QuarterRecord) -> str:
    issues = "; ".join(ISSUE_WORDS[issue] for issue in newly_agreed(record))
    complete = text_complete(record.state) and not text_complete(record.before)
    return f"both sides agree on {issues}{', and the text is complete' if complete else ''}" if issues else ""


def _relapse(record: QuarterRecord) -> str:
    cause = record.state["relapse_cause"]
    relapsed = newly("relapse_quarter", record) and cause >= 0
    return f"the agreement relapses, through {CHANNEL_WORDS[CHANNELS[cause]]}" if relapsed else ""


def _agreement(record: QuarterRecord) -> str:
    if newly_suspended(record):
        return "the agreement is suspended"
    return "the agreement is taken up again" if record.before["suspended"] and not record.state["suspended"] else ""


def _when(what: str, happened: Callable[[QuarterRecord], bool]) -> Callable[[QuarterRecord], str]:
    return lambda record: what if happened(record) else ""


TURNS: tuple[Turn, ...] = (
    Turn(AFTER_CHALLENGE, _war, ("capability_armenia", "capability_azerbaijan", "support_armenia")),
    Turn(AFTER_CHALLENGE, _ground, ("capability_armenia", "capability_azerbaijan", "support_armenia")),
    Turn(PARLIAMENT, _parliament, ("legitimacy_armenia", "preparation_armenia")),
    Turn(TEXT, _agreed, ("progress", "tension")),
    Turn(SIGNED, _when("both sides sign the agreement", lambda record: newly("signed_quarter", record))),
    Turn(
        SIGNED,
        _when("the Armenian government falls", lambda record: newly("government_fell_quarter", record)),
        ("legitimacy_armenia", "tension"),
    ),
    Turn(
        AGREEMENT,
        _when("an incident whose authors stay unknown opens a crisis", lambda record: bool(record.state["provoked"])),
        ("extremism_armenia", "extremism_azerbaijan", "implementation"),
    ),
    Turn(AGREEMENT, _agreement, ("legitimacy_armenia", "legitimacy_azerbaijan", "grievance", "tension")),
    Turn(AGREEMENT, _relapse, ("legitimacy_armenia", "legitimacy_azerbaijan", "implementation", "grievance")),
)
"""What is compared beside decisions, in the order of the calendar."""
