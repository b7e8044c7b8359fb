"""CART: a tree of questions that splits the cells until each leaf is mostly of one kind (Breiman and others 1984).

Through scikit-learn. A leaf is a box, because every question on the way to it is a limit on one parameter.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.boxes import Limit, Mask, limits_between
from sim.analysis.cells import is_numeric
from sim.analysis.prim import BOXES, DENSEST_ENOUGH, SMALLEST
from sim.analysis.sobol import SEED
from sim.common.extras import extra

DEPTH = 4
"""Questions on the way to a leaf, at most: a box with more limits is not understood by anybody."""

WORTH = 0.01
"""A split must lower the impurity of the whole by this part of what the tree starts from, or it describes luck."""


def cart_boxes(inputs: pd.DataFrame, interest: Mask, boxes: int = BOXES) -> list[tuple[Limit, ...]]:
    """Find the leaves of a tree in which cases of interest are dense.

    Parameters
    ----------
    inputs : DataFrame, shape (cells, parameters)
        All cells.
    interest : array of bool, shape (cells,)
        Which of them are of interest.
    boxes : int
        At most so many, those with most cases of interest first.

    Returns
    -------
    list of tuple of Limit
        Empty if no leaf is dense enough.

    Raises
    ------
    InputError
        If scikit-learn is not installed.
    """
    trees = extra("sklearn.tree", "CART")
    numbers, questions = asked(inputs)
    share = interest.mean()
    tree = trees.DecisionTreeClassifier(
        max_depth=DEPTH,
        min_samples_leaf=max(1, int(np.ceil(SMALLEST * len(inputs)))),
        min_impurity_decrease=WORTH * 2 * share * (1 - share),
        random_state=SEED,
    ).fit(numbers, interest)
    leaf_of = tree.apply(numbers)
    hits = {leaf: int(interest[leaf_of == leaf].sum()) for leaf in np.unique(leaf_of)}
    dense = [leaf for leaf, count in hits.items() if count and count >= DENSEST_ENOUGH * (leaf_of == leaf).sum()]
    dense.sort(key=lambda leaf: -hits[leaf])
    found = [_limits(inputs, questions, _path(tree.tree_, leaf)) for leaf in dense[:boxes]]
    return [limits for limits in found if limits]


def asked(inputs: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[str, Any]]]:
    """The inputs as trees can ask about them: numbers as they are, and for each word whether it is this one.

    Returns
    -------
    numbers : DataFrame, shape (cells, questions)
    questions : list of (str, value)
        The parameter of each column, and the word it asks about; None for a number.
    """
    columns: list[Any] = []
    questions: list[tuple[str, Any]] = []
    for name in map(str, inputs.columns):
        column = inputs[name]
        words = [None] if is_numeric(column) else column.unique().tolist()
        for word in words:
            columns.append(column.to_numpy(dtype=float) if word is None else (column == word).to_numpy(dtype=float))
            questions.append((name, word))
    return pd.DataFrame(np.column_stack(columns)), questions


def _path(tree: Any, leaf: int) -> list[tuple[int, float, bool]]:
    """The questions on the way to a leaf: which, at which threshold, and whether the answer is above it."""
    parents = {}
    for node in range(tree.node_count):
        for child, above in ((tree.children_left[node], False), (tree.children_right[node], True)):
            if child >= 0:
                parents[int(child)] = (node, above)
    path = []
    while leaf in parents:
        leaf, above = parents[leaf]
        path.append((int(tree.feature[leaf]), float(tree.threshold[leaf]), above))
    return path


def _limits(
    inputs: pd.DataFrame, questions: list[tuple[str, Any]], path: list[tuple[int, float, bool]]
) -> tuple[Limit, ...]:
    """The answers on the way to a leaf as limits."""
    lows: dict[str, Any] = {}
    highs: dict[str, Any] = {}
    for name in map(str, inputs.columns):
        numeric = is_numeric(inputs[name])
        lows[name] = -np.inf if numeric else set(inputs[name].unique().tolist())
        highs[name] = np.inf if numeric else lows[name]
    for question, threshold, above in path:
        name, word = questions[question]
        if word is not None:
            lows[name] = highs[name] = {word} & lows[name] if above else lows[name] - {word}
        elif above:
            lows[name] = max(lows[name], threshold)
        else:
            highs[name] = min(highs[name], threshold)
    return limits_between(inputs, lows, highs)
