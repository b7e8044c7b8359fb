"""Ratification: the deal must also lie in the win-set at home (Putnam 1988)."""

import numpy as np
import pytest

from sim.model.mechanisms import ratification


def test_signs_of_domestic_support(effect_signs):
    effect_signs(
        ratification.support,
        {
            "legitimacy": (0, 1),
            "preparation": (0, 1),
            "coerced_share": (0, 1),
            "opposition": (0, 1),
            "weights": (0, 1, 4),
        },
        {
            "legitimacy": 1,
            "preparation": 1,
            "coerced_share": -1,
            "opposition": -1,
            "weights": (1, 1, -1, -1),
        },
        bounds=(-2, 2),
    )


def test_signs_of_the_chance_of_ratification(effect_signs):
    effect_signs(
        ratification.chance,
        {"support_for_it": (-1, 1), "slope": (0, 40), "pivot": (-1, 1)},
        {"support_for_it": 1, "slope": None, "pivot": -1},
    )


def test_logistic_ratification_closed_form():
    """Slope 20, win-set up to .62, offer .55: the offer falls short of the limit by .07."""
    got = ratification.chance(np.array([1 - 0.55]), 20.0, 1 - 0.62)
    assert got == pytest.approx(0.802184, abs=5e-7)


def test_at_slope_zero_ratification_is_a_coin_toss_and_at_a_large_slope_a_threshold():
    support = np.array([0.3, 0.5])
    assert ratification.chance(support, 0.0, 0.4) == pytest.approx(0.5)
    assert ratification.chance(support, 1e6, 0.4) == pytest.approx([0.0, 1.0])


def test_with_weights_of_zero_there_is_no_support_either_way():
    one = np.ones(2)
    assert ratification.support(one, one, one, 1.0, np.zeros((4, 1))) == pytest.approx(0.0)
