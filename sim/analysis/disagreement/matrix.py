"""Why all authors disagree with each other: what `python -m sim disagree --all` found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import pandas as pd

from sim.analysis.answers import ONLY_FROM_PYTHON, Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.disagreement import telling
from sim.analysis.disagreement.pair import Disagreement
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, points
from sim.parameters.overlays import overlay_names
from sim.parameters.own import typed
from sim.parameters.parameters import Parameters
from sim.parameters.wording import capital, counted, enumeration

PAIR = 2
LARGEST = (
    "A source is called the largest if it is surely larger than every other, judged world by world; the chance that this is "
    "wrong for any pair is at most 5 %."
)


@dataclass(frozen=True, eq=False, repr=False)
class Disagreements(Answer):
    """Where each two of several settings part on an outcome, and what the differences come from.

    Attributes
    ----------
    outcome : str
        The outcome or event.
    disagreements : tuple of Disagreement
        One for each pair.
    pairs : DataFrame
        One row per pair: `one`, `other`, `share_one`, `share_other`; `difference` with `low` and `high`; `source`, in words,
        with its `part`, `part_low` and `part_high`, missing where no source is sure; and how many groups may be the largest
        source (`candidates`). All intervals of a column together keep what is promised.
    parts : DataFrame
        One row per pair and group: `one`, `other`, `group`, `label`, `part`, `low`, `high`.
    groups : DataFrame
        One row per group, the largest first: `group`, `label`, `about`; `points` with `low` and `high`, its part on average over
        the pairs that surely differ, in the direction of their differences; in how many pairs it differs (`plays`), is the largest
        source (`largest`), and surely pulls the other way (`against`).
    worldviews : tuple of Parameters
        The settings.
    """

    kind: ClassVar[str] = "disagree"
    charts: ClassVar[tuple[str, ...]] = ("disagreements",)
    outcome: str
    disagreements: tuple[Disagreement, ...]
    pairs: pd.DataFrame
    parts: pd.DataFrame
    groups: pd.DataFrame
    worldviews: tuple[Parameters, ...]

    @property
    def _first(self) -> Disagreement:
        return self.disagreements[0]

    @property
    def heading(self) -> str:
        """What was asked."""
        return f"Where {self._only or f'{len(self.worldviews)} worldviews'} part on {self.on}"

    @property
    def on(self) -> str:
        """What they disagree on, and what is laid over all, within a sentence."""
        return self._first.on

    @cached_property
    def finding(self) -> Finding:
        """Which group of assumptions is most often the largest source."""
        sure = self.pairs[self.pairs["sure"]]
        if sure.empty:
            reach = points(float(self.pairs[["low", "high"]].abs().to_numpy().max()))
            who = f"{capital(self._only)} do not" if self._only else "No two of the worldviews"
            none = f"{who} surely disagree on {self.on}; they differ by at most {reach}"
            return Finding(none, f"The bound in the title: {telling.intervals_that_pay(len(self.pairs), 'pairs')}.")
        most = int(self.groups["largest"].max())
        split = self._first.split
        first = [telling.first_worlds(split)] if split < self._first.worlds else []
        remark = " ".join([LARGEST, *first])
        if not most:
            return Finding(self._without_largest(len(sure)), remark)
        top = [str(about) for about in self.groups.loc[self.groups["largest"] == most, "about"]]
        verb = "is the largest source" if len(top) == 1 else "are the largest sources"
        where = self._where(telling.records(sure), most, " each" if len(top) > 1 else "")
        return Finding(f"{capital(enumeration(top))} {verb} of disagreement on {self.on} {where}", remark)

    @property
    def _only(self) -> str:
        """Both names, if there is one pair alone; else empty."""
        return " and ".join(self._first.sides.names) if len(self.pairs) == 1 else ""

    def _without_largest(self, sure: int) -> str:
        """That worldviews disagree, but over nothing that is surely the largest source."""
        if self._only:
            rest = "but no group of assumptions is surely the largest source"
            return f"{capital(self._only)} surely disagree on {self.on}, {rest}"
        rest = "but in none of them is one group of assumptions surely the largest source"
        return f"The worldviews surely disagree on {self.on} in {sure} of {counted(len(self.pairs), 'pair')}, {rest}"

    def _where(self, sure: Sequence[telling.Row], most: int, each: str) -> str:
        """In how many of the pairs that surely disagree, or between whom if that is one pair alone."""
        if len(sure) > 1:
            of = f"{most}{each} of the {len(sure)}" if most < len(sure) else "both" if most == PAIR else f"all {most}"
            return f"in {of} pairs of worldviews that surely disagree"
        between = f"between {sure[0]['one']} and {sure[0]['other']}"
        return between if self._only else f"{between}, the only pair that surely disagrees"

    @property
    def sentences(self) -> Sequence[str]:
        """Who is furthest apart, what a group makes on average, and how it was counted."""
        found = self._first
        return [
            *self._furthest(),
            *self._on_average(),
            "Each difference is split by the Shapley value: what changes as a group of assumptions goes from one worldview to the "
            "other, averaged over all orders in which the groups can go, in each world by itself.",
            *telling.how_sure(found.split, found.worlds, found.drawn),
            telling.BY_HAND if found.by_hand else telling.ASSUMPTION,
        ]

    def _furthest(self) -> list[str]:
        sure = self.pairs[self.pairs["sure"]]
        if sure.empty:
            return []
        row = max(telling.records(sure), key=lambda row: abs(row["difference"]))
        names, shares = (row["one"], row["other"]), (row["share_one"], row["share_other"])
        told = telling.with_interval(row["difference"], row["low"], row["high"])
        if self._only:
            return [f"From the first to the second of {telling.with_shares(names, shares)} it is {told} points."]
        return [f"Furthest apart are {telling.with_shares(names, shares)}: {told} points from the first to the second."]

    def _on_average(self) -> list[str]:
        sure = self.pairs[self.pairs["sure"]]
        if sure.empty or self._only:
            return []
        mean, row = float(sure["difference"].abs().mean()), telling.records(self.groups)[0]
        pays = telling.intervals_that_pay(len(self.groups), "groups")
        rest = f"no group surely makes a part of them ({pays})"
        if row["low"] > 0:
            part = telling.with_interval(row["points"], row["low"], row["high"])
            rest = f"{row['about']} makes {part} of them ({pays})"
        size = telling.number_of(mean, mean)
        return [f"On average over the pairs that surely disagree, {size} points lie between two worldviews; {rest}."]

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The pairs, the groups over all pairs, and the parts of all pairs."""
        return [self._pairs(), self._groups(), self._parts()]

    def _pairs(self) -> AnswerTable:
        rows = []
        for row in telling.records(self.pairs):
            part = telling.with_interval(row["part"], row["part_low"], row["part_high"]) if row["candidates"] else ""
            change = telling.with_interval(row["difference"], row["low"], row["high"])
            shares = " and ".join(f"{telling.rounded(row[name])} %" for name in ("share_one", "share_other"))
            rows.append((capital(str(row["one"])), str(row["other"]), str(row["source"]), shares, change, part))
        head = ("from", "to", "largest source", "shares", "difference", "part of the largest")
        caption = (
            f"Where each two part on {self.on}, in percentage points of change from the first to the second; "
            f"{telling.intervals_that_pay(len(self.pairs), 'differences')}; of the parts, "
            f"{telling.intervals_that_pay(len(self.parts), 'parts')}"
        )
        return AnswerTable("pairs", caption, head, rows, 3, self.pairs)

    def _groups(self) -> AnswerTable:
        rows = [
            (
                row["label"],
                telling.with_interval(row["points"], row["low"], row["high"]),
                *(str(row[name]) for name in COUNTS),
            )
            for row in telling.records(self.groups)
        ]
        head = (
            "group of assumptions",
            "points on average",
            "pairs in which it differs",
            "is the largest",
            "pulls back",
        )
        caption = (
            f"What each group makes of the disagreement on {self.on}, on average over the pairs that surely disagree: + is towards "
            f"the difference of a pair, {telling.MINUS} against it. “Pulls back” counts the pairs in which it surely works against "
            f"the difference; {telling.intervals_that_pay(len(self.groups), 'groups')}"
        )
        return AnswerTable("groups", caption, head, rows, 4, self.groups)

    def _parts(self) -> AnswerTable:
        shown = [row for row in telling.records(self.parts) if telling.is_sure(row)]
        rows = [
            (
                *(capital(str(row[n])) for n in ("one", "other", "label")),
                telling.with_interval(row["part"], row["low"], row["high"]),
            )
            for row in shown
        ]
        caption = f"The parts that are sure; {telling.intervals_that_pay(len(self.parts), 'parts')}"
        return AnswerTable("parts", caption, ("from", "to", "group of assumptions", "part"), rows, 1, self.parts)

    @property
    def settings(self) -> Sequence[Setting]:
        """The settings."""
        return tuple(setting_of_parameters(one, self._first.worlds, self._first.seed) for one in self.worldviews)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The settings."""
        return self.worldviews

    @property
    def command(self) -> str:
        """The command that gives the same answer, if one does."""
        found = self._first
        if found.by_hand or not all(one.sides.shared for one in self.disagreements):
            return f"# {self.kind}: {ONLY_FROM_PYTHON}"
        named = [typed(one.worldview) for one in self.worldviews]
        chosen = ["--all"] if named == overlay_names("worldview") else named
        split = ["--split", found.split] if found.asked else []
        words = [
            *chosen,
            *options_of(self.worldviews[0])[1:],
            "--outcome",
            self.outcome,
            "--worlds",
            found.worlds,
            *split,
        ]
        return command_of(self.kind, *words, "--seed", found.seed, settings=self.worldviews)


COUNTS = ("plays", "largest", "against")
"""In how many pairs a group differs, is the largest source, and surely pulls the other way."""
