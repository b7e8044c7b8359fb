"""Knowledge: reading, checking, overlaying and citing what lies in `parameters/`."""

from sim.knowledge.bindings import Binding
from sim.knowledge.catalogue import Difference, check, parse_change, policies, sources, who_differs, worldviews
from sim.knowledge.entries import Entry
from sim.knowledge.errors import BrokenFileError, InputError, RefusedValueError, UnknownNameError
from sim.knowledge.files import parameters_folder
from sim.knowledge.overlays import Change, Overlay
from sim.knowledge.parameters import Parameters, load
from sim.knowledge.sources import Citation, Source
from sim.knowledge.steps import Step

__all__ = [
    "Binding",
    "BrokenFileError",
    "Change",
    "Citation",
    "Difference",
    "Entry",
    "InputError",
    "Overlay",
    "Parameters",
    "RefusedValueError",
    "Source",
    "Step",
    "UnknownNameError",
    "check",
    "load",
    "parameters_folder",
    "parse_change",
    "policies",
    "sources",
    "who_differs",
    "worldviews",
]
