"""A part of the worlds is a view of its own: it sees what the whole sees there, and the whole stays as it was."""

import numpy as np
import pytest

from sim.model.negotiation import NegotiationModel
from sim.model.world.draws import Draws
from sim.model.world.view import Luck, gathered

SIZE = 50
FEAR = np.linspace(0, 1, SIZE)
STRETCH = np.arange(SIZE) < 20
SCATTERED = np.arange(SIZE) % 3 == 0
WHERE = {"a stretch": STRETCH, "scattered worlds": SCATTERED}


@pytest.fixture(scope="module")
def view():
    model = NegotiationModel(worlds=SIZE, seed=4, values={"mechanisms.fear.initial.fear": FEAR}, collect=False)
    for _ in range(3):
        model.step()
    return model.look()


@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
def test_a_part_sees_what_the_whole_sees_in_these_worlds(view, where):
    part = view.only(where)
    assert part.size == where.sum()
    assert part.places.tolist() == np.flatnonzero(where).tolist()
    assert part.worlds.index.tolist() == view.worlds.index[where].tolist()
    assert np.array_equal(part.worlds.tension, view.worlds.tension[where])
    assert np.array_equal(part.worlds.attention, view.worlds.attention[:, where])
    assert np.array_equal(part.outlook.talks, view.outlook.talks[where])
    assert np.array_equal(part.outlook.prospects.win, view.outlook.prospects.win[where])
    assert np.array_equal(part.outlook.prospects.path.hoped, view.outlook.prospects.path.hoped[:, where])
    assert np.array_equal(part.flow.step_armenia, view.flow.step_armenia[:, where])
    assert np.array_equal(part.values.mechanisms.fear.initial.fear, FEAR[where])
    assert np.array_equal(part.draw("move_armenia"), view.draw("move_armenia")[where])


@pytest.mark.parametrize("where", WHERE.values(), ids=WHERE)
def test_a_part_of_a_part_is_a_part_of_the_whole(view, where):
    inner = np.arange(where.sum()) % 2 == 0
    part = view.only(where).only(inner)
    rows = np.flatnonzero(where)[inner]
    assert part.places.tolist() == np.flatnonzero(inner).tolist()
    assert np.array_equal(part.worlds.fear, view.worlds.fear[rows])
    assert np.array_equal(part.outlook.beliefs.word, view.outlook.beliefs.word[:, rows])
    assert np.array_equal(part.values.mechanisms.fear.initial.fear, FEAR[rows])
    assert np.array_equal(part.draw("sign_armenia"), view.draw("sign_armenia")[rows])


def test_taking_a_part_changes_nothing_of_the_whole(view):
    before = {name: id(value) for name, value in vars(view).items()}
    view.only(SCATTERED)
    assert {name: id(value) for name, value in vars(view).items()} == before
    assert view.size == SIZE


def test_all_worlds_are_a_part_without_copies(view):
    part = view.only(np.ones(SIZE, dtype=bool))
    assert part.worlds is view.worlds
    assert part.places.tolist() == list(range(SIZE))


def test_no_world_is_a_part_too(view):
    part = view.only(np.zeros(SIZE, dtype=bool))
    assert part.size == 0
    assert part.worlds.tension.shape == (0,)


def test_parts_of_the_same_stretch_share_what_does_not_change_within_a_quarter(view):
    assert view.only(STRETCH).outlook is view.only(STRETCH).outlook


def test_only_arrays_over_worlds_are_gathered():
    rows = np.array([0, 2])
    assert gathered(np.arange(3), rows, 3).tolist() == [0, 2]
    assert gathered(np.arange(4), rows, 3).tolist() == [0, 1, 2, 3]
    assert gathered(0.5, rows, 3) == 0.5
    assert gathered({"a": np.arange(3)}, rows, 3)["a"].tolist() == [0, 2]
    assert gathered(np.ones((5, 1)), rows, 3).shape == (5, 1)


@pytest.mark.parametrize("persistence", [0.0, 0.6, 1.0])
def test_a_lasting_draw_is_kept_in_each_quarter_in_as_many_worlds_as_persistence_says(persistence):
    """In two quarters it is the same where it was kept in both; within four standard errors over 4,000 worlds."""
    size = 4_000
    draws = Draws(7, np.arange(size))
    one, other = (Luck(draws, quarter, None).lasting("sign_armenia", persistence) for quarter in (0, 9))
    assert (one == other).mean() == pytest.approx(persistence, abs=4 * np.sqrt(0.25 / size))
    for drawn in (one, other):
        below = (drawn[:, None] < np.array([0.25, 0.5, 0.75, 1.0])).mean(axis=0)
        assert below == pytest.approx([0.25, 0.5, 0.75, 1.0], abs=4 * np.sqrt(0.25 / size))
        assert drawn.min() >= 0.0
