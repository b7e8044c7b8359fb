"""Reputation: beliefs about types that learn by Bayes' rule and forget."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import reputation

chance = st.floats(0.01, 0.99)


def test_signs_of_belief(effect_signs):
    effect_signs(reputation.believed, {"prior": (0.01, 0.99), "evidence": (-5, 5)}, {"prior": 1, "evidence": 1})


@given(chance, chance, chance)
def test_evidence_turns_a_prior_into_what_bayes_says(prior, if_so, if_not):
    evidence = reputation.evidence_of(np.array([if_so]), np.array([if_not]), 1.0)
    bayes = prior * if_so / (prior * if_so + (1 - prior) * if_not)
    assert reputation.believed(prior, evidence) == pytest.approx(bayes)


def test_what_every_type_would_have_done_teaches_nothing():
    same = np.array([0.3])
    assert reputation.evidence_of(same, same, 1.0) == pytest.approx(0.0)


def test_who_is_sure_stays_sure():
    assert reputation.believed(0.0, np.array([5.0])) == pytest.approx(0.0)
    assert reputation.believed(1.0, np.array([-5.0])) == pytest.approx(1.0)


def test_nothing_is_learned_at_weight_zero():
    assert reputation.evidence_of(np.array([0.9]), np.array([0.1]), 0.0) == pytest.approx(0.0)
    belief = np.array([[0.2], [0.8]])
    assert reputation.updated(belief, np.array([[0.9], [0.1]]), 0.0) == pytest.approx(belief)


@given(st.lists(chance, min_size=3, max_size=3), st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_a_belief_over_types_stays_one_and_follows_bayes(prior, likelihood):
    belief = np.array(prior)[:, None] / sum(prior)
    seen = np.array(likelihood)[:, None]
    after = reputation.updated(belief, seen, 1.0)
    assert after.sum(axis=0) == pytest.approx(1.0)
    if (belief * seen).sum() > 1e-6:
        assert after == pytest.approx(belief * seen / (belief * seen).sum())


def test_an_act_that_no_type_could_have_done_leaves_the_belief_as_it_was():
    belief = np.array([[0.3], [0.7]])
    assert reputation.updated(belief, np.zeros((2, 1)), 1.0) == pytest.approx(belief)


def test_signs_of_forgetting(effect_signs):
    effect_signs(reputation.fade, {"evidence": (0, 5), "memory": (0, 1)}, {"evidence": 1, "memory": 1}, bounds=(0, 5))


def test_complete_memory_keeps_all_evidence_and_none_returns_to_the_prior():
    evidence = np.array([2.0])
    assert reputation.fade(evidence, 1.0) == pytest.approx(2.0)
    assert reputation.believed(0.3, reputation.fade(evidence, 0.0)) == pytest.approx(0.3)
