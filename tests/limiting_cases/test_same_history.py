"""Same seed and same world index: the same history, to the last bit.

Set-up: the full model over its whole horizon, but where it says otherwise.
The state compared is every array of the worlds and their outcomes.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding, load
from sim.studies.study import simulate

SIZE = 90
SEED = 12
SOME_YEARS = {"calendar.horizon": 16}
"""Where three models are walked for each of many parameters."""
CHANGES = {
    "mechanisms.force.decisiveness": (0.5, 3.0),
    "mechanisms.guarantees.credibility.united_states": (0.0, 0.9),
    "actors.azerbaijan.precision": (2.0, 30.0),
    "mechanisms.quantal_response.precision": (30.0, 200.0),
    "mechanisms.quantal_response.rounds": (1, 5),
    "mechanisms.types.costs": (0.0, 1.0),
    "mechanisms.guarantees.at_once": (0, 1),
    "mechanisms.bargaining.gradual": (0, 1),
    "calendar.foresight": (0, 12),
    "mechanisms.bargaining.live.karabakh": (0, 1),
}


def walked(**how):
    return NegotiationModel(seed=SEED, collect=False, **how).run()


@pytest.fixture(scope="module")
def whole():
    return walked(worlds=SIZE)


@pytest.mark.parametrize("first", [0, 1, 41, 89])
def test_a_single_world_has_the_history_that_it_has_in_a_block(whole, first, snapshot, differences):
    alone = walked(worlds=1, first_world=first)
    assert not differences(snapshot(alone), snapshot(whole, np.array([first])))


@pytest.mark.parametrize(("first", "size"), [(0, 2), (1, 2), (30, 37), (50, 40)])
def test_a_block_of_any_size_has_the_histories_of_the_whole(whole, first, size, snapshot, differences):
    part = walked(worlds=size, first_world=first)
    assert not differences(snapshot(part), snapshot(whole, np.arange(first, first + size)))


def test_worlds_in_another_order_and_repeated_have_the_same_histories(whole, snapshot, differences):
    index = np.random.default_rng(0).integers(0, SIZE, 120)
    shuffled = walked(index=index)
    assert not differences(snapshot(shuffled), snapshot(whole, index))


@pytest.mark.parametrize("block", [40, 90, 4_000])
def test_a_study_is_the_same_however_it_is_cut(whole, block):
    study = simulate(load(), worlds=SIZE, seed=SEED, block=block)
    assert study.table.equals(whole.table())


def test_the_same_run_twice_is_the_same(whole, snapshot, differences):
    assert not differences(snapshot(walked(worlds=SIZE)), snapshot(whole))


def test_another_seed_is_another_history(whole, snapshot, differences):
    other = NegotiationModel(worlds=SIZE, seed=SEED + 1, collect=False).run()
    assert "fear" in differences(snapshot(other), snapshot(whole))


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_parameter_with_one_entry_per_world_equals_separate_runs(name, snapshot, differences):
    low, high = CHANGES[name]
    here = np.arange(SIZE) % 2 == 0
    mixed = walked(worlds=SIZE, values={**SOME_YEARS, name: np.where(here, low, high)})
    assert not differences(snapshot(mixed, here), snapshot(walked(worlds=SIZE, values={**SOME_YEARS, name: low}), here))
    assert not differences(
        snapshot(mixed, ~here), snapshot(walked(worlds=SIZE, values={**SOME_YEARS, name: high}), ~here)
    )


def test_all_parameters_with_one_entry_per_world_equal_a_run_with_numbers(whole, snapshot, differences):
    """Every single parameter spread out, so that no rule depends on getting a plain number."""
    flat = load().values
    spread = {name: np.full(SIZE, value) for name, value in flat.items() if name != "calendar.horizon"}
    assert not differences(snapshot(walked(worlds=SIZE, values=spread)), snapshot(whole))


def test_a_recorder_changes_nothing(whole, capture, snapshot, differences):
    assert not differences(snapshot(walked(worlds=SIZE, recorder=capture)), snapshot(whole))


def test_collecting_data_changes_nothing(whole, snapshot, differences):
    collecting = NegotiationModel(worlds=SIZE, seed=SEED).run()
    assert not differences(snapshot(collecting), snapshot(whole))


def test_a_decision_that_is_added_changes_nobody_elses_luck(whole, capture, snapshot, differences):
    """Draws for a decision that the model does not know, before every quarter's end."""
    capture.close_quarter = lambda view: (view.draw(999), view.draw("decay"))
    assert not differences(snapshot(walked(worlds=SIZE, recorder=capture)), snapshot(whole))


def test_a_decision_that_is_not_drawn_changes_nobody_elses_luck(capture):
    """Iran is bound, so that its draw decides nothing; in the first quarter the others choose as they did."""
    free, bound = capture, type(capture)()
    for recorder, bindings in ((free, ()), (bound, (Binding("iran", "stand_aside", "always"),))):
        model = NegotiationModel(
            worlds=SIZE, seed=SEED, recorder=recorder, bindings=Bindings(bindings), collect=False
        )  # fmt: skip
        model.step()
    for decision in ("posture_russia", "posture_turkey", "posture_european_union", "posture_united_states"):
        (one,), (other,) = free.of(decision), bound.of(decision)
        assert np.array_equal(one.chosen, other.chosen)
