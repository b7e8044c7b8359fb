"""A picture as wide as a phone: names broken into lines, and no two numbers below an axis in each other's way."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.charts.letters import wrap
from sim.charts.theme import Look

PHONE_AXIS, APART = 0.62, 3
"""Part of the width of a phone that the name of an axis may take; pixels between two numbers below an axis."""


def fit_to_phone(look: Look, figure: Figure, columns: int) -> None:
    """Break the names of the axes, and leave out numbers that would run into each other."""
    for axes in figure.axes:
        named: tuple[tuple[Any, float], ...] = (
            (axes.xaxis, look.room(PHONE_AXIS) / columns), (axes.yaxis, look.room(PHONE_AXIS) * 1.2)
        )  # fmt: skip
        for axis, room in named:
            axis.set_label_text("\n".join(wrap(axis.get_label_text(), axis.label.get_size(), room)))
    figure.draw_without_rendering()
    for axes in figure.axes:
        _thin(axes)


def _thin(axes: Axes) -> None:
    """Leave out every other number below an axis until none runs into the next."""
    for _ in range(3):
        labels = axes.get_xticklabels()
        shown = [(place, label) for place, label in zip(axes.get_xticks(), labels, strict=False) if label.get_text()]
        inside = [one for one in shown if min(axes.get_xlim()) - 1e-9 <= one[0] <= max(axes.get_xlim()) + 1e-9]
        boxes = [label.get_window_extent() for _, label in inside]
        if all(one.x1 + APART <= two.x0 for one, two in pairwise(boxes)):
            return
        kept = inside[::2]
        axes.set_xticks(
            [place for place, _ in kept], [label.get_text() for _, label in kept], color=inside[0][1].get_color()
        )
        axes.figure.draw_without_rendering()  # type: ignore[union-attr]
