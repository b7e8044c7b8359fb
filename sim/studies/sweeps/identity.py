"""What every block of a study must hold, and the proof of it that its files carry.

A checksum says that a file is whole; it does not say where it belongs. So each file also carries the identity of its
block: a digest over the study, the number of the block, its cells with all their values, the parameters that they are
played under, and its worlds. Whoever reads the file knows from the plan what it must be.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from sim.common.errors import InputError
from sim.studies.sweeps.axes import Column
from sim.studies.sweeps.cells import HORIZON, Rows, groups, settings_of
from sim.studies.sweeps.designs import digest_of
from sim.studies.sweeps.plan import Block, Extent, blocks_of

if TYPE_CHECKING:
    from sim.studies.sweeps.manifest import Manifest


class Piece(Protocol):
    """What a block or a task says of itself."""

    @property
    def number(self) -> int:
        """Number of the block."""

    @property
    def cells(self) -> Rows:
        """Numbers of its cells."""

    @property
    def first_world(self) -> int:
        """The first world of each cell."""

    @property
    def end_world(self) -> int:
        """The world after the last one of each cell."""


def identity_of(study: str, piece: Piece, columns: Mapping[str, Column], hashes: Iterable[str]) -> str:
    """The identity of a block."""
    told = [study, piece.number, piece.first_world, piece.end_world, sorted(set(hashes)), digest_of(columns)]
    numbers = np.ascontiguousarray(piece.cells, dtype="<i8").tobytes()
    return hashlib.sha256(json.dumps(told).encode() + numbers).hexdigest()


@dataclass(frozen=True)
class Plan:
    """The plan of a study, as its manifest and its cells tell it; the parameter files of today do not enter.

    Attributes
    ----------
    study : str
        Identity of the study.
    columns : mapping of str to array, each of shape (cells,)
        The values of every axis.
    setting_of, group_of : array of int, shape (cells,)
        For each cell its worldview with policies, and the group of cells that it can run beside.
    hashes : tuple of str
        Hash of each worldview with policies.
    extents : tuple of Extent
        What was planned.
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
        return blocks_of(self, self.extents)

    def identity(self, number: int) -> str:
        """What the files of a block must carry."""
        block = self.blocks[number]
        columns = {axis: column[block.cells] for axis, column in self.columns.items()}
        hashes = [self.hashes[setting] for setting in np.unique(self.setting_of[block.cells])]
        return identity_of(self.study, block, columns, hashes)


def plan_of(manifest: Manifest, columns: Mapping[str, Column]) -> Plan:
    """The plan of a study from its manifest and its cells."""
    setting_of, pairs = settings_of(columns)
    if len(pairs) != len(manifest.parameters):
        raise InputError(
            f"the study is damaged: its cells use {len(pairs):,} worldviews with policies, and its manifest holds the "
            f"parameters of {len(manifest.parameters):,}; run the sweep again into another folder"
        )
    horizons = [saved["values"][HORIZON] for saved in manifest.parameters]
    group_of = groups(columns, setting_of, horizons, manifest.bindings)
    hashes = tuple(saved["hash"] for saved in manifest.parameters)
    return Plan(manifest.study, columns, setting_of, group_of, hashes, manifest.extents)
