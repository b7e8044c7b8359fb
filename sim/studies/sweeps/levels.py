"""Levels as a person writes them: the same level is the same number, however it was typed or computed.

The rule, which every grid and every table of cells goes through:

- A number that lies within a few rounding errors of a decimal with at most 12 significant digits is that decimal:
  `0.30000000000000004`, `0.1 * 3` and `numpy.linspace(0, 0.9, 10)[3]` are all `0.3`.
- Otherwise, one that lies within a few rounding errors of a fraction with a denominator of at most 1000 is the float
  nearest to that fraction: `1 - 2/3` is `1/3`.
- A number nearer to 0 than 1e-15 is 0. Numbers in single or half precision are read with the digits that they have.
- Every other number stays what it is. Two that agree in 12 significant digits are the same level all the same: a list
  must not hold both, and a study goes on if it is asked for with one instead of the other.

Samples (Latin hypercube and the like) are numbers of a random generator, not of a person, and stay as they are drawn.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.common.errors import InputError, RefusedValueError

Column = NDArray[Any]
"""The values of one axis, one per cell."""

MOST_LEVELS = 1_000_000
"""Levels of one axis. Nobody runs more, and a slip of the keyboard is told at once."""

DIGITS = 12
"""Significant digits of a decimal that a person writes; also those by which decimals are told from rounding errors."""

SURE_DIGITS = {2: 3, 4: 6}
"""Significant digits that numbers of 2 and of 4 bytes are sure to have."""

SMALLEST = 1e-15
"""What is nearer to 0 than this is a rounding error: parameters are of the size of 1."""

ROUNDING = 16 * float(np.finfo(np.float64).eps)
"""How far, as a share of itself, a number may be from what it stands for: what a hundred additions leave behind."""

LARGEST_DENOMINATOR = 1000
SWITCHES = {"true": True, "1": True, "false": False, "0": False}
"""How a switch is written in a list or a table, in small or large letters."""


def tidied(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers as a person would write them, by the rule of this module."""
    if values.dtype.kind != "f":
        return values
    distinct, place = np.unique(values, return_inverse=True)
    made, digits = distinct.astype(np.float64), SURE_DIGITS.get(values.dtype.itemsize)
    if digits is not None:
        return _decimals(made, digits)[place]
    made[np.abs(made) < SMALLEST] = 0
    decimals = _decimals(made, DIGITS)
    with np.errstate(invalid="ignore"):  # infinity is refused later, by whoever knows the parameter
        near = np.abs(decimals - made) <= ROUNDING * np.abs(made)
    made[near] = decimals[near]
    rest = ~near & np.isfinite(made)
    made[rest] = _fractions(made[rest])
    return made[place]


def tidy(value: Any) -> Any:
    """One level by the rule of this module: decimals and fractions become floats; what is not a number stays as it is.

    >>> tidy(0.1 * 3)
    0.3
    """
    if isinstance(value, Decimal | Fraction):
        try:
            value = float(value)
        except (OverflowError, ValueError) as error:
            raise RefusedValueError(f"{value} is not a finite number") from error
    if isinstance(value, float | np.generic | np.ndarray) and np.ndim(value) == 0:
        return tidied(np.asarray(value).reshape(1))[0].item()
    return value


def alike(values: NDArray[Any]) -> NDArray[Any]:
    """What is the same for two values that are the same level: floats by their first 12 digits, all others themselves."""
    return _decimals(values, DIGITS) if values.dtype.kind == "f" else values


def _decimals(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """The nearest decimals with so many significant digits."""
    return np.array([float(f"{value:.{digits}g}") for value in values.tolist()])


def _fractions(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each value, or the fraction with a small denominator for which it stands, found by its continued fraction."""
    made, rest = values.copy(), values.copy()
    over, over_before = np.ones_like(values), np.zeros_like(values)
    below, below_before = np.zeros_like(values), np.ones_like(values)
    searching = np.ones(len(values), dtype=bool)
    while searching.any():
        whole = np.floor(rest)
        over, over_before = whole * over + over_before, over
        below, below_before = whole * below + below_before, below
        searching &= below <= LARGEST_DENOMINATOR
        hit = searching & (np.abs(over / below - values) <= ROUNDING * np.abs(values))
        made[hit] = (over / below)[hit]
        searching &= ~hit
        left = rest - whole
        rest = 1 / np.where(left > 0, left, 1)  # nothing is left of a whole number, which has been found
    return made


def evenly(low: str, high: str, count: int) -> list[float]:
    """Evenly spaced levels between two numbers, computed from their texts without rounding on the way.

    >>> evenly("0", "0.9", 10)[3]
    0.3
    """
    # Powers of ten of any length would have to be written out; what is that small is no size of a parameter.
    first, last = (Fraction(0) if abs(float(text)) < SMALLEST else Fraction(text) for text in (low, high))
    steps, shared = count - 1, math.lcm(first.denominator, last.denominator)
    start, end = int(first * shared), int(last * shared)
    # Dividing two whole numbers rounds once, and rightly, however long they are.
    made = [(start * (steps - step) + end * step) / (shared * steps) for step in range(count)]
    listed: list[float] = tidied(np.array(made)).tolist()
    return listed


def as_switch(value: Any) -> Any:
    """A switch as people write it (true, True, TRUE, 1, 1.0 and so on) as true or false; anything else as it is."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return SWITCHES.get(value.strip().lower(), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and value in (0, 1):
        return bool(value)
    return value


def refuse_too_many(count: int, axis: str) -> None:
    """Raise `InputError` if an axis has more levels than anybody can mean."""
    if count > MOST_LEVELS:
        raise InputError(f"{axis}: more than {MOST_LEVELS:,} levels; give fewer, or a range and a design that samples")
