"""From blocks of the plan to tasks that workers can play; and the probe that tells whether the model is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.studies.sweeps.cells import Cells
from sim.studies.sweeps.identity import identity_of
from sim.studies.sweeps.plan import Block
from sim.studies.sweeps.play import Task, play_rows

PROBE_WORLDS = 64
"""Worlds of the probe: enough that hardly any change of a rule leaves all of them as they were."""


@dataclass(frozen=True)
class Recipe:
    """What all tasks of a study have in common.

    Attributes
    ----------
    cells : Cells
    seed : int
    independent, rows : bool
    study : str
    """

    cells: Cells
    seed: int
    independent: bool = False
    rows: bool = False
    study: str = ""

    def task(self, block: Block) -> Task:
        """The task of a block."""
        columns = {axis: column[block.cells] for axis, column in self.cells.columns.items()}
        hashes = [self.cells.settings[setting].hash for setting in np.unique(self.cells.setting_of[block.cells])]
        return Task(
            number=block.number,
            cells=block.cells,
            first_world=block.first_world,
            end_world=block.end_world,
            columns=columns,
            values=self.cells.values(block.cells),
            bindings=self.cells.bindings(block.cells),
            seed=self.seed,
            independent=self.independent,
            rows=self.rows,
            study=self.study,
            identity=identity_of(self.study, block, columns, hashes),
        )

    def tasks(self, blocks: Iterable[Block]) -> Iterator[Task]:
        """The tasks of blocks, made when they are asked for."""
        return (self.task(block) for block in blocks)


def probe_task(recipe: Recipe) -> Task:
    """A small task: the first worlds of the first cell."""
    return recipe.task(Block(0, np.zeros(1, dtype=np.int64), 0, PROBE_WORLDS))


def probe(task: Task) -> str:
    """SHA-256 of the histories of a small task: it changes when the model gives other results."""
    table = play_rows(task)
    hashed = hashlib.sha256()
    for name in table.columns:
        hashed.update(
            name.encode() + pd.util.hash_pandas_object(table[name].astype(object), index=False).to_numpy().tobytes()
        )
    return hashed.hexdigest()
