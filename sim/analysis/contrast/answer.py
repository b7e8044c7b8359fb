"""What a comparison of two settings found: the numbers, some flips as stories, and all of it in words.

Everything goes from the first setting to the second: the first stands first, and a difference is the second less the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of
from sim.analysis.contrast import tables
from sim.analysis.contrast.counting import causes_of_war, crossed, deterrence, differences_of, flipped
from sim.analysis.contrast.finding import finding_of_differences, flips_between
from sim.analysis.contrast.flips import RULE, Flip, told_flips
from sim.analysis.contrast.names import Names, names_of
from sim.analysis.contrast.playing import Stage
from sim.analysis.contrast.story import BEGINNING, Story
from sim.analysis.finding import Setting, setting_of
from sim.analysis.telling import Finding
from sim.parameters.parameters import Parameters
from sim.parameters.wording import counted, percent, readable, whole
from sim.studies.shares.intervals import share_of
from sim.studies.study import Study

HORIZON = "calendar.horizon"


@dataclass(frozen=True, eq=False, repr=False)
class Contrast(Answer):
    """Two settings on the same worlds; `sim.compare` makes it.

    Attributes
    ----------
    one, other : Study
        The first and the second setting. Every difference is the second less the first.
    flips : tuple of Flip
        Worlds that end differently, with both of their histories, for those that are shown as stories.
    words : tuple of str
        Behind `python -m sim compare` the words that name both settings, if they are not the usual ones.
    """

    kind = "compare"
    charts = ("contrast", "flows")
    one: Study
    other: Study
    flips: tuple[Flip, ...]
    words: tuple[str, ...] = ()

    @cached_property
    def names(self) -> Names:
        """What the two settings are called."""
        return names_of(self.one.parameters, self.other.parameters)

    @cached_property
    def differences(self) -> pd.DataFrame:
        """By how much outcomes and events differ; see `sim.analysis.contrast.counting.differences_of`."""
        return differences_of(self.one.table, self.other.table)

    @cached_property
    def crossed(self) -> pd.DataFrame:
        """How many worlds end in which outcome under the first setting and in which under the second, 25 rows."""
        return crossed(self.one.table, self.other.table)

    @cached_property
    def causes(self) -> pd.DataFrame:
        """In how many worlds the first war had each cause, and by how much that differs."""
        return causes_of_war(self.one.table, self.other.table)

    @cached_property
    def deterrence(self) -> pd.DataFrame:
        """What deterrence did, and by how much that differs."""
        return deterrence(self.one.table, self.other.table)

    @cached_property
    def flipped(self) -> pd.DataFrame:
        """Every world that ends differently, with both of its outcomes."""
        return flipped(self.one.table, self.other.table)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The flips as stories."""
        return tuple(Story(flip, self.names) for flip in self.flips)

    @property
    def heading(self) -> str:
        """Both settings."""
        return f"{self.names.together}, in the same worlds"

    @cached_property
    def finding(self) -> Finding:
        """How many worlds end differently, and how far war and the outcome that moves most differ."""
        return finding_of_differences(self.differences, self.names, flips_between(self.one.table, self.other.table))

    @property
    def sentences(self) -> Sequence[str]:
        """How it was counted, which flips are most frequent, and how those that are told were chosen."""
        flips = share_of(len(self.flipped), self.one.worlds)
        told = [
            f"World by world, with the same random draws: {counted(flips.count, 'world')} of {whole(flips.total)} "
            f"{'ends' if flips.count == 1 else 'end'} differently, {percent(flips.share, flips.low, flips.high)}.",
            *self._ways(),
            f"Every difference is the second setting less the first: {self.names.other} less {self.names.one}. Intervals of "
            "differences are for the same worlds (Newcombe's method 10), and those of all rows of a table hold together with 95 % "
            "(Bonferroni). The p is that of McNemar's test (mid-p) of its row alone.",
        ]
        horizons = [study.parameters[HORIZON] for study in (self.one, self.other)]
        if horizons[0] != horizons[1]:
            told.append(f"The histories are not equally long: {horizons[0]} quarters against {horizons[1]}.")
        return [*told, *self._told_flips()]

    def _told_flips(self) -> list[str]:
        """By which rule flips were chosen, and the story of each."""
        if not self.stories:
            return []
        rule = f"{RULE} What parts first need not be what decides the end. A chance is that of a move. {self.names.letters}"
        begun = False
        stories = []
        for story in self.stories:
            stories.append(" ".join(told for told in story.sentences if not (begun and told.startswith(BEGINNING))))
            begun = begun or any(told.startswith(BEGINNING) for told in story.sentences)
        return [rule.rstrip(), *stories]

    def _ways(self) -> list[str]:
        """The most frequent ways in which worlds end differently."""
        ways = self.crossed[self.crossed["one"] != self.crossed["other"]]
        most = ways[ways["count"] > 0].sort_values("count", ascending=False, kind="stable").head(3)
        rows = zip(most["one"], most["other"], most["count"], strict=True)
        told = [
            f"from {readable(str(one))} to {readable(str(other))} ({whole(int(count))})" for one, other, count in rows
        ]
        way = f"From {self.names.one} to {self.names.other}"
        return [f"{way} they go most often {', '.join(told)}."] if told else []

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """Differences, outcomes crossed, causes of war, deterrence, flipped worlds, and the flips shown as stories."""
        return [
            tables.of_differences(self.differences, self.names),
            tables.of_outcomes(self.crossed, self.names),
            tables.of_causes(self.causes, self.names),
            tables.of_deterrence(self.deterrence, self.names),
            tables.of_flipped(self.flipped, self.names, self.one.worlds),
            *([tables.of_flips(self.stories)] if self.stories else []),
            *(tables.of_story(number, story) for number, story in enumerate(self.stories, 1)),
        ]

    @property
    def settings(self) -> Sequence[Setting]:
        """Both settings."""
        return setting_of(self.one), setting_of(self.other)

    @property
    def studies(self) -> tuple[Study, Study]:
        """Both studies."""
        return self.one, self.other

    @property
    def parameters(self) -> Sequence[Parameters]:
        """Both settings."""
        return self.one.parameters, self.other.parameters

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        own = self.words or (*options_of(self.one.parameters), "--versus", *options_of(self.other.parameters))
        size = ("--worlds", self.one.worlds, "--seed", self.one.seed)
        return command_of(
            self.kind, *own, *([] if self.words else size), settings=[] if self.words else self.parameters
        )


def contrast_of(one: Study, other: Study, words: Sequence[str] = (), stage: Stage | None = None) -> Contrast:
    """Put two studies of the same worlds side by side, and tell some worlds that end differently."""
    flips = told_flips(one, other, flipped(one.table, other.table), stage or Stage())
    return Contrast(one, other, flips, tuple(words))
