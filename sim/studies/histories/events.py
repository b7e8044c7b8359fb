"""Events of a quarter, read off the state before and after it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.model.mechanisms.relapse import CHANNELS
from sim.model.world.state import SIGNED
from sim.parameters.vocabulary import ISSUES
from sim.parameters.wording import counted
from sim.studies.histories.record import Event, QuarterRecord
from sim.studies.histories.wars import CAUSE_WORDS as CAUSE_WORDS
from sim.studies.histories.wars import at_war, crises, ground, war

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


def events(record: QuarterRecord) -> list[str]:
    """What happened in a quarter, in sentences: the one list of events of told histories, their short forms and pictures.

    They stand in the order of the calendar of a quarter; a war comes last, because it outweighs all else.
    """
    return [event.words for event in found(record)]


def found(record: QuarterRecord) -> list[Event]:
    """The events of a quarter with their kinds, in the same order."""
    return [event for part in by_part(record) for event in part]


def by_part(record: QuarterRecord) -> list[list[Event]]:
    """The events of a quarter, part by part of its calendar: so the events of two histories can be told in one order."""
    return [list(part(record)) for part in (crises, _reneging, ground, _revision, _talks, _agreement, war)]


def already_agreed(record: QuarterRecord) -> list[str]:
    """Which issues on the agenda were closed before the first quarter, in a sentence; nothing if none was."""
    before = record.before
    closed = [
        name for name, agreed, live in zip(ISSUES, before["agreed"], before["live"], strict=True) if agreed and live
    ]
    return [f"Already agreed at the start: {_listed(closed)}."] if closed else []


def _reneging(record: QuarterRecord) -> Iterator[Event]:
    """A first relapse that Azerbaijan's move brought."""
    yield from _relapse(record, "reneging")


def _revision(record: QuarterRecord) -> Iterator[Event]:
    """What Armenia's move brought: an agreement suspended over a revision that was rejected."""
    if newly_suspended(record) and _revision_rejected(record):
        yield Event("revision", "The agreement is suspended.")
    yield from _relapse(record, "revanchism")


def _talks(record: QuarterRecord) -> Iterator[Event]:
    """Ratification of what was signed before, what is agreed and signed now, and a government that falls over it."""
    before, after = record.before, record.state
    if newly("ratified_quarter", record):
        yield Event("ratified", "The agreement is ratified.")
    if after["failed_ratifications"] > before["failed_ratifications"]:
        pause = counted(int(after["frozen_until"]) - record.quarter, "quarter")
        yield Event(
            "failed",
            f"Ratification fails in Armenia: the agreement is void. Its text can be signed again after {pause}.",
        )
    for issue in newly_agreed(record):
        yield Event("agreed", f"Agreed: {ISSUE_WORDS[issue]}.")
    if text_complete(after) and not text_complete(before):
        yield Event("complete", "The text is complete; from the next quarter on it can be signed.")
    if newly("signed_quarter", record):
        again = " again" if 0 <= before["first_signed_quarter"] < record.quarter else ""
        yield Event("signed", f"Both sides sign the agreement{again}.")
    if newly("government_fell_quarter", record) and not at_war(record):
        yield Event(
            "fell", "The Armenian government falls; the talks are frozen and open offers are taken back in part."
        )


def _agreement(record: QuarterRecord) -> Iterator[Event]:
    """What happened to an agreement in force: incidents, relapses by chance, its suspension and its resumption."""
    yield from _relapse(record, "spoilers")
    if record.state["provoked"]:
        yield Event("incident", "An incident whose authors stay unknown opens a crisis.")
    if newly_suspended(record) and not _revision_rejected(record):
        yield Event("suspended", "The agreement is suspended.")
    yield from _relapse(record, "rejection")
    yield from _relapse(record, "decay")
    if record.before["suspended"] and not record.state["suspended"] and record.state["phase"] == SIGNED:
        yield Event("resumed", "The agreement is taken up again.")


def _relapse(record: QuarterRecord, channel: str) -> Iterator[Event]:
    """The first relapse, if it came in this quarter and through this channel."""
    cause = record.state["relapse_cause"]
    if newly("relapse_quarter", record) and cause >= 0 and CHANNELS[cause] == channel:
        yield Event(channel, f"First relapse, through {CHANNEL_WORDS[channel]}.")


def newly_suspended(record: QuarterRecord) -> bool:
    """Whether the agreement was suspended in this quarter."""
    return bool(record.state["suspended"] and not record.before["suspended"])


def _revision_rejected(record: QuarterRecord) -> bool:
    return any(move.decision == "answer_azerbaijan" and move.action == "resist" for move in record.moves)


def newly(name: str, record: QuarterRecord) -> bool:
    """Whether what a state variable dates came about in this quarter."""
    return bool(record.state[name] == record.quarter != record.before[name])


def newly_agreed(record: QuarterRecord) -> list[str]:
    """The issues that were closed in this quarter."""
    both = zip(ISSUES, record.before["agreed"], record.state["agreed"], strict=True)
    return [name for name, old, new in both if new and not old]


def text_complete(state: Mapping[str, Any]) -> bool:
    """Whether every issue on the agenda is closed."""
    return all(agreed or not live for agreed, live in zip(state["agreed"], state["live"], strict=True))


def _listed(issues: list[str]) -> str:
    return "; ".join(ISSUE_WORDS[issue] for issue in issues)


def signature(state: Mapping[str, Any], date: Callable[[int], str]) -> str:
    """When an agreement was signed and what happened to it: `signed in 2026 Q3 and ratified in 2026 Q4`.

    `state` is that of a world at the end of a quarter, and `date` makes a date of a quarter.
    """
    first, last, ratified = (int(state[f"{name}_quarter"]) for name in ("first_signed", "signed", "ratified"))
    failures = int(state["failed_ratifications"])
    if first < 0:
        return "never signed"
    if last < 0:
        return f"{_lost(state)[0]} in {date(first)}, but {_lost(state)[1]}"
    again = (
        f" ({'not ratified' if failures else 'undone by war'}), signed again in {date(last)}" if last > first else ""
    )
    end = f" and ratified in {date(ratified)}" if ratified >= last else ", not ratified yet"
    return f"{'first signed' if again else 'signed'} in {date(first)}{again}{end}"


def _lost(state: Mapping[str, Any]) -> tuple[str, str]:
    """What to call a signature that holds no longer, and how it was lost."""
    failures, undone = int(state["failed_ratifications"]), bool(state["undone"])
    failed = "ratification failed" if failures == 1 else f"ratification failed {failures} times"
    ways = [*([failed] if failures else []), *(["war undid the agreement"] if undone else [])]
    return "signed" if len(ways) == 1 and failures <= 1 else "first signed", " and ".join(ways)
