"""Where the exercises lie, and what is in a folder of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sim.common.errors import UnknownNameError, said, suggestion
from sim.common.shipped import shipped_folder
from sim.parameters.files import Node, read_bytes, required_node

EXERCISE, KEY = "exercise.yaml", "key.yaml"
CONCEPT_CHECK = "concept_check"
"""The folder of the concept check, which is not an exercise."""


def exercises_folder() -> Path:
    """The folder of the exercises: `sim/teaching/exercises` in a wheel, `exercises/` beside `sim/` in a checkout."""
    return shipped_folder("teaching/exercises", "exercises")


@cache
def exercise_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all exercises in the order of their numbers; the capstone comes last."""
    place = exercises_folder() if folder is None else folder
    numbers = {}
    for path in sorted(place.iterdir()):
        if (path / EXERCISE).is_file():
            numbers[path.name] = node_of(path.name, EXERCISE, place).mapping()["number"].whole_number()
    return tuple(sorted(numbers, key=lambda name: numbers[name]))


def known_exercise(name: str, folder: Path | None = None) -> str:
    """The name itself; raise `UnknownNameError` with the nearest one if there is no such exercise."""
    names = exercise_names(folder)
    if name not in names:
        raise UnknownNameError(f"unknown exercise {said(name)}; {suggestion(name, names, full_list=True)}")
    return name


def node_of(name: str, file: str, folder: Path | None = None) -> Node:
    """What stands in a YAML file of an exercise, with its places; raise `BrokenFileError` if it cannot be read."""
    place = exercises_folder() if folder is None else folder
    path = f"{name}/{file}" if name else file
    return required_node(path, read_bytes(place, path))
