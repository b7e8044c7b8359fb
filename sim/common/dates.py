"""Dates of quarters: the one place where a counted quarter becomes a quarter of a year."""

import datetime

MONTHS_PER_QUARTER = 3


def calendar_name(start: datetime.date | str | None, quarter: int) -> str:
    """A quarter, counted from 0, as one of a year, `2026 Q3`; its number alone, `quarter 5`, without a start to count from.

    `start` is the day on which quarter 0 begins, a string as an ISO date.
    """
    if start is None:
        return f"quarter {quarter}"
    first = start if isinstance(start, datetime.date) else datetime.date.fromisoformat(str(start))
    month = first.month - 1 + MONTHS_PER_QUARTER * quarter
    return f"{first.year + month // 12} Q{month % 12 // MONTHS_PER_QUARTER + 1}"


def dated(start: datetime.date | str | None, quarter: int) -> str:
    """A quarter as a date with its number beside it, `2026 Q3, quarter 5`; its number alone without a date."""
    number = calendar_name(None, quarter)
    return number if start is None else f"{calendar_name(start, quarter)}, {number}"
