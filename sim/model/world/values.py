"""Parameter values as the rules read them: a tree with one attribute for each part of a dotted id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Branch:
    """A group of parameters, read by attribute: ``values.mechanisms.force.decisiveness``.

    A leaf is a number, a switch, a choice or an array with one entry per world. `varies` says of the whole tree whether
    any leaf is such an array.
    """

    def __init__(self, path: str = "") -> None:
        self._path = path
        self._stacks: dict[tuple[str, ...], NDArray[np.float64]] = {}
        self.varies = True

    def stack(self, names: Sequence[str]) -> NDArray[np.float64]:
        """The named leaves of this group one above the other.

        Parameters
        ----------
        names : sequence of str
            Names of leaves, for instance the five outside powers.

        Returns
        -------
        array of float, shape (len(names), 1) or (len(names), N)
        """
        key = tuple(names)
        if key not in self._stacks:
            rows = np.broadcast_arrays(*(np.atleast_1d(np.asarray(getattr(self, n), dtype=float)) for n in names))
            self._stacks[key] = np.array(rows)
        return self._stacks[key]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"there is no parameter {self._path + '.' if self._path else ''}{name}")


def tree(flat: Mapping[str, Any]) -> Branch:
    """The tree of a flat mapping from dotted id to value.

    Parameters
    ----------
    flat : mapping of str to value
        Final values, as in `sim.parameters.Parameters.values`; an array has one entry per world.

    Returns
    -------
    Branch
    """
    root = Branch()
    root.varies = any(isinstance(value, np.ndarray) and value.ndim > 0 for value in flat.values())
    for dotted, value in flat.items():
        *groups, leaf = dotted.split(".")
        branch = root
        for depth, group in enumerate(groups):
            if group not in branch.__dict__:
                setattr(branch, group, Branch(".".join(groups[: depth + 1])))
            branch = branch.__dict__[group]
        setattr(branch, leaf, value)
    return root
