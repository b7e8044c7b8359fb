"""Settings are played on the same worlds, in their order, whoever plays them."""

import numpy as np
import pytest

import sim
from sim.analysis import playing
from sim.analysis.playing import Bench, design_of
from sim.common.errors import InputError
from sim.studies.shares.fates import fates_of, reached

SHORT = {"calendar.horizon": 4}
WORLDS = 40


@pytest.fixture
def settings():
    return [sim.load("araz2023", changes=SHORT), sim.load("fattah2025", policies="western_guarantee", changes=SHORT)]


def test_each_cell_is_what_simulate_plays_of_its_setting(settings):
    with Bench(workers=1) as bench:
        found = bench.reached(design_of(settings), "stalemate", WORLDS, seed=3)
    for row, setting in zip(found, settings, strict=True):
        alone = fates_of(sim.simulate(setting, WORLDS, seed=3).table)
        assert np.array_equal(row, reached(alone, "stalemate"))


def test_changes_are_laid_over_the_setting_of_their_place(settings):
    name = "actors.azerbaijan.war_cost"
    made = design_of([settings[0]] * 2, [{}, {name: 0.2}])
    assert made.columns[name].tolist() == [settings[0][name], 0.2]


def test_a_setting_that_stands_twice_gets_its_worlds_twice(settings):
    with Bench(workers=1) as bench:
        first, second, third = bench.reached(
            design_of([settings[1], settings[0], settings[1]]), "stalemate", 20, seed=1
        )
    assert np.array_equal(first, third)
    assert first.shape == second.shape == (20,)


def test_several_processes_find_the_same_as_one(settings, monkeypatch):
    design = design_of(settings)
    with Bench(workers=1) as bench:
        alone = bench.reached(design, "deferred_tension", WORLDS, seed=1)
    monkeypatch.setattr(playing, "ALONE", 0)
    with Bench(workers=2) as bench:
        together = bench.reached(design, "deferred_tension", WORLDS, seed=1)
    assert np.array_equal(alone, together)


def test_progress_counts_the_worlds_of_one_design_after_the_other(settings):
    told = []
    with Bench(workers=1, progress=lambda done, total: told.append((done, total)), total=120) as bench:
        bench.play(design_of(settings), 20, seed=1)
        bench.play(design_of(settings), 40, seed=1)
    assert told[-1] == (120, 120)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {total for _, total in told} == {120}


def test_a_setting_that_no_cell_can_hold_is_refused():
    bound = sim.load(changes=SHORT).replace(bindings=[sim.Binding("azerbaijan", "sign", "never")])
    by_world = sim.load(changes={"actors.azerbaijan.war_cost": np.array([0.1, 0.2])})
    for setting in (bound, by_world):
        with pytest.raises(InputError, match="cannot be compared here"):
            design_of([setting])
