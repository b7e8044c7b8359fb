"""What happened in a quarter in words: what a student reads of one decision, of the outlook, of a war that widens."""

from collections.abc import Iterable
from itertools import groupby

from sim.parameters.sources import Citation
from sim.parameters.wording import HELD, OUTCOME_MEANINGS, broken, capital, enumeration, readable
from sim.studies.histories.dispute import standing
from sim.studies.histories.events import events
from sim.studies.histories.phrases import expectation, infinitive, percent
from sim.studies.histories.record import Involvement, Move, QuarterRecord, Reason
from sim.studies.histories.seen import Beliefs
from sim.studies.histories.wars import kept_peace
from sim.studies.histories.why import is_error

OUTCOME_WORDS = {name: f"{readable(name)} ({meaning})" for name, meaning in OUTCOME_MEANINGS.items()}
IDLE = ("refrain", "stand_firm", "hold", "stand_aside")
"""Actions that change nothing."""
UNTOLD = (*IDLE, "nothing_more")
"""What the story leaves out: they, and doing nothing beside another move."""
OPENINGS = {"sign": "Asked to sign, ", "answer": "In answer, "}
WIDTH, INDENT = 100, "    "
SHOWN_REASONS = 4  # more reasons than these are small beside them; all are in `Move.reasons`
SMALLEST_SHOWN = 0.01  # the smallest probability that two decimals can show
HELD_TOGETHER = (" = ", "python -m sim glossary")  # no line is broken between a name and its value, nor in a command


def folded(text: str, indent: str = "", hanging: str = "  ") -> list[str]:
    """A text in lines that fit a page; lines after the first are set in further."""
    held = text
    for words in HELD_TOGETHER:
        held = held.replace(words, words.replace(" ", HELD))
    return broken(held, WIDTH, indent, indent + hanging if indent else "")


def odds(chance: float) -> str:
    """A probability in two decimals; one that would be rounded to certainty says on which side of it it lies."""
    shown = f"{chance:.2f}"
    if chance in (0, 1) or float(shown) not in (0, 1):
        return f"p = {shown}"
    return f"p above {1 - SMALLEST_SHOWN:.2f}" if float(shown) else f"p below {SMALLEST_SHOWN:.2f}"


def likelihood(move: Move) -> str:
    """How likely a move was, or that the actor had no choice."""
    return "no other course was open" if move.forced else odds(move.chance)


def merged(citations: Iterable[Citation]) -> list[str]:
    """Citations with the paragraphs of each source put together: `araz2023 ¶3, 4, 15`, in the order of first use."""
    paragraphs: dict[str, set[int]] = {}
    for citation in citations:
        paragraphs.setdefault(citation.key, set()).update(citation.paragraphs)
    return [str(Citation(key, tuple(sorted(numbers)))) for key, numbers in paragraphs.items()]


def told_reasons(record: QuarterRecord) -> list[Reason]:
    """The reasons a story tells: the largest of each decision that it tells, and why neighbours were drawn into a war."""
    of_moves = [reason for move in told_moves(record) for reason in move.reasons[:SHOWN_REASONS]]
    return of_moves + [reason for one in record.involvements if one.entered for reason in one.reasons]


def told_moves(record: QuarterRecord) -> list[Move]:
    """The moves a story tells: all but those that change nothing."""
    return [move for move in record.moves if move.action not in UNTOLD]


def quarter_lines(record: QuarterRecord) -> list[str]:
    """One quarter: what was seen, who did what and why, and what came about."""
    lines = [line for sentence in standing(record) for line in folded(sentence, INDENT)]
    for silent, group in groupby(told_moves(record), key=_passes_over):
        moves = list(group)
        lines += silence(moves) if silent else [line for move in moves for line in move_lines(move)]
    for event in events(record):
        lines += folded(f"=> {event}", "  ", hanging="   ")
    for line in (*kept_peace(record), *_learned(record), *_involvements(record.involvements)):
        lines += folded(line, INDENT)
    return lines


def move_lines(move: Move) -> list[str]:
    """One decision: how likely it was, what spoke for it and against it, and whether it was an error."""
    opening = OPENINGS.get(move.decision.split("_")[0], "")
    label = move.label if opening else capital(move.label)
    expected = expectation(move)
    lines = folded(f"{opening}{label} {move.words}{', ' if expected else ''}{expected}.", "  ")
    shown = move.reasons[:SHOWN_REASONS]
    for words, sign in (("for it", 1), ("against it", -1)):
        told = [f"{reason.words} ({abs(reason.value):.2f})" for reason in shown if reason.value * sign > 0]
        lines += folded(f"{words}: {', '.join(told)}", INDENT) if told else []
    for sentence in (*_believed(move.beliefs), *_backing_down(move)):
        lines += folded(sentence, INDENT)
    error = _error(move)
    if not move.reasons and not error and not move.forced:
        return [*lines, f"{INDENT}for it: no other course was clearly better"]
    return lines + error


def _error(move: Move) -> list[str]:
    """A sentence for an actor that passed over a course which it rated clearly higher itself."""
    better = move.better
    if better is None or not is_error(move):
        return []
    label, course = capital(move.label), infinitive(better.words)
    told = f"{label} did not take its best course: {course} was worth {better.gain:.2f} more to it"
    return folded(f"{told} ({percent(better.chance)} likely).", INDENT)


def _believed(beliefs: Beliefs | None) -> list[str]:
    """What the rivals believed of each other before a crisis, and how it really was."""
    if beliefs is None:
        return []
    one = beliefs
    truth = "it does" if one.is_greedy else "it does not"
    return [
        f"Yerevan thought it {percent(one.greedy)} likely that Baku wants more than a text can give (in truth {truth}), "
        f"and that a total war would cost Baku {one.cost_azerbaijan:.2f} (in truth {one.real_cost_azerbaijan:.2f}).",
        f"Baku thought that a total war would cost Armenia {one.cost_armenia:.2f} "
        f"(in truth {one.real_cost_armenia:.2f}).",
    ]


def _backing_down(move: Move) -> list[str]:
    """What it costs before one's own public not to carry out a threat."""
    if move.backing_down is None:
        return []
    cost = f"{'costs' if move.action == 'stand_down' else 'would have cost'} it {move.backing_down:.2f}"
    return [f"Standing down {cost} before its own public."]


def _learned(record: QuarterRecord) -> list[str]:
    """What the rivals believe of each other when a crisis has been played."""
    one = record.learned
    if one is None:
        return []
    return [
        f"After this, Yerevan thinks it {percent(one.greedy)} likely that Baku wants more than a text can give, and that a "
        f"total war would cost Baku {one.cost_azerbaijan:.2f}; Baku thinks that it would cost Armenia {one.cost_armenia:.2f}."
    ]


def _passes_over(move: Move) -> bool:
    """Whether a move is nothing but silence: a challenge left unanswered, for no reason that would need telling."""
    return move.action == "leave_unanswered" and not move.reasons and not _error(move)


def silence(moves: list[Move]) -> list[str]:
    """Those who left a challenge unanswered, in one sentence."""
    return folded(f"{capital(enumeration([_unlikely(move.label, move) for move in moves]))} do nothing about it.", "  ")


def _unlikely(label: str, move: Move) -> str:
    """A name, with how likely its silence was where that was not nearly certain."""
    expected = expectation(move)
    return f"{label} ({expected.replace('(', '').replace(')', '')})" if expected else label


def _involvements(neighbours: list[Involvement]) -> list[str]:
    """The neighbours of a war in sentences: who is drawn in and why, and who keeps out."""
    lines = []
    for one in (one for one in neighbours if one.entered):
        stakes = ", ".join(f"{reason.words} ({reason.value:.2f})" for reason in one.reasons)
        lines.append(f"{capital(one.label)} is drawn into the war (chance {percent(one.chance)}); at stake: {stakes}.")
    out = [f"{one.label} (chance {percent(one.chance)})" for one in neighbours if not one.entered]
    return [*lines, f"Not drawn in, though they might have been: {', '.join(out)}."] if out else lines
