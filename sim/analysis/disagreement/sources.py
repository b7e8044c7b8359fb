"""What the disagreements of several pairs come from: the largest source of each, and each group over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.disagreement.measured import Measured
from sim.analysis.disagreement.pair import Disagreement
from sim.analysis.disagreement.sides import GROUP
from sim.analysis.disagreement.tables import largest_first
from sim.analysis.disagreement.telling import records
from sim.studies.shares.intervals import confidence_of_each
from sim.studies.shares.pairing import Change

FEW = 2
"""So many groups are named where the worlds cannot tell which of them is the largest source."""
NO_DIFFERENCE, NO_SOURCE = "no sure difference", "no part is sure"
COUNTED = ("points", "low", "high", "plays", "largest", "against")


def parts_of_all(disagreements: Sequence[Disagreement]) -> pd.DataFrame:
    """One row per pair and group; the intervals pay for all of them."""
    total = sum(len(found.parts) for found in disagreements)
    return pd.concat([_parts(found, total) for found in disagreements], ignore_index=True)


def _parts(found: Disagreement, total: int) -> pd.DataFrame:
    part = found.measured.estimate(confidence_of_each(total))
    one, other = found.sides.names
    named = pd.DataFrame([(one, other, group.name, group.label) for group in found.sides.groups])
    named.columns = pd.Index(["one", "other", GROUP, "label"])
    return named.assign(part=part.size, low=part.low, high=part.high)


def pairs_of(disagreements: Sequence[Disagreement]) -> pd.DataFrame:
    """One row per pair with its difference and its largest source; the intervals of each column pay for all pairs."""
    total = sum(len(found.parts) for found in disagreements)
    comparisons = total - len(disagreements)
    return pd.DataFrame([_pair(found, len(disagreements), total, comparisons) for found in disagreements])


def _pair(found: Disagreement, pairs: int, total: int, comparisons: int) -> dict[str, Any]:
    change = found.change_for(pairs)
    part = found.measured.estimate(confidence_of_each(total))
    possible = candidates(found.measured, 1 if change.size > 0 else -1, comparisons) if change.sure else []
    known = bool(possible) and _points_along(change, part, possible[0])
    names = dict(zip(("one", "other"), found.sides.names, strict=True))
    shares = dict(zip(("share_one", "share_other"), found.shares, strict=True))
    counted = {"difference": change.size, "low": change.low, "high": change.high, "sure": bool(change.sure)}
    labels = [found.sides.groups[place].label for place in possible]
    source = {"source": _named(labels) if known else NO_SOURCE if change.sure else NO_DIFFERENCE}
    at = [float(end[possible[0]]) if known else np.nan for end in (part.size, part.low, part.high)]
    told = dict(zip(("part", "part_low", "part_high"), at, strict=True))
    return {**names, **shares, **counted, **source, **told, "candidates": len(possible) if known else 0}


def _points_along(change: Change, part: Change, place: int) -> bool:
    """Whether a part surely has the direction of the whole difference."""
    return bool(part.low[place] > 0 if change.size > 0 else part.high[place] < 0)


def candidates(found: Measured, direction: int, comparisons: int) -> list[int]:
    """The groups that may be the largest source in the direction of a difference (1 or -1), the largest first.

    Those that are surely smaller than the largest are left out, judged world by world. The chance that the
    true largest is left out in any of several pairs is at most 5 %. `comparisons` says how often a group is compared with the
    largest: only comparisons with the true largest can go wrong, and only on one side (multiple comparisons with the best).

    References
    ----------
    Hsu, J. C. (1984). Constrained simultaneous confidence intervals for multiple comparisons with the best. Annals of
    Statistics 12, 1136-1144.
    """
    order = [int(place) for place in np.argsort(-direction * found.size, kind="stable")]
    first, *others = order
    if not others:
        return order
    less = np.zeros((len(others), len(order)))
    less[:, first] = direction
    less[np.arange(len(others)), others] = -direction
    # Two parts lie at most 1 apart in a world: their difference is an average of differences between two shares.
    one_sided = 1 - 2 * (1 - confidence_of_each(comparisons))
    smaller = found.combined(less).estimate(one_sided).low > 0
    return [first, *(place for place, surely in zip(others, smaller, strict=True) if not surely)]


def _named(labels: Sequence[str]) -> str:
    """The groups that may be the largest source, in words."""
    if len(labels) <= FEW:
        return " or ".join(labels)
    more = len(labels) - FEW
    return f"{', '.join(labels[:FEW])} or {more} other{'s' if more > 1 else ''}"


def groups_of(disagreements: Sequence[Disagreement], pairs: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """One row per group: what it makes on average over the pairs that surely disagree, and in how many of them how."""
    known = {group.name: group for found in disagreements for group in found.sides.groups}
    names = list(known)
    table = pd.DataFrame(
        {GROUP: names, **{field: [getattr(known[n], field) for n in names] for field in ("label", "about")}}
    )
    sure = [(found, 1 if change > 0 else -1) for found, change, yes in zip(
        disagreements, pairs["difference"], pairs["sure"], strict=True) if yes]  # fmt: skip
    if sure:
        points = _mean(sure, names).estimate(confidence_of_each(len(names)))
        table = table.assign(points=points.size, low=points.low, high=points.high)
    else:
        table = table.assign(points=np.nan, low=np.nan, high=np.nan)
    single = pairs.loc[pairs["candidates"] == 1, "source"]
    signs = {found.sides.names: sign for found, sign in sure}
    against = [_against(part, signs) for part in records(parts)]
    counts = {
        "plays": parts[GROUP], "largest": single.map({group.label: group.name for group in known.values()}),
        "against": parts.loc[against, GROUP],
    }  # fmt: skip
    for column, values in counts.items():
        table[column] = values.value_counts().reindex(names, fill_value=0).to_numpy()
    return largest_first(table, "points")


def _against(part: dict[str, Any], signs: dict[tuple[str, str], int]) -> bool:
    """Whether a part surely has the opposite direction of a difference that is sure."""
    sign = signs.get((part["one"], part["other"]), 0)
    return bool(part["high"] < 0 if sign > 0 else part["low"] > 0 if sign < 0 else False)


def _mean(sure: Sequence[tuple[Disagreement, int]], names: Sequence[str]) -> Measured:
    """What each group makes on average over some pairs, in the direction of their differences; 0 where it does not differ."""
    rest, told, orders = [], [], []
    for found, sign in sure:
        weights = np.array(
            [[sign / len(sure) if group.name == name else 0.0 for group in found.sides.groups] for name in names]
        )
        part = found.measured.combined(weights)
        rest.append(part.rest)
        told.append(part.told)
        orders += [] if part.orders is None else [part.orders]
    drawn = np.sum(orders, axis=0) if orders else None
    return Measured(np.sum(rest, axis=0), np.sum(told, axis=0), drawn)
