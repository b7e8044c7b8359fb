"""Folders that `python -m sim run` wrote: a study of one setting, read back."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from sim.knowledge import Parameters
from sim.knowledge.errors import InputError
from sim.study import Study

WORLDS, MANIFEST = "worlds.parquet", "manifest.json"


def is_run(folder: Path) -> bool:
    """Whether a folder holds the worlds of a run."""
    return (folder / WORLDS).exists()


def open_run(folder: Path) -> Study:
    """Read the study back that `python -m sim run` wrote.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    Study

    Raises
    ------
    InputError
        If a file is missing or damaged, or the parameter files have changed since.
    """
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        table = pd.read_parquet(folder / WORLDS)
        saved, numbers = told["parameters"], (told["worlds"], told["seed"], told["wall_time"])
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"{folder} does not hold a whole run ({error}); run it again with `python -m sim run`"
        ) from error
    worlds, seed, wall_time = numbers
    return Study(Parameters.from_dict(saved), worlds, seed, table, wall_time)
