"""After signature: implementation, and the channels through which a peace fails."""

import numpy as np
import pytest

from sim.model.mechanisms import relapse

ONE, ZERO = np.ones(1), np.zeros(1)


def test_signs_of_implementation(effect_signs):
    effect_signs(
        relapse.next_implementation,
        {
            "implementation": (0, 1),
            "good_faith": (0, 1),
            "setback": (0, 0.3),
            "rate": (0, 0.5),
            "quality": (0, 1),
        },
        {"implementation": 1, "good_faith": 1, "setback": -1, "rate": 1, "quality": 1},
    )


def test_without_good_faith_or_setbacks_implementation_stands_still():
    now = np.array([0.4])
    assert relapse.next_implementation(now, ZERO, ZERO, 0.5, 1.0) == pytest.approx(now)
    assert relapse.next_implementation(now, ONE, ZERO, 0.5, 0.0) == pytest.approx(now)


def test_signs_of_formality(effect_signs):
    effect_signs(
        relapse.formality,
        {"implementation": (0, 1), "legitimacy": (0, 1)},
        {"implementation": -1, "legitimacy": -1},
    )


def test_only_a_peace_that_is_carried_out_and_legitimate_is_not_formal():
    assert relapse.formality(ONE, ONE) == pytest.approx(0.0)
    assert relapse.formality(ONE, ZERO) == pytest.approx(1.0)
    assert relapse.formality(ZERO, ONE) == pytest.approx(1.0)


def test_signs_of_decay(effect_signs):
    effect_signs(
        relapse.chance_of_decay,
        {
            "strength": (0, 3),
            "hazard": (0, 0.5),
            "formal": (0, 1),
            "age": (0, 40),
            "ripening": (1, 60),
        },
        {"strength": 1, "hazard": 1, "formal": 1, "age": 1, "ripening": -1},
    )


def test_at_the_age_of_ripening_the_chance_of_a_crack_is_half_of_its_limit():
    at_ripening = relapse.chance_of_decay(1.0, 0.2, ONE, np.array([12.0]), 12)
    assert at_ripening == pytest.approx(0.1)
    assert relapse.chance_of_decay(1.0, 0.2, ONE, np.array([1e9]), 12) == pytest.approx(0.2)
    assert relapse.chance_of_decay(1.0, 0.2, ONE, ZERO, 12) == pytest.approx(0.0)


def test_signs_of_rejection(effect_signs):
    effect_signs(
        relapse.chance_of_rejection,
        {
            "strength": (0, 3),
            "hazard": (0, 0.5),
            "legitimacy_armenia": (0, 1),
            "legitimacy_azerbaijan": (0, 1),
            "preparation": (0, 1),
            "grievance": (0, 1),
        },
        {
            "strength": 1,
            "hazard": 1,
            "legitimacy_armenia": -1,
            "legitimacy_azerbaijan": -1,
            "preparation": -1,
            "grievance": 1,
        },
    )


def test_a_prepared_or_convinced_public_rejects_nothing():
    assert relapse.chance_of_rejection(1.0, 0.5, ZERO, ZERO, ONE, ONE) == pytest.approx(0.0)
    assert relapse.chance_of_rejection(1.0, 0.5, ONE, ONE, ZERO, ONE) == pytest.approx(0.0)


@pytest.mark.parametrize(
    "chance",
    [
        relapse.chance_of_decay(0.0, 0.5, ONE, 100 * ONE, 1),
        relapse.chance_of_rejection(0.0, 0.5, ZERO, ZERO, ZERO, ONE),
    ],
    ids=["decay", "rejection"],
)
def test_a_channel_at_strength_zero_has_no_chance(chance):
    assert chance.item() == 0.0


def test_implementation_covers_a_share_of_what_is_left():
    """A fifth of half of the .6 that are left, under institutions of quality one half."""
    assert relapse.next_implementation(np.array([0.4]), ONE, ZERO, 0.2, 0.5) == pytest.approx(0.46)
    assert relapse.next_implementation(np.array([0.4]), 0.5 * ONE, ZERO, 0.2, 0.5) == pytest.approx(0.43)


def test_rejection_by_a_half_prepared_and_half_convinced_public():
    """A tenth of the .7 without legitimacy, of whom .5 are unprepared, and a fifth more for the grievance."""
    legitimacy = np.array([0.4]), np.array([0.2])
    chance = relapse.chance_of_rejection(1.0, 0.1, *legitimacy, np.array([0.5]), np.array([0.2]))
    assert chance == pytest.approx(0.042)


def test_no_chance_exceeds_one_however_strong_a_channel_is():
    assert relapse.chance_of_decay(3.0, 0.5, ONE, np.array([1e9]), 1) == 1.0
    assert relapse.chance_of_rejection(3.0, 0.5, ZERO, ZERO, ZERO, ONE) == 1.0


def test_signs_of_convergence(effect_signs):
    names = ("legitimacy", "integration", "legal", "reconciliation")
    effect_signs(relapse.convergence, dict.fromkeys(names, (0, 1)), dict.fromkeys(names, 1))


def test_what_one_condition_of_peace_lacks_the_others_cannot_replace():
    conditions = [ONE, ONE, ONE, ONE]
    assert relapse.convergence(*conditions) == 1.0
    for missing in range(4):
        assert relapse.convergence(*(ZERO if row == missing else one for row, one in enumerate(conditions))) == 0.0
