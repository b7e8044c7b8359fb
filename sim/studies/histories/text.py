"""A history in words: what a student reads."""

from __future__ import annotations

from itertools import groupby

from sim.parameters.wording import HELD, broken
from sim.studies.histories.course import SHOWN_REASONS, Course, merged, told_reasons
from sim.studies.histories.events import already_agreed, events
from sim.studies.histories.heading import head
from sim.studies.histories.involvement import involvement_lines
from sim.studies.histories.odds import odds
from sim.studies.histories.reasons import Reason
from sim.studies.histories.record import Move, QuarterRecord
from sim.studies.histories.references import references

OUTCOME_WORDS = {
    "ideal_peace": "ideal peace (signed, carried out, legitimate in both societies, and calm at the end)",
    "formal_peace": "formal peace (signed and calm at the end, but weakly carried out or not legitimate)",
    "deferred_tension": "deferred tension (signed, without war, but with violations or suspension to the end)",
    "stalemate": "stalemate (no agreement in force, no war)",
    "new_confrontation": "new confrontation (a war broke out)",
}
HOW_TO_READ = (
    "One possible history under these assumptions, not a forecast. p is the probability with which a move was chosen. "
    "The number behind a reason is its weight in shares of the prize; the largest come first. An actor sometimes "
    "errs: where it passed over a clearly better course, this is said."
)
OPENINGS = {"sign": "Asked to sign, ", "answer": "In answer, "}
UNANSWERED = "leave_unanswered"
WORTH_TELLING = 0.05
"""A better course is told of if it was rated higher by this share of the prize."""
WIDTH = 100
INDENT = "    "
HELD_TOGETHER = (" = ", "p above ", "p below ")
"""Between a name or `p` and its number no line is broken."""


def story(history: Course) -> str:
    """The whole history, quarter by quarter, and at its end where the reasons come from."""
    lines = [*_opening(history), *folded(HOW_TO_READ), "", *_happened_in_short(history), ""]
    for record in history.quarters:
        lines += quarter_lines(history, record)
    return "\n".join([*lines, *references(history)])


def in_short(history: Course, quarters: range | None = None) -> str:
    """How a history ended and what happened in it, and some of its quarters in full."""
    lines = [*_opening(history), "", *_happened_in_short(history)]
    for record in history.quarters:
        if quarters is not None and record.quarter in quarters:
            lines += ["", *quarter_lines(history, record)[:-1]]
    return "\n".join(lines)


def _opening(history: Course) -> list[str]:
    """Which history it is, under which assumptions, and how it ended."""
    which = (line for words in head(history) for line in folded(words))
    return [*which, f"Outcome: {OUTCOME_WORDS[history.outcome]}."]


def _happened_in_short(history: Course) -> list[str]:
    """All events, dated."""
    return ["In short", *(line for event in happened(history) or ["nothing of note"] for line in folded(event, "  "))]


def quarter_lines(history: Course, record: QuarterRecord) -> list[str]:
    """One quarter: what was seen, who did what and why, what came of it, and the sources of all that."""
    lines = [history.heading(record.quarter), *folded(outlook(record), INDENT)]
    for silent, group in groupby(record.moves, key=_passes_over):
        moves = list(group)
        lines += silence(moves) if silent else [line for move in moves for line in move_lines(move)]
    for event in events(record):
        lines += folded(f"=> {event}", "  ", hanging="   ")
    for line in involvement_lines(record.involvements):
        lines += folded(line, INDENT)
    cited = merged(citation for reason in told_reasons(record) for citation in history.citations(reason))
    if cited:
        lines += folded(f"sources: {'; '.join(cited)}", INDENT)
    return [*lines, ""]


def outlook(record: QuarterRecord) -> str:
    """What Baku and Yerevan saw when they decided."""
    seen = record.seen
    low, high = seen["range_low"], min(seen["range_high"], 1.0)
    bargain = (
        f"bargains from {low:.2f} to {high:.2f} beat war for both" if high >= low else "no bargain beats war for both"
    )
    return (
        f"Baku would win a war with chance {seen['win']:.2f}; {bargain}; "
        f"to Baku waiting is worth {seen['waiting']:.2f}, war {seen['war_now']:.2f}; "
        f"Yerevan trusts Baku's word to {seen['reliability']:.2f} and its protectors to {seen['protection']:.2f}."
    )


def move_lines(move: Move) -> list[str]:
    """One decision: how likely it was, what spoke for it and against it, and whether it was an error."""
    opening = OPENINGS.get(move.decision.split("_")[0], "")
    label = move.label if opening else move.label[0].upper() + move.label[1:]
    lines = folded(f"{opening}{label} {move.words} ({likelihood(move)})", "  ")
    shown = move.reasons[:SHOWN_REASONS]
    for words, reasons in (
        ("for it", [r for r in shown if r.value > 0]),
        ("against", [r for r in shown if r.value < 0]),
    ):
        if reasons:
            lines += folded(f"{words}: {', '.join(_weighed(reason) for reason in reasons)}", INDENT)
    error = _error(move)
    if not move.reasons and not error and not move.forced:
        return [*lines, f"{INDENT}for it: no other course was rated clearly higher"]
    return lines + error


def likelihood(move: Move) -> str:
    """How likely a move was, or that the actor had no choice."""
    return "no other course was open" if move.forced else odds(move.chance)


def _weighed(reason: Reason) -> str:
    return f"{reason.words} {reason.value:+.2f}"


def _error(move: Move) -> list[str]:
    """That an actor passed over a course that it rated clearly higher itself."""
    better = move.better
    if better is None or better.gain < WORTH_TELLING:
        return []
    told = f"passed over, though rated {better.gain:.2f} higher: {better.words} ({odds(better.chance)})"
    return folded(told, INDENT)


def _passes_over(move: Move) -> bool:
    """Whether a move is nothing but silence: a challenge left unanswered, for no reason that would need telling."""
    return move.action == UNANSWERED and not move.reasons and not _error(move)


def silence(moves: list[Move]) -> list[str]:
    """Those who left a challenge unanswered, in one sentence."""
    who = ", ".join(f"{move.label} ({odds(move.chance)})" for move in moves)
    return folded(f"Left unanswered by {who}", "  ")


def folded(text: str, indent: str = "", hanging: str = "  ") -> list[str]:
    """A text in lines that fit a page; lines after the first are set in further."""
    following = indent + hanging if indent else ""
    held = text
    for words in HELD_TOGETHER:
        held = held.replace(words, words.replace(" ", HELD))
    return broken(held, WIDTH, indent, following)


def happened(history: Course, from_quarter: int | None = None) -> list[str]:
    """The events of a history, dated: from a quarter on; or all, beginning with what was agreed before the first."""
    first = 0 if from_quarter is None else from_quarter
    later = [record for record in history.quarters if record.quarter >= first]
    told = [f"{history.heading(record.quarter)}: {event}" for record in later for event in events(record)]
    return told if from_quarter is not None else [*already_agreed(history.quarters[0]), *told]
