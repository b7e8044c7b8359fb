"""A folder of parameters of the user's own: what differs in it from the package, and how it is had again without it."""

import atexit
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
    """The text of the files that differ from those of the package, and None for those that are missing; empty if none do."""
    place, shipped = parameters_folder() if folder is None else Path(folder), shipped_parameters()
    if place.resolve() == shipped.resolve():
        return {}
    here, there = contents(place), contents(shipped)
    return {name: _text(name, here.get(name)) for name in sorted({*here, *there}) if here.get(name) != there.get(name)}


def _text(name: str, content: bytes | None) -> str | None:
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError as error:
        raise BrokenFileError(f"{name}: not UTF-8 text; save the file in the encoding UTF-8") from error


def folder_of(files: Mapping[str, str | None]) -> Path:
    """A folder that holds what `own_files` told, and the files of the package beside it; it lies among temporary files."""
    for name, text in files.items():
        parts = PurePosixPath(name).parts
        if not name.endswith(ENDING) or "\\" in name or ".." in parts or name.startswith("/") or ":" in name:
            raise InputError(f"{said(name)} cannot be the name of a parameter file")
        if text is not None and not isinstance(text, str):
            raise InputError(f"{said(name)}: the text of a parameter file is a text, not {said(text)}")
    digest = hashlib.sha256(json.dumps(dict(files), sort_keys=True).encode()).hexdigest()
    if digest not in _made or not _made[digest].is_dir():
        place = Path(tempfile.mkdtemp(prefix="peace-under-force-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        kept = {name: None if text is None else text.encode() for name, text in files.items()}
        write_folder(place, {**contents(shipped_parameters()), **kept})
        _made[digest] = place
    return _made[digest]


def write_folder(place: Path, files: Mapping[str, bytes | None]) -> None:
    """Write parameter files into a folder; what is None is not there."""
    for name, content in files.items():
        if content is not None:
            target = place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


@contextmanager
def under(files: Mapping[str, str | None]) -> Iterator[None]:
    """Take the parameters as they were kept, for as long as the context lasts; no difference if nothing was kept."""
    if not files:
        yield
        return
    with using(folder_of(files)):
        yield


@contextmanager
@asked(folder=path)
def own_parameters(folder: Path | str) -> Iterator[None]:
    """Take all parameters from a folder of your own, for as long as the context lasts.

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
