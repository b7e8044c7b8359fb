"""The crossing of shares that were counted in the same worlds, and its interval."""

import numpy as np
import pytest

from sim.analysis.tipping.fit import covariance, crossing, fitted
from sim.analysis.tipping.sides import Bracket
from sim.studies.shares.intervals import wilson

LUCK = (np.arange(1000) + 0.5) / 1000
"""Luck without luck: of 1,000 worlds exactly 300 lie below 0.3."""


def test_shares_of_the_same_worlds_covary_and_differ_as_far_as_these_worlds_do():
    """Ten worlds of which two differ, in opposite directions: the difference has the variance 0.2 / 10, and 1 / 100 beside."""
    one = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    other = np.array([1, 1, 1, 1, 0, 1, 0, 0, 0, 0], dtype=bool)
    found = covariance([one, other], level=0.5)
    assert found[0, 0] == pytest.approx(0.25 / 10 + 1 / 200)
    assert found[0, 0] + found[1, 1] - 2 * found[0, 1] == pytest.approx(0.2 / 10 + 1 / 100)


def test_with_more_worlds_on_one_side_the_covariance_is_that_of_the_common_ones_among_the_more():
    few, many = LUCK[::2] < 0.3, np.concatenate([LUCK[::2], LUCK[1::2]]) < 0.3
    found = covariance([few, many], level=0.3)
    assert found[0, 1] == pytest.approx(0.21 / 1000)
    assert found[1, 1] == pytest.approx(0.21 / 1000 + 1 / 2e6)


def test_a_line_is_found_exactly_where_the_shares_lie_on_one():
    values = np.array([0.0, 0.5, 1.0])
    curve = fitted(values, [LUCK < 0.2, LUCK < 0.3, LUCK < 0.4], 0.3)
    assert [curve.at(value) for value in (0.0, 0.25, 1.0)] == pytest.approx([0.2, 0.25, 0.4])
    assert curve.slope(0.7) == pytest.approx(0.2)


def test_a_parabola_is_found_where_five_shares_lie_on_one():
    values = np.linspace(0, 1, 6)
    curve = fitted(values, [round(0.2 + 0.3 * value**2, 3) > LUCK for value in values], 0.3)
    assert curve.at(0.5) == pytest.approx(0.275, abs=1e-3)
    assert curve.slope(0.5) == pytest.approx(0.3, abs=5e-3)


def test_many_worlds_at_one_value_tell_the_height_and_few_at_others_the_slope():
    """The few have more luck than most: 32 % where 30 % is right. The line goes through the many, with the slope of the few."""
    lucky = np.concatenate([np.linspace(0.0005, 0.2995, 320), np.linspace(0.3005, 0.9995, 680)])
    many = np.concatenate([lucky < 0.3, (np.arange(49_000) + 0.5) / 49_000 < 0.2996])
    curve = fitted(np.array([0.0, 0.5, 1.0]), [lucky < 0.2, many, lucky < 0.4], 0.3)
    few = [(lucky < end).mean() for end in (0.2, 0.3, 0.4)]
    assert few == pytest.approx([0.213, 0.32, 0.417], abs=2e-3)
    assert curve.at(0.5) == pytest.approx(many.mean(), abs=1e-3)
    assert curve.slope(0.5) == pytest.approx(few[2] - few[0], abs=5e-3)


def test_the_interval_is_that_of_wilson_carried_over_by_the_slope():
    """20,000 worlds at the crossing tell the height, and 1,000 at two other values the slope of 0.2, almost without error."""
    worlds = (np.arange(20_000) + 0.5) / 20_000
    mixed = np.random.default_rng(0).permutation(worlds)
    values = np.array([0.0, 0.5, 1.0])
    shares = [LUCK < 0.2, np.concatenate([LUCK, mixed[1_000:]]) < 0.3, LUCK < 0.4]
    found = crossing(values, shares, Bracket(0.0, 1.0, rises=True), 0.3)
    height = shares[1].mean()
    low, high = wilson(shares[1].sum(), 20_000)
    assert found.slope == pytest.approx(0.2, abs=1e-3)
    assert found.value == pytest.approx(0.5 + (0.3 - height) / 0.2, abs=1e-3)
    assert found.half == pytest.approx((high - low) / 2 / 0.2, rel=0.05)


def test_a_jump_is_not_taken_for_a_line_and_its_interval_is_what_is_sure():
    values = np.linspace(0.4, 0.5, 6)
    flags = [(0.35 if value < 0.43 else 0.15) > LUCK for value in values]
    found = crossing(values, flags, Bracket(0.42, 0.44, rises=False), 0.25)
    assert not found.smooth
    assert (found.low, found.high) == (0.42, 0.44)
    assert found.low < found.value < found.high


def test_a_crossing_never_lies_outside_of_what_is_sure():
    """The shares hardly change, so that a line alone would allow any value."""
    values = np.linspace(0, 1, 6)
    flags = [share > LUCK for share in (0.2, 0.249, 0.25, 0.25, 0.251, 0.3)]
    found = crossing(values, flags, Bracket(0.0, 1.0, rises=True), 0.25)
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0
