"""A view: what actors and phases have before them in one quarter, of all worlds of a block or of some of them.

A part of the worlds is a view of its own: nothing is swapped under the reader. A part gathers what is asked for, when it is
asked for, so that a decision which few worlds face costs little.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.arrays import BoolArray, FloatArray, Number
from sim.model.world.draws import Draws
from sim.model.world.flow import Flow
from sim.model.world.outlook.outlook import Outlook, assess
from sim.model.world.state import Worlds, stretch
from sim.model.world.values import Branch

Rows = NDArray[np.intp]
Places = NDArray[np.intp] | slice
"""Which worlds: their places, or the stretch of a block in which they stand side by side."""


class Observer(Protocol):
    """Receives every decision of a model, and the end of every quarter.

    It asks for worlds by their index in the study: places in a block change while a model runs.
    """

    def note(self, decision: Any) -> None:
        """A `sim.model.actors.decision.Decision` was taken."""

    def close_quarter(self, view: View) -> None:
        """A quarter is over."""


class Luck:
    """The draws of a block in one quarter, world by world in the order in which the worlds stand now.

    Parameters
    ----------
    draws : Draws
    quarter : int
    rows : array of int, optional
        Where each world stood at first; None if all stand there still.
    """

    def __init__(self, draws: Draws, quarter: int, rows: Rows | None) -> None:
        self.draws, self.quarter, self.rows = draws, quarter, rows

    def of(self, decision: str | int) -> FloatArray:
        """One uniform draw per world for a decision of the quarter."""
        return self._placed(self.draws.uniform(self.quarter, decision))

    def _placed(self, drawn: FloatArray) -> FloatArray:
        """Draws of the whole block in the order in which the worlds stand now."""
        return drawn if self.rows is None else drawn[self.rows]

    def lasting(self, decision: str, persistence: Number) -> FloatArray:
        """One uniform draw per world that lasts: it is drawn once, or, but for the share `persistence`, in every quarter."""
        first = self._placed(self.draws.first(decision))
        if self.quarter == 0 or np.all(np.asarray(persistence) >= 1.0):
            return first
        now = self.of(decision)
        anew = (now - persistence) / np.maximum(1.0 - np.asarray(persistence), np.finfo(float).tiny)
        return np.where(now < persistence, first, anew)

    def only(self, places: Rows) -> Luck:
        """The same for some of the worlds."""
        return Luck(self.draws, self.quarter, places if self.rows is None else self.rows[places])


class View:
    """N worlds in one quarter: their state, what is seen of it, the parameters, the draws, and what happens meanwhile.

    Attributes
    ----------
    quarter : int
    worlds : Worlds
        The live state. Of a part it is to be read, not written.
    values : Branch
        Tree of parameter values.
    flow : Flow
        What has happened in the quarter so far. Of a part it is to be read, not written.
    outlook : Outlook
        What the actors see: the state as it was when it was looked at, early in the quarter.
    places : array of int
        Where the worlds stand in the view from which this one was taken.
    """

    outlook: Outlook

    def __init__(
        self, quarter: int, worlds: Worlds, values: Branch, luck: Luck, commitments: Any, recorder: Observer | None
    ) -> None:
        self.quarter, self.worlds, self.values = quarter, worlds, values
        self.flow = Flow.empty(worlds.size)
        self.places: Rows = np.arange(worlds.size)
        self.luck, self.commitments, self.recorder = luck, commitments, recorder
        self._parts: dict[tuple[int, int], tuple[Outlook, Branch]] = {}

    @property
    def size(self) -> int:
        """How many worlds there are."""
        return self.worlds.size

    def look(self) -> Outlook:
        """Derive from the state of the worlds what the actors see from now on."""
        self._parts.clear()
        self.outlook = assess(self.worlds, self.values, self.quarter)
        return self.outlook

    def draw(self, decision: str | int) -> FloatArray:
        """One uniform draw per world for a decision of this quarter, shape (N,)."""
        return self.luck.of(decision)

    def lasting(self, decision: str) -> FloatArray:
        """One uniform draw per world for all decisions of this kind in a history, shape (N,)."""
        return self.luck.lasting(decision, self.values.mechanisms.quantal_response.persistence)

    def noted(self, decision: Any) -> Any:
        """Tell who records of a decision, as far as it was really taken, and give it back."""
        if self.recorder is not None:
            taken = decision.taken()
            if taken is not None:
                self.recorder.note(taken)
        return decision

    def only(self, where: BoolArray) -> View:
        """The worlds in which something holds, as a view of their own; they stand in its `places` of this one."""
        rows = np.flatnonzero(where)
        part = copy.copy(self)
        part.places = rows
        if len(rows) == self.size:
            return part
        places, size = stretch(rows), self.size
        part.outlook, part.values = self._seen_by(places)
        part.flow = cast(Flow, Part(self.flow, places, size))
        part.luck = self.luck.only(rows)
        part.worlds = cast(Worlds, WorldsPart(self.worlds, places, len(rows)))
        part._parts = {}
        return part

    def repeated(self, times: int) -> View:
        """The same worlds several times over, one set behind the other: to ask in one go what would have been if."""
        part, rows = copy.copy(self), np.tile(np.arange(self.size), times)
        part.places = rows
        part.outlook, part.values = self._seen_by(rows)
        part.flow = cast(Flow, Part(self.flow, rows, self.size))
        part.luck = self.luck.only(rows)
        part.worlds = cast(Worlds, WorldsPart(self.worlds, rows, len(rows)))
        part._parts = {}
        return part

    def _seen_by(self, places: Places) -> tuple[Outlook, Branch]:
        """What stays as it is for the quarter; decisions that look at the same stretch of worlds share it."""
        stretched = (places.start, places.stop) if isinstance(places, slice) else None
        if stretched in self._parts:
            return self._parts[stretched]
        outlook = cast(Outlook, OutlookPart(self.outlook, places, self.size))
        values = cast(Branch, BranchPart(self.values, places, self.size)) if self.values.varies else self.values
        if stretched is not None:
            self._parts[stretched] = outlook, values
        return outlook, values


def gathered(value: Any, rows: Places, size: int) -> Any:
    """The entries of some worlds, if the last axis of an array runs over all worlds; other values as they are."""
    if isinstance(value, np.ndarray):
        if not value.ndim or value.shape[-1] != size:
            return value
        return value[..., rows] if isinstance(rows, slice) else value.take(rows, axis=-1)
    if isinstance(value, dict):
        return {name: gathered(item, rows, size) for name, item in value.items()}
    if isinstance(value, list):
        return [gathered(item, rows, size) for item in value]
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(gathered(item, rows, size) for item in value))
    return value


class Part:
    """Attributes of something, gathered for some worlds when first asked for."""

    def __init__(self, whole: Any, rows: Places, size: int) -> None:
        self._whole, self._rows, self._size = whole, rows, size

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self._gather(name)
        self.__dict__[name] = value
        return value

    def _gather(self, name: str) -> Any:
        return gathered(getattr(self._whole, name), self._rows, self._size)


class WorldsPart(Part):
    """The state of some worlds of a block, to be read, not written."""

    def __init__(self, whole: Worlds, rows: Places, size: int) -> None:
        super().__init__(whole, rows, whole.size)
        self.size = size


class OutlookPart(Part):
    """What is seen in some worlds of a block."""

    def _gather(self, name: str) -> Any:
        value = getattr(self._whole, name)
        if isinstance(value, np.ndarray | int):
            return gathered(value, self._rows, self._size)
        return Part(value, self._rows, self._size)


class BranchPart(Part):
    """A group of parameters as it holds in some worlds of a block."""

    varies = True

    def __init__(self, whole: Branch | BranchPart, rows: Places, size: int) -> None:
        super().__init__(whole, rows, size)
        self._stacks: dict[tuple[str, ...], FloatArray] = {}

    def _gather(self, name: str) -> Any:
        value = getattr(self._whole, name)
        if isinstance(value, Branch | BranchPart):
            return BranchPart(value, self._rows, self._size)
        return gathered(value, self._rows, self._size)

    def stack(self, names: Sequence[str]) -> FloatArray:
        """The named leaves one above the other, for the worlds of the part."""
        key = tuple(names)
        if key not in self._stacks:
            self._stacks[key] = gathered(self._whole.stack(names), self._rows, self._size)
        return self._stacks[key]
