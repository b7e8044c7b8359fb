"""What an agreement is measured against, and what becomes of a text that lies unsigned."""

import numpy as np
import pytest

from sim.model.mechanisms import signature


def test_signs_of_compliance(effect_signs):
    effect_signs(signature.compliance, {"reliability": (0, 1), "promised": (0, 1)}, {"reliability": 1, "promised": 1})


def test_a_reliable_neighbour_needs_no_guarantee_and_a_perfect_guarantee_no_reliable_neighbour():
    doubt, none = np.array([0.3]), np.zeros(1)
    assert signature.compliance(np.ones(1), none) == pytest.approx(1.0)
    assert signature.compliance(doubt, np.ones(1)) == pytest.approx(1.0)
    assert signature.compliance(doubt, none) == pytest.approx(doubt)


def test_signs_of_what_force_would_take(effect_signs):
    effect_signs(
        signature.taken_by_force,
        {"status_quo": (0, 0.4), "fear": (0, 1), "win": (0.4, 1)},
        {"status_quo": 1, "fear": 1, "win": 1},
    )


def test_without_fear_or_a_better_chance_nothing_more_is_lost_than_what_azerbaijan_holds():
    held = np.array([0.4])
    assert signature.taken_by_force(held, np.zeros(1), np.array([0.9])) == pytest.approx(held)
    assert signature.taken_by_force(held, np.ones(1), np.array([0.2])) == pytest.approx(held)


def test_signs_of_the_outside_option(effect_signs):
    effect_signs(
        signature.outside_option,
        {"status_quo": (0, 1), "discount": (0.8, 1), "foresight": (1, 20), "war_later": (0, 1)},
        {"status_quo": 1, "discount": 1, "foresight": -1, "war_later": 1},
    )


def test_signs_of_confidence(effect_signs):
    effect_signs(
        signature.next_confidence,
        {"confidence": (0, 1), "waiting_for_signature": (0, 1), "patience": (0, 1)},
        {"confidence": 1, "waiting_for_signature": -1, "patience": None},
    )


def test_complete_patience_keeps_confidence_and_none_loses_it_at_once():
    now, waiting = np.array([0.4]), np.ones(1)
    assert signature.next_confidence(now, waiting, 1.0) == pytest.approx(now)
    assert signature.next_confidence(now, waiting, 0.0) == pytest.approx(0.0)
    assert signature.next_confidence(now, 0 * waiting, 0.0) == pytest.approx(1.0)
