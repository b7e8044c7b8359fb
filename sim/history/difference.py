"""What would have been otherwise, in words."""

from __future__ import annotations

from sim.history.history import Comparison, History
from sim.history.record import Move
from sim.history.text import OUTCOME_WORDS, folded, happened

INDENT = "    "


def difference(comparison: Comparison) -> str:
    """How a changed history differs from the one that was: what was changed, what came of it, and where they part."""
    before, after, quarter = comparison.before, comparison.after, comparison.quarter
    lines = [
        f"World {before.world} under {before.parameters.worldview}, seed {before.seed}",
        *folded(f"Changed from {before.heading(quarter)} on: {'; '.join(changes(comparison))}."),
        f"  As it was: {OUTCOME_WORDS[before.outcome]}.",
        f"  Changed:   {OUTCOME_WORDS[after.outcome]}.",
    ]
    found = comparison.first_difference()
    if found is None:
        return "\n".join([*lines, "  No decision comes out differently."])
    parting, old, new = found
    lines.append(f"  First difference in {before.heading(parting)}:")
    lines += [f"{INDENT}was:     {_short(old)}", f"{INDENT}becomes: {_short(new)}"]
    for heading, history in (("As it was, from then on:", before), ("Changed, from then on:", after)):
        lines += [f"  {heading}", *_course(history, parting)]
    return "\n".join(lines)


def changes(comparison: Comparison) -> list[str]:
    """What was changed, in words: parameters with their values before and after, and choices that were fixed."""
    old, new = comparison.before.parameters, comparison.after.parameters
    values = [f"{name} = {new[name]} (was {old[name]})" for name in new.changes if new[name] != old[name]]
    fixed = new.bindings[len(old.bindings) :]
    choices = [f"{b.actor} {b.rule} {b.action} {' and '.join(b.condition)}".rstrip() for b in fixed]
    return [*values, *choices] or ["nothing that was not so already"]


def _course(history: History, quarter: int) -> list[str]:
    """What happened from a quarter on."""
    told = [line for event in happened(history, quarter) for line in folded(event, INDENT)]
    return told or [f"{INDENT}nothing of note"]


def _short(move: Move | None) -> str:
    """A move in one line; or that the history had ended."""
    if move is None:
        return "(the history has ended)"
    return f"{move.label} {move.words} (p = {move.chance:.2f})"
