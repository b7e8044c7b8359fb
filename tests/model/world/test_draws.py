"""Random numbers by seed, world, quarter and decision."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.world.draws import BINDING_BASE, DECISIONS, Draws

seeds = st.integers(0, 2**64 - 1)
quarters = st.integers(0, 200)
decisions = st.sampled_from([*DECISIONS, BINDING_BASE, BINDING_BASE + 7])
indices = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)

MANY = 40_000
STANDARD_ERRORS = 4.0
"""Draws are fixed numbers, so these tests cannot fail by chance; four standard errors is what good luck never needs."""


def drawn(seed, worlds, quarter=0, decision="decay"):
    return Draws(seed, np.asarray(worlds)).uniform(quarter, decision)


def words(counter, key):
    """The four words of a Philox block; NumPy adds one to its counter before it computes a block."""
    whole = (sum(word << (64 * place) for place, word in enumerate(counter)) - 1) % 2**256
    before = np.array([(whole >> (64 * place)) % 2**64 for place in range(4)], dtype=np.uint64)
    generator = np.random.Philox(key=np.array(key, dtype=np.uint64), counter=before)
    return [int(word) for word in generator.random_raw(4)]


ONES = 2**64 - 1
PI = (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        (
            (0, 0, 0, 0),
            (0, 0),
            (0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B),
        ),
        (
            (ONES,) * 4,
            (ONES,) * 2,
            (0x87B092C3013FE90B, 0x438C3C67BE8D0224, 0x9CC7D7C69CD777B6, 0xA09CAEBF594F0BA0),
        ),
        (
            PI,
            (0x452821E638D01377, 0xBE5466CF34E90C6C),
            (0xA528F45403E61D95, 0x38C72DBD566E9788, 0xA5A1610E72FD18B5, 0x57BD43B5E52B7FE6),
        ),
    ],
)
def test_the_generator_gives_the_published_known_answers(counter, key, answer):
    """Known-answer tests of Philox4x64-10 (Salmon and others 2011)."""
    assert words(counter, key) == list(answer)


@given(seeds, st.integers(0, 10**9), quarters, st.sampled_from(sorted(DECISIONS)))
def test_a_draw_is_numpys_own_stream_at_its_address(seed, world, quarter, decision):
    key = np.array([seed, 0], dtype=np.uint64)
    counter = np.array([world // 4, quarter, DECISIONS[decision], 0], dtype=np.uint64)
    stream = np.random.Generator(np.random.Philox(key=key, counter=counter)).random(4)
    assert drawn(seed, [world], quarter, decision).item() == stream[world % 4]


@given(seeds, indices, quarters, decisions)
def test_a_draw_is_the_same_in_any_block_in_any_order_repeated_or_alone(seed, worlds, quarter, decision):
    together = drawn(seed, worlds, quarter, decision)
    alone = [drawn(seed, [world], quarter, decision).item() for world in worlds]
    assert together.tolist() == alone


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1_000])
def test_a_draw_is_the_same_however_the_worlds_are_cut_into_blocks(size):
    whole = drawn(5, range(1_000), 3)
    pieces = [drawn(5, range(first, min(first + size, 1_000)), 3) for first in range(0, 1_000, size)]
    assert np.array_equal(np.concatenate(pieces), whole)


def test_worlds_far_apart_stand_in_one_block():
    worlds = [10**12, 0, 3, 10**12 + 1, 4]
    assert drawn(1, worlds).tolist() == [drawn(1, [world]).item() for world in worlds]


@given(st.lists(st.tuples(quarters, decisions), max_size=6), quarters, decisions)
def test_what_else_was_drawn_before_changes_nothing(others, quarter, decision):
    untouched = drawn(7, range(9), quarter, decision)
    draws = Draws(7, np.arange(9))
    for other in others:
        draws.uniform(*other)
    assert np.array_equal(draws.uniform(quarter, decision), untouched)
    assert np.array_equal(draws.uniform(quarter, decision), untouched)


def test_no_two_decisions_share_a_number_and_none_reaches_the_bindings():
    numbers = list(DECISIONS.values())
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < BINDING_BASE


def test_a_decision_may_be_given_by_name_or_number():
    assert np.array_equal(drawn(1, range(5), 2, "ratification"), drawn(1, range(5), 2, DECISIONS["ratification"]))


def test_draws_are_at_least_zero_and_below_one():
    everything = np.concatenate([drawn(1, range(MANY), 0, name) for name in DECISIONS])
    assert everything.min() >= 0.0
    assert everything.max() < 1.0


@pytest.mark.parametrize("decision", ["russian_attention", "move_azerbaijan", "resumption"])
def test_draws_are_uniform(decision):
    """Mean and variance within four standard errors; chi-square of twenty bins below 50, its 99.99 % point."""
    x = drawn(11, range(MANY), 4, decision)
    assert abs(x.mean() - 0.5) < STANDARD_ERRORS * np.sqrt(1 / 12 / MANY)
    assert abs(x.var() - 1 / 12) < STANDARD_ERRORS * np.sqrt(1 / 180 / MANY)
    counts = np.histogram(x, bins=20, range=(0, 1))[0]
    assert ((counts - MANY / 20) ** 2 / (MANY / 20)).sum() < 50


def uncorrelated(x, y):
    return abs(np.corrcoef(x, y)[0, 1]) < STANDARD_ERRORS / np.sqrt(len(x))


def test_draws_of_neighbouring_addresses_are_uncorrelated():
    """World, quarter, decision and seed one apart: correlation within four standard errors of zero."""
    x = drawn(1, range(MANY), 5, "answer_armenia")
    assert uncorrelated(x[:-1], x[1:])
    assert uncorrelated(x, drawn(1, range(MANY), 6, "answer_armenia"))
    assert uncorrelated(x, drawn(1, range(MANY), 5, "answer_azerbaijan"))
    assert uncorrelated(x, drawn(2, range(MANY), 5, "answer_armenia"))


def test_all_decisions_of_a_quarter_are_uncorrelated_with_one_another():
    table = np.stack([drawn(3, range(MANY), 1, name) for name in DECISIONS])
    beside = np.corrcoef(table) - np.eye(len(table))
    assert np.abs(beside).max() < 5.0 / np.sqrt(MANY)


@pytest.mark.parametrize("seed", [0, 1, 2**63, 2**64 - 1])
def test_every_seed_of_64_bits_works(seed):
    assert 0 <= drawn(seed, [0]).item() < 1


def test_seeds_differ_in_all_their_bits():
    first = [drawn(1 << bit, [0]).item() for bit in range(64)]
    assert len(set(first)) == 64


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_out_of_bounds_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        Draws(seed, np.arange(3))


def test_a_negative_world_is_refused():
    with pytest.raises(ValueError, match="index"):
        Draws(1, np.array([3, -1]))


def test_no_worlds_need_no_draws():
    assert drawn(1, np.array([], dtype=np.int64)).size == 0


def test_a_draw_that_is_asked_for_again_is_the_same_and_cannot_be_written_to():
    draws = Draws(3, np.arange(10))
    first = draws.uniform(2, "election")
    assert np.array_equal(draws.uniform(2, "election"), first)
    draws.uniform(2, "incident")
    assert np.array_equal(draws.uniform(2, "election"), first)
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0.0
