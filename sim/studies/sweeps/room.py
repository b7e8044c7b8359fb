"""Is there room for a sweep? For memory see `sim.common.room`, through which every way in passes."""

from __future__ import annotations

import shutil
from pathlib import Path

from sim.common.files import try_folder
from sim.common.room import TooLargeError, available_memory, cell_bytes, refuse_cells, refuse_memory, size
from sim.parameters.wording import counted

__all__ = [
    "TooLargeError",
    "available_memory",
    "cell_bytes",
    "free_disk",
    "refuse_disk",
    "refuse_memory",
    "refuse_too_many_cells",
    "size",
]


def free_disk(folder: Path) -> int:
    """Bytes that are free where a folder lies or will lie."""
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(existing).free


def refuse_too_many_cells(cells: int, axes: int) -> None:
    """Raise `TooLargeError` if a table of that many cells does not fit into the memory."""
    refuse_cells(cells, axes, f"a design of {counted(cells, 'cell')} over {counted(axes, 'axis', 'axes')}")


def refuse_disk(needed: int, folder: Path, what: str) -> None:
    """Raise `TooLargeError` if so many bytes are not free where the folder lies, `OutputError` if it cannot be made."""
    free = free_disk(folder)
    if needed > free:
        # Where nothing can be written, nothing is free either; then that is the cause to be named.
        try_folder(folder)
        raise TooLargeError(
            f"{what} needs about {size(needed)} in {folder}, and {size(free)} are free there; "
            "take fewer worlds, omit rows, or choose another disk"
        )
