"""Play two settings on the same worlds, each in a process of its own where there is enough to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pandas as pd

from sim.common.room import refuse_rows, worlds_that_fit
from sim.model.walk import Walk
from sim.model.world.rows import Labels, Quarters, table
from sim.parameters.parameters import Parameters
from sim.studies.study import BLOCK, Study
from sim.studies.sweeps.plan import Block, cuts
from sim.studies.sweeps.play import Task
from sim.studies.sweeps.workers import Player, Team, processors

ALONE = 4_000
"""Up to so many worlds, of all settings together, one process is sooner done than several are started."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Stretch(Task):
    """Some worlds of one setting, of which the rows are wanted."""


@dataclass(frozen=True)
class Rows:
    """What is recorded of each world of a stretch, column by column."""

    block: Block
    columns: dict[str, Any] = field(repr=False)


def play(task: Stretch) -> Rows:
    """Play a stretch of worlds to its end."""
    index = np.arange(task.block.first_world, task.block.end_world, dtype=np.int64)
    parameters = Parameters("contrast", (), None, {}, {}, (), {}, task.bindings)
    walk = Walk(parameters, index, task.seed, dict(task.values)).run()
    return Rows(task.block, walk.columns())


def studies_of(
    settings: Sequence[Parameters], worlds: int, seed: int, workers: int | None = None, progress: Progress | None = None
) -> list[Study]:
    """Play each setting in the worlds 0 to `worlds` less one, as `simulate` does; world 17 of one has the luck of another's."""
    worlds_that_fit(worlds, BLOCK)
    total = worlds * len(settings)
    refuse_rows(total, f"a comparison of {total:,} worlds")
    started, done = time.perf_counter(), 0
    hands = 1 if total <= ALONE else min(workers or processors(), len(settings) * -(-worlds // BLOCK))
    tasks = [task for number, one in enumerate(settings) for task in _stretches(number, one, worlds, seed)]
    parts: list[list[Rows]] = [[] for _ in settings]
    with Team(hands, cast(Player, play)) as team:
        for played in cast(Iterable[Rows], team.play(tasks)):
            parts[int(played.block.cells[0])].append(played)
            done += played.block.worlds
            if progress is not None:
                progress(done, total)
    took = time.perf_counter() - started
    return [Study(one, worlds, seed, _joined(part), took) for one, part in zip(settings, parts, strict=True)]


def _stretches(number: int, setting: Parameters, worlds: int, seed: int) -> Iterable[Stretch]:
    """The worlds of one setting, block by block; of values that differ between worlds each block has its own."""
    arrays = {name for name, value in setting.values.items() if isinstance(value, np.ndarray)}
    for place, (first, end) in enumerate(cuts(0, worlds, BLOCK)):
        values = {name: value[first:end] if name in arrays else value for name, value in setting.values.items()}
        block = Block(number * -(-worlds // BLOCK) + place, np.array([number], dtype=np.int64), first, end)
        yield Stretch(block, {}, values, setting.bindings, seed, False, True, "contrast", setting.hash)


def _joined(parts: Sequence[Rows]) -> pd.DataFrame:
    """The table of all blocks of a setting, in the order of its worlds."""
    ordered = sorted(parts, key=lambda part: part.block.first_world)
    return table({name: _column([part.columns[name] for part in ordered]) for name in ordered[0].columns})


def _column(parts: Sequence[Any]) -> Any:
    """One column of several blocks."""
    first = parts[0]
    if isinstance(first, Labels):
        return first._replace(codes=np.concatenate([part.codes for part in parts]))
    if isinstance(first, Quarters):
        return Quarters(np.concatenate([part.values for part in parts]))
    return np.concatenate(parts)
