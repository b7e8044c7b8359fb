"""Small grids of exercises whose worlds are drawn by chance: whatever counts worlds counts any, and nothing has to be simulated."""

import dataclasses
import hashlib
from functools import cache

import numpy as np
import pytest

from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.folder import exercise_names
from sim.teaching.grid import Grid
from sim.teaching.reading import read_exercise

NAMES = exercise_names()
WORLDS, OWN = 60, 40


def small(name):
    """An exercise of few worlds, of which a student looks at two thirds."""
    exercise = read_exercise(name)
    return dataclasses.replace(exercise, worlds=WORLDS, own=OWN, samples=(1, 10, OWN) if exercise.samples else ())


@cache
def drawn(name):
    """A grid of worlds that chance has drawn, each cell with chances of its own."""
    exercise, codes = small(name), {}
    measures = len(exercise.measures)
    for place, cell in enumerate(exercise.cells()):
        chance = np.random.default_rng([place, 5])
        outcomes = chance.choice(len(OUTCOMES), WORLDS, p=chance.dirichlet(np.full(len(OUTCOMES), 0.6)))
        happened = chance.random((WORLDS, measures)) < chance.random(measures)
        bits = (happened << np.arange(measures)).sum(axis=1)
        codes[exercise.label(cell)] = (outcomes + len(OUTCOMES) * bits).astype(np.uint8)
    return Grid(exercise, codes, {label: hashlib.sha256(label.encode()).hexdigest() for label in codes})


@pytest.fixture(params=NAMES)
def name(request):
    return request.param
