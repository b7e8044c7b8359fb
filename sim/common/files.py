"""Files that are written whole or not at all, in places that were tried before the work.

A run that is interrupted, or a disk that is full, must not leave half a file behind. So each file is first written
beside its place under a hidden temporary name and brought safely to the disk, and only then renamed, at one stroke.

The rule of the whole project for files that are there already:

- a file that belongs to a run or to a study is replaced by that run or that study alone;
- any other file is replaced if that is asked for, and if its content changes, this is said: on standard error, and in
  Python by a warning of the logger `sim`.
"""

import filecmp
import logging
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sim.common.errors import InputError
from sim.common.interruption import signals_held_back
from sim.common.system import ADVICE, shown, unusual, usable_path
from sim.common.system import reason as reason

LOG = logging.getLogger("sim.common.files")

Writer = Callable[[BinaryIO], object]
"""Writes the content of one file to an open binary file."""

TRIAL = "trial"
TRIAL_SIZE = 1 << 16  # bytes that are written to see whether there is room; an empty file fits on a full disk
LONGEST_START = 16  # signs of its name that a temporary name begins with, so that no name becomes too long
READABLE_BY_ALL = 0o666  # of new files, before the user's own mask is applied; temporary files are private at first

SIGNS = ("manifest.json", "worlds.parquet", "cells.parquet")
"""A folder with one of these holds a run or a study, whole or not."""

FILES = (*SIGNS, "outcomes.png", "outcomes.csv", ".lock")
"""The files of runs and studies."""

FOLDERS = ("counts", "rows")
"""Folders of a study in which everything belongs to it."""


class OutputError(InputError):
    """A result cannot be written where the user wants it."""


def write_whole(path: Path, writer: Writer, own: bool = False) -> None:
    """Write one file as `write_together` does; its folder must exist."""
    write_together({path: writer}, own)


def write_together(files: Mapping[Path, Writer], own: bool = False) -> None:
    """Write several files that belong together: all of them, or none, in which case the old files are untouched.

    `own` says that they are the files of a run or a study, written by that run or study itself. All other writers may not
    replace such files, and say which other files they replaced with another content. If one must not be replaced or the
    disk refuses, that is an `OutputError`; what a writer raises is passed on.
    """
    for path in files:
        usable_path(path, "name of a file")
    if not own:
        refuse_protected(files)
    staged: dict[Path, Path] = {}
    path = Path()
    try:
        for path, writer in files.items():
            _refuse_in_the_way(path)
            with signals_held_back():
                staged[path] = _reserve(path)
            _fill(staged[path], writer)
        there = {} if own else {path: temporary for path, temporary in staged.items() if path.exists()}
        changed = [path for path, temporary in there.items() if not filecmp.cmp(path, temporary, shallow=False)]
        with signals_held_back():
            for path, temporary in staged.items():
                temporary.replace(path)
            _settle({path.parent for path in files})
    except OSError as error:
        # The system speaks of the temporary file, of which the user knows nothing.
        advice = ADVICE.get(error.errno or 0, "choose another place for it")
        raise OutputError(f"cannot write {shown(path)}: {reason(error)}; {advice}") from error
    finally:
        with signals_held_back():
            for temporary in staged.values():
                temporary.unlink(missing_ok=True)
    if changed:
        LOG.warning("Replaced %s, which had another content before.", ", ".join(shown(path) for path in changed))


def _reserve(path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:LONGEST_START]}.", suffix=".partial", dir=path.parent)
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

    The folder is made if it does not exist, and removed again if the work fails and it is empty. It is an `OutputError` if
    it cannot be made or written to, belongs to a study, or something that is not a file has one of the `names`.
    """
    made: list[Path] = []
    try:
        _make(folder, made)
        _try_out(folder, names)
        yield folder
    except BaseException:
        _remove_empty(made)
        raise


def try_folder(folder: Path, names: Iterable[str] = ()) -> None:
    """Raise `OutputError` if files of these names cannot be written to a folder; leave everything as it was."""
    made: list[Path] = []
    try:
        _make(folder, made)
        _try_out(folder, names)
    finally:
        _remove_empty(made)


def try_files(paths: Iterable[Path]) -> None:
    """Raise `OutputError` before long work if one of some files cannot be written; leave everything as it was."""
    by_folder: dict[Path, list[str]] = {}
    for path in paths:
        usable_path(path, "name of a file")
        by_folder.setdefault(path.parent, []).append(path.name)
    for folder, names in by_folder.items():
        refuse_protected(folder / name for name in names)
        try_folder(folder, names)


def _remove_empty(made: Iterable[Path]) -> None:
    with signals_held_back():
        for path in reversed(list(made)):
            with suppress(OSError):
                path.rmdir()


def _make(folder: Path, made: list[Path]) -> None:
    usable_path(folder, "name of a folder")
    if is_inside_study(folder):
        raise OutputError(f"{shown(folder)} belongs to a study, which keeps its blocks there; choose another folder")
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    try:
        for path in reversed(missing):
            made.append(path)  # before it is there, so that an interruption in between leaves nothing behind
            path.mkdir(exist_ok=True)
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise OutputError(f"cannot write to {shown(folder)}: it is a file, not a folder; choose another one")
    except OSError as error:
        raise OutputError(_unusable("make the folder", folder, error)) from error


def _try_out(folder: Path, names: Iterable[str]) -> None:
    path = folder
    try:
        for name in names:
            path = folder / name
            _refuse_in_the_way(path)
        path = folder
        with signals_held_back():
            trial = _reserve(folder / TRIAL)
            try:
                _fill(trial, lambda file: file.write(bytes(TRIAL_SIZE)))
            finally:
                trial.unlink()
    except OSError as error:
        raise OutputError(_unusable("write to", path, error)) from error


def _refuse_in_the_way(path: Path) -> None:
    """Refuse to take the place of what is not an ordinary file: a folder, a pipe, a device."""
    found = unusual(path)
    if found is not None:
        raise OutputError(f"cannot write {shown(path)}: {found} of this name is in the way; choose another name")


def _unusable(what: str, path: Path, error: OSError) -> str:
    return f"cannot {what} {shown(path)}: {reason(error)}; {ADVICE.get(error.errno or 0, 'choose another place')}"


def belongs_to_results(path: Path) -> bool:
    """Whether a path is, or would be, a file of a run or a study; links are followed."""
    place = Path(os.path.realpath(path))
    return (place.name.lower() in FILES and _holds_results(place.parent)) or is_inside_study(place.parent)


def is_inside_study(folder: Path) -> bool:
    """Whether a folder is one in which a study keeps its blocks, or lies in one; links are followed."""
    place = Path(os.path.realpath(folder))
    return any(one.name.lower() in FOLDERS and _holds_sweep(one.parent) for one in (place, *place.parents))


def _holds_sweep(folder: Path) -> bool:
    """Whether a folder holds what a sweep consists of, whole or not; the manifest of a run lies beside its worlds."""
    manifest, worlds, cells = (os.path.lexists(folder / name) for name in SIGNS)
    return cells or (manifest and not worlds)


def _holds_results(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in SIGNS)


def refuse_protected(paths: Iterable[Path]) -> None:
    """Raise `OutputError` if one of the paths is, or would be, a file of a run or a study."""
    for path in paths:
        if belongs_to_results(path):
            raise OutputError(
                f"{shown(path)} is a part of a study or a run and would be destroyed; choose another name"
            )
