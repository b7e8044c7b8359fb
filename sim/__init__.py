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

from sim.common.notebook import drawn_by
from sim.common.version import __version__

if TYPE_CHECKING:
    from sim.common.errors import InputError
    from sim.model.negotiation import NegotiationModel
    from sim.parameters import Binding, Parameters, load, parse_change, policies, who_differs, worldviews
    from sim.reports import Report, report
    from sim.studies.histories import Comparison, History, tell, what_if
    from sim.studies.runs import open_run
    from sim.studies.shares.differences import differences
    from sim.studies.shares.frequencies import frequencies
    from sim.studies.shares.summary import summarise
    from sim.studies.study import Study, simulate
    from sim.studies.sweeps import design, open_study, sweep
    from sim.studies.sweeps.export import export

_HOMES = {
    "load": "sim.parameters",
    "Parameters": "sim.parameters",
    "Binding": "sim.parameters",
    "parse_change": "sim.parameters",
    "worldviews": "sim.parameters",
    "policies": "sim.parameters",
    "who_differs": "sim.parameters",
    "InputError": "sim.common.errors",
    "simulate": "sim.studies.study",
    "Study": "sim.studies.study",
    "open_run": "sim.studies.runs",
    "differences": "sim.studies.shares.differences",
    "frequencies": "sim.studies.shares.frequencies",
    "summarise": "sim.studies.shares.summary",
    "tell": "sim.studies.histories",
    "what_if": "sim.studies.histories",
    "History": "sim.studies.histories",
    "Comparison": "sim.studies.histories",
    "NegotiationModel": "sim.model.negotiation",
    "sweep": "sim.studies.sweeps",
    "design": "sim.studies.sweeps",
    "open_study": "sim.studies.sweeps",
    "export": "sim.studies.sweeps.export",
    "report": "sim.reports",
    "Report": "sim.reports",
}
"""Where each public name lives; each is imported when first asked for, because Mesa and pandas take long to import."""


def _in_a_notebook(result: Any) -> str:
    """What a notebook shows of a result; charts are imported when something is shown."""
    from sim.charts.notebook import html_of

    return html_of(result)


drawn_by(_in_a_notebook)


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
