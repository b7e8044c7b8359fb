"""Disinformation: pressure that frightens and divides and takes no ground."""

import numpy as np
import pytest

from sim.model.mechanisms import disinformation

ONE, ZERO = np.ones(1), np.zeros(1)


def test_signs_of_the_reach(effect_signs):
    effect_signs(disinformation.reached, {"reach": (0, 1), "preparation": (0, 1)}, {"reach": 1, "preparation": -1})


def test_a_prepared_public_is_out_of_reach():
    assert disinformation.reached(1.0, ONE).item() == 0.0
    assert disinformation.reached(0.5, ZERO).item() == 0.5


@pytest.mark.parametrize(
    ("effect", "state", "sign"), [(disinformation.frightened, "fear", -1), (disinformation.divided, "legitimacy", 1)]
)
def test_signs_of_what_a_campaign_does(effect_signs, effect, state, sign):
    effect_signs(
        effect, {state: (0, 1), "public": (0, 1), "strength": (0, 0.5)}, {state: sign, "public": 1, "strength": 1}
    )


def test_fear_and_loss_of_legitimacy_are_bounded_by_what_is_left_to_add_or_to_lose():
    assert disinformation.frightened(ONE, ONE, 1.0).item() == 0.0
    assert disinformation.divided(ZERO, ONE, 1.0).item() == 0.0
    assert disinformation.frightened(np.array([0.4]), ONE, 0.5) == pytest.approx(0.3)
    assert disinformation.divided(np.array([0.4]), ONE, 0.5) == pytest.approx(0.2)


def test_a_campaign_that_reaches_nobody_does_nothing():
    assert disinformation.frightened(ZERO, ZERO, 1.0).item() == 0.0
    assert disinformation.divided(ONE, ZERO, 1.0).item() == 0.0
    assert disinformation.expected_gain(ZERO, ONE, 1.0).item() == 0.0


def test_signs_of_the_expected_gain(effect_signs):
    effect_signs(
        disinformation.expected_gain,
        {"added_fear": (0, 1), "exposed": (0, 1), "softening": (0, 1)},
        {"added_fear": 1, "exposed": 1, "softening": 1},
    )
