"""The search finds known crossings, with intervals that hold as often as they promise, within its budget."""

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import expit

from sim.analysis.tipping.search import search
from tests.analysis.tipping.conftest import Known, row

LEVEL = 0.25
LEAST = {200: 0.91, 100: 0.89}
"""Of so many intervals of 95 % so many hold at least. Their part has a standard deviation of 1.5 % and 2.2 %: both lie 2.7 below."""

CURVES = {
    "a line": lambda value: 0.5 - 0.45 * value,
    "a steep logistic": lambda value: 0.6 * expit(-15 * (value - 0.4)),
    "a rise that flattens": lambda value: 0.1 + 0.3 * np.sqrt(value),
}


def noisy(player):
    """Worlds of which some change sides back and forth: the luck of each differs from value to value, by no more than 0.05."""
    swing = np.random.default_rng(player.seed + 10_000).random((2, player.most))

    def played(places, worlds):
        moved = (0.05 * np.sin(40 * value + 7 * swing[0, :worlds]) * swing[1, :worlds] for _, value in places)
        own = [np.mod(player.luck[:worlds] + by, 1.0) for by in moved]
        return np.array([luck < player.share(value) for luck, (_, value) in zip(own, places, strict=True)])

    return played


@pytest.mark.parametrize("name", CURVES)
@pytest.mark.parametrize("worlds", ["the same order", "some change sides"])
def test_the_interval_holds_the_true_crossing_as_often_as_it_promises(name, worlds):
    share = CURVES[name]
    root = brentq(lambda value: share(value) - LEVEL, 0, 1)
    held = []
    for seed in range(200 if name == "a line" else 100):
        player = Known(share, seed, most=12_000)
        found = search(player if worlds == "the same order" else noisy(player), [row()], LEVEL, 200, 12_000)
        (crossings,) = found.crossings
        held.append(len(crossings) == 1 and crossings[0].low <= root <= crossings[0].high)
    assert np.mean(held) >= LEAST[len(held)]


def test_it_stops_when_the_interval_is_as_narrow_as_asked_for(known):
    player = known(CURVES["a steep logistic"])
    found = search(player, [row(tolerance=0.02)], LEVEL, 200, 50_000)
    ((crossing,),) = found.crossings
    assert crossing.half <= 0.02
    assert not found.short
    assert found.spent == player.spent < 25_000


def test_it_says_that_the_worlds_allowed_were_too_few(known):
    player = known(CURVES["a line"])
    found = search(player, [row(tolerance=0.001)], LEVEL, 200, 20_000)
    assert found.short
    assert player.spent <= 20_000
    assert player.spent > 15_000


def test_the_interval_narrows_with_the_root_of_the_worlds(known):
    halves = [
        np.mean([search(known(CURVES["a line"], seed), [row(1e-4)], LEVEL, 200, budget).crossings[0][0].half for seed in range(5)])
        for budget in (10_000, 40_000)
    ]  # fmt: skip
    assert 1.6 < halves[0] / halves[1] < 2.8


def test_all_crossings_of_a_share_that_rises_and_falls_are_found_with_their_directions(known):
    found = search(known(lambda value: 0.1 + 0.9 * value * (1 - value)), [row(0.02)], LEVEL, 400, 40_000)
    ((up, down),) = found.crossings
    assert (up.rises, down.rises) == (True, False)
    assert (up.value, down.value) == pytest.approx((0.2113, 0.7887), abs=0.03)


def test_two_crossings_are_told_with_wider_intervals_than_one_because_they_hold_together(known):
    one, two = (
        search(known(share), [row(1e-4)], LEVEL, 400, 7_000).crossings[0]
        for share in (lambda value: 0.1 + 0.5 * value, lambda value: 0.1 + 0.9 * value * (1 - value))
    )
    worlds, slope = (np.array([f(c) for c in (one[0], two[0])]) for f in (lambda c: c.worlds, lambda c: abs(c.slope)))
    scaled = np.array([one[0].half, two[0].half]) * slope * np.sqrt(worlds)
    assert scaled[1] / scaled[0] == pytest.approx(2.2414 / 1.96, rel=0.1)


def test_a_jump_is_closed_in_on_from_both_sides(known):
    found = search(known(lambda value: 0.4 if value < 0.4137 else 0.1), [row(0.01)], LEVEL, 200, 50_000)
    ((crossing,),) = found.crossings
    assert crossing.low < 0.4137 <= crossing.high
    assert crossing.half <= 0.01
    assert not crossing.smooth


def test_a_level_that_is_not_reached_costs_no_more_than_the_first_look(known):
    player = known(lambda value: 0.1 + 0.02 * value)
    found = search(player, [row()], 0.5, 200, 50_000)
    assert found.crossings == ((),)
    assert player.spent == 17 * 200
    assert not found.short


def test_where_the_share_may_touch_the_level_more_worlds_are_played_before_that_is_said(known):
    player = known(lambda value: 0.05 + 0.8 * value * (1 - value))
    found = search(player, [row()], LEVEL, 200, 40_000)
    assert found.crossings == ((),)
    assert 0.5 in found.traces[0].undecided(LEVEL)
    assert player.spent > 17 * 200


def test_a_crossing_close_to_an_end_is_found_though_the_end_was_undecided_at_first(known):
    """At 0 the share is 27 %, which 200 worlds cannot tell from 25 %."""
    found = search(known(lambda value: 0.27 - 0.27 * value), [row(0.05)], LEVEL, 200, 50_000)
    ((crossing,),) = found.crossings
    assert crossing.low <= 0.074 <= crossing.high


def test_whole_numbers_are_tried_alone_and_told_exactly(known):
    from sim.analysis.tipping.traces import Row

    played = []
    player = known(lambda value: 0.1 + 0.02 * value, most=200_000)

    def recorded(places, worlds):
        played.extend(value for _, value in places)
        return player(places, worlds)

    grid = np.unique(np.linspace(0, 40, 9).round())
    ((crossing,),) = search(recorded, [Row(grid, 0.0, whole=True)], 0.29, 400, 200_000).crossings
    assert (crossing.low, crossing.value, crossing.high) == (10.0, 10.0, 10.0)
    assert all(value == int(value) for value in played)


def test_several_rows_are_searched_together_and_one_without_a_crossing_costs_little(known):
    calls = []

    def player(places, worlds):
        calls.append(places)
        luck = np.random.default_rng(5).random(worlds)
        return np.array([luck < (0.6 - 0.5 * value if of == 0 else 0.05) for of, value in places])

    found = search(player, [row(0.02), row(0.02)], LEVEL, 200, 60_000)
    assert [len(one) for one in found.crossings] == [1, 0]
    assert {of for places in calls[1:] for of, _ in places} == {0}
