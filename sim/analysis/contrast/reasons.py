"""Why a decision came out differently: which reasons differ, and which assumptions stand behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model.world.state import FIELDS
from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import ACTOR_NAMES, ISSUES, POWERS
from sim.studies.histories.parting import Parting

SMALLEST = 0.005
"""A reason whose weight differs by less, in shares of the prize, shows no difference in two decimals."""
NOT_TOLD = ("belief_armenia", "belief_azerbaijan", "binding_luck", "resolute", "drift_armenia", "drift_azerbaijan")
"""State variables that say little by themselves."""


@dataclass(frozen=True)
class Weighed:
    """A reason for the action that was taken under the one setting and against that under the other.

    `one` and `other` are its weights under either, in shares of the prize; it speaks for the action where it is positive.
    `parameters` are those behind it.
    """

    words: str
    one: float
    other: float
    parameters: tuple[str, ...]

    @property
    def moved(self) -> float:
        """By how much more it speaks for the action under the one setting."""
        return self.one - self.other


def reasons_of(parting: Parting) -> list[Weighed]:
    """The reasons of a decision that both had to take, by how far their weights differ; those that do not are omitted.

    An actor chooses by the sum of its reasons for each action (logit), so that the differences say what moved the odds
    between the two actions.
    """
    one, other = parting.one, parting.other
    if one is None or other is None:
        return []
    weights = [move.against(one.action, other.action) for move in (one, other)]
    found = [
        Weighed(motive.words, weights[0].get(motive, 0.0), weights[1].get(motive, 0.0), motive.behind(one.actor))
        for motive in dict.fromkeys([*weights[0], *weights[1]])
    ]
    return sorted((each for each in found if abs(each.moved) >= SMALLEST), key=lambda each: -abs(each.moved))


def differing(one: Parameters, other: Parameters) -> tuple[str, ...]:
    """Ids of the parameters whose values differ between two settings."""
    return tuple(name for name, value in one.values.items() if not np.array_equal(value, other.values[name]))


def assumptions_behind(reasons: Iterable[Weighed], one: Parameters, other: Parameters) -> list[str]:
    """Ids of the parameters behind some reasons that differ between two settings, in the order of the reasons."""
    moved = set(differing(one, other))
    behind = dict.fromkeys(name for each in reasons for name in each.parameters)
    return [name for name in behind if name in moved]


@dataclass(frozen=True)
class Standing:
    """How one thing stood in the two worlds when they parted."""

    words: str
    one: float
    other: float


def standings(one: Mapping[str, Any], other: Mapping[str, Any], most: int, names: Sequence[str] = ()) -> list[Standing]:
    """How two worlds stood: where their state variables differ most, each measured by its range.

    Only the named variables are looked at, if any are named; they are told whether they differ or not.
    """
    found = [
        (abs(a - b) / _span(name), Standing(words, a, b))
        for name in names or FIELDS
        if names or name not in NOT_TOLD
        for words, a, b in _values(name, one, other)
        if names or abs(a - b) >= SMALLEST
    ]
    return [standing for _, standing in sorted(found, key=lambda pair: -pair[0])[:most]]


def _span(name: str) -> float:
    """The range of a state variable; 1 where it has no end."""
    span = FIELDS[name].high - FIELDS[name].low
    return float(span) if np.isfinite(span) else 1.0


def _values(name: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterable[tuple[str, float, float]]:
    """A state variable in words with its values in two worlds; of one with values by power or issue, each of them."""
    field, values = FIELDS[name], [np.atleast_1d(state[name]) for state in (one, other)]
    if field.axis == "":
        yield field.meaning, float(values[0][0]), float(values[1][0])
    elif field.axis == "power":
        for power, a, b in zip(POWERS, *values, strict=True):
            yield field.meaning.replace("each power", ACTOR_NAMES[power]), float(a), float(b)
    elif field.axis == "issue":
        for issue, a, b in zip(ISSUES, *values, strict=True):
            yield f"{field.meaning} ({issue})", float(a), float(b)
