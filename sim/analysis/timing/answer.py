"""The answer about time: when agreements and wars come, how long an agreement holds, and how outcomes change with the horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.naming import condition
from sim.analysis.telling import Finding
from sim.analysis.timing import tables, telling
from sim.analysis.timing.horizons import finding_of_horizons, usual_horizons
from sim.analysis.timing.tables import Followed
from sim.parameters.parameters import Parameters


@dataclass(frozen=True, eq=False, repr=False)
class Timing(Answer):
    """When agreements are signed and wars come, and how long agreements hold, under one setting.

    Attributes
    ----------
    own : Parameters
        The setting.
    worlds, seed, horizon : int
        Worlds that were played, the seed of their draws, and the quarters of a history.
    risks : DataFrame
        Cumulative incidence, one row per clock, event and quarter: `clock` (`start`, or `signature` for the quarters since
        the first), `event`, `quarter`, `count`, `watched`, `share`, `low`, `high`, `exclusive`. Where `exclusive` is true, one
        event excludes the others, and the shares of a clock and quarter add up to 1: `signature`, `war_first` and `neither`;
        `failed`, `relapse`, `war` and `held`. Tables and pictures call `neither` "neither yet" and `held` "none of these". Where
        it is false, an event is counted beside the others: `ever_signed`, `in_force` and `ever_war`.
    medians : DataFrame
        The quarter by which it has happened in half of the worlds: `of`, `label`, `worlds`, `quarter`, `low`, `high` (missing
        where that is not so within the history), `reached` (the share in which it has happened by the end).
    followed : Followed
        How many worlds stand behind the shares after a signature.
    """

    kind: ClassVar[str] = "time"
    charts: ClassVar[tuple[str, ...]] = ("risks",)

    own: Parameters
    worlds: int
    seed: int
    horizon: int
    risks: pd.DataFrame = field(repr=False)
    medians: pd.DataFrame = field(repr=False)
    followed: Followed

    @property
    def heading(self) -> str:
        """What was asked."""
        return f"When agreements and wars come: {self.settings[0].name}"

    @property
    def finding(self) -> Finding:
        """By when half of the worlds have signed, and how many agreements have ended some years later."""
        return telling.finding(self.risks, self.medians, condition(self.own), self.own.start, self.horizon)

    @property
    def sentences(self) -> Sequence[str]:
        """What a relapse is, how it was counted, and what is left out."""
        return telling.sentences(self.risks, self.followed, self.horizon)

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The medians first; then, for each clock, what has happened by the end of each year."""
        looks = self._looks
        return (
            tables.medians_table(self.medians, self.own.start, self.horizon),
            tables.start_table(self.risks, looks, self.own.start),
            *tables.since_tables(self.risks),
        )

    @property
    def settings(self) -> Sequence[Setting]:
        """The setting."""
        return (setting_of_parameters(self.own, self.worlds, self.seed),)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The setting."""
        return (self.own,)

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        return command_of(self.kind, *options_of(self.own), *self._options, settings=self.parameters)

    @property
    def _looks(self) -> Sequence[int]:
        """After how many quarters the table from the start looks."""
        return usual_horizons(self.horizon)

    @property
    def _options(self) -> Sequence[object]:
        return ("--worlds", self.worlds, "--seed", self.seed)


@dataclass(frozen=True, eq=False, repr=False)
class TimingByHorizon(Timing):
    """The same, with the outcomes that the same worlds have if one looks earlier.

    Attributes
    ----------
    horizons : tuple of int
        After how many quarters the worlds were looked at.
    outcomes : DataFrame
        One row per horizon and outcome: `horizon`, `outcome`, `count`, `worlds`, `share`, `low`, `high`.
    changes : DataFrame
        One row per pair of horizons and outcome: `from`, `to`, `outcome`, `before`, `after`, `difference`, `low`, `high`,
        `p`, `worlds`, `paired`; the intervals pay for all of them together.
    formal : DataFrame
        What the formal peace of each earlier horizon is at the last one, with the columns of `outcomes`.
    """

    charts: ClassVar[tuple[str, ...]] = ("risks", "horizons")

    horizons: tuple[int, ...]
    outcomes: pd.DataFrame = field(repr=False)
    changes: pd.DataFrame = field(repr=False)
    formal: pd.DataFrame = field(repr=False)

    @property
    def horizon_finding(self) -> Finding:
        """Which outcome changes most if one looks later."""
        return finding_of_horizons(self.outcomes, self.changes, condition(self.own))

    @property
    def sentences(self) -> Sequence[str]:
        """The same, with what a horizon is, and how formal peace ends."""
        told = f"{self.horizon_finding.sentence}."
        return (*super().sentences, told, *telling.horizon_sentences(self.formal, self.horizons))

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The same, with outcomes by horizon, how they change, and how formal peace ends."""
        return (
            *super().tables,
            tables.outcomes_by_horizon(self.outcomes),
            *tables.changes_by_horizon(self.changes),
            *tables.formal_by_horizon(self.formal, self.horizons),
        )

    @property
    def _looks(self) -> Sequence[int]:
        return self.horizons

    @property
    def _options(self) -> Sequence[object]:
        own = () if self.horizons == usual_horizons(self.horizon) else self.horizons
        return (*super()._options, *(word for one in own for word in ("--horizon", one)))
