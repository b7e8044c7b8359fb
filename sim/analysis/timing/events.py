"""From the rows of a study to times and causes: what came first in each world, and when.

Two clocks. From the start: a signature or a war, whichever comes first. From the first signature: the agreement fails at
ratification, relapses, or ends in war. A world in which nothing of it happens is watched until its history ends.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.common.errors import InputError

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOTHING = 0
"""The cause of a world that was watched to the end without anything."""
SIGNATURE, WAR_FIRST = 1, 2
FAILED, RELAPSE, WAR = 1, 2, 3
QUARTERS = ("first_signed_quarter", "ratified_quarter", "relapse_quarter", "war_quarter")
COLUMNS = (*QUARTERS, "failed_ratifications", "outcome")
"""What of the rows of a study is read here and beside."""


class Spells(NamedTuple):
    """How long each world was watched, in quarters, and what ended it: a number from 1, or `NOTHING`.

    `longest` is how long any of them could have been watched.
    """

    times: Whole
    causes: Whole
    longest: int

    @property
    def size(self) -> int:
        """How many worlds are watched."""
        return len(self.times)


class Rows(NamedTuple):
    """What happened in each world and when, in quarters from 0; what never did lies far beyond the history.

    `failed` says whether any ratification failed.
    """

    signed: Whole
    ratified: Whole
    relapse: Whole
    war: Whole
    failed: Flags
    horizon: int

    @property
    def after_war(self) -> Flags:
        """Where the first signature comes after a war; within a quarter, Azerbaijan moves before anybody signs."""
        return (self.war <= self.signed) & (self.signed < self.horizon)

    @property
    def followed(self) -> Flags:
        """Where an agreement is signed and no war came before it."""
        return (self.signed < self.horizon) & ~self.after_war

    @property
    def vote(self) -> Whole:
        """The quarter in which the first agreement is ratified or fails, if no war comes before."""
        return self.signed + 1


def rows_of(table: pd.DataFrame, horizon: int) -> Rows:
    """What is needed of the rows of a study with histories of so many quarters."""
    lacking = [name for name in COLUMNS if name not in table.columns]
    if lacking:
        raise InputError(f"the table has no column '{lacking[0]}', so it is not that of a study")
    if table.empty:
        raise InputError("there is no world in this study; play at least one")
    signed, ratified, relapse, war = (_quarters(table[name], name, horizon) for name in QUARTERS)
    return Rows(signed, ratified, relapse, war, table["failed_ratifications"].to_numpy() > 0, horizon)


def from_start(rows: Rows) -> Spells:
    """What came first: a signature, or a war before any signature."""
    causes = np.where(rows.war <= rows.signed, WAR_FIRST, SIGNATURE)
    return _watched(np.minimum(rows.signed, rows.war), causes, rows.horizon)


def signatures(rows: Rows) -> Spells:
    """The first signature of each world, whether or not a war came before it."""
    return _watched(rows.signed, np.full_like(rows.signed, SIGNATURE), rows.horizon)


def from_signature(rows: Rows, fell: Flags) -> Spells:
    """What ended the first agreement, in worlds that signed without a war before: time runs from the signature.

    Where `fell` is true, the first agreement failed at ratification. A war in the quarter of the first relapse is that
    relapse, and counts as war.
    """
    failed = np.where(fell, rows.vote, _never(rows.horizon))
    first = np.minimum(np.minimum(rows.relapse, rows.war), failed)
    # A relapse in the quarter of the vote came before it: what has failed cannot relapse any more.
    causes = np.select([rows.war == first, rows.relapse == first], [WAR, RELAPSE], FAILED)
    return _watched(first, causes, rows.horizon, rows.signed, rows.followed)


def out_of_force(rows: Rows, fell: Flags) -> Spells:
    """When the first agreement went out of force, through a failed ratification or a war, whatever relapses came before.

    In worlds that signed without a war before; time runs from the signature.
    """
    failed = np.where(fell, rows.vote, _never(rows.horizon))
    first = np.minimum(rows.war, failed)
    return _watched(first, np.ones_like(first), rows.horizon, rows.signed, rows.followed)


def wars_after_signature(rows: Rows) -> Spells:
    """The first war after the signature, whatever came in between, in worlds that signed without a war before."""
    return _watched(rows.war, np.ones_like(rows.war), rows.horizon, rows.signed, rows.followed)


def fell_for_sure(rows: Rows) -> Flags:
    """Where the first agreement surely failed at ratification.

    The rows count failures and date the last ratification. A ratified agreement ends by war alone. So where something
    failed it was the first agreement, unless that was ratified in its quarter, or war came in that quarter, or the rows
    leave it open.
    """
    fell: Flags = rows.failed & (rows.ratified != rows.vote) & (rows.war != rows.vote)
    return fell & ~left_open(rows)


def left_open(rows: Rows) -> Flags:
    """Where the rows leave open whether the first agreement failed: a war came, and something was ratified after it."""
    later = (rows.war > rows.vote) & (rows.ratified > rows.war) & (rows.ratified < rows.horizon)
    return rows.failed & later & rows.followed


def _watched(
    first: Whole, causes: Whole, horizon: int, since: Whole | None = None, where: Flags | None = None
) -> Spells:
    """Spells of some worlds from a quarter on: to what came first, or to the last quarter of the history."""
    begun = np.zeros_like(first) if since is None else since
    kept = np.ones(len(first), dtype=bool) if where is None else where
    came = first < horizon
    times = np.where(came, first, horizon - 1) - begun
    longest = int(horizon - 1 - begun[kept].min()) if kept.any() else 0
    return Spells(times[kept], np.where(came, causes, NOTHING)[kept], longest)


def _quarters(column: pd.Series[Any], name: str, horizon: int) -> Whole:
    """A column of quarters, far beyond the history where the event did not happen."""
    missing = column.isna().to_numpy()
    values: Whole = column.mask(missing, _never(horizon)).to_numpy(dtype=np.int64)
    odd = ~missing & ((values < 0) | (values >= horizon))
    if odd.any():
        raise InputError(
            f"{name} holds the quarter {values[odd][0]}, but the histories of this study end with quarter {horizon - 1}"
        )
    return values


def _never(horizon: int) -> int:
    # Beyond the history even if a quarter is added.
    return 2 * horizon
