"""Games of complete information as trees, solved by logit choice from the last node to the first.

The crisis game of the model has one shape; this solver takes any. It is what the shape of the model is checked against, and
what a student can try other games with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.mechanisms.arrays import FloatArray, Number


@dataclass(frozen=True)
class Node:
    """A point at which a player chooses, or at which chance does.

    Attributes
    ----------
    player : str
        Who chooses; "chance" for a draw.
    branches : mapping of str to Node or mapping
        From an action to what follows: another node, or the payoffs at an end, by player.
    chances : mapping of str to number, optional
        Chance of each branch, where chance chooses.
    """

    player: str
    branches: Mapping[str, Node | Mapping[str, Number]]
    chances: Mapping[str, Number] | None = None


@dataclass(frozen=True)
class Played:
    """A solved node: the chance of each action, what is expected here by player, and the solved nodes that follow."""

    chances: dict[str, FloatArray]
    values: dict[str, FloatArray]
    after: dict[str, Played]


def play(node: Node, precision: Number | Mapping[str, Number], path: tuple[int, ...] = ()) -> Played:
    """Solve a game of complete information by logit choice at every node (McKelvey and Palfrey 1998).

    Parameters
    ----------
    node : Node
        The first node.
    precision : number or mapping of str to number
        Lambda, of everybody or by player.

    Returns
    -------
    Played

    Raises
    ------
    ValueError
        If the tree has no end, a node no branches, branches do not pay the same players, or a chance or a precision is
        missing.
    """
    if id(node) in path:
        raise ValueError(f"the tree has no end: a node of {node.player} follows on itself; give every branch an end")
    if not node.branches:
        raise ValueError(f"the tree has no end: a node of {node.player} has no branches; give it actions or payoffs")
    after = {name: play(n, precision, (*path, id(node))) for name, n in node.branches.items() if isinstance(n, Node)}
    values = {
        name: after[name].values if isinstance(n, Node) else {player: np.asarray(v, float) for player, v in n.items()}
        for name, n in node.branches.items()
    }
    players = list(next(iter(values.values())))
    _check(node, values, precision)
    chances = _chances(node, values, precision)
    expected = {p: np.asarray(sum(chances[name] * values[name][p] for name in values)) for p in players}
    return Played(chances, expected, after)


def _check(
    node: Node, values: Mapping[str, Mapping[str, FloatArray]], precision: Number | Mapping[str, Number]
) -> None:
    """Refuse a node that cannot be solved, with words that say what is missing."""
    first, *others = values
    for name in others:
        if set(values[name]) != set(values[first]):
            raise ValueError(
                f"after {name!r} the tree pays {sorted(values[name])}, after {first!r} {sorted(values[first])}: "
                "every end must pay the same players"
            )
    if node.chances is not None:
        if set(node.chances) != set(values):
            raise ValueError(
                f"a node of chance has the branches {sorted(values)}, and chances of {sorted(node.chances)}"
            )
        total = sum(np.asarray(chance, float) for chance in node.chances.values())
        if not np.allclose(total, 1.0):
            raise ValueError(f"the chances of {sorted(values)} must add up to 1")
        return
    if node.player not in values[first]:
        raise ValueError(f"{node.player} chooses, but no end pays it: there are payoffs of {sorted(values[first])}")
    if isinstance(precision, Mapping) and node.player not in precision:
        raise ValueError(f"there is no precision of {node.player}: there are those of {sorted(precision)}")


def _chances(
    node: Node, values: Mapping[str, Mapping[str, FloatArray]], precision: Number | Mapping[str, Number]
) -> dict[str, FloatArray]:
    """The chance of each branch of a node."""
    if node.chances is not None:
        return {name: np.asarray(chance, float) for name, chance in node.chances.items()}
    sharp = precision[node.player] if isinstance(precision, Mapping) else precision
    worth = np.stack(np.broadcast_arrays(*(sharp * values[name][node.player] for name in values)))
    parts = np.exp(worth - worth.max(axis=0))
    return dict(zip(values, parts / parts.sum(axis=0), strict=True))
