"""What is never replaced: the files of runs and studies.

The rule of the whole project for files that are there already:

- a file that belongs to a run or to a study is replaced by that run or that study alone;
- any other file is replaced if that is asked for, and if its content changes, this is said: on standard error, and in
  Python by a warning of the logger `sim`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sim.common.errors import InputError
from sim.common.system import shown

SIGNS = ("manifest.json", "worlds.parquet", "cells.parquet")
"""A folder with one of these holds a run or a study, whole or not."""

FILES = (*SIGNS, "outcomes.png", "outcomes.csv", ".lock")
"""The files of runs and studies."""

FOLDERS = ("counts", "rows")
"""Folders of a study in which everything belongs to it."""


class OutputError(InputError):
    """A result cannot be written where the user wants it."""


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
