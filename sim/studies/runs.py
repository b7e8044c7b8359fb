"""Folders that `python -m sim run` wrote: a study of one setting, read back, and proven to be that one."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, path
from sim.common.errors import InputError
from sim.common.room import refuse_rows
from sim.common.system import in_words, reason, unusual
from sim.parameters import Parameters
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.manifests import NAME, SCHEMA, SHOWN, BrokenManifestError, check_manifest, read_json
from sim.studies.study import Study

TABLE, WORLDS, MANIFEST = "outcomes.csv", "worlds.parquet", NAME
FILES = ("outcomes.png", TABLE, WORLDS, MANIFEST)
"""What a run consists of, in the order in which it is written."""

PROVEN = (TABLE, WORLDS)
"""The files whose checksums stand in the manifest."""

MARKS = ("parameters_hash", "worldview", "policies", "worlds", "seed")
"""What the manifest of a run says and that of a sweep does not, all together."""

AGAIN = "run it again with `python -m sim run`, into this folder or another"


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run, whole or not."""
    return (folder / WORLDS).exists() or told_by_run(folder) is not None


def told_by_run(folder: Path) -> Mapping[str, Any] | None:
    """What the manifest of a run says, in order or not."""
    try:
        told = read_json(folder / MANIFEST)
    except (OSError, InputError):
        return None
    return told if isinstance(told, dict) and all(mark in told for mark in MARKS) else None


def is_in_order(folder: Path, told: Mapping[str, Any]) -> bool:
    """Whether what the manifest of a run says has the right form and is what was written."""
    try:
        check_manifest(folder / MANIFEST, told, "run")
    except BrokenManifestError:
        return False
    return True


@in_words
@asked(folder=path)
def open_run(folder: Path | str) -> Study:
    """Read the study back that `python -m sim run` wrote.

    Parameters
    ----------
    folder : pathlib.Path or str
        Such as `results/baseline`.

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If a file is missing or damaged or belongs to another run, or the parameter files have changed since.

    Examples
    --------
    After `python -m sim run ratelle2025 --worlds 100 --out results/ratelle2025`:

    >>> from sim import open_run
    >>> study = open_run("results/ratelle2025")
    >>> study.worlds, study.parameters.worldview
    (100, 'ratelle2025')
    """
    try:
        told = _proven(Path(folder))
        table = _table(Path(folder), told)
        return Study(_parameters(told), told["worlds"], told["seed"], table, told["wall_time"])
    except BrokenManifestError as error:
        raise InputError(f"the run in {folder} is damaged: {error}; {AGAIN}") from error


def _proven(folder: Path) -> Mapping[str, Any]:
    """The manifest of a run, all of whose files are those that it speaks of."""
    missing = [name for name in (MANIFEST, WORLDS, TABLE) if not (folder / name).exists()]
    if missing:
        raise InputError(f"{folder} does not hold a whole run: it lacks {' and '.join(missing)}; {AGAIN}")
    try:
        told: dict[str, Any] = read_json(folder / MANIFEST)
    except FileNotFoundError as error:
        raise InputError(f"{folder} does not hold a whole run: it lacks {MANIFEST}; {AGAIN}") from error
    if isinstance(told, dict) and told.get("schema") != SCHEMA:
        form = f"has form {str(told['schema'])[:SHOWN]}" if "schema" in told else "names no form"
        raise BrokenManifestError(f"its manifest {form}, and this version of the program reads form {SCHEMA}")
    check_manifest(folder / MANIFEST, told, "run")
    refuse_rows(told["worlds"], f"the run in {folder} with {told['worlds']:,} worlds")
    for wrong in filter(None, (_contradiction(told), *(_wrong(folder, name, told["files"]) for name in PROVEN))):
        raise BrokenManifestError(wrong)
    return told


def _parameters(told: Mapping[str, Any]) -> Parameters:
    try:
        return Parameters.from_dict(told["parameters"])
    except InputError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BrokenManifestError(f"its parameters cannot be read ({error})") from error


def _contradiction(told: Mapping[str, Any]) -> str | None:
    """What a manifest says in two places in different ways."""
    saved = told["parameters"]
    pairs = {"parameters_hash": "hash", "worldview": "worldview", "policies": "policies"}
    other = [name for name, inner in pairs.items() if told[name] != saved[inner]]
    return f"{other[0]} in its manifest is not that of its parameters" if other else None


def _wrong(folder: Path, name: str, files: Mapping[str, str]) -> str | None:
    """What is wrong with a file of a run; None if it is the one whose checksum stands in the manifest."""
    path = folder / name
    strange = unusual(path)
    if strange is not None:
        return f"{name} is {strange}, not a file"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"{name} cannot be read ({reason(error)})"
    return None if files.get(name) == found else f"{name} is not the file that this run wrote"


def _table(folder: Path, told: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of the worlds, which must be those of the manifest."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pd.read_parquet(folder / WORLDS)
        about = pyarrow.parquet.read_schema(folder / WORLDS).metadata or {}
        agrees = (
            np.array_equal(table["world"].to_numpy(), np.arange(told["worlds"]))
            and list(table["outcome"].cat.categories) == list(OUTCOMES)
            and about.get(b"parameters_hash") == told["parameters_hash"].encode()
            and about.get(b"seed") == str(told["seed"]).encode()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pyarrow.ArrowException) as error:
        raise BrokenManifestError(f"{WORLDS} cannot be read ({error})") from error
    if not agrees:
        raise BrokenManifestError(f"{WORLDS} is not of this run")
    return table


def check_run(folder: Path) -> str:
    """Check the files of a run against its manifest, and say so."""
    return f"a single run with {open_run(folder).worlds:,} worlds: all its files are there and whole"
