"""Bargaining over several issues."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.model.mechanisms import bargaining
from sim.model.mechanisms.bargaining import Table

ISSUES, WORLDS = 4, 3
share = arrays(float, (ISSUES, WORLDS), elements=st.just(0.0) | st.floats(0.001, 1))
flags = arrays(bool, (ISSUES, WORLDS))


def a_table(demand, offer, agreed=None, coerced=None):
    demand, offer = np.atleast_2d(demand).T.astype(float), np.atleast_2d(offer).T.astype(float)
    agreed = np.zeros(demand.shape, bool) if agreed is None else np.atleast_2d(agreed).T
    return Table(demand, offer, agreed, np.zeros(demand.shape) if coerced is None else np.atleast_2d(coerced).T)


@st.composite
def tables(draw):
    a, b = draw(share), draw(share)
    offer = np.minimum(a, b)
    return Table(np.maximum(a, b), offer, draw(flags), draw(share) * offer)


@given(flags, flags, share, st.booleans())
def test_attention_adds_up_to_one_where_anything_is_open(live, agreed, difficulty, gradual):
    attention = bargaining.at_the_table(live, agreed, difficulty, gradual)
    is_open = live & ~agreed
    assert attention.sum(axis=0) == pytest.approx(is_open.any(axis=0) * 1.0)
    assert not attention[~is_open].any()


def test_a_gradual_agenda_takes_the_easiest_open_issue():
    live = np.array([[True], [True], [True], [False]])
    agreed = np.array([[True], [False], [False], [False]])
    difficulty = np.array([[0.1], [0.7], [0.4], [0.0]])
    assert bargaining.at_the_table(live, agreed, difficulty, True)[:, 0].tolist() == [0, 0, 1, 0]


def test_a_package_splits_attention_evenly():
    live = np.array([[True], [True], [False], [True]])
    attention = bargaining.at_the_table(live, np.zeros((4, 1), bool), np.zeros((4, 1)), False)
    assert attention[:, 0].tolist() == pytest.approx([1 / 3, 1 / 3, 0, 1 / 3])


def test_worlds_of_one_block_may_have_different_agendas():
    live, agreed = np.ones((2, 2), bool), np.zeros((2, 2), bool)
    difficulty = np.array([[0.1, 0.1], [0.5, 0.5]])
    attention = bargaining.at_the_table(live, agreed, difficulty, np.array([True, False]))
    assert attention.tolist() == [[1.0, 0.5], [0.0, 0.5]]


@given(tables(), st.floats(0, 0.3))
def test_sides_have_met_where_the_gap_is_within_the_tolerance_or_the_issue_is_agreed(table, tolerance):
    got = bargaining.met(table, tolerance)
    assert np.array_equal(got, table.agreed | (table.demand - table.offer <= tolerance))


def test_signs_of_the_length_of_a_step(effect_signs):
    effect_signs(bargaining.step_length, {"step": (0, 0.5), "difficulty": (0, 0.95)}, {"step": 1, "difficulty": -1})


@given(tables(), share, share, st.floats(0, 1))
def test_offer_and_demand_never_pass_each_other_nor_move_apart(table, armenia, azerbaijan, force):
    after = bargaining.narrow(table, armenia, azerbaijan, force)
    assert (after.offer <= after.demand + 1e-12).all()
    assert (after.offer >= table.offer - 1e-12).all()
    assert (after.demand <= table.demand + 1e-12).all()
    assert (after.coerced <= after.offer + 1e-12).all()


def test_what_coercion_extracts_is_remembered_and_free_concessions_are_not():
    table = a_table([0.8], [0.2])
    step = np.array([[0.1]])
    free = bargaining.narrow(table, step, 0 * step, 0.0)
    forced = bargaining.narrow(table, step, 0 * step, 1.0)
    assert free.offer == pytest.approx(forced.offer)
    assert free.coerced.item() == 0.0
    assert forced.coerced.item() == pytest.approx(0.1)


def test_zero_steps_change_nothing():
    table = a_table([0.8, 0.6], [0.2, 0.6])
    after = bargaining.narrow(table, np.zeros((2, 1)), np.zeros((2, 1)), 1.0)
    assert all(np.array_equal(before, now) for before, now in zip(table, after, strict=True))


@given(tables(), flags, st.floats(0, 0.3), st.booleans())
def test_closing_reopens_nothing_and_closes_only_what_is_on_the_agenda(table, live, tolerance, gradual):
    after = bargaining.close(table, live, tolerance, gradual)
    assert (after.agreed | ~table.agreed).all()
    newly = after.agreed & ~table.agreed
    assert (live | ~newly).all()
    assert (table.demand - table.offer <= tolerance)[newly].all()


def test_a_package_closes_all_at_once_or_nothing():
    live = np.ones((2, 1), bool)
    half = a_table([0.5, 0.9], [0.5, 0.1])
    assert bargaining.close(half, live, 0.05, True).agreed[:, 0].tolist() == [True, False]
    assert bargaining.close(half, live, 0.05, False).agreed[:, 0].tolist() == [False, False]
    whole = a_table([0.5, 0.9], [0.5, 0.88])
    assert bargaining.close(whole, live, 0.05, False).agreed.all()


def test_a_gap_as_wide_as_the_tolerance_still_closes():
    table = a_table([0.5], [0.25])
    assert bargaining.close(table, np.ones((1, 1), bool), 0.25, True).agreed.all()
    assert not bargaining.close(table, np.ones((1, 1), bool), 0.24, True).agreed.any()


def test_signs_of_what_raises_the_demand(effect_signs):
    effect_signs(
        bargaining.raise_demand,
        {"demand": (0, 1), "attention": (0, 1), "growth": (0, 1)},
        {"demand": 1, "attention": 1, "growth": 1},
    )


def test_demands_do_not_grow_at_growth_zero():
    demand = np.array([[0.2, 1.0]])
    assert bargaining.raise_demand(demand, np.ones((1, 2)), 0.0) == pytest.approx(demand)


@given(tables())
def test_terms_lie_between_offer_and_demand(table):
    middle = bargaining.terms(table)
    assert (table.offer - 1e-12 <= middle).all()
    assert (middle <= table.demand + 1e-12).all()


@given(share, share, flags)
def test_relative_salience_adds_up_to_the_whole_prize(values, salience, live):
    relative = bargaining.relative_salience(salience, live)
    counts = (salience * live).sum(axis=0) > 0
    assert relative.sum(axis=0)[counts] == pytest.approx(1.0)
    weighted = bargaining.weighted(values, salience, live)
    assert weighted == pytest.approx((relative * values).sum(axis=0), abs=1e-9)


def test_an_empty_agenda_counts_as_zero():
    nothing = np.zeros((2, 1), bool)
    assert bargaining.weighted(np.ones((2, 1)), np.ones((2, 1)), nothing) == pytest.approx(0.0)
    none = np.zeros(1)
    assert bargaining.coerced_share(a_table([1, 1], [1, 1]), np.ones((2, 1)), nothing, none, none) == pytest.approx(0.0)


def test_share_conceded_under_coercion():
    table = a_table([1.0, 1.0], [0.4, 0.2], coerced=[0.1, 0.2])
    salience, live = np.array([[1.0], [1.0]]), np.ones((2, 1), bool)
    prize, nothing = np.full(1, 0.5), np.zeros(1)
    assert bargaining.coerced_share(table, salience, live, prize, nothing) == pytest.approx(0.5)
    assert bargaining.coerced_share(a_table([1.0, 1.0], [0, 0]), salience, live, prize, nothing) == pytest.approx(0.0)


def test_what_was_taken_counts_as_dictated():
    """Half of a prize of .5 is offered freely, and .25 was taken: half of all."""
    table, one = a_table([1.0], [0.5]), np.ones((1, 1))
    assert bargaining.coerced_share(table, one, one > 0, np.full(1, 0.5), np.full(1, 0.25)) == pytest.approx(0.5)


@given(tables(), share, share, flags, st.floats(0, 1), st.floats(0, 1))
def test_the_coerced_share_is_a_share(table, salience, ignored, live, prize, taken):
    got = bargaining.coerced_share(table, salience, live, np.full(1, prize), np.full(1, taken))
    assert ((got >= 0) & (got <= 1)).all()


def test_progress_is_the_part_of_the_gap_that_was_closed():
    before, salience, live = a_table([0.8], [0.2]), np.ones((1, 1)), np.ones((1, 1), bool)
    assert bargaining.progress(before, a_table([0.8], [0.3]), salience, live) == pytest.approx(0.1)
    assert bargaining.progress(before, a_table([0.9], [0.2]), salience, live) == pytest.approx(-0.1)
    assert bargaining.progress(before, before, salience, live) == pytest.approx(0.0)
    closed = a_table([0.8], [0.2], agreed=[True])
    assert bargaining.progress(before, closed, salience, live) == pytest.approx(0.6)
