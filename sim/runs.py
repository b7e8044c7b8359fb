"""Folders that `python -m sim run` wrote: a study of one setting, read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.files import reason
from sim.knowledge import Parameters
from sim.knowledge.asked import asked, path
from sim.knowledge.errors import InputError
from sim.study import Study

WORLDS, MANIFEST = "worlds.parquet", "manifest.json"
FILES = ("outcomes.png", "outcomes.csv", WORLDS, MANIFEST)
"""What a run consists of, in the order in which it is written."""

MARKS = ("parameters_hash", "worldview", "policies", "worlds", "seed")
"""What the manifest of a run says and that of a sweep does not, all together."""

AGAIN = "run it again with `python -m sim run`"


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run, whole or not."""
    return (folder / WORLDS).exists() or told_by_run(folder) is not None


def told_by_run(folder: Path) -> Mapping[str, Any] | None:
    """What the manifest of a run says.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    mapping or None
        None if there is no manifest in the folder, it cannot be read, or it is not that of a run.
    """
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and all(mark in told for mark in MARKS) else None


def is_part_of_run(path: Path) -> bool:
    """Whether a path is, or would be, one of the files that a run consists of."""
    place = path.resolve()
    return place.name in FILES and is_run(place.parent)


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
        If a file is missing or damaged, or the parameter files have changed since.
    """
    folder = Path(folder)
    missing = [name for name in (MANIFEST, WORLDS) if not (folder / name).exists()]
    if missing:
        raise InputError(f"{folder} does not hold a whole run: it lacks {' and '.join(missing)}; {AGAIN}")
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        table = pd.read_parquet(folder / WORLDS)
        saved, numbers = told["parameters"], (told["worlds"], told["seed"], told["wall_time"])
    except OSError as error:
        raise InputError(f"cannot read the run in {folder}: {reason(error)}; {AGAIN}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"the run in {folder} is damaged ({error}); {AGAIN}") from error
    worlds, seed, wall_time = numbers
    return Study(Parameters.from_dict(saved), worlds, seed, table, wall_time)
