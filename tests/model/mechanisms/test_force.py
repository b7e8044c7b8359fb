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


def test_signs_of_the_value_of_war(effect_signs):
    effect_signs(
        force.war_value,
        {"chance": (0, 1), "destruction": (0, 0.6), "cost": (0, 1)},
        {"chance": 1, "destruction": -1, "cost": -1},
        bounds=(-1, 1),
    )


def test_the_bargaining_range_of_fearon():
    """p = .6 and costs .1 and .2 give [.5, .8] (Fearon 1995)."""
    got = force.bargaining_range(np.array([0.6]), 0.0, 0.1, 0.2)
    assert got.low == pytest.approx(0.5)
    assert got.high == pytest.approx(0.8)
    assert got.surplus == pytest.approx(0.3)


@given(st.floats(0, 1), st.floats(0, 0.6), st.floats(0, 1), st.floats(0, 1))
def test_the_surplus_of_peace_is_what_war_costs_and_destroys(chance, destruction, challenger, target):
    surplus = force.bargaining_range(np.array([chance]), destruction, challenger, target).surplus
    assert surplus == pytest.approx(destruction + challenger + target)


@given(st.floats(0, 1), st.floats(0, 0.6), st.floats(0, 1), st.floats(0, 1))
def test_exchanging_the_roles_mirrors_the_range(chance, destruction, challenger, target):
    here = force.bargaining_range(np.array([chance]), destruction, challenger, target)
    there = force.bargaining_range(np.array([1 - chance]), destruction, target, challenger)
    assert here.low == pytest.approx(1 - there.high)
    assert here.high == pytest.approx(1 - there.low)


@pytest.mark.parametrize(("end", "signs"), [("low", (1, -1, -1, 0)), ("high", (1, 1, 0, 1))])
def test_signs_of_the_ends_of_the_range(effect_signs, end, signs):
    def end_of_range(chance, destruction, cost_challenger, cost_target):
        return getattr(force.bargaining_range(chance, destruction, cost_challenger, cost_target), end)

    ranges = {"chance": (0, 1), "destruction": (0, 0.6), "cost_challenger": (0, 1), "cost_target": (0, 1)}
    effect_signs(end_of_range, ranges, dict(zip(ranges, signs, strict=True)), bounds=(-1, 2))
