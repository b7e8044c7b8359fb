"""Ask which policy does least badly, whoever is right: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.regret.answer import Regret
from sim.analysis.regret.counting import counted_in
from sim.analysis.regret.decision_table import EQUAL, WEIGHTS
from sim.analysis.regret.playing import Progress, fates_in, held_in, played
from sim.analysis.regret.question import (
    USUAL_OUTCOMES,
    Question,
    alternatives,
    better_more,
    question_of,
    seekers,
    wanted_of,
)
from sim.analysis.regret.tables import (
    authors_table,
    cells_table,
    pairs_table,
    policies_table,
    prices_table,
    together_table,
)
from sim.common.asked import (
    DEFAULT_SEED,
    asked,
    either,
    flag,
    function,
    made_by,
    mapping,
    names,
    number,
    optional,
    path,
    some_names,
    whole,
)
from sim.common.errors import InputError
from sim.studies.shares.fates import Codes
from sim.studies.sweeps.axes import ALL

USUAL_WORLDS = 2_000


@asked(
    policies=some_names,
    worldviews=optional(some_names),
    outcomes=some_names,
    pairs=flag,
    worlds=whole(1),
    seed=whole(),
    out=optional(path),
    weights=WEIGHTS,
    bound=optional(either(number(0, 1), mapping, number(0, 1))),
    less=names,
    more=names,
    changes=optional(mapping),
    study=optional(made_by("a sweep over worldview and policy, as sweep() or open_study() returns it", "SweepStudy")),
    workers=optional(whole(1)),
    progress=optional(function),
)
def regret(
    policies: str | Sequence[str] = (ALL,),
    worldviews: str | Sequence[str] | None = None,
    outcomes: str | Sequence[str] = USUAL_OUTCOMES,
    pairs: bool = False,
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    out: Path | str | None = None,
    weights: Mapping[str, float] | str | None = None,
    bound: float | Mapping[str, float] | None = None,
    less: str | Sequence[str] = (),
    more: str | Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    study: Any = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Regret:
    """Say which policy is never far behind the best one, whichever author is right.

    Every policy, and no policy, is played under every worldview, all in the same worlds. The regret of a policy is by how
    many points of all worlds it is behind the best one there; its largest regret, whoever is right, is what ranks it.

    Parameters
    ----------
    policies : str or sequence of str
        The alternatives: policies, or several that are laid over each other (`"western_guarantee+regional_buy_in"`, where
        later ones win); all single ones if omitted. No policy is always among them.
    worldviews : str or sequence of str, optional
        Who may be right; the five articles if omitted.
    outcomes : str or sequence of str
        Outcomes, or events: `ever_signed`, `signed`, `general_deterrence`, `war`, `war_before_signature`,
        `war_after_signature`.
    pairs : bool
        Whether every two of the policies are played together as well.
    worlds, seed : int
        Worlds of each cell, and the seed of all draws.
    out : path, optional
        Folder in which the worlds are kept: a run that was interrupted goes on there, and another question is answered
        from it. In memory alone if omitted.
    weights : mapping or 'equal', optional
        How much each worldview counts in an average; those that are not named count 1. None are usual: nobody knows.
    bound : float or mapping, optional
        What a share should reach, or not exceed where less is better, 0 to 1; for all outcomes or by outcome.
    less, more : str or sequence of str
        Outcomes of which less, or more, is better than usual: of ideal and formal peace, signatures, agreements in force and
        general deterrence more is better, of all else less.
    changes : mapping, optional
        Values that hold in all cells, by the ids of their parameters.
    study : SweepStudy, optional
        A sweep over worldview and policy that is there already; nothing is played then.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Regret
        With `finding`, `table` and the data frames `cells`, `policies`, `authors`, `together`, `pairs` and `prices`.

    Raises
    ------
    InputError
        If a name is unknown, something stands twice, or a study lacks a cell.

    Notes
    -----
    Savage, L. J. (1951), Journal of the American Statistical Association 46, 55-67 (minimax regret). Wald, A. (1950),
    Statistical Decision Functions (maximin). Starr, M. K. (1962), Product Design and Decision Theory (domain criterion).
    McPhail, C. and others (2018), Earth's Future 6, 169-191, compare such measures.

    Examples
    --------
    >>> found = regret(["public_dialogue", "neutral_force"], outcomes="ideal_peace", worlds=40, workers=1,
    ...                changes={"calendar.horizon": 8})
    >>> sorted(found.policies["policy"])
    ['neutral_force', 'none', 'public_dialogue']
    """
    if study is None:
        given = Asked(policies, worldviews, outcomes, pairs, worlds, seed, weights, bound, less, more, changes or {})
        question = given.question
        fates = played(question, None if out is None else Path(out), workers, progress)
        return answer_from(question, fates, given.words(question))
    if changes or out is not None or pairs:
        raise InputError("with a study nothing is played: omit changes, out and pairs")
    chosen = () if tuple(policies) == (ALL,) else tuple(policies)
    wanted = wanted_of(outcomes, less, more, bound)
    question = question_of(wanted, *held_in(study, worldviews, chosen), weights=weights)
    given = Asked(question.policies[1:], question.worldviews, outcomes, False, 0, 0, weights, bound, less, more, {})
    return answer_from(question, fates_in(study, question), given.words(question))


@dataclass(frozen=True)
class Asked:
    """What a user asks for, as it was written; see `regret`."""

    policies: Sequence[str]
    worldviews: Sequence[str] | None
    outcomes: Sequence[str]
    pairs: bool
    worlds: int
    seed: int
    weights: Mapping[str, float] | str | None
    bound: float | Mapping[str, float] | None
    less: Sequence[str]
    more: Sequence[str]
    changes: Mapping[str, Any]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The policies that were named; none where all are meant."""
        return () if tuple(self.policies) == (ALL,) else tuple(self.policies)

    @property
    def question(self) -> Question:
        """What is asked, checked."""
        wanted = wanted_of(self.outcomes, self.less, self.more, self.bound)
        names, laid = seekers(self.worldviews), alternatives(self.chosen, self.pairs)
        return question_of(wanted, names, laid, self.worlds, self.seed, self.changes, self.weights)

    def words(self, question: Question) -> tuple[str, ...]:
        """The words of the command that asks the question: what is usual is not said, but for the number of worlds."""
        words: list[str] = []
        for name in () if tuple(self.outcomes) == USUAL_OUTCOMES else self.outcomes:
            words += ["--outcome", name]
        words += ["--policies", ",".join(self.chosen)] if self.chosen else []
        words += ["--pairs"] if self.pairs else []
        words += ["--worldviews", ",".join(self.worldviews)] if self.worldviews else []
        for sought in question.sought:
            words += [] if better_more(sought.name) == sought.more else [f"--{sought.direction}", sought.name]
            words += [] if sought.bound is None else ["--bound", f"{sought.name}={sought.bound:g}"]
        if question.weights is not None:
            given = zip(question.worldviews, question.weights, strict=True)
            told = EQUAL if self.weights == EQUAL else ",".join(f"{name}={weight:g}" for name, weight in given)
            words += ["--weights", told]
        for name, value in question.changes.items():
            words += ["--set", f"{name}={str(value).lower() if isinstance(value, bool) else value}"]
        words += ["--worlds", str(question.worlds)]
        return tuple(words + (["--seed", str(question.seed)] if question.seed != DEFAULT_SEED else []))


def answer_from(question: Question, fates: Codes, words: tuple[str, ...]) -> Regret:
    """Count and measure what became of the worlds."""
    counted = counted_in(question, fates)

    def each(make: Any) -> pd.DataFrame:
        return pd.concat([make(question, one) for one in counted], ignore_index=True)

    return Regret(
        question,
        cells=each(cells_table),
        policies=each(policies_table),
        authors=each(authors_table),
        together=together_table(question, counted),
        pairs=each(pairs_table),
        prices=prices_table(question),
        asked=words,
    )
