"""Intervals of parts: they hold what they promise, also where hardly any world shows anything."""

import numpy as np
import pytest

from sim.analysis.disagreement.measured import Measured, measured

REPEATS = 2_000
"""Samples of which the intervals are counted; the standard error of a coverage of 95 % is 0.5 points."""


def plain(values):
    values = np.asarray(values, dtype=float)
    return Measured(values, np.zeros_like(values))


def test_for_paired_shares_it_is_the_interval_of_bonett_and_price():
    """Reckoned by hand for 161 pairs of which 16 change one way and 6 the other.

    It is a little wider, 1 to 2 %, because Student's quantile stands for the normal one.
    """
    values = [[1.0] * 16 + [-1.0] * 6 + [0.0] * 139]
    one, two, size = 17 / 163, 7 / 163, 163
    reach = 1.959964 * np.sqrt((one + two - (one - two) ** 2) / size)
    found = plain(values).estimate(0.95)
    assert float(found.size[0]) == pytest.approx(10 / 161)
    assert float(found.low[0] + found.high[0]) / 2 == pytest.approx(10 / 163)
    assert 1 <= float(found.high[0] - found.low[0]) / 2 / reach < 1.02


@pytest.mark.parametrize("worlds", [50, 2_000])
def test_a_part_that_no_world_shows_is_bounded_by_about_three_in_the_number_of_worlds(worlds):
    found = plain(np.zeros((1, worlds))).estimate(0.95)
    assert not found.sure.any()
    assert 2.5 < found.reach * worlds < 3.2


@pytest.mark.parametrize("worlds", [50, 400])
@pytest.mark.parametrize("share", [0.002, 0.02, 0.3])
def test_intervals_cover_rare_and_common_parts(worlds, share):
    """At least 93 %: 95 less four standard errors."""
    shown = np.random.default_rng(5).random((REPEATS, worlds)) < share
    found = plain(shown).estimate(0.95)
    assert np.mean((found.low <= share) & (share <= found.high)) >= 0.93


def two_parts(rng, worlds, split):
    """A difference of some worlds, and two parts of it in the first, of which the first takes 0.7 on average."""
    difference = -(rng.random(worlds) < 0.4).astype(float)
    taken = np.clip(rng.normal(0.7, 0.1, split), 0, 1)
    return np.stack([taken, 1 - taken]) * difference[:split], difference


def test_where_few_worlds_are_split_the_parts_still_add_up_to_the_difference_of_all():
    parts, difference = two_parts(np.random.default_rng(1), 500, 40)
    assert parts.mean(axis=1).sum() != pytest.approx(difference.mean(), abs=1e-3)
    assert measured(parts, difference).size.sum() == pytest.approx(difference.mean(), abs=1e-12)
    none = np.zeros((3, 20)), np.r_[np.zeros(20), np.ones(20)]  # no world that was split differs
    assert measured(*none).size == pytest.approx([1 / 6] * 3)


def test_where_few_worlds_are_split_intervals_cover_and_are_narrower_than_those_of_the_few():
    rng, truth = np.random.default_rng(2), -0.4 * 0.7
    drawn = [two_parts(rng, 1_000, 100) for _ in range(500)]
    found = [measured(parts, difference).estimate(0.95) for parts, difference in drawn]
    alone = [plain(parts).estimate(0.95) for parts, _ in drawn]
    covered = np.mean([one.low[0] <= truth <= one.high[0] for one in found])
    assert covered >= 0.91  # 95 less four standard errors of 1 point
    assert np.mean([one.high[0] - one.low[0] for one in found]) < 0.6 * np.mean(
        [one.high[0] - one.low[0] for one in alone]
    )


def test_if_all_worlds_are_split_nothing_is_moved():
    parts, difference = two_parts(np.random.default_rng(3), 80, 80)
    found = measured(parts, difference).estimate(0.95)
    assert np.array_equal(found.size, parts.mean(axis=1))
    assert np.array_equal(found.low, plain(parts).estimate(0.95).low)


def test_one_part_less_another_is_judged_world_by_world():
    """Two parts that go up and down together differ surely, though their intervals overlap."""
    common = np.random.default_rng(4).random(400) * 0.8
    both = measured(np.stack([common + 0.05, common, np.zeros(400)]), 2 * common + 0.05)
    apart = both.combined([[1, -1, 0]]).estimate(0.99)
    single = both.estimate(0.99)
    assert single.low[0] < single.high[1]
    assert apart.sure.all()
    assert apart.size == pytest.approx([0.05])


def test_orders_that_were_drawn_widen_the_interval():
    parts = np.random.default_rng(6).random((2, 100)) / 2
    none, some = (measured(parts, parts.sum(axis=0), orders) for orders in (None, np.array([[0.1, 0.3], [0.4, 0.0]])))
    widths = [one.estimate(0.95).high - one.estimate(0.95).low for one in (none, some)]
    assert (widths[1] > widths[0]).all()


def test_the_interval_holds_the_part_and_stays_within_its_bound():
    rng = np.random.default_rng(7)
    for worlds in (2, 5, 50):
        found = plain(np.sign(rng.random((200, worlds)) - rng.random((200, 1)))).estimate(0.999)
        assert ((found.low <= found.size) & (found.size <= found.high)).all()
        assert found.low.min() >= -1
        assert found.high.max() <= 1
