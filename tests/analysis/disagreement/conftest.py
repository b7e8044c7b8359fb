"""Disagreements that were never played: what happened in each world is a rule of the test."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.disagreement.asking import found_of
from sim.analysis.disagreement.pair import Disagreement
from sim.analysis.disagreement.play import plan_of, split_of
from sim.analysis.disagreement.sides import sides_of

Rule = Callable[[set[str]], np.ndarray]
"""From the names of the groups that come from the second setting to where the outcome was reached, world by world."""


def ruled(
    rule: Rule,
    worlds: int = 400,
    split: int | None = None,
    pair: tuple[str, str] = ("araz2023", "fattah2025"),
    exact: int = 8,
) -> Disagreement:
    """The disagreement of two worldviews if a rule said what comes of each setting between them."""
    plan = plan_of(sides_of(*map(sim.load, pair)), seed=1, exact=exact)
    names = [group.name for group in plan.sides.groups]

    def reached(mask: int) -> np.ndarray:
        return np.asarray(rule({name for place, name in enumerate(names) if mask >> place & 1}), dtype=bool)

    ends = {end.hash: reached(mask)[:worlds] for end, mask in ((plan.sides.one, 0), (plan.sides.other, plan.every))}
    rows = {mask: reached(mask)[: split or worlds] for mask in (0, *plan.masks, plan.every)}
    return found_of(plan, ends, split_of(plan, rows), "war", seed=1, by_hand=False, asked=False)


def luck(worlds: int = 400) -> np.ndarray:
    """The same numbers between 0 and 1 in every setting."""
    return np.random.default_rng(11).permutation((np.arange(worlds) + 0.5) / worlds)


def by_chance(chances: dict[str, float], base: float, worlds: int = 400) -> Rule:
    """A rule by which each group from the second setting adds its own to the chance of the outcome."""
    return lambda held: luck(worlds) < base + sum(chances.get(name, 0.0) for name in held)


def points(found: Disagreement) -> pd.Series:
    """The part of each group in points, by name."""
    return 100 * found.parts.set_index("group")["part"]


@pytest.fixture
def nothing_played(monkeypatch):
    """Whoever plays a world fails."""

    def refuse(*_, **__):
        raise AssertionError("something was played")

    monkeypatch.setattr("sim.analysis.playing.Bench.play", refuse)
