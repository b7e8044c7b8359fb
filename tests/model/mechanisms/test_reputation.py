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


@given(chance, chance, st.floats(0, 2))
def test_what_speaks_for_one_type_speaks_as_much_against_the_other(if_so, if_not, weight):
    evidence = reputation.evidence_of(np.array([if_so]), np.array([if_not]), weight)
    assert evidence == pytest.approx(-reputation.evidence_of(np.array([if_not]), np.array([if_so]), weight))


def test_an_act_of_which_one_type_is_incapable_leaves_no_doubt_but_stays_a_number():
    some, none = np.array([0.5]), np.zeros(1)
    with np.errstate(all="raise"):
        assert reputation.evidence_of(some, none, 1.0).item() == 50.0
        assert reputation.evidence_of(none, some, 1.0).item() == -50.0
        assert reputation.evidence_of(none, none, 1.0).item() == 0.0
        assert reputation.believed(0.01, reputation.evidence_of(some, none, 1.0)) == pytest.approx(1.0)


def test_at_half_weight_it_takes_two_acts_to_learn_what_bayes_learns_from_one():
    belief, seen = np.array([[0.3], [0.2], [0.5]]), np.array([[0.9], [0.4], [0.1]])
    twice = reputation.updated(reputation.updated(belief, seen, 0.5), seen, 0.5)
    assert twice == pytest.approx(reputation.updated(belief, seen, 1.0))


def test_a_belief_in_one_of_two_types_and_one_over_both_learn_the_same():
    seen = np.array([[0.8], [0.3]])
    both = reputation.updated(np.array([[0.4], [0.6]]), seen, 0.7)
    assert reputation.believed(0.4, reputation.evidence_of(seen[0], seen[1], 0.7)) == pytest.approx(both[0])
