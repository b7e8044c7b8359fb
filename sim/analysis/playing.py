"""Play several settings on the same worlds, and say in which worlds of each something happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.common.errors import InputError
from sim.parameters.parameters import Parameters
from sim.studies.shares.fates import reached
from sim.studies.sweeps.axes import JOINED_BY, NONE, POLICY, WORLDVIEW
from sim.studies.sweeps.design import table
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.running import Progress as SweepProgress
from sim.studies.sweeps.running import sweep_with
from sim.studies.sweeps.workers import Team, processors

if TYPE_CHECKING:
    from sim.studies.sweeps.study import SweepStudy

Flags = NDArray[np.bool_]
Progress = Callable[[int, int], None]
"""Called with the number of worlds done and of all worlds."""

ALONE = 8_000
"""Up to so many worlds one process is sooner done than several are started."""


def design_of(settings: Sequence[Parameters], changes: Sequence[Mapping[str, Any]] = ()) -> Design:
    """A design with one cell per setting, or per setting and mapping of changes where those are given, in their order.

    `InputError` if a setting has bindings of its own or values world by world, which no cell can hold.
    """
    over = list(changes) or [{} for _ in settings]
    if len(over) != len(settings):
        raise ValueError("as many mappings of changes as settings are needed")
    for one in settings:
        if one.user_bindings or any(isinstance(value, np.ndarray) for value in one.changes.values()):
            raise InputError(
                "a setting with bindings of its own, or with values world by world, cannot be compared here; "
                "write what it changes as single values"
            )
    moved = list(dict.fromkeys(name for one, own in zip(settings, over, strict=True) for name in (*one.changes, *own)))
    rows = [
        {
            WORLDVIEW: one.worldview,
            POLICY: JOINED_BY.join(one.policies) or NONE,
            **{name: own.get(name, one[name]) for name in moved},
        }
        for one, own in zip(settings, over, strict=True)
    ]
    return table(pd.DataFrame(rows))


class Bench:
    """A team of processes that plays one design after the other, in memory. To be used as a context.

    `total` is the number of worlds that all of them have together, if it is known, for the display of progress.
    """

    def __init__(self, workers: int | None = None, progress: Progress | None = None, total: int = 0) -> None:
        self._team = Team(processors() if workers is None else workers)
        self._alone = Team(1)
        self._progress, self._total, self._done = progress, total, 0

    def __enter__(self) -> Self:
        self._team.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._team.__exit__(kind, error, trace)

    def play(self, design: Design, worlds: int, seed: int) -> SweepStudy:
        """Run every cell of a design in the worlds 0 to `worlds` less one."""
        before, size = self._done, len(design) * worlds
        team = self._alone if size <= ALONE else self._team
        study = sweep_with(team, design, worlds, seed, lambda now: self._tell(before, now))
        self._done = before + size
        return study

    def reached(self, design: Design, what: str, worlds: int, seed: int) -> Flags:
        """In which worlds of each cell an outcome was reached or an event happened, shape (cells, worlds)."""
        return reached_in(self.play(design, worlds, seed), what)

    def _tell(self, before: int, now: SweepProgress) -> None:
        if self._progress is not None:
            done = before + now.done
            self._progress(done, max(self._total, done))


def reached_in(study: SweepStudy, what: str | tuple[str, ...]) -> Flags:
    """In which worlds of each cell of a design an outcome was reached or an event happened, shape (cells, worlds).

    See `sim.studies.shares.fates` for what can be asked.
    """
    numbers = study.counts["cell"].tolist()
    fates = study.store.fates(list(dict.fromkeys(numbers)))
    return np.array([reached(fates[cell], what) for cell in numbers])
