"""The order of worlds in a block that nobody watches: talks first, then agreements; finished worlds are set aside.

Worlds of one phase then stand side by side, so that a decision which only they face looks at a stretch of each array and
copies nothing. Every world keeps its index and with it its luck: the order changes nothing but the time that a run takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from sim.model.world.focus import BranchView, Rows
from sim.model.world.state import PHASES, WAR, Worlds
from sim.model.world.values import Branch

if TYPE_CHECKING:
    from sim.model.negotiation import NegotiationModel


WORTH_SETTING_ASIDE = 0.97
"""Finished worlds are set aside when the share of those that go on falls below this."""


@contextmanager
def in_order(model: NegotiationModel) -> Iterator[Order]:
    """For the length of a run, keep the worlds of a model in order; afterwards all stand in their old places again."""
    whole = (model.values, model.priors, model.pressure_on_baku, model.rows)
    order = Order(model)
    try:
        yield order
    finally:
        model.worlds = order.together()
        model.values, model.priors, model.pressure_on_baku, model.rows = whole


class Order:
    """Keeps the worlds of a model in order from quarter to quarter.

    Parameters
    ----------
    model : NegotiationModel
        Its worlds, values, prior beliefs and rows are rearranged.
    """

    def __init__(self, model: NegotiationModel) -> None:
        self._model = model
        self._finished: list[tuple[Rows, Worlds]] = []
        size = model.worlds.size
        self._rows: Rows = np.arange(size)
        model.priors = {name: prior.copy() for name, prior in model.priors.items()}
        model.pressure_on_baku = model.pressure_on_baku.copy()
        if model.values.varies:
            model.values = cast(Branch, BranchView(model.values, self._rows, size))

    def tidy(self) -> None:
        """Restore the order after a quarter in which worlds have changed their phase.

        Finished worlds, which stand last, are set aside once they are many: arrays whose size changes every quarter are
        dear. One world stays even if all are finished: a model has at least one.
        """
        phase: NDArray[np.int8] = self._model.worlds.phase
        counts = np.bincount(phase, minlength=len(PHASES))
        places = np.flatnonzero(phase != np.repeat(np.arange(len(PHASES)), counts))
        if len(places):
            self._rearrange(places, places[np.argsort(phase[places], kind="stable")])
        going_on = max(len(phase) - int(counts[WAR]), 1)
        many = going_on < WORTH_SETTING_ASIDE * len(phase)
        if many:
            self._set_aside(going_on)
        if len(places) or many:
            self._model.rows = self._rows
            if isinstance(self._model.values, BranchView):
                self._model.values.look_at(self._rows)

    def together(self) -> Worlds:
        """All worlds in the order in which they stood at first."""
        parts = [*self._finished, (self._rows, self._model.worlds)]
        return Worlds.joined([worlds for _, worlds in parts], np.concatenate([rows for rows, _ in parts]))

    def _rearrange(self, places: Rows, sources: Rows) -> None:
        """Let the worlds that stand in some places take the places of others."""
        model = self._model
        model.worlds.rearrange(places, sources)
        for array in (*model.priors.values(), model.pressure_on_baku, self._rows):
            array[..., places] = array[..., sources]

    def _set_aside(self, going_on: int) -> None:
        """Set the worlds aside that come after those that go on."""
        model = self._model
        self._finished.append((self._rows[going_on:], model.worlds.cut(going_on)))
        self._rows = self._rows[:going_on]
        model.priors = {name: prior[..., :going_on] for name, prior in model.priors.items()}
        model.pressure_on_baku = model.pressure_on_baku[:going_on]
