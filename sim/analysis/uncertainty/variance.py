"""How the variance of the end of a world splits into luck, numbers and author.

Y is 1 where a world ends in an outcome and 0 where it does not. With p the chance that its author's numbers give it, the
law of total variance splits the variance of Y, over authors that weigh equally, numbers and luck, into

    luck:    the mean of p (1 - p), what is left if author and numbers are known;
    numbers: the mean over authors of the variance of p over their numbers;
    author:  the variance between authors of the mean of p.

Every sample of numbers plays the same worlds, and so do the authors: samples and worlds are crossed. Mean squares of a
two-way analysis of variance with random effects (samples, worlds, and what remains) give each part without bias (Searle,
Casella and McCulloch 1992, Variance Components, chapter 4): the error that shares have because only so many worlds were
played is taken out of the numbers, and the error of the authors' means out of the author. So an estimate can be a little
below 0. The three add up to the unbiased estimate of the whole.

Errors come from the jackknife over samples and over worlds. The two variances are added, which counts what only both
together do twice and is on the safe side. The samples of a Latin hypercube are not quite independent: with n of them the
numbers can come out too large by one part in n - 1, and the intervals too wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
KINDS = ("luck", "numbers", "author")


class Sums(NamedTuple):
    """What mean squares are made of, for all data and for each sample and each world left out, along the last axis.

    There are `samples` times `worlds` entries, whose sum is `total`, with the sum of their `squares`; `rows` and
    `columns` are the sums of the squares of the sums of each sample and of each world.
    """

    samples: FloatArray
    worlds: FloatArray
    total: FloatArray
    squares: FloatArray
    rows: FloatArray
    columns: FloatArray


def sums(values: FloatArray) -> Sums:
    """The sums of tables of shape (..., samples, worlds): along the last axis all data, each sample left out, each world."""
    samples, worlds = values.shape[-2:]
    row, column, square = values.sum(-1), values.sum(-2), values**2
    of_row = np.einsum("...qw,...w->...q", values, column)
    of_column = np.einsum("...qw,...q->...w", values, row)

    def left_out(whole: FloatArray, without_sample: FloatArray, without_world: FloatArray) -> FloatArray:
        return whole[..., None] - np.concatenate([np.zeros_like(whole[..., None]), without_sample, without_world], -1)

    square_row, square_column = square.sum(-1), square.sum(-2)
    return Sums(
        np.concatenate([[samples], np.full(samples, samples - 1.0), np.full(worlds, samples)]),
        np.concatenate([[worlds], np.full(samples, worlds), np.full(worlds, worlds - 1.0)]),
        left_out(row.sum(-1), row, column),
        left_out(square_row.sum(-1), square_row, square_column),
        left_out((row**2).sum(-1), row**2, 2 * of_column - square_column),
        left_out((column**2).sum(-1), 2 * of_row - square_row, column**2),
    )


class Squares(NamedTuple):
    """Mean, mean squares of a two-way table, and what follows from them; each with the axis of what is left out.

    `numbers` is the variance of the chance over samples, `luck` the mean variance within a sample, `error` the variance of
    the mean of the table.
    """

    mean: FloatArray
    numbers: FloatArray
    luck: FloatArray
    error: FloatArray


def mean_squares(found: Sums) -> Squares:
    """The components of variance of tables from their sums."""
    samples, worlds = found.samples, found.worlds
    level = found.total**2 / (samples * worlds)
    rows, columns = found.rows / worlds, found.columns / samples
    of_samples = (rows - level) / (samples - 1)
    of_worlds = (columns - level) / (worlds - 1)
    rest = (found.squares - rows - columns + level) / ((samples - 1) * (worlds - 1))
    return Squares(
        mean=found.total / (samples * worlds),
        numbers=(of_samples - rest) / worlds,
        luck=of_worlds / samples + rest * (1 - 1 / samples),
        error=(of_samples + of_worlds - rest) / (samples * worlds),
    )


@dataclass(frozen=True)
class Components:
    """Components of the variance of one outcome; the first entry of the last axis is the estimate, the others leave one out.

    `parts` has shape (3, 1 + samples + worlds) in the order of `KINDS`, and each of the authors' `own` has two, for luck and
    numbers, in shape (authors, 2, 1 + samples + worlds); `means` are those of the authors.
    """

    samples: int
    worlds: int
    parts: FloatArray
    own: FloatArray
    means: FloatArray

    @property
    def total(self) -> FloatArray:
        """The variance as a whole; 0 where all worlds end alike."""
        return self.parts.sum(axis=0)


def components(flags: NDArray[np.bool_]) -> Components:
    """Split the variance of what happened, or not, in worlds of shape (authors, samples, worlds)."""
    values = flags.astype(np.float64)
    each, together = mean_squares(sums(values)), mean_squares(sums(values.mean(axis=0)))
    spread = ((each.mean - together.mean) ** 2).mean(axis=0)
    author = spread - (each.error.mean(axis=0) - together.error)
    parts = np.array([each.luck.mean(axis=0), each.numbers.mean(axis=0), author])
    _, samples, worlds = flags.shape
    return Components(samples, worlds, parts, np.stack([each.luck, each.numbers], axis=1), each.mean)


def error_of(left_out: FloatArray, samples: int) -> FloatArray:
    """The standard error of estimates by the jackknife, from their values with each sample and each world left out."""
    variance = np.zeros(left_out.shape[:-1])
    for part in (left_out[..., 1 : 1 + samples], left_out[..., 1 + samples :]):
        size = part.shape[-1]
        variance = variance + (size - 1) / size * ((part - part.mean(-1, keepdims=True)) ** 2).sum(-1)
    error: FloatArray = np.sqrt(variance)
    return error
