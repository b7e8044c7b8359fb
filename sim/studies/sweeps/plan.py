"""The plan: cells and worlds cut into blocks, and what proves that a file holds its block.

The plan depends on the study alone, never on who does the work. A checksum says that a file is whole; it does not say
where it belongs. So each file also carries the identity of its block: a digest over the study, the number of the block,
its cells with all their values, the parameters that they are played under, and its worlds. The plan tells anybody
who reads the file what it must be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.common.errors import InputError
from sim.common.room import refuse_blocks
from sim.studies.sweeps.levels import Column

Rows = NDArray[np.int64]
"""Whole numbers, one per cell or one per world."""

CHUNK = 20_000
"""Worlds that walk side by side: enough to hide NumPy's overhead; with more the memory grows and the speed does not."""

SMALL = 4 * CHUNK
"""Studies of up to so many worlds have blocks of half a chunk, so that there is work for several processes."""

MOST_BLOCKS = 1_000
"""Larger studies get larger blocks instead of more files, up to `MOST_CHUNKS` chunks in each."""

MOST_EVEN = 10
"""With more blocks than this it does not matter whether they can be shared out evenly."""

MOST_CHUNKS, MOST_CHUNKS_WITH_ROWS = 25, 5

INDEPENDENT_SHIFT = 40
"""With independent draws, cell c plays the worlds from c times 2 to this power on."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of cells and worlds that was planned in one go: from the first to the one before the end.

    A block has so many worlds at most; one cell with one world is the least.
    """

    first_cell: int
    end_cell: int
    first_world: int
    end_world: int
    block: int

    @property
    def worlds(self) -> int:
        """Worlds of all its cells together."""
        return (self.end_cell - self.first_cell) * (self.end_world - self.first_world)

    @property
    def together(self) -> int:
        """Cells of a group that have room in one block."""
        return max(1, self.block // (self.end_world - self.first_world))

    @property
    def blocks(self) -> int:
        """About how many blocks it has: so many if all its cells can run side by side."""
        worlds = self.end_world - self.first_world
        return -(-(self.end_cell - self.first_cell) // self.together) * -(-worlds // self.block)

    def pieces(self, group_of: Rows) -> Iterator[tuple[Rows, int, int]]:
        """Cells and worlds of each of its blocks, group by group."""
        numbers = np.arange(self.first_cell, self.end_cell, dtype=np.int64)
        groups = group_of[numbers]
        for group in dict.fromkeys(groups.tolist()):
            members = numbers[groups == group]
            for start, stop in cuts(0, len(members), self.together):
                for first, end in cuts(self.first_world, self.end_world, self.block):
                    yield members[start:stop], first, end

    def to_list(self) -> list[int]:
        """The five numbers."""
        return list(astuple(self))


@dataclass(frozen=True)
class Block:
    """What is run, stored and, if need be, run again as one piece: some worlds of some cells, all of one group."""

    number: int
    cells: Rows = field(repr=False)
    first_world: int
    end_world: int

    @property
    def worlds(self) -> int:
        """Worlds of all its cells together."""
        return len(self.cells) * (self.end_world - self.first_world)

    def identity(self, study: str, columns: Mapping[str, Column], hashes: Iterable[str]) -> str:
        """SHA-256 (hexadecimal) over what it holds; it stays the same when the study grows."""
        told = [study, self.number, self.first_world, self.end_world, sorted(set(hashes)), digest_of(columns)]
        numbers = np.ascontiguousarray(self.cells, dtype="<i8").tobytes()
        return hashlib.sha256(json.dumps(told).encode() + numbers).hexdigest()


@dataclass(frozen=True)
class Plan:
    """The plan of a study, as its manifest and its cells tell it; the parameter files of today do not enter.

    Each cell has its worldview with policies, whose hash is kept, and the group of cells that it can run beside.
    """

    study: str
    columns: Mapping[str, Column] = field(repr=False)
    setting_of: Rows = field(repr=False)
    group_of: Rows = field(repr=False)
    hashes: tuple[str, ...] = field(repr=False)
    extents: tuple[Extent, ...]

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block in order."""
        return blocks_of(self.group_of, self.extents)

    def identity(self, number: int) -> str:
        """What the files of a block must carry."""
        block = self.blocks[number]
        columns = {axis: column[block.cells] for axis, column in self.columns.items()}
        hashes = [self.hashes[setting] for setting in np.unique(self.setting_of[block.cells])]
        return block.identity(self.study, columns, hashes)


def block_size(cells: int, worlds: int, rows: bool) -> int:
    """Worlds per block that suit a study of so many cells with so many worlds each.

    A few blocks are made an even number of blocks of the same size: three full ones take two workers as long as four.
    """
    total = cells * worlds
    chunks = -(-total // (CHUNK * MOST_BLOCKS))
    full = CHUNK * max(1, min(chunks, MOST_CHUNKS_WITH_ROWS if rows else MOST_CHUNKS))
    full = CHUNK // 2 if total <= SMALL else full
    blocks = -(-total // full)
    if not 1 < blocks <= MOST_EVEN:
        return full
    blocks += blocks % 2
    return min(full, -(-cells // blocks) * worlds if worlds < full else -(-total // blocks))


def blocks_of(group_of: Rows, extents: Iterable[Extent]) -> list[Block]:
    """Every block of a study in order: those of the first extent, then those of the next.

    Cells of the same group can run side by side. `TooLargeError` if there are more blocks than fit into the memory.
    """
    listed = list(extents)
    refuse_blocks(sum(extent.blocks for extent in listed))
    pieces = (piece for extent in listed for piece in extent.pieces(group_of))
    return [Block(number, *piece) for number, piece in enumerate(pieces)]


def cuts(first: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Cut a range into pieces of at most so many."""
    for start in range(first, end, most):
        yield start, min(start + most, end)


def extents_from(written: Any) -> tuple[Extent, ...]:
    """The extents that a manifest holds; `InputError` if they are none."""
    try:
        extents = tuple(Extent(*map(int, numbers)) for numbers in written)
    except (TypeError, ValueError) as error:
        raise InputError(f"not a list of extents: {written!r}") from error
    for one in extents:
        if not (0 <= one.first_cell < one.end_cell and 0 <= one.first_world < one.end_world and one.block > 0):
            raise InputError(f"not an extent: {one.to_list()}")
    return extents


def digest_of(columns: Mapping[str, Column]) -> str:
    """SHA-256 (hexadecimal) of the names and values of columns, whatever made them."""
    hashed = hashlib.sha256()
    for axis, values in columns.items():
        hashed.update(f"{axis}:{len(values)}:".encode())
        if values.dtype.kind in "OU":
            hashed.update("\n".join(map(str, values)).encode())
        else:
            hashed.update(values.dtype.kind.encode() + np.ascontiguousarray(values).tobytes())
    return hashed.hexdigest()
