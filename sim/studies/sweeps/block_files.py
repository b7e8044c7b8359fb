"""The files of blocks: how they are called, whether they are whole, and whether they belong where they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.studies.sweeps.plan import Plan
from sim.studies.sweeps.tally import COUNTS, METADATA

BLOCKS = "block-*"
FILE_NAME = re.compile(r"block-([0-9]{6,12})-[0-9a-f]{32}\.parquet")
NO_BLOCK = -1
CHECKSUM_LENGTH = 32
"""Characters of the checksum in a file name: 128 bits."""

CHANGED = "its content does not match the checksum in its name"
FOREIGN = "it holds another block, other cells, or a block of another study"
SURPLUS = "the study has no such block"
TWICE = "there are two different files of this block"


def numbered(folder: Path) -> dict[int, list[Path]]:
    """The files of each block by its number, whole or not; under `NO_BLOCK` those whose name is not that of a block."""
    found: dict[int, list[Path]] = {}
    for path in sorted(folder.glob(BLOCKS)):
        named = FILE_NAME.fullmatch(path.name)
        found.setdefault(int(named[1]) if named else NO_BLOCK, []).append(path)
    return found


def fault_of(path: Path, kind: str, number: int, plan: Plan) -> str | None:
    """What is wrong with a file; None if it is whole and belongs where it is."""
    if not 0 <= number < len(plan.blocks):
        return SURPLUS
    if not is_whole(path):
        return CHANGED
    told, rows = _told_by(path)
    block = plan.blocks[number]
    belongs = (told.get("identity"), told.get("kind")) == (plan.identity(number), kind)
    return None if belongs and rows == (len(block.cells) if kind == COUNTS else block.worlds) else FOREIGN


def file_name(number: int, content: bytes) -> str:
    """The name of a file of a block, with the checksum of its content."""
    return f"block-{number:06d}-{hashlib.sha256(content).hexdigest()[:CHECKSUM_LENGTH]}.parquet"


def is_whole(path: Path) -> bool:
    """Whether the content of a file is what its name says."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return False
    return path.stem.endswith(f"-{found[:CHECKSUM_LENGTH]}")


def _told_by(path: Path) -> tuple[Mapping[str, Any], int]:
    """What a file of a block says of itself, and how many rows it has; nothing if it is no such file."""
    import pyarrow
    import pyarrow.parquet

    try:
        about = pyarrow.parquet.read_metadata(path)
        told = json.loads((about.metadata or {}).get(METADATA, b"{}"))
    except (OSError, ValueError, RecursionError, pyarrow.ArrowException):
        return {}, 0
    return (told if isinstance(told, dict) else {}), about.num_rows
