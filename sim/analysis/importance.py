"""Feature importance: how much worse a forest of trees predicts a share when it no longer knows a parameter.

A forest of extremely randomised trees (Geurts and others 2006) learns the share of an outcome from the inputs of some
cells and predicts it in others. Then the values of one parameter are shuffled among those others, and the loss of
explained variance is its importance (Breiman 2001). Measured in cells that the forest has not seen, so that luck is
not mistaken for importance. Through scikit-learn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.cells import SEED, Cells, FloatArray, is_numeric
from sim.analysis.of_sweep import cells_of
from sim.common.asked import asked, within_one, word
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import CONFIDENCE

FOLDS, SHUFFLES, TREES = 5, 5, 100
"""Parts of the cells that are predicted in turn, shuffles of each parameter in each, and trees of a forest."""

FEWEST_CELLS = 50
"""With fewer cells a fifth of them is not a sample to judge a forest by."""

TRUSTWORTHY = 0.5
"""A forest that explains less than half of the variance in unseen cells does not know what matters."""


@dataclass(frozen=True)
class Importance:
    """What a forest needs to know to predict the share of an outcome.

    The table has one row per parameter, the most important first: `parameter`, `importance` (loss of explained
    variance; about 0 for a parameter that does nothing), `low`, `high` (of the 25 measurements in unseen cells).
    `explained` is the part of the variance in unseen cells that the forest explains.
    """

    outcome: str
    table: pd.DataFrame
    explained: float

    @property
    def trustworthy(self) -> bool:
        """Whether the forest predicts well enough for its importances to mean something."""
        return self.explained >= TRUSTWORTHY


@asked(outcome=word(*OUTCOMES), confidence=within_one)
def importance(study: Any, outcome: str, confidence: float = CONFIDENCE) -> Importance:
    """Rank what was varied by how much a forest needs it to predict the share of an outcome.

    The study is a finished sweep, or its `Cells`, that varies everything at the same time.

    Raises
    ------
    InputError
        If the outcome does not exist, there are too few cells, the share is the same in all of them, or scikit-learn
        is not installed.
    """
    cells = study if isinstance(study, Cells) else cells_of(study)
    shares = cells.share(outcome)
    if len(cells) < FEWEST_CELLS:
        raise InputError(f"feature importance needs {FEWEST_CELLS} cells or more, and there are {len(cells)}")
    if np.ptp(shares) == 0:
        raise InputError(f"the share of {outcome} is {shares[0]:.3g} in all cells; there is nothing to explain")
    lost, explained = _measured(cells.varied, shares)
    ends = np.quantile(lost, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    table = pd.DataFrame(
        {"parameter": cells.varied.columns, "importance": lost.mean(axis=0), "low": ends[0], "high": ends[1]}
    )
    ranked = table.sort_values("importance", ascending=False, kind="stable", ignore_index=True)
    return Importance(outcome, ranked, explained)


def _measured(inputs: pd.DataFrame, shares: FloatArray) -> tuple[FloatArray, float]:
    """Losses of explained variance, shape (measurements, parameters), and what is explained with nothing shuffled."""
    ensemble = extra("sklearn.ensemble", "feature importance")
    inspection = extra("sklearn.inspection", "feature importance")
    generator = np.random.default_rng(SEED)
    fold_of = generator.permutation(len(shares)) % FOLDS
    numbers = pd.DataFrame({name: _ordered(inputs[name], shares) for name in inputs.columns})
    lost, explained = [], []
    for fold in range(FOLDS):
        seen = fold_of != fold
        forest = ensemble.ExtraTreesRegressor(TREES, random_state=SEED).fit(numbers[seen], shares[seen])
        measured = inspection.permutation_importance(
            forest, numbers[~seen], shares[~seen], scoring="r2", n_repeats=SHUFFLES, random_state=SEED
        )
        lost.append(measured.importances.T)
        explained.append(forest.score(numbers[~seen], shares[~seen]))
    return np.concatenate(lost), float(np.mean(explained))


def _ordered(column: pd.Series[Any], shares: FloatArray) -> FloatArray:
    """Numbers as they are; words numbered by the mean share of their cells, so that a tree can split them in order."""
    if is_numeric(column):
        return column.to_numpy(dtype=float)
    means = pd.Series(shares).groupby(column.to_numpy()).mean().rank(method="first")
    return np.asarray(column.map(means), dtype=np.float64)
