"""Knowledge: reading, checking, overlaying and citing what lies in `parameters/`."""

from sim.common.errors import BrokenFileError, InputError, RefusedValueError, UnknownNameError
from sim.parameters.bindings import Binding
from sim.parameters.catalogue import Difference, check, parse_change, policies, sources, who_differs, worldviews
from sim.parameters.entries import Entry
from sim.parameters.files import parameters_folder
from sim.parameters.overlays import Change, Overlay, Step
from sim.parameters.parameters import Parameters, load
from sim.parameters.sources import Citation, Source

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
