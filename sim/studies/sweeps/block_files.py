"""The files of blocks: Parquet, with one row per cell (counts) or per world (rows), and what each says of itself."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.studies.shares.fates import Codes
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.plan import Block, Rows

COUNTS, ROWS = "counts", "rows"
"""The kinds of files, which are also the names of their folders."""

METADATA = b"peace_under_force"
FIRST_WORLD, WORLDS = "first_world", "worlds"
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
    made[FIRST_WORLD] = np.full(size, block.first_world, dtype=np.int64)
    made[WORLDS] = np.full(size, block.end_world - block.first_world, dtype=np.int64)
    made |= {name: list(numbers) if numbers.ndim > 1 else numbers for name, numbers in counted.items()}
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
