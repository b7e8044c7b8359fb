"""Numbers that a user gives: of worlds, of a seed, of a quarter, as values or as text."""

import math
import re
from typing import Any

from sim.common.errors import RefusedValueError, said

MOST = 2**63 - 1  # the largest whole number that an array of 64-bit integers can hold
LONGEST_QUOTED = 40  # signs of a refused text that a message repeats
LONGEST = 400  # signs of the longest text that is read as a number

# Numbers are written in the digits 0 to 9; other digits and Python's underscores are not meant, nor are endless numbers.
WHOLE = re.compile(r"\s*[0-9]{1,18}\s*")
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def whole_number(name: str, number: Any, least: int = 0, most: int = MOST) -> int:
    """Return a number as a plain whole number, or refuse it; both limits are included.

    Whole numbers of NumPy are fine; `True`, `2.0` and `"2"` are not.
    """
    whole = _whole(number)
    if whole is None or whole < least:
        raise RefusedValueError(f"{name} must be a whole number, {least} or more, not {said(number)}")
    if whole > most:
        raise RefusedValueError(f"{name} is too large: {said(whole)}; the largest that makes sense is {most}")
    return whole


def whole_numbers(text: str, between: str) -> list[int] | None:
    """Return the whole numbers that stand in a text, in the digits 0 to 9 and without signs; None if it is something else.

    >>> whole_numbers("20:24", ":")
    [20, 24]
    >>> whole_numbers("2²", ":") is None
    True
    """
    parts = text[:LONGEST].split(between)
    return [int(part) for part in parts] if all(map(WHOLE.fullmatch, parts)) and len(text) <= LONGEST else None


def number_in(text: str) -> float | None:
    """Return the number that stands in a text; None if it is something else, infinite, or not a number.

    >>> number_in("1e-3")
    0.001
    >>> number_in("1e400") is None
    True
    """
    if len(text) > LONGEST or not NUMBER.fullmatch(text.strip()):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _whole(number: Any) -> int | None:
    """A whole number as Python's own; None if it is none."""
    if isinstance(number, bool | type) or not hasattr(number, "__index__"):
        return None
    try:
        return int(number.__index__())
    except TypeError:  # arrays have the method and refuse to be used as an index
        return None
