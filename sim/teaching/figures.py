"""The numbers in the words of an exercise, computed from its grid."""

from __future__ import annotations

from sim.parameters.wording import short_percent
from sim.studies.shares.intervals import Share
from sim.teaching.exercise import Figure
from sim.teaching.grid import Grid


def figures(grid: Grid) -> dict[str, str]:
    """Every figure of an exercise as it stands in a sentence: `24 %`, or `24 % → 12 %`."""
    return {name: figure_text(grid, figure) for name, figure in grid.exercise.figures.items()}


def figure_text(grid: Grid, figure: Figure) -> str:
    """One figure as it stands in a sentence."""
    told = [_rounded(grid.share(cell, figure.measure)) for cell in figure.cells]
    return told[0] if len(told) == 1 else f"{told[0]} → {told[1]}"


def _rounded(share: Share) -> str:
    """A share to the nearest per cent; with one decimal below ten."""
    if 0 < 100 * share.share < 10:
        return f"{100 * share.share:.1f} %"
    return short_percent(share.share, share.low, share.high)
