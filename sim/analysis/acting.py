"""Whether a parameter acts: its index, with its interval, against what a parameter without any effect would get."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.analysis.cells import FloatArray

YES, UNCLEAR, NO = "yes", "unclear", "no"
HOW_TO_READ = (
    "acts: yes if the whole interval of the index lies above what a parameter without effect would get, no if it lies "
    "wholly below, unclear if it reaches both sides."
)


def acts(low: FloatArray, high: FloatArray, level: FloatArray) -> NDArray[np.object_]:
    """Whether parameters act, each as `yes`, `unclear` or `no`.

    Parameters
    ----------
    low, high : array, shape (parameters,)
        Ends of the interval of each index.
    level : array, shape (parameters,)
        What a parameter without effect would get; its upper end, if it has an interval.

    Returns
    -------
    array of str, shape (parameters,)
        `yes` where the whole interval lies above the level, `no` where none of it does, `unclear` where it reaches both
        sides or is not defined.
    """
    found = np.full(np.shape(low), UNCLEAR, dtype=object)
    found[np.asarray(low) > level] = YES
    found[np.asarray(high) <= level] = NO
    return found
