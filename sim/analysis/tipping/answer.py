"""The answer to where a conclusion turns as one parameter grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.naming import condition, noun
from sim.analysis.telling import Finding, together
from sim.analysis.tipping.axes import Axis
from sim.analysis.tipping.curve import corrects, crossings_table, points_of, rows_of, stands
from sim.analysis.tipping.fit import Crossing
from sim.analysis.tipping.search import Found
from sim.analysis.tipping.traces import Trace
from sim.analysis.tipping.words import (
    crossings_in_short,
    crossings_in_words,
    digits_of,
    held,
    in_digits,
    level_in_words,
    value_with_interval,
    who_stands_where,
)
from sim.parameters.parameters import Parameters
from sim.parameters.wording import confidence_percent, number, percent, whole
from sim.studies.shares.intervals import confidence_of_each

KIND = "tipping"
SAME_WORLDS = "All values use the same worlds, so luck does not make one differ from another."
CORRECTED = (
    "Where a value has few worlds, its share is corrected by how much these worlds differ from many at the value that has most "
    "(a control variate)."
)


@dataclass(frozen=True)
class Question:
    """What was asked: under which assumptions, of which share, how exactly, with which worlds."""

    setting: Parameters
    outcome: str
    level: float
    tolerance: float
    worlds: int
    budget: int
    seed: int

    def command(self, axes: Sequence[Axis], exactly: bool) -> str:
        """The command that asks it; the tolerance is named if it is `exactly` what somebody gave."""
        words: list[object] = [*options_of(self.setting)]
        words += ["--outcome", self.outcome, "--level", f"{self.level:.12g}"]
        for axis in axes:
            words += ["--parameter", axis.written]
        words += ["--tolerance", f"{self.tolerance:.12g}"] if exactly else []
        words += [] if axes[0].is_plausible else ["--low", f"{axes[0].low:.12g}", "--high", f"{axes[0].high:.12g}"]
        words += ["--worlds", self.worlds, "--budget", self.budget, "--seed", self.seed]
        return command_of(KIND, *words, settings=[self.setting])

    def caption(self, worlds: Iterable[int]) -> Setting:
        """The setting that a caption names, with the fewest and the most of the worlds that values have."""
        counts = sorted(set(map(int, worlds)))
        fewest = counts[0] if len(counts) > 1 else None
        return replace(setting_of_parameters(self.setting, counts[-1], self.seed), fewest=fewest)


@dataclass(frozen=True, eq=False, repr=False)
class Tipping(Answer):
    """Where the share of an outcome crosses a level as a parameter grows.

    Attributes
    ----------
    question : Question
        What was asked.
    axis : Axis
        What was moved.
    found : Found
        What the search found.
    crossings, points, stands : pandas.DataFrame
        The crossings with their intervals (none if the level is not crossed); the share at each value that was played; where
        the baseline and the authors stand on the parameter.
    """

    kind = KIND
    charts = ("tipping",)

    question: Question
    axis: Axis
    found: Found

    @property
    def trace(self) -> Trace:
        """What was played."""
        return self.found.traces[0]

    @property
    def all(self) -> Sequence[Crossing]:
        """The crossings as the search found them."""
        return self.found.crossings[0]

    @cached_property
    def crossings(self) -> pd.DataFrame:
        """One row per crossing; see `sim.analysis.tipping.curve.crossings_table`."""
        return crossings_table(self.trace, self.all)

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row per value that was played."""
        return points_of(self.trace)

    @cached_property
    def stands(self) -> pd.DataFrame:
        """One row for the baseline, for each author and for the setting where it differs: value, and side of the level."""
        return stands(self.question.setting, self.axis, self.trace, self.all, self.question.level)

    @property
    def value(self) -> float:
        """The tipping value; NaN if there is none, and that of the first crossing if there are several."""
        return self.all[0].value if self.all else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """The interval of the tipping value; NaN if there is none."""
        return (self.all[0].low, self.all[0].high) if self.all else (float("nan"), float("nan"))

    @property
    def noun(self) -> str:
        """What the outcome or event is called within a sentence."""
        return noun(self.question.outcome)

    @property
    def values_in_words(self) -> list[str]:
        """Each tipping value with its interval: `0.34 (0.31 to 0.37)`."""
        return [value_with_interval(one, self.axis.whole) for one in self.all]

    @property
    def crosses(self) -> bool:
        """Whether the level is surely crossed."""
        return bool(self.all)

    @property
    def met(self) -> bool:
        """Whether every crossing is known as well as was asked for; false if there is none."""
        return bool(self.all) and not self.found.short

    @property
    def undecided(self) -> Sequence[float]:
        """Values at which nobody can tell, outside of all crossings, on which side of the level the share lies."""
        return [float(value) for value in self.trace.undecided(self.question.level)]

    @property
    def heading(self) -> str:
        """What was asked."""
        level = level_in_words(self.question.level)
        return f"Where {noun(self.question.outcome)} crosses {level} as {self.axis.does('grows', 'grow')}"

    @property
    def finding(self) -> Finding:
        """At which values the level is crossed, or that it is not."""
        if not self.all:
            return Finding(f"{condition(self.question.setting)}, {self.nothing}", "")
        told = crossings_in_words(self.question.outcome, self.question.level, self.axis, self.all)
        short = crossings_in_short(self.question.outcome, self.question.level, self.axis, self.all)
        begins = condition(self.question.setting)
        return Finding(f"{begins}, {told}", self._remark(), f"{begins}, {short}")

    def _remark(self) -> str:
        coverage = confidence_percent(confidence_of_each(len(self.all)))
        what = "numbers from which on" if self.axis.whole else "values at which"
        return (
            f"The interval in the title ({coverage} %{together(len(self.all), 'crossings')}) holds the {what} the worlds "
            f"cannot tell the share from {level_in_words(self.question.level)}."
        )

    @property
    def nothing(self) -> str:
        """A sentence for when the level is not crossed: how near the share comes to it, without the condition."""
        what, level = noun(self.question.outcome), level_in_words(self.question.level)
        between = f"as {self.axis.does('goes', 'go')} from {number(self.axis.low)} to {number(self.axis.high)}"
        ends = f"it runs from {self._told(0)} to {self._told(-1)}"
        if self.undecided:
            return (
                f"{whole(int(self.trace.worlds.max()))} worlds cannot tell whether {what} crosses {level} {between}: "
                f"{ends}, and comes to {self._nearest()}"
            )
        side = "above" if self.trace.sides(self.question.level)[0] > 0 else "below"
        return f"{what} stays {side} {level} {between}: {ends}, and comes no nearer than {self._nearest()}"

    def _told(self, place: int) -> str:
        row = self.points.iloc[place]
        return percent(row["share"], row["low"], row["high"])

    def _nearest(self) -> str:
        place = int((self.points["share"] - self.question.level).abs().argmin())
        return f"{self._told(place)} at {number(float(self.points['value'].iloc[place]))}"

    @property
    def sentences(self) -> Sequence[str]:
        """How exactly it is known, between which values, who stands on which side, and what could have been missed."""
        return [
            *self._how_exactly(),
            *self._between(),
            *(who_stands_where(self.stands, self.question.level, self.axis.label) if self.all else []),
            self._doubt(),
            f"{SAME_WORLDS} {whole(self.found.spent)} worlds were played in all.",
            *([CORRECTED] if corrects(self.trace) else []),
        ]

    def _how_exactly(self) -> list[str]:
        if not self.all:
            return []
        if self.axis.whole:
            known = "is known exactly" if self.met else "is not known exactly: the worlds allowed are used up"
            return [f"Beyond which whole number the share lies on the other side {known}."]
        worst, asked = max(one.half for one in self.all), self.question.tolerance
        digits = digits_of(min(worst, asked))
        told = f"known to ±{in_digits(worst, digits)}; ±{in_digits(asked, digits)} was asked for"
        which = "The tipping value is" if len(self.all) == 1 else "The tipping values are"
        budget = f"the {whole(self.question.budget)} worlds allowed are not enough for that"
        return [f"{which} {told}{'.' if self.met else f', and {budget}. Give a larger budget, or a wider tolerance.'}"]

    def _between(self) -> list[str]:
        low, high = number(self.axis.low), number(self.axis.high)
        own = f"The values tried, {low} to {high}, are its plausible range, which is an assumption."
        ends = " to ".join(map(number, self.axis.plausible))
        other = f"The values tried are {low} to {high}; the plausible range, an assumption, is {ends}."
        runs = f"The share is {self._told(0)} at {low} and {self._told(-1)} at {high}."
        return [own if self.axis.is_plausible else other, runs]

    def _doubt(self) -> str:
        first = len(self.trace.row.grid)
        told = f"The first look was at {first} values; a share that crosses the level and comes back between two would be missed."
        if not self.undecided:
            return told
        ends = " to ".join(dict.fromkeys(number(value) for value in (min(self.undecided), max(self.undecided))))
        return f"{told} At {ends} the worlds cannot tell on which side the share lies: it may touch the level there."

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The crossings, who stands where, and the curve."""
        label, what = self.axis.label, noun(self.question.outcome)
        where = [[str(row["name"]), held(row), str(row["side"])] for row in rows_of(self.stands)]
        shares = [
            [number(float(row["value"])), whole(row["worlds"]), percent(row["share"], row["low"], row["high"])]
            for row in rows_of(self.points)
        ]
        return [
            self._crossings_in_words(),
            AnswerTable(
                "stands", f"Who stands where on {label}", ("who", "value", "share there, all else as here"),
                where, 0, self.stands,
            ),
            AnswerTable("curve", f"Share of {what} over {label}", ("value", "worlds", "share"), shares, 3, self.points),
        ]  # fmt: skip

    def _crossings_in_words(self) -> AnswerTable:
        rows = [
            [
                f"{row['direction']} through {level_in_words(self.question.level)}",
                value_with_interval(one, self.axis.whole),
                "yes" if row["precise_enough"] else "no",
                whole(one.worlds),
            ]
            for one, row in zip(self.all, rows_of(self.crossings), strict=True)
        ]
        caption = (
            f"Where {noun(self.question.outcome)} crosses {level_in_words(self.question.level)} over {self.axis.label}"
        )
        head = ("the share", "at", "precise enough", "most worlds at one value")
        return AnswerTable("crossings", caption, head, rows, 1, self.crossings)

    @property
    def settings(self) -> Sequence[Setting]:
        """The setting, with the fewest and the most worlds that values have."""
        return (self.question.caption(self.trace.worlds),)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The setting whose parameter was moved."""
        return (self.question.setting,)

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        return self.question.command([self.axis], self.question.tolerance != self.axis.tolerance)
