"""What makes peace hold when two rivals negotiate under force and promises: a simulation.

The public face: load a worldview, simulate many worlds, tally the outcomes, tell single histories.

    >>> from sim import load, simulate, frequencies, tell
    >>> study = simulate(load("ratelle2025"), worlds=200, seed=7)
    >>> list(frequencies(study)["outcome"])
    ['ideal_peace', 'formal_peace', 'deferred_tension', 'stalemate', 'new_confrontation']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sim.version import __version__

if TYPE_CHECKING:
    from sim.analysis.differences import differences
    from sim.analysis.frequencies import frequencies
    from sim.analysis.summary import summarise
    from sim.history import Comparison, History, tell, what_if
    from sim.knowledge import Binding, Parameters, load, parse_change, policies, who_differs, worldviews
    from sim.knowledge.errors import InputError
    from sim.model import NegotiationModel
    from sim.reports import Report, report
    from sim.runs import open_run
    from sim.study import Study, simulate
    from sim.sweeps import design, open_study, sweep
    from sim.sweeps.export import export

_HOMES = {
    "load": "sim.knowledge",
    "Parameters": "sim.knowledge",
    "Binding": "sim.knowledge",
    "parse_change": "sim.knowledge",
    "worldviews": "sim.knowledge",
    "policies": "sim.knowledge",
    "who_differs": "sim.knowledge",
    "InputError": "sim.knowledge.errors",
    "simulate": "sim.study",
    "Study": "sim.study",
    "open_run": "sim.runs",
    "differences": "sim.analysis.differences",
    "frequencies": "sim.analysis.frequencies",
    "summarise": "sim.analysis.summary",
    "tell": "sim.history",
    "what_if": "sim.history",
    "History": "sim.history",
    "Comparison": "sim.history",
    "NegotiationModel": "sim.model",
    "sweep": "sim.sweeps",
    "design": "sim.sweeps",
    "open_study": "sim.sweeps",
    "export": "sim.sweeps.export",
    "report": "sim.reports",
    "Report": "sim.reports",
}
"""Where each public name lives; each is imported when first asked for, because Mesa and pandas take long to import."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*_HOMES, "__version__"])


__all__ = [
    "Binding",
    "Comparison",
    "History",
    "InputError",
    "NegotiationModel",
    "Parameters",
    "Report",
    "Study",
    "__version__",
    "design",
    "differences",
    "export",
    "frequencies",
    "load",
    "open_run",
    "open_study",
    "parse_change",
    "policies",
    "report",
    "simulate",
    "summarise",
    "sweep",
    "tell",
    "what_if",
    "who_differs",
    "worldviews",
]
