"""Games of complete information of any shape, by logit choice from the last node to the first."""

import numpy as np
import pytest

from sim.model.mechanisms import crisis
from sim.model.mechanisms.arrays import logistic
from sim.model.mechanisms.tree import Node, play


def test_challenge_and_defend_has_the_logit_equilibrium_of_the_literature():
    """Lambda 2; challenger: status quo 0, capitulation 1, war -.5; defender: 1, 0, -.3."""
    answer = Node(
        "defender", {"yield": {"challenger": 1, "defender": 0}, "resist": {"challenger": -0.5, "defender": -0.3}}
    )
    game = Node("challenger", {"restrain": {"challenger": 0, "defender": 1}, "challenge": answer})
    played = play(game, 2.0)
    assert played.after["challenge"].chances["resist"] == pytest.approx(0.354344, abs=5e-7)
    assert played.chances["challenge"] == pytest.approx(0.718487, abs=5e-7)


def test_chance_weighs_what_follows_by_its_chances():
    game = Node("chance", {"rain": {"a": 1.0}, "sun": {"a": 3.0}}, {"rain": 0.25, "sun": 0.75})
    assert play(game, 5.0).values["a"] == pytest.approx(2.5)


def test_players_may_choose_with_precisions_of_their_own():
    game = Node("a", {"left": {"a": 1.0}, "right": {"a": 0.0}})
    assert play(game, {"a": 0.0}).chances["left"] == pytest.approx(0.5)
    assert play(game, {"a": 50.0}).chances["left"] == pytest.approx(1.0)


def test_a_tree_without_an_end_is_refused():
    endless = Node("a", {})
    endless.branches["again"] = endless
    with pytest.raises(ValueError, match="no end: a node of a follows on itself"):
        play(endless, 1.0)
    away = Node("a", {"on": Node("b", {})})
    away.branches["on"].branches["back"] = away
    with pytest.raises(ValueError, match="no end: a node of a follows on itself"):
        play(away, 1.0)


def test_a_node_without_branches_is_refused():
    with pytest.raises(ValueError, match="no end: a node of b has no branches"):
        play(Node("a", {"on": Node("b", {})}), 1.0)


@pytest.mark.parametrize(
    ("game", "precision", "words"),
    [
        (Node("a", {"left": {"a": 1.0, "b": 0.0}, "right": {"a": 0.0}}), 1.0, "every end must pay the same players"),
        (Node("chance", {"rain": {"a": 1.0}, "sun": {"a": 3.0}}, {"rain": 1.0}), 1.0, "and chances of"),
        (Node("chance", {"rain": {"a": 1.0}, "sun": {"a": 3.0}}, {"rain": 0.5, "sun": 0.6}), 1.0, "must add up to 1"),
        (Node("b", {"left": {"a": 1.0}, "right": {"a": 0.0}}), 1.0, "b chooses, but no end pays it"),
        (Node("a", {"left": {"a": 1.0}, "right": {"a": 0.0}}), {"b": 1.0}, "no precision of a"),
    ],
)
def test_a_tree_in_which_something_is_missing_is_refused_with_what_it_is(game, precision, words):
    with pytest.raises(ValueError, match=words):
        play(game, precision)


def one(value):
    return np.full((1, 1, 1), float(value))


@pytest.mark.parametrize("precision", [0.0, 3.0, 40.0])
def test_the_crisis_game_of_the_model_is_one_of_these_trees(precision):
    """One type on either side and a threat, which is yielded to (.2, -.1), dropped (-.04, 0) or fought (-.1, -.25)."""
    game = crisis.Game(
        np.array([[True]]), np.zeros((1, 1)), one(0.2), one(-0.04), one(-0.1), one(-0.1), one(0.0), one(-0.25),
        np.ones((1, 1)), np.ones((1, 1)),
    )  # fmt: skip
    found = crisis.solve(game, precision, precision, 1)
    follow = Node("c", {"fight": {"c": -0.1, "t": -0.25}, "stand_down": {"c": -0.04, "t": 0.0}})
    answer = Node("t", {"yield": {"c": 0.2, "t": -0.1}, "resist": follow})
    played = play(Node("c", {"restrain": {"c": 0.0, "t": 0.0}, "threaten": answer}), precision)
    assert found.chances[1] == pytest.approx(played.chances["threaten"], abs=1e-9)
    assert found.yields[0] == pytest.approx(played.after["threaten"].chances["yield"], abs=1e-9)
    assert found.fights[0] == pytest.approx(logistic(precision * -0.06), abs=1e-9)


def test_two_branches_may_lead_to_the_same_node():
    same = Node("b", {"stay": {"a": 1.0, "b": 0.0}, "go": {"a": 3.0, "b": 0.0}})
    played = play(Node("a", {"left": same, "right": same}), 4.0)
    assert played.chances["left"] == pytest.approx(0.5)
    assert played.values["a"] == pytest.approx(2.0)


def test_whoever_moves_first_foresees_both_chance_and_the_answer():
    """Lambda 1: b goes left at odds of e to 1; chance lets it choose in half of the cases; a compares that with .4."""
    answer = Node("b", {"left": {"a": 1.0, "b": 1.0}, "right": {"a": 0.0, "b": 0.0}})
    luck = Node("chance", {"heard": answer, "lost": {"a": 0.0, "b": 0.0}}, {"heard": 0.5, "lost": 0.5})
    played = play(Node("a", {"try": luck, "wait": {"a": 0.4, "b": 0.0}}), 1.0)
    assert played.after["try"].values["a"] == pytest.approx(0.365529, abs=5e-7)
    assert played.chances["try"] == pytest.approx(0.491383, abs=5e-7)
    assert played.after["try"].after["heard"].chances["left"] == pytest.approx(0.731059, abs=5e-7)


def test_worlds_are_solved_side_by_side():
    payoff = np.array([0.0, 0.3, 2.0])
    played = play(Node("a", {"left": {"a": payoff}, "right": {"a": 0.5}}), np.array([1.0, 4.0, 0.0]))
    assert played.chances["left"] == pytest.approx(logistic(np.array([-0.5, -0.8, 0.0])))


def test_large_payoffs_do_not_overflow():
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        played = play(Node("a", {"left": {"a": 1e6}, "middle": {"a": 0.0}, "right": {"a": -1e6}}), 60.0)
    assert [float(chance) for chance in played.chances.values()] == pytest.approx([1.0, 0.0, 0.0])
