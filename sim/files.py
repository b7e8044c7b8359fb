"""Files that are written whole or not at all.

A run that is interrupted, or a disk that is full, must not leave half a file behind. So each file is first written
beside its place under a hidden temporary name and brought safely to the disk, and only then renamed, at one stroke.
"""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from sim.knowledge.errors import InputError

Writer = Callable[[BinaryIO], object]
"""Writes the content of one file to an open binary file."""

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGALRM") if hasattr(signal, name))
"""What interrupts: Ctrl-C, a request to end, and the alarm by which an interruption is repeated."""
TRIAL = "trial"
READABLE_BY_ALL = 0o666
"""What a new file may be before the user's own mask is applied; temporary files are private at first."""


class OutputError(InputError):
    """A result cannot be written where the user wants it."""


def write_whole(path: Path, writer: Writer) -> None:
    """Write one file whole or not at all; a file that was there before is replaced in one step.

    Parameters
    ----------
    path : pathlib.Path
        Where the file shall be; its folder must exist.
    writer : callable
        Called with an open binary file to write to.

    Raises
    ------
    OutputError
        If the disk refuses. Whatever the writer raises is passed on. In both cases the old file is untouched.
    """
    write_together({path: writer})


def write_together(files: Mapping[Path, Writer]) -> None:
    """Write several files that belong together: all of them, or none.

    Parameters
    ----------
    files : mapping of pathlib.Path to callable
        What writes each file, in the order in which they take their places.

    Raises
    ------
    OutputError
        If the disk refuses. Whatever a writer raises is passed on. In both cases the old files are untouched.
    """
    staged: dict[Path, Path] = {}
    try:
        for path, writer in files.items():
            staged[path] = _reserve(path)
            _fill(staged[path], writer)
        with signals_held_back():
            for path, temporary in staged.items():
                temporary.replace(path)
            _settle({path.parent for path in files})
    except OSError as error:
        # The system speaks of the temporary file, of which the user knows nothing.
        raise OutputError(f"cannot write {path}: {reason(error)}; choose another place for it") from error
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _reserve(path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    os.close(handle)
    return Path(name)


def _fill(temporary: Path, writer: Writer) -> None:
    with temporary.open("wb") as file:
        writer(file)
        file.flush()
        os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(READABLE_BY_ALL & ~mask)


def _settle(folders: Iterable[Path]) -> None:
    """Bring the new names to the disk too; systems that cannot open a folder do so by themselves."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def output_folder(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Make sure before long work that its results can be written, and leave nothing behind if the work fails.

    Parameters
    ----------
    folder : pathlib.Path
        Made if it does not exist. Folders made here are removed again if the work fails and they are empty.
    names : iterable of str
        Names of the files that will be written there.

    Yields
    ------
    pathlib.Path
        The folder.

    Raises
    ------
    OutputError
        If the folder cannot be made or written to, or a folder has the name of one of the files.
    """
    made: list[Path] = []
    try:
        _make(folder, made)
        _try_out(folder, names)
        yield folder
    except BaseException:
        _remove_empty(made)
        raise


def try_folder(folder: Path) -> None:
    """Raise `OutputError` if a folder cannot be made or written to; leave everything as it was."""
    made: list[Path] = []
    try:
        _make(folder, made)
        _try_out(folder, ())
    finally:
        _remove_empty(made)


def _remove_empty(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with suppress(OSError):
            path.rmdir()


def _make(folder: Path, made: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    try:
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            made.append(path)
        if not folder.is_dir():
            raise OutputError(f"cannot write to {folder}: it is a file, not a folder; choose another with --out")
    except OSError as error:
        raise OutputError(f"cannot make the folder {folder}: {reason(error)}; choose another with --out") from error


def _try_out(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        if (folder / name).is_dir():
            raise OutputError(f"cannot write {folder / name}: a folder of this name is in the way")
    try:
        _reserve(folder / TRIAL).unlink()
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {reason(error)}; choose another with --out") from error


def reason(error: OSError) -> str:
    """What the operating system says, without the number and the path."""
    return (error.strerror or str(error)).lower()


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let an interruption wait until the block is done, and then take effect."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[tuple[int, FrameType | None]] = []
    before: dict[int, Any] = {number: signal.getsignal(number) for number in SIGNALS}
    for held in SIGNALS:
        signal.signal(held, lambda received, frame: waiting.append((received, frame)))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number, _ in waiting:
        signal.raise_signal(number)
