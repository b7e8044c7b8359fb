"""Grievance: what injustice adds and what reconciliation takes away."""

import numpy as np
import pytest

from sim.model.mechanisms import grievance


def test_signs_of_what_adds_grievance(effect_signs):
    effect_signs(
        grievance.added,
        {"coerced_step": (0, 1), "amnesty": (0, 1), "fait_accompli": (0, 1), "rates": (0, 0.3, 3)},
        {"coerced_step": 1, "amnesty": 1, "fait_accompli": 1, "rates": (1, 1, 1)},
    )


def test_rates_of_zero_add_nothing():
    one = np.ones(2)
    assert grievance.added(one, one, one, np.zeros((3, 1))) == pytest.approx(0.0)


def test_signs_of_what_heals(effect_signs):
    effect_signs(
        grievance.healed,
        {
            "grievance": (0, 1),
            "effort": (0, 1),
            "integration": (0, 1),
            "preparation": (0, 1),
            "complementarity": (0, 1),
            "rates": (0, 0.3, 2),
        },
        {
            "grievance": 1,
            "effort": 1,
            "integration": 1,
            "preparation": 1,
            "complementarity": -1,
            "rates": (1, 1),
        },
    )


def test_more_is_never_healed_than_there_is():
    everything = np.ones(1)
    healed = grievance.healed(np.array([0.4]), 1.0, everything, everything, 0.0, np.array([[0.3], [0.3]]))
    assert healed <= 0.4


def test_a_wholly_unprepared_public_takes_nothing_from_reconciliation_that_needs_it():
    rates = np.array([[0.06], [0.0]])
    assert grievance.healed(np.ones(1), 1.0, np.zeros(1), np.zeros(1), 1.0, rates) == pytest.approx(0.0)
    assert grievance.healed(np.ones(1), 1.0, np.zeros(1), np.zeros(1), 0.0, rates) == pytest.approx(0.06)


def test_signs_of_rearmament(effect_signs):
    effect_signs(
        grievance.rearmament,
        {"grievance": (0, 1), "lost": (0, 1), "strength": (0, 1)},
        {"grievance": 1, "lost": 1, "strength": 1},
    )


def test_nobody_arms_for_revenge_without_a_loss_without_grievance_or_at_strength_zero():
    one, zero = np.ones(1), np.zeros(1)
    for args in ((zero, one, 1.0), (one, zero, 1.0), (one, one, 0.0)):
        assert grievance.rearmament(*args).item() == 0.0
