"""Sobol indices: which part of the variance of a share between cells each parameter accounts for.

The *first-order index* of a parameter is the part that would vanish on average if the parameter alone were known; the
*total-order index* is the part that would remain if everything else were known, with all interactions; the
*second-order index* of a pair is what both explain together beyond their first-order indices (Sobol 2001; Saltelli and
others 2010). Indices and their intervals come from SALib.

Indices freed of noise are added where every cell uses its own random draws. An index is a ratio of two sums of products of
shares. A product of two shares from the *same* worlds carries the variance of their common error; a product of shares
from *different* worlds does not, because their errors are independent. So where the worlds of each cell fall into
replicates, every product is taken across two different replicates and averaged over all pairs; without replicates the
binomial noise is subtracted. With common random numbers the error is one random curve over the whole space: it does not
average out over cells, and an index freed of it would be wrong by as much as the plain one, in either direction.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.cells import SEED, SOBOL, Cells, FloatArray, advice
from sim.analysis.noise import noise_of
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.studies.shares.intervals import CONFIDENCE

RESAMPLES = 200
"""Bootstrap samples for an interval: enough for its half-width to be known to about 5 % (Efron and Tibshirani 1993)."""

FEWEST = 4
"""Base samples below which no interval is drawn."""

SAMPLES = 512
"""Base samples that are advised: intervals of the larger indices are then about a tenth wide."""


def sobol_indices(cells: Cells, outcome: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """First-order and total-order indices of every parameter, from a Sobol design in its order.

    One row per parameter in the order of the design: `parameter`, `first`, `first_low`, `first_high`, `total`,
    `total_low`, `total_high`, and the same two freed of noise, `first_denoised` and `total_denoised` (NaN with common
    random numbers, with which that is not sound). Indices are NaN if the share is the same in all cells. Estimates of
    small indices can be negative. Cells of another design are refused.
    """
    found = _analyse(cells, outcome, confidence, second_order=False)
    first, total = _denoised(cells, outcome)
    return pd.DataFrame(
        {
            "parameter": cells.parameters,
            **_with_interval("first", found["S1"], found["S1_conf"]),
            **_with_interval("total", found["ST"], found["ST_conf"]),
            "first_denoised": first,
            "total_denoised": total,
        }
    )


def second_order_indices(cells: Cells, outcome: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Second-order indices, one row per pair: `parameter`, `other`, `second`, `second_low`, `second_high`.

    A design without the cells for them is refused.
    """
    if not cells.second_order:
        raise InputError(
            "this Sobol design has no cells for second-order indices: run design.sobol(..., second_order=True)"
        )
    found = _analyse(cells, outcome, confidence, second_order=True)
    pairs = pd.DataFrame(list(itertools.combinations(cells.parameters, 2)), columns=["parameter", "other"])
    # SALib fills the upper triangle of a square.
    upper = np.triu_indices(len(cells.parameters), 1)
    return pairs.assign(**_with_interval("second", found["S2"][upper], found["S2_conf"][upper]))


def _with_interval(name: str, index: FloatArray, half_width: FloatArray) -> dict[str, FloatArray]:
    return {name: index, f"{name}_low": index - half_width, f"{name}_high": index + half_width}


def _analyse(cells: Cells, outcome: str, confidence: float, second_order: bool) -> dict[str, FloatArray]:
    """What SALib finds; NaN throughout for a constant, of which SALib would divide zero by zero."""
    shares = cells.share(outcome)[_layout(cells)]
    size = len(cells.parameters)
    if np.ptp(shares) == 0:
        nothing = {key: np.full(size, np.nan) for key in ("S1", "S1_conf", "ST", "ST_conf")}
        return nothing | {key: np.full((size, size), np.nan) for key in ("S2", "S2_conf")}
    if not second_order:
        # Rows that first and total order use: A, A with columns of B, and B.
        shares = shares[:, [*range(size + 1), -1]]
    analyzer = extra("SALib.analyze.sobol", "sensitivity analysis")
    return dict(
        analyzer.analyze(
            cells.problem(),
            shares.ravel(),
            calc_second_order=second_order,
            num_resamples=RESAMPLES,
            conf_level=confidence,
            seed=SEED,
        )
    )


def block_length(cells: Cells) -> int:
    """Number of cells for each base sample of a Sobol design."""
    size = len(cells.parameters)
    return 2 * size + 2 if cells.second_order else size + 2


def _layout(cells: Cells) -> Any:
    """Row numbers, shape (base samples, cells for each); `InputError` if this is not a Sobol design in its order.

    For each base sample there are the row A, A with one column of B at a time, then (with second order) B with one
    column of A at a time, then B.
    """
    length = block_length(cells)
    if cells.design != SOBOL or len(cells) % length or len(cells) < FEWEST * length:
        raise InputError(
            f"Sobol indices need a Sobol design of {FEWEST} or more base samples; this is a {cells.design} design "
            f"of {len(cells)} cells: {advice(SOBOL, SAMPLES)}"
        )
    rows = np.arange(len(cells)).reshape(-1, length)
    values = cells.numbers()[rows]
    base, other = values[:, 0], values[:, -1]
    for place in range(len(cells.parameters)):
        expected = base.copy()
        expected[:, place] = other[:, place]
        if not np.array_equal(values[:, 1 + place], expected):
            raise InputError(
                "the cells of this Sobol design are not in its order; load the study as the sweep stored it"
            )
    return rows


def _denoised(cells: Cells, outcome: str) -> tuple[FloatArray, FloatArray]:
    """First-order and total-order indices freed of noise; NaN where that is not sound, or where all variance is noise."""
    size = len(cells.parameters)
    undefined = np.full(size, np.nan)
    estimate = noise_of(cells, outcome)
    if cells.common_luck or estimate.bound:
        return undefined, undefined
    if len(cells.replicates) > 1:
        shares, noise = cells.replicate_shares(outcome), 0.0
    else:
        shares, noise = cells.share(outcome)[np.newaxis], estimate.variance
    everything = shares - shares.mean(axis=1, keepdims=True)
    # Every column of the design is spread alike, so that all cells tell of the variance.
    variance = _across(everything, everything) - noise
    if variance <= 0:
        return undefined, undefined
    parts = everything.reshape(len(shares), -1, block_length(cells))
    base, other = parts[..., 0], parts[..., -1]
    steps = [parts[..., place] - base for place in range(1, size + 1)]
    # The first-order sums hold no product of a share with itself, so that no noise is to be subtracted from them.
    first = np.array([_across(other, step) for step in steps])
    total = np.array([_across(step, step) / 2 for step in steps]) - noise
    return first / variance, total / variance


def _across(one: FloatArray, other: FloatArray) -> float:
    """Mean product of two quantities of shape (replicates, samples), across different replicates if there are several."""
    replicates, samples = one.shape
    own = float((one * other).sum())
    if replicates == 1:
        return own / samples
    every_pair = float((one.sum(axis=0) * other.sum(axis=0)).sum())
    return (every_pair - own) / (replicates * (replicates - 1) * samples)
