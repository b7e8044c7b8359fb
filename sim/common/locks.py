"""One process at a time in a folder of results."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sim.common.files import OutputError
from sim.common.interruption import signals_held_back
from sim.common.system import open_at_once, reason, shown, unusual, usable_path

LOCK = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other processes of this program from working in a folder; `OutputError` if one does, or it cannot be locked.

    The system opens the lock again by itself when a process dies; the empty file that then stays behind does not matter.
    """
    path = usable_path(folder, "name of a folder") / LOCK
    file: BinaryIO | None = None
    try:
        with signals_held_back():
            file = _lock(path)
        yield
    finally:
        if file is not None:
            with signals_held_back(), file, suppress(OSError):
                # It is taken away before it is opened, so that nobody takes hold of a file that is about to vanish.
                path.unlink()


def _lock(path: Path) -> BinaryIO:
    """The lock of that path, or what is in the way said in words."""
    folder = shown(path.parent)
    try:
        found = unusual(path)
        if found is not None:
            raise OutputError(f"cannot lock {folder}: {found} named {LOCK} is in the way; remove it")
        return _locked(path)
    except BlockingIOError as error:
        raise OutputError(f"another process is working in {folder}; wait for it or choose another folder") from error
    except OSError as error:
        raise OutputError(f"cannot lock {folder}: {reason(error)}; choose another folder") from error


def _locked(path: Path) -> BinaryIO:
    """The lock of that path, closed for others; raises `BlockingIOError` if it is closed already."""
    while True:
        file = open_at_once(path, "ab")
        try:
            _close_for_others(file)
            # Whoever had the lock before may have taken the file away: does the path still lead to this one?
            with suppress(OSError):
                if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                    return file
        except BaseException:
            file.close()
            raise
        file.close()


def _close_for_others(file: BinaryIO) -> None:
    try:
        import fcntl
    except ImportError:  # Windows has no such locks; there, care must be taken by hand
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
