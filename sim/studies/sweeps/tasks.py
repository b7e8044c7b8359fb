"""From blocks of the plan to tasks that workers can play; and the probe that tells whether the model is the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.studies.sweeps.cells import Cells
from sim.studies.sweeps.plan import Block
from sim.studies.sweeps.play import Task, play_rows

PROBE_WORLDS = 64
"""Worlds of the probe: enough that hardly any change of a rule leaves all of them as they were."""


@dataclass(frozen=True)
class Recipe:
    """What all tasks of a study have in common: its cells, its seed, and how it is played (see `Task`)."""

    cells: Cells
    seed: int
    independent: bool = False
    rows: bool = False
    study: str = ""

    def task(self, block: Block) -> Task:
        """The task of a block."""
        cells = self.cells
        columns = {axis: column[block.cells] for axis, column in cells.columns.items()}
        hashes = [cells.settings[setting].hash for setting in np.unique(cells.setting_of[block.cells])]
        identity = block.identity(self.study, columns, hashes)
        values, bindings = cells.values(block.cells), cells.bindings(block.cells)
        return Task(block, columns, values, bindings, self.seed, self.independent, self.rows, self.study, identity)

    def trial(self, worlds: int = PROBE_WORLDS) -> Task:
        """A small task, whose `probe` tells whether the model is the same: the first worlds of the first cell."""
        return self.task(Block(0, np.zeros(1, dtype=np.int64), 0, worlds))


def probe(task: Task) -> str:
    """SHA-256 of the histories of a small task: comments and speed do not enter, results do."""
    hashed = hashlib.sha256()
    for name, column in play_rows(task).items():
        hashed.update(
            str(name).encode() + pd.util.hash_pandas_object(column.astype(object), index=False).to_numpy().tobytes()
        )
    return hashed.hexdigest()
