"""The short form of a told history: a decade on two screens, with every event and the main reasons for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sim.parameters.glossary import Term, terms_in
from sim.parameters.vocabulary import ACTOR_NAMES, POWERS, RIVALS
from sim.parameters.wording import article_name, broken, capital, counted, enumeration
from sim.studies.histories.dispute import standing
from sim.studies.histories.events import already_agreed, found
from sim.studies.histories.kept import Kept
from sim.studies.histories.phrases import EVEN, percent
from sim.studies.histories.record import Move, QuarterRecord
from sim.studies.histories.text import WIDTH, folded
from sim.studies.histories.verdict import verdict
from sim.studies.histories.why import MAIN, MOVES, deciding, named, why

NOTHING, UNSIGNED = "nothing happened that changed the course", "the agreed text lies unsigned"
TWICE = {1: "", 2: " (twice)"}
MEANWHILE = (
    "refuse_to_sign", "refuse_mediator", "raise_demand", "disinformation", "exploit_gap", "demand_guarantees",
    "offer_guarantees", "back_neutral_force", "sanction_public",
)  # fmt: skip
"""Moves that are not events, and yet worth telling: they are made again and again."""
PASSIVE = ("stand_aside", "nothing_more", "leave_unanswered")
CHANCE = (
    "ratified",
    "failed",
    "suspended",
    "spoilers",
    "decay",
    "incident",
    "resumed",
    "fell",
    "fell_in_war",
    "widening",
)
"""Kinds of events that chance brings about, as likely as the world makes them."""
ODDS = ", with odds that depended on the situation"
"""What chance is in a history: not blind."""
CLOSEST = 3
"""The story names so many decisions that might well have gone otherwise."""
MOST_DEEDS = 3
"""The story names so many things that an outside power did most."""


@dataclass(frozen=True)
class Passage:
    """One quarter in which something happened, or a quiet stretch of them.

    Attributes
    ----------
    first, last : int
        Its quarters; the same, except in a stretch.
    when : str
        Its date; of a quiet stretch the first and last.
    quiet : bool
        Whether it is a stretch without events.
    events : tuple of str
        What happened, as sentences; of a quiet stretch that nothing did.
    meanwhile : tuple of str
        What was done beside it or again and again, as sentences.
    why : tuple of str
        The main reasons, as sentences.
    """

    first: int
    last: int
    when: str
    quiet: bool
    events: tuple[str, ...]
    meanwhile: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """All of it in one paragraph."""
        return " ".join([*self.events, *self.meanwhile, *self.why])


@dataclass(frozen=True)
class Short:
    """A history in short, part by part, for whoever shows it: a terminal, a page, a notebook.

    Attributes
    ----------
    start : tuple of str
        The position in the first quarter, as sentences.
    passages : tuple of Passage
        What happened, in order, quiet stretches among it.
    verdict : str
        Why it counts as the outcome that it has.
    mattered : tuple of str
        Whose decisions were close, and what each outside power did most.
    sources : str
        The articles behind the reasons.
    terms : tuple of Term
        The terms of the glossary that occur.
    """

    start: tuple[str, ...]
    passages: tuple[Passage, ...]
    verdict: str
    mattered: tuple[str, ...]
    sources: str
    terms: tuple[Term, ...]

    def lines(self) -> Iterator[str]:
        """The lines of a plain text."""
        yield from ("How it began", *_sentences(self.start), "", "What happened")
        wide = max((len(one.when) for one in self.passages if not one.quiet), default=0) + 2
        for one in self.passages:
            yield from _passage(one, wide)
        yield from ("", "Why it counts as that", *_sentences([self.verdict]))
        yield from ("", "Who mattered", *_sentences(self.mattered), "")
        yield from folded(f"Sources: {self.sources}")
        yield from explained(self.terms)


def explained(terms: Sequence[Term]) -> list[str]:
    """Which terms the glossary explains, in lines; none if there are none."""
    names = enumeration([term.name for term in terms]) if terms else ""
    return (
        folded(f"Words: {names} {'is' if len(terms) == 1 else 'are'} explained by `python -m sim glossary`.")
        if names
        else []
    )


def short_of(history: Kept, opening: str) -> Short:
    """The short form of a history; `opening` is what stands above it, whose terms are explained as well."""
    start = (*already_agreed(history.quarters[0]), *standing(history.quarters[0]))
    passages, judged, mattered = tuple(_passages(history)), verdict(history), tuple(_mattered(history))
    everything = [opening, *start, *(one.told for one in passages), judged, *mattered]
    return Short(start, passages, judged, mattered, _sources(history), tuple(terms_in("\n".join(everything))))


def _sentences(told: Sequence[str]) -> Iterator[str]:
    return (line for sentence in told for line in folded(sentence, "  "))


def _passage(one: Passage, wide: int) -> list[str]:
    """A passage in lines: the date at the side; that of a quiet stretch in the same line as its words."""
    lead = f"  {one.when}: " if one.quiet else f"  {one.when.ljust(wide)}"
    return broken(one.told, WIDTH, lead, " " * (wide + 2))


def _passages(history: Kept) -> Iterator[Passage]:
    """Quarters with events one by one, those with the same events and the quiet ones between them together."""
    for happened, group in groupby(history.quarters, key=found):
        records = list(group)
        yield _eventful(history, records) if happened else _quiet(history, records)


def _eventful(history: Kept, records: Sequence[QuarterRecord]) -> Passage:
    """A quarter with events; or several in which the same happens, with the reasons of the first."""
    first, last = records[0], records[-1]
    happened = found(first)
    again = [] if first is last else [f"The same every quarter until {history.date(last.quarter)}."]
    events = (*joined([event.words for event in happened]), *again)
    when = history.heading(first.quarter)
    return Passage(
        first.quarter, last.quarter, when, False, events, tuple(_again(records)), tuple(why(first, happened))
    )


def joined(events: Sequence[str]) -> list[str]:
    """Events of one quarter, the issues that were agreed in it in one sentence."""
    agreed = [event.removeprefix("Agreed: ").removesuffix(".") for event in events if event.startswith("Agreed: ")]
    if not agreed:
        return list(events)
    first = next(place for place, event in enumerate(events) if event.startswith("Agreed: "))
    rest = [event for event in events if not event.startswith("Agreed: ")]
    return [*rest[:first], f"Agreed: {'; '.join(agreed)}.", *rest[first:]]


def _quiet(history: Kept, records: Sequence[QuarterRecord]) -> Passage:
    first, last = records[0].quarter, records[-1].quarter
    when = history.heading(first) if first == last else f"{history.heading(first)} to {history.date(last)}"
    refused = any(move.action == "refuse_to_sign" for record in records for move in record.moves)
    return Passage(first, last, when, True, (f"{UNSIGNED if refused else NOTHING}.",), tuple(_again(records)))


def _again(records: Sequence[QuarterRecord]) -> Iterator[str]:
    """What was done beside events in some quarters, how often, and for which main reasons a signature was refused."""
    done: dict[tuple[str, str], list[Move]] = {}
    for move in (move for record in records for move in record.moves if move.action in MEANWHILE):
        done.setdefault((move.actor, move.action), []).append(move)
    for (_, action), moves in done.items():
        often = TWICE.get(len(moves), f" ({len(moves)} times)")
        yield f"{named(moves[0])}{often}{_refused(moves) if action == 'refuse_to_sign' else ''}."


def _refused(moves: Sequence[Move]) -> str:
    """What spoke most against a signature, summed over the quarters in which it was refused."""
    total: dict[str, float] = {}
    for reason in (reason for move in moves for reason in move.reasons):
        total[reason.words] = total.get(reason.words, 0.0) + reason.value
    ranked = sorted(total, key=lambda words: -total[words])
    words = [words for words in ranked[:MAIN] if total[words] > 0]
    return f": {', and '.join(words)}" if words else ""


def _mattered(history: Kept) -> Iterator[str]:
    """Who or what decided the turns, which decisions might well have gone otherwise, and what each outside power did most."""
    turns = [(record, event.kind) for record in history.quarters for event in found(record)]
    decided = {(record.quarter, kind) for record, kind in turns if kind in MOVES}
    chance = {(record.quarter, kind) for record, kind in turns if kind in CHANCE}
    if decided or chance:
        yield _decided(len(decided), len(chance))
    close = sorted(
        (move.chance, record.quarter, named(move))
        for record in history.quarters
        for move in deciding(record, found(record))
        if not move.forced and move.actor in RIVALS and move.chance < EVEN
    )
    told = [f"{history.date(quarter)}, {words} ({percent(chance)})" for chance, quarter, words in close[:CLOSEST]]
    if told:
        yield f"Decisions that might well have gone the other way: {'; '.join(told)}."
    for power in POWERS:
        yield _deeds(history, power)


def _decided(by_rivals: int, by_chance: int) -> str:
    """How many turns the rivals decided, and how many chance did."""
    turns = counted(by_rivals + by_chance, "event")
    if by_rivals == 0 or by_chance == 0:
        single = by_rivals + by_chance == 1
        whole = "Its only event" if single else f"All its {turns}"
        how = f"{'was' if single else 'were'} decided in Baku and Yerevan" if by_rivals else "came by chance"
        return f"{whole} {how}{'' if by_rivals else ODDS}."
    were = "was" if by_rivals == 1 else "were"
    return f"Of its {turns}, {by_rivals} {were} decided in Baku and Yerevan; {by_chance} came by chance{ODDS}."


def _deeds(history: Kept, power: str) -> str:
    """What an outside power did most, and in how many quarters."""
    done = Counter(
        move.words
        for _, move in history.moves()
        if move.actor == power and move.action not in PASSIVE and not move.decision.startswith("answer_")
    )
    of = f" of {counted(len(history.quarters), 'quarter')}"
    most = [
        f"{words} ({number}{'' if place else of})" for place, (words, number) in enumerate(done.most_common(MOST_DEEDS))
    ]
    return f"{capital(ACTOR_NAMES[power])} {enumeration(most) if most else 'stands aside throughout'}."


def _sources(history: Kept) -> str:
    """The articles behind the main reasons, and where to find more."""
    reasons = (reason for _, move in history.moves() for reason in move.reasons[:MAIN])
    cited = {citation.key for reason in reasons for citation in history.citations(reason)}
    names = sorted(_authors(key) if "_" in key else article_name(key) for key in cited)
    return f"{', '.join(names) or 'none'}. Their paragraphs: --detail."


def _authors(key: str) -> str:
    """The name of a work of two authors: `Keohane & Nye 1977`."""
    return " & ".join(part.capitalize() for part in re.sub(r"(\d{4})$", r" \1", key).split("_"))
