"""Shares beside each other: which of them differ, and how a sentence says so without claiming more than was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.names import NO_POLICY, POLICY, WORLDVIEW, label_of, value_of
from sim.analysis.wording import capital, enumeration, readable, short_percent

FEW = 2
"""Up to so many policies are named in a sentence; more are counted."""
SHARES = frozenset({"outcome", "count", "share", "low", "high", "worlds", "cell"})
"""Columns of a table of cells that do not tell its cells apart."""


def apart(first: Any, second: Any) -> bool:
    """Whether the intervals of two shares do not overlap; both have `low` and `high`."""
    return bool(first["low"] > second["high"] or second["low"] > first["high"])


def told(row: Any) -> str:
    """The share of a row in short, such as `31 %`."""
    return short_percent(row["share"], row["low"], row["high"])


def change(before: Any, after: Any) -> str:
    """Say how a share changes, as the rest of a sentence.

    Parameters
    ----------
    before, after : mapping
        With `share`, `low` and `high`, in [0, 1].

    Returns
    -------
    str
        `rises from 6 % to 14 %` where the intervals lie apart, and otherwise `hardly differs (6 % and 7 %)`,
        `is 6 % in both cases`, `occurs in no world` or `occurs in all worlds`.
    """
    one, two = told(before), told(after)
    if apart(before, after):
        return f"{'rises' if after['share'] > before['share'] else 'falls'} from {one} to {two}"
    if before["share"] == after["share"] in (0, 1):
        return f"occurs in {'all worlds' if before['share'] else 'no world'}"
    return f"is {one} in both cases" if one == two else f"hardly differs ({one} and {two})"


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
    """

    outcome: str
    before: pd.Series[Any]
    after: pd.Series[Any]
    against_none: bool

    @property
    def size(self) -> float:
        """How far the shares lie apart, 0 to 1."""
        return abs(float(self.after["share"] - self.before["share"]))


def axes_of(cells: pd.DataFrame, by: str = "") -> list[str]:
    """Return the columns that tell the cells of a table apart, without the one that names them."""
    names = [str(name) for name in cells.columns if str(name) not in SHARES | {by}]
    return [name for name in names if cells[name].nunique(dropna=False) > 1]


def largest_difference(cells: pd.DataFrame, by: str) -> Difference | None:
    """Find the two settings whose shares of one outcome lie furthest apart.

    Settings are compared within a worldview where there are several settings of each, and with the setting without a
    policy where there is one that is otherwise the same.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high`, and any others that tell settings
        apart.
    by : str
        Column with the names of the settings.

    Returns
    -------
    Difference or None
        None if all intervals overlap.
    """
    found = [pair for pair in _pairs(cells, by) if apart(pair.before, pair.after)]
    return max(found, key=lambda pair: pair.size, default=None)


def _pairs(cells: pd.DataFrame, by: str) -> Iterator[Difference]:
    table = cells.assign(outcome=cells["outcome"].astype(str))
    kept = _fixed(table, axes_of(cells, by))
    for _, group in table.groupby(["outcome", *kept], sort=False, dropna=False):
        named = _without_policy(group)
        if named is not None:
            for _, row in group.iterrows():
                yield Difference(str(row["outcome"]), named, row, against_none=True)
        elif not compared_with_none(cells):
            ranked = group.sort_values("share", kind="stable")
            yield Difference(str(ranked.iloc[0]["outcome"]), ranked.iloc[0], ranked.iloc[-1], against_none=False)


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
    if POLICY not in group.columns or not compared_with_none(group):
        return None
    return group[[value_of(POLICY, value) == NO_POLICY for value in group[POLICY]]].iloc[0]


def finding_of_settings(cells: pd.DataFrame, by: str) -> str:
    """Say in one sentence where the outcomes of several settings differ most.

    Parameters
    ----------
    cells : pandas.DataFrame
        As in `largest_difference`.
    by : str
        Column with the names of the settings.

    Returns
    -------
    str
        For instance `Of 5 policies, US private leverage changes most: stalemate falls from 53 % to 38 %`. If all
        intervals overlap it says that nothing differs visibly.
    """
    names = pd.unique(cells[by])
    if len(names) == 1:
        return f"{capital(str(names[0]))}: {_most_often(cells)}"
    most = largest_difference(cells, by)
    if compared_with_none(cells):
        return _of_policies(cells, by, most)
    if most is None:
        within = " within a worldview" if _fixed(cells, axes_of(cells, by)) else ""
        return f"No outcome differs visibly between the {len(names)} settings{within}"
    preposition = "under" if axes_of(cells, by) == [WORLDVIEW] else "with"
    within = value_of(WORLDVIEW, most.before[WORLDVIEW]) if _fixed(cells, axes_of(cells, by)) else ""
    rows = (most.before, most.after)
    ends = ", ".join(f"{told(row)} {preposition} {str(row[by]).removeprefix(f'{within}, ')}" for row in rows)
    beginning = f"under {within}, " if within else ""
    return capital(f"{beginning}{readable(most.outcome)} differs most: {ends}")


def _most_often(cells: pd.DataFrame) -> str:
    ranked = cells.sort_values("share", ascending=False, kind="stable")
    level = ranked[ranked["high"] >= ranked.iloc[0]["low"]]
    if len(level) == len(ranked):
        return "too few worlds to tell which outcome is most frequent"
    if ranked.iloc[0]["share"] == 1:
        return f"{readable(str(ranked.iloc[0]['outcome']))} in all worlds"
    often = "most often" if len(level) == 1 else "most often, and about equally,"
    parts = [f"{readable(str(row['outcome']))} ({told(row)})" for _, row in level.iterrows()]
    return f"{often} {enumeration(parts)}"


def _of_policies(cells: pd.DataFrame, by: str, most: Difference | None) -> str:
    number = sum(value_of(POLICY, value) != NO_POLICY for value in pd.unique(cells[POLICY]))
    if most is None and number == 1:
        return "The policy changes no outcome visibly"
    if most is None:
        return f"None of the {number} policies changes an outcome visibly"
    where = "".join(
        f", under {value_of(axis, most.after[axis])}"
        if axis == WORLDVIEW
        else f", {label_of(axis)} {value_of(axis, most.after[axis])}"
        for axis in axes_of(cells, by)
        if axis != POLICY
    )
    changed = f"{readable(most.outcome)} {change(most.before, most.after)}{where}"
    policy = _in_short(str(most.after[POLICY]))
    if number == 1:
        return f"{capital(policy)}: {changed}"
    sets = any("+" in str(value) for value in pd.unique(cells[POLICY]))
    return f"Of {number} {'sets of ' if sets else ''}policies, {policy} changes most: {changed}"


def _in_short(policies: str) -> str:
    """One or two policies by name; more of them would fill the title."""
    number = len(policies.split("+"))
    return value_of(POLICY, policies) if number <= FEW else f"the set of {number}"
