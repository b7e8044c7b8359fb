"""What a data collector collects of a model, and the error state of NumPy under which a model computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.knowledge.errors import UncountableError
from sim.knowledge.vocabulary import OUTCOMES
from sim.world import SIGNED, WAR

if TYPE_CHECKING:
    from sim.model import NegotiationModel


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


def _share_of(outcome: int) -> Callable[[NegotiationModel], float]:
    return lambda model: float((model.outcomes() == outcome).mean())


def _mean_of(name: str) -> Callable[[NegotiationModel], float]:
    def mean(model: NegotiationModel) -> float:
        with counting():
            return float(np.mean(getattr(model.worlds, name)))

    return mean


LEVELS = (
    "fear",
    "tension",
    "grievance",
    "integration",
    "implementation",
    "legitimacy_armenia",
    "legitimacy_azerbaijan",
)

REPORTERS: dict[str, Callable[[NegotiationModel], Any]] = {
    "quarter": lambda model: model.quarter,
    **{f"share_{name}": _share_of(row) for row, name in enumerate(OUTCOMES)},
    "share_signed": lambda model: float((model.worlds.phase == SIGNED).mean()),
    "share_war": lambda model: float((model.worlds.phase == WAR).mean()),
    **{name: _mean_of(name) for name in LEVELS},
}
"""What the data collector collects: shares over the worlds, and means of the main state variables."""
