"""A folder of parameters of the user's own: what differs in it from the package, and how it is had again without it."""

import atexit
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path, PurePosixPath

from sim.common.asked import asked, path
from sim.common.errors import BrokenFileError, InputError, said
from sim.common.system import shown
from sim.parameters.baseline import read_baseline
from sim.parameters.files import parameters_folder as parameters_folder
from sim.parameters.files import read_bytes, shipped_parameters, using

ENDING = ".yaml"
_made: dict[str, Path] = {}
"""Folders that were made again from what manifests kept, by what they hold."""


def contents(folder: Path) -> dict[str, bytes]:
    """Every parameter file in a folder, by its name."""
    names = sorted(one.relative_to(folder).as_posix() for one in folder.rglob(f"*{ENDING}") if one.is_file())
    return {name: read_bytes(folder, name) for name in names}


def own_files(folder: Path | str | None = None) -> dict[str, str | None]:
    """The text of the files that differ from those of the package, and None for those that are missing; empty if none do.

    It is remembered for as long as no file changes: files are looked at each time, and read only if one is another.
    """
    place, shipped = parameters_folder() if folder is None else Path(folder), shipped_parameters()
    if place.resolve() == shipped.resolve():
        return {}
    return dict(_differing(place.resolve(), shipped, _state(place), _state(shipped)))


def _state(folder: Path) -> tuple[tuple[object, ...], ...]:
    """What is another one as soon as a parameter file in a folder is: names, sizes and times."""
    files = [(one, one.stat()) for one in sorted(folder.rglob(f"*{ENDING}")) if one.is_file()]
    return tuple((str(one), at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino) for one, at in files)


@lru_cache(maxsize=4)
def _differing(place: Path, shipped: Path, *_: object) -> dict[str, str | None]:
    """The files in which two folders differ; what else is given tells one state of them from another."""
    here, there = contents(place), contents(shipped)
    return {name: _text(name, here.get(name)) for name in sorted({*here, *there}) if here.get(name) != there.get(name)}


def _text(name: str, content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{name}: not UTF-8 text; save the file in the encoding UTF-8") from error


def folder_of(files: Mapping[str, str | None]) -> Path:
    """A folder that holds what `own_files` told, and the files of the package beside it; it lies among temporary files.

    Where `own_files` told nothing, it is the folder of the package.
    """
    if not files:
        return shipped_parameters()
    for name, text in files.items():
        if not _can_be_written(name):
            raise InputError(f"{said(name)} cannot be the name of a parameter file")
        if text is not None and not isinstance(text, str):
            raise InputError(f"{said(name)}: the text of a parameter file is a text, not {said(text)}")
    digest = hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()
    if digest not in _made or not _made[digest].is_dir():
        place = Path(tempfile.mkdtemp(prefix="peace-under-force-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        kept = {name: None if text is None else text.encode() for name, text in files.items()}
        try:
            write_folder(place, {**contents(shipped_parameters()), **kept})
        except (OSError, ValueError) as error:
            raise BrokenFileError(f"the parameter files that were kept cannot be written: {error}") from error
        _made[digest] = place
    return _made[digest]


def folder_other_than_in_use(files: Mapping[str, str | None]) -> Path | None:
    """The folder that `folder_of` gives; None if it is in use already."""
    place = folder_of(files)
    return None if place.resolve() == parameters_folder().resolve() else place


def _can_be_written(name: object) -> bool:
    """Whether a name is that of a parameter file within its folder."""
    if not isinstance(name, str) or not name.endswith(ENDING) or any(sign in name for sign in ("\\", ":", "\0")):
        return False
    return not name.startswith("/") and ".." not in PurePosixPath(name).parts


def write_folder(place: Path, files: Mapping[str, bytes | None]) -> None:
    """Write parameter files into a folder; what is None is not there."""
    for name, content in files.items():
        if content is not None:
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


@contextmanager
def under(files: Mapping[str, str | None]) -> Iterator[None]:
    """Take the parameters as they were kept, for as long as the context lasts: those of the package if none were kept."""
    place = folder_other_than_in_use(files)
    if place is None:
        yield
        return
    with using(place):
        yield


@contextmanager
@asked(folder=path)
def own_parameters(folder: Path | str) -> Iterator[None]:
    """Take all parameters from a folder of your own, for as long as the context lasts.

    It holds for the thread, or the asynchronous task, in which the context was entered: a new thread begins with the parameters of
    the package, so enter the context within each. The processes that `workers` asks for need nothing.

    What is played keeps the files that differ from those of the package, not the others: another version of the program puts its
    own files beside them. If these give other values, `Parameters.from_dict` says which.

    Parameters
    ----------
    folder : pathlib.Path or str
        A folder as `python -m sim new parameters DIR` writes it, with your own numbers in it.

    Raises
    ------
    InputError
        If there is no such folder, or a file in it is not as `parameters/README.md` says.

    Examples
    --------
    >>> import sim
    >>> with sim.own_parameters("my_parameters"):  # doctest: +SKIP
    ...     study = sim.simulate("fattah2025", worlds=1000)
    """
    place = Path(folder).absolute()
    if not place.is_dir():
        what = "is a file" if place.exists() else "does not exist"
        raise InputError(
            f"{shown(folder)} {what}; own parameters lie in a folder: `python -m sim new parameters DIR` writes one"
        )
    read_baseline(place)
    with using(place):
        yield
