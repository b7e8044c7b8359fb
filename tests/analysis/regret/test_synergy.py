"""What two policies bring together beyond the sum of both."""

import numpy as np
import pytest

from sim.analysis.regret.synergy import beyond_sum, mean_with_interval


def worlds(*rows):
    return [np.array([bool(int(sign)) for sign in row]) for row in rows]


def test_counted_by_hand():
    none, first, second, both = worlds("0001", "0101", "0011", "1111")
    assert beyond_sum(none, first, second, both).tolist() == [1, 0, 0, 0]


def test_two_that_need_each_other_bring_all_of_it_beyond_the_sum():
    none, first, second, both = worlds("00", "00", "00", "11")
    assert beyond_sum(none, first, second, both).tolist() == [1, 1]


def test_two_that_do_the_same_bring_less_than_the_sum():
    none, first, second, both = worlds("00", "11", "11", "11")
    assert beyond_sum(none, first, second, both).tolist() == [-1, -1]


def test_a_policy_that_changes_nothing_brings_nothing_beyond_the_sum():
    rng = np.random.default_rng(1)
    none, first = rng.random((2, 500)) < 0.4
    assert not beyond_sum(none, first, none, first).any()


def test_the_order_of_the_two_does_not_matter():
    none, first, second, both = np.random.default_rng(2).random((4, 200)) < 0.5
    assert (beyond_sum(none, first, second, both) == beyond_sum(none, second, first, both)).all()


@pytest.mark.parametrize(("share", "worlds"), [(0.2, 400), (0.005, 400)], ids=["often", "seldom"])
def test_the_interval_holds_the_truth_as_often_as_promised(share, worlds):
    """1,000 trials of 95 %: fewer than 93 % come once in hundreds of such tests; seldom events make it wider, not narrower."""
    rng = np.random.default_rng(4)
    each = rng.choice([-1, 0, 1], p=[share / 2, 1 - 1.5 * share, share], size=(1_000, worlds))
    mean, low, high = mean_with_interval(each, 0.95)
    held = (low <= share / 2) & (share / 2 <= high)
    assert held.mean() > 0.93
    assert ((low <= mean) & (mean <= high)).all()


def test_where_no_world_says_anything_the_interval_is_not_empty():
    mean, low, high = mean_with_interval(np.zeros((1, 300), dtype=np.int64), 0.95)
    assert mean[0] == 0
    assert low[0] == pytest.approx(-high[0])
    assert 0.01 < high[0] < 0.02
