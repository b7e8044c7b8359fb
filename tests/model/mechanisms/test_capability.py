"""Capability: arming, assistance, and the power that concessions shift."""

import numpy as np
import pytest

from sim.model.mechanisms import capability


def test_signs_of_what_changes_capability(effect_signs):
    effect_signs(
        capability.next_capability,
        {"capability": (0, 1), "growth": (-0.01, 0.03), "arming": (0, 0.1), "shift": (-0.2, 0.2)},
        {"capability": 1, "growth": 1, "arming": 1, "shift": 1},
    )


def test_signs_of_what_concessions_shift(effect_signs):
    effect_signs(capability.concession_shift, {"settled": (0, 1), "shift": (0, 1)}, {"settled": 1, "shift": 1})


def test_at_strength_zero_concessions_shift_no_power():
    assert capability.concession_shift(np.ones(2), 0.0) == pytest.approx(0.0)


def test_what_one_rival_gains_by_concessions_the_other_loses():
    now = np.array([0.5])
    shift = capability.concession_shift(np.array([0.3]), 0.5)
    gained = capability.next_capability(now, 0.0, np.zeros(1), shift) - now
    lost = capability.next_capability(now, 0.0, np.zeros(1), -shift) - now
    assert gained == pytest.approx(-lost)
    assert gained == pytest.approx(0.15)


def test_signs_of_what_changes_support(effect_signs):
    effect_signs(
        capability.next_support,
        {"support": (0, 1), "given": (-0.1, 0.3), "decay": (0, 0.5)},
        {"support": 1, "given": 1, "decay": -1},
    )


def test_support_wears_off_when_nothing_is_given():
    support = np.array([0.8])
    for _ in range(200):
        support = capability.next_support(support, np.zeros(1), 0.1)
    assert support == pytest.approx(0.0, abs=1e-6)


def test_support_settles_where_gifts_replace_what_wears_off():
    support = np.zeros(1)
    for _ in range(500):
        support = capability.next_support(support, np.array([0.02]), 0.1)
    assert support == pytest.approx(0.2, abs=1e-6)


def test_no_more_power_passes_with_a_signature_than_can_be_given_back():
    """What passes lifts nobody above 1 and pushes nobody below 0; within these bounds all of it passes."""
    passed = capability.passing(np.array([0.2, 0.2, 0.2]), np.array([0.5, 0.95, 0.5]), np.array([0.5, 0.5, 0.1]))
    assert passed == pytest.approx([0.2, 0.05, 0.1])
