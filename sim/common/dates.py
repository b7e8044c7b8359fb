"""Dates of quarters: the one place where a counted quarter becomes a quarter of a year, or a length of time."""

import datetime
import re

MONTHS_PER_QUARTER = 3
QUARTERS_PER_YEAR = 4
PARTS_OF_A_YEAR = ("", "¼", "½", "¾")
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
DIGITS_OF_A_YEAR = 4
TEENS = (11, 12, 13)
"""These end in `th`, whatever their last digit."""

Start = datetime.date | str | None
"""The day on which quarter 0 begins, a string as an ISO date; None where a worldview is not dated."""


def calendar_name(start: Start, quarter: int) -> str:
    """A quarter, counted from 0, as one of a year, `2026 Q3`; its number alone, `quarter 5`, without a start to count from.

    `start` is the day on which quarter 0 begins, a string as an ISO date. In what people read use `in_words`, `by_when`,
    `the_quarter` or `short_name`, which have words for worldviews without a date.
    """
    if start is None:
        return f"quarter {quarter}"
    first = start if isinstance(start, datetime.date) else datetime.date.fromisoformat(str(start))
    month = first.month - 1 + MONTHS_PER_QUARTER * quarter
    return f"{first.year + month // 12} Q{month % 12 // MONTHS_PER_QUARTER + 1}"


def dated(start: Start, quarter: int) -> str:
    """A quarter as a date with its number beside it, `2026 Q3, quarter 5`; its number alone without a date."""
    number = calendar_name(None, quarter)
    return number if start is None else f"{calendar_name(start, quarter)}, {number}"


def ordinal(number: int) -> str:
    """A number as a place in an order.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd']
    """
    ending = "th" if number % 100 in TEENS else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def short_name(start: Start, quarter: int) -> str:
    """A quarter, counted from 0, as a heading or a column names it: `2026 Q3`, or `5th quarter` without a date.

    >>> short_name("2025-04-01", 5), short_name(None, 4)
    ('2026 Q3', '5th quarter')
    """
    return f"{ordinal(quarter + 1)} quarter" if start is None else calendar_name(start, quarter)


def the_quarter(start: Start, quarter: int) -> str:
    """A quarter, counted from 0, as a noun in a sentence: `2026 Q3`, or `the 5th quarter` without a date.

    >>> the_quarter("2025-04-01", 5), the_quarter(None, 4)
    ('2026 Q3', 'the 5th quarter')
    """
    return f"the {short_name(start, quarter)}" if start is None else calendar_name(start, quarter)


def in_words(start: Start, quarter: int) -> str:
    """When something happened, for a sentence: `in 2026 Q3`, or `in the 5th quarter` without a date.

    >>> in_words("2025-04-01", 5), in_words(None, 4)
    ('in 2026 Q3', 'in the 5th quarter')
    """
    return f"in {the_quarter(start, quarter)}"


def by_when(start: Start, quarter: int) -> str:
    """By when something had happened: `by 2026 Q3`, or `within 2 years` without a date, the quarter itself included.

    >>> by_when("2025-04-01", 5), by_when(None, 7), by_when(None, 8)
    ('by 2026 Q3', 'within 2 years', 'within 2¼ years')
    """
    return f"within {length_in_words(quarter + 1)}" if start is None else f"by {calendar_name(start, quarter)}"


def length_in_words(quarters: int) -> str:
    """So many quarters as a length of time: months below a year, then years and their quarters.

    >>> [length_in_words(quarters) for quarters in (1, 3, 4, 7, 8)]
    ['3 months', '9 months', '1 year', '1¾ years', '2 years']
    """
    years, rest = divmod(quarters, QUARTERS_PER_YEAR)
    if years == 0:
        return f"{MONTHS_PER_QUARTER * rest} months"
    return f"{years}{PARTS_OF_A_YEAR[rest]} year{'' if quarters == QUARTERS_PER_YEAR else 's'}"


def year_name(start: Start, quarter: int) -> str:
    """A quarter, counted from 0, as told histories name it: `2026 Q3`, or `year 2, quarter 1` without a date.

    >>> year_name("2025-04-01", 5), year_name(None, 4)
    ('2026 Q3', 'year 2, quarter 1')
    """
    year, part = divmod(quarter, QUARTERS_PER_YEAR)
    return f"year {year + 1}, quarter {part + 1}" if start is None else calendar_name(start, quarter)


def quarter_of(start: Start, written: str) -> int | None:
    """Which quarter, counted from 0, is meant by `5`, `6th quarter`, `2026Q3`, `2Q1` or `year 2, quarter 1`; None if none is.

    A date before the start gives a number below 0. The forms with a counted year are for worldviews without a date. A number with
    four digits is a year where there is a date, and so no quarter.

    >>> quarter_of(None, "5th quarter"), quarter_of(None, "the 5th quarter"), quarter_of("2025-04-01", "2026")
    (4, 4, None)

    >>> quarter_of("2025-04-01", "2026 Q3"), quarter_of(None, "2Q1"), quarter_of(None, "2026Q3"), quarter_of(None, "7")
    (5, 4, None, 7)
    """
    # Only plain digits: `\d` would take those of other scripts too.
    if re.fullmatch(r"[0-9]{1,4}", written.strip()):
        return None if start is not None and len(written.strip()) == DIGITS_OF_A_YEAR else int(written)
    counted = re.fullmatch(r"(?:the )?([1-9][0-9]{0,3})(?:st|nd|rd|th) quarter", written.strip().lower())
    if counted:
        return int(counted[1]) - 1
    found = re.fullmatch(r"(?:year)?\s*([0-9]{1,4}),?\s*q(?:uarter)?\s*([1-4])", written.strip().lower())
    if found is None or (start is None) != (len(found[1]) < DIGITS_OF_A_YEAR):
        return None
    year, part = int(found[1]), int(found[2]) - 1
    if start is None:
        return QUARTERS_PER_YEAR * (year - 1) + part
    first = start if isinstance(start, datetime.date) else datetime.date.fromisoformat(str(start))
    return QUARTERS_PER_YEAR * (year - first.year) + part - (first.month - 1) // MONTHS_PER_QUARTER
