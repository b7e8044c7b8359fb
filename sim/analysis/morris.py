"""Morris screening: which parameters can be left alone.

An *elementary effect* is the change of the share when one parameter moves by a step and everything else stays, divided
by the step as a part of the range. Its mean is `mu`, the mean of its absolute value `mu_star`, its standard deviation
`sigma` (large where the effect depends on other parameters or is not linear). After Morris (1991) and Campolongo and
others (2007), through SALib.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.cells import MORRIS, SEED, Cells, FloatArray, advice
from sim.analysis.noise import acts, noise_of
from sim.analysis.sobol import RESAMPLES
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.studies.shares.intervals import CONFIDENCE

FEWEST = 2
"""Trajectories below which no interval is drawn."""

TRAJECTORIES = 20
"""Trajectories that are advised; between ten and fifty are usual (Campolongo and others 2007)."""


def morris_screening(cells: Cells, outcome: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Elementary effects of every parameter, from a Morris design in its order; cells of another design are refused.

    One row per parameter: `parameter`, `mu`, `mu_star`, `mu_star_low`, `mu_star_high`, `sigma`, all in shares per whole
    range; `noise_floor`, the `mu_star` that noise alone would give; and `acts`, which compares the interval with it.
    """
    moved = _moved(cells)
    analyzer = extra("SALib.analyze.morris", "sensitivity analysis")
    found = analyzer.analyze(
        cells.problem(),
        cells.numbers(),
        cells.share(outcome),
        num_resamples=RESAMPLES,
        conf_level=confidence,
        num_levels=cells.levels,
        seed=SEED,
    )
    mu, mu_star, half_width, sigma = (
        np.asarray(found[key], dtype=float) for key in ("mu", "mu_star", "mu_star_conf", "sigma")
    )
    low, high, floor = mu_star - half_width, mu_star + half_width, _noise_floor(cells, outcome, moved)
    return pd.DataFrame(
        {
            "parameter": cells.parameters,
            "mu": mu,
            "mu_star": mu_star,
            "mu_star_low": low,
            "mu_star_high": high,
            "sigma": sigma,
            "noise_floor": floor,
            "acts": acts(low, high, floor),
        }
    )


def _noise_floor(cells: Cells, outcome: str, moved: Any) -> FloatArray:
    """The mean absolute elementary effect that noise alone would give, shape (parameters,).

    The mean of the absolute value of a normal error is its standard deviation times the root of 2 / pi. With
    replicates the variance of each parameter's steps is measured; otherwise a step has twice the noise of a cell.
    """
    step = cells.levels / (2 * (cells.levels - 1))
    size = len(cells.parameters)
    if len(cells.replicates) > 1:
        shares = cells.replicate_shares(outcome).reshape(len(cells.replicates), -1, size + 1)
        between = np.diff(shares, axis=2).var(axis=0, ddof=1) / len(cells.replicates)
        variance = np.array([between[moved == place].mean() for place in range(size)])
    else:
        variance = np.full(size, 2 * noise_of(cells, outcome).variance)
    return np.sqrt(variance) * math.sqrt(2 / math.pi) / step


def _moved(cells: Cells) -> Any:
    """Which parameter moves in each step, shape (trajectories, steps); `InputError` if this is not a Morris design."""
    size = len(cells.parameters)
    if cells.design != MORRIS or len(cells) % (size + 1) or len(cells) < FEWEST * (size + 1):
        raise InputError(
            f"Morris screening needs {FEWEST} or more trajectories, and this is a {cells.design} design of "
            f"{len(cells)} cells: {advice(MORRIS, TRAJECTORIES)}"
        )
    steps = np.diff(cells.numbers().reshape(-1, size + 1, size), axis=1) != 0
    if not (steps.sum(axis=1) == 1).all() or not (steps.sum(axis=2) == 1).all():
        raise InputError(
            "one step of this Morris design moves no parameter, or several: a switch or a whole number with too few "
            "values for the levels; leave it out, or take a Sobol design"
        )
    return steps.argmax(axis=2)
