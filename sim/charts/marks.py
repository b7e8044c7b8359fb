"""Marks that several charts share: bars with their intervals, and lines and bands that stand out from any paper.

Every mark of a share has the group name `share:...`, and its interval `interval:...` with the same rest, so that it can
be checked that none is without the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke

from sim.charts.canvas import filling
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_DASHES, OUTCOME_MARKERS, Look

ROOM = 0.03
"""Room beyond the ends of an axis of shares, as a part of it, so that lines and signs at none and at all are not cut."""


def interval(
    axes: Axes,
    look: Look,
    name: str,
    at: float,
    low: float,
    high: float,
    linewidth: float = 1.4,
    cap: float = 3.5,
    alpha: float = 1.0,
) -> None:
    """Draw an interval as a horizontal line with ends; `at` is its place on the other axis."""
    xs, ys, width = [low, high], [at, at], linewidth * look.scale
    line: dict[str, Any] = {"solid_capstyle": "butt"}
    # The halo lifts the line off a dark bar.
    axes.plot(xs, ys, color=look.theme.paper, linewidth=width + 2, alpha=0.8 * alpha, zorder=5.5, **line)
    axes.plot(xs, ys, color=look.theme.ink, linewidth=width, alpha=alpha, zorder=6, gid=f"interval:{name}", **line)
    if cap:
        ends: dict[str, Any] = {"linestyle": "none", "marker": "|", "markersize": 2 * cap * look.scale}
        axes.plot(xs, ys, color=look.theme.ink, zorder=6, **ends)


def bar(
    axes: Axes, look: Look, outcome: str, name: str, at: float, share: float, height: float, left: float = 0.0
) -> None:
    """Draw a horizontal bar in colour and hatching of an outcome, with an outline."""
    filled_bar(axes, look, filling(outcome), name, at, share, height, left)


def filled_bar(
    axes: Axes,
    look: Look,
    fill: Mapping[str, Any],
    name: str,
    at: float,
    share: float,
    height: float,
    left: float = 0.0,
) -> None:
    """Draw a horizontal bar, filled as matplotlib's patches take it, with an outline."""
    axes.barh(at, share, height=height, left=left, linewidth=0, gid=f"share:{name}", **fill)
    axes.barh(at, share, height=height, left=left, fill=False, edgecolor=look.theme.ink, linewidth=0.8)


class Pen(NamedTuple):
    """Colour, dashes and sign of a line."""

    colour: str
    dashes: Any
    marker: str


def line(
    axes: Axes, look: Look, outcome: str, name: str, xs: Any, ys: Any, width: float = 2.4, markers: bool = True
) -> None:
    """Draw a line in colour and dashes of an outcome, edged in ink so that pale colours stand out."""
    pen = Pen(OUTCOME_COLOURS[outcome], OUTCOME_DASHES[outcome], OUTCOME_MARKERS[outcome])
    drawn_line(axes, look, pen, name, xs, ys, width, markers)


def drawn_line(
    axes: Axes, look: Look, pen: Pen, name: str, xs: Any, ys: Any, width: float = 2.4, markers: bool = True
) -> None:
    """Draw a line with a pen, edged in ink."""
    width *= look.scale
    edge = [Stroke(linewidth=width + 1.5, foreground=look.theme.ink), Normal()]
    dashes: dict[str, Any] = {"color": pen.colour, "linestyle": pen.dashes}
    axes.plot(xs, ys, linewidth=width, path_effects=edge, gid=f"share:{name}", zorder=5, **dashes)
    if markers:
        sign: dict[str, Any] = {"marker": pen.marker, "markersize": 2.6 * width}
        sign |= {"markerfacecolor": pen.colour, "markeredgecolor": look.theme.ink, "markeredgewidth": 0.8}
        axes.plot(xs, ys, linestyle="none", zorder=6, **sign)


def band(axes: Axes, name: str, xs: Any, low: Any, high: Any, colour: str) -> None:
    """Draw the intervals of a line as a band around it."""
    axes.fill_between(xs, low, high, color=colour, alpha=0.35, linewidth=0, gid=f"interval:{name}", zorder=2)
