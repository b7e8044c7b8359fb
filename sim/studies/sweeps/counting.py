"""What is counted of the worlds of each cell: whole numbers, so that no order of adding changes a digit.

Plain arrays in and out, because workers count and a table takes longer to import than a block of worlds to play.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.world.rows import Column, Labels, Quarters
from sim.model.world.state import NEVER
from sim.studies.shares.fates import Codes, Flags, coded
from sim.studies.sweeps.plan import Rows

SIGNED, SIGNED_IN = "signed", "signed_in_quarter"
CATEGORIES = {"outcome": "", "war_timing": "war_", "war_cause": "war_cause_", "relapse_cause": "relapse_"}
"""Columns of names, and what is set before each name to make the name of its count."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What became of some worlds.

    Attributes
    ----------
    world : array of int
        Their indices.
    named : mapping of str to (array of int, sequence of str)
        Each of `CATEGORIES`: the place of the name of each world among all names, below 0 where there is none.
    signed, ever_signed : array of bool
        Whether an agreement was in force at the end, and whether there ever was one.
    signed_quarter : array of int
        When the one in force was signed; where there is none it means nothing.
    flags : mapping of str to array of bool
        All yes-or-no columns.
    """

    world: Rows
    named: Mapping[str, tuple[Rows, tuple[str, ...]]]
    signed: Flags
    ever_signed: Flags
    signed_quarter: Rows
    flags: Mapping[str, Flags]

    @property
    def fates(self) -> Codes:
        """What became of each world, in one byte (see `sim.studies.shares.fates`)."""
        timing, names = self.named["war_timing"]
        return coded(
            self.named["outcome"][0],
            ever_signed=self.ever_signed,
            signed=self.signed,
            general_deterrence=self.flags["general_deterrence"],
            war_after_signature=timing == names.index("after_signature"),
        )


def seen(recorded: Mapping[str, Column]) -> Seen:
    """What is counted of all that is recorded (see `sim.model.world.rows`)."""
    labels = {name: values for name, values in recorded.items() if isinstance(values, Labels)}
    quarters = {name: values.values for name, values in recorded.items() if isinstance(values, Quarters)}
    plain = {name: values for name, values in recorded.items() if isinstance(values, np.ndarray)}
    return Seen(
        world=plain["world"].astype(np.int64, copy=False),
        named={name: (labels[name].codes, labels[name].names) for name in CATEGORIES},
        signed=quarters["signed_quarter"] != NEVER,
        ever_signed=quarters["first_signed_quarter"] != NEVER,
        signed_quarter=quarters["signed_quarter"].astype(np.int64),
        flags={name: values.astype(bool, copy=False) for name, values in plain.items() if values.dtype == bool},
    )


def counts(found: Seen, owners: Rows, cells: int, horizon: int) -> dict[str, Rows]:
    """Count what happened in the worlds of each cell."""
    counted: dict[str, Rows] = {}
    for column, (codes, names) in found.named.items():
        there = codes >= 0
        both = _two_way(owners[there], codes[there], cells, len(names))
        counted.update((f"{CATEGORIES[column]}{name}", both[:, code]) for code, name in enumerate(names))
    counted[SIGNED_IN] = _two_way(owners[found.signed], found.signed_quarter[found.signed], cells, horizon)
    counted[SIGNED] = counted[SIGNED_IN].sum(axis=1)
    for name, flags in found.flags.items():
        counted[name] = np.bincount(owners[flags], minlength=cells)
    return counted


def _two_way(owners: Rows, codes: Rows, cells: int, kinds: int) -> Rows:
    """How often each code stands in each cell, shape (cells, kinds)."""
    return np.bincount(owners * kinds + codes, minlength=cells * kinds).reshape(cells, kinds)


def added(parts: Iterable[Mapping[str, Rows]]) -> dict[str, Rows]:
    """The sums of several counts of the same cells."""
    total: dict[str, Rows] = {}
    for part in parts:
        for name, counted in part.items():
            total[name] = total[name] + counted if name in total else counted
    return total
