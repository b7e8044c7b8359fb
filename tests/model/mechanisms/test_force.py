"""Force: contest success and the bargaining range."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import force

power = st.floats(1e-3, 1e3)


def one(*values):
    return [np.array([value]) for value in values]


@pytest.mark.parametrize(("exponent", "chance"), [(1, 0.625), (2, 0.735294)])
def test_contest_success_closed_form(exponent, chance):
    """Ratio form, 100 against 60 (Hirshleifer 1989)."""
    assert force.success(*one(100.0, 60.0), exponent) == pytest.approx(chance, abs=5e-7)


@given(power, power, st.floats(0, 5))
def test_the_rivals_chances_add_up_to_one(own, other, exponent):
    first, second = force.success(*one(own, other), exponent), force.success(*one(other, own), exponent)
    assert first + second == pytest.approx(1.0)


@given(power, power, st.floats(0, 5), st.floats(0.1, 10))
def test_only_the_ratio_of_powers_counts(own, other, exponent, unit):
    assert force.success(*one(own * unit, other * unit), exponent) == pytest.approx(
        force.success(*one(own, other), exponent)
    )


def test_at_decisiveness_zero_war_is_a_coin_toss_and_at_large_decisiveness_the_stronger_wins():
    own, other = np.array([0.9, 0.1]), np.array([0.1, 0.9])
    assert force.success(own, other, 0.0) == pytest.approx(0.5)
    assert force.success(own, other, 1e3) == pytest.approx([1.0, 0.0])


def test_without_any_power_on_either_side_the_odds_are_even():
    with np.errstate(all="raise"):
        assert force.success(*one(0.0, 0.0), 1.5) == pytest.approx(0.5)
        assert force.success(*one(0.4, 0.0), 1.5) == pytest.approx(1.0)
        assert force.success(*one(0.0, 0.4), 1.5) == pytest.approx(0.0)


def test_signs_of_success(effect_signs):
    effect_signs(
        force.success,
        {"own": (0, 1), "other": (0, 1), "decisiveness": (0, 5)},
        {"own": 1, "other": -1, "decisiveness": None},
    )


def test_signs_of_power(effect_signs):
    effect_signs(
        force.power,
        {"capability": (0, 1), "support": (0, 1), "support_weight": (0, 1), "presence": (0, 1)},
        {"capability": 1, "support": 1, "support_weight": 1, "presence": 1},
        bounds=(0, 3),
    )


def test_signs_of_what_a_share_is_worth(effect_signs):
    effect_signs(
        force.worth,
        {"share": (0, 1), "aim": (0, 1), "slope": (0, 0.9)},
        {"share": 1, "aim": 1, "slope": 1},
    )


def test_a_share_is_worth_itself_up_to_the_aim_and_less_beyond_it_to_a_side_that_is_content():
    assert force.worth(np.array([0.3, 0.5, 0.9]), np.array([0.5]), 0.25) == pytest.approx([0.3, 0.5, 0.6])
    assert force.worth(np.array([0.9]), np.array([0.5]), 1.0) == pytest.approx(0.9)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 2))
def test_the_share_of_a_worth_is_the_share_it_was_the_worth_of(share, aim, slope):
    value = force.worth(np.array([share]), np.array([aim]), slope)
    assert force.share_worth(value, np.array([aim]), slope) == pytest.approx(share, abs=1e-9)


def test_signs_of_a_lottery(effect_signs):
    effect_signs(
        force.lottery,
        {"win": (0, 1), "won": (0.5, 1), "lost": (0, 0.5)},
        {"win": 1, "won": 1, "lost": 1},
        bounds=(0, 1),
    )


def test_the_bargaining_range_of_fearon():
    """Over everything, between sides that hold nothing: p = .6 and costs .1 and .2 leave [.5, .8] (Fearon 1995)."""
    nothing, prize = np.zeros(1), np.ones(1)
    low = force.lottery(np.array([0.6]), prize, nothing) - 0.1
    high = 1.0 - (force.lottery(np.array([0.4]), prize, nothing) - 0.2)
    assert force.BargainingRange(low, high).low == pytest.approx(0.5)
    assert force.BargainingRange(low, high).high == pytest.approx(0.8)
    assert force.BargainingRange(low, high).surplus == pytest.approx(0.3)


def test_a_war_that_never_widens_is_limited_and_one_that_always_does_is_total():
    limited, total = one(0.4, 0.1)
    assert force.widening_war(limited, total, 0.0) == pytest.approx(limited)
    assert force.widening_war(limited, total, 1.0) == pytest.approx(total)


def test_the_smallest_fight_costs_the_least_effort_and_a_whole_campaign_all_of_it():
    effort = force.war_effort(np.array([0.0, 0.2, 0.5]), np.array([0.5]), 0.3)
    assert effort == pytest.approx([0.3, 0.4, 1.0])


def test_a_fight_that_is_surely_lost_leaves_what_defeat_leaves_and_one_surely_won_what_victory_brings():
    won, lost = one(0.6, 0.4)
    assert force.lottery(np.zeros(1), won, lost) == pytest.approx(0.4)
    assert force.lottery(np.ones(1), won, lost) == pytest.approx(0.6)
    assert force.lottery(np.full(1, 0.5), won, lost) == pytest.approx(0.5)


@given(st.floats(0, 1), st.floats(0, 0.3))
def test_a_total_war_leaves_both_together_the_prize_before_what_it_destroys_and_costs(win, left):
    """Both want all of the prize, and whoever loses keeps the same share."""
    first = force.lottery(*one(win, 1 - left, left))
    second = force.lottery(*one(1 - win, 1 - left, left))
    assert first + second == pytest.approx(1)


def test_where_war_pays_for_one_side_more_than_for_both_no_settlement_is_left():
    assert force.BargainingRange(*one(0.7, 0.5)).surplus == pytest.approx(-0.2)


def test_signs_of_a_war_that_may_widen(effect_signs):
    effect_signs(
        force.widening_war,
        {"limited": (-0.5, 0), "total": (0, 0.5), "escalation": (0, 1)},
        {"limited": 1, "total": 1, "escalation": 1},
        bounds=(-0.5, 0.5),
    )


def test_signs_of_the_effort_of_a_war(effect_signs):
    effect_signs(
        force.war_effort,
        {"taken": (0, 0.3), "reach": (0.3, 1), "least": (0, 1)},
        {"taken": 1, "reach": -1, "least": 1},
    )


def test_a_side_to_which_nothing_counts_beyond_its_aim_can_be_given_no_more_than_it():
    aim = np.array([0.5])
    assert force.share_worth(np.array([0.5]), aim, 0.0) == pytest.approx(0.5)
    assert force.share_worth(np.array([0.6]), aim, 0.0).item() > 1.0


def test_power_without_forces_of_guarantors_is_what_a_side_has_itself_and_what_others_give():
    assert force.power(np.array([0.5]), np.array([0.4]), 0.25) == pytest.approx(0.6)
    assert force.power(np.array([0.5]), np.array([0.4]), 0.25, 0.2) == pytest.approx(0.8)
