"""Events of a quarter, read off the state before and after it."""

from __future__ import annotations

from typing import Any

from sim.history.record import QuarterRecord
from sim.history.relations import NAMES
from sim.knowledge.vocabulary import ISSUES, POWERS
from sim.mechanisms.relapse import CHANNELS
from sim.outcomes import WAR_CAUSES

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
}

_QUARTER_EVENTS = (
    ("signed_quarter", "Both sides sign the agreement."),
    ("ratified_quarter", "The agreement is ratified."),
    (
        "government_fell_quarter",
        "The Armenian government falls; the talks are frozen and open offers are taken back in part.",
    ),
)


def events(record: QuarterRecord) -> list[str]:
    """What happened in a quarter, in sentences.

    Parameters
    ----------
    record : QuarterRecord

    Returns
    -------
    list of str
    """
    before, after, quarter = record.before, record.state, record.quarter
    seized = _seized(record)
    told = [f"Agreed: {ISSUE_WORDS[issue]}." for issue in _newly_agreed(before, after) if issue not in seized]
    if after["faits_accomplis"] > before["faits_accomplis"]:
        told.append(f"Settled by force: {_listed(seized)}. Armenia does not resist, and people flee.")
    told += [sentence for name, sentence in _QUARTER_EVENTS if _newly(name, record) and not _fell_in_war(name, after)]
    if after["failed_ratifications"] > before["failed_ratifications"]:
        told.append("Ratification fails at home; the talks start over after a pause.")
    if after["suspended"] and not before["suspended"]:
        told.append("The agreement is suspended.")
    fallen = after["failed_ratifications"] > before["failed_ratifications"] or after["war_quarter"] == quarter
    if before["suspended"] and not after["suspended"] and not fallen:
        told.append("The agreement is taken up again.")
    if after["relapse_quarter"] == quarter and after["relapse_cause"] >= 0:
        told.append(f"First relapse, through {CHANNEL_WORDS[CHANNELS[after['relapse_cause']]]}.")
    if after["war_quarter"] == quarter:
        told.append(f"WAR. {_sentence(CAUSE_WORDS[WAR_CAUSES[after['war_cause']]])}")
        told += _aftermath(after, quarter)
    return told


def _newly(name: str, record: QuarterRecord) -> bool:
    return bool(record.state[name] == record.quarter != record.before[name])


def _fell_in_war(name: str, after: dict[str, Any]) -> bool:
    """Whether an event is the fall of a government over a war, which is told with the war."""
    return name == "government_fell_quarter" and after[name] == after["war_quarter"]


def _aftermath(after: dict[str, Any], quarter: int) -> list[str]:
    """Whom a war draws in, and whether the Armenian government falls over it."""
    drawn_in = [NAMES[power] for power, entered in zip(POWERS, after["drawn_in"], strict=True) if entered]
    told = [f"Drawn into the war: {', '.join(drawn_in)}."] if drawn_in else []
    fell = after["government_fell_quarter"] == quarter
    return [*told, "The Armenian government falls over the war."] if fell else told


def _newly_agreed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [name for name, old, new in zip(ISSUES, before["agreed"], after["agreed"], strict=True) if new and not old]


def _seized(record: QuarterRecord) -> list[str]:
    """Issues that were settled by force in this quarter: closed, and all of what was given up was coerced."""
    before, after = record.before, record.state
    if after["faits_accomplis"] == before["faits_accomplis"]:
        return []
    return [name for name in _newly_agreed(before, after) if after["coerced"][ISSUES.index(name)] >= 1.0]


def _listed(issues: list[str]) -> str:
    return " and ".join(ISSUE_WORDS[issue] for issue in issues) or "the issue at the table"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:] + "."
