"""Tipping points in words: under which condition, of what, in which direction, and with how many digits."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.analysis.naming import noun
from sim.analysis.tipping.axes import Axis
from sim.analysis.tipping.curve import rows_of
from sim.analysis.tipping.fit import Crossing
from sim.parameters.names import label_of
from sim.parameters.wording import digits_for, enumeration, interval, number, percent

SIDES: Mapping[str, str] = {
    "above": "Where the share is above {level}",
    "below": "Where it is below {level}",
    "too close to tell": "Too close to the tipping value to tell",
    "not told": "Where the worlds cannot tell",
    "on both sides": "On both sides, with one value and the other",
    "not tried": "Outside of the values tried",
}
"""How a sentence begins that lists who stands on a side (see `sim.analysis.tipping.curve.side_at`)."""
MOST_DIGITS, FEW_DIGITS = 6, 2
COARSE = 2
"""A step of the last digit is at most one part in so many of half of an interval, because its ends are rounded outward."""
BOTH, OF = 2, " of "


def level_in_words(level: float) -> str:
    """A level in per cent: `25 %`, `2.5 %`."""
    return f"{100 * level:.10g} %"


def digits_of(half: float) -> int:
    """So many digits after the point that half of an interval can be seen in them, and rounding does not widen it by much."""
    if half <= 0:
        return MOST_DIGITS
    return min(max(math.ceil(-math.log10(half / COARSE)), 0), MOST_DIGITS)


def in_digits(value: float, digits: int) -> str:
    """A value with so many digits after the point, and no more zeros than it has."""
    return f"{round(value, digits):.{digits}f}" if digits else f"{value:.0f}"


def with_interval(one: Crossing, whole: bool, most: int = MOST_DIGITS) -> tuple[str, str]:
    """A tipping value and its interval, which is rounded outward: `0.34` and `0.31 to 0.37`; at most so many digits.

    The interval of a whole number that is known exactly is empty.
    """
    if whole:
        return f"{one.value:.0f}", "" if one.low == one.high else f"{one.low:.0f} to {one.high:.0f}"
    digits = min(digits_of(one.half), most)
    step = 10**digits
    low, high = math.floor(round(one.low * step, 6)) / step, math.ceil(round(one.high * step, 6)) / step
    return in_digits(one.value, digits), f"{in_digits(low, digits)} to {in_digits(high, digits)}"


def value_with_interval(one: Crossing, whole: bool, most: int = MOST_DIGITS) -> str:
    """A tipping value with its interval in one: `0.34 (0.31 to 0.37)`."""
    value, ends = with_interval(one, whole, most)
    return f"{value} ({ends})" if ends else value


def share_beside(level: float, share: float, low: float, high: float) -> str:
    """A share with an interval whose ends do not look like the level if they are not: `34.1 % (30.2–38.2)` beside 30 %.

    >>> share_beside(0.3, 0.341, 0.302, 0.382), share_beside(0.3, 0.391, 0.352, 0.432)
    ('34.1 % (30.2–38.2)', '39 % (35–43)')
    """
    if share in (0, 1):
        return percent(share, low, high)
    digits = digits_for(share, low, high)
    while digits < MOST_DIGITS and any(round(100 * (end - level), digits) == 0 != end - level for end in (low, high)):
        digits += 1
    return f"{100 * share:.{digits}f} % ({interval(share, low, high, digits)})"


def once(axis: Axis) -> str:
    """The words before a tipping value: `once credibility of a US guarantee exceeds`."""
    one, several = ("reaches", "reach") if axis.whole else ("exceeds", "exceed")
    verb = several if len(axis.names) > 1 else one
    both = "both " if len(axis.names) == BOTH else "all " if len(axis.names) > BOTH else ""
    return f"once {axis.label} {both}{verb}"


def crossings_in_words(what: str, level: float, axis: Axis, crossings: Sequence[Crossing]) -> str:
    """All crossings of one curve in the order of the values, as the rest of a sentence."""
    first, *more = crossings
    verb = "rises above" if first.rises else "falls below"
    told = [f"{noun(what)} {verb} {level_in_words(level)} {once(axis)} {value_with_interval(first, axis.whole)}"]
    beyond = "from" if axis.whole else "beyond"
    on = " on" if axis.whole else ""
    for one in more:
        again = "rises above it again" if one.rises else "falls below it again"
        told.append(f"{again} {beyond} {value_with_interval(one, axis.whole)}{on}")
    return ", and ".join(told)


def crossings_in_short(what: str, level: float, axis: Axis, crossings: Sequence[Crossing]) -> str:
    """The same for a title: without intervals, with few digits, and parameters that share a label named once."""
    first, *more = crossings
    verb = "rises above" if first.rises else "falls below"
    both = len(axis.names) > 1
    told = (
        f"{noun(what)} {verb} {level_in_words(level)} once {in_few_words(axis.names)} {'pass' if both else 'passes'} "
    )
    told += in_digits(first.value, 0 if axis.whole else FEW_DIGITS)
    again = "it comes back" if len(more) == 1 else f"crosses it {len(more)} more times"
    return f"{told}, and {again}" if more else told


def in_few_words(parameters: Sequence[str]) -> str:
    """Labels in a list, whose common beginning is said once: `credibility of a US guarantee and of an EU guarantee`."""
    labels = [label_of(name) for name in parameters]
    first, *others = labels
    begins, of, _ = first.partition(OF)
    if of and all(label.startswith(f"{begins}{of}") for label in others):
        return enumeration([first, *(f"{OF.strip()} {label.removeprefix(begins + of)}" for label in others)])
    return enumeration(labels)


def held(row: Mapping[str, Any]) -> str:
    """The value that somebody has, or the two ends of several: `0.3`, `0.3 to 0.35`."""
    return " to ".join(dict.fromkeys(number(float(row[end])) for end in ("value", "most")))


def who_stands_where(stands: pd.DataFrame, level: float, label: str) -> list[str]:
    """Who stands on which side of the tipping value, under the assumptions that were asked about."""
    rows = rows_of(stands)
    told = []
    for side in dict.fromkeys(str(row["side"]) for row in rows):
        names: dict[str, list[str]] = {}
        for row in sorted((row for row in rows if row["side"] == side), key=lambda row: float(row["value"])):
            names.setdefault(held(row), []).append(str(row["name"]))
        listed = [f"{enumeration(those)} ({value})" for value, those in names.items()]
        told.append(f"{SIDES[side].format(level=level_in_words(level))}: {'; '.join(listed)}")
    return [
        f"Who stands where on {label} alone? {'. '.join(told)}. All else is as in the setting asked about; under their "
        "own assumptions the curve would differ."
    ]
