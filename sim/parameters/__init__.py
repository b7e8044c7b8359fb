"""Knowledge: reading, checking, overlaying and citing what lies in `parameters/`."""

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
