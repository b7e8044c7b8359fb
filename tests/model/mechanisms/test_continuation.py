"""Looking ahead: what waiting is worth when power moves (Powell 2006)."""

import numpy as np
import pytest

from sim.model.mechanisms import continuation
from sim.model.mechanisms.arrays import approach

YEARS = continuation.YEARS + 1


def along(*values):
    """A path of one type in one world, from now to the last year."""
    return np.array(values, dtype=float)[:, None, None]


def waiting(holding, war, text=0.0, talks=0.0, crisis=1.0, discount=0.97, rest=0.0):
    """The value of waiting in one world for one type."""
    chance = np.full((YEARS, 1), talks)
    value = continuation.value_of_waiting(
        along(*holding), along(*war), np.full((1, 1), text), chance, np.full(1, crisis), discount, np.full(1, rest)
    )
    return value.item()


HOLD, NO_WAR = [0.4] * YEARS, [-1.0] * YEARS


def test_projection_over_no_time_is_the_present():
    x = np.array([0.2, 0.9])
    assert continuation.project_reverting(x, 0.5, 0.3, 0) == pytest.approx(x)


def test_projection_agrees_with_walking_there():
    x = walked = np.array([0.2, 0.9])
    for _ in range(7):
        walked = approach(walked, 0.5, 0.06)
    assert continuation.project_reverting(x, 0.5, 0.06, 7) == pytest.approx(walked)


def test_signs_of_the_projections(effect_signs):
    effect_signs(
        continuation.project_reverting,
        {"x": (0, 1), "long_run": (0, 1), "rate": (0.01, 0.5), "foresight": (0, 20)},
        {"x": 1, "long_run": 1, "rate": None, "foresight": None},
    )


def test_signs_of_what_is_kept(effect_signs):
    effect_signs(
        continuation.kept,
        {"held": (0.5, 1), "threat": (-0.5, 0.5), "assurance": (0, 1)},
        {"held": 1, "threat": -1, "assurance": 1},
    )


def test_all_is_kept_of_what_the_other_would_not_fight_for_or_a_guarantee_covers():
    held = np.array([0.6])
    assert continuation.kept(held, np.array([-0.1]), 0.0) == pytest.approx(held)
    assert continuation.kept(held, np.array([0.2]), 1.0) == pytest.approx(held)
    assert continuation.kept(held, np.array([0.2]), 0.0) == pytest.approx(0.4)
    assert continuation.kept(held, np.array([0.9]), 0.0) == pytest.approx(0.0)


def test_signs_of_the_chance_of_a_text(effect_signs):
    effect_signs(
        continuation.chance_of_text,
        {"moving": (0, 1), "speed": (0, 0.1), "gap": (0.05, 0.5), "most": (0.1, 1), "outside": (0, 1)},
        {"moving": 1, "speed": 1, "gap": -1, "most": 1, "outside": 1},
    )


def test_talks_that_stand_still_bring_no_text():
    speed, gap, full = np.array([0.05]), np.array([0.1]), np.ones(1)
    assert continuation.chance_of_text(np.zeros(1), speed, gap, 0.5, full) == pytest.approx(0.0)
    assert continuation.chance_of_text(full, speed, gap, 0.5, full) == pytest.approx(1 - 0.5**4)
    assert continuation.chance_of_text(full, speed, gap, 0.5, 2 * full) == pytest.approx(1 - 0.5**4)


def test_without_talks_or_war_waiting_is_worth_what_is_held():
    assert waiting(HOLD, NO_WAR) == pytest.approx(0.4)


def test_a_text_that_is_sure_is_worth_the_text_from_the_next_year_on():
    patience = 0.97**continuation.YEAR
    assert waiting(HOLD, NO_WAR, text=0.8, talks=1.0) == pytest.approx((1 - patience) * 0.4 + patience * 0.8)


def test_a_war_that_is_never_better_than_waiting_adds_nothing_and_a_better_one_does():
    assert waiting(HOLD, [0.39] * YEARS) == pytest.approx(0.4)
    assert waiting(HOLD, [0.6] * YEARS) > 0.4
    assert waiting(HOLD, [0.6] * YEARS, crisis=0.0) == pytest.approx(0.4)


def test_a_holding_that_will_shrink_makes_waiting_worth_less():
    assert waiting([0.4, 0.3, 0.2, 0.1, 0.1], NO_WAR) < 0.4


def test_a_window_that_closes_takes_from_waiting_what_a_later_war_was_worth():
    """A war now is worth .5; waiting keeps that option only if it stays."""
    assert waiting(HOLD, [0.5] * YEARS) > waiting(HOLD, [0.5, 0.4, 0.3, 0.2, 0.1])


def test_signs_of_the_value_of_waiting(effect_signs):
    def value(holding, war, text, talks, crisis, rest):
        return continuation.value_of_waiting(holding[:, None], war[:, None], text[None], talks, crisis, 0.97, rest)[0]

    one = (1,) * YEARS
    effect_signs(
        value,
        {
            "holding": (0, 0.5, YEARS),
            "war": (0.5, 1, YEARS),
            "text": (1, 1.2),
            "talks": (0, 1, YEARS),
            "crisis": (0, 1),
            "rest": (0, 1),
        },
        {"holding": (None,) * YEARS, "war": (0, *one[1:]), "text": 1, "talks": (None,) * YEARS, "crisis": 1, "rest": 1},
        bounds=(0, 2),
    )


def test_signs_of_a_perpetuity(effect_signs):
    effect_signs(
        continuation.perpetuity,
        {"held": (0, 1), "loss": (0, 1), "discount": (0.8, 0.99)},
        {"held": 1, "loss": -1, "discount": -1},
    )


def test_what_is_safe_is_worth_itself_for_ever():
    assert continuation.perpetuity(np.array([0.6]), np.zeros(1), 0.97) == pytest.approx(0.6)
    assert continuation.perpetuity(np.array([0.6]), np.ones(1), 0.97) == pytest.approx(0.6 * 0.03)
    assert continuation.perpetuity(np.array([0.6]), np.full(1, 2.0), 0.97) == pytest.approx(0.6 * 0.03)
    assert continuation.perpetuity(np.array([0.6]), np.full(1, -0.1), 0.97) == pytest.approx(0.6)


def test_a_war_that_is_better_is_fought_in_the_next_year():
    patience = 0.97**continuation.YEAR
    assert waiting(HOLD, [0.6] * YEARS) == pytest.approx((1 - patience) * 0.4 + patience * 0.6)


def test_the_rarer_a_crisis_the_longer_a_war_that_is_better_has_to_wait():
    """What is missing to the war shrinks, year by year, as if by a discount of its own."""
    patience, rare = 0.97**continuation.YEAR, 0.3
    value = 0.4
    for _ in range(continuation.YEARS):
        value = (1 - patience) * 0.4 + patience * ((1 - rare) * value + rare * 0.6)
    assert waiting(HOLD, [0.6] * YEARS, crisis=rare) == pytest.approx(value)


def test_a_war_after_which_all_promise_is_left_is_worth_the_promise_as_well():
    """Half of the futures bring a text of .8, the others a war after which the talks promise what they did before."""
    patience, value = 0.97**continuation.YEAR, 0.3
    path = [0.4, 0.35, 0.3, 0.3, 0.3]
    for now, later in ((0.3, 0.3), (0.3, 0.3), (0.35, 0.3), (0.4, 0.35)):
        without = 0.6 + value - later
        value = (1 - patience) * now + patience * (without + 0.5 * max(0.8 - without, 0.0))
    assert waiting(path, [0.6] * YEARS, text=0.8, talks=0.5, rest=1.0) == pytest.approx(value)


def test_a_text_that_is_worth_less_than_going_on_without_one_is_not_signed():
    """A war is worth .6; the bad text that half of the futures bring makes no difference."""
    bad = waiting(HOLD, [0.6] * YEARS, text=0.0, talks=0.5, rest=1.0)
    assert bad == pytest.approx(waiting(HOLD, [0.6] * YEARS, text=0.0, talks=0.0, rest=1.0))
    assert waiting(HOLD, NO_WAR, text=0.1, talks=1.0) == pytest.approx(0.4)
    assert waiting(HOLD, NO_WAR, text=0.9, talks=1.0) > 0.4


def test_what_comes_after_the_last_year_counts_as_the_last_year():
    patience = 0.97**16
    assert waiting([0.4, 0.4, 0.4, 0.4, 0.1], NO_WAR) == pytest.approx((1 - patience) * 0.4 + patience * 0.1)


def test_every_type_and_world_waits_for_itself():
    luck = np.random.default_rng(3)
    holding, war = luck.uniform(0, 0.5, (YEARS, 2, 3)), luck.uniform(0, 1, (YEARS, 2, 3))
    text, talks = luck.uniform(0, 1, (2, 3)), luck.uniform(0, 1, (YEARS, 3))
    crisis, rest = luck.uniform(0, 1, 3), luck.uniform(0, 1, 3)
    whole = continuation.value_of_waiting(holding, war, text, talks, crisis, 0.97, rest)
    alone = continuation.value_of_waiting(
        holding[:, 1:, 2:], war[:, 1:, 2:], text[1:, 2:], talks[:, 2:], crisis[2:], 0.97, rest[2:]
    )
    assert whole.shape == (2, 3)
    assert whole[1, 2] == pytest.approx(alone.item())


def test_a_holding_that_shrinks_is_worth_the_sum_of_what_is_left_of_it():
    quarters = np.arange(5_000)
    summed = (0.03 * 0.6 * (0.97 * 0.9) ** quarters).sum()
    assert continuation.perpetuity(np.array([0.6]), np.array([0.1]), 0.97) == pytest.approx(summed)
