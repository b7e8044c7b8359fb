"""Whole numbers that a user gives: of worlds, of a seed, of a quarter."""

from typing import Any

from sim.knowledge.errors import RefusedValueError

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
    if isinstance(number, bool) or not hasattr(number, "__index__"):
        raise RefusedValueError(f"{name} must be a whole number, {least} or more, not {number!r}")
    whole = int(number.__index__())
    if whole < least:
        raise RefusedValueError(f"{name} must be a whole number, {least} or more, not {whole}")
    if whole > most:
        raise RefusedValueError(f"{name} is too large: {whole}; the largest that makes sense is {most}")
    return whole
