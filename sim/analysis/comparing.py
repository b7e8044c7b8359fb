"""Shares beside each other: which of them surely differ, and where most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.headlines import condition_in, moves, opened
from sim.analysis.naming import FEW, are_many, policy_noun, right
from sim.analysis.telling import Finding, change, points, remark_of, remark_of_none, told, told_apart
from sim.common.errors import InputError
from sim.parameters.names import NO_POLICY, POLICY, WORLDVIEW, label_of, value_of
from sim.parameters.wording import capital, enumeration, readable
from sim.studies.shares.pairing import UNKNOWN, Change, Pairing, as_frequent_as_most

MOST_ROWS = 1_000
"""Of more settings than this only those with the least and the most are compared."""
SHARES = frozenset({"outcome", "count", "share", "low", "high", "worlds", "cell"})
"""Columns of a table of cells that do not tell its cells apart."""


def with_worlds(cells: pd.DataFrame) -> pd.DataFrame:
    """A table of cells with the column `worlds`: how many each cell has, which is what its outcomes add up to."""
    if "worlds" in cells.columns:
        return cells
    if "count" not in cells.columns:
        raise InputError("the table has no column 'count', so that nobody can tell how sure its differences are")
    axes = ["cell"] if "cell" in cells.columns else [str(name) for name in cells.columns if str(name) not in SHARES]
    counts = cells["count"]
    worlds = counts.groupby([cells[axis] for axis in axes], dropna=False).transform("sum") if axes else counts.sum()
    return cells.assign(worlds=worlds)


@dataclass(frozen=True)
class Difference:
    """How much the share of an outcome differs between two rows of a table, and how sure that is.

    The rows are those without and with a policy where there is a row without (`against_none`), else those with the
    smaller and the larger share.
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
    """The result of comparing the settings of a table.

    `largest` is the largest difference whose interval excludes 0, if there is one; `reach` the largest that any
    interval includes; `comparisons` how many differences were looked at, for all of which every interval pays.
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

    The table has one row per setting and outcome: `outcome`, `count`, `share`, `low`, `high`, `cell` if the worlds are
    at hand, `by` for the names of the settings, and any others that tell settings apart.
    """
    table = with_worlds(cells).assign(outcome=cells["outcome"].astype(str))
    if "cell" in table.columns:
        pairing.load(table["cell"].tolist())
    kept = _fixed(table, by)
    groups = [group for _, group in table.groupby(["outcome", *kept], sort=False, dropna=False)]
    if compared_with_none(table):
        without = [(group, _without_policy(group)) for group in groups]
        comparisons = sum(len(group) - 1 for group, named in without if named is not None)
        found = [
            Difference(str(row["outcome"]), named, row, True, pairing.change(named, row, comparisons))
            for group, named in without
            if named is not None
            for label, row in group.iterrows()
            if label != named.name
        ]
        reach = max((pair.change.reach for pair in found), default=0.0)
    else:
        comparisons = sum(math.comb(len(group), 2) for group in groups)
        among = [largest_among(group, pairing, comparisons) for group in groups if len(group) > 1]
        found = [pair for pair, _ in among]
        reach = max((end for _, end in among), default=0.0)
    return Compared(largest_of(found), reach, comparisons)


def largest_among(group: pd.DataFrame, pairing: Pairing, comparisons: int) -> tuple[Difference, float]:
    """The largest difference among two or more rows of one outcome, and how large any of them could be.

    It is the largest whose interval excludes 0, else the largest, from the smaller share to the larger. The intervals
    pay for so many comparisons. Of more than a thousand rows only the two with the least and the most are compared.
    """
    shares = group["share"].to_numpy(dtype=float)
    matrix = None if len(group) > MOST_ROWS else pairing.matrix(group, comparisons)
    if matrix is None:
        places = [int(shares.argmin()), int(shares.argmax())]
    else:
        # A smaller difference can be surer than a larger one, if fewer worlds end otherwise.
        sizes = np.abs(matrix.size) + matrix.sure
        places = [int(place) for place in np.unravel_index(int(sizes.argmax()), sizes.shape)]
    before, after = sorted((group.iloc[place] for place in places), key=lambda row: float(row["share"]))
    found = pairing.change(before, after, comparisons)
    most = Difference(str(before["outcome"]), before, after, against_none=False, change=found)
    return most, found.reach if matrix is None else matrix.reach


def differences_between(
    before: pd.DataFrame, after: pd.DataFrame, pairing: Pairing, comparisons: int
) -> list[Difference]:
    """By how much each outcome differs from one setting to another, in the order of the outcomes.

    Either setting has one row per outcome, with the column `worlds`; the intervals pay for so many comparisons.
    """
    later = {str(row["outcome"]): row for _, row in after.iterrows()}
    rows = [(str(row["outcome"]), row, later[str(row["outcome"])]) for _, row in before.iterrows()]
    return [
        Difference(outcome, one, two, against_none=False, change=pairing.change(one, two, comparisons, outcome))
        for outcome, one, two in rows
    ]


def largest_of(found: Sequence[Difference]) -> Difference | None:
    """The largest of some differences whose interval excludes 0; None if there is none."""
    return max((pair for pair in found if pair.change.sure), key=lambda pair: pair.size, default=None)


def _fixed(table: pd.DataFrame, by: str) -> list[str]:
    """Axes that two settings must share to be compared."""
    axes = axes_of(table, by)
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
    cells: pd.DataFrame, by: str, pairing: Pairing = UNKNOWN, compared: Compared | None = None, settings: Any = ""
) -> Finding:
    """Say in one sentence where the outcomes of several settings differ most, as `compare_settings` finds it.

    For instance `If Ratelle is right, US private leverage changes most of 5 policies: stalemate falls from 53 % to 38 %`. If
    no interval of a difference excludes 0 it says how large one could still be. The condition that all `settings` share
    comes first.
    """
    names = pd.unique(cells[by])
    if len(names) == 1:
        return Finding(f"{capital(str(names[0]))}: {_most_often(cells, pairing.confidence)}")
    compared = compared or compare_settings(cells, by, pairing)
    most = compared.largest
    if most is None:
        remark = remark_of_none(compared.comparisons, pairing.confidence)
        return Finding(opened(settings, _no_difference(cells, by, compared)), remark)
    remark = remark_of(most.change, compared.comparisons, pairing.confidence)
    if compared_with_none(cells):
        told = _of_policies(cells, by, most)
    elif axes_of(cells, by) == [WORLDVIEW]:
        told = _of_worldviews(most)
    else:
        told = _of_cells(cells, by, most)
    if WORLDVIEW in _fixed(cells, by):
        return Finding(f"{condition_in(settings, str(most.after[WORLDVIEW]))}, {told}", remark)
    return Finding(opened(settings, told), remark)


def _of_worldviews(most: Difference) -> str:
    """Who must be right for least and for most of an outcome."""
    shares = told_apart(most.before, most.after)
    ends = ", ".join(
        f"{share} {right(str(row[WORLDVIEW])).removesuffix(' right')}"
        for share, row in zip(shares, (most.before, most.after), strict=True)
    )
    return f"{readable(most.outcome)} depends most on who is right: {ends}"


def _of_cells(cells: pd.DataFrame, by: str, most: Difference) -> str:
    """Between which two settings an outcome differs most."""
    within = value_of(WORLDVIEW, most.before[WORLDVIEW]) if _fixed(cells, by) else ""
    shares = told_apart(most.before, most.after)
    ends = ", ".join(
        f"{share} with {str(row[by]).removeprefix(f'{within}, ')}"
        for share, row in zip(shares, (most.before, most.after), strict=True)
    )
    return f"{readable(most.outcome)} differs most: {ends}"


def _no_difference(cells: pd.DataFrame, by: str, compared: Compared) -> str:
    """A sentence for when no difference is sure: how large one could still be."""
    bound = f"by more than {points(compared.reach)}"
    if compared_with_none(cells):
        number = _policies(cells)
        which = "the policy changes no" if number == 1 else f"none of the {number} policies changes an"
        return f"{which} outcome {bound}"
    within = " within a worldview" if _fixed(cells, by) else ""
    return f"no outcome differs {bound} between the {cells[by].nunique()} settings{within}"


def _most_often(cells: pd.DataFrame, confidence: float) -> str:
    ranked = cells.sort_values("share", ascending=False, kind="stable")
    level = ranked[as_frequent_as_most(ranked["count"].astype(int).tolist(), confidence=confidence)]
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
    """Which policy changes an outcome most; the worldview under which it does so is told before."""
    where = "".join(
        f", {label_of(axis)} {value_of(axis, most.after[axis])}"
        for axis in axes_of(cells, by)
        if axis not in (POLICY, WORLDVIEW)
    )
    number, policies = _policies(cells), str(most.after[POLICY])
    policy, many = _in_short(policies)
    if number == 1:
        return f"{policy} {moves(most.outcome, most.before, most.after, many)}{where}"
    sets = any("+" in str(value) for value in pd.unique(cells[POLICY]))
    changed = f"{readable(most.outcome)} {change(most.before, most.after, most.change)}{where}"
    return (
        f"{policy} {'change' if many else 'changes'} most of {number} {'sets of ' if sets else ''}policies: {changed}"
    )


def _in_short(policies: str) -> tuple[str, bool]:
    """One or two policies by name, more of them would fill the title; and whether that is a plural."""
    number = len(policies.split("+"))
    return (policy_noun(policies), are_many(policies)) if number <= FEW else (f"the set of {number}", False)
