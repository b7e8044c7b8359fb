"""Play one block: the only thing that workers do. It needs nothing but its task.

A worker imports no table and no file format unless rows are kept: it counts on arrays, and whoever asked makes the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.common.errors import UncountableError
from sim.common.version import __version__
from sim.model.walk import Walk
from sim.model.world.rows import table
from sim.parameters.bindings import Binding
from sim.parameters.parameters import Parameters
from sim.studies.shares.fates import Codes
from sim.studies.sweeps.counting import counts, fates
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import CHUNK, INDEPENDENT_SHIFT, Block, Rows, cuts

if TYPE_CHECKING:
    import pandas as pd

SHOWN_AXES = 4
"""Axes of a cell that an error names; with more it would be no sentence any more."""


@dataclass(frozen=True)
class Task:
    """One block with everything that is needed to play it, on any machine that has the same version of the model.

    Values are scalars, or arrays with one entry per cell of the block, as the columns are. Cells that are independent draw
    their own worlds. The identities of study and block (see `sim.studies.sweeps.plan`) are written into the files.
    """

    block: Block
    columns: Mapping[str, Column] = field(repr=False)
    values: Mapping[str, Any] = field(repr=False)
    bindings: tuple[Binding, ...] = field(repr=False)
    seed: int
    independent: bool
    rows: bool
    study: str
    identity: str

    @property
    def number(self) -> int:
        """Number of the block."""
        return self.block.number


@dataclass(frozen=True)
class Played:
    """What came of one block: what was counted in each cell, and what its files say of themselves.

    There are no fates, of shape (cells, worlds), if cells draw their own worlds, which have nothing in common world by
    world; and no rows, a Parquet file with one row per world, if nobody asked for them.
    """

    block: Block
    columns: Mapping[str, Column] = field(repr=False)
    counts: Mapping[str, Rows] = field(repr=False)
    fates: Codes | None = field(repr=False)
    rows: bytes | None = field(repr=False)
    about: Mapping[str, Any] = field(repr=False)

    @property
    def version(self) -> str:
        """Version of the model that played it."""
        return str(self.about["version"])


def play(task: Task) -> Played:
    """Play all worlds of a block and count what came of them: the same wherever and whenever it is played.

    `UncountableError` if a number of the model overflows or is undefined under the values of a cell.
    """
    block, total, kept = task.block, dict[str, Rows](), list["pd.DataFrame"]()
    coded = None if task.independent else np.empty((len(block.cells), block.end_world - block.first_world), np.uint8)
    horizon = int(np.max(task.values["calendar.horizon"]))
    for recorded, owners in _chunks(task):
        if coded is not None:
            coded[owners, recorded["world"] - block.first_world] = fates(recorded)
        for name, counted in counts(recorded, owners, len(block.cells), horizon).items():
            total[name] = total[name] + counted if name in total else counted
        if task.rows:
            kept.append(_rows(recorded, task, owners))
    about = {"study": task.study, "block": block.number, "identity": task.identity, "seed": task.seed}
    about["version"] = __version__
    return Played(block, task.columns, total, coded, _file_of(kept, about) if kept else None, about)


def play_rows(task: Task) -> pd.DataFrame:
    """Play all worlds of a block and give back one row per world, without counting."""
    import pandas as pd

    return pd.concat([_rows(recorded, task, owners) for recorded, owners in _chunks(task)], ignore_index=True)


def _file_of(kept: list[pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The rows of all worlds as a file."""
    import pandas as pd

    from sim.studies.sweeps.block_files import ROWS, parquet

    together = pd.concat(kept, ignore_index=True).sort_values(["cell", "world"], kind="stable")
    return parquet(together, {**about, "kind": ROWS})


def _chunks(task: Task) -> Iterator[tuple[dict[str, Any], Rows]]:
    """What is recorded of each world, chunk by chunk, and the place of its cell within the block."""
    block = task.block
    together = max(1, CHUNK // (block.end_world - block.first_world))
    for start, end in cuts(0, len(block.cells), together):
        places = np.arange(start, end, dtype=np.int64)
        for first, last in cuts(block.first_world, block.end_world, CHUNK):
            worlds = np.arange(first, last, dtype=np.int64)
            try:
                yield _chunk(task, places, worlds)
            except ArithmeticError as error:
                raise _explained(task, places, worlds, error) from error


def _explained(task: Task, places: Rows, worlds: Rows, error: ArithmeticError) -> UncountableError:
    """What to say of cells with whose values the model cannot count, the first of them by name."""
    while len(places) > 1:
        half = len(places) // 2
        try:
            _chunk(task, places[:half], worlds)
            places = places[half:]
        except ArithmeticError:
            places = places[:half]
    cell = int(places[0])
    values = ", ".join(f"{axis}={column[cell]}" for axis, column in list(task.columns.items())[:SHOWN_AXES])
    return UncountableError(
        f"the model cannot count with the values of cell {task.block.cells[cell]} ({values}): "
        f"{error.__cause__ or error}; keep to the plausible ranges"
    )


def _chunk(task: Task, places: Rows, worlds: Rows) -> tuple[dict[str, Any], Rows]:
    """The same worlds of several cells, side by side; the number of each is that within its cell."""
    owners = places.repeat(len(worlds))
    index = np.tile(worlds, len(places))
    drawn = index + (task.block.cells[owners] << INDEPENDENT_SHIFT) if task.independent else index
    values = {key: _per_world(value, places, owners) for key, value in task.values.items()}
    parameters = Parameters("sweep", (), None, {}, {}, (), values, task.bindings)
    return {**Walk(parameters, drawn, task.seed).run().columns(), "world": index}, owners


def _per_world(value: Any, places: Rows, owners: Rows) -> Any:
    """A value per world; one scalar where all cells of the chunk agree."""
    if not isinstance(value, np.ndarray):
        return value
    first = value[places[0]]
    return first.item() if (value[places] == first).all() else value[owners]


def _rows(recorded: dict[str, Any], task: Task, owners: Rows) -> pd.DataFrame:
    """The rows of a chunk with the number of their cell in front."""
    return table({"cell": task.block.cells[owners].astype(np.int32), **recorded})
