"""Fear, rhetoric and tension."""

import numpy as np
import pytest

from sim.model.mechanisms import fear


def test_signs_of_fear(effect_signs):
    effect_signs(
        fear.target_fear,
        {
            "chance_of_defeat": (0, 1),
            "rhetoric": (0, 1),
            "tension": (0, 1),
            "protection": (0, 1),
            "weights": (0, 0.5, 4),
        },
        {"chance_of_defeat": 1, "rhetoric": 1, "tension": 1, "protection": -1, "weights": (1, 1, 1, -1)},
    )


def test_signs_of_rhetoric(effect_signs):
    effect_signs(
        fear.target_rhetoric,
        {
            "militarism": (0, 1),
            "chance_to_win": (0, 1),
            "tension": (0, 1),
            "western_lead": (0, 1),
            "weights": (0, 0.5, 4),
        },
        {"militarism": 1, "chance_to_win": 1, "tension": 1, "western_lead": -1, "weights": (1, 1, 1, -1)},
    )


def test_weights_of_zero_leave_neither_fear_nor_rhetoric():
    one, none = np.ones(2), np.zeros((4, 1))
    assert fear.target_fear(one, one, one, 0 * one, none) == pytest.approx(0.0)
    assert fear.target_rhetoric(1.0, one, one, 0 * one, none) == pytest.approx(0.0)


def test_signs_of_tension(effect_signs):
    effect_signs(
        fear.next_tension,
        {
            "tension": (0, 1),
            "incidents": (0, 0.5),
            "rhetoric": (0, 1),
            "fear": (0, 1),
            "decay": (0, 1),
            "loop": (0, 0.5),
        },
        {"tension": 1, "incidents": 1, "rhetoric": 1, "fear": 1, "decay": -1, "loop": 1},
    )


def test_tension_dies_out_without_incidents_and_without_the_loop():
    tension, one = np.ones(1), np.ones(1)
    for _ in range(100):
        tension = fear.next_tension(tension, np.zeros(1), one, one, 0.3, 0.0)
    assert tension == pytest.approx(0.0, abs=1e-9)


def test_either_fear_or_rhetoric_alone_does_not_keep_tension_alive():
    zero, one = np.zeros(1), np.ones(1)
    assert fear.next_tension(zero, zero, one, zero, 0.3, 0.5) == pytest.approx(0.0)
    assert fear.next_tension(zero, zero, zero, one, 0.3, 0.5) == pytest.approx(0.0)
    assert fear.next_tension(zero, zero, one, one, 0.3, 0.5) == pytest.approx(0.5)
