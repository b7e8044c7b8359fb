"""What would have been otherwise, in words."""

from __future__ import annotations

from sim.studies.histories.course import Course, Parting
from sim.studies.histories.heading import changes, head
from sim.studies.histories.record import Move
from sim.studies.histories.text import OUTCOME_WORDS, folded, happened, likelihood

INDENT = "    "


def difference(comparison: Parting) -> str:
    """How a changed history differs from the one that was: what was changed, what came of it, and where they part."""
    before, after, quarter = comparison.before, comparison.after, comparison.quarter
    what = "; ".join(changes(before.parameters, after.parameters, quarter))
    lines = [
        *(line for words in head(before) for line in folded(words)),
        *folded(f"Changed from {before.heading(quarter)} on: {what}."),
        *folded(f"As it was: {OUTCOME_WORDS[before.outcome]}.", "  "),
        *folded(f"Changed:   {OUTCOME_WORDS[after.outcome]}.", "  "),
    ]
    found = comparison.first_difference()
    if found is None:
        return "\n".join([*lines, *folded(_nothing(before, quarter), "  ")])
    parting, old, new = found
    lines.append(f"  First difference in {before.heading(parting)}:")
    lines += [f"{INDENT}was:     {_short(old)}", f"{INDENT}becomes: {_short(new)}"]
    for heading, history in (("As it was, from then on:", before), ("Changed, from then on:", after)):
        lines += [f"  {heading}", *_course(history, parting)]
    return "\n".join(lines)


def _nothing(before: Course, quarter: int) -> str:
    """That nothing differs; and, if so, that the history was over by then."""
    if before.ended is None or before.ended >= quarter:
        return "No decision comes out differently."
    return (
        f"War had ended this history in {before.heading(before.ended)}, before the change: nothing could come out "
        "differently. Ask from an earlier quarter."
    )


def _course(history: Course, quarter: int) -> list[str]:
    """What happened from a quarter on."""
    told = [line for event in happened(history, quarter) for line in folded(event, INDENT)]
    return told or [f"{INDENT}nothing of note"]


def _short(move: Move | None) -> str:
    """A move in one line; or that the history had ended."""
    if move is None:
        return "(the history has ended)"
    return f"{move.label} {move.words} ({likelihood(move)})"
