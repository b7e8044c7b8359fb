"""The answer: how much of what nobody knows is luck, numbers, and which author is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis.answers import Answer, AnswerTable, command_of, nameable, options_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding
from sim.analysis.uncertainty import tables, telling
from sim.analysis.uncertainty.found import Found
from sim.parameters.parameters import Parameters
from sim.parameters.wording import counted, whole
from sim.studies.sweeps.distributions import PERT


@dataclass(frozen=True, eq=False, repr=False)
class Uncertainty(Answer, Found):
    """What is unknown about each outcome and about war, split into luck, numbers and author. Made by `sim.uncertainty`.

    Its attributes are those of `sim.analysis.uncertainty.found.Found`.
    """

    kind = "uncertainty"
    charts = ("uncertainty",)

    @property
    def heading(self) -> str:
        """What was asked, as a heading."""
        return telling.heading(self)

    @property
    def finding(self) -> Finding:
        """Which kind of uncertainty is the largest of each outcome, as far as the samples tell."""
        return telling.finding(self)

    @property
    def sentences(self) -> Sequence[str]:
        """What the split depends on, what the kinds are, what is assumed, and how it was counted."""
        return telling.sentences(self)

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The split over whole ranges and over narrower ones, the shares of each author, and the split within each."""
        return tables.tables_of(self)

    @property
    def settings(self) -> Sequence[Setting]:
        """Every setting with a share at its own values."""
        return [setting_of_parameters(one, self.own_worlds, self.seed) for one in self.shown]

    @property
    def size(self) -> str:
        """How much was played: at the authors' own values, and of the samples of their numbers."""
        return (
            f"{super().size}, and {whole(self.samples)} samples of the numbers in {counted(self.worlds, 'world')} each"
        )

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The settings whose numbers were sampled."""
        return self.asked

    @property
    def command(self) -> str:
        """The command that gives the same answer; how to ask in Python where no command names so many worldviews."""
        size = ["--samples", self.samples, "--worlds", self.worlds, "--seed", self.seed]
        size += ["--shape", self.shape] if self.shape != PERT else []
        worldview, *rest = options_of(self.asked[0])
        if 1 < len(self.asked) < len(self.shown) and nameable(*self.asked):
            return f"# sim.uncertainty({[options_of(one)[0] for one in self.asked]!r}, ...) in Python"
        name = [worldview] if len(self.asked) == 1 else []
        return command_of("run", *name, *rest, "--uncertainty", *size, settings=self.asked)
