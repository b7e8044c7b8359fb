"""Legitimacy in both societies, and the survival of the Armenian government."""

import numpy as np
import pytest

from sim.model.mechanisms import legitimacy


def test_signs_of_armenian_opinion(effect_signs):
    effect_signs(
        legitimacy.target_armenia,
        {
            "base": (0, 1),
            "preparation": (0, 1),
            "integration": (0, 1),
            "coerced_share": (0, 1),
            "grievance": (0, 1),
            "weights": (0, 0.5, 4),
            "carried": (0, 1),
        },
        {
            "base": 1,
            "preparation": 1,
            "integration": 1,
            "coerced_share": -1,
            "grievance": -1,
            "weights": (1, 1, -1, -1),
            "carried": 1,
        },
    )


def test_signs_of_azerbaijani_opinion(effect_signs):
    effect_signs(
        legitimacy.target_azerbaijan,
        {
            "base": (0, 1),
            "preparation": (0, 1),
            "integration": (0, 1),
            "terms": (0, 1),
            "opposition": (0, 1),
            "weights": (0, 0.5, 4),
            "carried": (0, 1),
        },
        {
            "base": 1,
            "preparation": 1,
            "integration": 1,
            "terms": 1,
            "opposition": -1,
            "weights": (1, 1, -1, -1),
            "carried": 1,
        },
    )


def test_with_weights_of_zero_opinion_heads_for_its_base():
    one, none = np.ones(2), np.zeros((4, 1))
    assert legitimacy.target_armenia(0.4, one, one, one, one, none, 1.0) == pytest.approx(0.4)
    assert legitimacy.target_azerbaijan(0.4, one, one, 0 * one, 1.0, none, 1.0) == pytest.approx(0.4)


def test_signs_of_the_backlash(effect_signs):
    effect_signs(
        legitimacy.backlash,
        {
            "conceded": (0, 1),
            "preparation": (0, 1),
            "under_coercion": (0, 1),
            "cost": (0, 0.5),
            "taint": (0, 0.5),
        },
        {"conceded": 1, "preparation": -1, "under_coercion": 1, "cost": 1, "taint": 1},
    )


def test_a_free_concession_to_a_prepared_public_costs_nothing():
    one, zero = np.ones(1), np.zeros(1)
    assert legitimacy.backlash(one, one, zero, 0.5, 0.5) == pytest.approx(0.0)


def test_signs_of_the_chance_that_the_government_falls(effect_signs):
    effect_signs(
        legitimacy.chance_of_fall,
        {"legitimacy": (-0.5, 1), "tension": (0, 1), "hazard": (0, 1), "threshold": (0.05, 0.9)},
        {"legitimacy": -1, "tension": 1, "hazard": 1, "threshold": 1},
    )


def test_no_government_falls_above_the_threshold_or_at_hazard_zero():
    standing, tension = np.array([0.35, 0.6]), np.ones(2)
    assert legitimacy.chance_of_fall(standing, tension, 1.0, 0.35) == pytest.approx(0.0)
    assert legitimacy.chance_of_fall(0 * standing, tension, 0.0, 0.35) == pytest.approx(0.0)
    assert legitimacy.chance_of_fall(np.zeros(1), np.zeros(1), 0.3, 0.35) == pytest.approx(0.3)


def test_a_government_with_less_than_no_standing_falls_no_likelier_than_one_with_none():
    standing, calm = np.array([0.0, -0.3]), np.zeros(2)
    assert legitimacy.chance_of_fall(standing, calm, 0.3, 0.35) == pytest.approx(0.3)


def test_signs_of_what_institutions_carry(effect_signs):
    effect_signs(legitimacy.carried_home, {"quality": (0, 1), "opacity": (0, 1)}, {"quality": 1, "opacity": -1})


def test_perfect_institutions_or_no_opacity_keep_nothing_from_the_publics():
    assert legitimacy.carried_home(1.0, 1.0) == 1.0
    assert legitimacy.carried_home(0.0, 0.0) == 1.0
    assert legitimacy.carried_home(0.0, 1.0) == 0.0


def test_weak_institutions_hide_the_merits_of_a_peace_and_none_of_its_faults():
    one, half = np.ones(1), np.full((4, 1), 0.5)
    faults = (one, one, half)
    hidden = legitimacy.target_armenia(1.0, one, one, *faults, 0.0)
    assert hidden == pytest.approx(legitimacy.target_armenia(1.0, 0 * one, 0 * one, *faults, 1.0))
