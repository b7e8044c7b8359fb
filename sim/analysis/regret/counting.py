"""What was counted: how often each outcome was reached in each cell, in all worlds and in resamples of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.analysis.regret.measures import FloatArray, largest_regret, regret_of
from sim.analysis.regret.question import Question, Sought
from sim.analysis.regret.sureness import Flags, resampled
from sim.studies.shares.fates import Codes, reached


@dataclass(frozen=True, eq=False)
class Counted:
    """One outcome in all cells.

    `flags` says in which worlds of each cell with values of its own it was reached; `cell` is the number of such a cell for
    each worldview and policy, shape (worldviews, policies). `redrawn` are the shares in resamples of the worlds, shape
    (draws, worldviews, policies), the same draws for every outcome.
    """

    sought: Sought
    flags: Flags = field(repr=False)
    cell: NDArray[np.int64] = field(repr=False)
    redrawn: FloatArray = field(repr=False)

    @property
    def worlds(self) -> int:
        """Worlds of each cell."""
        return self.flags.shape[1]

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """In how many worlds it was reached, shape (worldviews, policies)."""
        found: NDArray[np.int64] = self.flags.sum(axis=1)[self.cell]
        return found

    @property
    def values(self) -> FloatArray:
        """Shares of which more is better."""
        return self.sought.sign * self.counts / self.worlds

    @property
    def values_redrawn(self) -> FloatArray:
        """The same in the resamples."""
        found: FloatArray = self.sought.sign * self.redrawn
        return found

    @cached_property
    def regret(self) -> FloatArray:
        """How far each policy is behind the best one, shape (worldviews, policies)."""
        return regret_of(self.values)

    @cached_property
    def regret_redrawn(self) -> FloatArray:
        """The same in the resamples, where the best one is found anew."""
        return regret_of(self.values_redrawn)

    @property
    def largest(self) -> FloatArray:
        """The largest regret of each policy."""
        return largest_regret(self.values)

    @cached_property
    def largest_redrawn(self) -> FloatArray:
        """The same in the resamples, shape (draws, policies)."""
        found: FloatArray = self.regret_redrawn.max(axis=1)
        return found


def counted_in(question: Question, fates: Codes) -> tuple[Counted, ...]:
    """Count every outcome that is asked for, over the worlds as they ended."""
    cell = np.searchsorted(np.unique(question.place), question.place)
    found = []
    for sought in question.sought:
        flags = reached(fates, sought.name)
        redrawn = resampled(flags, question.seed)[:, cell]
        found.append(Counted(sought, flags, cell, redrawn))
    return tuple(found)
