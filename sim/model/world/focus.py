"""Views of a few worlds of a block: a decision that few worlds face is taken in those alone.

The views gather what is asked for, when it is asked for. They change nothing but the time that a rare decision takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.mechanisms.deterrence import Forecast
from sim.model.world.state import Worlds
from sim.model.world.values import Branch

Rows = NDArray[np.intp]
Places = NDArray[np.intp] | slice
"""Which worlds: their places, or the stretch of a block in which they stand side by side."""


def gathered(value: Any, rows: Places, size: int) -> Any:
    """The entries of some worlds, if the last axis of an array runs over all worlds; other values as they are."""
    if isinstance(value, np.ndarray):
        if not value.ndim or value.shape[-1] != size:
            return value
        return value[..., rows] if isinstance(rows, slice) else value.take(rows, axis=-1)
    if isinstance(value, Forecast):
        forecast = Forecast(*(gathered(part, rows, size) for part in value.parts))
        forecast.update({kind: gathered(response, rows, size) for kind, response in value.items()})
        return forecast
    if isinstance(value, dict):
        return {name: gathered(item, rows, size) for name, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(gathered(item, rows, size) for item in value))
    return value


class View:
    """Attributes of something, gathered for some worlds when first asked for."""

    def __init__(self, whole: Any, rows: Places, size: int) -> None:
        self._whole, self._rows, self._size = whole, rows, size

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = gathered(getattr(self._whole, name), self._rows, self._size)
        self.__dict__[name] = value
        return value


class WorldsView(View):
    """The state of some worlds of a block, to be read, not written."""

    def __init__(self, whole: Worlds, rows: Places, size: int) -> None:
        super().__init__(whole, rows, whole.size)
        self.size = size


class BranchView(View):
    """A group of parameters as it holds in some worlds of a block."""

    def __init__(self, whole: Branch | BranchView, rows: Places, size: int) -> None:
        super().__init__(whole, rows, size)
        self._stacks: dict[tuple[str, ...], NDArray[np.float64]] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self._whole, name)
        value = (
            BranchView(value, self._rows, self._size)
            if isinstance(value, (Branch, BranchView))
            else gathered(value, self._rows, self._size)
        )
        self.__dict__[name] = value
        return value

    def stack(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The named leaves one above the other, for the worlds of the view."""
        key = tuple(names)
        if key not in self._stacks:
            self._stacks[key] = gathered(self._whole.stack(names), self._rows, self._size)
        return self._stacks[key]

    def look_at(self, rows: Places) -> None:
        """Hold for other worlds of the block from now on; what differs between worlds is gathered anew when asked for."""
        self._rows = rows
        self._stacks.clear()
        for name, value in list(self.__dict__.items()):
            if isinstance(value, BranchView) and not name.startswith("_"):
                value.look_at(rows)
            elif isinstance(value, np.ndarray) and not name.startswith("_"):
                del self.__dict__[name]
