"""A history in words: what a student reads."""

from __future__ import annotations

from sim.history.events import events
from sim.history.history import SHOWN_REASONS, Comparison, History
from sim.history.record import Move, QuarterRecord

OUTCOME_WORDS = {
    "ideal_peace": "ideal peace: signed, carried out, legitimate in both societies, and calm",
    "formal_peace": "formal peace: signed and calm, but weakly carried out or not legitimate",
    "deferred_tension": "deferred tension: signed, without war, but with violations or suspension to the end",
    "stalemate": "stalemate: no agreement in force, no war",
    "new_confrontation": "new confrontation: war",
}
WHAT_DECISIONS_ARE = {"sign": "asked to sign, ", "answer": "in answer, "}
INDENT = "    "


def story(history: History) -> str:
    """The whole history, quarter by quarter."""
    p = history.parameters
    policies = f", policies {', '.join(p.policies)}" if p.policies else ""
    lines = [
        f"World {history.world} under {p.worldview}{policies}, seed {history.seed}",
        f"Outcome: {OUTCOME_WORDS[history.outcome]}.",
        "One possible history under these assumptions, not a forecast. Values are shares of the prize.",
        "",
    ]
    for record in history.quarters:
        lines += quarter_lines(history, record)
    return "\n".join(lines)


def quarter_lines(history: History, record: QuarterRecord) -> list[str]:
    """One quarter: what was seen, who did what and why, and what came of it."""
    lines = [f"{history.date(record.quarter)} (quarter {record.quarter})", INDENT + outlook(record)]
    for move in record.moves:
        lines += move_lines(history, move)
    lines += [f"{INDENT}=> {event}" for event in events(record)]
    return [*lines, ""]


def outlook(record: QuarterRecord) -> str:
    """What Baku saw when it decided."""
    seen = record.seen
    low, high = seen["range_low"], seen["range_high"]
    bargain = f"bargains from {low:.2f} to {min(high, 1.0):.2f} beat war for both" if high >= low else "no bargain beats war for both"
    return (
        f"Baku would win a war with chance {seen['win']:.2f}; {bargain}; "
        f"waiting is worth {seen['waiting']:.2f}, war {seen['war_now']:.2f}; "
        f"Yerevan believes Baku's word at {seen['reliability']:.2f} and protection at {seen['protection']:.2f}."
    )


def move_lines(history: History, move: Move) -> list[str]:
    """One decision with its reasons and their sources."""
    opening = WHAT_DECISIONS_ARE.get(move.decision.split("_")[0], "")
    label = move.label[0].upper() + move.label[1:]
    lines = [f"  {label} {opening}{move.words} (p = {move.chance:.2f})"]
    if move.reasons:
        told = ", ".join(f"{r.words} {r.value:+.2f}" for r in move.reasons[:SHOWN_REASONS])
        lines.append(f"{INDENT}because: {told}")
        sources = history.sources(move)
        if sources:
            lines.append(f"{INDENT}sources: {'; '.join(sources)}")
    return lines


def difference(comparison: Comparison) -> str:
    """How a changed history differs from the one that was."""
    before, after = comparison.before, comparison.after
    lines = [
        f"World {before.world} under {before.parameters.worldview}, seed {before.seed}: what if, from quarter {comparison.quarter} on?",
        f"  As it was: {OUTCOME_WORDS[before.outcome]}.",
        f"  Changed:   {OUTCOME_WORDS[after.outcome]}.",
    ]
    found = comparison.first_difference()
    if found is None:
        return "\n".join([*lines, "  No decision comes out differently."])
    quarter, old, new = found
    lines.append(f"  First difference in {before.date(quarter)} (quarter {quarter}):")
    lines += [f"    was:     {_short(old)}", f"    becomes: {_short(new)}"]
    return "\n".join(lines)


def _short(move: Move | None) -> str:
    """A move in one line; or that the history had ended."""
    if move is None:
        return "(the history has ended)"
    return f"{move.label} {move.words} (p = {move.chance:.2f})"
