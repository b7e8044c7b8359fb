"""Marks that several charts share: bars and points with their intervals, and lines that stand out from any paper.

Every mark of a share has the group name `share:...`, and its interval `interval:...` with the same rest, so that it can
be checked that none is without the other.
"""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke

from sim.charts.canvas import filling
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_DASHES, OUTCOME_MARKERS, Look

ROOM = 0.03
"""Room beyond the ends of an axis of shares, as a part of it, so that lines and signs at none and at all are not cut."""


def interval(
    axes: Axes, look: Look, name: str, at: float, low: float, high: float, upright: bool = False, **options: Any
) -> None:
    """Draw an interval as a line with ends; `at` is its place on the other axis."""
    settings = {"color": look.theme.ink, "linewidth": 1.4, "zorder": 6, **options}
    settings["linewidth"] *= look.scale
    across, along = ([at, at], [low, high])
    cap = settings.pop("cap", 3.5) * look.scale
    xs, ys = (across, along) if upright else (along, across)
    # The halo lifts the line off a dark bar.
    halo = {
        **settings,
        "color": look.theme.paper,
        "linewidth": settings["linewidth"] + 2,
        "alpha": 0.8 * settings.get("alpha", 1),
    }
    axes.plot(xs, ys, solid_capstyle="butt", **{**halo, "zorder": settings["zorder"] - 0.5})
    axes.plot(xs, ys, solid_capstyle="butt", gid=f"interval:{name}", **settings)
    if cap:
        axes.plot(
            xs,
            ys,
            linestyle="none",
            marker="_" if upright else "|",
            markersize=2 * cap,
            color=settings["color"],
            zorder=6,
        )


def bar(
    axes: Axes, look: Look, outcome: str, name: str, at: float, share: float, height: float, left: float = 0.0
) -> None:
    """Draw a horizontal bar in colour and hatching of an outcome, with an outline."""
    axes.barh(at, share, height=height, left=left, linewidth=0, gid=f"share:{name}", **filling(outcome))
    axes.barh(at, share, height=height, left=left, fill=False, edgecolor=look.theme.ink, linewidth=0.8)


def line(
    axes: Axes, look: Look, outcome: str, name: str, xs: Any, ys: Any, width: float = 2.4, markers: bool = True
) -> None:
    """Draw a line in colour and dashes of an outcome, edged in ink so that pale colours stand out."""
    width *= look.scale
    axes.plot(
        xs,
        ys,
        color=OUTCOME_COLOURS[outcome],
        linestyle=OUTCOME_DASHES[outcome],
        linewidth=width,
        path_effects=[Stroke(linewidth=width + 1.5, foreground=look.theme.ink), Normal()],
        gid=f"share:{name}",
        zorder=5,
    )
    if markers:
        sign: dict[str, Any] = {
            "marker": OUTCOME_MARKERS[outcome],
            "markersize": 2.6 * width,
            "markerfacecolor": OUTCOME_COLOURS[outcome],
        }
        axes.plot(xs, ys, linestyle="none", markeredgecolor=look.theme.ink, markeredgewidth=0.8, zorder=6, **sign)


def band(axes: Axes, name: str, xs: Any, low: Any, high: Any, colour: str, strength: float = 0.35) -> None:
    """Draw the intervals of a line as a band around it."""
    axes.fill_between(xs, low, high, color=colour, alpha=strength, linewidth=0, gid=f"interval:{name}", zorder=2)
