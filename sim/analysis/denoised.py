"""Sobol indices freed of Monte-Carlo noise.

An index is a ratio of two sums of products of shares. A product of two shares from the *same* worlds carries the
variance of their common error; a product of shares from *different* worlds does not, because their errors are
independent. So where the worlds of each cell fall into replicates, every product is taken across two different
replicates and averaged over all pairs; without replicates the binomial noise is subtracted.

Both need cells with luck of their own. With common random numbers the error is one random curve over the whole space:
it does not average out over cells, and an index freed of it would be wrong by as much as the plain one, in either
direction.
"""

from __future__ import annotations

import numpy as np

from sim.analysis.cells import Cells, FloatArray
from sim.analysis.noise import noise_of


def denoised(cells: Cells, outcome: str, samples: int) -> tuple[FloatArray, FloatArray]:
    """First-order and total-order indices freed of noise.

    Parameters
    ----------
    cells : Cells
        A Sobol design in its order.
    outcome : str
        The outcome whose share is explained.
    samples : int
        Number of base samples.

    Returns
    -------
    first, total : array of float, shape (parameters,)
        NaN with common random numbers, or where nothing but noise is left of the variance.
    """
    size = len(cells.parameters)
    undefined = np.full(size, np.nan)
    estimate = noise_of(cells, outcome)
    if cells.common_luck or estimate.bound:
        return undefined, undefined
    if len(cells.replicates) > 1:
        shares, noise = cells.replicate_shares(outcome), 0.0
    else:
        shares, noise = cells.share(outcome)[np.newaxis], estimate.variance
    parts = (shares - shares.mean(axis=1, keepdims=True)).reshape(len(shares), samples, -1)
    base, other, mixed = parts[..., 0], parts[..., -1], parts[..., 1 : size + 1]
    # Every column of the design is spread alike, so that all cells tell of the variance.
    everything = parts.reshape(len(shares), -1)
    variance = across(everything, everything) - noise
    # The first-order sums hold no product of a share with itself, so that no noise is to be subtracted from them.
    first = np.array([across(other, mixed[..., place] - base) for place in range(size)])
    steps = [base - mixed[..., place] for place in range(size)]
    total = np.array([across(step, step) / 2 for step in steps]) - noise
    if variance <= 0:
        return undefined, undefined
    return first / variance, total / variance


def across(one: FloatArray, other: FloatArray) -> float:
    """Mean product of two quantities, taken from different replicates wherever there are several.

    Parameters
    ----------
    one, other : array of float, shape (replicates, samples)
        The same quantities, or two, in each replicate.

    Returns
    -------
    float
        With one replicate the plain mean product.
    """
    replicates, samples = one.shape
    own = float((one * other).sum())
    if replicates == 1:
        return own / samples
    every_pair = float((one.sum(axis=0) * other.sum(axis=0)).sum())
    return (every_pair - own) / (replicates * (replicates - 1) * samples)
