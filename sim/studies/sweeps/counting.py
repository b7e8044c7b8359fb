"""What is counted of the worlds of each cell: whole numbers, so that no order of adding changes a digit.

Plain arrays in and out, because workers count and a table takes longer to import than a block of worlds to play.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.model.world.state import NEVER
from sim.studies.shares.fates import Codes, coded
from sim.studies.sweeps.plan import Rows

SIGNED, SIGNED_IN = "signed", "signed_in_quarter"
CATEGORIES = {"outcome": "", "war_timing": "war_", "war_cause": "war_cause_", "relapse_cause": "relapse_"}
"""Columns of names, and what is set before each name to make the name of its count."""


def fates(recorded: Mapping[str, Any]) -> Codes:
    """What became of each recorded world, in one byte (see `sim.model.world.rows` and `sim.studies.shares.fates`)."""
    timing = recorded["war_timing"]
    return coded(
        recorded["outcome"].codes,
        ever_signed=recorded["first_signed_quarter"].values != NEVER,
        signed=recorded["signed_quarter"].values != NEVER,
        general_deterrence=recorded["general_deterrence"],
        war_after_signature=timing.codes == timing.names.index("after_signature"),
    )


def counts(recorded: Mapping[str, Any], owners: Rows, cells: int, horizon: int) -> dict[str, Rows]:
    """Count what happened in the recorded worlds of each cell."""
    counted: dict[str, Rows] = {}
    for column, before in CATEGORIES.items():
        codes, names = recorded[column].codes, recorded[column].names
        there = codes >= 0
        both = _two_way(owners[there], codes[there], cells, len(names))
        counted |= {f"{before}{name}": both[:, code] for code, name in enumerate(names)}
    quarter = recorded["signed_quarter"].values.astype(np.int64)
    signed = quarter != NEVER
    counted[SIGNED_IN] = _two_way(owners[signed], quarter[signed], cells, horizon)
    counted[SIGNED] = counted[SIGNED_IN].sum(axis=1)
    flags = {
        name: values for name, values in recorded.items() if isinstance(values, np.ndarray) and values.dtype == bool
    }
    return counted | {name: np.bincount(owners[values], minlength=cells) for name, values in flags.items()}


def _two_way(owners: Rows, codes: Rows, cells: int, kinds: int) -> Rows:
    """How often each code stands in each cell, shape (cells, kinds)."""
    return np.bincount(owners * kinds + codes, minlength=cells * kinds).reshape(cells, kinds)
