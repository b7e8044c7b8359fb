"""Sobol indices: which part of the variance of a share between cells each parameter accounts for.

The *first-order index* of a parameter is the part that would vanish on average if the parameter alone were known; the
*total-order index* is the part that would remain if everything else were known, with all interactions; the
*second-order index* of a pair is what both explain together beyond their first-order indices (Sobol 2001; Saltelli and
others 2010). Indices and their intervals come from SALib. Indices freed of noise are added where every cell has luck
of its own; see `sim.analysis.denoised`.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.cells import SOBOL, Cells, FloatArray, advice
from sim.analysis.denoised import denoised
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.studies.shares.intervals import CONFIDENCE

RESAMPLES = 200
"""Bootstrap samples for an interval: enough for its half-width to be known to about 5 % (Efron and Tibshirani 1993)."""

SEED = 1
"""Seed of the bootstrap, so that the same study gives the same intervals; SALib takes 0 for no seed at all."""

FEWEST = 4
"""Base samples below which no interval is drawn."""

SAMPLES = 512
"""Base samples that are advised: intervals of the larger indices are then about a tenth wide."""


def sobol_indices(cells: Cells, outcome: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """First-order and total-order indices of every parameter.

    Parameters
    ----------
    cells : Cells
        A Sobol design in its order: for each base sample the row A, then A with one column of B at a time, then (with
        second order) B with one column of A at a time, then B.
    outcome : str
        The outcome whose share per cell is explained.
    confidence : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        One row per parameter in the order of the design: `parameter`, `first`, `first_low`, `first_high`, `total`,
        `total_low`, `total_high`, and the same two freed of noise, `first_denoised` and `total_denoised` (NaN with
        common random numbers, with which that is not sound). Indices are NaN if the share is the same in all cells.
        Estimates of small indices can be negative.

    Raises
    ------
    InputError
        If the cells are no Sobol design, or the outcome does not exist.
    """
    found = _analyse(cells, outcome, confidence, second_order=False)
    columns: dict[str, Any] = {"parameter": cells.parameters}
    for name, key in (("first", "S1"), ("total", "ST")):
        columns |= _with_interval(name, found[key], found[f"{key}_conf"])
    first, total = denoised(cells, outcome, len(_layout(cells)))
    return pd.DataFrame({**columns, "first_denoised": first, "total_denoised": total})


def second_order_indices(cells: Cells, outcome: str, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """Second-order indices of every pair of parameters.

    Returns
    -------
    DataFrame
        One row per pair: `parameter`, `other`, `second`, `second_low`, `second_high`.

    Raises
    ------
    InputError
        If the cells are no Sobol design with second order, or the outcome does not exist.
    """
    if not cells.second_order:
        raise InputError(
            "this Sobol design has no cells for second-order indices: run design.sobol(..., second_order=True)"
        )
    found = _analyse(cells, outcome, confidence, second_order=True)
    places = list(itertools.combinations(range(len(cells.parameters)), 2))
    # SALib fills the upper triangle of a square.
    rows = tuple(np.array(places, dtype=int).reshape(-1, 2).T)
    named = [(cells.parameters[one], cells.parameters[other]) for one, other in places]
    pairs = pd.DataFrame(named, columns=["parameter", "other"])
    return pairs.assign(**_with_interval("second", found["S2"][rows], found["S2_conf"][rows]))


def _with_interval(name: str, index: FloatArray, half_width: FloatArray) -> dict[str, FloatArray]:
    return {name: index, f"{name}_low": index - half_width, f"{name}_high": index + half_width}


def _analyse(cells: Cells, outcome: str, confidence: float, second_order: bool) -> dict[str, FloatArray]:
    """What SALib finds; NaN throughout for a constant, of which SALib would divide zero by zero."""
    layout = _layout(cells)
    shares = cells.share(outcome)
    size = len(cells.parameters)
    if np.ptp(shares) == 0:
        nothing = {key: np.full(size, np.nan) for key in ("S1", "S1_conf", "ST", "ST_conf")}
        return nothing | {key: np.full((size, size), np.nan) for key in ("S2", "S2_conf")}
    used = shares if second_order or not cells.second_order else shares[_without_second_order(layout, size)]
    analyzer = extra("SALib.analyze.sobol", "sensitivity analysis")
    return dict(
        analyzer.analyze(
            cells.problem(),
            used,
            calc_second_order=second_order,
            num_resamples=RESAMPLES,
            conf_level=confidence,
            seed=SEED,
        )
    )


def _without_second_order(layout: Any, size: int) -> Any:
    """Rows of a design with second order that the other indices use: A, A with columns of B, and B."""
    return np.column_stack([layout[:, : size + 1], layout[:, -1:]]).ravel()


def block_length(cells: Cells) -> int:
    """Number of cells for each base sample of a Sobol design."""
    size = len(cells.parameters)
    return 2 * size + 2 if cells.second_order else size + 2


def _layout(cells: Cells) -> Any:
    """Row numbers, shape (base samples, cells for each); `InputError` if this is no Sobol design in its order."""
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
