"""Play one block and count the results: the only thing that workers do. It needs nothing but its task.

A worker imports no table and no file format unless rows are kept, for that takes longer than to play a block: it counts on
arrays, and whoever asked makes the file. Counts are whole numbers, so that no order of adding changes a digit.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.common.errors import UncountableError
from sim.common.version import __version__
from sim.model.walk import Walk
from sim.model.world.rows import table
from sim.model.world.state import NEVER
from sim.parameters.bindings import Binding
from sim.parameters.parameters import Parameters
from sim.studies.shares.fates import Codes, coded
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import CHUNK, INDEPENDENT_SHIFT, Block, Rows, cuts

if TYPE_CHECKING:
    import pandas as pd

COUNTS, ROWS = "counts", "rows"
"""The kinds of files, which are also the names of their folders."""

METADATA = b"peace_under_force"
"""Under this key a file says what it holds."""

SIGNED, SIGNED_IN, WAR = "signed", "signed_in_quarter", "war"
CATEGORIES = {"outcome": "", "war_timing": "war_", "war_cause": "war_cause_", "relapse_cause": "relapse_"}
"""Columns of names, and what is set before each name to make the name of its count."""

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
    """The results of one block: what was counted in each cell, and what its files say of themselves.

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
    """Play all worlds of a block and count how they end: the same wherever and whenever it is played.

    `UncountableError` if a number of the model overflows or is undefined under the values of a cell.
    """
    block, total, kept = task.block, dict[str, Rows](), list["pd.DataFrame"]()
    found = None if task.independent else np.empty((len(block.cells), block.end_world - block.first_world), np.uint8)
    horizon = int(np.max(task.values["calendar.horizon"]))
    for recorded, owners in _chunks(task):
        if found is not None:
            found[owners, recorded["world"] - block.first_world] = fates(recorded)
        for name, counted in counts(recorded, owners, len(block.cells), horizon).items():
            total[name] = total[name] + counted if name in total else counted
        if task.rows:
            kept.append(_rows(recorded, task, owners))
    about = {"study": task.study, "block": block.number, "identity": task.identity, "seed": task.seed}
    about["version"] = __version__
    return Played(block, task.columns, total, found, _file_of(kept, about) if kept else None, about)


def play_rows(task: Task) -> pd.DataFrame:
    """Play all worlds of a block and give back one row per world, without counting."""
    import pandas as pd

    return pd.concat([_rows(recorded, task, owners) for recorded, owners in _chunks(task)], ignore_index=True)


def _file_of(kept: list[pd.DataFrame], about: Mapping[str, Any]) -> bytes:
    """The rows of all worlds as a file."""
    import pandas as pd

    together = pd.concat(kept, ignore_index=True).sort_values(["cell", "world"], kind="stable")
    return parquet(together, {**about, "kind": ROWS})


def parquet(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """A table as the bytes of a Parquet file; the same table gives the same bytes."""
    import pyarrow
    import pyarrow.parquet

    written = pyarrow.Table.from_pandas(table, preserve_index=False)
    metadata = {**(written.schema.metadata or {}), METADATA: json.dumps(about, sort_keys=True).encode()}
    file = io.BytesIO()
    pyarrow.parquet.write_table(written.replace_schema_metadata(metadata), file, compression="zstd")
    return file.getvalue()


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


def fates(recorded: Mapping[str, Any]) -> Codes:
    """How each recorded world ended, in one byte (see `sim.model.world.rows` and `sim.studies.shares.fates`)."""
    timing = recorded["war_timing"]
    return coded(
        recorded["outcome"].codes,
        ever_signed=recorded["first_signed_quarter"].values != NEVER,
        signed=recorded["signed_quarter"].values != NEVER,
        general_deterrence=recorded["general_deterrence"],
        war_after_signature=timing.codes == timing.names.index("after_signature"),
        war=timing.codes >= 0,
    )


def counts(recorded: Mapping[str, Any], owners: Rows, cells: int, horizon: int) -> dict[str, Rows]:
    """Count what happened in the recorded worlds of each cell."""
    counted: dict[str, Rows] = {}
    for column, before in CATEGORIES.items():
        codes, names = recorded[column].codes, recorded[column].names
        there = codes >= 0
        both = _two_way(owners[there], codes[there], cells, len(names))
        counted |= {f"{before}{name}": both[:, code] for code, name in enumerate(names)}
    quarter = recorded["signed_quarter"].values.astype(np.int64)
    signed = quarter != NEVER
    counted[SIGNED_IN] = _two_way(owners[signed], quarter[signed], cells, horizon)
    counted[SIGNED] = counted[SIGNED_IN].sum(axis=1)
    counted[WAR] = np.bincount(owners[recorded["war_timing"].codes >= 0], minlength=cells)
    flags = {
        name: values for name, values in recorded.items() if isinstance(values, np.ndarray) and values.dtype == bool
    }
    return counted | {name: np.bincount(owners[values], minlength=cells) for name, values in flags.items()}


def _two_way(owners: Rows, codes: Rows, cells: int, kinds: int) -> Rows:
    """How often each code stands in each cell, shape (cells, kinds)."""
    return np.bincount(owners * kinds + codes, minlength=cells * kinds).reshape(cells, kinds)
