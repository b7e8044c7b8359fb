"""Every number of the model: what it means, its range, its sources, and what worldviews and policies change in it.

`sim.parameters()` returns a table of all parameters, `sim.parameters("guarantee", "US")` those in which these words occur.
`help(sim.parameters.table.parameters)` lists what else can be asked. `sim.load` reads the parameters of one worldview.

Examples
--------
>>> import sim
>>> sim.parameters("war_cost")[["id", "value"]].values.tolist()
[['actors.armenia.war_cost', 0.18], ['actors.azerbaijan.war_cost', 0.13]]
"""

import sys
from types import ModuleType
from typing import Any

from sim.parameters.bindings import Binding as Binding
from sim.parameters.catalogue import parse_change as parse_change
from sim.parameters.catalogue import policies as policies
from sim.parameters.catalogue import sources as sources
from sim.parameters.catalogue import who_differs as who_differs
from sim.parameters.catalogue import worldviews as worldviews
from sim.parameters.entries import Entry as Entry
from sim.parameters.files import parameters_folder as parameters_folder
from sim.parameters.parameters import Parameters as Parameters
from sim.parameters.parameters import load as load
from sim.parameters.sources import Citation as Citation
from sim.parameters.sources import Source as Source


class _Room(ModuleType):
    """A package that can be called like a function, and imported from like any other."""

    def __call__(
        self,
        words: str | None = None,
        *more: str,
        worldview: Any = "baseline",
        worldviews: Any = False,
        status: str | None = None,
    ) -> Any:
        """Return the parameters as a table; see `sim.parameters.table.parameters`."""
        from sim.parameters.table import parameters

        return parameters(words, *more, worldview=worldview, worldviews=worldviews, status=status)

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the package to another process by its name, as other modules are sent."""
        return _room, ()


def _room() -> ModuleType:
    return sys.modules[__name__]


_room().__class__ = _Room
