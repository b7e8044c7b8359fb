"""Looking ahead: what waiting is worth when power moves (Powell 2006)."""

import numpy as np
import pytest

from sim.model.mechanisms import continuation
from sim.model.mechanisms.arrays import approach
from sim.model.mechanisms.force import BargainingRange, bargaining_range

DISCOUNT, WIN_NOW, WIN_LATER = 0.9, 0.3, 0.6
"""The rising side's chance to win now and later, in Powell's condition d p2 - p1 > k / (1 - k)."""


def durable_and_low(destroyed, guarantee=0.0, later=WIN_LATER, protected=WIN_NOW):
    """The most the rising side can be counted on to leave, and the least the declining side takes instead of war."""
    now = bargaining_range(1 - np.array([protected]), destroyed, 0.0, 0.0)
    then = bargaining_range(1 - np.array([later]), destroyed, 0.0, 0.0)
    low = bargaining_range(1 - np.array([WIN_NOW]), destroyed, 0.0, 0.0).low
    return continuation.durable_high(now, then, DISCOUNT, 1, guarantee).item(), low.item()


@pytest.mark.parametrize(("destroyed", "war"), [(0.1, True), (0.193, True), (0.194, False), (0.2, False)])
def test_powells_condition(destroyed, war):
    """The gain .24 exceeds the surplus .1111 (k = .1), and not .25 (k = .2)."""
    durable, low = durable_and_low(destroyed)
    assert (durable < low) == war
    gain, surplus = DISCOUNT * WIN_LATER - WIN_NOW, destroyed / (1 - destroyed)
    assert (gain > surplus) == war


def test_powells_condition_holds_exactly_at_its_threshold():
    gain = DISCOUNT * WIN_LATER - WIN_NOW
    durable, low = durable_and_low(gain / (1 + gain))
    assert durable == pytest.approx(low, abs=1e-12)


def test_the_guarantee_that_just_suffices():
    """g* = .716049 for p' = .4 and k = .1 (Walter 1997 in Powell's terms)."""
    threshold = 0.716049
    durable, low = durable_and_low(0.1, threshold, protected=0.4)
    assert durable == pytest.approx(low, abs=1e-6)
    durable, low = durable_and_low(0.1, threshold + 0.01, protected=0.4)
    assert durable > low
    durable, low = durable_and_low(0.1, threshold - 0.01, protected=0.4)
    assert durable < low


def test_without_a_shift_of_power_and_without_discounting_all_of_the_range_is_durable():
    now = BargainingRange(np.array([0.5]), np.array([0.8]))
    assert continuation.durable_high(now, now, 1.0, 8, 0.0) == pytest.approx(0.8)


def test_a_complete_guarantee_makes_all_of_the_range_durable():
    now, later = BargainingRange(np.array([0.5]), np.array([0.8])), BargainingRange(np.array([0.1]), np.array([0.3]))
    assert continuation.durable_high(now, later, 1.0, 8, 1.0) == pytest.approx(0.8)


def test_signs_of_what_makes_a_bargain_durable(effect_signs):
    def durable(high_now, high_later, discount, foresight, assurance):
        now, later = BargainingRange(0 * high_now, high_now), BargainingRange(0 * high_later, high_later)
        return continuation.durable_high(now, later, discount, foresight, assurance)

    effect_signs(
        durable,
        {"high_now": (0, 1), "high_later": (0, 1), "discount": (0.8, 1), "foresight": (0, 20), "assurance": (0, 1)},
        {"high_now": 1, "high_later": 1, "discount": -1, "foresight": 1, "assurance": 1},
    )


def test_projection_over_no_time_is_the_present():
    x = np.array([0.2, 0.9])
    assert continuation.project_reverting(x, 0.5, 0.3, 0) == pytest.approx(x)
    assert continuation.project_drifting(x, -0.1, 0) == pytest.approx(x)


def test_projection_agrees_with_walking_there():
    x = walked = np.array([0.2, 0.9])
    for _ in range(7):
        walked = approach(walked, 0.5, 0.06)
    assert continuation.project_reverting(x, 0.5, 0.06, 7) == pytest.approx(walked)


def test_nothing_is_expected_to_fall_below_zero():
    assert continuation.project_drifting(np.array([0.1]), -0.05, 10) == pytest.approx(0.0)


def test_signs_of_the_projections(effect_signs):
    effect_signs(
        continuation.project_drifting,
        {"x": (0, 1), "drift": (-0.05, 0.05), "foresight": (0, 20)},
        {"x": 1, "drift": 1, "foresight": None},
        bounds=None,
    )
    effect_signs(
        continuation.project_reverting,
        {"x": (0, 1), "long_run": (0, 1), "rate": (0.01, 0.5), "foresight": (0, 20)},
        {"x": 1, "long_run": 1, "rate": None, "foresight": None},
    )


def test_signs_of_the_prospect_of_agreement(effect_signs):
    effect_signs(
        continuation.prospect_of_agreement,
        {"agreed_share": (0, 1), "progress": (0, 0.2), "foresight": (0, 20), "confidence": (0, 1)},
        {"agreed_share": 1, "progress": 1, "foresight": 1, "confidence": 1},
    )


def test_signs_of_the_expected_settlement(effect_signs):
    effect_signs(
        continuation.expected_settlement,
        {"low": (0, 1), "high": (0, 1), "advantage": (0, 1)},
        {"low": 1, "high": 1, "advantage": 1},
    )


def test_a_take_it_or_leave_it_offer_takes_the_whole_surplus():
    low, high = np.array([0.5, 0.8]), np.array([0.8, 0.5])
    assert continuation.expected_settlement(low, high, 1.0) == pytest.approx(high)
    assert continuation.expected_settlement(low, high, 0.0) == pytest.approx([0.5, 0.5])


def test_signs_of_the_value_of_waiting(effect_signs):
    effect_signs(
        continuation.value_of_waiting,
        {
            "prospect": (0, 1),
            "settlement": (0, 1),
            "holding": (0, 1),
            "war_later": (-0.5, 1),
            "discount": (0.5, 1),
        },
        {"prospect": None, "settlement": 1, "holding": 1, "war_later": 1, "discount": None},
    )


def test_waiting_for_sure_success_is_worth_the_settlement_and_for_sure_failure_the_better_fallback():
    half, fallback = np.array([0.5]), np.array([0.2])
    args = (half, fallback, np.array([0.3]), 0.9)
    assert continuation.value_of_waiting(np.ones(1), *args) == pytest.approx(0.5)
    assert continuation.value_of_waiting(np.zeros(1), *args) == pytest.approx(0.27)
    assert continuation.value_of_waiting(np.zeros(1), half, np.array([0.4]), np.array([0.3]), 0.9) == pytest.approx(0.4)


def test_what_is_expected_is_a_share_of_the_prize_even_where_war_is_worth_more_or_less():
    beyond = BargainingRange(np.array([-0.4, 1.2]), np.array([-0.2, 1.5]))
    assert continuation.durable_high(beyond, beyond, 1.0, 1, 0.0).tolist() == [0.0, 1.0]
    assert continuation.expected_settlement(beyond.low, beyond.high, 1.0).tolist() == [0.0, 1.0]


def test_progress_counts_for_every_quarter_that_is_foreseen():
    """A fifth is agreed, and six quarters at .05 add three tenths; half of it is believed in."""
    prospect = continuation.prospect_of_agreement(np.array([0.2]), np.array([0.05]), 6, np.array([0.5]))
    assert prospect == pytest.approx(0.25)
