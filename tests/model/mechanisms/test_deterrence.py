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


def test_signs_of_believed_resolve(effect_signs):
    effect_signs(
        deterrence.believed_resolve,
        {"resolve": (0, 1), "obligation": (0, 1), "credibility": (0, 1)},
        {"resolve": 1, "obligation": 1, "credibility": 1},
    )


def test_a_guarantee_without_credibility_and_credibility_without_a_guarantee_change_nothing():
    resolve, full, none = np.array([0.3]), np.ones(1), np.zeros(1)
    assert deterrence.believed_resolve(resolve, full, none) == pytest.approx(resolve)
    assert deterrence.believed_resolve(resolve, none, full) == pytest.approx(resolve)
    assert deterrence.believed_resolve(resolve, full, full) == pytest.approx(1.0)


RESPONSE_RANGES = {
    "will": (0, 1, 5),
    "leverage": (0, 1, 5),
    "intervention_share": (0, 1, 5),
    "severity": (0, 1),
    "seen": (0, 1),
}


def test_signs_of_the_chance_of_intervention(effect_signs):
    def intervene(will, leverage, intervention_share, severity, seen):
        return deterrence.expected_response(will, leverage, intervention_share, severity, seen).intervene

    one = (1,) * 5
    signs = {"will": one, "leverage": (0,) * 5, "intervention_share": one, "severity": 1, "seen": 1}
    effect_signs(intervene, RESPONSE_RANGES, signs)


def test_signs_of_the_chance_that_anybody_acts(effect_signs):
    def anybody(will, leverage, intervention_share, severity, seen):
        response = deterrence.expected_response(will, leverage, intervention_share, severity, seen)
        return response.punish + response.intervene

    none = (0,) * 5
    signs = {"will": (1,) * 5, "leverage": none, "intervention_share": none, "severity": 1, "seen": 1}
    effect_signs(anybody, RESPONSE_RANGES, signs)


def test_signs_of_the_expected_loss_by_punishment(effect_signs):
    def loss(will, leverage, intervention_share, severity, seen):
        response = deterrence.expected_response(will, leverage, intervention_share, severity, seen)
        return (response.punish + response.intervene) * response.punishment

    one = (1,) * 5
    signs = {"will": one, "leverage": one, "intervention_share": (0,) * 5, "severity": 1, "seen": 1}
    effect_signs(loss, RESPONSE_RANGES, signs, bounds=(0, 5))


@pytest.mark.parametrize(("severity", "seen", "will"), [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)])
def test_what_is_harmless_unseen_or_nobodys_business_is_not_answered(severity, seen, will):
    response = deterrence.expected_response(np.full((5, 1), will), np.ones((5, 1)), np.ones((5, 1)), severity, seen)
    assert [part.item() for part in response] == [0.0, 0.0, 0.0]


def test_a_single_power_answers_with_its_own_chance_and_leverage():
    will, leverage, share = np.zeros((5, 1)), np.full((5, 1), 0.4), np.full((5, 1), 0.25)
    will[AMERICA] = 0.6
    response = deterrence.expected_response(will, leverage, share, 1.0, 1.0)
    assert response.intervene == pytest.approx(0.15)
    assert response.punish == pytest.approx(0.45)
    assert response.punishment == pytest.approx(0.4)
