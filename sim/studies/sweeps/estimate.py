"""How long will it take, and how much room will it need? Asked before a study starts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from sim.common.room import cell_bytes, size
from sim.parameters.wording import counted
from sim.studies.sweeps.cells import HORIZON, Cells, cells_of, distinct
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import CHUNK, block_size
from sim.studies.sweeps.play import play
from sim.studies.sweeps.tasks import Recipe
from sim.studies.sweeps.workers import processors

TRIAL_WORLDS = (200, 2_000)
"""Worlds of the two trials: the small one shows what a chunk costs before any world is played."""

TRIAL_QUARTERS = 100
"""Longer histories are not played to their end in a trial; their quarters take as long as these."""

PROCESS_BYTES = 330_000_000
"""Memory of one process with the program and one chunk of worlds."""

BYTES_PER_ROW = 60
"""Bytes of a world on the disk, compressed; in the memory of a worker it is a few times that."""

UNPACKED = 4
BYTES_PER_COUNT_ROW = 150
BYTES_PER_FATE = 1
"""Bytes of a world in the counts, at most: its outcome and a few events, before they are compressed."""
BYTES_PER_BLOCK_FILE = 25_000


@dataclass(frozen=True)
class Estimate:
    """What a study will cost, about: seconds of wall time, and bytes, at most, for all processes together."""

    cells: int
    worlds: int
    blocks: int
    workers: int
    seconds: float
    memory: int
    disk: int

    def __str__(self) -> str:
        return (
            f"{counted(self.cells, 'cell')}, {counted(self.worlds, 'world')} in {counted(self.blocks, 'block')}: about "
            f"{duration(self.seconds)} on {counted(self.workers, 'worker')}, at most about "
            f"{size(self.memory)} of memory and {size(self.disk)} on disk"
        )


class Designed(Protocol):
    """What is asked of a design."""

    @property
    def columns(self) -> Mapping[str, Column]:
        """The values of every axis, one per cell."""


def estimate(
    design: Designed, worlds: int, workers: int | None = None, rows: bool = False, independent: bool = False
) -> Estimate:
    """Say what a study of a design will cost; the time is taken from two short trials of its first cell."""
    cells = cells_of(design.columns if independent else distinct(design.columns)[0])
    per_chunk, per_world = _trial(cells)
    total = len(cells) * worlds
    seconds = per_world * total + per_chunk * -(-total // CHUNK)
    return costs(len(cells), len(design.columns), worlds, workers or processors(), rows, seconds)


def costs(cells: int, axes: int, worlds: int, workers: int, rows: bool, seconds: float = 0.0) -> Estimate:
    """What a study will cost in memory and on disk, and in time if one processor needs so many seconds."""
    total = cells * worlds
    block = block_size(cells, worlds, rows)
    blocks = -(-total // block)
    used = max(1, min(workers, blocks))
    per_row = BYTES_PER_ROW if rows else 0
    memory = cell_bytes(cells, axes) + (used + 1) * (PROCESS_BYTES + UNPACKED * min(total, block) * per_row)
    in_counts = max(cells, blocks) * (BYTES_PER_COUNT_ROW + 8 * axes)
    disk = blocks * BYTES_PER_BLOCK_FILE + in_counts + total * (per_row + BYTES_PER_FATE)
    return Estimate(cells, total, blocks, used, seconds / used, memory, disk)


def _trial(cells: Cells) -> tuple[float, float]:
    """Seconds per chunk and seconds per world, of the first cell."""
    horizon = cells.horizon
    quarters = min(horizon, TRIAL_QUARTERS)
    _seconds(cells, 1, 1)  # what is imported now is not counted
    small, large = TRIAL_WORLDS
    quick, slow = (horizon / quarters * _seconds(cells, worlds, quarters) for worlds in TRIAL_WORLDS)
    per_world = max((slow - quick) / (large - small), slow / large / 10)
    return max(quick - small * per_world, 0.0), per_world


def _seconds(cells: Cells, worlds: int, quarters: int) -> float:
    """How long some worlds of the first cell take for so many quarters."""
    task = Recipe(cells, seed=0).trial(worlds)
    started = time.perf_counter()
    play(replace(task, values={**task.values, HORIZON: quarters}))
    return time.perf_counter() - started


def duration(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 48 * 3600 else f"{seconds / 86400:,.1f} days"
