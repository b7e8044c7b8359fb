"""Make `gambit.json`: games of several shapes with the logit equilibria that Gambit computes for them.

Run it by its path. It needs pygambit (16.7) and numpy, but nothing of the project: pygambit is no dependency of it,
and the tests read the file. Payoffs are drawn at random. Gambit knows one lambda for all players; here each player
has its own, so Gambit is given payoffs that are multiplied by the player's part of it. Gambit traces its branch to a
lambda that is a rounding error away from the one asked for, so the file holds the lambdas at which it stopped.

The trees are games of complete information. The crises have types on both sides, known to their owner alone: for them
Gambit's equilibrium is the agent quantal response equilibrium (McKelvey and Palfrey 1998).
"""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import numpy as np

SEEDS = 1, 20
"""Seeds of the payoffs of the trees and of the crises; in these crises it matters what is read from a move."""

ENDS = {"yield": None, "resist": None}
FOLLOWED = {"yield": None, "resist": ("challenger", {"carry out": None, "stand down": None})}
ANSWERED = ("guarantor", {"aside": None, "punish": None, "intervene": None})
GUARANTEED = ("target", {"yield": ANSWERED, "resist": ANSWERED})


def _centipede(length: int):
    """Two players pass a growing pot back and forth, or take it."""
    node = None
    for step in reversed(range(length)):
        node = (("ann", "ben")[step % 2], {"take": None, "pass": node})
    return node


def _wide():
    """Three players in a row with four, three and two actions."""
    last = ("cem", {"low": None, "high": None})
    second = ("ben", dict.fromkeys("xyz", last))
    return ("ann", dict.fromkeys("abcd", second))


def _attrition(rounds: int):
    """Two players stay or quit in turn; chance may end the contest in between."""
    node = None
    for step in reversed(range(rounds)):
        goes_on = ("chance", {"end": None, "go on": node}, ("1/4", "3/4")) if node else None
        node = (("ann", "ben")[step % 2], {"quit": None, "stay": goes_on})
    return node


SHAPES = {
    "one choice": ("ann", {"a": None, "b": None, "c": None}),
    "threat": ("challenger", {"restrain": None, "threaten": ("target", FOLLOWED)}),
    "four moves": (
        "challenger",
        {
            "refrain": None,
            "threaten": ("target", FOLLOWED),
            "siege": ("target", FOLLOWED),
            "incursion": ("target", ENDS),
            "attack": ("target", ENDS),
        },
    ),
    "guarantor": ("challenger", {"restrain": None, "incursion": GUARANTEED, "attack": GUARANTEED}),
    "centipede": _centipede(6),
    "wide": _wide(),
    "lottery": (
        "chance",
        {
            "calm": ("ann", {"hold": None, "sign": ("ben", {"sign": None, "refuse": None})}),
            "storm": ("ben", {"hold": None, "strike": ("ann", FOLLOWED)}),
        },
        ("3/10", "7/10"),
    ),
    "attrition": _attrition(5),
}
"""From the name of a shape to its first node: who chooses, and what follows each action (None for an end); a draw by
chance also has the chances of its branches."""

CRISES = {
    "one threat": {"threat": [True], "challenger": ["1/2", "1/2"], "target": ["1/3", "2/3"]},
    "threat or seizure": {"threat": [True, False], "challenger": ["2/5", "3/5"], "target": ["1/2", "1/2"]},
    "three types": {"threat": [True, True, False], "challenger": ["1/5", "3/10", "1/2"], "target": ["1/4", "3/4"]},
}
"""Crises by name: which of the challenger's moves are threats, and the chances of the types of both sides."""

PAYOFFS = {
    "yielded": (0.2, 0.6),
    "stood_down": (-0.3, 0.0),
    "fought": (-0.7, 0.5),
    "target_yielded": (-0.5, -0.1),
    "target_kept": (0.0, 0.2),
    "target_fought": (-0.9, -0.2),
}
"""Ranges from which the payoffs of a crisis are drawn: types differ most in what fighting is worth to them."""


def _players(shape) -> set[str]:
    if shape is None:
        return set()
    own = set() if shape[0] == "chance" else {shape[0]}
    return own.union(*(_players(after) for after in shape[1].values()))


def _described(shape, players: list[str], generator) -> dict:
    """A shape with payoffs at its ends, as it stands in the file."""
    if shape is None:
        return {player: round(float(generator.uniform(-1, 1)), 3) for player in players}
    branches = {name: _described(after, players, generator) for name, after in shape[1].items()}
    node = {"player": shape[0], "branches": branches}
    return {**node, "chances": dict(zip(branches, shape[2], strict=True))} if shape[0] == "chance" else node


def solved_tree(shape, generator) -> dict:
    """A game of complete information, and the chances of every action at every node."""
    import pygambit

    players = sorted(_players(shape))
    part = {player: round(float(generator.uniform(0.5, 2)), 2) for player in players}
    described = _described(shape, players, generator)
    game = pygambit.Game.new_tree(players=players)
    places = []
    _grow(game, game.root, described, part, places)
    at, lam = _chances(game, float(generator.uniform(1, 8)))
    return {
        "precision": {player: lam * part[player] for player in players},
        "tree": described,
        "solution": [[list(path), {name: at[node.infoset, name] for name in names}] for path, node, names in places],
    }


def _grow(game, node, described: dict, part: dict[str, float], places: list, path: tuple[str, ...] = ()) -> None:
    """Put a described node into the tree, with all that follows."""
    if "branches" not in described:
        payoffs = [Fraction(str(described[player])) * Fraction(str(part[player])) for player in part]
        game.set_outcome(node, game.add_outcome(" ".join(path), payoffs))
        return
    names = list(described["branches"])
    if "chances" in described:
        game.append_move(node, game.players.chance, names)
        game.set_chance_probs(node.infoset, [Fraction(chance) for chance in described["chances"].values()])
    else:
        game.append_move(node, described["player"], names)
        places.append((path, node, names))
    for name, after in described["branches"].items():
        _grow(game, node.children[name], after, part, places, (*path, name))


def _chances(game, precision: float) -> tuple[dict, float]:
    """Gambit's chance of every action by (infoset, label), and the lambda at which it stopped.

    The profile itself raises in pygambit 16.7; its entries, in the order of the actions of the game, do not.
    """
    import pygambit

    (found,) = pygambit.qre.logit_solve_lambda(game, precision)
    actions = [action for player in game.players for infoset in player.infosets for action in infoset.actions]
    assert len(found) == len(actions)
    return {(a.infoset, a.label): float(found[place]) for place, a in enumerate(actions)}, float(found.lam)


def solved_crisis(crisis: dict, generator) -> dict:
    """A crisis with types on both sides, and the chances of every action of every type."""
    import pygambit

    moves, kinds, others = (len(crisis[key]) for key in ("threat", "challenger", "target"))
    payoffs = {
        end: _drawn(generator, *PAYOFFS[end], moves, others if end.startswith("target") else kinds) for end in PAYOFFS
    }
    part = {player: round(float(generator.uniform(0.5, 2)), 2) for player in ("challenger", "target")}
    described = {**crisis, "restraint": _drawn(generator, -0.1, 0.2, kinds), **payoffs}
    game = pygambit.Game.new_tree(players=list(part))
    deals = list(itertools.product(range(kinds), range(others)))
    game.append_move(game.root, game.players.chance, [f"{kind} {other}" for kind, other in deals])
    priors = [Fraction(crisis["challenger"][kind]) * Fraction(crisis["target"][other]) for kind, other in deals]
    game.set_chance_probs(game.root.infoset, priors)
    infosets = _dealt(game, described, part)
    at, lam = _chances(game, float(generator.uniform(6, 10)))
    answered = [[at[infosets["answer", move, other], "yield"] for other in range(others)] for move in range(moves)]
    return {
        "precision": {player: lam * part[player] for player in part},
        "game": described,
        "chances": [
            [at[infosets["move", kind], name] for kind in range(kinds)]
            for name in ("refrain", *(f"move {move}" for move in range(moves)))
        ],
        "yields": answered,
        "fights": [
            [at[infosets["follow", move, kind], "fight"] if threat else 1.0 for kind in range(kinds)]
            for move, threat in enumerate(crisis["threat"])
        ],
    }


def _drawn(generator, low: float, high: float, *shape: int) -> list:
    return np.round(generator.uniform(low, high, shape), 3).tolist()


def _dealt(game, described: dict, part: dict[str, float]) -> dict:
    """Grow the crisis below the deal of the types; each side knows its own type and what was done."""
    kinds, others, moves = (range(len(described[key])) for key in ("challenger", "target", "threat"))
    dealt = {(kind, other): game.root.children[f"{kind} {other}"] for kind in kinds for other in others}
    infosets = {}

    def asked(key: tuple, player: str, names: list[str], nodes: list) -> None:
        game.append_move(nodes, player, names)
        infosets[key] = nodes[0].infoset

    def end(node, kind: int, other: int, one: list, two: list) -> None:
        pays = (one[kind], two[other])
        exact = [Fraction(str(pay)) * Fraction(str(part[player])) for pay, player in zip(pays, part, strict=True)]
        game.set_outcome(node, game.add_outcome(f"end {len(game.outcomes)}", exact))

    nothing = [0.0] * len(others)
    for kind in kinds:
        names = ["refrain", *(f"move {move}" for move in moves)]
        asked(("move", kind), "challenger", names, [dealt[kind, other] for other in others])
        for other in others:
            end(dealt[kind, other].children["refrain"], kind, other, described["restraint"], nothing)
    for move in moves:
        made = {deal: node.children[f"move {move}"] for deal, node in dealt.items()}
        for other in others:
            asked(("answer", move, other), "target", ["yield", "resist"], [made[kind, other] for kind in kinds])
        resisted = {deal: node.children["resist"] for deal, node in made.items()}
        for deal, node in made.items():
            end(node.children["yield"], *deal, described["yielded"][move], described["target_yielded"][move])
        if described["threat"][move]:
            for kind in kinds:
                nodes = [resisted[kind, other] for other in others]
                asked(("follow", move, kind), "challenger", ["fight", "stand down"], nodes)
            for deal, node in resisted.items():
                left = described["stood_down"][move], described["target_kept"][move]
                end(node.children["stand down"], *deal, *left)
        for deal, node in resisted.items():
            fought = node.children["fight"] if described["threat"][move] else node
            end(fought, *deal, described["fought"][move], described["target_fought"][move])
    return infosets


def main() -> None:
    """Write the fixture beside this file."""
    import pygambit

    trees, crises = (np.random.default_rng(seed) for seed in SEEDS)
    found = {
        "solver": f"pygambit {pygambit.__version__}",
        "trees": {name: solved_tree(shape, trees) for name, shape in SHAPES.items()},
        "crises": {name: solved_crisis(crisis, crises) for name, crisis in CRISES.items()},
    }
    Path(__file__).with_name("gambit.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
