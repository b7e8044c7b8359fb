"""Tallies: the counts of blocks as tables and files, and what is made of them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import Codes
from sim.studies.sweeps.counting import SIGNED_IN
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import Block, Rows

COUNTS, ROWS = "counts", "rows"
"""The kinds of files, which are also the names of their folders."""

METADATA = b"peace_under_force"
KEYS = ("cell", "first_world", "worlds")
FATES = "fates"
"""Column with one byte per world (see `sim.studies.shares.fates`), in the order of the world index."""


def counts_file(
    block: Block,
    columns: Mapping[str, Column],
    counted: Mapping[str, Rows],
    fates: Codes | None,
    about: Mapping[str, Any],
) -> bytes:
    """The counts of a block: the cell, its axes, which worlds, the counts, and the fates of the worlds."""
    size = len(block.cells)
    made: dict[str, Any] = {"cell": block.cells.astype(np.int32), **columns}
    made["first_world"] = np.full(size, block.first_world, dtype=np.int64)
    made["worlds"] = np.full(size, block.end_world - block.first_world, dtype=np.int64)
    for name, numbers in counted.items():
        made[name] = list(numbers) if numbers.ndim > 1 else numbers
    if fates is not None:
        made[FATES] = [row.tobytes() for row in fates]
    return parquet(pd.DataFrame(made), {**about, "kind": COUNTS})


def parquet(table: pd.DataFrame, about: Mapping[str, Any]) -> bytes:
    """A table as the bytes of a Parquet file; the same table gives the same bytes."""
    import pyarrow
    import pyarrow.parquet

    written = pyarrow.Table.from_pandas(table, preserve_index=False)
    metadata = {**(written.schema.metadata or {}), METADATA: json.dumps(about, sort_keys=True).encode()}
    file = io.BytesIO()
    pyarrow.parquet.write_table(written.replace_schema_metadata(metadata), file, compression="zstd")
    return file.getvalue()


def read_counts(file: BinaryIO) -> pd.DataFrame:
    """The tally of a block without the fates of its worlds, which only comparisons need."""
    import pyarrow.parquet

    columns = [name for name in pyarrow.parquet.read_schema(file).names if name != FATES]
    file.seek(0)
    return pd.read_parquet(file, columns=columns)


def read_fates(file: BinaryIO, cells: Iterable[int]) -> Iterator[tuple[int, int, bytes]]:
    """Of each of some cells its number, its first world in a block, and one byte per world."""
    found = pd.read_parquet(file, columns=["cell", "first_world", FATES], filters=[("cell", "in", list(cells))])
    for cell, first, written in zip(found["cell"], found["first_world"], found[FATES], strict=True):
        yield int(cell), int(first), written


def names(columns: Iterable[str], axes: Iterable[str]) -> list[str]:
    """The columns that are counts of worlds, the outcomes first."""
    known = {*KEYS, *axes, SIGNED_IN}
    found = [name for name in columns if name not in known]
    return [*OUTCOMES, *(name for name in found if name not in OUTCOMES)]


def by_cell(found: pd.DataFrame, counted: Sequence[str], cells: int) -> pd.DataFrame:
    """The blocks of each cell added up; one row per cell, whether there is a block of it or not."""
    if found.empty:
        return pd.DataFrame({"cell": np.arange(cells), "worlds": 0})
    summed = found.groupby("cell")[["worlds", *counted]].sum().reindex(np.arange(cells), fill_value=0)
    longest = max(map(len, found[SIGNED_IN]))
    quarters = np.zeros((cells, longest), dtype=np.int64)
    for cell, numbers in zip(found["cell"], found[SIGNED_IN], strict=True):
        quarters[cell, : len(numbers)] += numbers
    return summed.reset_index(names="cell").assign(**{SIGNED_IN: pd.Series(list(quarters))})


def median(numbers: Any) -> float:
    """The median of what a histogram by whole numbers counts; NaN if it is empty."""
    total = int(np.sum(numbers))
    if total == 0:
        return float("nan")
    until = np.cumsum(numbers)
    middle = [int(np.searchsorted(until, place, side="right")) for place in ((total - 1) // 2, total // 2)]
    return sum(middle) / len(middle)
