"""Wilson's interval: published numbers, another library's numbers, and what any interval must do."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from sim.studies.shares.intervals import share_of, wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_intervals_are_those_that_newcombe_1998_prints(count, total, low, high):
    ends = wilson(count, total)
    assert np.round(ends, 4).tolist() == [low, high]


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_intervals_are_those_of_scipy(pair):
    expected = binomtest(*pair).proportion_ci(0.95, method="wilson")
    assert np.allclose(wilson(*pair), (expected.low, expected.high), atol=1e-12)


@given(st.integers(1, 10**9).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_contains_its_share_and_stays_within_zero_and_one(pair):
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1


def test_more_worlds_make_the_interval_narrower():
    low, high = wilson([3, 30, 300], [10, 100, 1000])
    assert (np.diff(high - low) < 0).all()


def test_without_any_world_the_share_may_be_anything():
    share = share_of(0, 0)
    assert math.isnan(share.share)
    assert (share.low, share.high) == (0, 1)


def test_none_and_all_reach_the_ends_exactly():
    assert wilson(0, 7)[0] == 0
    assert wilson(7, 7)[1] == 1


@pytest.mark.parametrize(("count", "total"), [(-1, 5), (6, 5)])
def test_a_count_beyond_its_total_is_refused(count, total):
    with pytest.raises(ValueError, match="between 0 and its total"):
        wilson(count, total)


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_coverage_that_is_no_share_is_refused(confidence):
    with pytest.raises(ValueError, match="confidence must be a number above 0 and below 1"):
        wilson(1, 2, confidence)
