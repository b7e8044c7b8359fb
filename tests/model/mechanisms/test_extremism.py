"""Extremists gain where a peace from above meets an unprepared public."""

import numpy as np
import pytest

from sim.model.mechanisms import extremism

ONE, ZERO = np.ones(1), np.zeros(1)


def test_signs_of_the_strength_of_extremists(effect_signs):
    effect_signs(
        extremism.next_extremism,
        {
            "extremism": (0, 1),
            "in_force": (0, 1),
            "legitimacy": (0, 1),
            "preparation": (0, 1),
            "growth": (0, 0.3),
            "fading": (0, 0.3),
        },
        {"extremism": 1, "in_force": 1, "legitimacy": -1, "preparation": -1, "growth": 1, "fading": -1},
    )


@pytest.mark.parametrize(
    ("in_force", "legitimacy", "preparation", "growth"),
    [(ZERO, ZERO, ZERO, 0.3), (ONE, ONE, ZERO, 0.3), (ONE, ZERO, ONE, 0.3), (ONE, ZERO, ZERO, 0.0)],
    ids=["no agreement", "a legitimate one", "a prepared public", "switched off"],
)
def test_extremists_gain_nothing_and_fade(in_force, legitimacy, preparation, growth):
    assert extremism.next_extremism(ZERO, in_force, legitimacy, preparation, growth, 0.1).item() == 0.0
    faded = extremism.next_extremism(0.5 * ONE, in_force, legitimacy, preparation, growth, 0.1)
    assert faded.item() == pytest.approx(0.45)


def test_at_their_strongest_they_grow_no_further():
    assert extremism.next_extremism(ONE, ONE, ZERO, ZERO, 0.3, 0.0).item() == 1.0


def test_signs_of_rejection_with_extremists(effect_signs):
    effect_signs(
        extremism.emboldened,
        {"chance": (0, 0.4), "extremism": (0, 1), "pull": (0, 1)},
        {"chance": 1, "extremism": 1, "pull": 1},
    )


def test_extremists_give_voice_to_a_rejection_and_do_not_create_one():
    assert extremism.emboldened(ZERO, ONE, 4.0).item() == 0.0
    assert extremism.emboldened(np.array([0.1]), ONE, 1.0).item() == pytest.approx(0.2)
    assert extremism.emboldened(np.array([0.1]), ONE, 0.0).item() == pytest.approx(0.1)
