"""Why something happened, in words: the main reasons of those who decided it, or how the world stood when chance did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sim.parameters.vocabulary import ACTOR_NAMES, RIVALS
from sim.parameters.wording import capital, enumeration
from sim.studies.histories.phrases import expectation, is_surprise
from sim.studies.histories.record import Event, Move, QuarterRecord
from sim.studies.histories.wars import ACTS, kept_peace

MAIN = 2
"""The short form names so many reasons of a move."""
LEAST = 0.01
"""A reason with less weight than this share of the prize is not told in short."""
WORTH_TELLING = 0.05
"""The story names a better course if it was rated higher by this share of the prize."""
AT_THE_TABLE = " on the issue at the table"
"""What goes without saying where an issue has just been agreed."""
LOW, HIGH = 0.4, 0.5
"""Below which legitimacy, preparation and implementation count as low, and above which grievance and tension as high."""


def why(record: QuarterRecord, found: Sequence[Event]) -> list[str]:
    """The reasons of some events of a quarter, as sentences, none of them twice."""
    told = [sentence for event in found for sentence in REASONS.get(event.kind, _nothing)(record)]
    return list(dict.fromkeys(told))


def because(move: Move) -> str:
    """The main reasons of a move, as a sentence; whether it was a surprise, and not the best course in its own eyes."""
    mark = f", {expectation(move)}" if is_surprise(move) else ""
    subject = f"Why {move.label} {move.words.removesuffix(AT_THE_TABLE)}{mark}"
    if move.forced:
        return f"{subject}: no other course was open."
    reasons = ", and ".join([reason.words for reason in move.reasons if reason.value >= LEAST][:MAIN])
    if is_error(move):
        best = f"{capital(move.label)} did not take its best course, even in its own eyes"
        return f"{subject}: {reasons}. {best}." if reasons else f"{best}, when it {move.words}{mark}."
    return f"{subject}: {reasons or 'no other course was clearly better'}."


def is_error(move: Move) -> bool:
    """Whether an actor passed over a course that it rated clearly higher itself."""
    return move.better is not None and move.better.gain >= WORTH_TELLING


def deciding(record: QuarterRecord, found: Sequence[Event]) -> list[Move]:
    """The moves by which some events of a quarter came about."""
    kinds = {event.kind for event in found}
    return [move for kind, chosen in MOVES.items() if kind in kinds for move in chosen(record)]


def _nothing(record: QuarterRecord) -> Iterator[str]:
    yield from ()


def _did(record: QuarterRecord, *actions: str) -> list[Move]:
    return [move for move in record.moves if move.action in actions and move.actor in RIVALS]


def _crisis(actor: str, other: str) -> Callable[[QuarterRecord], list[Move]]:
    """The moves of a crisis that one rival opened."""
    decisions = (f"challenge_{actor}", f"answer_{other}", f"carry_out_{actor}")

    def played(record: QuarterRecord) -> list[Move]:
        acted = [move for move in record.moves if move.decision.startswith("answer_") and move.action in ACTS]
        return [move for move in record.moves if move.decision in decisions] + (acted if actor == RIVALS[1] else [])

    return played


MOVES: Mapping[str, Callable[[QuarterRecord], list[Move]]] = {
    "challenge_azerbaijan": _crisis("azerbaijan", "armenia"),
    "challenge_armenia": _crisis("armenia", "azerbaijan"),
    "agreed": lambda record: _did(record, "concede"),
    "signed": lambda record: _did(record, "sign"),
}
"""By kind of event, the moves that bring it about."""


def _of_moves(kind: str) -> Callable[[QuarterRecord], Iterator[str]]:
    return lambda record: map(because, MOVES[kind](record))


def _weak(state: Mapping[str, Any]) -> list[str]:
    """What speaks against an agreement in the two societies."""
    low = [
        name
        for actor, name in (("armenia", "Armenia"), ("azerbaijan", "Azerbaijan"))
        if state[f"legitimacy_{actor}"] < LOW
    ]
    found = [f"it has little legitimacy in {enumeration(low)}"] if low else []
    if state["preparation_armenia"] < LOW:
        found.append("the Armenian public is hardly prepared for it")
    if state["grievance"] > HIGH:
        found.append("grievance is high")
    return found


def _public(chance: str, otherwise: str) -> Callable[[QuarterRecord], Iterator[str]]:
    """What made it likely that a society rejects a text or an agreement; or that little did."""

    def told(record: QuarterRecord) -> Iterator[str]:
        weak = _weak(record.before)
        yield f"Why {chance}: {enumeration(weak)}." if weak else f"Why {chance}: {otherwise}."

    return told


def _ratified(record: QuarterRecord) -> Iterator[str]:
    weak = _weak(record.before)
    yield (
        f"It passes although {enumeration(weak)}."
        if weak
        else "Why: it has legitimacy enough, and the public is prepared."
    )


def _fell(record: QuarterRecord) -> Iterator[str]:
    state = record.before
    found = [
        *(["the process has little legitimacy in Armenia"] if state["legitimacy_armenia"] < LOW else []),
        *(["a passing shock weakens it"] if state["domestic_shock"] < -LEAST else []),
        *(["the border is tense"] if state["tension"] > HIGH else []),
    ]
    yield f"Why it falls: {enumeration(found) if found else 'by bad luck; its standing was not low'}."


def _staged(record: QuarterRecord) -> Iterator[str]:
    """Who stood behind an incident."""
    spoil = [ACTOR_NAMES[move.actor] for move in record.moves if move.action == "spoil"]
    extremists = "extremists on either side"
    who = f"{enumeration(spoil)}, which {'works' if len(spoil) == 1 else 'work'} against the peace, and {extremists}"
    yield f"Who may stand behind it: {who if spoil else extremists}."


def _resumed(record: QuarterRecord) -> Iterator[str]:
    state = record.before
    found = [
        *(["the border is calm"] if state["tension"] < LOW else []),
        *(
            ["both societies accept it"]
            if min(state["legitimacy_armenia"], state["legitimacy_azerbaijan"]) >= LOW
            else []
        ),
    ]
    yield f"Why: {enumeration(found)}." if found else "By good luck: the border is tense, or acceptance low."


def _decayed(record: QuarterRecord) -> Iterator[str]:
    state = record.before
    least = min(state["legitimacy_armenia"], state["legitimacy_azerbaijan"])
    found = [
        *(["little of the agreement is carried out"] if state["implementation"] < LOW else []),
        *(["one of the societies hardly accepts it"] if least < LOW else []),
    ]
    yield f"Why: {enumeration(found) if found else 'an agreement that is not wholly carried out and accepted cracks with age'}."


def _drawn(record: QuarterRecord) -> Iterator[str]:
    for one in record.involvements:
        if one.entered and one.reasons:
            yield f"Why {one.label} is drawn in: {enumeration([reason.words for reason in one.reasons[:MAIN]])}."


REASONS: Mapping[str, Callable[[QuarterRecord], Iterator[str]]] = {
    **{kind: _of_moves(kind) for kind in MOVES},
    "revision": lambda record: iter(["It is suspended because Azerbaijan rejects Armenia's demand."]),
    "ratified": _ratified,
    "failed": _public("it fails", "by bad luck; support was not low"),
    "suspended": _public("a public rejects it", "by bad luck; support was not low"),
    "spoilers": _staged,
    "incident": _staged,
    "decay": _decayed,
    "resumed": _resumed,
    "fell": _fell,
    "fell_in_war": _fell,
    "widening": _drawn,
    "war": lambda record: iter(kept_peace(record)),
}
"""By kind of event, its reason; the other kinds say it themselves."""


def named(move: Move) -> str:
    """A move as a sentence without its end: `Azerbaijan lays a siege`."""
    return f"{capital(move.label)} {move.words}"
