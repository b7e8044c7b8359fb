"""Events of a quarter, read off the state before and after it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED
from sim.parameters.relations import NAMES
from sim.parameters.vocabulary import ISSUES, POWERS
from sim.parameters.wording import capital
from sim.studies.histories.record import QuarterRecord

ISSUE_WORDS = {
    "border": "the border",
    "transport": "transport links",
    "constitution": "constitution and territorial claims",
    "justice": "justice",
    "karabakh": "the rights and security of the Karabakh Armenians",
}
CHANNEL_WORDS = {
    "reneging": "Azerbaijani reneging",
    "revanchism": "Armenian revanchism",
    "spoilers": "spoilers",
    "rejection": "rejection by the public",
    "decay": "the decay of a merely formal peace",
}
CAUSE_WORDS = {
    "empty_range": "there was no bargain that both sides preferred to war",
    "commitment_problem": "there were bargains, but none that Azerbaijan could count on being kept",
    "beliefs": "a bargain existed that both sides preferred, but Baku expected neither the talks to bring it nor force "
    "to be punished",
    "error_in_choice": "force was not the best choice even in Baku's own eyes: it was chosen in error",
    "revanchism": "Armenia would not let the demand for revision rest",
    "spoilers": "an incident staged by a spoiler ran out of hand",
    "bound_attack": "the attack was fixed beforehand: nobody chose it",
}

CRISES = ("incursion", "siege")
"""Force below war: what the record of a world counts as crises."""
ACTS = ("punish", "intervene")
"""Answers of the powers that are told of; silence is not."""


def events(record: QuarterRecord) -> list[str]:
    """What happened in a quarter, in sentences: the one list of events of told histories, their short forms and pictures.

    They stand in the order of the calendar of a quarter; a war comes last, for it ends the history.
    """
    parts = (_crises, _by_force, _revision, _talks, _agreement, _war)
    return [sentence for part in parts for sentence in part(record)]


def already_agreed(record: QuarterRecord) -> list[str]:
    """Which issues on the agenda were closed before the first quarter, in a sentence; nothing if none was."""
    before = record.before
    closed = [
        name for name, agreed, live in zip(ISSUES, before["agreed"], before["live"], strict=True) if agreed and live
    ]
    return [f"Already agreed at the start: {_listed(closed)}."] if closed else []


def _crises(record: QuarterRecord) -> Iterator[str]:
    """Coercion by force below war, and who answered it how."""
    answers = [m for m in record.moves if m.decision == "answer_armenia" or m.action in ACTS]
    answered = "".join(f"; {move.label} {move.words}" for move in answers)
    for move in record.moves:
        if move.action in CRISES:
            yield f"Crisis: {move.label} {move.words}{answered}."


def _by_force(record: QuarterRecord) -> Iterator[str]:
    """What Azerbaijan's move brought: an issue settled by force, a first relapse by reneging."""
    yield from _relapse(record, "reneging")
    if _more("faits_accomplis", record):
        taken = _listed(_seized(record)) or "the issue at the table"
        yield f"Settled by force: {taken}. Armenia does not resist, and people flee."


def _revision(record: QuarterRecord) -> Iterator[str]:
    """What Armenia's move brought: an agreement suspended over a revision that was rejected."""
    if _newly_suspended(record) and _revision_rejected(record):
        yield "The agreement is suspended."
    yield from _relapse(record, "revanchism")


def _talks(record: QuarterRecord) -> Iterator[str]:
    """Ratification of what was signed before, what is agreed and signed now, and a government that falls over it."""
    before, after = record.before, record.state
    if _newly("ratified_quarter", record):
        yield "The agreement is ratified."
    if _more("failed_ratifications", record):
        yield "Ratification fails at home; the agreed text is laid aside. After a pause it can be signed again."
    for issue in _newly_agreed(record):
        if issue not in _seized(record):
            yield f"Agreed: {ISSUE_WORDS[issue]}."
    if _complete(after) and not _complete(before):
        yield "The text is complete; from the next quarter on it can be signed."
    if _newly("signed_quarter", record):
        yield f"Both sides sign the agreement{' again' if before['failed_ratifications'] else ''}."
    if _newly("government_fell_quarter", record) and not _at_war(record):
        yield "The Armenian government falls; the talks are frozen and open offers are taken back in part."


def _agreement(record: QuarterRecord) -> Iterator[str]:
    """What became of an agreement in force: relapses by chance, its suspension and its resumption."""
    yield from _relapse(record, "spoilers")
    if _newly_suspended(record) and not _revision_rejected(record):
        yield "The agreement is suspended."
    yield from _relapse(record, "rejection")
    yield from _relapse(record, "decay")
    if record.before["suspended"] and not record.state["suspended"] and record.state["phase"] == SIGNED:
        yield "The agreement is taken up again."


def _war(record: QuarterRecord) -> Iterator[str]:
    """A war with its cause, whom it draws in, and what falls with it."""
    if not _at_war(record):
        return
    yield f"WAR. {capital(CAUSE_WORDS[WAR_CAUSES[record.state['war_cause']]])}."
    drawn_in = [NAMES[power] for power, entered in zip(POWERS, record.state["drawn_in"], strict=True) if entered]
    if drawn_in:
        yield f"Drawn into the war: {', '.join(drawn_in)}."
    if record.before["suspended"]:
        yield "The suspended agreement falls with the war."
    if _newly("government_fell_quarter", record):
        yield "The Armenian government falls over the war."


def _relapse(record: QuarterRecord, channel: str) -> Iterator[str]:
    """The first relapse, if it came in this quarter and through this channel."""
    cause = record.state["relapse_cause"]
    if _newly("relapse_quarter", record) and cause >= 0 and CHANNELS[cause] == channel:
        yield f"First relapse, through {CHANNEL_WORDS[channel]}."


def _at_war(record: QuarterRecord) -> bool:
    return bool(record.state["war_quarter"] == record.quarter)


def _newly_suspended(record: QuarterRecord) -> bool:
    return bool(record.state["suspended"] and not record.before["suspended"])


def _revision_rejected(record: QuarterRecord) -> bool:
    return any(move.decision == "answer_azerbaijan" and move.action == "resist" for move in record.moves)


def _newly(name: str, record: QuarterRecord) -> bool:
    return bool(record.state[name] == record.quarter != record.before[name])


def _more(name: str, record: QuarterRecord) -> bool:
    return bool(record.state[name] > record.before[name])


def _newly_agreed(record: QuarterRecord) -> list[str]:
    both = zip(ISSUES, record.before["agreed"], record.state["agreed"], strict=True)
    return [name for name, old, new in both if new and not old]


def _complete(state: Mapping[str, Any]) -> bool:
    """Whether every issue on the agenda is closed."""
    return all(agreed or not live for agreed, live in zip(state["agreed"], state["live"], strict=True))


def _seized(record: QuarterRecord) -> list[str]:
    """Issues that were settled by force in this quarter: closed, and all of what was given up was coerced."""
    if not _more("faits_accomplis", record):
        return []
    return [name for name in _newly_agreed(record) if record.state["coerced"][ISSUES.index(name)] >= 1.0]


def _listed(issues: list[str]) -> str:
    return "; ".join(ISSUE_WORDS[issue] for issue in issues)


def signature(state: Mapping[str, Any], date: Callable[[int], str]) -> str:
    """When an agreement was signed and what became of it: `signed in 2026 Q3 and ratified in 2026 Q4`.

    `state` is that of a world at the end of a quarter, and `date` makes a date of a quarter.
    """
    first, last, ratified = (int(state[f"{name}_quarter"]) for name in ("first_signed", "signed", "ratified"))
    failures = int(state["failed_ratifications"])
    if first < 0:
        return "never signed"
    if last < 0:
        failed = "ratification failed" if failures == 1 else f"ratification failed {failures} times"
        return f"{'signed' if failures == 1 else 'first signed'} in {date(first)}, but {failed}"
    again = "" if last == first else f" (not ratified), signed again in {date(last)}"
    end = f" and ratified in {date(ratified)}" if ratified >= 0 else ", not ratified yet"
    return f"{'first signed' if again else 'signed'} in {date(first)}{again}{end}"
