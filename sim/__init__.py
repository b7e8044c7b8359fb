"""What makes peace hold when two rivals negotiate under force and promises: a simulation.

The public face: load a worldview, simulate many worlds, tally the outcomes, tell single histories.

    >>> from sim import load, simulate, frequencies, tell
    >>> study = simulate(load("ratelle2025"), worlds=200, seed=7)
    >>> list(frequencies(study)["outcome"])
    ['ideal_peace', 'formal_peace', 'deferred_tension', 'stalemate', 'new_confrontation']

Each public name is imported when it is first asked for, because Mesa and pandas take long to import. Where each lives
stands in `__init__.pyi`, which programs that check types read as well.
"""

import sys
from typing import Any

import lazy_loader

from sim.common.notebook import drawn_by

_imported, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    if name == "parameters":
        # A room to import from, which can be called too. With the first thing that is had from it, it is there.
        _imported("load")
        return sys.modules["sim.parameters"]
    return _imported(name)


def _in_a_notebook(result: Any) -> str:
    """What a notebook shows of a result; charts are imported when something is shown."""
    from sim.charts.notebook import html_of

    return html_of(result)


drawn_by(_in_a_notebook)
