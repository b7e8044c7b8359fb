"""The answer for two parameters: where the first crosses the level, for each of some values of the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.answers import Answer, AnswerTable
from sim.analysis.finding import Setting
from sim.analysis.naming import condition, noun
from sim.analysis.telling import Finding, together
from sim.analysis.tipping.answer import KIND, SAME_WORLDS, Question
from sim.analysis.tipping.axes import Axis
from sim.analysis.tipping.curve import ABOVE, BELOW, UNKNOWN, crossings_table, points_of, rows_of
from sim.analysis.tipping.fit import Crossing
from sim.analysis.tipping.search import Found
from sim.analysis.tipping.words import FEW_DIGITS, in_digits, level_in_words, once, value_with_interval
from sim.parameters.parameters import Parameters
from sim.parameters.wording import confidence_percent, enumeration, number, percent, whole
from sim.studies.shares.intervals import confidence_of_each

SLICES, VALUES = 9, 9
"""Values of the second parameter, and values of the first in the first look at each of them."""
SLICES_COLUMNS = ("second", "crossings", "start", "low", "high", "open_low", "open_high", "least", "most")


@dataclass(frozen=True, eq=False, repr=False)
class Frontier(Answer):
    """Where the share of an outcome crosses a level as one parameter grows, for each of some values of another.

    Attributes
    ----------
    question : Question
        What was asked.
    axis, second : Axis
        What was searched, and what was held at several values.
    found : Found
        What the search found, one row for each value of the second.
    crossings, points : pandas.DataFrame
        As in `Tipping`, with the value of the second in the column `second`.
    """

    kind = KIND
    charts = ("frontier",)

    question: Question
    axis: Axis
    second: Axis
    found: Found

    @property
    def seconds(self) -> Sequence[float]:
        """The values of the second parameter."""
        return self.second.levels(SLICES)

    @cached_property
    def crossings(self) -> pd.DataFrame:
        """One row per value of the second and crossing."""
        parts = zip(self.seconds, self.found.traces, self.found.crossings, strict=True)
        return _stacked([(value, crossings_table(trace, found)) for value, trace, found in parts])

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per value of the second and of the first that was played."""
        return _stacked(
            [(value, points_of(trace)) for value, trace in zip(self.seconds, self.found.traces, strict=True)]
        )

    @cached_property
    def slices(self) -> pd.DataFrame:
        """One row per value of the second: how many crossings, and on which side of the level the share begins.

        It begins at the `low` end of the first, which goes to `high`; `not told` where no side is sure. From `open_low` to
        `open_high` it may touch or cross the level outside of all crossings. `least` and `most` are the shares between which it runs.
        """
        rows = []
        for value, trace, found in zip(self.seconds, self.found.traces, self.found.crossings, strict=True):
            known = [side for side in trace.sides(self.question.level).tolist() if side]
            start = (ABOVE if known[0] > 0 else BELOW) if known else UNKNOWN
            open_, shares = trace.undecided(self.question.level).tolist() or [np.nan], points_of(trace)["share"]
            ends = (self.axis.low, self.axis.high, open_[0], open_[-1], float(shares.min()), float(shares.max()))
            rows.append((value, len(found), start, *ends))
        return pd.DataFrame(rows, columns=list(SLICES_COLUMNS))

    @property
    def number(self) -> int:
        """How many crossings there are in all."""
        return sum(map(len, self.found.crossings))

    @property
    def noun(self) -> str:
        """What the outcome or event is called within a sentence."""
        return noun(self.question.outcome)

    @property
    def values_in_words(self) -> list[str]:
        """Each tipping value of `crossings` with its interval."""
        return [value_with_interval(one, self.axis.whole) for found in self.found.crossings for one in found]

    @property
    def crosses(self) -> bool:
        """Whether the level is surely crossed anywhere."""
        return self.number > 0

    @property
    def heading(self) -> str:
        """What was asked."""
        level = level_in_words(self.question.level)
        return f"Where {noun(self.question.outcome)} crosses {level} over {self.axis.label} and {self.second.label}"

    @property
    def finding(self) -> Finding:
        """How the tipping value of the first moves with the second, or that there is none."""
        if not self.number:
            return Finding(f"{condition(self.question.setting)}, {self.nothing}")
        single = [
            (value, found[0])
            for value, found in zip(self.seconds, self.found.crossings, strict=True)
            if len(found) == 1
        ]
        alike = [(value, one) for value, one in single if one.rises == single[0][1].rises]
        if len(alike) < len(self.crossings) or not alike:
            return Finding(f"{condition(self.question.setting)}, {self._several()}", self._remark())
        begins = condition(self.question.setting)
        return Finding(f"{begins}, {self._moving(alike)}", self._remark(), f"{begins}, {self._in_short(alike)}")

    def _several(self) -> str:
        crossed = int((self.slices["crossings"] > 0).sum())
        return (
            f"{noun(self.question.outcome)} crosses {level_in_words(self.question.level)} at {crossed} of "
            f"{len(self.seconds)} values of {self.second.label} as {self.axis.does('grows', 'grow')}, in both directions"
        )

    def _moving(self, alike: Sequence[tuple[float, Crossing]]) -> str:
        """Where the first tips at the first and the last value of the second at which it does, and where it never does."""
        (first, one), (last, two) = alike[0], alike[-1]
        verb = "rises above" if one.rises else "falls below"
        told = f"{noun(self.question.outcome)} {verb} {level_in_words(self.question.level)} {once(self.axis)}"
        here = f"{value_with_interval(one, self.axis.whole)} with {self.second.label} at {number(first)}"
        rest = "" if first == last else f", and {value_with_interval(two, self.axis.whole)} at {number(last)}"
        return f"{told} {here}{rest}{''.join(f'; {where}' for where in self._elsewhere())}"

    def _in_short(self, alike: Sequence[tuple[float, Crossing]]) -> str:
        """The least and the most of the tipping values, for a title."""
        verb = "rises above" if alike[0][1].rises else "falls below"
        told = f"{noun(self.question.outcome)} {verb} {level_in_words(self.question.level)} {once(self.axis)}"
        values = sorted(one.value for _, one in alike)
        digits = 0 if self.axis.whole else FEW_DIGITS
        ends = " to ".join(dict.fromkeys(in_digits(value, digits) for value in (values[0], values[-1])))
        return f"{told} {ends}" + (f", depending on {self.second.label}" if " to " in ends else "")

    def _elsewhere(self) -> list[str]:
        """At which values of the second the share lies on one side throughout: `at 0.56 to 0.9 it is below throughout`."""
        told = []
        for side, run in groupby(rows_of(self.slices), key=_throughout):
            values = [number(float(row["second"])) for row in run]
            where = " to ".join(dict.fromkeys([values[0], values[-1]]))
            if side:
                told.append(f"at {where} {'the worlds cannot tell' if side == UNKNOWN else f'it stays {side}'}")
        return told

    def _remark(self) -> str:
        coverage = confidence_percent(confidence_of_each(self.number))
        return f"Each interval has {coverage} %{together(self.number, 'crossings')}."

    @property
    def nothing(self) -> str:
        """A sentence for when the level is crossed nowhere, without the condition."""
        what, level = noun(self.question.outcome), level_in_words(self.question.level)
        ranked = sorted(rows_of(self.points), key=lambda row: float(row["share"]))
        least, most = (percent(row["share"], row["low"], row["high"]) for row in (ranked[0], ranked[-1]))
        grid = (
            f"over {self.axis.label} from {number(self.axis.low)} to {number(self.axis.high)} and {self.second.label} "
        )
        grid += f"from {number(self.second.low)} to {number(self.second.high)}"
        return f"{what} nowhere surely crosses {level} {grid}: it runs from {least} to {most}"

    @property
    def sentences(self) -> Sequence[str]:
        """How exactly it is known, what could have been missed, and that ranges are an assumption."""
        first = len(self.found.traces[0].row.grid)
        return [
            *self._how_exactly(),
            f"Both were tried over {'their plausible ranges, which are' if self._plausible else 'values that are'} an assumption: "
            f"{len(self.seconds)} values of {self.second.label}, and first {first} of {self.axis.label} at each of them. A share "
            "that crosses the level and comes back between two would be missed.",
            f"{SAME_WORLDS} {whole(self.found.spent)} worlds were played in all.",
        ]

    def _how_exactly(self) -> list[str]:
        """How narrow the widest interval is, what it would take to narrow it, and to decide the values that are undecided."""
        told = []
        if self.number and not self.axis.whole:
            worst, asked = max(one.half for found in self.found.crossings for one in found), self.question.tolerance
            known = f"Half of the widest interval is {worst:.2g}; {asked:.2g} was asked for"
            more = ", and the worlds allowed are not enough for that. Give a larger --budget, or a wider --tolerance."
            told.append(f"{known}{more if self.found.short else '.'}")
        silent = sum(_throughout(row) == UNKNOWN for row in rows_of(self.slices))
        if silent:
            told.append(
                f"At {silent} of {len(self.seconds)} values of {self.second.label} the worlds cannot tell whether the share "
                f"crosses {level_in_words(self.question.level)}. Give more --worlds to each value of the first look (now "
                f"{whole(self.question.worlds)}, halved for a frontier), and a --budget that allows them."
            )
        return told

    @property
    def _plausible(self) -> bool:
        return self.axis.is_plausible and self.second.is_plausible

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The crossings of each value of the second, and all shares."""
        level = level_in_words(self.question.level)
        rows = [
            [number(value), self._in_words(found, place)]
            for place, (value, found) in enumerate(zip(self.seconds, self.found.crossings, strict=True))
        ]
        runs = [
            [number(row["second"]), row["start"], f"{100 * row['least']:.1f} %", f"{100 * row['most']:.1f} %"]
            for row in rows_of(self.slices)
        ]
        crosses = f"Where {noun(self.question.outcome)} crosses {level} as {self.axis.does('grows', 'grow')}"
        for_each = f"for each value of {self.second.label}"
        return [
            AnswerTable("crossings", f"{crosses}, {for_each}", ("value", self.noun), rows, 0, self.crossings),
            AnswerTable(
                "slices", f"On which side of {level} it begins, and between which shares it runs, {for_each}",
                ("value", "begins", "least", "most"), runs, 2, self.slices,
            ),
        ]  # fmt: skip

    def _in_words(self, found: Sequence[Crossing], place: int) -> str:
        told = [f"{'rises' if one.rises else 'falls'} at {value_with_interval(one, self.axis.whole)}" for one in found]
        row = rows_of(self.slices)[place]
        if not told:
            side = _throughout(row)
            return "the worlds cannot tell whether it crosses" if side == UNKNOWN else f"{side} throughout"
        open_ = [] if row["open_low"] != row["open_low"] else ["it may touch the level elsewhere"]
        return ", ".join([enumeration(told), *open_])

    @property
    def settings(self) -> Sequence[Setting]:
        """The setting, with the fewest and the most worlds that values have."""
        return (self.question.caption(count for trace in self.found.traces for count in trace.worlds),)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The setting whose parameters were moved."""
        return (self.question.setting,)

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        return self.question.command([self.axis, self.second], self.question.tolerance != self.axis.tolerance)


def _throughout(row: Mapping[str, Any]) -> str:
    """The side of the level on which a share surely stays; `not told` if that is not sure, and empty if it crosses."""
    if row["crossings"]:
        return ""
    return str(row["start"]) if row["open_low"] != row["open_low"] else UNKNOWN


def _stacked(parts: Sequence[tuple[float, pd.DataFrame]]) -> pd.DataFrame:
    """Tables below each other, behind the value of the second."""
    told = [part.assign(second=value) for value, part in parts]
    filled = [part for part in told if len(part)] or told[:1]
    return pd.concat(filled, ignore_index=True)[["second", *(name for name in parts[0][1].columns)]]
