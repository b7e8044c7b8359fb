"""What a study that is there already can answer: what was left out is taken from it, and what does not fit it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from sim.analysis.regret.question import alternatives, label
from sim.analysis.regret.wanted import Asked
from sim.common.errors import InputError
from sim.common.listing import written
from sim.parameters import load, policies, worldviews
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, counted, enumeration
from sim.studies.sweeps.axes import ALL, JOINED_BY, NONE, POLICY, WORDS, WORLDVIEW
from sim.studies.sweeps.study import SweepStudy

NOT_COMPLETE = "is not complete; the command that began it goes on with it"


class Held(NamedTuple):
    """What stands in a study: no policy first, then the others in their order."""

    worldviews: tuple[str, ...]
    policies: tuple[str, ...]
    changes: dict[str, Any]


def taken_from(study: SweepStudy, given: Asked, further: bool = False) -> Asked:
    """What is asked of a study that is there: worlds, seed, worldviews, policies and changes are its own where left out.

    `further` says that more may be played into it: then it may be unfinished, and more worlds may be asked for.
    `InputError` if it cannot be compared world by world, or does not fit what is asked; the message names both.
    """
    refuse_unfit(study, further)
    held = _held(study)
    _refuse_other(study, held, given, further)
    found = replace(given, worlds=given.worlds or study.manifest.worlds, seed=study.manifest.seed, changes=held.changes)
    if given.worldviews is None:
        articles = {overlay.key for overlay in worldviews()}
        found = replace(found, worldviews=None if set(held.worldviews) == articles else held.worldviews)
    if given.policies is None:
        names, pairs = _as_typed(held.policies, given.pairs)
        found = replace(found, policies=names, pairs=pairs)
    return found


def missing_from(study: SweepStudy, given: Asked) -> list[str]:
    """The policies and worldviews that are asked for and that stand nowhere in a study, as a sentence names them."""
    held, question = _held(study), given.question
    laid = [label(word) for word in question.policies if word not in held.policies and word != NONE]
    return [*(article_name(name) for name in question.worldviews if name not in held.worldviews), *laid]


def refuse_unfit(study: SweepStudy, unfinished: bool = False) -> None:
    """Refuse a study whose cells cannot be compared world by world, or differ in more than worldview and policy.

    One that is not finished is refused as well, unless `unfinished` says that it may go on.
    """
    if study.manifest.independent:
        raise InputError(
            f"the settings of {_named(study)} draw their own worlds; regret is counted in the same worlds: run it again "
            "without independent (--independent)"
        )
    for name, values in study.columns.items():
        if name not in WORDS and len(pd.unique(values)) > 1:
            raise InputError(f"{_named(study)} also varies {name}; give one that varies worldview and policy alone")
    if study.until is not None:
        raise InputError(
            f"{_named(study)} stops by precision (until), so nobody knows beforehand which worlds it has; give one with a "
            "fixed number of worlds"
        )
    if not study.complete and not unfinished:
        raise InputError(f"{_named(study)} {NOT_COMPLETE}")


def held_by_all(study: SweepStudy) -> dict[str, Any]:
    """The parameters that a study sets to the same value in all of its cells."""
    return {name: values[:1].tolist()[0] for name, values in study.columns.items() if name not in WORDS}


def _held(study: SweepStudy) -> Held:
    columns = {
        name: [str(value) for value in pd.unique(study.columns[name])] for name in WORDS if name in study.columns
    }
    words = sorted(columns.get(POLICY, [NONE]), key=lambda word: word != NONE)
    return Held(tuple(columns.get(WORLDVIEW, [BASELINE])), tuple(words), held_by_all(study))


def _refuse_other(study: SweepStudy, held: Held, given: Asked, further: bool) -> None:
    """Refuse what was typed and differs from what was played, with both in words."""
    there, size = study.manifest.worlds, given.worlds
    if size is not None and (size < there or (size > there and not further)):
        more = "play more into it with out (--study with --worlds)" if size > there else "keep others in another folder"
        asks = f"was played with {counted(there, 'world')} of each setting, and you ask for {size:,}"
        raise InputError(f"{_named(study)} {asks}; leave out worlds (--worlds) to use those that are there, or {more}")
    if given.seed is not None and given.seed != study.manifest.seed:
        asks = f"was played with seed {study.manifest.seed}, and you ask for seed {given.seed}"
        raise InputError(f"{_named(study)} {asks}; leave out seed (--seed), or choose another folder")
    if given.changes and dict(load(changes=given.changes).changes) != held.changes:
        asks = f"was played with {_told(held.changes)}, and you ask for {_told(given.changes)}"
        raise InputError(f"{_named(study)} {asks}; leave out changes (--set), or choose another folder")
    if given.policies is None and len(held.policies) == 1:
        raise InputError(
            f"{_named(study)} holds only one policy, so there is nothing to choose; vary the policy as well"
        )


def _as_typed(words: Sequence[str], pairs: bool) -> tuple[tuple[str, ...], bool]:
    """Alternatives as a user would type them: all, or by name, and the pairs of them as pairs."""
    singles = [word for word in words if JOINED_BY not in word and word != NONE]
    canonical = [one.key for one in policies() if one.key in singles]
    everyone = len(singles) == len(policies())
    for order in (singles, canonical):
        if len(order) > 1 and (pairs or set(alternatives(order, pairs=True)) == set(words)):
            return ((ALL,) if everyone else tuple(order)), True
    if everyone and len(singles) == len(words) - 1:
        return (ALL,), pairs
    return tuple(word for word in words if word != NONE), pairs


def _named(study: SweepStudy) -> str:
    return "the study" if study.path is None else f"the study in {study.path}"


def _told(changes: Any) -> str:
    """Values that hold in all settings, in words."""
    return enumeration([f"{name}={written(value)}" for name, value in changes.items()]) or "the values of the files"
