"""Deterrence: what a would-be violator expects from the outside powers."""

import numpy as np
import pytest

from sim.model.mechanisms import deterrence
from sim.model.mechanisms.deterrence import Blunting

RUSSIA, TURKEY, IRAN, EUROPE, AMERICA = range(5)
ATTENTION = np.full((5, 1), 0.5)
HALF = np.full(1, 0.5)


def ready(blunting, attention=ATTENTION, energy=HALF, alignment=HALF, coordination=0.5):
    return deterrence.readiness(attention, energy, alignment, coordination, blunting)[:, 0]


def test_nothing_is_blunted_at_strength_zero():
    assert ready(Blunting(0, 0, 0, 0)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("blunting", "muted"),
    [
        (Blunting(1, 0, 0, 0), {EUROPE}),
        (Blunting(0, 1, 0, 0), {RUSSIA}),
        (Blunting(0, 0, 1, 0), {RUSSIA, TURKEY, IRAN, EUROPE, AMERICA}),
        (Blunting(0, 0, 0, 1), {EUROPE, AMERICA}),
    ],
)
def test_each_kind_of_blunting_mutes_those_it_concerns_and_nobody_else(blunting, muted):
    strength = ready(blunting)
    assert set(np.flatnonzero(strength < 1)) == muted
    assert strength[list(muted)] == pytest.approx(0.5)


def test_a_rift_between_moscow_and_baku_blunts_nothing():
    assert ready(Blunting(0, 1, 0, 0), alignment=np.full(1, -0.7)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("power", "signs"),
    [
        (RUSSIA, (0, -1, 0)),
        (TURKEY, (0, 0, 0)),
        (IRAN, (0, 0, 0)),
        (EUROPE, (-1, 0, 1)),
        (AMERICA, (0, 0, 1)),
    ],
)
def test_signs_of_readiness(effect_signs, power, signs):
    def readiness(attention, energy, alignment, coordination, on_energy, on_alignment, on_attention, on_west):
        blunting = Blunting(on_energy, on_alignment, on_attention, on_west)
        return deterrence.readiness(attention, energy, alignment, coordination, blunting)[power]

    energy, alignment, coordination = signs
    effect_signs(
        readiness,
        {
            "attention": (0, 1, 5),
            "energy": (0, 1),
            "alignment": (0, 1),
            "coordination": (0, 1),
            "on_energy": (0, 1),
            "on_alignment": (0, 1),
            "on_attention": (0, 1),
            "on_west": (0, 1),
        },
        {
            "attention": tuple(int(row == power) for row in range(5)),
            "energy": energy,
            "alignment": alignment,
            "coordination": coordination,
            "on_energy": energy,
            "on_alignment": alignment,
            "on_attention": -1,
            "on_west": -coordination,
        },
    )


def test_readiness_leaves_the_attention_that_it_was_given_alone():
    attention = ATTENTION.copy()
    ready(Blunting(1, 1, 1, 1), attention=attention)
    assert attention == pytest.approx(ATTENTION)


ACT = {
    "interest": (0, 1),
    "resolve": (0, 1),
    "ready": (0, 1),
    "obligation": (0, 1),
    "bound": (0, 1),
    "severity": (0, 1),
}


def test_signs_of_the_chance_to_act(effect_signs):
    effect_signs(deterrence.chance_to_act, ACT, dict.fromkeys(ACT, 1))


def test_a_guarantee_without_credibility_and_credibility_without_a_guarantee_change_nothing():
    own = deterrence.chance_to_act(0.6, 0.5, 1.0, 0.0, 0.0)
    assert own == pytest.approx(0.3)
    assert deterrence.chance_to_act(0.6, 0.5, 1.0, 1.0, 0.0) == pytest.approx(own)
    assert deterrence.chance_to_act(0.6, 0.5, 1.0, 0.0, 1.0) == pytest.approx(own)


def test_a_word_that_binds_creates_what_interest_lacks():
    assert deterrence.chance_to_act(0.0, 0.0, 1.0, 1.0, 1.0) == pytest.approx(1.0)
    assert deterrence.chance_to_act(0.0, 0.0, 0.4, 1.0, 1.0) == pytest.approx(0.4)


def test_what_is_believed_is_the_mean_over_the_types_that_are_possible():
    """Two out of ten powers are resolute, three out of ten bound: belief and behaviour have one source."""
    resolute, bound = np.repeat([1.0, 0.0], [20, 80]), np.tile(np.repeat([1.0, 0.0], [3, 7]), 10)
    behaviour = deterrence.chance_to_act(0.5, resolute, 0.8, 0.9, bound).mean()
    assert deterrence.chance_to_act(0.5, 0.2, 0.8, 0.9, 0.3) == pytest.approx(behaviour)


def test_what_is_harmless_is_not_answered():
    assert deterrence.chance_to_act(1.0, 1.0, 1.0, 1.0, 1.0, 0.0) == pytest.approx(0.0)


def test_signs_of_the_expected_punishment(effect_signs):
    effect_signs(
        deterrence.expected_punishment,
        {"will": (0, 1, 5), "leverage": (0, 1, 5)},
        {"will": (1,) * 5, "leverage": (1,) * 5},
        bounds=(0, 5),
    )


def test_signs_of_the_chance_of_intervention(effect_signs):
    effect_signs(
        deterrence.chance_of_intervention,
        {"will": (0, 1, 5), "share": (0, 1, 5)},
        {"will": (1,) * 5, "share": (1,) * 5},
    )


def test_a_single_power_intervenes_with_its_own_chance_and_share():
    will = np.zeros((5, 1))
    will[AMERICA] = 0.6
    assert deterrence.chance_of_intervention(will, np.full((5, 1), 0.25)) == pytest.approx(0.15)
    assert deterrence.expected_punishment(will, np.full((5, 1), 0.4)) == pytest.approx(0.24)


def test_what_lasts_for_ever_counts_in_full_and_what_lasts_for_no_time_not_at_all():
    assert deterrence.stream(0.97, 0) == pytest.approx(0.0)
    assert deterrence.stream(0.97, 1) == pytest.approx(0.03)
    assert deterrence.stream(0.97, 10_000) == pytest.approx(1.0)


def test_two_powers_that_may_both_come_are_counted_once():
    will = np.array([[0.5], [0.5], [0.0], [0.0], [0.0]])
    assert deterrence.chance_of_intervention(will, np.ones((5, 1))) == pytest.approx(0.75)
    assert deterrence.expected_punishment(will, np.ones((5, 1))) == pytest.approx(1.0)
