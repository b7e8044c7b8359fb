"""The answer: every policy under every worldview, how far it is behind the best, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.answers import Answer, AnswerTable, command_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.naming import right
from sim.analysis.regret import telling
from sim.analysis.regret.measured import Measured
from sim.analysis.regret.rows import tables_of
from sim.analysis.regret.sentences import sentences
from sim.analysis.telling import Finding
from sim.parameters.parameters import Parameters
from sim.parameters.wording import enumeration

TWO = 2


@dataclass(frozen=True, eq=False, repr=False)
class Regret(Measured, Answer):
    """Which policy does least badly, whoever is right. Made by `sim.regret`; its data frames are those of `Measured`.

    `asked` are the words of the command that asks the same.
    """

    kind = "regret"

    asked: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[str, ...]:  # type: ignore[override]
        """The picture of regrets; of two outcomes also how they go together."""
        return ("regret", "trade_off") if len(self.question.sought) == TWO else ("regret",)

    @property
    def heading(self) -> str:
        """What was asked, as a heading."""
        nouns = enumeration([sought.noun for sought in self.question.sought])
        if len(self.question.worldviews) == 1:
            return f"Which policy is best {right(*self.question.worldviews)}: {nouns}"
        return f"Which policy is least far behind the best, whoever is right: {nouns}"

    @property
    def finding(self) -> Finding:
        """The policy with the least largest regret of each outcome."""
        return Finding(
            telling.finding_of(self.policies, self.question.worldviews),
            telling.remark_of_several(self.policies),
            telling.headline_of(self.policies, self.question.worldviews),
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
