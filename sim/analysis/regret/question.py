"""What is asked: which policies, under which worldviews, and what counts as good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.regret.decision_table import weights_of
from sim.common.asked import number
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.parameters import Parameters, load, policies, worldviews
from sim.parameters.names import POLICY, label_of, value_of
from sim.parameters.own import is_own
from sim.parameters.wording import readable
from sim.studies.shares.fates import KNOWN
from sim.studies.sweeps.axes import ALL, JOINED_BY, NONE, levels_of, policies_of

MORE = ("ideal_peace", "formal_peace", "ever_signed", "signed", "general_deterrence")
"""What is better the more often it happens, if nobody says otherwise; of all else less is better."""
NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "ever_signed": "signing of an agreement",
        "signed": "agreement in force at the end",
        "war_after_signature": "war after signature",
        "war_before_signature": "war before signature",
    }
)
"""Events as a sentence names them; outcomes are named as they are called."""
USUAL_OUTCOMES = ("ideal_peace", "war")
SIZE_OF_PAIR = 2


@dataclass(frozen=True)
class Sought:
    """An outcome or event: whether more of it is better, and the bound that its share should keep, if there is one."""

    name: str
    more: bool
    bound: float | None = None

    @property
    def noun(self) -> str:
        """Its name in a sentence."""
        return noun_of(self.name)

    @property
    def sign(self) -> float:
        """What turns its share into a value of which more is better."""
        return 1.0 if self.more else -1.0

    @property
    def direction(self) -> str:
        """Which direction is better."""
        return "more" if self.more else "less"


@dataclass(frozen=True)
class Question:
    """Everything that is asked.

    Attributes
    ----------
    worldviews : tuple of str
        Who may be right.
    policies : tuple of str
        The alternatives: `none`, a policy, or several laid over each other (`a+b`), in the order of the answer.
    sought : tuple of Sought
        What is looked at.
    worlds, seed : int
        Worlds of each cell, and the seed of all draws.
    changes : mapping
        Values that hold in all cells, by present id.
    weights : tuple of float or None
        How much each worldview counts, if that was said.
    """

    worldviews: tuple[str, ...]
    policies: tuple[str, ...]
    sought: tuple[Sought, ...]
    worlds: int
    seed: int
    changes: Mapping[str, Any]
    weights: tuple[float, ...] | None = None

    @cached_property
    def settings(self) -> tuple[tuple[Parameters, ...], ...]:
        """The parameters of each cell: one row for each worldview, one column for each alternative."""
        cells = [(worldview, word) for worldview in self.worldviews for word in self.policies]
        found, size = laid_over(cells, self.changes), len(self.policies)
        return tuple(tuple(found[start : start + size]) for start in range(0, len(found), size))

    @cached_property
    def place(self) -> NDArray[np.int64]:
        """For each cell the number of the first cell that holds the same values and choices, shape (worldviews, policies).

        Where a policy does what a worldview holds to be so already, nothing is played twice.
        """
        hashes = [one.hash for row in self.settings for one in row]
        first = {found: place for place, found in reversed(list(enumerate(hashes)))}
        return np.array([first[found] for found in hashes]).reshape(len(self.worldviews), len(self.policies))

    @property
    def pairs(self) -> list[tuple[int, int, int, int]]:
        """For each pair whose two policies are asked by themselves too: the places of pair, first, second, and no policy."""
        places = {word: place for place, word in enumerate(self.policies)}
        found: list[tuple[int, int, int, int]] = []
        for word, place in places.items():
            parts = policies_of(word)
            if len(parts) == SIZE_OF_PAIR and NONE in places and set(parts) <= places.keys():
                first, second = (places[part] for part in parts)
                found.append((place, first, second, places[NONE]))
        return found

    @cached_property
    def contradictions(self) -> dict[str, str]:
        """Which alternatives hold policies that contradict each other, and on what the later one wins."""
        told = {}
        for word, one in zip(self.policies, self.settings[0], strict=True):
            if one.overridden:
                told[word] = "; ".join(
                    f"{readable(over.by)} wins over {readable(over.policy)} on {label_of(over.name)}"
                    for over in one.overridden
                )
        return told


def laid_over(cells: Iterable[tuple[str, str]], changes: Mapping[str, Any]) -> list[Parameters]:
    """The parameters of cells, each a worldview with a word for policies, with changes on top.

    To read the files anew for each of a thousand cells would take longer than to compare them: each is read once.
    """
    overlays, bare, found = {overlay.key: overlay for overlay in policies()}, dict[str, Parameters](), []
    for worldview, word in cells:
        if worldview not in bare:
            bare[worldview] = load(worldview, changes=changes)
        names = policies_of(word)
        if not set(names) <= overlays.keys():
            found_now = load(policies=names)  # says which of them there is not; those of the user's come from files
            overlays |= {overlay.key: overlay for overlay in found_now.overlays}
        laid = (*bare[worldview].overlays, *(overlays[name] for name in names))
        found.append(replace(bare[worldview], policies=names, overlays=laid))
    return found


def noun_of(outcome: str) -> str:
    """An outcome or event as a sentence names it."""
    return NOUNS.get(outcome, readable(outcome))


def better_more(name: str) -> bool:
    """Whether of an outcome or event more is better, if nobody says otherwise."""
    return name in MORE


def alternatives(asked: Sequence[str], pairs: bool) -> tuple[str, ...]:
    """The policies to compare: no policy first, then those asked for, then every two of the single ones if pairs are asked.

    `InputError` if a name is unknown, or one appears twice.
    """
    words = [str(word) for word in levels_of(POLICY, list(asked) or [ALL]) if word != NONE]
    if not words:
        raise InputError("policies: no policy is named; name at least one, or omit it for all")
    if pairs:
        singles = [word for word in words if JOINED_BY not in word]
        if len(singles) < SIZE_OF_PAIR:
            raise InputError("pairs need at least two single policies; name more of them, or omit pairs")
        both = [JOINED_BY.join(two) for two in combinations(singles, SIZE_OF_PAIR)]
        words += [word for word in both if word not in words]
    return (NONE, *words)


def seekers(asked: Sequence[str] | None) -> tuple[str, ...]:
    """The worldviews: all articles if none is named. `InputError` if one is unknown, or appears twice."""
    if asked is None:
        return tuple(overlay.key for overlay in worldviews())
    if not asked:
        raise InputError("worldviews: none is given; name at least one, or omit it for all articles")
    return tuple(map(str, levels_of("worldview", list(asked))))


def wanted_of(
    outcomes: Sequence[str], less: Sequence[str], more: Sequence[str], bound: float | Mapping[str, Any] | None
) -> tuple[Sought, ...]:
    """What is looked at, with its direction and its bound; `InputError` if a name is unknown or contradicts another."""
    for name in outcomes:
        if name not in KNOWN:
            raise UnknownNameError(f"unknown outcome or event {said(name)}; {suggestion(name, KNOWN, full_list=True)}")
    doubled = [name for place, name in enumerate(outcomes) if name in outcomes[:place]]
    if doubled:
        raise InputError(f"the outcome '{doubled[0]}' is given twice; give it once")
    bounds: dict[str, Any] = dict(bound) if isinstance(bound, Mapping) else dict.fromkeys(outcomes, bound)
    for option, names in (("less", less), ("more", more), ("bound", bounds)):
        for name in names:
            if name not in outcomes:
                raise InputError(
                    f"{option}: {said(name)} is not asked for; {suggestion(name, outcomes, full_list=True)}"
                )
    both = [name for name in less if name in more]
    if both:
        raise InputError(f"'{both[0]}' cannot be better both more often and less often; say one of them")
    for name, value in bounds.items():
        bounds[name] = None if value is None else number(0, 1)(f"the bound of {name}", value)
    return tuple(
        Sought(name, (better_more(name) or name in more) and name not in less, bounds.get(name)) for name in outcomes
    )


def question_of(
    wanted: tuple[Sought, ...],
    names: tuple[str, ...],
    alternatives: tuple[str, ...],
    worlds: int,
    seed: int,
    changes: Mapping[str, Any],
    weights: Mapping[str, Any] | str | None = None,
) -> Question:
    """Check what is left of all that is asked, before anything is played."""
    plain = weights if isinstance(weights, str | None) else {keyed(name): one for name, one in weights.items()}
    given = None if plain is None else tuple(map(float, weights_of(plain, list(names))))
    checked = load(changes=changes)
    if any(isinstance(value, np.ndarray) for value in checked.changes.values()):
        raise InputError("changes hold in all settings alike: give single values, not one per world")
    return Question(names, alternatives, wanted, worlds, seed, dict(checked.changes), given)


def keyed(name: str) -> str:
    """The name of a worldview as the cells have it: of a file of the user's, the key of what stands in it."""
    return str(levels_of("worldview", [name])[0]) if is_own(name) else name


def label(word: str) -> str:
    """The name of an alternative: `western guarantee + regional buy in`, `no policy`."""
    return value_of(POLICY, word)
