"""Spoilers: powers that are shut out."""

import numpy as np
import pytest

from sim.model.mechanisms import spoilers

ONE = np.ones((3, 1))


@pytest.mark.parametrize("power", range(3))
def test_signs_of_exclusion(effect_signs, power):
    def exclusion(western_presence, western_lead, endorsement, reassurance, lead_weight):
        shut_out = spoilers.exclusion(western_presence, western_lead, endorsement, reassurance, lead_weight)
        return shut_out[power]

    own = tuple(-int(row == power) for row in range(3))
    effect_signs(
        exclusion,
        {
            "western_presence": (0, 1),
            "western_lead": (0, 1),
            "endorsement": (0, 1, 3),
            "reassurance": (0, 1, 3),
            "lead_weight": (0, 1),
        },
        {
            "western_presence": 1,
            "western_lead": 1,
            "endorsement": own,
            "reassurance": own,
            "lead_weight": None,
        },
    )


def test_who_endorses_or_is_reassured_is_not_shut_out():
    assert spoilers.exclusion(np.ones(1), np.ones(1), ONE, 0 * ONE, 0.5) == pytest.approx(0.0)
    assert spoilers.exclusion(np.ones(1), np.ones(1), 0 * ONE, ONE, 0.5) == pytest.approx(0.0)
    assert spoilers.exclusion(np.ones(1), np.ones(1), 0 * ONE, 0 * ONE, 0.5) == pytest.approx(1.0)


def test_a_peace_without_the_west_shuts_nobody_out():
    assert spoilers.exclusion(np.zeros(1), np.zeros(1), 0 * ONE, 0 * ONE, 0.5) == pytest.approx(0.0)


def test_the_weight_of_the_lead_decides_between_process_and_presence():
    presence, lead = np.array([0.2]), np.array([0.9])
    assert spoilers.exclusion(presence, lead, 0 * ONE, 0 * ONE, 0.0) == pytest.approx(0.2)
    assert spoilers.exclusion(presence, lead, 0 * ONE, 0 * ONE, 1.0) == pytest.approx(0.9)


def test_signs_of_the_corridor(effect_signs):
    effect_signs(
        spoilers.corridor_offence,
        {"transport_terms": (0, 1), "threshold": (0, 0.9)},
        {"transport_terms": 1, "threshold": -1},
    )


def test_terms_up_to_the_threshold_are_no_corridor():
    terms = np.array([0.0, 0.5, 0.75, 1.0])
    assert spoilers.corridor_offence(terms, 0.5) == pytest.approx([0.0, 0.0, 0.5, 1.0])


def test_signs_of_an_incident(effect_signs):
    effect_signs(
        spoilers.chance_of_incident,
        {"spoiling": (0, 1), "exposure": (0, 1), "implementation": (0, 1)},
        {"spoiling": 1, "exposure": 1, "implementation": -1},
    )


def test_nothing_happens_without_spoiling_without_exposure_or_under_full_implementation():
    one, zero = np.ones(1), np.zeros(1)
    for args in ((zero, 1.0, zero), (one, 0.0, zero), (one, 1.0, one)):
        assert spoilers.chance_of_incident(*args) == pytest.approx(0.0)


def test_the_corridor_is_measured_on_what_lies_beyond_the_threshold():
    assert spoilers.corridor_offence(np.array([0.2, 0.4, 1.0]), 0.2) == pytest.approx([0.0, 0.25, 1.0])


def test_an_incident_is_never_more_than_certain():
    assert spoilers.chance_of_incident(np.ones(1), 3.0, np.zeros(1)) == 1.0


def test_signs_of_spoiling_together(effect_signs):
    effect_signs(
        spoilers.together,
        {"russia": (0, 1), "iran": (0, 1), "coordination": (0, 2)},
        {"russia": 1, "iran": 1, "coordination": 1},
        bounds=(0, 3),
    )


def test_without_coordination_two_spoilers_reach_no_further_than_one():
    one, zero = np.ones(1), np.zeros(1)
    assert spoilers.together(one, one, 0.0) == spoilers.together(one, zero, 0.0) == 1.0
    assert spoilers.together(zero, one, 2.0) == 1.0
    assert spoilers.together(one, one, 0.5) == pytest.approx(1.5)


def test_signs_of_sabotage(effect_signs):
    effect_signs(
        spoilers.sabotage,
        {"russia": (0, 1), "iran": (0, 1), "opposition": (0, 1), "strength": (0, 0.3), "coordination": (0, 2)},
        {"russia": 1, "iran": 1, "opposition": 1, "strength": 1, "coordination": 1},
    )


def test_inside_armenia_iran_can_do_nothing_without_russia_nor_russia_without_an_opposition():
    one, zero = np.ones(1), np.zeros(1)
    assert spoilers.sabotage(zero, one, 1.0, 0.5, 2.0).item() == 0.0
    assert spoilers.sabotage(one, one, 0.0, 0.5, 2.0).item() == 0.0
    assert spoilers.sabotage(one, one, 1.0, 0.0, 2.0).item() == 0.0
    assert spoilers.sabotage(one, zero, 0.4, 0.1, 2.0) == pytest.approx(0.04)
