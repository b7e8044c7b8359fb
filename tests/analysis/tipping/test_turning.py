"""The fewest and smallest moves are found where the share is known, and fresh worlds decide."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.analysis.tipping.moves import Move
from sim.analysis.tipping.turning import FRESH, LOOKS, STEPS, turned
from sim.studies.shares.intervals import confidence_of_each, wilson

WORLDS, LEVEL = 200, 0.5


@dataclass
class Additive:
    """Worlds whose share is a sum of effects; each seed has worlds of its own."""

    effects: dict
    base: float = 0.3
    fresh_luck: float = 0.0

    def __post_init__(self):
        self.calls = []

    def __call__(self, changes, worlds, seed):
        self.calls.append((len(changes), worlds, seed))
        luck = np.random.default_rng(seed).random(worlds) + (self.fresh_luck if seed > 1 else 0.0)
        return np.array([luck < self.base + sum(self.effects.get(k, 0) * v for k, v in one.items()) for one in changes])


def found(play, moves):
    return turned(play, play([{}], 10 * WORLDS, 1)[0], moves, LEVEL, WORLDS, 1)


def moves(*names):
    return [Move(name, 0.0, end, 2.0, whole=False) for name in names for end in (-1.0, 1.0)]


def test_the_smallest_of_the_moves_that_turn_it_alone_comes_first():
    """From 30 % to 50 %: `strong` needs 0.2 / 0.8 = 0.25, an eighth of its range, and `fair` 0.2 / 0.4 = 0.5, a quarter."""
    play = Additive({"weak": 0.05, "fair": 0.4, "strong": 0.8})
    result = found(play, moves("weak", "fair", "strong"))
    assert (result.size, result.across, result.tried) == (1, 2, 6)
    assert [turn.way.moves[0].name for turn in result.turns] == ["strong", "fair"]
    for turn, part in zip(result.turns, (0.125, 0.25), strict=True):
        assert turn.at.low <= part <= turn.at.high
        assert turn.confirmed
        assert turn.fresh.low > LEVEL
        assert turn.part >= turn.at.value


def test_a_share_above_the_level_is_brought_down():
    play = Additive({"a": -0.5}, base=0.7)
    (turn,) = found(play, moves("a")).turns
    assert turn.fresh.high < LEVEL
    assert turn.set_to["a"] == pytest.approx(0.4, abs=0.2)


def test_two_that_turn_it_only_together_are_found_and_move_by_the_same_part():
    """0.12 and 0.14 alone are too little for 20 points, and together enough: from 0.2 / 0.26 of the way, 0.385 of the ranges."""
    play = Additive({"a": 0.12, "b": 0.14, "c": 0.01})
    result = found(play, moves("a", "b", "c"))
    assert result.size == 2
    best = result.turns[0]
    assert {move.name for move in best.way.moves} == {"a", "b"}
    assert best.at.value == pytest.approx(0.385, abs=0.08)
    parts = [move.part(best.set_to[move.name]) for move in best.way.moves]
    assert parts[0] == pytest.approx(parts[1], abs=1e-3)


def test_three_are_tried_where_two_are_not_enough():
    result = found(Additive({"a": 0.09, "b": 0.09, "c": 0.1}), moves("a", "b", "c"))
    assert (result.size, len(result.turns)) == (3, 1)


def test_nothing_is_claimed_where_three_are_not_enough():
    result = found(Additive({"a": 0.03, "b": 0.03, "c": 0.03}), moves("a", "b", "c"))
    assert result.turns == ()
    assert result.share.share < LEVEL
    assert {move.name for move in result.farthest.moves} == {"a", "b", "c"}


def test_moves_without_effect_are_left_out():
    result = found(Additive({}), moves("a", "b"))
    assert result.turns == ()
    assert result.farthest is None
    assert result.share == result.base


def test_what_only_looked_good_in_the_worlds_of_the_search_is_not_confirmed():
    """In the worlds of other seeds the share is 60 points lower."""
    (turn,) = found(Additive({"a": 0.6}, fresh_luck=0.6), moves("a")).turns
    assert not turn.confirmed
    assert turn.fresh.share < LEVEL


def test_fresh_worlds_are_those_of_another_seed():
    play = Additive({"a": 0.6})
    found(play, moves("a"))
    assert {seed for *_, seed in play.calls[:-LOOKS]} == {1}
    assert play.calls[-LOOKS:] == [(1, FRESH * WORLDS, 2)] * LOOKS


@pytest.mark.parametrize("luck", [-0.01, 0.0, 0.005, 0.01, 0.02, 0.03])
def test_the_place_that_is_told_is_the_nearest_at_which_fresh_worlds_are_sure(luck):
    """Halving leads to the same place as playing them all, because the share rises along the way."""
    play = Additive({"a": 0.6}, fresh_luck=luck)
    (turn,) = found(play, moves("a")).turns
    ahead = [turn.way.beyond(turn.at.value + step * (turn.at.high - turn.at.value)) for step in STEPS]
    low, _ = wilson(play(ahead, FRESH * WORLDS, 2).sum(axis=1), FRESH * WORLDS, confidence_of_each(LOOKS))
    sure = [set_to for set_to, end in zip(ahead, low, strict=True) if end > LEVEL]
    assert turn.set_to == (sure[0] if sure else ahead[-1])
    assert turn.confirmed == bool(sure)
