"""Whole numbers that a user gives: of worlds, of a seed, of a quarter."""

from typing import Any

from sim.knowledge.errors import RefusedValueError, said

MOST = 2**63 - 1
"""Largest whole number that an array of 64-bit integers can hold."""


def whole_number(name: str, number: Any, least: int = 0, most: int = MOST) -> int:
    """Return a number as a plain whole number, or refuse it.

    Parameters
    ----------
    name : str
        What the number is, for the message.
    number : object
        What was given; whole numbers of NumPy are fine, `True`, `2.0` and `"2"` are not.
    least, most : int
        Limits, both included.

    Raises
    ------
    RefusedValueError
        If it is not a whole number, or lies outside the limits.
    """
    whole = _whole(number)
    if whole is None or whole < least:
        raise RefusedValueError(f"{name} must be a whole number, {least} or more, not {said(number)}")
    if whole > most:
        raise RefusedValueError(f"{name} is too large: {said(whole)}; the largest that makes sense is {most}")
    return whole


def _whole(number: Any) -> int | None:
    """A whole number as Python's own; None if it is none."""
    if isinstance(number, bool | type) or not hasattr(number, "__index__"):
        return None
    try:
        return int(number.__index__())
    except TypeError:  # arrays have the method and refuse to be used as an index
        return None
