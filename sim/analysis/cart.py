"""CART: a tree of questions that splits the cells until each leaf is mostly of one kind (Breiman and others 1984).

Through scikit-learn. A leaf is a box, because every question on the way to it is a limit on one parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.boxes import Ends, Limit, Mask, limits_between
from sim.analysis.cells import SEED, FloatArray, is_numeric
from sim.analysis.prim import BOXES, DENSEST_ENOUGH, SMALLEST
from sim.common.extras import extra

Question = tuple[str, Any]
"""A parameter, and the word it is asked for; None for a number."""

DEPTH = 4
"""Questions on the way to a leaf, at most: a box with more limits is not understood by anybody."""

WORTH = 0.01
"""A split must lower the impurity of the whole by this part of what the tree starts from, or it describes luck."""


def cart_boxes(inputs: pd.DataFrame, interest: Mask, boxes: int = BOXES) -> list[tuple[Limit, ...]]:
    """Find at most so many leaves of a tree in which cases of interest are dense, those with most of them first."""
    trees = extra("sklearn.tree", "CART")
    questions = _questions(inputs)
    numbers = pd.DataFrame(np.column_stack([_asked(inputs[name], word) for name, word in questions]))
    share = interest.mean()
    tree = trees.DecisionTreeClassifier(
        max_depth=DEPTH,
        min_samples_leaf=max(1, int(np.ceil(SMALLEST * len(inputs)))),
        min_impurity_decrease=WORTH * 2 * share * (1 - share),
        random_state=SEED,
    ).fit(numbers, interest)
    cases = pd.Series(interest).groupby(tree.apply(numbers)).agg(["sum", "size"])
    dense = cases[(cases["sum"] > 0) & (cases["sum"] >= DENSEST_ENOUGH * cases["size"])]
    leaves = dense.sort_values("sum", ascending=False, kind="stable").index[:boxes]
    everything: Ends = {
        str(name): (-np.inf, np.inf) if is_numeric(column) else frozenset(column.unique().tolist())
        for name, column in inputs.items()
    }
    ends_of = dict(_leaves(tree.tree_, questions, everything))
    found = [limits_between(inputs, ends_of[leaf]) for leaf in leaves]
    return [limits for limits in found if limits]


def _questions(inputs: pd.DataFrame) -> list[Question]:
    """What a tree can ask: how large a number is, and for each word whether it is this one."""
    return [
        (str(name), word)
        for name, column in inputs.items()
        for word in ([None] if is_numeric(column) else column.unique().tolist())
    ]


def _asked(column: pd.Series[Any], word: Any) -> FloatArray:
    return (column if word is None else column == word).to_numpy(dtype=float)


def _leaves(tree: Any, questions: list[Question], ends: Ends, node: int = 0) -> Iterator[tuple[int, Ends]]:
    """Every leaf below a node with what the answers on the way to it allow."""
    if tree.children_left[node] < 0:
        yield node, ends
        return
    name, word = questions[tree.feature[node]]
    if word is None:
        (low, high), threshold = ends[name], float(tree.threshold[node])
        no, yes = (low, min(high, threshold)), (max(low, threshold), high)
    else:
        no, yes = ends[name] - {word}, ends[name] & {word}
    yield from _leaves(tree, questions, {**ends, name: no}, int(tree.children_left[node]))
    yield from _leaves(tree, questions, {**ends, name: yes}, int(tree.children_right[node]))
