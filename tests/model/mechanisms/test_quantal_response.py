"""Nested logit quantal response."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.model.mechanisms.quantal_response import answer, choose, probabilities

SINGLE = [[0], [1], [2]]
FAMILIES = [[0, 1], [2], [3, 4, 5]]
utilities = st.lists(st.floats(-1, 1), min_size=6, max_size=6)
opens = st.lists(st.booleans(), min_size=6, max_size=6)
precision = st.floats(0, 60)
dissimilarity = st.floats(0.1, 1)


def nested(utility, is_open=None, families=FAMILIES, strength=8.0, unlike=0.7):
    column = np.array(utility, float)[:, None]
    available = np.ones_like(column, bool) if is_open is None else np.array(is_open, bool)[:, None]
    return probabilities(column, available, families, strength, unlike)[:, 0]


@given(utilities, opens, precision, dissimilarity)
def test_probabilities_add_up_to_one_and_closed_actions_have_none(utility, is_open, strength, unlike):
    assume(any(is_open))
    chances = nested(utility, is_open, strength=strength, unlike=unlike)
    assert chances.sum() == pytest.approx(1.0)
    assert (chances >= 0).all()
    assert not chances[~np.array(is_open)].any()


@given(utilities, opens, dissimilarity)
def test_at_lambda_zero_families_and_variants_within_them_are_equally_likely(utility, is_open, unlike):
    assume(any(is_open))
    chances = nested(utility, is_open, strength=0.0, unlike=unlike)
    open_families = [[r for r in rows if is_open[r]] for rows in FAMILIES]
    open_families = [rows for rows in open_families if rows]
    for rows in open_families:
        assert chances[rows] == pytest.approx(1 / len(open_families) / len(rows))


@given(utilities, precision, dissimilarity, st.integers(0, 5), st.floats(0.01, 1))
def test_a_better_action_is_never_less_likely_and_its_rivals_never_more(utility, strength, unlike, row, more):
    raised = list(utility)
    raised[row] += more
    before, after = nested(utility, strength=strength, unlike=unlike), nested(raised, strength=strength, unlike=unlike)
    assert after[row] >= before[row] - 1e-12
    outside = [r for rows in FAMILIES if row not in rows for r in rows]
    assert (after[outside] <= before[outside] + 1e-12).all()


@given(utilities, precision, dissimilarity, st.floats(-5, 5))
def test_only_differences_of_utility_count(utility, strength, unlike, shift):
    moved = [u + shift for u in utility]
    assert nested(moved, strength=strength, unlike=unlike) == pytest.approx(
        nested(utility, strength=strength, unlike=unlike), abs=1e-9
    )


@given(utilities, dissimilarity)
def test_large_lambda_is_the_best_reply(utility, unlike):
    ranked = sorted(utility)
    assume(ranked[-1] - ranked[-2] > 1e-3)
    assert nested(utility, strength=1e6, unlike=unlike)[int(np.argmax(utility))] == pytest.approx(1.0)


@given(st.lists(st.floats(-1, 1), min_size=3, max_size=3), precision, dissimilarity)
def test_families_of_one_variant_are_plain_logit(utility, strength, unlike):
    weights = np.exp(strength * (np.array(utility) - max(utility)))
    got = nested(utility, families=SINGLE, strength=strength, unlike=unlike)
    assert got == pytest.approx(weights / weights.sum())


def test_splitting_an_action_into_two_identical_ones_leaves_its_family_as_likely():
    """Lambda 1, difference .2: the family keeps .549834; plain logit would lift it to .709539."""
    whole = nested([0.2, 0.0], families=[[0], [1]], strength=1.0)
    assert whole[0] == pytest.approx(0.549834, abs=5e-7)
    split = nested([0.2, 0.2, 0.0], families=[[0, 1], [2]], strength=1.0)
    assert split[:2].sum() == pytest.approx(whole[0])
    assert split[0] == pytest.approx(split[1])
    plain = nested([0.2, 0.2, 0.0], families=SINGLE, strength=1.0)
    assert plain[:2].sum() == pytest.approx(0.709539, abs=5e-7)


@given(utilities, precision, dissimilarity)
def test_a_family_whose_other_variants_are_closed_is_like_one_without_them(utility, strength, unlike):
    closed = nested(utility, [True, True, True, True, False, False], strength=strength, unlike=unlike)
    alone = nested(utility[:4], families=[[0, 1], [2], [3]], strength=strength, unlike=unlike)
    assert closed[:4] == pytest.approx(alone)


def test_a_small_dissimilarity_lets_the_best_variant_stand_for_its_family():
    chances = nested([0.2, -1.0, 0.2], families=[[0, 1], [2]], unlike=0.001)
    assert chances == pytest.approx([0.5, 0.0, 0.5], abs=1e-2)


def test_extreme_utilities_do_not_overflow():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        chances = nested([1e6, -1e6, 0.0, 0.0, 0.0, 0.0], strength=60.0)
    assert chances[0] == pytest.approx(1.0)


def test_worlds_may_differ_in_precision_and_dissimilarity():
    column = np.array([[0.3, 0.3], [0.1, 0.1], [0.0, 0.0]])
    both = probabilities(column, np.ones((3, 2), bool), [[0, 1], [2]], np.array([2.0, 9.0]), np.array([0.3, 1.0]))
    for world, (strength, unlike) in enumerate(((2.0, 0.3), (9.0, 1.0))):
        alone = nested(column[:, 0], families=[[0, 1], [2]], strength=strength, unlike=unlike)
        assert both[:, world] == pytest.approx(alone)


def test_utilities_are_left_as_they_were():
    utility = np.array([[0.3], [0.1]])
    probabilities(utility, np.ones((2, 1), bool), [[0], [1]], 4.0, 1.0)
    assert utility[:, 0].tolist() == [0.3, 0.1]


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.floats(0, 1, exclude_max=True))
def test_an_action_without_a_chance_is_never_chosen(weights, draw):
    assume(sum(weights) > 1e-6)
    chances = np.array(weights)[:, None] / sum(weights)
    assert chances[choose(chances, np.array([draw])).item()] > 0


def test_the_frequencies_of_choices_are_their_chances():
    chances = np.array([0.2, 0.0, 0.5, 0.3])
    draws = (np.arange(10_000) + 0.5) / 10_000
    chosen = choose(np.tile(chances[:, None], (1, draws.size)), draws)
    assert np.bincount(chosen, minlength=4) / draws.size == pytest.approx(chances, abs=1e-3)


def test_the_draw_goes_to_one_end_of_the_menu_or_the_other():
    chances = np.tile(np.array([[0.4], [0.6]]), (1, 4))
    assert choose(chances, np.array([0.0, 0.39999, 0.40001, np.nextafter(1, 0)])).tolist() == [0, 0, 1, 1]


def test_signs_of_an_answer(effect_signs):
    effect_signs(
        answer,
        {"value_yield": (-1, 1), "value_resist": (-1, 1), "precision": (0, 60)},
        {"value_yield": 1, "value_resist": -1, "precision": None},
    )


@given(st.floats(-1, 1), st.floats(-1, 1), precision)
def test_an_answer_is_logit_choice_between_two(first, second, strength):
    got = answer(np.array([first]), np.array([second]), strength)
    assert got == pytest.approx(nested([first, second], families=[[0], [1]], strength=strength)[0])
