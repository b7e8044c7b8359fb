"""Ask why authors disagree: the way in for the command line and for Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from sim.analysis.disagreement.matrix import Disagreements
from sim.analysis.disagreement.measured import measured
from sim.analysis.disagreement.pair import Disagreement
from sim.analysis.disagreement.play import Plan, Split, plan_of, played, worlds_to_split
from sim.analysis.disagreement.sides import in_full, own_groups, sides_of
from sim.analysis.disagreement.sources import groups_of, pairs_of, parts_of_all
from sim.analysis.disagreement.tables import change_between, interactions_of, parts_of
from sim.analysis.playing import Flags, Progress
from sim.common.asked import (
    DEFAULT_SEED,
    Check,
    asked,
    either,
    function,
    made_by,
    name_or_file,
    optional,
    several,
    whole,
    word,
)
from sim.common.errors import InputError
from sim.parameters.catalogue import worldviews as all_worldviews
from sim.parameters.parameters import Parameters, load
from sim.parameters.wording import whole as in_thousands
from sim.studies.shares.fates import KNOWN

USUAL_WORLDS = 2_000
"""Worlds of each setting, if nobody says otherwise."""
EXPECTED = "the name of a worldview, or parameters, as load() returns them"
Groups = Mapping[str, Iterable[str]] | pd.DataFrame


def _setting(name: str, value: Any) -> Parameters:
    """A worldview by its name, or parameters as they are."""
    found = either(name_or_file(EXPECTED), made_by(EXPECTED, "Parameters"))(name, value)
    return load(found) if isinstance(found, str) else found


SETTINGS: Check = optional(several(_setting, "a list of worldviews or parameters"))
PLAYED: Mapping[str, Check] = {
    "outcome": word(*KNOWN),
    "worlds": whole(1),
    "seed": whole(),
    "workers": optional(whole(1)),
    "progress": optional(function),
    "groups": optional(own_groups),
    "split": optional(whole(2)),
}


@asked(one=_setting, other=_setting, **PLAYED)
def disagree(
    one: Parameters | str,
    other: Parameters | str,
    outcome: str,
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
    groups: Groups | None = None,
    split: int | None = None,
) -> Disagreement:
    """Say why two worldviews lead to different shares of an outcome: which group of assumptions makes how much of it.

    Each group in which both differ is taken from one or from the other, in all ways, on the same worlds. The part of a
    group is its Shapley value: what changes as it goes from the first to the second, averaged over all orders in which the
    groups can go. Every world has parts of its own, which add up to its difference; their means have the intervals of
    means over worlds. Of more than eight groups, orders are drawn, and the intervals include that.

    Parameters
    ----------
    one, other : str or Parameters
        Worldviews, `baseline`, or what `load` returns. The same policies must be laid over both.
    outcome : str
        One of the five outcomes, or an event such as `war` or `ever_signed`.
    worlds : int
        Worlds of each of the two settings.
    seed : int
        Seed of all draws.
    workers : int, optional
        Processes; all processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.
    groups : mapping or DataFrame, optional
        Groups of your own: names with ids of parameters (or what ids begin with), or a table with the columns `group` and
        `parameter`. What differs and is in no group forms the group `rest`. The groups of `assumptions.yaml` if omitted.
    split : int, optional
        In so many worlds, of the first, the settings between the two are played as well. As many as take about a minute and
        a half if omitted: all 2,000 with eight groups.

    Returns
    -------
    Disagreement
        Its finding, tables (`parts`, `interactions`, `assumptions`, `per_world`) and picture.

    Raises
    ------
    InputError
        If a name is unknown, both settings assume the same, or they bind actors to different choices.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of Games II, 307-317.
    Grabisch, M. & Roubens, M. (1999). An axiomatic approach to the concept of interaction among players in cooperative
    games. International Journal of Game Theory 28, 547-565.

    Examples
    --------
    >>> from sim import disagree, load
    >>> short = {"calendar.horizon": 4}
    >>> settings = [load(name, changes=short) for name in ("araz2023", "fattah2025")]
    >>> found = disagree(*settings, "war", worlds=20, workers=1, groups={"Baku": "actors.azerbaijan"})
    >>> found.parts["group"].tolist() in (["Baku", "rest"], ["rest", "Baku"])
    True
    """
    plan = plan_of(sides_of(one, other, groups), seed)  # type: ignore[arg-type]  # the checks made them
    of_each = min(worlds, worlds_to_split([plan], worlds) if split is None else _split(split, worlds))
    flags, splits = played([plan], outcome, worlds, of_each, seed, workers, progress)
    return found_of(plan, flags, splits[0], outcome, seed, by_hand=groups is not None, asked=split is not None)


@asked(worldviews=SETTINGS, **PLAYED)
def disagreements(
    outcome: str,
    worldviews: Sequence[Parameters | str] | None = None,
    worlds: int = USUAL_WORLDS,
    seed: int = DEFAULT_SEED,
    workers: int | None = None,
    progress: Progress | None = None,
    groups: Groups | None = None,
    split: int | None = None,
) -> Disagreements:
    """Say for every two of several worldviews where they part on an outcome, and what the largest source is.

    Each pair is split as by `disagree`, in fewer worlds, because there are many settings between the pairs: about 2,500
    between the five authors. Shares and differences are counted in all `worlds`.

    Parameters
    ----------
    outcome : str
        One of the five outcomes, or an event such as `war`.
    worldviews : sequence of str or Parameters, optional
        At least two; the five authors if omitted.
    worlds, seed, workers, progress, groups
        As for `disagree`.
    split : int, optional
        In so many worlds, of the first, the settings between each two are played. As many as take about a minute and a half
        if omitted: 200 for the five authors.

    Returns
    -------
    Disagreements
        Its finding, tables (`pairs`, `groups`, `parts`), picture, and the `disagreements` of the pairs themselves.

    Raises
    ------
    InputError
        As for `disagree`.

    Examples
    --------
    >>> from sim import disagreements, load
    >>> short = {"calendar.horizon": 4}
    >>> settings = [load(name, changes=short) for name in ("araz2023", "fattah2025", "ratelle2025")]
    >>> groups = {"Baku": "actors.azerbaijan"}
    >>> disagreements("war", settings, worlds=20, workers=1, groups=groups).pairs.shape[0]
    3
    """
    chosen: Sequence[Any] = tuple(load(one.key) for one in all_worldviews()) if worldviews is None else worldviews
    if len(chosen) < 2:
        raise InputError(f"a disagreement needs two worldviews at least; {len(chosen)} given")
    known = [in_full(one) for one in chosen]
    twice = next((name for place, name in enumerate(known) if name in known[:place]), None)
    if twice:
        raise InputError(f"{twice} is given twice; give every worldview once")
    plans = [plan_of(sides_of(one, other, groups), seed) for one, other in combinations(chosen, 2)]  # type: ignore[arg-type]
    of_each = min(worlds, worlds_to_split(plans, worlds) if split is None else _split(split, worlds))
    flags, splits = played(plans, outcome, worlds, of_each, seed, workers, progress)
    told = {"by_hand": groups is not None, "asked": split is not None}
    found = tuple(found_of(plan, flags, one, outcome, seed, **told) for plan, one in zip(plans, splits, strict=True))
    pairs, parts = pairs_of(found), parts_of_all(found)
    return Disagreements(outcome, found, pairs, parts, groups_of(found, pairs, parts), tuple(chosen))


def _split(split: int, worlds: int) -> int:
    """The worlds to split; `InputError` if there are not so many."""
    if split > worlds:
        raise InputError(
            f"split {in_thousands(split)} worlds of {in_thousands(worlds)}: they are the first of them; ask for more worlds, or "
            "split fewer"
        )
    return split


def found_of(
    plan: Plan, flags: Mapping[str, Flags], split: Split, outcome: str, seed: int, by_hand: bool, asked: bool
) -> Disagreement:
    """Put together what was found of one pair: in which worlds of both settings, by their hash, and how these split up."""
    one, other = (flags[end.hash] for end in (plan.sides.one, plan.sides.other))
    parts = measured(split.parts, other.astype(float) - one, split.orders)
    return Disagreement(
        sides=plan.sides,
        outcome=outcome,
        seed=seed,
        flags=(one, other),
        split=split.parts.shape[1],
        change=change_between(one, other),
        parts=parts_of(plan.sides, parts, split),
        interactions=interactions_of(plan.sides, split),
        per_world=pd.DataFrame(split.parts.T, columns=[group.name for group in plan.sides.groups]),
        measured=parts,
        drawn=0 if plan.orders is None else len(plan.orders),
        by_hand=by_hand,
        asked=asked,
    )
