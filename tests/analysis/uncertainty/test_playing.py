"""The samples are played in the same worlds; those with which the model cannot count are left out everywhere."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import sim
from sim.analysis.playing import Bench
from sim.analysis.uncertainty.playing import MEASURES, Plan, own_worlds, play_own
from sim.analysis.uncertainty.ranges import WIDTHS, cells_of, sample_of
from sim.common.errors import UncountableError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import fates_of, reached

TWO = [sim.load(name, changes={"calendar.horizon": 4}) for name in ("araz2023", "fattah2025")]
SAMPLES, WORLDS, HALF = 23, 10, 11
COST = "actors.azerbaijan.war_cost"


@pytest.fixture(scope="module")
def plan():
    return Plan(TWO, sample_of(TWO, SAMPLES, 3, "pert"), SAMPLES, WORLDS, 5)


class Refusing:
    """Plays nothing: the fate of a cell is its cost of war, and with some costs the model cannot count."""

    def __init__(self, refused=()):
        self.refused = refused

    def play(self, design, worlds, seed):
        costs = design.columns[COST]
        if np.isin(costs, self.refused).any():
            raise UncountableError("the model cannot count")
        fates = {cell: (np.arange(worlds) + round(1e6 * cost)) % 5 for cell, cost in enumerate(costs)}
        counts = pd.DataFrame({"cell": range(len(costs))})
        return SimpleNamespace(counts=counts, store=SimpleNamespace(fates=lambda cells: {c: fates[c] for c in cells}))


@pytest.fixture(scope="module")
def played(plan):
    with Bench(1) as bench:
        return plan.play(bench)


def test_every_width_and_measure_has_its_worlds(plan, played):
    assert set(played) == {(width, what) for width in WIDTHS for what in MEASURES}
    assert {flags.shape for (width, _), flags in played.items() if width == 1} == {(2, SAMPLES, WORLDS)}
    assert {flags.shape for (width, _), flags in played.items() if width < 1} == {(2, HALF, WORLDS)}
    assert plan.size == 2 * WORLDS * (SAMPLES + 2 * HALF)


@pytest.mark.parametrize(("width", "author", "sample"), [(1.0, 0, 11), (1.0, 1, 0), (0.25, 1, 9), (0.5, 0, 3)])
def test_a_sample_is_the_setting_played_by_itself(plan, played, width, author, sample):
    cell = {name: values[author] for name, values in cells_of(plan.sample, TWO, width, np.array([sample])).items()}
    changes = {name: value for name, value in cell.items() if "." in name}
    study = sim.simulate(sim.load(cell["worldview"], changes=changes), worlds=WORLDS, seed=5)
    for what in MEASURES:
        assert played[width, what][author, sample].tolist() == reached(fates_of(study.table), what).tolist()


def test_samples_with_which_the_model_cannot_count_are_left_out_for_all_authors_and_widths(plan):
    """Sample 4 cannot be counted under the second author, over the whole range alone; sample 12 under the first."""
    costs = plan.sample.columns[COST].reshape(2, SAMPLES)
    every, kept = plan.play(Refusing()), plan.play(Refusing((costs[1, 4], costs[0, 12])))
    whole, narrow = np.delete(np.arange(SAMPLES), [4, 12]), np.delete(np.arange(HALF), 4)
    for what in OUTCOMES:
        assert every[1.0, what].any()
        assert kept[1.0, what].tolist() == every[1.0, what][:, whole].tolist()
        assert kept[0.25, what].tolist() == every[0.25, what][:, narrow].tolist()


def test_with_hardly_a_sample_left_there_is_no_answer(plan):
    with pytest.raises(sim.InputError, match="numbers of 0 samples only"):
        plan.play(Refusing(tuple(plan.sample.columns[COST][:SAMPLES])))


def test_authors_play_more_worlds_at_their_own_values_but_no_more_than_needed():
    assert [own_worlds(worlds) for worlds in (10, 50, 100, 5_000)] == [400, 2_000, 2_000, 5_000]
    with Bench(1) as bench:
        own = play_own(bench, TWO, 10, 5)
    assert {flags.shape for flags in own.values()} == {(2, 400)}
    study = sim.simulate(TWO[1], worlds=400, seed=5)
    assert own["stalemate"][1].tolist() == (study.table["outcome"] == "stalemate").tolist()
