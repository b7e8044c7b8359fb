"""Fates: how each world ended, in one byte, so that any two settings can be compared world by world.

The low three bits are the outcome, as its place among the five. Each further bit says of one event whether it happened:
bit 3 an agreement was ever signed, bit 4 one was in force at the end, bit 5 no challenge was ever made, bit 6 the first
war broke out under a signed agreement, bit 7 there was a war at all. A byte of 255 is not a world.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

Codes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

OUTCOME_BITS = 0b111
MISSING = 255
EVENTS: Mapping[str, int] = {
    "ever_signed": 1 << 3,
    "signed": 1 << 4,
    "general_deterrence": 1 << 5,
    "war_after_signature": 1 << 6,
    "war": 1 << 7,
}
"""Events and their bits; except for the first, the names are those of the counts of a sweep."""
BEFORE = "war_before_signature"
KNOWN = (*OUTCOMES, *EVENTS, BEFORE)
"""Whatever can be compared world by world."""


def coded(outcome: NDArray[Any], **happened: Any) -> Codes:
    """The fates of worlds from the places of their outcomes among the five and, for each of `EVENTS`, where it happened."""
    codes = outcome.astype(np.uint8)
    for event, flags in happened.items():
        codes |= np.where(np.asarray(flags, dtype=bool), EVENTS[event], 0).astype(np.uint8)
    return codes


def fates_of(table: pd.DataFrame) -> Codes:
    """How each world of a table ended (see `sim.model.world.rows.table`), in its order."""
    return coded(
        outcome_codes(table),
        ever_signed=table["first_signed_quarter"].notna(),
        signed=table["signed_quarter"].notna(),
        general_deterrence=table["general_deterrence"],
        war_after_signature=table["war_timing"] == "after_signature",
        war=table["war_timing"].notna(),
    )


def outcome_codes(table: pd.DataFrame) -> Codes:
    """The place of the outcome of each world of a table among the five, as bytes without any event."""
    import pandas as pd  # workers, which count on arrays, do without it

    outcome = table["outcome"]
    if isinstance(outcome.dtype, pd.CategoricalDtype) and tuple(outcome.cat.categories) == OUTCOMES:
        return outcome.cat.codes.to_numpy().astype(np.uint8)
    return pd.Categorical(outcome.astype(str), categories=list(OUTCOMES)).codes.astype(np.uint8)


def reached(fates: Codes, what: str | tuple[str, ...]) -> Flags:
    """Which worlds reached an outcome, or in which an event of `KNOWN` happened; of several of these any counts."""
    if isinstance(what, tuple):
        return np.asarray(np.any([reached(fates, one) for one in what], axis=0))
    outcomes = fates & OUTCOME_BITS
    if what in OUTCOMES:
        return np.asarray(outcomes == OUTCOMES.index(what))
    if what == BEFORE:
        return np.asarray((fates & (EVENTS["war"] | EVENTS["war_after_signature"])) == EVENTS["war"])
    if what in EVENTS:
        return np.asarray((fates & EVENTS[what]) != 0)
    raise InputError(f"unknown outcome or event {said(what)}; {suggestion(what, KNOWN, full_list=True)}")


def flows_between(before: Codes, after: Codes) -> NDArray[np.int64]:
    """How many worlds go from each outcome (row) to each (column), when the setting changes and the random draws stay."""
    before, after = _in_both(before, after)
    size = len(OUTCOMES)
    together = (before & OUTCOME_BITS).astype(np.int64) * size + (after & OUTCOME_BITS)
    return np.bincount(together, minlength=size * size).reshape(size, size)


def together(before: Codes, after: Codes, what: str | tuple[str, ...]) -> tuple[int, int, int, int]:
    """In how many worlds something happened on both sides, before alone, after alone, and on neither.

    The worlds are the same, in the same order; those that one side lacks do not count.
    """
    one, two = (reached(fates, what) for fates in _in_both(before, after))
    both, first, second = int(np.count_nonzero(one & two)), int(np.count_nonzero(one)), int(np.count_nonzero(two))
    return both, first - both, second - both, len(one) - first - second + both


def joined(parts: list[tuple[int, bytes]]) -> Codes:
    """The fates of a cell from those of its blocks: each with the number of its first world. What lacks is `MISSING`."""
    size = max((first + len(written) for first, written in parts), default=0)
    codes = np.full(size, MISSING, dtype=np.uint8)
    for first, written in parts:
        codes[first : first + len(written)] = np.frombuffer(written, dtype=np.uint8)
    return codes


def _in_both(before: Codes, after: Codes) -> tuple[Codes, Codes]:
    """The fates of the worlds that were played on both sides."""
    size = min(len(before), len(after))
    before, after = before[:size], after[:size]
    there = (before != MISSING) & (after != MISSING)
    return before[there], after[there]
