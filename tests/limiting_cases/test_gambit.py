"""Games are solved as Gambit solves them: trees of any shape, and crises in which neither side knows the other.

The games and Gambit's logit equilibria stand in `gambit.json`, made by `make_gambit_fixture.py`. A game of complete
information is solved exactly, from its last nodes to the first. A crisis with private types is solved by rounds of
inference, which come nearer and nearer to the equilibrium: after 400 of them no chance is off by a thousandth.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from sim.model.mechanisms import crisis
from sim.model.mechanisms.tree import Node, play

FOUND = json.loads(Path(__file__).with_name("gambit.json").read_text(encoding="utf-8"))
TREES, CRISES = FOUND["trees"], FOUND["crises"]
SIX_DIGITS = 1e-6
ROUNDS, NEAR = 400, 0.001
ENDS = ("yielded", "stood_down", "fought")
TARGET_ENDS = ("target_yielded", "target_kept", "target_fought")


def grown(described):
    """A tree from the file, as the engine takes it."""
    if "branches" not in described:
        return described
    chances = described.get("chances")
    fractions = None if chances is None else {name: ratio(chance) for name, chance in chances.items()}
    return Node(described["player"], {n: grown(b) for n, b in described["branches"].items()}, fractions)


def ratio(text):
    above, below = text.split("/")
    return int(above) / int(below)


@pytest.mark.parametrize("name", TREES)
def test_a_game_of_complete_information_is_solved_as_gambit_solves_it(name):
    played = play(grown(TREES[name]["tree"]), TREES[name]["precision"])
    for path, solved in TREES[name]["solution"]:
        node = played
        for action in path:
            node = node.after[action]
        assert {action: float(chance) for action, chance in node.chances.items()} == pytest.approx(
            solved, abs=SIX_DIGITS
        )


def test_the_trees_differ_in_shape_and_in_the_precision_of_the_players():
    sizes = {len(game["solution"]) for game in TREES.values()}
    assert len(sizes) >= 5
    players = {name: len(game["precision"]) for name, game in TREES.items()}
    assert set(players.values()) == {1, 2, 3}
    assert any("chances" in game["tree"] for game in TREES.values())
    lambdas = [precision for game in TREES.values() for precision in game["precision"].values()]
    assert len({round(precision, 6) for precision in lambdas}) == len(lambdas)


def test_the_chances_of_the_games_are_worth_comparing():
    """No choice is as good as certain: the likeliest action leaves a hundred times the tolerance to the others."""
    likeliest = [max(solved.values()) for game in TREES.values() for _, solved in game["solution"]]
    assert max(likeliest) < 1 - 100 * SIX_DIGITS
    answers = np.concatenate([np.ravel(game["yields"]) for game in CRISES.values()])
    assert ((answers > 10 * NEAR) & (answers < 1 - 10 * NEAR)).sum() >= len(CRISES)


def game_of(described):
    """A crisis from the file, as the engine takes it, in one world."""
    payoffs = {end: np.array(described[end])[:, :, None] for end in (*ENDS, *TARGET_ENDS)}
    return crisis.Game(
        threat=np.array(described["threat"])[:, None],
        restraint=np.array(described["restraint"])[:, None],
        belief_in_challenger=np.array([[ratio(chance)] for chance in described["challenger"]]),
        belief_in_target=np.array([[ratio(chance)] for chance in described["target"]]),
        **payoffs,
    )


def solved(name, rounds):
    precision = CRISES[name]["precision"]
    return crisis.solve(game_of(CRISES[name]["game"]), precision["challenger"], precision["target"], rounds)


def furthest(name, rounds):
    """The largest difference from Gambit in any chance of any type."""
    found = solved(name, rounds)
    here = found.chances[:, :, 0], found.yields[:, :, 0], found.fights[:, :, 0]
    there = (np.array(CRISES[name][key]) for key in ("chances", "yields", "fights"))
    return max(np.abs(one - other).max() for one, other in zip(here, there, strict=True))


@pytest.mark.parametrize("name", CRISES)
def test_a_crisis_with_private_types_nears_the_equilibrium_that_gambit_finds(name):
    assert furthest(name, ROUNDS) < NEAR


@pytest.mark.parametrize("name", CRISES)
def test_whether_a_threat_is_carried_out_needs_no_rounds(name):
    fights = solved(name, 1).fights[:, :, 0]
    assert fights == pytest.approx(np.array(CRISES[name]["fights"]), abs=SIX_DIGITS)


@pytest.mark.parametrize("name", CRISES)
def test_reading_the_move_matters(name):
    """A target that does not read the challenger's type from its move is far from the equilibrium."""
    assert furthest(name, 1) > 50 * NEAR
