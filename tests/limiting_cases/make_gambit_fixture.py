"""Make `gambit.json`: crisis games of the engine with the logit equilibria that Gambit computes for them.

Run it by its path. It needs pygambit (16.7), which is no dependency of the project: the tests read the file. The
games have the engine's own payoffs in worlds whose parameters are drawn at random. A believed guarantor is a logit
node whose payoffs are the logarithms of the believed chances, divided by lambda. Gambit traces its branch to a lambda
that is a rounding error away from the one asked for, so the file holds the lambda at which it stopped.
"""

import json
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sim.model.actors import crisis_game  # noqa: E402
from sim.model.negotiation import NegotiationModel  # noqa: E402
from sim.model.world.values import Branch  # noqa: E402

GAMES = 8
MOVES = (("incursion", "attack"), ("siege", "attack"))
ANSWERS = ("yield", "resist")
RESPONSES = ("aside", "punish", "intervene")
DRAWN = {
    "mechanisms.force.decisiveness": (0.5, 3),
    "mechanisms.force.destruction": (0, 0.3),
    "mechanisms.force.status_quo": (0.1, 0.6),
    "mechanisms.force.intervention_strength": (0.2, 1.5),
    "mechanisms.deterrence.leverage.united_states": (0, 1),
    "mechanisms.deterrence.leverage.european_union": (0, 1),
    "mechanisms.deterrence.interest.united_states": (0.2, 1),
    "mechanisms.deterrence.intervention_share.united_states": (0.1, 0.9),
    "mechanisms.crisis.coerced_step": (0.1, 1),
    "actors.armenia.war_cost": (0.05, 0.5),
    "actors.azerbaijan.war_cost": (0.05, 0.5),
    "actors.azerbaijan.initial.capability": (0.3, 0.9),
}


def games(seed: int = 1) -> list[dict]:
    """Games with the engine's payoffs, without their equilibria."""
    generator = np.random.default_rng(seed)
    values = {name: generator.uniform(low, high, GAMES) for name, (low, high) in DRAWN.items()}
    model = NegotiationModel(worlds=GAMES, seed=seed, values=values, collect=False)
    precision = generator.uniform(1, 15, GAMES)
    return [_game(model, world, precision[world], MOVES[world % 2]) for world in range(GAMES)]


def _game(model: NegotiationModel, world: int, precision: float, moves: tuple[str, ...]) -> dict:
    rivals, view = model.values.actors, model.look()
    described = {}
    for move in moves:
        challenger = crisis_game.challenger_payoffs(move, view)
        target = crisis_game.target_payoffs(move, view)
        response = crisis_game.believed_responses(view.outlook.beliefs.response[move])
        described[move] = {
            "challenger": _weighed(challenger, rivals.azerbaijan.weights, world),
            "target": _weighed(target, rivals.armenia.weights, world),
            "response": response[:, world].tolist(),
        }
    return {"precision": float(precision), "moves": described}


def _weighed(payoffs: list[crisis_game.Payoff], weights: Branch, world: int) -> list[list[float]]:
    """Sum of payoffs weighted by an actor's interests in one world, by answer and response."""
    total = sum(
        np.broadcast_to(getattr(weights, motive.interest) * payoff, (2, 3, GAMES)) for motive, payoff in payoffs
    )
    return total[:, :, world].tolist()


def solved(game: dict) -> dict:
    """The game with the lambda at which Gambit stopped and the chances that it found there."""
    import pygambit

    tree = pygambit.Game.new_tree(players=["challenger", "target", "guarantor"])
    tree.append_move(tree.root, "challenger", ["restrain", *game["moves"]])
    tree.set_outcome(tree.root.children["restrain"], tree.add_outcome("restraint", [0, 0, 0]))
    for move, described in game["moves"].items():
        _grow(tree, tree.root.children[move], move, described, game["precision"])
    (found,) = pygambit.qre.logit_solve_lambda(tree, game["precision"])
    # The profile itself raises in pygambit 16.7; its entries, in the order of the actions of the game, do not.
    chances = [found[place] for place in range(len(found))]
    names = list(game["moves"])
    first, answers = len(names) + 1, 2 * len(names)
    to_yield = chances[first : first + answers : 2]
    responses = np.reshape(chances[first + answers :], (len(names), 2, 3))
    for place, move in enumerate(names):
        game["moves"][move]["response"] = responses[place, 0].tolist()
    return {
        "precision": found.lam,
        "moves": game["moves"],
        "chances": dict(zip(["restrain", *names], chances[:first], strict=True)),
        "to_yield": dict(zip(names, to_yield, strict=True)),
    }


def _grow(tree, node, move: str, described: dict, precision: float) -> None:
    """The target's answer to a move, and the guarantor's response to either answer."""
    tree.append_move(node, "target", list(ANSWERS))
    for answer, name in enumerate(ANSWERS):
        below = node.children[name]
        tree.append_move(below, "guarantor", list(RESPONSES))
        for response, label in enumerate(RESPONSES):
            payoffs = [
                described["challenger"][answer][response],
                described["target"][answer][response],
                float(np.log(described["response"][response]) / precision),
            ]
            tree.set_outcome(below.children[label], tree.add_outcome(f"{move} {name} {label}", payoffs))


def main() -> None:
    """Write the fixture beside this file."""
    import pygambit

    found = {"solver": f"pygambit {pygambit.__version__}", "games": [solved(game) for game in games()]}
    Path(__file__).with_name("gambit.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
