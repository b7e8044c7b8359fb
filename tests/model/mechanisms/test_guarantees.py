"""Guarantees by component and by guarantor."""

import numpy as np
import pytest

from sim.model.mechanisms import guarantees
from sim.model.mechanisms.guarantees import Credibility, Package

RANGES = {
    "monitoring": (0, 1),
    "legal_consequences": (0, 1),
    "obligations": (0, 1, 5),
    "neutral_force": (0, 1),
    "western_force": (0, 1),
    "russian_force": (0, 1),
}
FULL = Package(np.ones(1), np.ones(1), np.ones((5, 1)), np.ones(1), np.ones(1), np.ones(1))
NOTHING = Package(*(0 * part for part in FULL))
EVEN = np.full((4, 1), 0.25)


def test_a_package_in_which_nobody_believes_is_worth_nothing():
    unbelieved = guarantees.discounted(FULL, Credibility(np.zeros((5, 1)), 0.0, 0.0, 0.0))
    assert all((part == 0).all() for part in unbelieved)
    assert guarantees.protection(unbelieved, EVEN) == pytest.approx(0.0)


def test_a_package_that_is_wholly_believed_is_worth_what_stands_on_paper():
    believed = guarantees.discounted(FULL, Credibility(np.ones((5, 1)), 1.0, 1.0, 1.0))
    assert all(np.array_equal(part, paper) for part, paper in zip(believed, FULL, strict=True))


def test_a_western_force_is_as_credible_as_europe_and_america_on_average_and_a_russian_one_as_russia():
    powers = np.array([[0.1], [0.0], [0.0], [0.2], [0.6]])
    believed = guarantees.discounted(FULL, Credibility(powers, 0.0, 0.0, 0.0))
    assert believed.western_force == pytest.approx(0.4)
    assert believed.russian_force == pytest.approx(0.1)
    assert believed.neutral_force == pytest.approx(0.0)


def test_signs_of_protection(effect_signs):
    def protection(
        weights, monitoring, legal_consequences, obligations, neutral_force, western_force, russian_force
    ):  # fmt: skip
        package = Package(monitoring, legal_consequences, obligations, neutral_force, western_force, russian_force)
        return guarantees.protection(package, weights)

    effect_signs(
        protection,
        {**RANGES, "weights": (0, 0.25, 4)},
        {name: (1,) * 5 if name == "obligations" else 1 for name in RANGES} | {"weights": (1,) * 4},
    )


def test_protection_is_whole_when_every_component_is_and_the_weights_add_up():
    assert guarantees.protection(FULL, EVEN) == pytest.approx(1.0)
    assert guarantees.protection(NOTHING, EVEN) == pytest.approx(0.0)


@pytest.mark.parametrize("component", range(4))
def test_a_component_of_weight_zero_protects_nobody(component):
    weights = np.zeros((4, 1))
    weights[component] = 0.4
    assert guarantees.protection(FULL, weights) == pytest.approx(0.4)


def test_one_complete_force_leaves_nothing_to_add_for_another():
    one = NOTHING._replace(neutral_force=np.ones(1))
    assert guarantees.force_on_the_ground(one) == guarantees.force_on_the_ground(FULL) == 1.0


def test_sovereignty_pays_for_what_stands_on_paper():
    assert guarantees.intrusiveness(FULL, EVEN) == pytest.approx(1.0)


def test_signs_of_western_presence(effect_signs):
    def presence(
        offence, monitoring, legal_consequences, obligations, neutral_force, western_force, russian_force,
    ):  # fmt: skip
        package = Package(monitoring, legal_consequences, obligations, neutral_force, western_force, russian_force)
        return guarantees.western_presence(package, offence)

    effect_signs(
        presence,
        {**RANGES, "offence": (0, 1, 4)},
        {
            "offence": (1, 1, 1, 1),
            "monitoring": 1,
            "legal_consequences": 0,
            "obligations": (0, 0, 0, 1, 1),
            "neutral_force": 1,
            "western_force": 1,
            "russian_force": 0,
        },
    )


def test_an_inoffensive_neutral_force_shuts_nobody_out():
    neutral = NOTHING._replace(neutral_force=np.ones(1))
    assert guarantees.western_presence(neutral, np.array([[1.0], [1.0], [1.0], [0.0]])) == pytest.approx(0.0)


def test_an_army_offends_by_its_own_weight_and_a_word_by_its_own():
    offence = np.array([[0.2], [0.1], [0.8], [0.1]])
    army = NOTHING._replace(western_force=np.ones(1))
    word = NOTHING._replace(obligations=np.ones((5, 1)))
    assert guarantees.western_presence(army, offence) == pytest.approx(0.8)
    assert guarantees.western_presence(word, offence) == pytest.approx(0.2)


def test_signs_of_the_chance_that_a_violation_is_seen(effect_signs):
    def seen(unaided, detection, watch, zone, monitoring, neutral_force):
        package = NOTHING._replace(monitoring=monitoring, neutral_force=neutral_force)
        return guarantees.chance_seen(package, unaided, detection, watch, zone)

    names = ("unaided", "detection", "watch", "zone", "monitoring", "neutral_force")
    effect_signs(seen, dict.fromkeys(names, (0, 1)), dict.fromkeys(names, 1))


def test_whoever_detects_nothing_reveals_nothing_and_one_that_sees_all_is_enough():
    assert guarantees.chance_seen(FULL, 0.6, 0.0, 0.0, 0.0) == pytest.approx(0.6)
    assert guarantees.chance_seen(FULL, 0.6, 1.0, 0.0, 0.0) == pytest.approx(1.0)
    assert guarantees.chance_seen(FULL, 0.6, 0.0, 1.0, 0.0) == pytest.approx(1.0)
    assert guarantees.chance_seen(NOTHING, 0.6, 1.0, 1.0, 0.5) == pytest.approx(0.8)


def test_signs_of_the_growth_of_a_component(effect_signs):
    effect_signs(
        guarantees.build_up,
        {"level": (0, 1), "acting": (0, 1), "gain": (0, 0.5), "decay": (0, 0.3)},
        {"level": 1, "acting": 1, "gain": 1, "decay": -1},
    )


def test_a_component_grows_to_its_full_strength_or_fades_to_nothing():
    rising, falling = np.zeros(1), np.ones(1)
    for _ in range(200):
        rising = guarantees.build_up(rising, np.ones(1), 0.3, 0.1)
        falling = guarantees.build_up(falling, np.zeros(1), 0.3, 0.1)
    assert rising == pytest.approx(1.0)
    assert falling == pytest.approx(0.0, abs=1e-6)


def test_before_signature_only_monitors_and_russian_peacekeepers_are_there():
    signed = np.array([0.0, 1.0])
    half = Package(*(np.full((*part.shape[:-1], 2), 0.5) for part in FULL))
    got = guarantees.in_force(half, signed)
    for name in ("monitoring", "russian_force"):
        assert getattr(got, name).tolist() == [0.5, 0.5]
    for name in ("legal_consequences", "neutral_force", "western_force"):
        assert getattr(got, name).tolist() == [0.0, 0.5]
    assert np.array_equal(got.obligations, np.tile([0.0, 0.5], (5, 1)))


def test_words_that_hold_at_once_need_no_signature_and_nothing_else_comes_with_them():
    half, unsigned = Package(*(0.5 * part for part in FULL)), np.zeros(1)
    late, early = guarantees.in_force(half, unsigned), guarantees.in_force(half, unsigned, 1.0)
    assert early.obligations == pytest.approx(half.obligations)
    for name in ("monitoring", "legal_consequences", "neutral_force", "western_force", "russian_force"):
        assert np.array_equal(getattr(early, name), getattr(late, name))


def test_protection_is_never_more_than_whole():
    assert guarantees.protection(FULL, np.ones((4, 1))) == pytest.approx(1.0)


def test_two_powers_of_whom_each_may_fail_protect_better_than_one():
    halves = NOTHING._replace(obligations=np.array([[0.5], [0.0], [0.0], [0.5], [0.0]]))
    assert guarantees.protection(halves, np.array([[0.0], [1.0], [0.0], [0.0]])) == pytest.approx(0.75)
