"""Private types: costs of war, and an Azerbaijan that is limited or greedy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import types


@given(st.floats(0.01, 1), st.floats(0, 1))
def test_the_midpoints_have_the_mean_and_rise(mean, variation):
    values = types.midpoints(mean, variation)
    assert values.shape == (types.COSTS, 1)
    assert values.mean() == pytest.approx(mean)
    assert (np.diff(values[:, 0]) >= 0).all()


def test_without_spread_there_is_one_cost():
    assert types.midpoints(0.2, 0.0) == pytest.approx(0.2)


def test_more_spread_moves_the_ends_apart():
    narrow, wide = types.midpoints(0.2, 0.2), types.midpoints(0.2, 0.8)
    assert wide[0] < narrow[0] < narrow[-1] < wide[-1]


def test_the_midpoints_are_those_of_a_lognormal_distribution():
    """Evenly spread on both sides of the median; at a variation of .5 the logarithm has the deviation .472381."""
    logs = np.log(types.midpoints(0.2, 0.5)[:, 0])
    assert logs + logs[::-1] == pytest.approx(2 * logs[types.COSTS // 2])
    assert (logs[-1] - logs[0]) / (types.QUANTILES[-1] - types.QUANTILES[0]) == pytest.approx(0.472381, abs=5e-7)


def test_every_world_may_have_its_own_mean():
    assert types.midpoints(np.array([0.1, 0.3]), 0.5).mean(axis=0) == pytest.approx([0.1, 0.3])


def test_uniform_draws_pick_all_costs_equally_often():
    rows = types.row_of((np.arange(700) + 0.5) / 700)
    assert np.bincount(rows, minlength=types.COSTS).tolist() == [100] * types.COSTS
    assert types.row_of(np.array([0.0, 1.0 - 1e-12, 1.0])).tolist() == [0, types.COSTS - 1, types.COSTS - 1]


def test_types_of_azerbaijan_are_first_the_limited_then_the_greedy():
    assert types.type_of(np.array([0, 3, 0, 6]), np.array([False, False, True, True])).tolist() == [0, 3, 7, 13]


@given(st.floats(0, 1))
def test_priors_add_up_to_one_and_trust_is_the_chance_of_a_limited_azerbaijan(reliability):
    prior = types.prior_over_types(reliability, 3)
    assert prior.sum(axis=0) == pytest.approx(1.0)
    assert prior[: types.COSTS].sum(axis=0) == pytest.approx(reliability)
    assert types.prior_over_costs(3).sum(axis=0) == pytest.approx(1.0)


def test_a_belief_drifts_back_to_the_prior_as_fast_as_types_turn_over():
    belief, prior = np.array([[0.9], [0.1]]), np.array([[0.5], [0.5]])
    assert types.turned_over(belief, prior, 0.0) == pytest.approx(belief)
    assert types.turned_over(belief, prior, 1.0) == pytest.approx(prior)
    assert types.turned_over(belief, prior, 0.25)[0] == pytest.approx(0.8)
