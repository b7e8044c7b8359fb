"""Worlds that were never played: chances from known distributions, and luck that samples and authors share in part."""

import numpy as np
import pytest
from scipy.stats import beta, norm

import sim
from sim.analysis.uncertainty.answer import Uncertainty
from sim.analysis.uncertainty.playing import MEASURES
from sim.analysis.uncertainty.rows import tables_from

AUTHORS = {
    "alike": [(2, 2), (3, 2), (2, 4), (4, 2), (5, 5)],
    "skewed": [(0.1, 1.5), (0.15, 1.5), (0.1, 2), (0.12, 1.2), (0.05, 1.5)],
    "apart": [(0.1, 5), (5, 1), (3, 3), (2, 2), (0.3, 4)],
    "without numbers": [(9e6, 1e6), (5e6, 5e6), (1e6, 9e6), (3e6, 7e6), (2e6, 8e6)],
    "one": [(2, 3)],
}
"""Authors by the Beta distributions of the chance over their numbers."""
COMMON = 0.3
"""Correlation of the luck of one world in two samples."""


def drawn(shapes, samples, worlds, rng):
    """Whether something happened in worlds of shape (authors, samples, worlds); all authors have the same sample points."""
    place = rng.random(samples)
    chances = np.array([beta.ppf(place, *shape) for shape in shapes])
    shared, own = rng.standard_normal(worlds), rng.standard_normal((len(shapes), samples, worlds))
    return norm.cdf(np.sqrt(COMMON) * shared + np.sqrt(1 - COMMON) * own) < chances[..., None]


def truth(shapes):
    """Luck, numbers and author of Beta distributions, in closed form."""
    a, b = np.array(shapes, dtype=float).T
    mean = a / (a + b)
    variance = mean * (1 - mean) / (a + b + 1)
    return np.array([(mean * (1 - mean) - variance).mean(), variance.mean(), mean.var()])


@pytest.fixture
def rng():
    return np.random.default_rng(7)


ARTICLES = ["araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025"]


def answer(rng, asked=ARTICLES, left_out=0, shapes=None, shape="pert", own=0.3, samples=40):
    """An answer from worlds that were never played; each measure has its own kind of authors unless shapes are given."""
    kinds = ["apart", "skewed", "alike", "without numbers", "apart", "alike"]
    size, played = {1.0: samples, 0.5: samples // 2, 0.25: samples // 2}, {}
    for what, name in zip(MEASURES, kinds, strict=True):
        for width, some in size.items():
            played[width, what] = drawn((shapes or AUTHORS[name])[: len(asked)], some, 20, rng)
    shown = [*(name for name in asked if name not in ARTICLES), *ARTICLES]
    at_home = {what: rng.random((len(shown), 800)) < own for what in MEASURES}
    settings = {name: sim.load(name) for name in [*asked, *shown]}
    return Uncertainty(
        tuple(settings[name] for name in asked), tuple(settings[name] for name in shown), samples + left_out, 20, 800, 1, shape, 501,
        left_out, *tables_from(played, at_home, asked, shown),
    )  # fmt: skip
