"""Noise: how much of what varies between cells is luck, because each cell has a limited number of worlds.

The share of an outcome in a cell is p + e: what the parameters make of it, and an error that would vanish with more
and more worlds. Sensitivity indices divide up the variance between cells, so that the variance of e would be read as
an effect. It is estimated in one of two ways:

- *Replicates*: the worlds of each cell are split into R sets with different draws; what remains of the shares when the
  mean of each cell and the mean of each set are taken away (the interaction of a two-way analysis of variance) is
  noise. With common random numbers the luck that all cells share moves all of them together and is not a part of the
  differences between cells: it is in the mean of the set, and so taken away.
- *Binomial*: p (1 - p) / (n - 1) in a cell of n worlds. It is exact for cells with their own random draws. With common
  random numbers it is an upper bound wherever cells agree more than by chance, as they do here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.cells import Cells, FloatArray

NOISE_LIMIT = 0.10
"""Share of noise above which indices are not to be trusted: first-order indices then fall short by a tenth or more."""

REPLICATES, BINOMIAL = "replicates", "binomial"

HOW_TO_READ = (
    "acts: yes if the whole interval of the index lies above what a parameter without effect would get, no if it lies "
    "wholly below, unclear if it reaches both sides."
)


@dataclass(frozen=True)
class Noise:
    """How noisy the shares of an outcome are.

    `variance` is the mean variance of the error of a cell's share, without the luck that all cells have in common;
    `spread` the variance of the shares between cells, noise included; `method` is `replicates` or `binomial`. It is
    only an upper `bound` if it is binomial with common random numbers, or with one world per cell.
    """

    variance: float
    spread: float
    method: str
    bound: bool

    @property
    def share(self) -> float:
        """Part of the variance between cells that is noise, in [0, 1]; NaN if all cells are alike."""
        return min(self.variance / self.spread, 1.0) if self.spread > 0 else float("nan")

    @property
    def too_much(self) -> bool:
        """Whether there is more noise than indices can bear."""
        return self.share > NOISE_LIMIT

    def sentence(self) -> str:
        """How noisy, how that was found out, and what to do if it is too much."""
        if self.spread == 0:
            return "The share is the same in all cells, so that there is nothing to explain."
        most, how = "", "estimated from sets of worlds with different random draws"
        if self.bound:
            most = "at most "
            how = "the binomial formula, an upper bound here: cells use the same random draws, or have one world each"
        elif self.method == BINOMIAL:
            how = "binomial, because every cell uses its own random draws"
        said = f"Noise: {most}{100 * self.share:.1f} % of the variance between cells ({how})."
        return f"{said} That is too much to read small indices: run more worlds per cell." if self.too_much else said


def noise_of(cells: Cells, outcome: str) -> Noise:
    """Estimate the noise in the shares of an outcome: by replicates if there are two or more, else by the formula."""
    shares = cells.share(outcome)
    spread = float(shares.var(ddof=1)) if len(shares) > 1 and np.ptp(shares) > 0 else 0.0
    if len(cells.replicates) > 1 and len(shares) > 1:
        return Noise(_interaction(cells.replicate_shares(outcome)), spread, REPLICATES, False)
    # A single world tells nothing about the spread within its cell, so that the spread of all worlds stands in for it.
    alone = cells.worlds == 1
    within = np.where(alone, shares.mean() * (1 - shares.mean()), shares * (1 - shares))
    variance = within / np.maximum(cells.worlds - 1, 1)
    return Noise(float(variance.mean()), spread, BINOMIAL, cells.common_luck or bool(alone.any()))


def _interaction(shares: FloatArray) -> float:
    """Variance of the error of a cell's mean share, from shares of shape (replicates, cells), two or more of each.

    It is the mean square of the interaction of cells and replicates, divided by the number of replicates.
    """
    replicates, cells = shares.shape
    rest = shares - shares.mean(axis=0) - shares.mean(axis=1, keepdims=True) + shares.mean()
    return float((rest**2).sum() / ((replicates - 1) * (cells - 1)) / replicates)


def acts(low: FloatArray, high: FloatArray, level: FloatArray) -> NDArray[np.object_]:
    """Whether parameters act: the intervals of their indices against what a parameter without effect would get.

    `yes` where the whole interval lies above the level, `no` where none of it does, `unclear` where it reaches both
    sides or is not defined.
    """
    return np.select([low > level, high <= level], ["yes", "no"], "unclear").astype(object)
