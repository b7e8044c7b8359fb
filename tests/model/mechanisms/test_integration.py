"""Economic integration."""

import numpy as np
import pytest

from sim.model.mechanisms import integration


def test_signs_of_the_opportunity_to_connect(effect_signs):
    effect_signs(
        integration.opportunity,
        {"peace": (0, 1), "transport_agreed": (0, 1), "early": (0, 1)},
        {"peace": 1, "transport_agreed": 1, "early": 1},
    )


def test_full_peace_opens_everything_and_nothing_opens_before_if_early_opening_is_off():
    assert integration.opportunity(np.ones(1), np.zeros(1), 0.0) == pytest.approx(1.0)
    assert integration.opportunity(np.zeros(1), np.ones(1), 0.0) == pytest.approx(0.0)
    assert integration.opportunity(np.zeros(1), np.ones(1), 0.3) == pytest.approx(0.3)


def test_signs_of_the_growth_of_integration(effect_signs):
    effect_signs(
        integration.next_integration,
        {
            "integration": (0, 1),
            "possible": (0, 1),
            "investment": (0, 1),
            "border": (0, 1),
            "tension": (0, 1),
            "rates": (0, 0.2, 4),
        },
        {
            "integration": 1,
            "possible": 1,
            "investment": 1,
            "border": 1,
            "tension": -1,
            "rates": (1, 1, 1, -1),
        },
    )


def test_without_opportunity_nothing_grows_and_without_tension_nothing_is_lost():
    now, one, zero = np.array([0.4]), np.ones(1), np.zeros(1)
    rates = np.array([[0.1], [0.1], [0.1], [0.1]])
    assert integration.next_integration(now, zero, one, one, zero, rates) == pytest.approx(now)
    assert integration.next_integration(now, one, zero, zero, zero, np.zeros((4, 1))) == pytest.approx(now)


def test_what_is_open_already_leaves_less_to_open():
    """Half the peace is there: early opening adds .3 of the other half."""
    assert integration.opportunity(np.array([0.5]), np.ones(1), 0.3) == pytest.approx(0.65)


def test_growth_covers_a_share_of_what_is_left():
    """A tenth of the .6 that are left by itself, and as much again by investment."""
    now, one, zero = np.array([0.4]), np.ones(1), np.zeros(1)
    rates = np.array([[0.1], [0.1], [0.1], [0.1]])
    assert integration.next_integration(now, one, zero, zero, zero, rates) == pytest.approx(0.46)
    assert integration.next_integration(now, one, one, zero, zero, rates) == pytest.approx(0.52)
    assert integration.next_integration(now, zero, zero, zero, one, rates) == pytest.approx(0.36)
