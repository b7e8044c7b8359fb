"""Reports: one HTML file that tells a study from its question to its sources."""

from sim.reports.making import Report, report

__all__ = ["Report", "report"]
