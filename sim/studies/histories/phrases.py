"""Phrases that told histories use: how likely a move was, an action as an infinitive, a share in words."""

from __future__ import annotations

from sim.studies.histories.record import Move

CERTAIN, EXPECTED, EVEN, SURPRISING, ASTONISHING = 0.95, 0.6, 0.4, 0.25, 0.05
"""From which chance on a move is called near-certain, expected or even; and below which it is unlikely, and very unlikely."""
LITTLE, SOME, MUCH = 0.1, 0.35, 0.65
"""Below which share there is hardly any of something, little of it, or some."""
LEAST = 0.01
"""A smaller chance than this is not told more exactly; the same at the other end."""
PLAIN = {"carries": "carry", "does": "do"}
"""Verbs whose infinitive is not the third person without its s."""
HISSING = ("sses", "shes", "ches")


def percent(chance: float) -> str:
    """A chance in whole per cent; what would be rounded to certainty becomes `over 99 %` or `under 1 %`.

    >>> percent(0.843), percent(0.9999), percent(0.001), percent(1.0)
    ('84 %', 'over 99 %', 'under 1 %', '100 %')
    """
    if chance not in (0, 1) and not LEAST <= chance <= 1 - LEAST:
        return f"over {100 * (1 - LEAST):.0f} %" if chance > LEAST else f"under {100 * LEAST:.0f} %"
    return f"{100 * chance:.0f} %"


def expectation(move: Move) -> str:
    """How likely a move was: `as expected (84 %)`, `an unlikely move (14 %)`; nothing where it was nearly certain."""
    if move.forced:
        return "no other course was open"
    chance = move.chance
    if chance >= CERTAIN:
        return ""
    if chance >= EXPECTED:
        words = "as expected"
    elif chance >= EVEN:
        words = "as likely as not"
    elif chance >= SURPRISING:
        words = "one of several likely courses"
    else:
        words = "an unlikely move" if chance >= ASTONISHING else "a very unlikely move"
    return f"{words} ({percent(chance)})"


def is_surprise(move: Move) -> bool:
    """Whether a move was unlikely although others were open."""
    return not move.forced and move.chance < SURPRISING


def infinitive(words: str) -> str:
    """An action in words as an infinitive with its `to`.

    >>> infinitive("stands aside"), infinitive("carries out its threat"), infinitive("does not sign")
    ('to stand aside', 'to carry out its threat', 'not to sign')
    """
    verb, _, rest = words.partition(" ")
    if words.startswith("does not "):
        return f"not to {words.removeprefix('does not ')}"
    stem = PLAIN.get(verb) or (verb[:-2] if verb.endswith(HISSING) else verb.removesuffix("s"))
    return f"to {stem} {rest}".rstrip()


def amount(share: float) -> str:
    """How much there is of something that lies between 0 and 1: `hardly any`, `little`, `some` or `much`."""
    return "hardly any" if share < LITTLE else "little" if share < SOME else "some" if share < MUCH else "much"
