"""Conditions outside the talks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import conditions

EVENLY = (np.arange(10_000) + 0.5) / 10_000


def test_a_shock_has_mean_zero_and_the_stated_standard_deviation():
    shocks = conditions.shock(EVENLY, 0.06)
    assert shocks.mean() == pytest.approx(0.0, abs=1e-12)
    assert shocks.std() == pytest.approx(0.06, rel=1e-6)


def test_without_volatility_there_is_no_shock():
    assert not conditions.shock(EVENLY, 0.0).any()


def test_signs_of_what_shocks_attention(effect_signs):
    effect_signs(
        conditions.shock,
        {"draw": (0, 1), "volatility": (0, 0.2)},
        {"draw": 1, "volatility": None},
        bounds=None,
    )


def test_an_election_swings_either_way_by_at_most_its_size_and_only_when_held():
    held = np.ones(EVENLY.size, bool)
    swings = conditions.election_swing(held, EVENLY, 0.25)
    assert swings.min() == pytest.approx(-0.25, abs=1e-3)
    assert swings.max() == pytest.approx(0.25, abs=1e-3)
    assert swings.mean() == pytest.approx(0.0, abs=1e-12)
    assert not conditions.election_swing(~held, EVENLY, 0.25).any()


def test_an_event_comes_back_every_cycle_and_never_before_the_first():
    times = [q for q in range(40) if conditions.in_cycle(q, 3, 16)]
    assert times == [3, 19, 35]


def test_worlds_may_have_elections_at_different_times():
    assert conditions.in_cycle(5, np.array([3, 5, 1]), np.array([2, 16, 3])).tolist() == [True, True, False]


@given(st.integers(0, 60), st.integers(0, 40), st.integers(1, 12))
def test_the_pull_of_a_deadline_is_a_share_and_gone_afterwards(quarter, deadline, window):
    pull = float(conditions.deadline_pull(quarter, deadline, window))
    assert 0 <= pull <= 1
    assert (pull > 0) == (0 <= deadline - quarter < window)


def test_the_pull_rises_to_one_at_the_deadline():
    pulls = [float(conditions.deadline_pull(quarter, 10, 4)) for quarter in range(5, 12)]
    assert pulls == pytest.approx([0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 0.0])
