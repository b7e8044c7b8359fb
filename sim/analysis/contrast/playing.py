"""Play two settings on the same worlds, each in a process of its own where there is enough to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, cast

import numpy as np
import pandas as pd

from sim.common.room import refuse_rows, worlds_that_fit
from sim.model.walk import Walk
from sim.model.world.rows import Labels, Quarters, table
from sim.parameters.parameters import Parameters
from sim.studies.histories.history import History
from sim.studies.histories.replay import tell_several
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


@dataclass(frozen=True)
class Tale(Task):
    """Some worlds of one setting whose histories are shown."""

    setting: Parameters
    worlds: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """The histories of a tale."""

    block: Block
    histories: tuple[History, ...] = field(repr=False)


def play(task: Stretch | Tale) -> Rows | Told:
    """Play a stretch of worlds to its end, or tell a tale."""
    if isinstance(task, Tale):
        return Told(task.block, tell_several(task.setting, task.worlds, task.seed))
    index = np.arange(task.block.first_world, task.block.end_world, dtype=np.int64)
    parameters = Parameters("contrast", (), None, {}, {}, (), {}, task.bindings)
    walk = Walk(parameters, index, task.seed, dict(task.values)).run()
    return Rows(task.block, walk.columns())


class Stage:
    """Where settings are played and histories are written: this process, and others beside it once there is enough to do.

    To be used as a context. Others that were started to play are there to tell, too.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or processors()
        self._team: Team | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._team is not None:
            self._team.__exit__(*error)

    def studies(
        self, settings: Sequence[Parameters], worlds: int, seed: int, progress: Progress | None = None
    ) -> list[Study]:
        """Play each setting in the worlds 0 to `worlds` less one, as `simulate` does: world 17 of each uses the same draws."""
        worlds_that_fit(worlds, BLOCK)
        total = worlds * len(settings)
        refuse_rows(total, f"a comparison of {total:,} worlds")
        started, done = time.perf_counter(), 0
        tasks = [task for number, one in enumerate(settings) for task in _stretches(number, one, worlds, seed)]
        parts: list[list[Rows]] = [[] for _ in settings]
        for played in cast(Iterable[Rows], self._team_for(total, len(tasks)).play(tasks)):
            parts[int(played.block.cells[0])].append(played)
            done += played.block.worlds
            if progress is not None:
                progress(done, total)
        took = time.perf_counter() - started
        return [Study(one, worlds, seed, _joined(part), took) for one, part in zip(settings, parts, strict=True)]

    def histories(self, studies: Sequence[Study], worlds: Sequence[int]) -> list[tuple[History, ...]]:
        """Tell the same worlds of each study."""
        if self._team is None:
            return [tell_several(study, worlds) for study in studies]
        tasks = [
            Tale(
                _block(number, number, 0, 1),
                {},
                {},
                (),
                one.seed,
                False,
                False,
                "contrast",
                "",
                one.parameters,
                tuple(worlds),
            )
            for number, one in enumerate(studies)
        ]
        told = list(cast(Iterable[Told], self._team.play(tasks)))
        return [one.histories for one in sorted(told, key=lambda one: one.block.number)]

    def _team_for(self, total: int, tasks: int) -> Team:
        """Who plays so many worlds: this process alone if there are few, or as many others as there are tasks for."""
        hands = min(self._workers, tasks)
        if total <= ALONE or hands == 1:
            return Team(1, cast(Player, play))
        self._team = Team(hands, cast(Player, play))
        return self._team


def _stretches(number: int, setting: Parameters, worlds: int, seed: int) -> Iterable[Stretch]:
    """The worlds of one setting, block by block; of values that differ between worlds each block has its own."""
    arrays = {name for name, value in setting.values.items() if isinstance(value, np.ndarray)}
    for place, (first, end) in enumerate(cuts(0, worlds, BLOCK)):
        values = {name: value[first:end] if name in arrays else value for name, value in setting.values.items()}
        block = _block(number * -(-worlds // BLOCK) + place, number, first, end)
        yield Stretch(block, {}, values, setting.bindings, seed, False, True, "contrast", setting.hash)


def _block(number: int, setting: int, first: int, end: int) -> Block:
    """Worlds of one setting."""
    return Block(number, np.array([setting], dtype=np.int64), first, end)


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
