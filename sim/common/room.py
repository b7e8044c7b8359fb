"""Is there room? Memory is asked before worlds are made, not when it runs out.

Every way in passes through here: `simulate`, `NegotiationModel`, the commands, sweeps, reports, and manifests that are
read. What a world takes was measured, with tracemalloc, over 100,000 worlds of the baseline.
"""

from pathlib import Path
from typing import Any

from sim.common.errors import InputError
from sim.common.numbers import whole_number

STATE_BYTES = 5_500  # of a world while it is walked: its state, what the actors see, and what is computed on the way
ROW_BYTES = 110  # of a world in a table of results
ROW_COPIES = 3  # of such a table that are alive at the same time: the blocks, the whole, and what is written of it
CELL_BYTES = 8  # of a value in a table of cells
CELL_COPIES = 4  # of such a table that are alive at the same time while a study is prepared
BLOCK_BYTES = 400  # of a block in the plan of a study: its number, the array with its cells, its range of worlds
JSON_GROWTH = 8  # how many times its size on the disk a file of JSON takes when it is read
ASSUMED_MEMORY = 10**12  # bytes, where the system does not say: more than any machine of its kind has


class TooLargeError(InputError):
    """Something does not fit into the memory or on the disk."""


def available_memory() -> int | None:
    """Bytes of memory that can still be used; None where the system does not say."""
    import psutil

    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError, ValueError):
        return None


def refuse_memory(needed: int, what: str, instead: str = "take fewer cells or workers") -> None:
    """Raise `TooLargeError` if so many bytes of memory are not to be had: `what` needs them, and `instead` is what to do."""
    there = available_memory()
    there = ASSUMED_MEMORY if there is None else there
    if needed > there:
        raise TooLargeError(f"{what} needs about {size(needed)} of memory, and {size(there)} are available; {instead}")


def worlds_that_fit(worlds: Any, block: int | None = None) -> int:
    """Return a number of worlds, or refuse one that cannot be played here.

    `block` of them walk side by side, with one row kept of every world; all of them if omitted, with no rows.
    """
    whole = whole_number("worlds", worlds, 1)
    needed = whole * STATE_BYTES if block is None else min(whole, block) * STATE_BYTES + row_bytes(whole)
    refuse_memory(needed, "1 world" if whole == 1 else f"a run of {whole:,} worlds", "take fewer worlds")
    return whole


def row_bytes(worlds: int) -> int:
    """Bytes that the rows of so many worlds need while they are made and written."""
    return worlds * ROW_BYTES * ROW_COPIES


def refuse_rows(worlds: int, what: str) -> None:
    """Raise `TooLargeError` if one row for each of so many worlds does not fit into the memory."""
    refuse_memory(row_bytes(worlds), what, "take fewer worlds")


def cell_bytes(cells: int, axes: int) -> int:
    """Bytes that the tables of cells need while a study is prepared."""
    return cells * (axes + 1) * CELL_BYTES * CELL_COPIES


def refuse_cells(cells: int, axes: int, what: str) -> None:
    """Raise `TooLargeError` if a table of so many cells does not fit into the memory."""
    refuse_memory(cell_bytes(cells, axes), what, "take fewer cells or axes")


def refuse_blocks(blocks: int) -> None:
    """Raise `TooLargeError` if a plan of so many blocks does not fit into the memory."""
    refuse_memory(blocks * BLOCK_BYTES, f"a plan of {blocks:,} blocks", "take larger blocks or fewer worlds")


def refuse_file(path: Path, count: int) -> None:
    """Raise `TooLargeError` if a file of JSON of so many bytes cannot be read into the memory."""
    refuse_memory(count * JSON_GROWTH, f"reading {path} ({size(count)})", "is it the right file?")


def size(count: float) -> str:
    """A number of bytes as people read it."""
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:,.0f} PB"
