"""The widening of a war: who is drawn in, what that costs, and the rear that does not hold."""

import numpy as np
import pytest

from sim.model.mechanisms import widening

ONE, ZERO = np.ones(1), np.zeros(1)
TIES = ("alliance", "word", "shut_out", "corridor")


def test_signs_of_the_stake(effect_signs):
    effect_signs(widening.stake, dict.fromkeys(TIES, (0, 1)), dict.fromkeys(TIES, 1))


@pytest.mark.parametrize("tie", range(len(TIES)))
def test_any_one_tie_alone_can_put_everything_at_stake(tie):
    ties = [ONE if row == tie else ZERO for row in range(len(TIES))]
    assert widening.stake(*ties).item() == 1.0


def test_without_any_tie_nothing_is_at_stake():
    assert widening.stake(ZERO, ZERO, ZERO, ZERO).item() == 0.0


def test_signs_of_the_chance_to_be_drawn_in(effect_signs):
    effect_signs(
        widening.chance_drawn_in,
        {"stakes": (0, 1), "attention": (0, 1), "strength": (0, 1)},
        {"stakes": 1, "attention": 1, "strength": 1},
    )


def test_nobody_is_drawn_in_without_a_stake_without_attention_or_at_strength_zero():
    for args in ((ZERO, ONE, 1.0), (ONE, ZERO, 1.0), (ONE, ONE, 0.0)):
        assert widening.chance_drawn_in(*args).item() == 0.0
    assert widening.chance_drawn_in(ONE, ONE, 0.4).item() == pytest.approx(0.4)


def test_signs_of_the_expected_cost(effect_signs):
    effect_signs(
        widening.expected_cost,
        {"chances": (0, 0.5, 3), "costs": (0, 0.5, 3)},
        {"chances": (1, 1, 1), "costs": (1, 1, 1)},
    )


def test_the_expected_cost_is_the_sum_over_the_powers():
    chances, costs = np.array([[0.5], [0.2], [0.1]]), np.array([[0.2], [0.0], [0.4]])
    assert widening.expected_cost(chances, costs) == pytest.approx(0.14)


def test_signs_of_unrest(effect_signs):
    effect_signs(
        widening.chance_of_unrest, {"legitimacy": (0, 1), "strength": (0, 1)}, {"legitimacy": -1, "strength": 1}
    )


def test_a_legitimate_government_survives_a_war_and_so_does_any_at_strength_zero():
    assert widening.chance_of_unrest(ONE, 1.0).item() == 0.0
    assert widening.chance_of_unrest(ZERO, 0.0).item() == 0.0
    assert widening.chance_of_unrest(ZERO, 0.5).item() == 0.5
