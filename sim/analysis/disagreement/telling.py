"""A disagreement in words: points with signs, and the sentences that follow from parts and interactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from sim.analysis.telling import NARROW, Finding, points, remark_of, together
from sim.parameters.wording import capital, confidence_percent, digits_for, enumeration, interval, percent, whole
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each
from sim.studies.shares.pairing import Change

MINUS = "\N{MINUS SIGN}"
MOST_NAMED, MOST_DIGITS = 3, 2
"""So many parts are named in a title, and their points have at most so many digits."""
SMALL, SMALLER = 0.1, 0.01
"""Differences below the first, and parts below the second, are told in tenths of points."""
ASSUMPTION = (
    "Which parameters belong to which group is an assumption of this project (parameters/assumptions.yaml); other groups "
    "would split the difference in another way."
)
BY_HAND = (
    "Which parameters belong to which group was given by hand; other groups would split the difference in another way."
)
Row = Mapping[str, Any]


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def rounded(part: float, digits: int = 1) -> Decimal:
    """A part of all worlds in percentage points, half away from zero; whole points are rounded from the tenths that tables show.

    >>> str(rounded(0.0547, 0)), str(rounded(-0.425, 0))
    ('6', '-43')
    """
    size = Decimal(repr(round(100 * float(part), 9)))
    for places in (1, 0) if digits == 0 else (digits,):
        size = size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return size


def signed(part: float, digits: int = 1) -> str:
    """A part of all worlds in percentage points with its sign: `+34.3`."""
    written = f"{rounded(part, digits):+f}"
    return (f"{0:.{digits}f}" if float(written) == 0 else written).replace("-", MINUS)


def with_interval(size: float, low: float, high: float) -> str:
    """A part with its interval: `+34.3 (+30.1 to +38.5)`."""
    digits = 1 if high - low >= NARROW else 2
    return f"{signed(size, digits)} ({signed(low, digits)} to {signed(high, digits)})"


def is_sure(row: Row) -> bool:
    """Whether the interval of a part excludes 0."""
    return bool(row["low"] > 0 or row["high"] < 0)


def number_of(part: float, difference: float) -> str:
    """The size of a part as a number of points in a sentence: in tenths where it or the difference is small."""
    return f"{abs(rounded(part, _digits(part, difference)))}"


def _digits(part: float, difference: float) -> int:
    return 1 if abs(difference) < SMALL or abs(part) < SMALLER else 0


def with_shares(names: Sequence[str], shares: Sequence[float]) -> str:
    """Both settings with their shares: `Araz 2023 (41 %) and Fattah 2025 (0.7 %)`."""
    fewest = 0 if abs(shares[1] - shares[0]) >= SMALL else 1
    digits = [1 if 0 < share < SMALLER or 1 - SMALLER < share < 1 else fewest for share in shares]
    told = [f"{rounded(share, places)} %" for share, places in zip(shares, digits, strict=True)]
    return " and ".join(f"{name} ({share})" for name, share in zip(names, told, strict=True))


def share_with_interval(share: float, low: float, high: float) -> str:
    """A share with its interval, as `percent` writes it, but rounded as in a title."""
    if share in (0, 1):
        return percent(share, low, high)
    return f"{rounded(share, digits_for(share, low, high))} % ({interval(share, low, high)})"


def intervals_that_pay(comparisons: int, what: str) -> str:
    """What the intervals of several parts are: `99.38 % intervals, so that those of all 8 groups hold together with 95 %`."""
    coverage = confidence_percent(confidence_of_each(comparisons))
    return f"{coverage} % intervals{together(comparisons, what)}"


def finding_of(
    parts: pd.DataFrame, change: Change, between: str, on: str, first: int = 0, ends: Sequence[str] = ()
) -> Finding:
    """The sentence that says what a disagreement comes from; without parts if there may be nothing to split.

    `parts` has one row per group, the largest first; `between` names both settings with their shares, and `on` the outcome. If
    only the first worlds were split, `first` says how many. `ends` are the names of both settings, for the direction of signs.
    """
    if not change.sure:
        nothing = f"{capital(between)} do not surely disagree on {on}"
        remark = " ".join([*_direction(ends), remark_of(change, 1, CONFIDENCE)])
        return Finding(f"{nothing}: the difference is at most {points(change.reach)}", remark)
    towards, against = _by_direction(parts, change)
    remark = " ".join([*_direction(ends), _remark(change, [*towards, *against], len(parts), first)])
    if not towards:
        rest = "no group of assumptions surely accounts for a part: there are too few worlds"
        return Finding(f"Of the {number_of(change.size, change.size)} points between {between} on {on}, {rest}", remark)
    digits = _digits(towards[0]["part"], change.size)
    if abs(rounded(towards[0]["part"], digits)) > abs(rounded(change.size, digits)):
        return Finding(_more_than_all(parts, change, towards[0], against, between, on), remark)
    headline = _headline(change, towards, len(parts), between, on)
    return Finding(_of_all(parts, change, towards, against, between, on), remark, headline)


def _headline(change: Change, towards: Sequence[Row], groups: int, between: str, on: str) -> str:
    """How far two settings lie apart, and the largest source of that, for a title."""
    size, (number, *_), _ = adding_up(change.size, [towards[0]["part"]], groups)
    verb = "comes" if number == 1 else "come"
    return f"{capital(between)} lie {size} points apart on {on}; {number} {verb} from {towards[0]['about']}"


def _direction(ends: Sequence[str]) -> list[str]:
    return [f"Every sign is for the change from {ends[0]} to {ends[1]}."] if ends else []


def _of_all(
    parts: pd.DataFrame, change: Change, towards: Sequence[Row], against: Sequence[Row], between: str, on: str
) -> str:
    """What the whole difference comes from, part by part."""
    size, numbers, rest = adding_up(change.size, [row["part"] for row in (*towards, *against)], len(parts))
    (number, about), *more = zip(numbers, [str(row["about"]) for row in towards], strict=False)
    listed = [f"{number} {'comes' if number == 1 else 'come'} from {about}", *(f"{n} from {what}" for n, what in more)]
    pulls = f", while {against[0]['about']} pulls the other way, by {abs(numbers[-1])}" if against else ""
    others = f"; {_others(rest, len(parts) - len(numbers))}" if rest else ""
    return f"Of the {size} points between {between} on {on}, {enumeration(listed)}{pulls}{others}"


def _more_than_all(
    parts: pd.DataFrame, change: Change, largest: Row, against: Sequence[Row], between: str, on: str
) -> str:
    """A sentence for when one group makes more than the whole difference: what takes some of it back."""
    size, numbers, rest = adding_up(change.size, [row["part"] for row in (largest, *against)], len(parts))
    back = [f"“{against[0]['label']}” takes {abs(numbers[1])} back"] if against else []
    back += [_others(rest, len(parts) - len(numbers))] if rest else []
    made = f"“{largest['label']}” makes {numbers[0]} points of difference on {on} between {between}"
    return f"{made}; {', '.join([*back, f'and {size} remain'])}"


def _others(rest: Decimal, groups: int) -> str:
    """What the groups that are not named do together: `the others together take 4 back`."""
    who, s = ("the others together", "") if groups > 1 else ("the remaining group", "s")
    return f"{who} add{s} {rest}" if rest > 0 else f"{who} take{s} {-rest} back"


def adding_up(difference: float, named: Sequence[float], groups: int) -> tuple[Decimal, list[Decimal], Decimal]:
    """A difference, some of its parts, and what is left for the others, as numbers of points that add up as they are printed.

    Parts are positive in the direction of the difference. There are as few digits as let the rest have the sign that it has;
    with hundredths, or without any other group, nothing may be left that is only rounding.

    >>> adding_up(-0.36, [-0.32, -0.05], 8)
    (Decimal('36'), [Decimal('32'), Decimal('5')], Decimal('-1'))
    """
    sign = 1 if difference > 0 else -1
    left = sign * (difference - sum(named))
    for digits in range(max(_digits(part, difference) for part in named), MOST_DIGITS + 1):
        size, *numbers = (rounded(sign * part, digits) for part in (difference, *named))
        rest = size - sum(numbers)
        if not rest or (groups > len(named) and rest * Decimal(left) > 0):
            return size, numbers, rest
    return size, numbers, Decimal(0)


def _by_direction(parts: pd.DataFrame, change: Change) -> tuple[Sequence[Row], Sequence[Row]]:
    """The parts that are sure and are named: the largest in the direction of the difference, and the largest against it."""
    direction = 1 if change.size > 0 else -1
    found = [row for row in records(parts) if is_sure(row)]
    towards = [row for row in found if direction * row["part"] > 0][:MOST_NAMED]
    return towards, [row for row in found if direction * row["part"] < 0][:1]


def _remark(change: Change, named: Sequence[Row], groups: int, first: int) -> str:
    """The intervals behind a title, and how many worlds were split if not all were."""
    told = [remark_of(change, 1, CONFIDENCE)]
    if named:
        parts = "; ".join(f"{row['label']} {with_interval(row['part'], row['low'], row['high'])}" for row in named)
        told.append(f"The parts in it: {parts} ({intervals_that_pay(groups, 'groups')}).")
    return " ".join([*told, *([first_worlds(first)] if first else [])])


def first_worlds(split: int) -> str:
    """That only the first worlds were split."""
    return f"How the difference splits up is counted in the first {whole(split)} worlds."


def cancelling(parts: pd.DataFrame, change: Change) -> list[str]:
    """That groups pull in opposite directions where the whole difference is not sure; nothing if they do not."""
    found = [] if change.sure else [row for row in records(parts) if is_sure(row)]
    up, down = ([row for row in found if sign * row["part"] > 0][:1] for sign in (1, -1))
    if not (up and down):
        return []
    told = [f"{row['about']} by {with_interval(row['part'], row['low'], row['high'])} points" for row in (*up, *down)]
    return [f"Groups of assumptions pull in opposite directions and cancel each other, such as {enumeration(told)}."]


def interacting(interactions: pd.DataFrame, parts: pd.DataFrame, what: str) -> list[str]:
    """The largest interaction that is sure, or how large one could be; nothing if none was counted."""
    if interactions.empty:
        return []
    found = [row for row in records(interactions) if is_sure(row)]
    if not found:
        reach = points(float(interactions[["low", "high"]].abs().to_numpy().max()))
        return [f"No two groups surely interact; an interaction of up to {reach} cannot be excluded."]
    row = found[0]
    known = {part["label"]: part["part"] if is_sure(part) else 0.0 for part in records(parts)}
    one, other = (known[row[side]] * row["interaction"] for side in ("one", "other"))
    meaning = ": they reinforce each other" if min(one, other) > 0 else ""
    meaning = ": in part, either does what the other would do" if max(one, other) < 0 else meaning
    told = with_interval(row["interaction"], row["low"], row["high"])
    return [
        f"The largest interaction: “{row['one']}” and “{row['other']}” together change {what} by {told} points beyond what "
        f"each does by itself{meaning}."
    ]


def how(groups: int, split: int, worlds: int, drawn: int, one: str, other: str) -> list[str]:
    """How a difference was split, in sentences."""
    if groups == 1:
        return [
            f"{capital(one)} and {other} differ in one group of assumptions, from which the whole difference comes."
        ]
    ways = f"along {whole(2 * drawn)} orders that were drawn" if drawn else f"in all {whole(1 << groups)} ways"
    return [
        f"{groups} groups of assumptions were taken either from {one} or from {other}, {ways}, on the same {whole(split)} "
        f"worlds. The part of a group is what changes as it goes from {one} to {other}, averaged over "
        f"{'these' if drawn else 'all'} orders in which the groups can go (Shapley value). It is counted in each world by itself.",
        *how_sure(split, worlds, drawn),
        f"Alone, all else as in {one}, a group is the first to go; all else as in {other}, the last. Its part lies often, but not "
        "always, between the two.",
    ]


def how_sure(split: int, worlds: int, drawn: int = 0) -> list[str]:
    """What the parts add up to, and which errors their intervals include."""
    added = "The parts add up to the difference."
    if split < worlds:
        added = (
            f"Shares and differences are counted in {whole(worlds)} worlds, and how a difference splits up in the first "
            f"{whole(split)} of them. The parts add up to the difference, and their intervals include both errors."
        )
    return [f"{added} The intervals also include the sampling of orders." if drawn else added]
