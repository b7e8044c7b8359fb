"""The tables of a disagreement: its parts, its interactions, and what was counted."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from sim.analysis.disagreement.measured import Measured
from sim.analysis.disagreement.play import Split
from sim.analysis.disagreement.shapley import FloatArray
from sim.analysis.disagreement.sides import GROUP, Sides
from sim.analysis.playing import Flags
from sim.studies.shares.intervals import confidence_of_each
from sim.studies.shares.pairing import Change, paired

OF_TWO = 2.0
"""An interaction is made of two changes, each at most 1 in a world."""


def change_between(one: Flags, other: Flags, comparisons: int = 1) -> Change:
    """How far a share changes from one setting to another of the same worlds."""
    both, worlds = int((one & other).sum()), len(one)
    before, after = int(one.sum()), int(other.sum())
    counts = (both, before - both, after - both, worlds - before - after + both)
    return paired(*counts, confidence_of_each(comparisons)).single()


def parts_of(sides: Sides, found: Measured, split: Split) -> pd.DataFrame:
    """One row per group, the largest part first: its part, and what it does alone as the first and as the last.

    The intervals of the parts together keep what is promised, and so do those of the other two columns.
    """
    size = len(sides.groups)
    groups = [(group.name, group.label, group.about, len(group.parameters)) for group in sides.groups]
    table = pd.DataFrame(groups, columns=[GROUP, "label", "about", "parameters"])
    part = found.estimate(confidence_of_each(size))
    table = table.assign(part=part.size, low=part.low, high=part.high)
    for name, values in (("first", split.first), ("last", split.last)):
        alone = by_itself(values).estimate(confidence_of_each(2 * size))
        table = table.assign(**{name: alone.size, f"{name}_low": alone.low, f"{name}_high": alone.high})
    return largest_first(table, "part")


def interactions_of(sides: Sides, split: Split) -> pd.DataFrame:
    """One row per pair of groups, the largest interaction first; empty if orders were drawn."""
    columns = ["one", "other", "interaction", "low", "high"]
    pairs = list(combinations([group.label for group in sides.groups], 2))
    if split.pairs is None or not pairs:
        return pd.DataFrame(columns=columns)
    found = by_itself(split.pairs).estimate(confidence_of_each(len(pairs)), OF_TWO)
    table = pd.DataFrame(pairs, columns=columns[:2])
    return largest_first(table.assign(interaction=found.size, low=found.low, high=found.high), "interaction")


def by_itself(values: FloatArray) -> Measured:
    """Quantities that were counted in all worlds that were split, and in no others."""
    return Measured(values, np.zeros_like(values))


def largest_first(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """A table ordered by the size of a column, whatever its sign."""
    return table.sort_values(column, key=np.abs, ascending=False, kind="stable", ignore_index=True)
