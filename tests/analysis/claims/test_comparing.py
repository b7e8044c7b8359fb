"""Differences are counted world by world, and what has no meaning does not count."""

import numpy as np
import pytest
from scipy import stats

from sim.analysis.claims.comparing import difference, distance
from sim.studies.shares.intervals import paired_interval, wilson


def test_shares_have_the_paired_interval():
    before = np.array([True] * 65 + [False] * 96)
    after = np.array([True] * 59 + [False] * 6 + [True] * 16 + [False] * 80)
    effect, pairs = difference(before, after, 0.95)
    low, high = paired_interval(59, 6, 16, 80)
    assert pairs == 161
    assert effect == pytest.approx((1000 / 161, 100 * low, 100 * high))


def test_levels_have_students_interval_of_the_differences():
    before, after = np.array([0.1, 0.5, 0.2, 0.9]), np.array([0.3, 0.4, 0.6, 0.9])
    effect, pairs = difference(before, after, 0.9)
    expected = stats.ttest_rel(after, before).confidence_interval(0.9)
    assert (effect, pairs) == (pytest.approx((12.5, 100 * expected.low, 100 * expected.high)), 4)


def test_pairs_without_meaning_do_not_count():
    before, after = np.array([0.1, np.nan, 0.2, 0.3]), np.array([0.3, 0.4, np.nan, 0.5])
    effect, pairs = difference(before, after, 0.95)
    assert (pairs, effect.size) == (2, pytest.approx(20))


def test_a_share_stands_as_far_from_a_line_as_wilson_says():
    effect, worlds = distance(np.array([True] * 30 + [False] * 70), 20, 0.99)
    low, high = wilson(30, 100, 0.99)
    assert (effect, worlds) == (pytest.approx((10, 100 * low - 20, 100 * high - 20)), 100)


def test_a_level_can_be_held_against_a_line_too():
    assert distance(np.array([0.2, 0.4]), 10, 0.95)[0].size == pytest.approx(20)


@pytest.mark.parametrize("kind", [bool, float])
def test_no_world_at_all_leaves_the_effect_unknown(kind):
    none = np.zeros(0, dtype=kind)
    for effect, count in (difference(none, none, 0.95), distance(none, 5, 0.95)):
        assert count == 0
        assert np.isnan(effect).all()
