"""The small operations that every mechanism uses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms.arrays import added, approach, either, logistic, positive, unit

finite = st.floats(-1e6, 1e6)
share = st.floats(0, 1)


@given(finite)
def test_unit_confines_and_leaves_shares_alone(x):
    confined = float(unit(x))
    assert 0 <= confined <= 1
    assert confined == x or not 0 <= x <= 1


@given(finite)
def test_positive_and_negative_part_add_up(x):
    assert float(positive(x)) >= 0
    assert float(positive(x) - positive(-x)) == x


@given(share, share, share)
def test_approach_ends_between_start_and_target(x, target, rate):
    moved = approach(np.float64(x), target, rate)
    assert min(x, target) - 1e-12 <= moved <= max(x, target) + 1e-12


def test_approach_at_rate_zero_stays_and_at_rate_one_arrives():
    assert approach(np.array([0.3]), 0.9, 0.0) == pytest.approx(0.3)
    assert approach(np.array([0.3]), 0.9, 1.0) == pytest.approx(0.9)


@given(st.floats(-700, 700))
def test_logistic_is_symmetric_about_one_half(x):
    assert float(logistic(x) + logistic(-x)) == pytest.approx(1.0, abs=1e-12)


def test_logistic_closed_form():
    """Contest in logistic form, k = .05, 100 against 60 (Hirshleifer 1989)."""
    assert float(logistic(0.05 * (100 - 60))) == pytest.approx(0.880797, abs=5e-7)


def test_logistic_does_not_overflow():
    with np.errstate(all="raise"):
        assert logistic(np.array([-1e9, 0.0, 1e9])) == pytest.approx([0.0, 0.5, 1.0])


@given(st.lists(share, min_size=1, max_size=5))
def test_either_is_at_least_the_likeliest_and_at_most_the_sum(chances):
    together = float(either(*chances))
    assert max(chances) - 1e-12 <= together <= min(sum(chances), 1.0) + 1e-12


def test_either_of_two_independent_coins():
    assert float(either(0.5, 0.5)) == 0.75
    assert float(either(0.3, 0.0)) == pytest.approx(0.3)


@pytest.mark.parametrize("axis", [0, 1])
def test_a_sum_is_the_same_to_the_last_bit_however_many_worlds_stand_side_by_side(axis):
    parts = np.random.default_rng(5).uniform(0, 1, (14, 14, 50))
    whole = added(parts, axis)
    assert whole == pytest.approx(parts.sum(axis=axis))
    for world in (0, 17, 49):
        assert np.array_equal(added(parts[..., [world]], axis)[..., 0], whole[..., world])


def test_what_is_added_up_is_left_as_it_was():
    parts = np.ones((3, 2))
    assert added(parts).tolist() == [3.0, 3.0]
    assert (parts == 1.0).all()
