"""Ask which policy does least badly, whoever is right: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.analysis.regret.answer import Regret
from sim.analysis.regret.counting import counted_in
from sim.analysis.regret.decision_table import WEIGHTS
from sim.analysis.regret.kept import taken_from
from sim.analysis.regret.playing import Progress, fates_in, played
from sim.analysis.regret.question import USUAL_OUTCOMES, Question
from sim.analysis.regret.tables import (
    authors_table,
    cells_table,
    pairs_table,
    policies_table,
    prices_table,
    together_table,
)
from sim.analysis.regret.wanted import Asked
from sim.common.asked import (
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
from sim.studies.sweeps import open_study

A_STUDY = made_by(
    "the folder of a sweep over worldview and policy, or that sweep as sweep() or open_study() returns it", "SweepStudy"
)


@asked(
    policies=optional(some_names),
    worldviews=optional(some_names),
    outcomes=some_names,
    pairs=flag,
    worlds=optional(whole(1)),
    seed=optional(whole()),
    out=optional(path),
    weights=WEIGHTS,
    bound=optional(either(number(0, 1), mapping, number(0, 1))),
    less=names,
    more=names,
    changes=optional(mapping),
    study=optional(either(path, A_STUDY)),
    workers=optional(whole(1)),
    progress=optional(function),
)
def regret(
    policies: str | Sequence[str] | None = None,
    worldviews: str | Sequence[str] | None = None,
    outcomes: str | Sequence[str] = USUAL_OUTCOMES,
    pairs: bool = False,
    worlds: int | None = None,
    seed: int | None = None,
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
    policies : str or sequence of str, optional
        The alternatives: policies, or several that are laid over each other (`"western_guarantee+regional_buy_in"`, where
        later ones win); all single ones if omitted. No policy is always among them.
    worldviews : str or sequence of str, optional
        Who may be right; the five articles if omitted.
    outcomes : str or sequence of str
        Outcomes, or events: `ever_signed`, `signed`, `general_deterrence`, `war`, `war_before_signature`,
        `war_after_signature`.
    pairs : bool
        Whether every two of the policies are played together as well.
    worlds, seed : int, optional
        Worlds of each setting, and the seed of all draws; 2,000 and 1 if omitted.
    out : path, optional
        Folder in which the worlds are kept: a run that was interrupted goes on there, and what the folder lacks is played
        into it. In memory alone if omitted.
    weights : mapping or 'equal', optional
        How much each worldview counts in an average; those that are not named count 1. None are usual: nobody knows.
    bound : float or mapping, optional
        What a share should reach, or not exceed where less is better, 0 to 1; for all outcomes or by outcome.
    less, more : str or sequence of str
        Outcomes of which less, or more, is better than usual: of ideal and formal peace, signatures, agreements in force and
        general deterrence more is better, of all else less.
    changes : mapping, optional
        Values that hold in all cells, by the ids of their parameters.
    study : SweepStudy or path, optional
        A sweep over worldview and policy that is there already, or its folder, which may be what was `out` before. Nothing is
        played then, and what is omitted (policies, worldviews, worlds, seed, changes) is as it was played.
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
        If a name is unknown, something appears twice, a study lacks a cell, or it was played with another number of worlds,
        seed or changes than those that are given.

    Notes
    -----
    Savage, L. J. (1951), Journal of the American Statistical Association 46, 55-67 (minimax regret). Wald, A. (1950),
    Statistical Decision Functions (maximin). Starr, M. K. (1962), Product Design and Decision Theory (domain criterion).
    McPhail, C. and others (2018), Earth's Future 6, 169-191, compare such measures.

    Examples
    --------
    >>> from sim import regret
    >>> found = regret(["public_dialogue", "neutral_force"], outcomes="ideal_peace", worlds=40, workers=1,
    ...                changes={"calendar.horizon": 8})
    >>> sorted(found.policies["policy"])
    ['neutral_force', 'none', 'public_dialogue']
    """
    given = Asked(policies, worldviews, outcomes, pairs, worlds, seed, weights, bound, less, more, changes)
    if study is None:
        question = given.question
        fates = played(question, None if out is None else Path(out), workers, progress)
        return answer_from(question, fates, given.words(question))
    if out is not None:
        raise InputError("with a study nothing is played; omit out, or omit study to play into that folder")
    there = open_study(study) if isinstance(study, Path) else study
    given = taken_from(there, given)
    question = given.question
    return answer_from(question, fates_in(there, question), given.words(question))


def answer_from(question: Question, fates: Codes, words: tuple[str, ...]) -> Regret:
    """Count and measure how the worlds ended."""
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
