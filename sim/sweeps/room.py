"""Is there room? Memory and disk are asked before a study starts, not when they run out."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sim.analysis.wording import counted
from sim.files import try_folder
from sim.knowledge.errors import InputError

CELL_COPIES = 4
"""How many copies of a table of cells are alive at the same time while a study is prepared."""

BYTES_PER_VALUE = 8
MEMINFO = Path("/proc/meminfo")


class TooLargeError(InputError):
    """A study does not fit into the memory or on the disk."""


def available_memory() -> int | None:
    """Bytes of memory that can still be used; None where the system does not say."""
    try:
        lines = MEMINFO.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))
    except (OSError, StopIteration, ValueError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None


def free_disk(folder: Path) -> int:
    """Bytes that are free where a folder lies or will lie."""
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free


def cell_bytes(cells: int, axes: int) -> int:
    """Bytes that the tables of cells need while a study is prepared."""
    return cells * (axes + 1) * BYTES_PER_VALUE * CELL_COPIES


def refuse_too_many_cells(cells: int, axes: int) -> None:
    """Raise `TooLargeError` if a table of that many cells does not fit into the memory."""
    refuse_memory(cell_bytes(cells, axes), f"a design of {counted(cells, 'cell')} over {counted(axes, 'axis', 'axes')}")


def refuse_memory(needed: int, what: str) -> None:
    """Raise `TooLargeError` if so many bytes of memory are not to be had."""
    there = available_memory()
    if there is not None and needed > there:
        raise TooLargeError(
            f"{what} needs about {size(needed)} of memory, and {size(there)} are available; take fewer cells or workers"
        )


def refuse_disk(needed: int, folder: Path, what: str) -> None:
    """Raise `TooLargeError` if so many bytes are not free where the folder lies, `OutputError` if it cannot be made."""
    free = free_disk(folder)
    if needed > free:
        # Where nothing can be written, nothing is free either; then that is the cause to be named.
        try_folder(folder)
        raise TooLargeError(
            f"{what} needs about {size(needed)} in {folder}, and {size(free)} are free there; "
            "take fewer worlds, leave rows away, or choose another disk"
        )


def size(count: float) -> str:
    """A number of bytes as people read it."""
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:,.0f} PB"
