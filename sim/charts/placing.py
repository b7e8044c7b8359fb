"""Finding a free place for the label of a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import Bbox

from sim.charts.letters import width_of
from sim.charts.theme import LINE_SPACING, POINTS_PER_INCH, Look

DISTANCES = (0.9, 1.8, 3.0, 4.5, 6.5, 9.0)
"""How far from its point a label may stand, in letters; nearer places are tried first."""
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))


def label_points(
    axes: Axes,
    look: Look,
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    avoid: Sequence[tuple[float, float]] = (),
    **options: Any,
) -> None:
    """Write a label beside each point, where it covers neither another label nor a point, with a line if it is far off.

    The limits of the axes must be set; the figure is laid out by this call. `points`, and the places of `avoid` which no
    label may cover either, are in data coordinates. Each text has one line; `options` are further settings of it.
    """
    figure: Any = axes.figure
    figure.draw_without_rendering()
    scale = figure.dpi / POINTS_PER_INCH
    letter = look.label * scale
    pixels = [tuple(axes.transData.transform(point)) for point in points]
    kept_free = [*pixels, *(tuple(axes.transData.transform(place)) for place in avoid)]
    taken = [Bbox.from_bounds(x - letter / 2, y - letter / 2, letter, letter) for x, y in kept_free]
    taken += [text.get_window_extent() for text in axes.texts]
    room = figure.bbox
    for (x, y), text in zip(pixels, texts, strict=True):
        size = width_of(text, look.label) * scale + letter / 2, letter * LINE_SPACING
        box = _free(x, y, size, letter, taken, room)
        taken.append(box)
        centre = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        offset = (centre[0] - x) / scale, (centre[1] - y) / scale
        far = max(abs(offset[0]) - size[0] / 2 / scale, abs(offset[1]) - size[1] / 2 / scale) > 1.6 * look.label
        leader = {"arrowstyle": "-", "color": look.theme.faint, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 4}
        settings: dict[str, Any] = {
            "size": look.label,
            "color": look.theme.ink,
            "ha": "center",
            "va": "center",
            "zorder": 9,
            **options,
        }
        settings |= {"xytext": offset, "textcoords": "offset points", "arrowprops": leader if far else None}
        label = axes.annotate(text, tuple(axes.transData.inverted().transform((x, y))), **settings)
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
