"""Events of a quarter, read off the state before and after it."""

from __future__ import annotations

from typing import Any

from sim.history.record import QuarterRecord
from sim.history.relations import NAMES
from sim.knowledge.vocabulary import ISSUES, POWERS
from sim.mechanisms.relapse import CHANNELS
from sim.outcomes import WAR_CAUSES
from sim.world import SIGNED

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
    "error_in_choice": "force was not the best choice even in Baku's own eyes: war was in the error term",
    "revanchism": "Armenia would not let the demand for revision rest",
    "spoilers": "an incident staged by a spoiler ran out of hand",
    "bound_attack": "the attack was fixed beforehand: nobody chose it",
}


def events(record: QuarterRecord) -> list[str]:
    """What happened in a quarter, in sentences.

    Parameters
    ----------
    record : QuarterRecord

    Returns
    -------
    list of str
        In the order of the calendar of a quarter; a war comes last, for it ends the history.
    """
    return [*_by_force(record), *_revision(record), *_talks(record), *_agreement(record), *_war(record)]


def already_agreed(record: QuarterRecord) -> list[str]:
    """Which issues on the agenda were closed before the first quarter, in a sentence; nothing if none was."""
    before = record.before
    closed = [
        name for name, agreed, live in zip(ISSUES, before["agreed"], before["live"], strict=True) if agreed and live
    ]
    return [f"Already agreed at the start: {_listed(closed)}."] if closed else []


def _by_force(record: QuarterRecord) -> list[str]:
    """What Azerbaijan's move brought: an issue settled by force, a first relapse by reneging."""
    told = _relapse(record, "reneging")
    if record.state["faits_accomplis"] > record.before["faits_accomplis"]:
        taken = _listed(_seized(record)) or "the issue at the table"
        told.append(f"Settled by force: {taken}. Armenia does not resist, and people flee.")
    return told


def _revision(record: QuarterRecord) -> list[str]:
    """What Armenia's move brought: an agreement suspended over a revision that was rejected."""
    suspended = ["The agreement is suspended."] if _newly_suspended(record) and _revision_rejected(record) else []
    return [*suspended, *_relapse(record, "revanchism")]


def _talks(record: QuarterRecord) -> list[str]:
    """Ratification of what was signed before, what is agreed and signed now, and a government that falls over it."""
    before, after = record.before, record.state
    told = ["The agreement is ratified."] if _newly("ratified_quarter", record) else []
    if after["failed_ratifications"] > before["failed_ratifications"]:
        told.append("Ratification fails at home; the agreed text is laid aside. After a pause it can be signed again.")
    seized = _seized(record)
    told += [f"Agreed: {ISSUE_WORDS[issue]}." for issue in _newly_agreed(before, after) if issue not in seized]
    if _newly("signed_quarter", record):
        told.append("Both sides sign the agreement.")
    if _newly("government_fell_quarter", record) and not _at_war(record):
        told.append("The Armenian government falls; the talks are frozen and open offers are taken back in part.")
    return told


def _agreement(record: QuarterRecord) -> list[str]:
    """What became of an agreement in force: relapses by chance, its suspension and its resumption."""
    before, after = record.before, record.state
    told = _relapse(record, "spoilers")
    if _newly_suspended(record) and not _revision_rejected(record):
        told.append("The agreement is suspended.")
    told += [*_relapse(record, "rejection"), *_relapse(record, "decay")]
    if before["suspended"] and not after["suspended"] and after["phase"] == SIGNED:
        told.append("The agreement is taken up again.")
    return told


def _war(record: QuarterRecord) -> list[str]:
    """A war with its cause, whom it draws in, and what falls with it."""
    before, after = record.before, record.state
    if not _at_war(record):
        return []
    told = [f"WAR. {_sentence(CAUSE_WORDS[WAR_CAUSES[after['war_cause']]])}"]
    drawn_in = [NAMES[power] for power, entered in zip(POWERS, after["drawn_in"], strict=True) if entered]
    told += [f"Drawn into the war: {', '.join(drawn_in)}."] if drawn_in else []
    told += ["The suspended agreement falls with the war."] if before["suspended"] else []
    fell = _newly("government_fell_quarter", record)
    return [*told, "The Armenian government falls over the war."] if fell else told


def _at_war(record: QuarterRecord) -> bool:
    return bool(record.state["war_quarter"] == record.quarter)


def _relapse(record: QuarterRecord, channel: str) -> list[str]:
    """The first relapse, if it came in this quarter and through this channel."""
    cause = record.state["relapse_cause"]
    here = _newly("relapse_quarter", record) and cause >= 0 and CHANNELS[cause] == channel
    return [f"First relapse, through {CHANNEL_WORDS[channel]}."] if here else []


def _newly_suspended(record: QuarterRecord) -> bool:
    return bool(record.state["suspended"] and not record.before["suspended"])


def _revision_rejected(record: QuarterRecord) -> bool:
    return any(move.decision == "answer_azerbaijan" and move.action == "resist" for move in record.moves)


def _newly(name: str, record: QuarterRecord) -> bool:
    return bool(record.state[name] == record.quarter != record.before[name])


def _newly_agreed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name, old, new in zip(ISSUES, before["agreed"], after["agreed"], strict=True) if new and not old]


def _seized(record: QuarterRecord) -> list[str]:
    """Issues that were settled by force in this quarter: closed, and all of what was given up was coerced."""
    before, after = record.before, record.state
    if after["faits_accomplis"] == before["faits_accomplis"]:
        return []
    return [name for name in _newly_agreed(before, after) if after["coerced"][ISSUES.index(name)] >= 1.0]


def _listed(issues: list[str]) -> str:
    return "; ".join(ISSUE_WORDS[issue] for issue in issues)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."
