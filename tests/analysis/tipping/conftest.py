"""Worlds without a model: world w has some luck between 0 and 1, the same at every value."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from sim.analysis.tipping.traces import Row


@dataclass
class Known:
    """A player of known shares: a world reaches the outcome where its luck is below the share. It counts what it plays."""

    share: Callable[[float], float]
    seed: int = 1
    most: int = 50_000
    spent: int = 0

    def __post_init__(self):
        self.luck = np.random.default_rng(self.seed).random(self.most)

    def __call__(self, places, worlds):
        self.spent += len(places) * worlds
        return np.array([self.luck[:worlds] < self.share(value) for _, value in places])


@pytest.fixture
def known():
    return Known


def plain(page):
    """What a page says, without links to words of the glossary, and with blanks where it holds hard ones."""
    return re.sub(r"<[^>]+>", "", page).replace("\u00a0", " ").replace("&nbsp;", " ")


def row(tolerance=0.01, points=17, **options):
    """Values from 0 to 1."""
    return Row(np.linspace(0, 1, points), tolerance, digits=5, **options)
