"""Finding free places for labels: along an axis, in rows, and beside points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import Bbox
from numpy.typing import ArrayLike, NDArray

from sim.charts.letters import width_of
from sim.charts.theme import LINE_SPACING, POINTS_PER_INCH, Look

DISTANCES = (0.9, 1.8, 3.0, 4.5, 6.5, 9.0)
"""How far from its point a label may stand, in letters; nearer places are tried first."""
EDGES, ALONG = (0.01, 0.05, 0.09, 0.13, 0.17, 0.21), 35
"""How far outside of a plot its numbers stand, in parts of the plot, and at how many places along an axis."""
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def spread(wanted: ArrayLike, gap: float, low: float, high: float) -> NDArray[np.float64]:
    """Move positions apart so that neighbours are at least `gap` from each other, and as little as possible.

    They stay between `low` and `high`, in their order; if there is no room for all gaps, these are smaller.
    """
    positions = np.asarray(wanted, dtype=float)
    number = len(positions)
    if number < 2:
        return np.clip(positions, low, high)
    gap = min(gap, (high - low) / (number - 1))
    order = np.argsort(positions, kind="stable")
    # After taking the required gaps away, labels that collide form blocks that stand at their common mean.
    blocks: list[tuple[float, int]] = []
    for place, value in enumerate(positions[order]):
        total, size = float(value) - place * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            before, members = blocks.pop()
            total, size = total + before, size + members
        blocks.append((total, size))
    level = np.concatenate([np.full(size, total / size) for total, size in blocks])
    level = np.clip(level, low, high - (number - 1) * gap)
    moved = np.empty(number)
    moved[order] = level + np.arange(number) * gap
    return moved


def rows_without_overlap(
    centres: Sequence[float], widths: Sequence[float], low: float, high: float
) -> tuple[list[float], list[int]]:
    """Set labels of given widths in as few rows as they need, each near its centre.

    Returns the centre of each label, moved only as far as the ends of the room demand, and its row, from 0.
    """
    places = [min(max(c, low + w / 2), max(high - w / 2, low + w / 2)) for c, w in zip(centres, widths, strict=True)]
    ends: list[float] = []
    rows = [0] * len(places)
    for label in sorted(range(len(places)), key=lambda index: places[index] - widths[index] / 2):
        left = places[label] - widths[label] / 2
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [left + widths[label]]
        rows[label] = row
    return places, rows


def places_of_numbers(axes: Axes) -> list[tuple[float, float]]:
    """Places along two axes where their numbers stand, which labels should not cover."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    down, out = (bottom - (top - bottom) * share for share in EDGES), (left - (right - left) * share for share in EDGES)
    across, up = np.linspace(left, right, ALONG), np.linspace(bottom, top, ALONG)
    return [(float(x), y) for y in down for x in across] + [(x, float(y)) for x in out for y in up]


def label_points(
    axes: Axes,
    look: Look,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    avoid: Sequence[tuple[float, float]] = (),
) -> None:
    """Write a label of one line beside each point, where it covers neither another label nor a point nor a place of `avoid`.

    A line leads to a label that is far off. The limits of the axes must be set; the figure is laid out by this call.
    """
    figure: Any = axes.figure
    figure.draw_without_rendering()
    scale = figure.dpi / POINTS_PER_INCH
    letter = look.label * scale
    pixels = [tuple(axes.transData.transform(point)) for point in (*points, *avoid)]
    taken = [Bbox.from_bounds(x - letter / 2, y - letter / 2, letter, letter) for x, y in pixels]
    taken += [text.get_window_extent() for text in axes.texts]
    leader = {"arrowstyle": "-", "color": look.theme.faint, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 4}
    for (x, y), text in zip(pixels[: len(points)], texts, strict=True):
        size = width_of(text, look.label) * scale + letter / 2, letter * LINE_SPACING
        box = _free(x, y, size, letter, taken, figure.bbox)
        taken.append(box)
        offset = ((box.x0 + box.x1) / 2 - x) / scale, ((box.y0 + box.y1) / 2 - y) / scale
        far = max(abs(offset[0]) - size[0] / 2 / scale, abs(offset[1]) - size[1] / 2 / scale) > 1.6 * look.label
        style: dict[str, Any] = {
            "size": look.label,
            "color": look.theme.ink,
            "ha": "center",
            "va": "center",
            "zorder": 9,
        }
        style |= {"xytext": offset, "textcoords": "offset points", "arrowprops": leader if far else None}
        label = axes.annotate(text, tuple(axes.transData.inverted().transform((x, y))), **style)
        label.set_path_effects([Stroke(linewidth=look.small / 3, foreground=look.theme.paper), Normal()])


def _free(x: float, y: float, size: tuple[float, float], letter: float, taken: list[Bbox], room: Bbox) -> Bbox:
    """Return the nearest box of a size that covers nothing, or the one that covers least."""
    best, least = Bbox.null(), float("inf")
    for distance, (right, up) in product(DISTANCES, SIDES):
        gap = distance * letter * 0.8
        left = x + right * gap - size[0] * (1 - right) / 2
        bottom = y + up * gap - size[1] * (1 - up) / 2
        box = Bbox.from_bounds(left, bottom, *size)
        covered = sum(common_area(box, other) for other in taken) + 100 * (size[0] * size[1] - common_area(box, room))
        if covered < least - 1e-9:
            best, least = box, covered
        if least <= 1e-9:
            break
    return best


def common_area(first: Bbox, second: Bbox) -> float:
    """Return the area that two boxes share, in square pixels."""
    width = min(first.x1, second.x1) - max(first.x0, second.x0)
    height = min(first.y1, second.y1) - max(first.y0, second.y0)
    return max(width, 0.0) * max(height, 0.0)
