"""Play one block: the only thing that workers do. It needs nothing but its task, and gives back finished files."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.common.errors import UncountableError
from sim.common.version import __version__
from sim.parameters import Binding, Parameters
from sim.studies.shares.fates import fates_of
from sim.studies.sweeps import tally
from sim.studies.sweeps.axes import Column
from sim.studies.sweeps.cells import Rows
from sim.studies.sweeps.plan import CHUNK, INDEPENDENT_SHIFT, cuts

METADATA = b"peace_under_force"
COUNTS, ROWS = "counts", "rows"
"""The kinds of files, which are also the names of their folders."""

SHOWN_AXES = 4
"""Axes of a cell that an error names; with more it would be no sentence any more."""


@dataclass(frozen=True)
class Task:
    """One block with everything that is needed to play it, on any machine that has the same version of the model.

    Attributes
    ----------
    number : int
        Number of the block.
    cells : array of int
        Numbers of its cells.
    first_world, end_world : int
        The worlds of each cell.
    columns : mapping of str to array
        The axes, one entry per cell of the block.
    values : mapping of str to value
        Every parameter: a scalar, or an array with one entry per cell of the block.
    bindings : tuple of Binding
        The bindings of all its cells.
    seed : int
        Seed of all draws.
    independent : bool
        Whether each cell draws its own worlds instead of sharing its luck with the others.
    rows : bool
        Whether one row per world is kept.
    study, identity : str
        Identity of the study and of the block (see `sim.studies.sweeps.identity`), written into the files.
    """

    number: int
    cells: Rows
    first_world: int
    end_world: int
    columns: Mapping[str, Column] = field(repr=False)
    values: Mapping[str, Any] = field(repr=False)
    bindings: tuple[Binding, ...] = field(repr=False)
    seed: int
    independent: bool
    rows: bool
    study: str
    identity: str

    @property
    def worlds(self) -> int:
        """Worlds of all its cells together."""
        return len(self.cells) * (self.end_world - self.first_world)


@dataclass(frozen=True)
class Played:
    """What came of one block.

    Attributes
    ----------
    number : int
        Number of the block.
    counts : bytes
        A Parquet file with one row per cell.
    rows : bytes or None
        A Parquet file with one row per world, if that was asked for.
    worlds : int
        How many worlds were played.
    version : str
        Version of the model that played them.
    seconds : float
        How long it took.
    """

    number: int
    counts: bytes = field(repr=False)
    rows: bytes | None = field(repr=False)
    worlds: int
    version: str
    seconds: float


def play(task: Task) -> Played:
    """Play all worlds of a block and count what came of them."""
    started = time.perf_counter()
    counted: list[dict[str, Any]] = []
    kept: list[pd.DataFrame] = []
    # Cells with draws of their own have nothing in common world by world.
    fates = None if task.independent else np.empty((len(task.cells), task.end_world - task.first_world), np.uint8)
    for table, owners in _tables(task):
        if fates is not None:
            fates[owners, table["world"].to_numpy() - task.first_world] = fates_of(table)
        counted.append(tally.counts(table, owners, len(task.cells), int(np.max(task.values["calendar.horizon"]))))
        if task.rows:
            kept.append(_with_cell(table, task, owners))
    about = {
        "study": task.study,
        "block": task.number,
        "identity": task.identity,
        "version": __version__,
        "seed": task.seed,
    }
    counts = _parquet(tally.frame(task, tally.added(counted), fates), {**about, "kind": COUNTS})
    rows = (
        _parquet(
            pd.concat(kept, ignore_index=True).sort_values(["cell", "world"], kind="stable"), {**about, "kind": ROWS}
        )
        if kept
        else None
    )
    return Played(task.number, counts, rows, task.worlds, __version__, time.perf_counter() - started)


def play_rows(task: Task) -> pd.DataFrame:
    """Play all worlds of a block and give back one row per world, without counting."""
    return pd.concat([_with_cell(table, task, owners) for table, owners in _tables(task)], ignore_index=True)


def _tables(task: Task) -> Iterator[tuple[pd.DataFrame, Rows]]:
    """One row per world, chunk by chunk, and the place of the cell of each world within the block."""
    each = task.end_world - task.first_world
    together = max(1, CHUNK // each)
    for start, end in cuts(0, len(task.cells), together):
        places = np.arange(start, end, dtype=np.int64)
        for first, last in cuts(task.first_world, task.end_world, CHUNK):
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
        f"the model cannot count with the values of cell {task.cells[cell]} ({values}): {error.__cause__ or error}; "
        "keep to the plausible ranges"
    )


def _chunk(task: Task, places: Rows, worlds: Rows) -> tuple[pd.DataFrame, Rows]:
    """The same worlds of several cells, side by side."""
    from sim.model.negotiation import NegotiationModel  # Mesa takes most of a second to import

    owners = places.repeat(len(worlds))
    index = np.tile(worlds, len(places))
    if task.independent:
        index = index + (task.cells[owners] << INDEPENDENT_SHIFT)
    values = {key: _per_world(value, places, owners) for key, value in task.values.items()}
    parameters = Parameters("sweep", (), None, {}, {}, (), values, task.bindings)
    model = NegotiationModel(parameters, index=index, seed=task.seed, collect=False)
    try:
        table = model.run().table()
    finally:
        model.release()
    return table, owners


def _per_world(value: Any, places: Rows, owners: Rows) -> Any:
    """A value per world; one scalar where all cells of the chunk agree."""
    if not isinstance(value, np.ndarray):
        return value
    first = value[places[0]]
    return first.item() if (value[places] == first).all() else value[owners]


def _with_cell(table: pd.DataFrame, task: Task, owners: Rows) -> pd.DataFrame:
    """The rows of a chunk with the number of their cell in front, and the number of the world within the cell."""
    world = table["world"].to_numpy()
    if task.independent:
        world = world - (task.cells[owners] << INDEPENDENT_SHIFT)
    table = table.assign(world=world)
    table.insert(0, "cell", task.cells[owners].astype(np.int32))
    return table


def _parquet(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """A table as the bytes of a Parquet file; the same table gives the same bytes."""
    import pyarrow
    import pyarrow.parquet

    written = pyarrow.Table.from_pandas(table, preserve_index=False)
    metadata = {**(written.schema.metadata or {}), METADATA: json.dumps(about, sort_keys=True).encode()}
    file = io.BytesIO()
    pyarrow.parquet.write_table(written.replace_schema_metadata(metadata), file, compression="zstd")
    return file.getvalue()
