"""The answer: every policy under every worldview, how far it is behind the best, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.regret import telling
from sim.analysis.regret.question import Question
from sim.analysis.regret.rows import tables_of
from sim.analysis.regret.sentences import sentences
from sim.analysis.regret.tables import OUTCOME
from sim.analysis.telling import Finding
from sim.parameters.parameters import Parameters
from sim.parameters.wording import enumeration

TWO = 2


@dataclass(frozen=True, eq=False, repr=False)
class Regret(Answer):
    """Which policy does least badly, whoever is right. Made by `sim.regret`.

    Attributes
    ----------
    cells : pandas.DataFrame
        One row per outcome, worldview and policy: `count` of `worlds`, `share` with `low` and `high` (Wilson), `regret`
        (points behind the best policy there, as a part of 1) with `regret_low` and `regret_high`.
    policies : pandas.DataFrame
        One row per outcome and policy, by largest regret: `largest_regret` with `low` and `high`, and `where`; `least_in`
        (the part of the resamples in which it is the least of all); `as_good_as_least` (whether the worlds do not tell it
        from the least); `worst_share`; `kept` and `kept_surely` (worldviews in which the bound is kept); `expected`;
        `dominated_by` and `dominated_in` (part of the resamples).
    authors : pandas.DataFrame
        One row per outcome and worldview: its best policy, and `as_good`, how many others are not told from it.
    together : pandas.DataFrame
        One row per policy: its largest regrets of all outcomes; `front`, `front_in`, `dominated`.
    pairs : pandas.DataFrame
        One row per outcome, worldview and pair: `beyond_sum`, by how much both bring more than each adds by itself.
    prices : pandas.DataFrame
        One row per policy: `payers`, `price`, `obstacle`, `sources`.
    """

    kind = "regret"

    question: Question
    cells: pd.DataFrame = field(repr=False)
    policies: pd.DataFrame = field(repr=False)
    authors: pd.DataFrame = field(repr=False)
    together: pd.DataFrame = field(repr=False)
    pairs: pd.DataFrame = field(repr=False)
    prices: pd.DataFrame = field(repr=False)
    asked: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[str, ...]:  # type: ignore[override]
        """The picture of regrets; of two outcomes also how they go together."""
        return ("regret", "trade_off") if len(self.question.sought) == TWO else ("regret",)

    def of(self, outcome: str) -> pd.DataFrame:
        """The policies by their largest regret of one outcome, the least first."""
        return self.policies[self.policies[OUTCOME] == outcome].reset_index(drop=True)

    @property
    def heading(self) -> str:
        """What was asked, as a heading."""
        nouns = enumeration([sought.noun for sought in self.question.sought])
        return f"Which policy is least far behind the best, whoever is right: {nouns}"

    @property
    def finding(self) -> Finding:
        """The policy with the least largest regret of each outcome."""
        return Finding(
            telling.finding_of(self.policies, self.question.worldviews), telling.remark_of_several(self.policies)
        )

    @property
    def sentences(self) -> Sequence[str]:
        """How sure it is, what the measures mean, and what they do not say."""
        return sentences(self)

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The regrets and the shares of each outcome, what each author would choose, pairs, and prices."""
        return tables_of(self)

    @property
    def settings(self) -> Sequence[Setting]:
        """Every worldview with every alternative."""
        question = self.question
        return [setting_of_parameters(one, question.worlds, question.seed) for row in question.settings for one in row]

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The worldviews by themselves; what a policy changes is told by `python -m sim policies`."""
        return [row[0] for row in self.question.settings]

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        return command_of(self.kind, *self.asked)
