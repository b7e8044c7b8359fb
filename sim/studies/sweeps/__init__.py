"""Sweeps: designs, running them, keeping what comes of them, and knowing when to stop."""

from sim.studies.sweeps import design
from sim.studies.sweeps.designs import Design
from sim.studies.sweeps.opening import open_study
from sim.studies.sweeps.running import Progress, sweep
from sim.studies.sweeps.stopping import Difference, Width
from sim.studies.sweeps.study import SweepStudy

__all__ = ["Design", "Difference", "Progress", "SweepStudy", "Width", "design", "open_study", "sweep"]
