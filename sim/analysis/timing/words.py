"""How the answer about time speaks: conditions, lengths of time, medians, and the names of what can come."""

from __future__ import annotations

from collections.abc import Mapping

from sim.analysis.timing.incidence import Median
from sim.common.dates import calendar_name
from sim.parameters.wording import counted, whole

YEAR = 4
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
BEYOND = "beyond the end of the history"

RELAPSE_IS = (
    "A relapse is the first breach of an agreement: a crisis, a violation that is seen, an incident, a crack, or its "
    "rejection by a public. It need not end in war, and the agreement may go on."
)


def after(quarters: int) -> str:
    """So many quarters in words: `10 years`, `6 quarters`."""
    return counted(quarters // YEAR, "year") if quarters and quarters % YEAR == 0 else counted(quarters, "quarter")


def years_in_words(years: int) -> str:
    """So many years as a sentence has them: `five years`."""
    number = NUMBERS[years] if years < len(NUMBERS) else whole(years)
    return f"{number} year{'' if years == 1 else 's'}"


def quarter_with_interval(median: Median, start: str | None) -> str:
    """The quarter by which half have come: `2026 Q2 (quarter 9, 8 to 10)`."""
    assert median.quarter is not None
    date = f"{calendar_name(start, median.quarter)} " if start else ""
    numbers = f"quarter {median.quarter}{_interval(median)}"
    return f"{date}({numbers})" if start else numbers


def length_with_interval(median: Median) -> str:
    """After how many quarters half have ended: `4 quarters after the signature (interval: 3 to 5 quarters)`."""
    assert median.quarter is not None
    length = f"{counted(median.quarter, 'quarter')} after the signature"
    if median.low == median.high:
        return length
    if median.high is None:
        return f"{length} (interval: {counted(median.low or 0, 'quarter')} to {BEYOND})"
    return f"{length} (interval: {median.low} to {counted(median.high, 'quarter')})"


def _interval(median: Median) -> str:
    if median.low == median.high:
        return ""
    return f", {median.low} to {BEYOND if median.high is None else median.high}"
