"""Which parameters a history reads, and when: some count only where worlds begin."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.world.start import begin
from sim.model.world.values import Branch, tree
from sim.parameters import Parameters


class WatchedBranch(Branch):
    """A group of parameters that puts the dotted ids of those that are read into `read`; `path` is its own dotted id."""

    def __init__(self, whole: Branch, read: set[str], path: str = "") -> None:
        super().__init__(path)
        self.varies = whole.varies
        self._whole, self._read = whole, read

    def stack(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The named leaves of this group one above the other, all of them noted."""
        self._read.update(f"{self._path}.{name}" for name in names)
        return self._whole.stack(names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = getattr(self._whole, name)
        dotted = f"{self._path}.{name}" if self._path else name
        if isinstance(value, Branch):
            # Kept, so that the group is wrapped once only.
            self.__dict__[name] = WatchedBranch(value, self._read, dotted)
            return self.__dict__[name]
        self._read.add(dotted)
        return value


def read_at_the_start(parameters: Parameters, world: int) -> set[str]:
    """Ids of the parameters, all of them single values, that a world reads when it begins; some are read again later."""
    read: set[str] = set()
    begin(np.array([world], dtype=np.int64), WatchedBranch(tree(parameters.values), read))
    return read
