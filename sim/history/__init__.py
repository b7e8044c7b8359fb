"""Histories of single worlds: who did what and why, and what would have been otherwise."""

from sim.history.history import Comparison, History, tell, what_if
from sim.history.record import Move, QuarterRecord, Reason, Recorder

__all__ = ["Comparison", "History", "Move", "QuarterRecord", "Reason", "Recorder", "tell", "what_if"]
