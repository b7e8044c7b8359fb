"""Reputation: beliefs as Beta counts that learn and forget."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import reputation


def test_a_promise_kept_once_in_four():
    """Beta(2, 2) and 1 of 4 promises kept: mean 3/8."""
    kept, broken = np.full(1, 2.0), np.full(1, 2.0)
    for was_kept in (1, 0, 0, 0):
        kept = reputation.learn(kept, np.array([was_kept]), 1.0)
        broken = reputation.learn(broken, np.array([1 - was_kept]), 1.0)
    assert reputation.mean(kept, broken) == pytest.approx(0.375)


def test_signs_of_belief(effect_signs):
    effect_signs(reputation.mean, {"kept": (0, 10), "broken": (0.01, 10)}, {"kept": 1, "broken": -1})


@given(st.floats(0, 40), st.floats(0, 40))
def test_belief_is_a_chance(kept, broken):
    assert 0 <= reputation.mean(np.array([kept]), np.array([broken])).item() <= 1


def test_signs_of_learning(effect_signs):
    effect_signs(
        reputation.learn,
        {"count": (0, 10), "evidence": (0, 1), "rate": (0, 4)},
        {"count": 1, "evidence": 1, "rate": 1},
        bounds=(0, 14),
    )


def test_nothing_is_learned_at_rate_zero():
    assert reputation.learn(np.full(1, 2.0), np.ones(1), 0.0) == pytest.approx(2.0)


def test_signs_of_forgetting(effect_signs):
    effect_signs(
        reputation.fade,
        {"count": (5, 10), "prior": (0, 5), "memory": (0, 1)},
        {"count": 1, "prior": 1, "memory": 1},
        bounds=(0, 10),
    )


def test_complete_memory_keeps_all_evidence_and_none_returns_to_the_prior():
    count = np.array([5.0])
    assert reputation.fade(count, 2.0, 1.0) == pytest.approx(5.0)
    assert reputation.fade(count, 2.0, 0.0) == pytest.approx(2.0)
