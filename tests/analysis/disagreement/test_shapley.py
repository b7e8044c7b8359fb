"""Shapley values and interactions of games whose answers stand in textbooks, and what must hold of any game."""

import doctest
from itertools import combinations, permutations
from math import comb

import numpy as np
import pytest

from sim.analysis.disagreement import measured
from sim.analysis.disagreement import shapley as room
from sim.analysis.disagreement.shapley import alone, in_orders, interactions, shapley
from sim.common.errors import InputError

EXACT = 1e-12
"""Sums of a few hundred numbers of size 1 in double precision."""


def game(worth, players):
    """The worths of all coalitions in one world, from a function of the set of players."""
    masks = range(1 << players)
    return np.array([[worth({k for k in range(players) if mask >> k & 1})] for mask in masks], dtype=float)


def played(players, worlds, seed=0):
    """Games in which every coalition reaches something or does not, by the toss of a coin."""
    return np.random.default_rng(seed).random((1 << players, worlds)) < 0.4


def all_orders(values, players):
    """The mean over all orders, counted one by one."""
    found = []
    for order in permutations(range(players)):
        masks = [sum(1 << k for k in order[:size]) for size in range(players + 1)]
        found.append(in_orders(values[masks], order))
    return np.mean(found, axis=0)


def test_in_an_additive_game_each_player_gets_its_own_and_nobody_interacts():
    own = (3.0, -1.0, 0.0, 0.5)
    values = game(lambda held: sum(own[k] for k in held), 4)
    assert shapley(values).ravel() == pytest.approx(own, abs=EXACT)
    assert interactions(values) == pytest.approx(0, abs=EXACT)
    assert [changed.ravel() for changed in alone(values)] == [pytest.approx(own, abs=EXACT)] * 2


@pytest.mark.parametrize(("needed", "share", "together"), [({0, 2}, 1 / 2, 1.0), ({0, 1, 3}, 1 / 3, 1 / 2)])
def test_in_a_unanimity_game_those_who_are_needed_share_it(needed, share, together):
    """The interaction of two of t players who are all needed is 1 / (t - 1) (Grabisch and Roubens 1999)."""
    values = game(lambda held: needed <= held, 4)
    assert shapley(values).ravel() == pytest.approx([share if k in needed else 0 for k in range(4)], abs=EXACT)
    expected = [together if {*pair} <= needed else 0 for pair in combinations(range(4), 2)]
    assert interactions(values).ravel() == pytest.approx(expected, abs=EXACT)


def test_the_only_left_glove_gets_two_thirds():
    values = game(lambda held: 0 in held and len(held) > 1, 3)
    assert shapley(values).ravel() == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=EXACT)
    # Either right glove makes the other one needless.
    assert interactions(values).ravel() == pytest.approx([1 / 2, 1 / 2, -1 / 2], abs=EXACT)


def test_two_of_three_voters_share_alike_whatever_their_weights():
    weights = (50, 49, 1)
    values = game(lambda held: sum(weights[k] for k in held) > 50, 3)
    assert shapley(values).ravel() == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=EXACT)
    majority = game(lambda held: len(held) >= 2, 3)
    assert shapley(majority).ravel() == pytest.approx([1 / 3] * 3, abs=EXACT)
    assert [changed.tolist() for changed in alone(majority)] == [[[0.0]] * 3] * 2


@pytest.mark.parametrize("players", [1, 2, 5])
def test_it_is_the_mean_over_all_orders(players):
    values = played(players, 20)
    assert shapley(values) == pytest.approx(all_orders(values.astype(float), players), abs=EXACT)


def test_the_parts_of_each_world_and_of_all_add_up_to_the_difference():
    values = played(8, 500).astype(float)
    parts, difference = shapley(values), values[-1] - values[0]
    assert np.abs(parts.sum(axis=0) - difference).max() < EXACT
    assert abs(parts.mean(axis=1).sum() - difference.mean()) < EXACT


def test_who_never_changes_anything_gets_nothing_and_interacts_with_nobody():
    three = played(3, 50)
    values = np.concatenate([three, three])  # the fourth player makes no difference
    assert shapley(values)[3] == pytest.approx(0, abs=EXACT)
    assert shapley(values)[:3] == pytest.approx(shapley(three), abs=EXACT)
    with_fourth = [place for place, pair in enumerate(combinations(range(4), 2)) if 3 in pair]
    assert interactions(values)[with_fourth] == pytest.approx(0, abs=EXACT)


def test_names_do_not_matter():
    values = played(3, 50)
    swapped = values[[0, 2, 1, 3, 4, 6, 5, 7]]  # players 0 and 1 change places
    assert shapley(swapped)[[1, 0, 2]] == pytest.approx(shapley(values), abs=EXACT)
    assert interactions(swapped)[[0, 2, 1]] == pytest.approx(interactions(values), abs=EXACT)


def test_what_two_games_bring_together_is_what_each_brings():
    one, two = played(4, 30, 1).astype(float), played(4, 30, 2).astype(float)
    assert shapley(one + 2 * two) == pytest.approx(shapley(one) + 2 * shapley(two), abs=EXACT)


@pytest.mark.parametrize("players", [2, 3, 6])
def test_no_part_exceeds_1_nor_do_two_lie_further_apart_and_no_interaction_exceeds_2(players):
    """The bounds that intervals are built on, for whatever is reached or not."""
    values = played(players, 4_000, players)
    parts, pairs = shapley(values), interactions(values)
    assert np.abs(parts).max() <= 1 + EXACT
    assert max(np.abs(parts[i] - parts[j]).max() for i, j in combinations(range(players), 2)) <= 1 + EXACT
    assert pairs.shape == (comb(players, 2), 4_000)
    assert np.abs(pairs).max() <= 2 + EXACT


@pytest.mark.parametrize("values", [[], [[1]], np.zeros((3, 2)), np.zeros((12, 1)), 1.0])
def test_a_table_that_is_no_game_is_refused(values):
    with pytest.raises(InputError, match="a row for each coalition"):
        shapley(values)


def test_the_examples_hold():
    assert [doctest.testmod(module) for module in (room, measured)] == [(0, 4), (0, 2)]
