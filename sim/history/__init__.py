"""Histories of single worlds: who did what and why, and what would have been otherwise."""

from sim.history.history import Comparison, History
from sim.history.reasons import Reason
from sim.history.record import Alternative, Move, QuarterRecord, Recorder
from sim.history.replay import tell, what_if

__all__ = ["Alternative", "Comparison", "History", "Move", "QuarterRecord", "Reason", "Recorder", "tell", "what_if"]
