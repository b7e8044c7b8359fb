"""Mediation: competing tracks and who can claim the process."""

import numpy as np
import pytest

from sim.model.mechanisms import mediation

EFFECT = np.array([[0.3], [0.4], [0.5]])


def works(active, competition, bilateral=0.2):
    return mediation.effectiveness(np.array(active, float)[:, None], EFFECT, competition, bilateral).item()


def test_signs_of_what_a_process_achieves(effect_signs):
    effect_signs(
        mediation.effectiveness,
        {"active": (0, 1, 3), "effect": (0, 1, 3), "competition": (0, 1), "bilateral": (0, 1)},
        {"active": (None, None, None), "effect": (1, 1, 1), "competition": -1, "bilateral": 1},
    )


def test_without_competition_another_mediator_never_hurts(effect_signs):
    def without_competition(active, effect, bilateral):
        return mediation.effectiveness(active, effect, 0.0, bilateral)

    effect_signs(
        without_competition,
        {"active": (0, 1, 3), "effect": (0, 1, 3), "bilateral": (0, 1)},
        {"active": (1, 1, 1), "effect": (1, 1, 1), "bilateral": 1},
    )


def test_without_mediators_the_sides_achieve_what_they_can_alone():
    assert works([0, 0, 0], 0.5) == pytest.approx(0.2)


def test_a_single_track_has_no_rival():
    assert works([0, 1, 0], 0.0) == works([0, 1, 0], 1.0)


def test_rivals_who_all_act_at_once_in_full_competition_add_nothing():
    assert works([1, 1, 1], 1.0) == pytest.approx(0.2)
    assert works([1, 1, 1], 0.5) > works([1, 1, 1], 0.9)


def test_under_strong_competition_one_mediator_does_more_than_two():
    assert works([0, 0, 1], 1.0) > works([0, 1, 1], 1.0)


def test_signs_of_who_leads(effect_signs):
    effect_signs(
        mediation.lead,
        {"current": (0, 1), "western": (0.01, 2), "russian": (0.01, 1), "memory": (0, 1)},
        {"current": 1, "western": 1, "russian": -1, "memory": None},
    )


def test_the_lead_stays_where_nobody_mediates_and_with_complete_memory():
    now, zero = np.array([0.3]), np.zeros(1)
    assert mediation.lead(now, zero, zero, 0.5) == pytest.approx(now)
    assert mediation.lead(now, np.ones(1), zero, 1.0) == pytest.approx(now)
    assert mediation.lead(now, np.ones(1), zero, 0.0) == pytest.approx(1.0)
    assert mediation.lead(now, zero, np.ones(1), 0.0) == pytest.approx(0.0)
