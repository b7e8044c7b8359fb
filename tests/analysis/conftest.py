"""Sweeps that were never played: cells whose shares follow a known function, exactly or by the luck of the draw."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.analysis.cells import Cells
from sim.parameters.vocabulary import OUTCOMES

OUTCOME = "new_confrontation"
EXACT = 1e12
"""So many worlds that the share is the chance."""


def counts_of(shares: np.ndarray, worlds: float) -> pd.DataFrame:
    """Counts in which one outcome has these shares and stalemate the rest."""
    counts = pd.DataFrame(0.0, index=range(len(shares)), columns=list(OUTCOMES))
    counts[OUTCOME] = shares * worlds
    counts["stalemate"] = (1 - shares) * worlds
    return counts


def cells_from(inputs: pd.DataFrame, chances: np.ndarray, **options: Any) -> Cells:
    """Cells whose shares are the chances."""
    return Cells(inputs, counts_of(np.asarray(chances, dtype=float), EXACT), **options)


def played(
    inputs: pd.DataFrame, chances: np.ndarray, worlds: int, rng: np.random.Generator, sets: int = 0, **options: Any
) -> Cells:
    """Cells with their own random draws, in `sets` replicates if any."""
    if not sets:
        shares = rng.binomial(worlds, chances) / worlds
        return Cells(inputs, counts_of(shares, worlds), common_luck=False, **options)
    parts = [counts_of(rng.binomial(worlds // sets, chances) / (worlds // sets), worlds // sets) for _ in range(sets)]
    return Cells(inputs, sum(parts[1:], parts[0]), replicates=parts, common_luck=False, **options)


def names(number: int) -> list[str]:
    return [f"x{place}" for place in range(number)]


def sobol_inputs(number: int, samples: int, second_order: bool = False) -> pd.DataFrame:
    """Points of the unit cube in SALib's order."""
    from SALib.sample import sobol

    problem = {"num_vars": number, "names": names(number), "bounds": [[0, 1]] * number}
    drawn = sobol.sample(problem, samples, calc_second_order=second_order, seed=3)
    return pd.DataFrame(drawn, columns=names(number))


def morris_inputs(number: int, trajectories: int) -> pd.DataFrame:
    """Trajectories through the unit cube."""
    from SALib.sample import morris

    problem = {"num_vars": number, "names": names(number), "bounds": [[0, 1]] * number}
    return pd.DataFrame(morris.sample(problem, trajectories, num_levels=4, seed=3), columns=names(number))


def spread_inputs(number: int, cells: int) -> pd.DataFrame:
    """A Latin hypercube of the unit cube."""
    from scipy.stats import qmc

    return pd.DataFrame(qmc.LatinHypercube(number, rng=np.random.default_rng(5)).random(cells), columns=names(number))


def ishigami(inputs: pd.DataFrame) -> np.ndarray:
    """Ishigami's function of three numbers in the unit interval, shrunk into [0, 1]."""
    x = np.pi * (2 * inputs.to_numpy() - 1)
    value = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return (value + 11) / 29


ISHIGAMI_FIRST, ISHIGAMI_TOTAL = [0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]
"""Known in closed form (Ishigami and Homma 1990), a = 7, b = 0.1."""


@pytest.fixture
def make() -> Callable[..., Cells]:
    """Make cells from inputs and chances."""
    return cells_from
