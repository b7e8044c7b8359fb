"""The error state under which the model computes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from sim.common.errors import UncountableError


@contextmanager
def counting() -> Iterator[None]:
    """Compute under the same error state always: what a user has set for NumPy is for the user's own arithmetic.

    Numbers too small for a float become 0. One that overflows or is undefined would pass through comparisons unseen and
    end as some outcome.

    Raises
    ------
    UncountableError
        If a number overflows or is undefined.
    """
    try:
        with np.errstate(under="ignore", over="raise", invalid="raise", divide="raise"):
            yield
    except FloatingPointError as error:
        raise UncountableError(
            f"the model cannot count with these values: {error}; keep to the plausible ranges"
        ) from error
