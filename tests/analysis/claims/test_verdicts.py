"""Every interval has exactly one verdict, and more of what is claimed never makes it worse."""

import doctest
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.analysis.claims import verdicts
from sim.analysis.claims.verdicts import (
    BORNE_OUT,
    REVERSED,
    TOO_SMALL,
    UNDECIDED,
    VERDICTS,
    Effect,
    verdict,
    weakest,
)
from sim.parameters.claims import CHANGES, PLACES

POINTS = st.floats(-100, 100)
LEAST = st.floats(0.01, 20)
MIRRORED = {"rises": "falls", "does_not_rise": "does_not_fall", "above": "below"}
NAN = float("nan")


@st.composite
def effects(draw):
    """An effect that lies within its interval."""
    low, size, high = sorted([draw(POINTS), draw(POINTS), draw(POINTS)])
    return Effect(size, low, high)


@pytest.mark.parametrize(
    ("effect", "direction", "least", "expected"),
    [
        ((4, 1, 7), "rises", 1.5, BORNE_OUT),
        ((4, 1, 7), "falls", 1.5, REVERSED),
        ((-4, -7, -1), "falls", 1.5, BORNE_OUT),
        ((1, 0.5, 3), "rises", 1.5, TOO_SMALL),
        ((0.2, -1, 1.4), "rises", 1.5, TOO_SMALL),
        ((-1, -1.4, -0.6), "rises", 1.5, TOO_SMALL),
        ((-1.6, -2, -1.2), "rises", 1.5, REVERSED),
        ((3, -0.1, 6), "rises", 1.5, UNDECIDED),
        ((0, 0, 0), "rises", 1.5, TOO_SMALL),
        ((0.5, -0.5, 1.5), "does_not_rise", 1.5, UNDECIDED),
        ((0.5, -0.5, 1.4), "does_not_rise", 1.5, BORNE_OUT),
        ((5, 2, 8), "does_not_rise", 1.5, REVERSED),
        ((5, 2, 8), "does_not_fall", 1.5, BORNE_OUT),
        ((10, 5, 15), "above", 0, BORNE_OUT),
        ((10, 5, 15), "below", 0, REVERSED),
        ((1, -1, 3), "above", 0, UNDECIDED),
        ((NAN, NAN, NAN), "rises", 1.5, UNDECIDED),
    ],
)
def test_what_the_words_say_is_what_the_verdict_says(effect, direction, least, expected):
    assert verdict(Effect(*effect), direction, least) == expected


@given(effects(), st.sampled_from([*CHANGES, *PLACES]), LEAST)
def test_there_is_a_verdict_on_everything(effect, direction, least):
    assert verdict(effect, direction, least) in VERDICTS


@given(effects(), st.sampled_from(list(MIRRORED)), LEAST)
def test_a_claim_and_its_mirror_image_have_the_same_verdict(effect, direction, least):
    assert verdict(effect, direction, least) == verdict(effect.mirrored(), MIRRORED[direction], least)


@given(effects(), LEAST)
def test_what_bears_a_claim_out_reverses_its_opposite(effect, least):
    assert (verdict(effect, "rises", least) == BORNE_OUT) == (verdict(effect, "falls", least) == REVERSED)


@given(effects(), st.sampled_from(["rises", "does_not_fall", "above"]), LEAST, st.floats(0, 50))
def test_a_larger_effect_stays_borne_out_and_a_smaller_one_reversed(effect, direction, least, further):
    if verdict(effect, direction, least) == BORNE_OUT:
        assert verdict(effect.moved(further), direction, least) == BORNE_OUT
    if verdict(effect, direction, least) == REVERSED:
        assert verdict(effect.moved(-further), direction, least) == REVERSED


@given(effects(), LEAST, st.floats(0, 10))
def test_whoever_asks_for_more_gets_no_better_verdict(effect, least, more):
    assume(verdict(effect, "rises", least) != BORNE_OUT)
    assert verdict(effect, "rises", least + more) != BORNE_OUT


@given(effects(), LEAST, st.floats(0, 20), st.floats(0, 20))
def test_a_wider_interval_makes_nothing_surer(effect, least, down, up):
    wider = Effect(effect.size, effect.low - down, effect.high + up)
    before, after = (verdict(one, "rises", least) for one in (effect, wider))
    assert after in (before, UNDECIDED, TOO_SMALL)
    assert before != UNDECIDED or after == UNDECIDED


@given(st.lists(effects(), min_size=1, max_size=4), st.sampled_from([*CHANGES, *PLACES]), LEAST)
def test_several_comparisons_bear_a_claim_out_only_if_each_of_them_does(several, direction, least):
    together = verdict(weakest(several, direction), direction, least)
    assert (together == BORNE_OUT) == all(verdict(one, direction, least) == BORNE_OUT for one in several)


def test_the_weakest_of_several_falls_is_the_smallest_fall():
    assert weakest([Effect(-5, -6, -4), Effect(-2, -9, 1)], "falls") == Effect(-2, -6, 1)
    assert math.isnan(weakest([Effect(1, 0, 2), Effect(NAN, NAN, NAN)], "rises").size)


def test_the_examples_hold():
    assert doctest.testmod(verdicts).failed == 0
