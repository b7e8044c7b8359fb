"""Why two settings disagree: what `python -m sim disagree ONE OTHER` found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import pandas as pd

from sim.analysis.answers import ONLY_FROM_PYTHON, Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.disagreement import telling
from sim.analysis.disagreement.measured import Measured
from sim.analysis.disagreement.sides import Sides, values_in_words
from sim.analysis.disagreement.tables import change_between
from sim.analysis.finding import Setting
from sim.analysis.naming import noun
from sim.analysis.playing import Flags
from sim.analysis.telling import Finding
from sim.parameters.parameters import Parameters
from sim.parameters.wording import capital, whole
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import Change

MOST_PAIRS = 6
"""So many interactions are listed for readers; the data have them all."""
PARTS = (("part", "low", "high"), ("first", "first_low", "first_high"), ("last", "last_low", "last_high"))
"""The columns of the table of parts, each with its interval."""


@dataclass(frozen=True, eq=False, repr=False)
class Disagreement(Answer):
    """Where two settings part on an outcome, split among groups of assumptions.

    Attributes
    ----------
    sides : Sides
        Both settings, as `one` and `other`, and the groups in which they differ.
    outcome : str
        The outcome or event. Every difference is that of the second setting less the first, as a part of 1.
    seed : int
        Seed of all draws.
    flags : tuple of ndarray
        In which worlds of either setting the outcome was reached.
    split : int
        So many of these worlds, the first, were split.
    change : Change
        The whole difference with its interval.
    parts : DataFrame
        One row per group, the largest first: `group`, `label`, `about`, `parameters` (how many differ); `part`, `low`,
        `high`; and what the group changes alone as the `first` and as the `last` of all, each with an interval.
    interactions : DataFrame
        One row per pair of groups, the largest first: `one`, `other`, `interaction`, `low`, `high`. Empty if orders were
        drawn.
    per_world : DataFrame
        The part of each group in each world that was split, one column per group; a row adds up to the difference of its
        world.
    measured : Measured
        The parts, from which others can be made (one less another, the mean over several pairs) with their intervals.
    drawn : int
        So many orders were drawn, each with its reverse; 0 if all count.
    by_hand, asked : bool
        Whether the groups were given by hand, and whether somebody asked for so many worlds to be split.
    """

    kind: ClassVar[str] = "disagree"
    charts: ClassVar[tuple[str, ...]] = ("disagreement",)
    sides: Sides
    outcome: str
    seed: int
    flags: tuple[Flags, Flags] = field(repr=False)
    split: int
    change: Change
    parts: pd.DataFrame
    interactions: pd.DataFrame
    per_world: pd.DataFrame
    measured: Measured
    drawn: int = 0
    by_hand: bool = False
    asked: bool = False

    @property
    def worlds(self) -> int:
        """Worlds of either setting."""
        return len(self.flags[0])

    @property
    def shares(self) -> tuple[float, float]:
        """How often the outcome was reached in either setting."""
        one, other = self.flags
        return float(one.mean()), float(other.mean())

    def change_for(self, comparisons: int) -> Change:
        """The whole difference, with an interval that pays for so many comparisons."""
        return change_between(*self.flags, comparisons)

    @cached_property
    def assumptions(self) -> pd.DataFrame:
        """The parameters that differ, those of the largest part first: `group`, `parameter`, `label`, `one`, `other`."""
        rank = {label: place for place, label in enumerate(self.parts["label"])}
        return self.sides.table().sort_values(
            "group", key=lambda held: held.map(rank), kind="stable", ignore_index=True
        )

    @property
    def heading(self) -> str:
        """What was asked."""
        one, other = self.sides.names
        return f"Where {one} and {other} part on {self.on}"

    @property
    def on(self) -> str:
        """What they disagree on, and what is laid over both, within a sentence."""
        return noun(self.outcome) + self.sides.condition

    @property
    def between(self) -> str:
        """Both settings with their shares, within a sentence."""
        return telling.with_shares(self.sides.names, self.shares)

    @cached_property
    def finding(self) -> Finding:
        """What the difference comes from."""
        first = self.split if self.split < self.worlds else 0
        return telling.finding_of(self.parts, self.change, self.between, self.on, first, self.sides.names)

    @property
    def sentences(self) -> Sequence[str]:
        """How it was counted, which interaction is the largest, and what is an assumption."""
        return [
            *telling.cancelling(self.parts, self.change),
            *telling.interacting(self.interactions, self.parts, noun(self.outcome)),
            *telling.how(len(self.parts), self.split, self.worlds, self.drawn, *self.sides.names),
            telling.BY_HAND if self.by_hand else telling.ASSUMPTION,
        ]

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The parts, the difference, the interactions, and what both assume."""
        pairs = [self._interactions()] if len(self.interactions) else []
        return [self._parts(), self._difference(), *pairs, self._assumptions()]

    def _parts(self) -> AnswerTable:
        one, other = self.sides.names
        head = ("group of assumptions", "its part", f"alone, all else {one}", f"alone, all else {other}", "parameters")
        rows = [
            (
                row["label"],
                *(telling.with_interval(*(row[name] for name in names)) for names in PARTS),
                str(row["parameters"]),
            )
            for row in telling.records(self.parts)
        ]
        together = telling.with_interval(self.change.size, self.change.low, self.change.high)
        rows.append(("together", together, "", "", str(len(self.assumptions))))
        caption = (
            f"What changes from {one} to {other}, in percentage points of worlds with {noun(self.outcome)}; "
            f"{telling.intervals_that_pay(len(self.parts), 'groups')}"
        )
        return AnswerTable("parts", caption, head, rows, 4, self.parts)

    def _difference(self) -> AnswerTable:
        low, high = wilson([round(share * self.worlds) for share in self.shares], self.worlds)
        ends = zip(self.sides.names, self.shares, low, high, strict=True)
        rows = [
            (capital(name), telling.share_with_interval(share, *around), whole(self.worlds))
            for name, share, *around in ends
        ]
        names, shares = (dict(zip(("one", "other"), pair, strict=True)) for pair in (self.sides.names, self.shares))
        counted = {"difference": self.change.size, "low": self.change.low, "high": self.change.high}
        told = {
            **names,
            "outcome": self.outcome,
            **{f"share_{side}": share for side, share in shares.items()},
            **counted,
        }
        frame = pd.DataFrame([{**told, "worlds": self.worlds, "split": self.split}])
        caption = f"How often there is {noun(self.outcome)}; 95 % intervals"
        return AnswerTable("difference", caption, ("setting", "share of worlds", "worlds"), rows, 2, frame)

    def _interactions(self) -> AnswerTable:
        found = [row for row in telling.records(self.interactions) if telling.is_sure(row)][:MOST_PAIRS]
        rows = [(r["one"], r["other"], telling.with_interval(r["interaction"], r["low"], r["high"])) for r in found]
        caption = (
            f"The largest interactions that are sure, up to {MOST_PAIRS}: by how many points two groups change more together than "
            f"each by itself; {telling.intervals_that_pay(len(self.interactions), 'pairs')}"
        )
        return AnswerTable("interactions", caption, ("group", "and group", "interaction"), rows, 1, self.interactions)

    def _assumptions(self) -> AnswerTable:
        head = ("group of assumptions", "parameter", *map(capital, self.sides.names))
        caption = f"What they assume differently{self.sides.condition}, group by group"
        return AnswerTable("assumptions", caption, head, values_in_words(self.assumptions), 2, self.assumptions)

    @property
    def settings(self) -> Sequence[Setting]:
        """The two settings."""
        return tuple(setting_of_parameters(one, self.worlds, self.seed) for one in self.parameters)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The two settings."""
        return (self.sides.one, self.sides.other)

    @property
    def command(self) -> str:
        """The command that gives the same answer, if one does."""
        one, other = self.parameters
        if self.by_hand or not self.sides.shared:
            return f"# {self.kind}: {ONLY_FROM_PYTHON}"
        split = ["--split", self.split] if self.asked else []
        words = [*options_of(one)[:1], *options_of(other), "--outcome", self.outcome, "--worlds", self.worlds, *split]
        return command_of(self.kind, *words, "--seed", self.seed, settings=self.parameters)
