"""Play the settings between two others, and take apart what differs: over all orders, or over some that are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.disagreement.shapley import FloatArray, alone, in_orders, interactions, shapley
from sim.analysis.disagreement.sides import Sides
from sim.analysis.playing import Bench, Flags, Progress, design_of
from sim.parameters.parameters import Parameters
from sim.studies.sweeps.designs import Design

EXACT = 8
"""Up to so many groups every order counts: 256 settings."""
DRAWN = 16
"""Of more groups so many orders are drawn, each with its reverse."""
MOST = 512_000
"""Unless somebody asks for more, so many worlds are played of all settings that lie between: about a minute and a half."""
STEP = 50
"""Worlds that are split are a multiple of this."""

Orders = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Plan:
    """Which settings between two others are played: all, or those along some orders, shape (drawn, 2, groups).

    A setting is a mask: bit 2 says that group 2 comes from the second of the two. `masks` has neither of the two themselves.
    """

    sides: Sides
    orders: Orders | None
    masks: tuple[int, ...]

    @property
    def every(self) -> int:
        """The mask of the second setting."""
        return (1 << len(self.sides.groups)) - 1


@dataclass(frozen=True, eq=False)
class Split:
    """What each group does in each world, shape (groups, worlds): on average over orders, as the first, and as the last.

    `pairs` has the interactions of all pairs in each world, if all orders count; `orders` what each pair of orders that was
    drawn says of each group, shape (drawn, groups), if not.
    """

    parts: FloatArray
    first: FloatArray
    last: FloatArray
    pairs: FloatArray | None = None
    orders: FloatArray | None = None


def plan_of(sides: Sides, seed: int, exact: int = EXACT) -> Plan:
    """Which settings are to be played; orders are drawn if there are more groups than `exact`."""
    size = len(sides.groups)
    every = (1 << size) - 1
    if size <= exact:
        return Plan(sides, None, tuple(range(1, every)))
    generator = np.random.default_rng(seed)
    drawn = generator.permuted(np.tile(np.arange(size), (DRAWN, 1)), axis=1)
    # An order and its reverse err in opposite directions (Mitchell et al. 2022, Journal of Machine Learning Research 23).
    orders = np.stack([drawn, drawn[:, ::-1]], axis=1)
    single = [1 << place for place in range(size)]
    along = [mask for order in orders.reshape(-1, size) for mask in _along(order)]
    masks = dict.fromkeys([*single, *(every - one for one in single), *along])
    return Plan(sides, orders, tuple(mask for mask in masks if mask not in (0, every)))


def worlds_to_split(plans: Sequence[Plan], worlds: int) -> int:
    """How many of the worlds are split if nobody says so: as many as `MOST` allows."""
    settings = max(sum(len(plan.masks) for plan in plans), 1)
    return min(worlds, max(MOST // settings // STEP * STEP, STEP))


def played(
    plans: Sequence[Plan], what: str, worlds: int, split: int, seed: int, workers: int | None, progress: Progress | None
) -> tuple[Mapping[str, Flags], list[Split]]:
    """Play all settings of some plans, and split the first worlds of each.

    The settings that are compared, by their hash, have all worlds; those between them the first `split`. What two plans
    share is played once.
    """
    ends = {one.hash: one for plan in plans for one in (plan.sides.one, plan.sides.other)}
    between = [(plan.sides.one, plan.sides.changes(mask)) for plan in plans for mask in plan.masks]
    total = len(ends) * worlds + len(between) * split
    with Bench(workers, progress, total) as bench:
        if split == worlds or not between:
            flags = bench.reached(_design(list(ends.values()), between), what, worlds, seed)
            whole, inner = flags[: len(ends)], flags[len(ends) :]
        else:
            whole = bench.reached(_design(list(ends.values()), []), what, worlds, seed)
            inner = bench.reached(_design([], between), what, split, seed)
    of_end = dict(zip(ends, whole, strict=True))
    splits, start = [], 0
    for plan in plans:
        rows = dict(zip(plan.masks, inner[start : start + len(plan.masks)], strict=True))
        start += len(plan.masks)
        rows |= {0: of_end[plan.sides.one.hash][:split], plan.every: of_end[plan.sides.other.hash][:split]}
        splits.append(split_of(plan, rows))
    return of_end, splits


def split_of(plan: Plan, rows: Mapping[int, NDArray[np.generic]]) -> Split:
    """Take apart what differs, from what happened in each world of each setting, by mask."""
    if plan.orders is None:
        values = np.array([rows[mask] for mask in range(plan.every + 1)], dtype=float)
        return Split(shapley(values), *alone(values), pairs=interactions(values))
    of_pairs = np.array([[_changed(rows, order) for order in pair] for pair in plan.orders]).mean(axis=1)
    nobody, everybody = (np.asarray(rows[mask], dtype=float) for mask in (0, plan.every))
    single = [1 << place for place in range(len(plan.sides.groups))]
    first = np.array([rows[one] - nobody for one in single])
    last = np.array([everybody - rows[plan.every - one] for one in single])
    return Split(of_pairs.mean(axis=0), first, last, orders=of_pairs.mean(axis=2))


def _changed(rows: Mapping[int, NDArray[np.generic]], order: Orders) -> FloatArray:
    """What each group changes in each world if they come in one order."""
    return in_orders(np.array([rows[mask] for mask in _along(order)]), order)


def _along(order: Orders) -> list[int]:
    """The masks along an order: nobody, the first group, the first two, and so on."""
    masks = [0]
    for place in order.tolist():
        masks.append(masks[-1] | 1 << place)
    return masks


def _design(ends: Sequence[Parameters], between: Sequence[tuple[Parameters, Mapping[str, object]]]) -> Design:
    """One cell per setting."""
    return design_of([*ends, *(one for one, _ in between)], [*({} for _ in ends), *(changes for _, changes in between)])
