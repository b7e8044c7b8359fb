"""What is luck and what is effect."""

import numpy as np
import pandas as pd
import pytest

from sim.analysis.cells import Cells
from sim.analysis.noise import BINOMIAL, NOISE_LIMIT, REPLICATES, noise_of
from sim.common.errors import UnknownNameError

from .conftest import OUTCOME, cells_from, counts_of, played, spread_inputs

WORLDS = 100


@pytest.fixture(scope="module")
def inputs() -> pd.DataFrame:
    return spread_inputs(2, 2000)


def test_cells_that_differ_by_luck_alone_are_all_noise(inputs):
    cells = played(inputs, np.full(len(inputs), 0.3), WORLDS, np.random.default_rng(1))
    noise = noise_of(cells, OUTCOME)
    assert noise.share > 0.9
    assert noise.variance == pytest.approx(0.3 * 0.7 / WORLDS, rel=0.05)
    assert noise.too_much
    assert "more worlds" in noise.sentence()


def test_cells_without_luck_have_no_noise(inputs):
    noise = noise_of(cells_from(inputs, inputs["x0"].to_numpy()), OUTCOME)
    assert noise.share < 1e-6
    assert not noise.too_much


@pytest.mark.parametrize("sets", [0, 2, 10])
def test_both_ways_find_the_planted_noise(inputs, sets):
    chances = 0.2 + 0.6 * inputs["x0"].to_numpy()
    planted = (chances * (1 - chances) / WORLDS).mean()
    noise = noise_of(played(inputs, chances, WORLDS, np.random.default_rng(2), sets=sets), OUTCOME)
    assert noise.method == (REPLICATES if sets else BINOMIAL)
    assert not noise.bound
    assert noise.variance == pytest.approx(planted, rel=0.1)
    assert noise.share == pytest.approx(planted / (planted + 0.36 / 12), rel=0.1)


def shared(inputs: pd.DataFrame, sets: int, rng: np.random.Generator) -> Cells:
    """Every cell meets the same worlds; a world ends badly where its threshold lies below the chance of the cell."""
    chances = 0.4 + 0.2 * inputs["x0"].to_numpy()
    parts = [counts_of((rng.random(50) < chances[:, None]).mean(axis=1), 50) for _ in range(sets)]
    return Cells(inputs, sum(parts[1:], parts[0]), replicates=parts)


def test_luck_that_all_cells_share_is_no_noise(inputs):
    cells = shared(inputs, 10, np.random.default_rng(3))
    by_sets = noise_of(cells, OUTCOME)
    by_formula = noise_of(Cells(inputs, cells.counts), OUTCOME)
    assert by_formula.bound
    assert "at most" in by_formula.sentence()
    # What differs between two cells is decided only by the worlds whose threshold lies between them.
    assert 0 < by_sets.variance < by_formula.variance / 5


def test_one_world_per_cell_gives_a_bound(inputs):
    noise = noise_of(played(inputs, 0.2 + 0.6 * inputs["x0"].to_numpy(), 1, np.random.default_rng(4)), OUTCOME)
    assert noise.bound
    assert noise.share > NOISE_LIMIT


def test_equal_shares_leave_nothing_to_explain(inputs):
    noise = noise_of(cells_from(inputs, np.full(len(inputs), 0.25)), OUTCOME)
    assert np.isnan(noise.share)
    assert not noise.too_much
    assert "nothing to explain" in noise.sentence()


def test_an_outcome_that_does_not_exist_is_named_with_the_nearest(inputs):
    with pytest.raises(UnknownNameError, match="new_confrontation"):
        noise_of(cells_from(inputs, inputs["x0"].to_numpy()), "new_confrontatoin")
