"""Where results are kept: a folder that survives whatever happens, or the memory.

Every file of a block carries the checksum of its content in its name and takes its place in one step. So at any moment
a block is there, whole and with the means to prove it, or it is not there at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.files import OutputError, output_folder, reason, write_whole
from sim.common.locks import held
from sim.common.system import refuse_unusual
from sim.studies.manifests import NAME
from sim.studies.shares.fates import Codes, joined
from sim.studies.sweeps.axes import WORDS
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.manifest import BrokenStudyError, Manifest
from sim.studies.sweeps.plan import Plan, digest_of
from sim.studies.sweeps.play import COUNTS, METADATA, ROWS, Played, parquet

BLOCKS = "block-*"
FILE_NAME = re.compile(r"block-([0-9]{6,12})-[0-9a-f]{32}\.parquet")
NO_BLOCK = -1
CHECKSUM_LENGTH = 32
"""Characters of the checksum in a file name: 128 bits."""

CHANGED = "its content does not match the checksum in its name"
FOREIGN = "it holds another block, other cells, or a block of another study"
SURPLUS = "the study has no such block"
TWICE = "there are two different files of this block"

CELLS = "cells.parquet"
FATES = "fates"
"""Column with one byte per world (see `sim.studies.shares.fates`), in the order of the world index."""

UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError)
"""What reading a damaged file can raise beside the errors of Arrow."""

AGAIN = "run the same sweep again: what is damaged is removed and computed anew, and all other blocks are kept"


def file_name(number: int, content: bytes) -> str:
    """The name of a file of a block, with the checksum of its content."""
    return f"block-{number:06d}-{_checksum(content)}.parquet"


def _checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:CHECKSUM_LENGTH]


def _fault_of(path: Path, kind: str, number: int, plan: Plan) -> str | None:
    """What is wrong with a file; None if it is whole and belongs where it is."""
    import pyarrow
    import pyarrow.parquet

    if not 0 <= number < len(plan.blocks):
        return SURPLUS
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return CHANGED
    if not path.stem.endswith(_checksum(content)):
        return CHANGED
    try:
        about = pyarrow.parquet.read_metadata(io.BytesIO(content))
        told = json.loads((about.metadata or {}).get(METADATA, b"{}"))
    except (OSError, ValueError, RecursionError, pyarrow.ArrowException):
        return FOREIGN
    block = plan.blocks[number]
    rows = len(block.cells) if kind == COUNTS else block.worlds
    own = isinstance(told, dict) and (told.get("identity"), told.get("kind")) == (plan.identity(number), kind)
    return None if own and about.num_rows == rows else FOREIGN


class Store(ABC):
    """Where the results of blocks go and come from: as files, wherever these are."""

    @abstractmethod
    def finished(self) -> set[int]:
        """Numbers of the blocks whose results are there, whole, and their own."""

    @abstractmethod
    def add(self, played: Played) -> None:
        """Keep the results of a block."""

    @abstractmethod
    def contents(self, kind: str) -> Iterator[bytes]:
        """The files of one kind, in the order of their blocks."""

    def counts(self) -> pd.DataFrame:
        """One row per cell and block, in the order of the blocks, without the fates of the worlds."""
        tables = (pd.read_parquet(io.BytesIO(file)) for file in self.contents(COUNTS))
        return _joined(table.drop(columns=FATES, errors="ignore") for table in tables)

    def rows(self, cells: Sequence[int] | None = None) -> pd.DataFrame:
        """One row per world, in the order of the blocks; of some cells, or of all."""
        return self._read(ROWS, None, cells)

    def fates(self, cells: Sequence[int]) -> dict[int, Codes]:
        """How each world of some cells ended, by number of the cell (see `sim.studies.shares.fates`)."""
        parts: dict[int, list[tuple[int, bytes]]] = {int(cell): [] for cell in cells}
        columns = ["cell", "first_world", FATES]
        for cell, first, written in self._read(COUNTS, columns, cells).itertuples(index=False):
            parts[cell].append((first, written))
        return {cell: joined(own) for cell, own in parts.items()}

    def _read(self, kind: str, columns: list[str] | None, cells: Sequence[int] | None) -> pd.DataFrame:
        """Some columns and some cells of all files of a kind."""
        wanted = None if cells is None else [("cell", "in", list(cells))]
        return _joined(
            pd.read_parquet(io.BytesIO(file), columns=columns, filters=wanted) for file in self.contents(kind)
        )


def _joined(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    listed = list(tables)
    return pd.concat(listed, ignore_index=True) if listed else pd.DataFrame()


def _files_of(played: Played) -> dict[str, bytes]:
    """The files of a block by their kind; the counts come last, so that a block with counts has all its files."""
    return ({} if played.rows is None else {ROWS: played.rows}) | {COUNTS: _counts_file(played)}


def _counts_file(played: Played) -> bytes:
    """The counts of a block: the cell, its axes, which worlds, the counts, and the fates of the worlds."""
    block, size = played.block, len(played.block.cells)
    made: dict[str, Any] = {"cell": block.cells.astype(np.int32), **played.columns}
    made["first_world"] = np.full(size, block.first_world, dtype=np.int64)
    made["worlds"] = np.full(size, block.end_world - block.first_world, dtype=np.int64)
    made |= {name: list(numbers) if numbers.ndim > 1 else numbers for name, numbers in played.counts.items()}
    if played.fates is not None:
        made[FATES] = [row.tobytes() for row in played.fates]
    return parquet(pd.DataFrame(made), {**played.about, "kind": COUNTS})


class MemoryStore(Store):
    """Results of a study that is not written anywhere."""

    def __init__(self) -> None:
        self._files: dict[int, dict[str, bytes]] = {}

    def finished(self) -> set[int]:
        """Numbers of the blocks whose results are there."""
        return set(self._files)

    def add(self, played: Played) -> None:
        """Keep the results of a block."""
        self._files[played.block.number] = _files_of(played)

    def contents(self, kind: str) -> Iterator[bytes]:
        """The files of one kind, in the order of their blocks."""
        return (files[kind] for _, files in sorted(self._files.items()) if kind in files)


class FolderStore(Store):
    """Results of a study in a folder, held against the plan that says what each block must hold."""

    def __init__(self, folder: Path, with_rows: bool, plan: Plan) -> None:
        self.folder, self.plan = folder, plan
        self.kinds = (COUNTS, ROWS) if with_rows else (COUNTS,)
        self._known: dict[Path, str | None] = {}

    def make(self) -> None:
        """Make the folders of the blocks."""
        for kind in self.kinds:
            try:
                (self.folder / kind).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"cannot make the folder {self.folder / kind}: {reason(error)}") from error

    def clean(self) -> None:
        """Remove what a killed process left behind: files that never got their name. Only while the lock is held."""
        for folder in (self.folder, *(self.folder / kind for kind in self.kinds)):
            for path in folder.glob(".*.partial"):
                path.unlink(missing_ok=True)

    def faults(self) -> dict[Path, str]:
        """The files that are damaged or do not belong where they are, and why. Everything that is read passes here."""
        found: dict[Path, str] = {}
        for kind in self.kinds:
            files = self._files(kind)
            why = {path: self._fault(path, kind, number) for number, path in files}
            sound = Counter(number for number, path in files if why[path] is None)
            found |= {path: why[path] or TWICE for number, path in files if why[path] or sound[number] > 1}
        return found

    def finished(self) -> set[int]:
        """Numbers of the blocks whose files are there, whole, and their own."""
        faults = self.faults()
        there = ({number for number, path in self._files(kind) if path not in faults} for kind in self.kinds)
        return set.intersection(*there)

    def _files(self, kind: str) -> list[tuple[int, Path]]:
        """The files of blocks, whole or not, by number; that is `NO_BLOCK` where a name is not that of a block."""
        paths = sorted((self.folder / kind).glob(BLOCKS))
        return [(int(named[1]) if (named := FILE_NAME.fullmatch(path.name)) else NO_BLOCK, path) for path in paths]

    def _fault(self, path: Path, kind: str, number: int) -> str | None:
        """What is wrong with a file; found out once, because this reads the whole file."""
        if path not in self._known:
            self._known[path] = _fault_of(path, kind, number, self.plan)
        return self._known[path]

    def add(self, played: Played) -> None:
        """Write the files of a block."""
        for kind, content in _files_of(played).items():
            path = self.folder / kind / file_name(played.block.number, content)
            write_whole(path, lambda file, content=content: file.write(content), own=True)  # type: ignore[misc]
            self._known[path] = None

    def discard(self, paths: Iterable[Path]) -> None:
        """Remove files that are damaged or do not belong here; `OutputError` if one cannot be removed."""
        for path in paths:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise OutputError(
                    f"cannot remove {path}, which is damaged: {reason(error)}; remove it by hand"
                ) from error
            self._known.pop(path, None)

    def contents(self, kind: str) -> Iterator[bytes]:
        """The files of the finished blocks; `BrokenStudyError` if any file of the study is not in order."""
        for path, why in self.faults().items():
            raise BrokenStudyError(f"{path} is damaged: {why}; {AGAIN}")
        finished = self.finished()
        for number, path in sorted(self._files(kind)):
            if number in finished:
                try:
                    yield path.read_bytes()
                except OSError as error:
                    raise BrokenStudyError(f"cannot read {path}: {reason(error)}; {AGAIN}") from error

    def write_cells(self, columns: Mapping[str, Column]) -> None:
        """Write the table of cells. An extension appends to it, so that an older manifest stays true."""
        frame = pd.DataFrame(dict(columns))
        frame.insert(0, "cell", range(len(frame)))
        content = frame.to_parquet(compression="zstd", index=False)
        write_whole(self.folder / CELLS, lambda file: file.write(content), own=True)


def read_cells(folder: Path, told: Manifest) -> dict[str, Column]:
    """The cells of a study in a folder; `BrokenStudyError` if they are not those that its manifest speaks of."""
    import pyarrow

    path = folder / CELLS
    try:
        refuse_unusual(path)
        frame = pd.read_parquet(path).iloc[: told.cells]
        columns = {axis: _as_column(axis, frame[axis]) for axis in told.axes}
    except (*UNREADABLE, pyarrow.ArrowException) as error:
        raise BrokenStudyError(f"cannot read {path}: {error}; put back a copy of it") from error
    if digest_of(columns) != told.digest:
        raise BrokenStudyError(f"{path} does not hold the cells that {NAME} speaks of; put back a copy of it")
    return columns


def _as_column(axis: str, values: pd.Series) -> Column:
    return values.to_numpy(dtype=object) if axis in WORDS or values.dtype.kind not in "biuf" else values.to_numpy()


@contextmanager
def locked(folder: Path) -> Iterator[Path]:
    """Keep other processes from working in the folder of a study; made if it is not there.

    The system opens the lock again by itself when a process dies. `OutputError` if the folder cannot be written to, holds
    something else, or another process works in it.
    """
    with output_folder(folder, ()):
        _refuse_strange(folder)
        with held(folder):
            yield folder


def _refuse_strange(folder: Path) -> None:
    """Refuse a folder that holds something else, or the blocks of a study whose manifest is lost."""
    if not folder.is_dir() or holds_study(folder):
        return
    # A process that was killed before it wrote the manifest leaves no more than empty folders and the cells.
    begun = {CELLS, *(kind for kind in (COUNTS, ROWS) if not any((folder / kind).glob(BLOCKS)))}
    foreign = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".") and path.name not in begun)
    if foreign:
        raise OutputError(f"{folder} is neither a study nor empty (it holds {foreign[0]}); choose another folder")


def holds_study(folder: Path) -> bool:
    """Whether a folder has a manifest, damaged or not."""
    return (folder / NAME).exists()


def has_blocks(folder: Path) -> bool:
    """Whether any block of a study in a folder is finished."""
    return any((folder / COUNTS).glob("block-*.parquet"))
