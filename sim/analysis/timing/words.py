"""How the answer about time speaks: conditions, lengths of time, medians, and the names of what can come."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sim.analysis.timing.incidence import Median
from sim.common.dates import QUARTERS_PER_YEAR, by_when, calendar_name, length_in_words
from sim.parameters.wording import whole

YEAR = QUARTERS_PER_YEAR
"""Quarters of a year."""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

START, SINCE = "start", "signature"
"""The clocks: quarters from the start of the history, and since the first signature."""
SIGNED, WAR_FIRST, NEITHER = "signature", "war_first", "neither"
EVER_SIGNED = "ever_signed"
FAILED, RELAPSED, ENDED_BY_WAR, HELD = "failed", "relapse", "war", "held"
IN_FORCE, EVER_WAR = "in_force", "ever_war"

EVENTS: Mapping[str, str] = {
    SIGNED: "first a signature",
    WAR_FIRST: "first a war",
    NEITHER: "neither yet",
    EVER_SIGNED: "signed, also after a war",
    FAILED: "failed at ratification",
    RELAPSED: "relapsed",
    ENDED_BY_WAR: "ended in war",
    HELD: "none of these",
    IN_FORCE: "in force, relapsed or not",
    EVER_WAR: "a war by then, whatever came before",
}
"""What can come, as tables and pictures name it."""
UNITS = (" years", " months")
BEYOND = "beyond the end of the history"

RELAPSE_IS = (
    "A relapse is the first breach of an agreement: a crisis, a violation that is seen, an incident, a crack, or its "
    "rejection by a public. It need not end in war, and the agreement may go on."
)


def after(quarters: int) -> str:
    """So many quarters in words: `10 years`, `1½ years`, `6 months`."""
    return length_in_words(quarters)


def years_in_words(years: int) -> str:
    """So many years as a sentence has them: `five years`."""
    number = NUMBERS[years] if years < len(NUMBERS) else whole(years)
    return f"{number} year{'' if years == 1 else 's'}"


def by_with_interval(median: Median, start: str | None) -> str:
    """By when half have come, with the 95 % interval: `by 2026 Q2 (2026 Q1 to 2026 Q3)`, `within 2 years (1¾ to 2¼ years)`."""
    assert median.quarter is not None

    def end(quarter: int) -> str:
        return length_in_words(quarter + 1) if start is None else calendar_name(start, quarter)

    return f"{by_when(start, median.quarter)}{_interval(median, end)}"


def length_with_interval(median: Median) -> str:
    """After how long half have ended, with the 95 % interval: `after 1 year (9 months to 1¼ years)`."""
    assert median.quarter is not None
    return f"after {length_in_words(median.quarter)}{_interval(median, length_in_words)}"


def _interval(median: Median, end: Callable[[int], str]) -> str:
    """The ends of an interval in brackets; nothing where they are the same."""
    if median.low == median.high:
        return ""
    low, high = end(median.low or 0), BEYOND if median.high is None else end(median.high)
    for unit in UNITS:
        # Said once where both ends have it.
        low = low.removesuffix(unit) if high.endswith(unit) else low
    return f" ({low} to {high})"
