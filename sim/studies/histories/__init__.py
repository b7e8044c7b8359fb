"""Histories of single worlds: who did what and why, and what would have been otherwise."""

from sim.studies.histories.comparison import Comparison
from sim.studies.histories.history import History
from sim.studies.histories.record import Alternative, Move, QuarterRecord, Reason, Recorder
from sim.studies.histories.replay import tell, what_if

__all__ = ["Alternative", "Comparison", "History", "Move", "QuarterRecord", "Reason", "Recorder", "tell", "what_if"]
