"""The plan: cells and worlds cut into blocks. It depends on the study alone, never on who does the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from sim.common.errors import InputError
from sim.common.room import refuse_blocks
from sim.studies.sweeps.cells import Rows

CHUNK = 10_000
"""Worlds that walk side by side: enough to hide NumPy's overhead, few enough to stay in the processor's cache."""

MOST_BLOCKS = 1_000
"""Larger studies get larger blocks instead of more files, up to `MOST_CHUNKS` chunks in each."""

MOST_CHUNKS, MOST_CHUNKS_WITH_ROWS = 50, 10

INDEPENDENT_SHIFT = 40
"""With independent draws, cell c plays the worlds from c times 2 to this power on."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of cells and worlds that was planned in one go.

    Attributes
    ----------
    first_cell, end_cell : int
        Cells from the first to the one before the end.
    first_world, end_world : int
        Worlds of each of these cells.
    block : int
        Worlds per block, at most (one cell with one world is the least).
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

    def to_list(self) -> list[int]:
        """The five numbers."""
        return [self.first_cell, self.end_cell, self.first_world, self.end_world, self.block]


@dataclass(frozen=True)
class Block:
    """What is run, stored and, if need be, run again as one piece.

    Attributes
    ----------
    number : int
        Its place in the plan.
    cells : array of int
        Numbers of its cells, all of one group.
    first_world, end_world : int
        The worlds of each cell.
    """

    number: int
    cells: Rows = field(repr=False)
    first_world: int
    end_world: int

    @property
    def worlds(self) -> int:
        """Worlds of all its cells together."""
        return len(self.cells) * (self.end_world - self.first_world)

    @property
    def name(self) -> str:
        """The name that its files and messages carry."""
        return f"block-{self.number:06d}"


def block_size(worlds: int, rows: bool) -> int:
    """Worlds per block that suit a study of so many worlds in all."""
    chunks = -(-worlds // (CHUNK * MOST_BLOCKS))
    return CHUNK * max(1, min(chunks, MOST_CHUNKS_WITH_ROWS if rows else MOST_CHUNKS))


class Grouped(Protocol):
    """Cells of which it is known which can run side by side, as of `sim.studies.sweeps.cells.Cells` or a manifest."""

    @property
    def group_of(self) -> Rows:
        """Cells of the same group can run side by side."""


def blocks_of(cells: Grouped, extents: Iterable[Extent]) -> list[Block]:
    """Every block of a study in order: those of the first extent, then those of the next."""
    listed = list(extents)
    refuse_blocks(sum(_about(extent) for extent in listed))
    pieces = (piece for extent in listed for piece in _pieces(cells, extent))
    return [Block(number, *piece) for number, piece in enumerate(pieces)]


def _about(extent: Extent) -> int:
    """Blocks of an extent if all its cells can run side by side."""
    each = extent.end_world - extent.first_world
    together = max(1, extent.block // each)
    return -(-(extent.end_cell - extent.first_cell) // together) * -(-each // extent.block)


def _pieces(cells: Grouped, extent: Extent) -> Iterator[tuple[Rows, int, int]]:
    """Cells and worlds of each block of an extent, group by group."""
    numbers = np.arange(extent.first_cell, extent.end_cell, dtype=np.int64)
    groups = cells.group_of[numbers]
    each = extent.end_world - extent.first_world
    together = max(1, extent.block // each)
    for group in dict.fromkeys(groups.tolist()):
        members = numbers[groups == group]
        for start in range(0, len(members), together):
            for first, end in cuts(extent.first_world, extent.end_world, extent.block):
                yield members[start : start + together], first, end


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
    for extent in extents:
        if not (
            0 <= extent.first_cell < extent.end_cell and 0 <= extent.first_world < extent.end_world and extent.block > 0
        ):
            raise InputError(f"not an extent: {extent.to_list()}")
    return extents
