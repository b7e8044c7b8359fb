"""A walk: N possible histories side by side, quarter by quarter, from the start to the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.model.arguments import check_lengths
from sim.model.commitments import Bindings
from sim.model.mechanisms.arrays import FloatArray
from sim.model.phases.calendar import CALENDAR
from sim.model.world import outcomes, rows
from sim.model.world.counting import counting
from sim.model.world.draws import Draws
from sim.model.world.order import Order
from sim.model.world.outlook.outlook import Outlook
from sim.model.world.outlook.table import dictated
from sim.model.world.start import begin
from sim.model.world.state import Worlds
from sim.model.world.values import Branch, tree
from sim.model.world.view import Luck, Observer, View
from sim.parameters.parameters import Parameters

if TYPE_CHECKING:
    import pandas as pd


class Walk:
    """N possible histories of the negotiations, walked quarter by quarter.

    Parameters
    ----------
    parameters : Parameters
    index : array of int, shape (N,)
        Indices of the worlds in the study.
    seed : int
        Seed of all draws.
    values : mapping, optional
        Values of all parameters by dotted id, instead of those of `parameters`; an array has one entry per world.
    bindings : Bindings, optional
        Bindings that replace those of the parameters.
    recorder : Observer, optional
        Receives every decision, and the worlds in which it was taken.

    Raises
    ------
    InputError
        If an array of values does not have one entry per world.

    Attributes
    ----------
    worlds : Worlds
        The live state.
    values : Branch
        The parameters as the rules read them.
    watched : bool
        Whether somebody looks at the worlds quarter by quarter, so that each must stay in its place.
    quarter : int
        Number of quarters walked, which is the one that comes next.
    view : View
        What was before the actors last: in the quarter that was walked, or at the start.
    """

    def __init__(
        self,
        parameters: Parameters,
        index: NDArray[np.int64],
        seed: int,
        values: dict[str, Any] | None = None,
        bindings: Bindings | None = None,
        recorder: Observer | None = None,
    ) -> None:
        self.parameters = parameters
        flat = parameters.values if values is None else values
        check_lengths(flat, len(index))
        self.values: Branch = tree(flat)
        self.bindings = bindings if bindings is not None else Bindings(parameters.bindings)
        self.recorder = recorder
        self.watched = recorder is not None
        self.quarter = 0
        self.running = True
        self.horizon = int(np.max(self.values.calendar.horizon))
        self._draws = Draws(seed, index)
        with counting():
            self.worlds: Worlds = begin(index, self.values, self._draws)
        self.order = Order(self.worlds.size, self.values)
        self.view: View = self.fresh()

    def fresh(self) -> View:
        """What phases have before them when a quarter begins: nobody has looked yet."""
        luck = Luck(self._draws, self.quarter, self.order.rows)
        return View(self.quarter, self.worlds, self.order.values, luck, self.bindings, self.recorder)

    def look(self) -> View:
        """What actors and phases have before them as the worlds are now; nothing has happened in the quarter yet."""
        self.view = self.fresh()
        with counting():
            self.view.look()
        return self.view

    @property
    def outlook(self) -> Outlook:
        """What the actors see, as they looked at it last; before the first quarter, as it is at the start."""
        return self.view.outlook if hasattr(self.view, "outlook") else self.look().outlook

    def draw(self, decision: str | int) -> FloatArray:
        """One uniform draw per world for a decision of this quarter."""
        return self.fresh().draw(decision)

    def step(self) -> None:
        """Walk one quarter; the walk stops at its horizon."""
        if self.quarter >= self.horizon:
            self.running = False
            return
        self.view = self.fresh()
        with counting():
            for phase in CALENDAR:
                phase.run(self.view)
            if self.recorder is not None:
                self.recorder.close_quarter(self.view)
        self.quarter += 1
        self.running = self.quarter < self.horizon

    def change(self, parameters: Parameters, values: Branch | None = None) -> None:
        """Go on under other parameters and bindings; what belongs to the start stays as it was.

        Parameters
        ----------
        parameters : Parameters
        values : Branch, optional
            Their values as the rules read them, if somebody watches what is read.
        """
        self.parameters = parameters
        self.values = tree(parameters.values) if values is None else values
        self.order = Order(self.worlds.size, self.values)
        self.bindings = Bindings(parameters.bindings)

    def run(self) -> Walk:
        """Walk to the horizon; the worlds are kept in order on the way, and stand in their old places at the end."""
        while self.running:
            self.step()
            if not self.watched:
                self.tidy()
        self.gather()
        return self

    def tidy(self) -> None:
        """Put the worlds in order after a quarter, and set finished ones aside."""
        self.worlds = self.order.tidy(self.worlds)

    def gather(self) -> None:
        """Let all worlds stand where they stood at first."""
        self.worlds = self.order.together(self.worlds)
        self.order = Order(self.worlds.size, self.values)
        self.view = self.fresh()

    def release(self) -> None:
        """Let go of a walk whose results have been taken, at once and with all its arrays; it is of no use afterwards.

        A model of Mesa and its agents refer to each other, so that without this Python clears them away only now and then.
        """
        self.__dict__.clear()

    def outcomes(self) -> NDArray[np.int64]:
        """The outcome of each world if the history ended here, as a row of `OUTCOMES`."""
        with counting():
            return outcomes.classify(self.worlds, self.values, self.quarter, dictated(self.worlds, self.values))

    def columns(self) -> dict[str, rows.Column]:
        """What is recorded of each world, as plain arrays (see `sim.model.world.rows`)."""
        with counting():
            return rows.columns(self.worlds, self.values, self.quarter, dictated(self.worlds, self.values))

    def table(self) -> pd.DataFrame:
        """What is recorded of each world, one row per world."""
        return rows.table(self.columns())
