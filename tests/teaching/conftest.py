"""Small grids of exercises: few worlds, and only the cells that a test looks at."""

import dataclasses
from functools import cache

import pytest

from sim.teaching.folder import exercise_names
from sim.teaching.grid import Grid, play_cells
from sim.teaching.reading import read_exercise

NAMES = exercise_names()
WORLDS, OWN = 60, 40


def small(name):
    """An exercise of few worlds, of which a student looks at two thirds."""
    samples = (1, 10, OWN) if read_exercise(name).samples else ()
    return dataclasses.replace(read_exercise(name), worlds=WORLDS, own=OWN, samples=samples)


@cache
def played(name) -> Grid:
    """The whole grid of a small exercise; 60 worlds cost about a second a cell."""
    exercise = small(name)
    return play_cells([exercise], {name: list(exercise.cells())}, WORLDS, 1)[name]


@pytest.fixture(params=NAMES)
def name(request):
    return request.param
