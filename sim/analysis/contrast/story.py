"""A flip in words: where its two histories part, over what, and on which assumption that depends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from sim.analysis.contrast.flips import Flip
from sim.analysis.contrast.names import Names, choice_in_words
from sim.analysis.contrast.reasons import Standing, Weighed, assumptions_behind, reasons_of, standings
from sim.common.dates import calendar_name, the_quarter
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import capital, counted, readable
from sim.studies.histories.events import already_agreed, by_part
from sim.studies.histories.parting import Parting
from sim.studies.histories.record import Move
from sim.studies.histories.text import likelihood, odds

MOST = 3
"""So many reasons, assumptions or state variables are shown."""
AT_THE_END = ("implementation", "legitimacy_armenia", "legitimacy_azerbaijan", "grievance")
"""What tells ideal from merely formal peace, where nothing else came out differently."""
BOTH = "both"
BEGINNING = "The two worlds differ from the start"
"""How a sentence begins that says how the worlds stood in the first quarter: the same in many stories, so that one tells it."""
NOTHING_WEIGHS = (
    "No reason for or against these two courses differs by 0.01 of the prize: the chances of all courses shift, and the "
    "same draw falls on another."
)


@dataclass(frozen=True)
class Story:
    """A flip as a story, under the names of the two settings."""

    flip: Flip
    names: Names

    def date(self, quarter: int) -> str:
        """A quarter, dated under either setting, for worldviews begin at dates of their own."""
        one, other = (history.parameters.start for history in (self.flip.one, self.flip.other))
        if one == other:
            return the_quarter(one, quarter)
        named = zip((one, other), self.names.under, strict=True)
        told = [f"{'undated' if start is None else calendar_name(start, quarter)} {under}" for start, under in named]
        return f"{the_quarter(None, quarter)} ({', '.join(told)})"

    @property
    def sentences(self) -> list[str]:
        """How the world ends under either setting, where the histories part, and why."""
        flip, first = self.flip, self.flip.first
        if first is None:
            return [self._ends(), *self._judged_differently()]
        lead = "They part at once, in" if first.quarter == 0 else "Nothing comes out differently until"
        told = [self._ends(), f"{lead} {self.date(first.quarter)}. {capital(self.what(first))}", *self.why(first)]
        free, turn = flip.first_free, flip.first_turn
        if free is not None and free is not first:
            told += [
                f"Apart from what was fixed, the first difference comes in {self.date(free.quarter)}: {self.what(free)}"
            ]
            told += self.why(free)
        if turn is not None and turn is not first and turn is not free:
            told.append(
                f"The first event that only one of them has at that time comes in {self.date(turn.quarter)}: {self.what(turn)}"
            )
        return told

    def _ends(self) -> str:
        one, other = self.names.under
        flip = self.flip
        like = (
            f", as {counted(flip.like - 1, 'other world')} do"
            if flip.like > 2
            else ", as 1 other world does"
            if flip.like == 2
            else ""
        )
        return f"World {flip.world} ends in {readable(flip.one.outcome)} {one} and in {readable(flip.other.outcome)} {other}{like}."

    def what(self, parting: Parting) -> str:
        """What came out differently, as a sentence."""
        (one, other), (under, beside) = (parting.one, parting.other), self.names.under
        if parting.is_turn:
            return self._turn(parting)
        if one is not None and other is not None:
            first = f"{one.label} {one.words} {under} ({_likelihood(one)}; {beside} {_chance(other, one.action)})"
            return f"{first}, and {other.words} {beside} ({_likelihood(other)}; {under} {_chance(one, other.action)})."
        move, where = (one, under) if one is not None else (other, beside)
        assert move is not None
        return f"only {where} does {move.label} have this to decide: it {move.words} ({_likelihood(move)})."

    def _turn(self, parting: Parting) -> str:
        """A turn that came in one history alone, or differently in the other."""
        (one, other), (under, beside) = parting.told, self.names.under
        if one and other:
            return f"{one} {under}, and {other} {beside}."
        return f"{one} {under}, and not {beside}." if one else f"{other} {beside}, and not {under}."

    def why(self, parting: Parting) -> list[str]:
        """Which reasons differ and which assumptions stand behind them; or how the two worlds stood."""
        stood = [record.before for record in parting.records if record is not None]
        if len(stood) < 2:
            return []
        if self.flip.is_fixed(parting):
            return self._fixed()
        if parting.is_turn:
            told = standings(stood[0], stood[1], MOST, parting.behind) if parting.behind else []
            return [f"Its chance depends on how the world stands then: {_pairs(told, self.names)}."] if told else []
        reasons = reasons_of(parting)
        told_reasons = [_weights(reasons[:MOST], self.names)] if reasons else []
        behind = assumptions_behind(reasons[:MOST], self.flip.one.parameters, self.flip.other.parameters)
        if behind:
            return [*told_reasons, self._assumed(behind)]
        far = standings(stood[0], stood[1], MOST)
        by_then = BEGINNING if parting.quarter == 0 else "By then the two worlds differ"
        where = [f"{by_then}: {_pairs(far, self.names)}."] if far else self._fixed()
        return [*(told_reasons or [NOTHING_WEIGHS]), *where]

    def _assumed(self, behind: Sequence[str]) -> str:
        """The assumptions behind some reasons that differ between the settings."""
        one, other = self.flip.one.parameters, self.flip.other.parameters
        under, beside = self.names.under
        told = [
            f"{label_of(name)} ({value_of(name, one[name])} {under}, {value_of(name, other[name])} {beside})"
            for name in behind[:MOST]
        ]
        more = f"; and {len(behind) - MOST} more" if len(behind) > MOST else ""
        lead = "stands an assumption that differs" if len(behind) == 1 else "stand assumptions that differ"
        return f"Behind this {lead}: {'; '.join(told)}{more}."

    def _fixed(self) -> list[str]:
        """Which choices are fixed under one setting alone."""
        own = [history.parameters.bindings for history in (self.flip.one, self.flip.other)]
        alone = [
            f"{choice_in_words(one)} ({under})"
            for bound, others, under in zip(own, reversed(own), self.names.under, strict=True)
            for one in bound
            if one.choice() not in [other.choice() for other in others]
        ]
        return [f"The settings differ in choices that are fixed: {'; '.join(alone[:MOST])}."] if alone else []

    def _judged_differently(self) -> list[str]:
        """A sentence for when the same history counts as another outcome: what decides that."""
        stood = [history.quarters[-1].state for history in (self.flip.one, self.flip.other)]
        told = _pairs(standings(stood[0], stood[1], len(AT_THE_END), AT_THE_END), self.names)
        return [f"Every decision and every event is the same; only the name of its end differs, by degrees: {told}."]

    @property
    def events(self) -> list[tuple[int, str, str]]:
        """What happened from the quarter on in which the histories part: quarter, under which setting, and a sentence.

        Within a quarter both histories are told in the order of its calendar.
        """
        first = self.flip.first
        start = first.quarter if first is not None else 0
        told: list[dict[int, list[list[str]]]] = []
        for history in (self.flip.one, self.flip.other):
            later = [record for record in history.quarters if record.quarter >= start]
            found = {record.quarter: [[event.words for event in part] for part in by_part(record)] for record in later}
            if start == 0:
                found[0] = [already_agreed(history.quarters[0]), *found[0]]
            told.append(found)
        return [
            (quarter, who, event)
            for quarter in sorted(told[0].keys() | told[1].keys())
            for parts in zip_longest(*(found.get(quarter, []) for found in told), fillvalue=[])
            for who, event in self._side_by_side(*parts)
        ]

    def _side_by_side(self, one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The events of a part of a quarter under both settings, in their order: what is alike once, what differs side by side."""
        for alike, *ends in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            first, last, from_other, to_other = ends
            if alike == "equal":
                yield from ((BOTH, event) for event in one[first:last])
            else:
                yield from ((self.names.short[0], event) for event in one[first:last])
                yield from ((self.names.short[1], event) for event in other[from_other:to_other])

    @property
    def in_short(self) -> str:
        """Over what the histories part, in a few words: `Azerbaijan refrains from force / attacks`."""
        first = self.flip.first
        if first is None:
            return "nothing but how the end is called"
        if first.is_turn:
            return " / ".join(told or "nothing" for told in first.told)
        label = next(move.label for move in (first.one, first.other) if move is not None)
        words = ["has nothing to decide" if move is None else move.words for move in (first.one, first.other)]
        return f"{capital(label)} {' / '.join(words)}"


def _chance(move: Move, action: str) -> str:
    """How likely an action was under the other setting, or why it was not open there."""
    if action in move.closed:
        return f"not open: {move.closed[action]}"
    return _in_words(odds(move.chances[action])).removeprefix("chance ")


def _likelihood(move: Move) -> str:
    return _in_words(likelihood(move))


def _in_words(told: str) -> str:
    """The chance of a move, which tables must not confuse with the p of a test: `chance 0.68`, `chance below 0.01`."""
    return told.replace("p = ", "chance ").replace("p above ", "chance above ").replace("p below ", "chance below ")


def _weights(reasons: Sequence[Weighed], names: Names) -> str:
    one, other = names.under
    told = [f"{each.words} ({_signed(each.one)} {one}, {_signed(each.other)} {other})" for each in reasons]
    return f"Reasons that differ, for the first of these courses and against the second: {'; '.join(told)}."


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "\N{MINUS SIGN}")


def _pairs(found: Sequence[Standing], names: Names) -> str:
    told = [f"{each.words} ({each.one:.2f} {names.under[0]}, {each.other:.2f} {names.under[1]})" for each in found]
    return "; ".join(told)
