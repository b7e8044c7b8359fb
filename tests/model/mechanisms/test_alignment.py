"""Alignment of Moscow with Baku, and Armenia's orientation."""

import numpy as np
import pytest

from sim.model.mechanisms import alignment

STILL = np.zeros(3)


def test_signs_of_what_moves_the_alignment(effect_signs):
    effect_signs(
        alignment.next_alignment,
        {
            "alignment": (-1, 1),
            "long_run": (-1, 1),
            "reversion": (0, 0.3),
            "trade_pull": (0, 0.2),
            "western_lead": (0, 1),
            "lead_push": (0, 0.1),
            "shock": (-0.2, 0.2),
        },
        {
            "alignment": 1,
            "long_run": 1,
            "reversion": None,
            "trade_pull": 1,
            "western_lead": -1,
            "lead_push": -1,
            "shock": 1,
        },
        bounds=(-1, 1),
    )


def test_without_any_influence_the_alignment_stays():
    now = np.array([-1.0, 0.2, 1.0])
    later = alignment.next_alignment(now, 0.7, 0.0, 0.0, np.ones(3), 0.0, STILL)
    assert later == pytest.approx(now)


def test_the_alignment_returns_to_its_long_run():
    x = np.array([-1.0, 0.9, 0.4])
    for _ in range(400):
        x = alignment.next_alignment(x, 0.4, 0.05, 0.0, STILL, 0.0, STILL)
    assert x == pytest.approx(0.4, abs=1e-6)


def test_trade_pulls_towards_the_axis_and_the_west_pushes_towards_the_rift():
    """Each covers a share of the distance that is left: from .5, a tenth of .5 up and a tenth of 1.5 down."""
    now, zero, one = np.array([0.5]), np.zeros(1), np.ones(1)
    assert alignment.next_alignment(now, 0.0, 0.0, 0.1, zero, 0.1, zero) == pytest.approx(0.55)
    assert alignment.next_alignment(now, 0.0, 0.0, 0.0, one, 0.1, zero) == pytest.approx(0.35)


def test_an_axis_cannot_be_pulled_closer_by_trade_nor_a_rift_pushed_wider_by_the_west():
    ends = np.array([1.0, -1.0])
    assert alignment.next_alignment(ends, ends, 0.1, 0.5, np.array([0.0, 1.0]), 0.0, 0 * ends)[0] == 1.0
    assert alignment.next_alignment(ends, ends, 0.1, 0.0, np.array([0.0, 1.0]), 0.1, 0 * ends)[1] == -1.0


def test_signs_of_what_turns_armenia(effect_signs):
    effect_signs(
        alignment.next_orientation,
        {
            "orientation": (-1, 1),
            "turn_west": (0, 1),
            "turn_russia": (0, 1),
            "disappointment": (0, 1),
            "need": (0, 1),
            "rates": (0, 0.2, 3),
        },
        {
            "orientation": 1,
            "turn_west": 1,
            "turn_russia": -1,
            "disappointment": 1,
            "need": -1,
            "rates": (None, 1, -1),
        },
        bounds=(-1, 1),
    )


def test_zero_rates_leave_armenia_where_it_is():
    now = np.array([-0.5, 0.0, 0.5])
    later = alignment.next_orientation(now, np.ones(3), STILL, np.ones(3), np.ones(3), np.zeros((3, 1)))
    assert later == pytest.approx(now)


def test_a_turn_west_and_a_turn_to_russia_are_mirror_images():
    zero, one, rates = np.zeros(1), np.ones(1), np.array([[0.1], [0.0], [0.0]])
    west = alignment.next_orientation(zero, one, zero, zero, zero, rates)
    russia = alignment.next_orientation(zero, zero, one, zero, zero, rates)
    assert west == pytest.approx(-russia)
    assert west == pytest.approx(0.1)


def test_disappointment_begins_below_even_odds_and_is_whole_at_zero():
    assert alignment.disappointment(np.array([1.0, 0.5, 0.25, 0.0])) == pytest.approx([0.0, 0.0, 0.5, 1.0])


def test_disappointment_falls_with_belief(effect_signs):
    effect_signs(alignment.disappointment, {"belief": (0, 1)}, {"belief": -1})
