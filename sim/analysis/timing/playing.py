"""Play worlds, and look at them on the way: what the outcome would be if the history ended there.

`calendar.horizon` only sets when we look. No rule of the model reads it, and what the actors foresee is `calendar.foresight`,
so a history of 16 quarters is the first 16 quarters of a longer one. One walk with looks on the way therefore gives what one
walk for each horizon would give, for the price of the longest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.analysis.timing.events import Flags, Rows, Whole, fell_for_sure, left_open
from sim.common.room import worlds_that_fit
from sim.model.walk import Walk
from sim.parameters.parameters import Parameters
from sim.studies.shares.fates import Codes
from sim.studies.sweeps.plan import Block, cuts
from sim.studies.sweeps.play import Task
from sim.studies.sweeps.workers import Player, Team, processors

BLOCK = 5_000
"""Worlds that walk side by side."""
ALONE = 8_000
"""Up to so many worlds one process is sooner done than several are started."""

BATCH = 150
"""So many worlds are played again together, where that is needed."""
UNSEEN = -1

Votes = NDArray[np.int8]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Looking(Task):
    """A block of worlds of one setting, with the quarters after which they are looked at.

    With `rows`, it is played to its end, and has one row per world.
    """

    parameters: Parameters
    looks: tuple[int, ...]


class Looked(NamedTuple):
    """What was seen of a block of worlds: the outcome of each at each look, shape (looks, worlds), and the rows.

    `decided` is 1 where the first agreement was seen to fail at ratification, 0 where it was not, and `UNSEEN` where the
    walk ended before that was decided.
    """

    block: Block
    outcomes: Codes
    decided: Votes
    table: pd.DataFrame | None


class Worlds(NamedTuple):
    """The same of all worlds in their order; the table is empty if nobody asked for rows."""

    outcomes: Codes
    decided: Votes
    table: pd.DataFrame


def look(task: Looking) -> Looked:
    """Play a block to its last look or its end, and look at it on the way."""
    block = task.block
    index = np.arange(block.first_world, block.end_world, dtype=np.int64)
    walk = Walk(task.parameters, index, task.seed, dict(task.values))
    seen, decided = [], np.full(block.worlds, UNSEEN, dtype=np.int8)
    last = walk.horizon if task.rows else max(task.looks, default=0)
    while walk.quarter < last:
        walk.step()
        voted = walk.worlds.first_signed_quarter == walk.quarter - 2
        voted &= walk.worlds.first_signed_quarter >= 0
        decided[walk.worlds.index[voted] - block.first_world] = walk.worlds.failed_ratifications[voted] > 0
        walk.tidy()
        if walk.quarter in task.looks:
            walk.gather()
            seen.append(walk.outcomes().astype(np.uint8))
    walk.gather()
    outcomes = np.array(seen, dtype=np.uint8).reshape(len(seen), block.worlds)
    return Looked(block, outcomes, decided, walk.table() if task.rows else None)


def looked_at(
    parameters: Parameters,
    worlds: int,
    seed: int,
    looks: Sequence[int],
    rows: bool,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Worlds:
    """Play worlds, and look at them after some quarters, which are in order and lie within the history."""
    worlds_that_fit(worlds, BLOCK)
    tasks = list(_tasks(parameters, worlds, seed, tuple(looks), rows))
    hands = 1 if worlds <= ALONE else min(workers or processors(), len(tasks))
    parts, done = [], 0
    with Team(hands, cast(Player, look)) as team:
        for seen in cast(Iterable[Looked], team.play(tasks)):
            parts.append(seen)
            done += seen.block.worlds
            if progress is not None:
                progress(done, worlds)
    parts.sort(key=lambda part: part.block.first_world)
    tables = [part.table for part in parts if part.table is not None]
    return Worlds(
        np.concatenate([part.outcomes for part in parts], axis=1),
        np.concatenate([part.decided for part in parts]),
        pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(),
    )


def fell(rows: Rows, parameters: Parameters, seed: int, decided: Votes | None = None) -> Flags:
    """Where the first agreement failed at ratification.

    Where the rows leave that open and it was not seen, in a few worlds, these are played again, up to the quarter in which
    it was decided.
    """
    down, some = fell_for_sure(rows), left_open(rows)
    if decided is not None:
        known = some & (decided != UNSEEN)
        down[known] = decided[known] == 1
        some = some & ~known
    # Those that were decided early are not played for as long as the others.
    places = np.flatnonzero(some)
    places = places[np.argsort(rows.vote[places], kind="stable")]
    for part in map(np.sort, np.array_split(places, 1 + len(places) // BATCH)):
        if len(part):
            down[part] = _voted_down(parameters, seed, part, rows.vote[part])
    return down


def _voted_down(parameters: Parameters, seed: int, index: Whole, vote: Whole) -> Flags:
    """In which of some worlds a ratification had failed by the end of a quarter, one for each."""
    walk = Walk(parameters, index, seed, _values(parameters, lambda one: one[index]))
    failed = np.zeros(len(index), dtype=bool)
    for quarter in range(int(vote.max()) + 1):
        walk.step()
        failed |= (vote == quarter) & (walk.worlds.failed_ratifications > 0)
    return failed


def _tasks(parameters: Parameters, worlds: int, seed: int, looks: tuple[int, ...], rows: bool) -> Iterator[Looking]:
    for number, (first, end) in enumerate(cuts(0, worlds, BLOCK)):
        block = Block(number, np.zeros(1, dtype=np.int64), first, end)
        values = _values(parameters, lambda one, part=slice(first, end): one[part])  # type: ignore[misc]
        yield Looking(block, {}, values, (), seed, False, rows, "time", parameters.hash, parameters, looks)


def _values(parameters: Parameters, part: Callable[[Any], Any]) -> dict[str, Any]:
    """All values of a setting; of those that differ from world to world, those of some worlds."""
    return {name: part(one) if isinstance(one, np.ndarray) else one for name, one in parameters.values.items()}
