"""How a sentence tells a difference of shares without claiming more than was counted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim.parameters.wording import confidence_percent, counted, digits_for, short_percent
from sim.studies.shares.intervals import CONFIDENCE, confidence_of_each
from sim.studies.shares.pairing import Change

MOST_DIGITS = 3
TWO = 2
ROUND, TENTHS = 10, 0.1
"""From so many percentage points on they are told in whole numbers, and from so many in tenths."""
NARROW = 0.002
"""An interval narrower than this is told in hundredths of a point."""
WIDE = 0.1
"""From here on a change that would matter to a reader can hide in an interval: there are too few worlds."""


@dataclass(frozen=True)
class Finding:
    """What a title says, and what the caption must add so that it claims no more than was counted.

    The remark is the interval of the difference in the title, and says of how many comparisons it is one. A `headline` is the same
    finding in fewer words, for a title of at most two lines; without one the sentence is the title. As text, a finding is its
    sentence.
    """

    sentence: str
    remark: str = ""
    headline: str = ""

    def __str__(self) -> str:
        return self.sentence

    @property
    def title(self) -> str:
        """What stands above a picture."""
        return self.headline or self.sentence


def own(title: str | Finding) -> Finding:
    """A finding of somebody's own, given as a title alone or with its remark."""
    return Finding(title) if isinstance(title, str) else title


def told(row: Any) -> str:
    """The share of a row in short, such as `31 %`."""
    return short_percent(row["share"], row["low"], row["high"])


def told_apart(before: Any, after: Any) -> tuple[str, str]:
    """The shares of two rows in short, with so many digits that a reader sees which is larger."""
    rows = (before, after)
    fewest = max(0 if row["share"] in (0, 1) else digits_for(row["share"], row["low"], row["high"]) for row in rows)
    one, two = told(before), told(after)
    for digits in range(fewest, MOST_DIGITS + 1):
        if one != two:
            break
        one, two = (f"{100 * row['share']:.{digits}f} %" for row in rows)
    return one, two


def points(part: float) -> str:
    """A part of all worlds in percentage points, rounded up, as in `no more than 1.2 points`."""
    size = 100 * part
    digits = 0 if size >= ROUND else 1 if size >= TENTHS else 2
    scaled = math.ceil(round(size * 10**digits, 6)) / 10**digits
    return f"{scaled:.{digits}f} point{'' if scaled == 1 and digits == 0 else 's'}"


def change(before: Any, after: Any, found: Change) -> str:
    """Say how a share changes from one row to another, as the rest of a sentence.

    `rises from 6 % to 14 %` where the interval of the difference excludes 0, and otherwise `occurs in no world`,
    `occurs in all worlds`, or `changes by no more than 1.2 points (6 % and 7 %)`.
    """
    if found.sure:
        one, two = told_apart(before, after)
        return f"{'rises' if found.size > 0 else 'falls'} from {one} to {two}"
    if before["share"] == after["share"] in (0, 1):
        return f"occurs in {'all worlds' if before['share'] else 'no world'}"
    one, two = told(before), told(after)
    shares = f"{one} in both cases" if one == two else f"{one} and {two}"
    return f"changes by no more than {points(found.reach)} ({shares})"


def remark_of(found: Change | None, comparisons: int, confidence: float) -> str:
    """The difference that a title tells, with its interval, as a sentence of the caption; empty if it tells none."""
    if found is None:
        return ""
    interval = _interval(comparisons, confidence)
    low, size, high = (_signed(part, found) for part in (found.low, found.size, found.high))
    return f"The difference in the title: {size} points ({low} to {high}; {interval}{together(comparisons, confidence=confidence)})."


def remark_of_none(comparisons: int, confidence: float) -> str:
    """With which coverage a title says that no change is larger than something, as a sentence of the caption."""
    intervals = _interval(comparisons, confidence, "intervals")
    held = together(comparisons, confidence=confidence)
    return f"The bound in the title is the farthest end of the {intervals} of the differences{held}."


def together(number: int, what: str = "comparisons", confidence: float = CONFIDENCE) -> str:
    """Why each of so many intervals is wider than usual, as the end of a sentence; empty for one alone.

    For instance `, so that those of all 11 comparisons hold together with 95 %`.
    """
    if number == 1:
        return ""
    every = "both" if number == TWO else f"all {number:,}"
    return f", so that those of {every} {what} hold together with {confidence_percent(confidence)} %"


def _interval(comparisons: int, confidence: float, name: str = "interval") -> str:
    """What an interval is called that is one of so many: `99 % interval`, `interval of more than 99.99 %`."""
    coverage = confidence_percent(confidence_of_each(comparisons, confidence))
    return f"{name} of {coverage} %" if coverage.startswith("more") else f"{coverage} % {name}"


def _signed(part: float, found: Change) -> str:
    digits = 1 if found.high - found.low >= NARROW else 2
    return f"{100 * part:+.{digits}f}".replace("-", "\N{MINUS SIGN}")


def no_change(reach: float, worlds: int, rest: str) -> str:
    """Say that no change is sure: how large one could still be, or that there are too few worlds to tell.

    `reach` is the largest change that any of the intervals includes, 0 to 1; `worlds` the fewest of any cell; `rest` the
    rest of the sentence: what changes meanwhile. For instance `No outcome changes by more than 1.2 points as ...`, or
    `20 worlds per cell are too few to tell a change of less than 31 points from chance as ...`.
    """
    if reach < WIDE:
        return f"No outcome changes by more than {points(reach)} {rest}"
    few = f"{counted(worlds, 'world')} per cell {'is' if worlds == 1 else 'are'} too few"
    return f"{few} to tell a change of less than {points(reach)} from chance {rest}"
