"""Sweeps: designs, running them, keeping what comes of them, and knowing when to stop."""

from sim.sweeps import design
from sim.sweeps.designs import Design
from sim.sweeps.opening import open_study
from sim.sweeps.running import Progress, sweep
from sim.sweeps.stopping import Difference, Width
from sim.sweeps.study import SweepStudy

__all__ = ["Design", "Difference", "Progress", "SweepStudy", "Width", "design", "open_study", "sweep"]
