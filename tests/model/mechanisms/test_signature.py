"""What becomes of a text that lies unsigned."""

import numpy as np
import pytest

from sim.model.mechanisms import signature


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
