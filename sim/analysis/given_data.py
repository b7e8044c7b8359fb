"""Sensitivity from cells that were not chosen for it: Latin hypercubes, random tables, grids.

RBD-FAST estimates first-order indices (Tarantola and others 2006, with the correction of Tissot and Prieur 2012),
through SALib. PAWN compares the distribution of the share over all cells with its distribution where one parameter lies
in a slice of its range, and takes the largest distance between the two (Pianosi and Wagener 2018); it says how much a
parameter matters in any way, not which part of a variance it explains. A parameter without any effect does not get a
PAWN index of zero, so that dummies are added to compare with (Zadeh and others 2017).

PAWN is computed here: SALib slices between quantiles and leaves out the upper end of the last slice, which for a
parameter of few values loses all cells with the highest one. For parameters of many values both agree.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.analysis.cells import GRID, LATIN_HYPERCUBE, SEED, SOBOL, TABLE, Cells, FloatArray, Rows, advice, is_numeric
from sim.analysis.noise import acts
from sim.common.errors import InputError
from sim.common.extras import extra
from sim.studies.shares.intervals import CONFIDENCE

SPREAD_OUT = (LATIN_HYPERCUBE, "quasi_random", TABLE, SOBOL)

SLICES = 10
"""Slices of a range for PAWN; its authors find results stable from about ten on (Pianosi and Wagener 2018)."""

CELLS_PER_SLICE = 8
"""Fewer cells than these in a slice leave a distribution too coarse to compare (Pianosi and Wagener 2018 take more)."""

HARMONICS = 6
"""Harmonics that RBD-FAST sums; the usual choice for smooth responses (Tarantola and others 2006)."""

CELLS_PER_HARMONIC = 20
"""Fewer cells than these for each harmonic leave the first-order index to the correction for bias."""

PAWN_RESAMPLES = 50
"""Bootstrap samples for PAWN; each costs as much as the index itself."""

RBD_RESAMPLES = 100
"""Bootstrap samples for RBD-FAST, as SALib takes them if not told otherwise."""

SAMPLES = 500
"""Cells that are advised: fifty in each slice."""

DUMMIES = 50
"""Dummy parameters from which the noise level of PAWN is read."""


def pawn_indices(
    cells: Cells, outcome: str, confidence: float = CONFIDENCE, resamples: int = PAWN_RESAMPLES
) -> pd.DataFrame:
    """PAWN indices of every parameter, from any design that varies all parameters at the same time; others are refused.

    One row per parameter: `parameter`, `pawn` (median over the slices, in [0, 1]), `pawn_low`, `pawn_high`, `dummy`
    (what a parameter without effect would stay below in 95 of 100 cases), and `acts`, which compares the interval with
    the dummy. NaN if the share is the same in all cells; without resamples there are neither intervals nor dummies.
    """
    _check_design(cells, (*SPREAD_OUT, GRID), SLICES * CELLS_PER_SLICE, "PAWN")
    shares, numbers = cells.share(outcome), cells.numbers()
    rng = np.random.default_rng(SEED)
    slices = [min(SLICES, cells.inputs[name].nunique()) for name in cells.parameters]
    index, low, high, dummy = np.full((4, len(slices)), np.nan)
    if np.ptp(shares) > 0:
        index = _pawn(numbers, shares, slices, rng)
        if resamples:
            resampled = np.empty((resamples, len(slices)))
            for row in resampled:
                rows = rng.integers(len(shares), size=len(shares))
                row[:] = _pawn(numbers[rows], shares[rows], slices, rng)
            # A bootstrap sample repeats cells and so has larger distances; only its spread is used, around the index.
            ends = [(1 - confidence) / 2, (1 + confidence) / 2]
            below, above = np.quantile(resampled - resampled.mean(axis=0), ends, axis=0)
            low, high = np.maximum(index + below, 0), np.minimum(index + above, 1)
            dummy = _dummies(shares, slices, confidence, rng)
    columns = {"pawn": index, "pawn_low": low, "pawn_high": high, "dummy": dummy, "acts": acts(low, high, dummy)}
    return pd.DataFrame({"parameter": cells.parameters, **columns})


def _pawn(numbers: FloatArray, shares: FloatArray, slices: list[int], rng: np.random.Generator) -> FloatArray:
    """The PAWN index of every parameter, shape (parameters,): the median distance over the slices of its range."""
    order = np.argsort(shares, kind="stable")
    # Where several cells have the same share, the distance counts after the last of them.
    steps = np.flatnonzero(np.diff(shares[order], append=np.inf))
    sliced = [_slice_of(numbers[:, place], number, rng)[order] for place, number in enumerate(slices)]
    return np.array([np.median(_distances(slice_of, steps)) for slice_of in sliced])


def _slice_of(values: FloatArray, slices: int, rng: np.random.Generator) -> Rows:
    """The slice of each cell, shape (cells,): as many cells in each, ties broken at random."""
    ranked = np.empty(len(values), dtype=np.int64)
    ranked[np.lexsort((rng.random(len(values)), values))] = np.arange(len(values))
    return ranked * slices // len(values)


def _distances(slice_of: Rows, steps: Rows) -> FloatArray:
    """Largest distance between the distribution in each slice and that of all cells, in the order of their shares."""
    inside = slice_of == np.arange(slice_of.max() + 1)[:, np.newaxis]
    within = inside.cumsum(axis=1) / inside.sum(axis=1, keepdims=True)
    everywhere = np.arange(1, len(slice_of) + 1) / len(slice_of)
    return np.abs(within - everywhere)[:, steps].max(axis=1)


def _dummies(shares: FloatArray, slices: list[int], confidence: float, rng: np.random.Generator) -> FloatArray:
    """What parameters without effect get at most, in as many cases as the intervals cover, shape (parameters,)."""
    level = {}
    for number in set(slices):
        lots = _pawn(rng.random((len(shares), DUMMIES)), shares, [number] * DUMMIES, rng)
        level[number] = float(np.quantile(lots, confidence))
    return np.array([level[number] for number in slices])


def rbd_fast_indices(
    cells: Cells, outcome: str, confidence: float = CONFIDENCE, resamples: int = RBD_RESAMPLES
) -> pd.DataFrame:
    """First-order indices of every parameter by RBD-FAST, from cells that are spread out evenly; others are refused.

    One row per parameter: `parameter`, `first`, `first_low`, `first_high`. NaN if the share is the same in all cells,
    and for parameters that are words or switches, along which there is no wave. Intervals need 2 or more resamples.
    """
    _check_design(cells, SPREAD_OUT, HARMONICS * CELLS_PER_HARMONIC, "RBD-FAST")
    shares, numbers = cells.share(outcome), cells.numbers()
    index, half_width = np.full((2, len(cells.parameters)), np.nan)
    waved = [place for place, name in enumerate(cells.parameters) if is_numeric(cells.inputs[name])]
    if waved and np.ptp(shares) > 0:
        names = [cells.parameters[place] for place in waved]
        problem = {"num_vars": len(waved), "names": names, "bounds": [[0, 1]] * len(waved)}
        analyzer = extra("SALib.analyze.rbd_fast", "sensitivity analysis")
        found = analyzer.analyze(
            problem, numbers[:, waved], shares, M=HARMONICS, num_resamples=resamples, conf_level=confidence, seed=SEED
        )
        index[waved], half_width[waved] = found["S1"], found["S1_conf"]
    columns = {"first": index, "first_low": index - half_width, "first_high": index + half_width}
    return pd.DataFrame({"parameter": cells.parameters, **columns})


def _check_design(cells: Cells, suited: tuple[str, ...], fewest: int, method: str) -> None:
    instead = advice(LATIN_HYPERCUBE, SAMPLES)
    if cells.design not in suited:
        raise InputError(
            f"{method} needs cells that vary everything at a time, and this is a {cells.design} design: {instead}"
        )
    if len(cells) < fewest:
        raise InputError(f"{method} needs {fewest} cells or more, and there are {len(cells)}: {instead}")
    if not cells.parameters:
        raise InputError("nothing varies between the cells; vary at least one parameter")
