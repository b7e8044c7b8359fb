"""What would have been otherwise: a world as it was and as it would have been, and the difference in words."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from sim.common.asked import asked, made_by, whole
from sim.common.listing import written
from sim.common.notebook import Shown
from sim.parameters.bindings import Binding
from sim.parameters.parameters import Parameters
from sim.studies.histories.history import History, end, happened, head, title
from sim.studies.histories.record import Move
from sim.studies.histories.text import INDENT, OUTCOME_WORDS, folded, likelihood

HISTORY = made_by("a history, as tell() returns it", "History")


@asked(before=HISTORY, after=HISTORY, quarter=whole())
@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """The same world, with the same random draws, as it was and as it would have been; its `str` says it in words.

    Attributes
    ----------
    before, after : History
        The history as it was, and with the change.
    quarter : int
        Quarter from which the change holds.
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
        since = f"changed from {self.before.heading(self.quarter)} on"
        return f"<Comparison: {title(self.before)}, {since}: {end(self.before)}, then {end(self.after)}>"

    def __str__(self) -> str:
        """What was changed, what came of it, and where the two histories part."""
        before, after = self.before, self.after
        what = "; ".join(_changes(before.parameters, after.parameters, self.quarter))
        lines = [
            *head(before),
            *folded(f"Changed from {before.heading(self.quarter)} on: {what}."),
            *folded(f"As it was: {OUTCOME_WORDS[before.outcome]}.", "  "),
            *folded(f"Changed:   {OUTCOME_WORDS[after.outcome]}.", "  "),
        ]
        found = self.first_difference()
        if found is None:
            return "\n".join([*lines, *folded(_nothing(before, self.quarter), "  ")])
        parting, old, new = found
        lines.append(f"  First difference in {before.heading(parting)}:")
        lines += [f"{INDENT}was:     {_short(old)}", f"{INDENT}becomes: {_short(new)}"]
        for heading, history in (("As it was, from then on:", before), ("Changed, from then on:", after)):
            told = [line for event in happened(history, parting) for line in folded(event, INDENT)]
            lines += [f"  {heading}", *(told or [f"{INDENT}nothing of note"])]
        return "\n".join(lines)


def altered_values(before: Parameters, after: Parameters) -> list[str]:
    """Ids of the parameters that have another value than before; none of them may differ between worlds."""
    return [name for name in after.changes if after[name] != before[name]]


def _decided(place: tuple[int, Move] | None) -> tuple[int, str, str] | None:
    """What makes a decision another one; None if the history had ended."""
    return place and (place[0], place[1].decision, place[1].action)


def _changes(before: Parameters, after: Parameters, quarter: int) -> list[str]:
    """What was changed from a quarter on: parameters with their values before and after, and choices that were fixed."""
    altered = altered_values(before, after)
    values = [f"{name} = {written(after[name])} (was {written(before[name])})" for name in altered]
    fixed = [_from_then(binding, quarter) for binding in after.user_bindings[len(before.user_bindings) :]]
    return [*values, *fixed] or ["nothing that was not so already"]


def _from_then(binding: Binding, quarter: int) -> str:
    """A binding in words, without its first quarter if it is in force at once."""
    return str(replace(binding, from_quarter=0) if binding.from_quarter <= quarter else binding)


def _nothing(before: History, quarter: int) -> str:
    """That nothing differs; and, if so, that the history was over by then."""
    if before.ended is None or before.ended >= quarter:
        return "No decision comes out differently."
    return (
        f"A total war had ended this history in {before.heading(before.ended)}, before the change: nothing could come out "
        "differently. Ask from an earlier quarter."
    )


def _short(move: Move | None) -> str:
    """A move in one line; or that the history had ended."""
    return f"{move.label} {move.words} ({likelihood(move)})" if move else "(the history has ended)"
