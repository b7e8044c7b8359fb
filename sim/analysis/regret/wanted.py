"""What a user asks for, as it was written: what was left out, and the command that asks the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.analysis.regret.decision_table import EQUAL
from sim.analysis.regret.question import (
    USUAL_OUTCOMES,
    Question,
    alternatives,
    better_more,
    question_of,
    seekers,
    wanted_of,
)
from sim.common.asked import DEFAULT_SEED
from sim.parameters.own import typed
from sim.studies.sweeps.axes import ALL

USUAL_WORLDS = 2_000


@dataclass(frozen=True)
class Asked:
    """What a user asks for, as it was written; see `sim.regret`. None is what was left out."""

    policies: Sequence[str] | None
    worldviews: Sequence[str] | None
    outcomes: Sequence[str]
    pairs: bool
    worlds: int | None
    seed: int | None
    weights: Mapping[str, float] | str | None
    bound: float | Mapping[str, float] | None
    less: Sequence[str]
    more: Sequence[str]
    changes: Mapping[str, Any] | None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The policies that were named; none where all are meant."""
        return () if self.policies is None or tuple(self.policies) == (ALL,) else tuple(self.policies)

    @property
    def question(self) -> Question:
        """What is asked, checked, with what is usual where something was left out."""
        wanted = wanted_of(self.outcomes, self.less, self.more, self.bound)
        names, laid = seekers(self.worldviews), alternatives(self.chosen, self.pairs)
        worlds = USUAL_WORLDS if self.worlds is None else self.worlds
        seed = DEFAULT_SEED if self.seed is None else self.seed
        return question_of(wanted, names, laid, worlds, seed, self.changes or {}, self.weights)

    def words(self, question: Question) -> tuple[str, ...]:
        """The words of the command that asks the question: what is usual is not said, but for worlds and seed.

        Long lists stand last: folders are named after these words, and a name that is too long is cut off.
        """
        words = ["--pairs"] if self.pairs else []
        for name in () if tuple(self.outcomes) == USUAL_OUTCOMES else self.outcomes:
            words += ["--outcome", name]
        for sought in question.sought:
            words += [] if better_more(sought.name) == sought.more else [f"--{sought.direction}", sought.name]
            words += [] if sought.bound is None else ["--bound", f"{sought.name}={sought.bound:g}"]
        for name, value in question.changes.items():
            words += ["--set", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
        words += ["--worlds", str(question.worlds), "--seed", str(question.seed)]
        if question.weights is not None:
            given = zip(question.worldviews, question.weights, strict=True)
            told = EQUAL if self.weights == EQUAL else ",".join(f"{typed(name)}={weight:g}" for name, weight in given)
            words += ["--weights", told]
        words += ["--worldviews", ",".join(map(str, self.worldviews))] if self.worldviews else []
        return (*words, *(["--policies", ",".join(self.chosen)] if self.chosen else []))
