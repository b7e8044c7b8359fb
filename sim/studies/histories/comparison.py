"""What would have been otherwise: a world as it was and as it would have been, side by side in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from sim.common.asked import asked, made_by, whole
from sim.common.listing import written
from sim.common.notebook import Shown
from sim.parameters.actions import CHOICES
from sim.parameters.bindings import Binding
from sim.parameters.glossary import terms_in
from sim.parameters.names import label_of
from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import ACTOR_NAMES
from sim.parameters.wording import broken, capital
from sim.studies.histories.events import events
from sim.studies.histories.history import History, end, head, title
from sim.studies.histories.parting import Parting, partings
from sim.studies.histories.phrases import expectation
from sim.studies.histories.record import Move
from sim.studies.histories.short import explained, joined
from sim.studies.histories.text import OUTCOME_WORDS, WIDTH, folded
from sim.studies.histories.verdict import verdict
from sim.studies.histories.why import because, named

HISTORY = made_by("a history, as tell() returns it", "History")
GAP = 2
"""Blanks between columns."""


@asked(before=HISTORY, after=HISTORY, quarter=whole())
@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """The same world, with the same random draws, as it was and as it would have been.

    Its `str` says where the two histories part and what happened from there, side by side; `full()` adds every quarter of
    both from there on.

    Attributes
    ----------
    before, after : History
        The history as it was, and with the change.
    quarter : int
        Quarter from which the change holds.

    Examples
    --------
    >>> from sim import what_if
    >>> changed = what_if("araz2023", world=5, quarter=30, changes={"mechanisms.deterrence.coordination": 0.9})
    >>> changed.quarter, changed.before.world == changed.after.world
    (30, True)
    """

    before: History
    after: History
    quarter: int

    def first_difference(self) -> tuple[int, Move | None, Move | None] | None:
        """The first decision that differs: its quarter and the two moves; None if there is none."""
        for old, new in zip_longest(self.before.moves(), self.after.moves()):
            if _decided(old) != _decided(new):
                return (old or new)[0], old and old[1], new and new[1]
        return None

    def __repr__(self) -> str:
        """Which world it is, and how it ended and would have ended, in one line."""
        since = f"changed from {self.before.date(self.quarter)} on"
        return f"<Comparison: {title(self.before)}, {since}: {end(self.before)}, then {end(self.after)}>"

    def __str__(self) -> str:
        """What was changed, how both ended, where they part, and what happened in each from there on."""
        lines = list(self._lines())
        return "\n".join([*lines, "", *explained(terms_in("\n".join(lines)))])

    def full(self) -> str:
        """The same, and then every quarter of both histories from the one in which they part, with all reasons and sources."""
        first = next(partings(self.before, self.after), None)
        if first is None:
            return str(self)
        lines = [str(self)]
        for heading, history in (("As it was", self.before), ("As changed", self.after)):
            lines += ["", f"{heading}, from {history.date(first.quarter)} on", ""]
            lines += history.account(range(first.quarter, len(history.quarters)))
        return "\n".join(lines)

    def _lines(self) -> Iterator[str]:
        before, after = self.before, self.after
        what = "; ".join(_changes(before.parameters, after.parameters, self.quarter))
        yield from head(before)
        yield from folded(
            f"The same world, with the same random draws. Changed from {before.date(self.quarter)} on: {what}."
        )
        yield from ("", *self._endings(), "")
        first = next(partings(before, after), None)
        if first is None:
            yield from folded(_nothing(before, self.quarter))
            return
        yield from self._parting(first)
        yield from ("", *self._side_by_side(first.quarter))

    def _endings(self) -> Iterator[str]:
        for words, history in (("As it was", self.before), ("As changed", self.after)):
            yield from folded(f"{words}: {OUTCOME_WORDS[history.outcome]}. {verdict(history)}")

    def _parting(self, first: Parting) -> Iterator[str]:
        """Where the two histories part, and why."""
        at_once = first.quarter == self.quarter
        when = self.before.date(first.quarter)
        yield from folded(
            f"They part at once, in {when}." if at_once else f"Both histories are the same until they part in {when}."
        )
        for words, move, told in zip(("As it was", "As changed"), (first.one, first.other), first.told, strict=True):
            yield from folded(f"{words}: {_short(move, told, first.is_turn)}", "  ")

    def _side_by_side(self, quarter: int) -> Iterator[str]:
        """What happened in each history from a quarter on, in two columns with the date beside them."""
        rows = [row for row in self._rows(quarter) if row[2] or row[3]]
        if not rows:
            yield from folded("Nothing of note happens in either of them after that.")
            return
        dates = [self.before.heading(row[0]) for row in rows]
        wide = max(map(len, dates)) + GAP
        column = (WIDTH - wide - GAP) // 2
        yield f"{' ' * wide}{'As it was'.ljust(column + GAP)}As changed"
        for date, (first, last, one, other) in zip(dates, rows, strict=True):
            until = "" if first == last else f" The same every quarter until {self.before.date(last)}."
            yield from _row(date.ljust(wide), one and one + until, other and other + until, column)

    def _rows(self, quarter: int) -> Iterator[tuple[int, int, str, str]]:
        """First and last quarter of each stretch in which the same happens, and what happens in the two histories."""
        one, other = (
            {record.quarter: " ".join(joined(events(record))) for record in history.quarters}
            for history in (self.before, self.after)
        )
        quarters = sorted(each for each in {*one, *other} if each >= quarter)
        for told, group in groupby(quarters, key=lambda each: (one.get(each, ""), other.get(each, ""))):
            stretch = list(group)
            yield stretch[0], stretch[-1], *told


def _row(date: str, one: str, other: str, column: int) -> Iterator[str]:
    """One date with what happened in each history; what happened in both stands there once, across both columns."""
    blank = " " * len(date)
    if one == other:
        yield from broken(f"(both) {one}", WIDTH, date, blank)
        return
    cells = [broken(words or "\N{EN DASH}", column) for words in (one, other)]
    for place, (left, right) in enumerate(zip_longest(*cells, fillvalue="")):
        yield f"{blank if place else date}{left.ljust(column + GAP)}{right}".rstrip()


def altered_values(before: Parameters, after: Parameters) -> list[str]:
    """Ids of the parameters that have another value than before; none of them may differ between worlds."""
    return [name for name in after.changes if after[name] != before[name]]


def _decided(place: tuple[int, Move] | None) -> tuple[int, str, str] | None:
    """What makes a decision another one; None if the history had ended."""
    return place and (place[0], place[1].decision, place[1].action)


def _changes(before: Parameters, after: Parameters, quarter: int) -> list[str]:
    """What was changed from a quarter on: parameters with their values before and after, and choices that were fixed."""
    values = [
        f"{label_of(name)} ({name}) is {written(after[name])} and not {written(before[name])}"
        for name in altered_values(before, after)
    ]
    fixed = [_from_then(binding, quarter) for binding in after.user_bindings[len(before.user_bindings) :]]
    return [*values, *fixed] or ["nothing, as all this was so already"]


def _from_then(binding: Binding, quarter: int) -> str:
    """A binding in words and as it is written, without its first quarter if it is in force at once."""
    written_so = str(replace(binding, from_quarter=0) if binding.from_quarter <= quarter else binding)
    if binding.rule not in ("always", "never"):
        return written_so
    words = next(one.words for menu in CHOICES[binding.actor] for one in menu if one.name == binding.action)
    return f"{capital(ACTOR_NAMES[binding.actor])} {binding.rule} {words} ({written_so})"


def _nothing(before: History, quarter: int) -> str:
    """A sentence for two histories that do not differ; it says so if the history was over by then."""
    if before.ended is None or before.ended >= quarter:
        return "Nothing comes out differently: every decision and every event is the same."
    return (
        f"A total war had ended this history in {before.date(before.ended)}, before the change: nothing could come out "
        "differently. Ask from an earlier quarter."
    )


def _short(move: Move | None, told: str, is_turn: bool) -> str:
    """A move with its main reasons, or what came about by chance; that the history had ended, or the move was not open."""
    if move is not None:
        expected = expectation(move)
        sentence = f"{named(move)}{', ' if expected else ''}{expected}."
        return sentence if move.forced else f"{sentence} {because(move)}"
    if is_turn:
        return f"{capital(told)}." if told else "This does not happen."
    return "This decision does not arise."
