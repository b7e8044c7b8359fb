"""Shares of few worlds, corrected by what the same worlds show where there are many (a control variate).

World 17 uses the same random draws at every value. The few worlds of one value may be luckier than most. That shows at
another value that was played in many worlds, and their share can be corrected by it (Law, Simulation Modeling and Analysis,
chapter on variance reduction). The closer the two values, the more that says.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.analysis.tipping.fit import Flags
from sim.studies.shares.intervals import FloatArray


def corrected(flags: Sequence[Flags]) -> tuple[FloatArray, FloatArray]:
    """The corrected share of each of some values, and how many worlds of its own would tell it as well.

    Parameters
    ----------
    flags : sequence of arrays of bool
        For each value, in which worlds the outcome was reached; all begin with world 0.

    Returns
    -------
    tuple of arrays, each of shape (values,)

    Examples
    --------
    Of the first ten worlds six reach the outcome at one value, and of a hundred forty: they have more luck than most.

    >>> many = np.array([True] * 6 + [False] * 4 + [True] * 34 + [False] * 56)
    >>> few = np.array([True] * 5 + [False] * 5)
    >>> shares, worlds = corrected([few, many])
    >>> float(shares[0].round(2)), bool(worlds[0] > 10), float(shares[1])
    (0.33, True, 0.4)
    """
    many = max(flags, key=len)
    found = [_one(own, many) for own in flags]
    shares, worlds = (np.array(column, dtype=float) for column in zip(*found, strict=True))
    return shares, worlds


def _one(own: Flags, many: Flags) -> tuple[float, float]:
    share, worlds = float(own.mean()), len(own)
    same = many[:worlds]
    spread = float(same.var())
    if len(many) == worlds or spread == 0 or share in (0, 1):
        return share, worlds
    slope = float(np.mean(own & same) - share * same.mean()) / spread
    better = share - slope * float(same.mean() - many.mean())
    left = share * (1 - share) - slope**2 * spread
    # No two values are taken to be more alike than one more world of difference between them would make them.
    variance = (left + 1 / worlds) / worlds + slope**2 * float(many.var()) / len(many)
    return (better, max(better * (1 - better) / variance, worlds)) if 0 < better < 1 else (share, worlds)
