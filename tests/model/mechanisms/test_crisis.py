"""The crisis game of a quarter (Signorino 1999)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.mechanisms import crisis
from sim.model.mechanisms.quantal_response import probabilities

NOBODY = crisis.responses(np.zeros(1), np.zeros(1))
chance = st.floats(0, 0.5)
payoff = st.floats(-1, 1)


def test_challenge_and_defend_has_the_logit_equilibrium_of_the_literature():
    """Lambda 2; challenger: status quo 0, capitulation 1, war -.5; defender: 1, 0, -.3."""
    to_yield = crisis.chance_to_yield(crisis.by_answer(0.0, -0.3), NOBODY, 2.0)
    assert 1 - to_yield == pytest.approx(0.354344, abs=5e-7)
    challenge = crisis.expected(crisis.by_answer(1.0, -0.5), to_yield, NOBODY)
    utility = np.stack([np.zeros(1), np.atleast_1d(challenge)])
    at_first_node = probabilities(utility, np.ones((2, 1), bool), [[0], [1]], 2.0, 1.0)[:, 0]
    assert at_first_node[1] == pytest.approx(0.718487, abs=5e-7)
    outcomes = [at_first_node[0], at_first_node[1] * to_yield.item(), at_first_node[1] * (1 - to_yield.item())]
    assert outcomes == pytest.approx([0.281513, 0.463896, 0.254591], abs=1e-6)


@given(chance, chance)
def test_responses_are_chances(punish, intervene):
    three = crisis.responses(np.array([punish]), np.array([intervene]))
    assert three.sum(axis=0) == pytest.approx(1.0)
    assert (three >= 0).all()


def test_a_believed_response_is_a_logit_node_with_log_chances_as_payoffs():
    three, precision = crisis.responses(np.array([0.2]), np.array([0.1])), 7.0
    payoffs = np.log(three) / precision
    node = probabilities(payoffs, np.ones((3, 1), bool), [[0], [1], [2]], precision, 1.0)
    assert node == pytest.approx(three)


def test_signs_of_what_makes_the_target_yield(effect_signs):
    def to_yield(if_yield, if_resist, punish, intervene, helped, precision):
        target = crisis.by_both(np.stack([if_yield] * 3), np.stack([if_resist, if_resist, if_resist + helped]))
        return crisis.chance_to_yield(target, crisis.responses(punish, intervene), precision)

    effect_signs(
        to_yield,
        {
            "if_yield": (-1, 1),
            "if_resist": (-1, 1),
            "punish": (0, 0.5),
            "intervene": (0, 0.5),
            "helped": (0, 1),
            "precision": (0, 20),
        },
        {"if_yield": 1, "if_resist": -1, "punish": 0, "intervene": -1, "helped": -1, "precision": None},
    )


def test_at_precision_zero_the_answer_is_a_coin_toss_and_at_large_precision_the_best_reply():
    target = crisis.by_answer(np.array([0.1, -0.1]), 0.0)
    nobody = crisis.responses(np.zeros(2), np.zeros(2))
    assert crisis.chance_to_yield(target, nobody, 0.0) == pytest.approx(0.5)
    assert crisis.chance_to_yield(target, nobody, 1e6) == pytest.approx([1.0, 0.0])


@given(st.lists(payoff, min_size=6, max_size=6), st.floats(0, 1), chance, chance)
def test_a_payoff_is_expected_alike_however_it_is_laid_out(six, to_yield, punish, intervene):
    """Against the sum over all six ends of the game, written out."""
    response = crisis.responses(np.array([punish]), np.array([intervene]))
    answers = np.array([to_yield, 1 - to_yield])
    chances = answers[:, None, None] * response[None]
    full = np.array(six).reshape(2, 3, 1)
    layouts = [
        full,
        crisis.by_both(full[0], full[1]),
        crisis.by_answer(six[0], six[1]),
        crisis.by_response(*six[:3]),
        crisis.whatever_follows(six[0]),
    ]
    for layout in layouts:
        written_out = (np.broadcast_to(layout, (2, 3, 1)) * chances).sum()
        assert crisis.expected(layout, np.array([to_yield]), response) == pytest.approx(written_out, abs=1e-12)


def test_looking_at_a_payoff_leaves_it_as_it_was():
    full = np.arange(6.0).reshape(2, 3, 1)
    crisis.expected(full, np.array([0.3]), crisis.responses(np.array([0.2]), np.array([0.1])))
    assert full.ravel().tolist() == [0, 1, 2, 3, 4, 5]


def test_a_better_outcome_is_never_expected_to_be_worth_less(effect_signs):
    def worth(six, to_yield, punish, intervene):
        return crisis.expected(six.reshape(2, 3, -1), to_yield, crisis.responses(punish, intervene))

    effect_signs(
        worth,
        {"six": (-1, 1, 6), "to_yield": (0, 1), "punish": (0, 0.5), "intervene": (0, 0.5)},
        {"six": (1,) * 6, "to_yield": None, "punish": None, "intervene": None},
        bounds=(-1, 1),
    )
