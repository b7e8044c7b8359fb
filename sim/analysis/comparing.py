"""Shares beside each other: which of them surely differ, and where most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.telling import Finding, change, points, remark_of, remark_of_none, told, told_apart
from sim.common.errors import InputError
from sim.parameters.names import NO_POLICY, POLICY, WORLDVIEW, label_of, value_of
from sim.parameters.wording import capital, enumeration, readable
from sim.studies.shares.pairing import UNKNOWN, Change, Pairing, as_frequent_as_most

FEW = 2
"""Up to so many policies are named in a sentence; more are counted."""
MOST_ROWS = 1_000
"""Of more settings than this only those with the least and the most are compared."""
COUNTED = "count"
SHARES = frozenset({"outcome", COUNTED, "share", "low", "high", "worlds", "cell"})
"""Columns of a table of cells that do not tell its cells apart."""


def with_worlds(cells: pd.DataFrame) -> pd.DataFrame:
    """A table of cells with the column `worlds`: how many each cell has, which is what its outcomes add up to.

    Raises
    ------
    InputError
        If the table has no counts.
    """
    if "worlds" in cells.columns:
        return cells
    if COUNTED not in cells.columns:
        raise InputError(f"the table has no column '{COUNTED}', so that nobody can tell how sure its differences are")
    axes = ["cell"] if "cell" in cells.columns else [str(name) for name in cells.columns if str(name) not in SHARES]
    counts = cells[COUNTED]
    worlds = counts.groupby([cells[axis] for axis in axes], dropna=False).transform("sum") if axes else counts.sum()
    return cells.assign(worlds=worlds)


@dataclass(frozen=True)
class Difference:
    """Two rows of a table that differ, and where.

    Attributes
    ----------
    outcome : str
        Whose shares they are.
    before, after : pandas.Series
        The rows: without and with a policy where there is a row without, else the smaller and the larger share.
    against_none : bool
        Whether the first of them is the row without a policy.
    change : Change
        By how much they differ.
    """

    outcome: str
    before: pd.Series[Any]
    after: pd.Series[Any]
    against_none: bool
    change: Change

    @property
    def size(self) -> float:
        """How far the shares lie apart, 0 to 1."""
        return abs(self.change.size)


@dataclass(frozen=True)
class Compared:
    """What came of comparing the settings of a table.

    Attributes
    ----------
    largest : Difference or None
        The largest difference whose interval excludes 0; None if there is none.
    reach : float
        The largest difference that any interval includes.
    comparisons : int
        How many differences were looked at; every interval pays for all of them.
    """

    largest: Difference | None
    reach: float
    comparisons: int


def axes_of(cells: pd.DataFrame, by: str = "") -> list[str]:
    """Return the columns that tell the cells of a table apart, without the one that names them."""
    names = [str(name) for name in cells.columns if str(name) not in SHARES | {by}]
    return [name for name in names if cells[name].nunique(dropna=False) > 1]


def compare_settings(cells: pd.DataFrame, by: str, pairing: Pairing = UNKNOWN) -> Compared:
    """Find the two settings whose shares of one outcome differ most, among those that surely differ.

    Settings are compared within a worldview where there are several settings of each, and with the setting without a
    policy where there is one that is otherwise the same. Every interval pays for all comparisons (Bonferroni).

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `count`, `share`, `low`, `high`, `cell` if the worlds are at
        hand, and any others that tell settings apart.
    by : str
        Column with the names of the settings.
    pairing : Pairing
        The worlds behind the rows.
    """
    table = with_worlds(cells).assign(outcome=cells["outcome"].astype(str))
    if "cell" in table.columns:
        pairing.load(table["cell"].tolist())
    against_none = compared_with_none(table)
    kept = _fixed(table, axes_of(table, by))
    groups = [group for _, group in table.groupby(["outcome", *kept], sort=False, dropna=False)]
    if against_none:
        comparisons = sum(len(group) - 1 for group in groups if _without_policy(group) is not None)
        found = [pair for group in groups for pair in _against_none(group, pairing, comparisons)]
        reach = max((pair.change.reach for pair in found), default=0.0)
    else:
        comparisons = sum(math.comb(len(group), 2) for group in groups)
        among = [largest_among(group, pairing, comparisons) for group in groups if len(group) > 1]
        found = [pair for pair, _ in among]
        reach = max((end for _, end in among), default=0.0)
    return Compared(largest_of(found), reach, comparisons)


def _against_none(group: pd.DataFrame, pairing: Pairing, comparisons: int) -> Iterator[Difference]:
    """Each setting with a policy against the one without."""
    named = _without_policy(group)
    if named is None:
        return
    for label, row in group.iterrows():
        if label != named.name:
            found = pairing.change(named, row, comparisons)
            yield Difference(str(row["outcome"]), named, row, against_none=True, change=found)


def largest_among(group: pd.DataFrame, pairing: Pairing, comparisons: int) -> tuple[Difference, float]:
    """The largest difference of one outcome among some settings, and how large any of them could be.

    Parameters
    ----------
    group : DataFrame
        The rows of one outcome, two or more.
    pairing : Pairing
    comparisons : int
        For how many comparisons the intervals pay.

    Returns
    -------
    Difference
        The largest whose interval excludes 0, else the largest; from the smaller share to the larger.
    float
        The largest difference that any of the intervals includes.
    """
    one, two, reach = widest_apart(group, pairing, comparisons)
    before, after = sorted((group.iloc[one], group.iloc[two]), key=lambda row: float(row["share"]))
    found = pairing.change(before, after, comparisons)
    return Difference(str(before["outcome"]), before, after, against_none=False, change=found), reach


def differences_between(
    before: pd.DataFrame, after: pd.DataFrame, pairing: Pairing, comparisons: int
) -> list[Difference]:
    """By how much each outcome differs from one setting to another, in the order of the outcomes.

    Parameters
    ----------
    before, after : DataFrame
        The rows of either setting, one per outcome, with the column `worlds` (see `with_worlds`).
    pairing : Pairing
    comparisons : int
        For how many comparisons the intervals pay.
    """
    found = []
    later = {str(row["outcome"]): row for _, row in after.iterrows()}
    for _, row in before.iterrows():
        outcome = str(row["outcome"])
        changed = pairing.change(row, later[outcome], comparisons, outcome)
        found.append(Difference(outcome, row, later[outcome], against_none=False, change=changed))
    return found


def largest_of(found: Sequence[Difference]) -> Difference | None:
    """The largest of some differences whose interval excludes 0; None if there is none."""
    return max((pair for pair in found if pair.change.sure), key=lambda pair: pair.size, default=None)


def widest_apart(rows: pd.DataFrame, pairing: Pairing, comparisons: int) -> tuple[int, int, float]:
    """Of some rows of the same outcome the two that differ most, and the largest difference that could still be.

    Parameters
    ----------
    rows : DataFrame
        Two or more. Of more than a thousand only the two with the least and the most are compared.
    pairing : Pairing
    comparisons : int
        For how many comparisons the intervals pay.

    Returns
    -------
    first, second : int
        Places of the rows: those with the largest difference whose interval excludes 0, or with the largest.
    reach : float
        The largest difference that any of the intervals includes.
    """
    shares = rows["share"].to_numpy(dtype=float)
    if len(rows) > MOST_ROWS:
        least, most = int(shares.argmin()), int(shares.argmax())
        return least, most, pairing.change(rows.iloc[least], rows.iloc[most], comparisons).reach
    matrix = pairing.matrix(rows, comparisons)
    sizes = np.abs(matrix.size)
    # A smaller difference can be surer than a larger one, if fewer worlds end otherwise.
    sizes = np.where(matrix.sure, sizes + 1, sizes)
    first, second = np.unravel_index(int(sizes.argmax()), sizes.shape)
    return int(first), int(second), matrix.reach


def _fixed(table: pd.DataFrame, axes: Sequence[str]) -> list[str]:
    """Axes that two settings must share to be compared."""
    if compared_with_none(table):
        return [axis for axis in axes if axis != POLICY]
    return [WORLDVIEW] if WORLDVIEW in axes and len(axes) > 1 else []


def compared_with_none(cells: pd.DataFrame) -> bool:
    """Whether there are settings with a policy, and settings without any to compare them with."""
    if POLICY not in cells.columns or cells[POLICY].nunique(dropna=False) < 2:
        return False
    return any(value_of(POLICY, value) == NO_POLICY for value in pd.unique(cells[POLICY]))


def _without_policy(group: pd.DataFrame) -> pd.Series[Any] | None:
    without = group[[value_of(POLICY, value) == NO_POLICY for value in group[POLICY]]]
    return None if without.empty else without.iloc[0]


def finding_of_settings(
    cells: pd.DataFrame, by: str, pairing: Pairing = UNKNOWN, compared: Compared | None = None
) -> Finding:
    """Say in one sentence where the outcomes of several settings differ most.

    Parameters
    ----------
    cells : pandas.DataFrame
        As in `compare_settings`.
    by : str
        Column with the names of the settings.
    pairing : Pairing
        The worlds behind the rows.
    compared : Compared, optional
        What `compare_settings` found, if it was asked already.

    Returns
    -------
    Finding
        For instance `Of 5 policies, US private leverage changes most: stalemate falls from 53 % to 38 %`. If no
        interval of a difference excludes 0 it says how large one could still be.
    """
    names = pd.unique(cells[by])
    if len(names) == 1:
        return Finding(f"{capital(str(names[0]))}: {_most_often(cells, pairing.confidence)}")
    compared = compared or compare_settings(cells, by, pairing)
    most = compared.largest
    if most is None:
        return Finding(_no_difference(cells, by, compared), remark_of_none(compared.comparisons, pairing.confidence))
    remark = remark_of(most.change, compared.comparisons, pairing.confidence)
    if compared_with_none(cells):
        return Finding(_of_policies(cells, by, most), remark)
    preposition = "under" if axes_of(cells, by) == [WORLDVIEW] else "with"
    within = value_of(WORLDVIEW, most.before[WORLDVIEW]) if _fixed(cells, axes_of(cells, by)) else ""
    shares = told_apart(most.before, most.after)
    ends = ", ".join(
        f"{share} {preposition} {str(row[by]).removeprefix(f'{within}, ')}"
        for share, row in zip(shares, (most.before, most.after), strict=True)
    )
    beginning = f"under {within}, " if within else ""
    return Finding(capital(f"{beginning}{readable(most.outcome)} differs most: {ends}"), remark)


def _no_difference(cells: pd.DataFrame, by: str, compared: Compared) -> str:
    """That no difference is sure, and how large one could still be."""
    bound = f"by more than {points(compared.reach)}"
    if compared_with_none(cells):
        number = _policies(cells)
        which = "The policy changes no" if number == 1 else f"None of the {number} policies changes an"
        return f"{which} outcome {bound}"
    within = " within a worldview" if _fixed(cells, axes_of(cells, by)) else ""
    return f"No outcome differs {bound} between the {cells[by].nunique()} settings{within}"


def _most_often(cells: pd.DataFrame, confidence: float) -> str:
    ranked = cells.sort_values("share", ascending=False, kind="stable")
    level = ranked[as_frequent_as_most(ranked[COUNTED].astype(int).tolist(), confidence=confidence)]
    if len(level) == len(ranked):
        return "too few worlds to tell which outcome is most frequent"
    if ranked.iloc[0]["share"] == 1:
        return f"{readable(str(ranked.iloc[0]['outcome']))} in all worlds"
    often = "most often" if len(level) == 1 else "most often, and about equally,"
    parts = [f"{readable(str(row['outcome']))} ({told(row)})" for _, row in level.iterrows()]
    return f"{often} {enumeration(parts)}"


def _policies(cells: pd.DataFrame) -> int:
    return sum(value_of(POLICY, value) != NO_POLICY for value in pd.unique(cells[POLICY]))


def _of_policies(cells: pd.DataFrame, by: str, most: Difference) -> str:
    number = _policies(cells)
    where = "".join(
        f", under {value_of(axis, most.after[axis])}"
        if axis == WORLDVIEW
        else f", {label_of(axis)} {value_of(axis, most.after[axis])}"
        for axis in axes_of(cells, by)
        if axis != POLICY
    )
    changed = f"{readable(most.outcome)} {change(most.before, most.after, most.change)}{where}"
    policy = _in_short(str(most.after[POLICY]))
    if number == 1:
        return f"{capital(policy)}: {changed}"
    sets = any("+" in str(value) for value in pd.unique(cells[POLICY]))
    return f"Of {number} {'sets of ' if sets else ''}policies, {policy} changes most: {changed}"


def _in_short(policies: str) -> str:
    """One or two policies by name; more of them would fill the title."""
    number = len(policies.split("+"))
    return value_of(POLICY, policies) if number <= FEW else f"the set of {number}"


__all__ = [
    "Compared",
    "Difference",
    "axes_of",
    "compare_settings",
    "compared_with_none",
    "differences_between",
    "finding_of_settings",
    "largest_among",
    "largest_of",
    "told",
    "widest_apart",
    "with_worlds",
]
