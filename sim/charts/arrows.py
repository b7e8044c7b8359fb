"""The map of the seven actors, and arrows between them that pass by the boxes of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.patches import FancyArrowPatch
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from sim.charts.canvas import Canvas
from sim.charts.letters import width_of
from sim.charts.placing import common_area
from sim.charts.theme import LINE_SPACING, POINTS_PER_INCH, Look
from sim.parameters import relations as r
from sim.parameters.relations import CONNECTIONS, PEACE, TALKS, THINGS, WEST
from sim.parameters.vocabulary import ACTORS, RIVALS
from sim.studies.histories.relations import NAMES

PLOT_LINES = 27
MAP: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "united_states": (-2.45, 1.05),
        "european_union": (-2.55, -0.45),
        "russia": (0.35, 1.5),
        "turkey": (-1.25, -1.4),
        "iran": (1.35, -1.5),
        "armenia": (-0.15, -0.3),
        "azerbaijan": (2.05, 0.1),
        PEACE: (0.9, -0.1),
        TALKS: (0.95, 0.6),
        WEST: (-2.5, 0.3),
        CONNECTIONS: (0.75, -0.85),
    }
)
"""Where each stands on the picture: as on a map, with the distant ones drawn near."""
FOR, AGAINST, FAINT = "accent", "second", "faint"
DOTTED, DASHED, LONG, MIXED = (0, (1, 1.6)), (0, (2, 1.4)), (0, (7, 2)), (0, (3, 1, 1, 1))
_STYLED = {
    (FOR, "-"): (r.BACKS, r.ASSISTS),
    (FOR, LONG): (r.GUARANTEES, r.NEUTRAL),
    (FOR, MIXED): (r.OPENS, r.TURNS, r.ASKS),
    (FOR, DASHED): (r.MONITORS, r.CONCEDES, r.RELEASES, r.GRANTS, r.YIELDS),
    (FOR, DOTTED): (r.INVESTS,),
    (FAINT, DOTTED): (r.ENDORSES, r.MEDIATES),
    (AGAINST, "-"): (r.ATTACKS, r.INTERVENES),
    (AGAINST, LONG): (r.COERCES, r.PUNISHES, r.RESISTS),
    (AGAINST, DASHED): (r.PRESSES, r.SANCTIONS, r.RESTRAINS, r.DETERS, r.REVISES, r.REJECTS, r.DEMANDS),
    (AGAINST, DOTTED): (r.DISINFORMS, r.REFUSES),
    (AGAINST, MIXED): (r.OPPOSES,),
}
STYLES: Mapping[str, tuple[str, Any]] = MappingProxyType(
    {relation: style for style, relations in _STYLED.items() for relation in relations}
)
"""Colour of the theme and dashes of each relation; its words stand on every arrow, so that neither must be learnt."""
BENDS = (0.16, -0.16, 0.3, -0.3, 0.06, -0.06, 0.45, -0.45, 0.6, -0.6)
"""How far an arrow may bow out, as a part of its length; to its right if above 0, the best first."""
SAME = 0.2
"""Arrows between the same two whose bends differ by less lie on each other."""
OVER_WORDS = 20
"""How much worse it is to cover words than to cover a piece of another arrow."""
BERTH = 0.3
"""How wide a berth arrows give to the boxes of others, in heights of a box."""
STEPS = 60
"""Points at which it is looked whether an arrow passes over a box."""
ALONG = (0.45, 0.35, 0.55, 0.28, 0.62, 0.4, 0.5, 0.7, 0.22)
"""Where on its arrow a label may stand, from its beginning 0 to its end 1, best first."""


class Arrow(NamedTuple):
    """One relation to draw: who does what to whom, how wide, and what is written on it."""

    actor: str
    target: str
    relation: str
    width: float
    words: str

    @property
    def name(self) -> str:
        """Group name of its marks."""
        return f"{self.actor}/{self.target}/{self.relation}"


def draw_arrows(canvas: Canvas, arrows: Sequence[Arrow]) -> None:
    """Draw the actors, what the arrows lead to, and the arrows with their words, those first that shall go straightest."""
    axes = canvas.plot
    axes.set_axis_off()
    axes.set_xlim(-3.2, 2.6)
    axes.set_ylim(-1.85, 1.85)
    aims = {arrow.target for arrow in arrows}
    for name in (*ACTORS, *(thing for thing in THINGS if thing == PEACE or thing in aims)):
        _draw_box(canvas, name)
    canvas.figure.draw_without_rendering()
    boxes = {str(text.get_gid()): _extent(text, canvas.look) for text in axes.texts}
    curves: list[NDArray[np.float64]] = []
    used: list[tuple[str, str, float]] = []
    for arrow in arrows:
        ends = axes.transData.transform([MAP[arrow.actor], MAP[arrow.target]])
        bend = _best_bend(arrow, ends, boxes, used)
        used += [(arrow.actor, arrow.target, bend), (arrow.target, arrow.actor, -bend)]
        curves.append(_curve(ends, bend))
        _draw_arrow(canvas, arrow, bend, _gaps(curves[-1], boxes[arrow.actor], boxes[arrow.target]))
    _write_words(canvas, arrows, curves, list(boxes.values()))


def _draw_box(canvas: Canvas, name: str) -> None:
    theme, rival, thing = canvas.look.theme, name in RIVALS, name in THINGS
    colour = theme.paper if rival else theme.faint if thing else theme.ink
    box = {
        "boxstyle": "round,pad=0.45",
        "facecolor": theme.ink if rival else theme.paper,
        "edgecolor": theme.faint if thing else theme.ink,
        "linewidth": 1.3,
        "linestyle": ":" if thing else "-",
    }
    style: dict[str, Any] = {"weight": "bold", "color": colour, "ha": "center", "zorder": 6, "gid": name, "bbox": box}
    canvas.label(canvas.plot, *MAP[name], NAMES[name], **style)


def _extent(text: Any, look: Look) -> Bbox:
    """The box around a name in pixels; the text alone would be smaller."""
    found: Bbox = text.get_window_extent().padded(look.label * text.figure.dpi / POINTS_PER_INCH * 0.6)
    return found


def _best_bend(
    arrow: Arrow, ends: NDArray[np.float64], boxes: Mapping[str, Bbox], used: Sequence[tuple[str, str, float]]
) -> float:
    """The first bend with which an arrow passes over no box and lies on no other arrow, or over the fewest."""
    others = [box.padded(box.height * BERTH) for name, box in boxes.items() if name not in (arrow.actor, arrow.target)]
    taken = [bend for start, end, bend in used if (start, end) == (arrow.actor, arrow.target)]

    def faults(bend: float) -> int:
        over = sum(box.contains(x, y) for x, y in _curve(ends, bend) for box in others)
        return over + STEPS * sum(abs(bend - other) < SAME for other in taken)

    return min(BENDS, key=faults)


def _curve(ends: NDArray[np.float64], bend: float) -> NDArray[np.float64]:
    """Points of an arrow in pixels, shape (steps, 2); the same curve as matplotlib's `arc3`."""
    (start, end), t = ends, np.linspace(0, 1, STEPS)[:, np.newaxis]
    across = np.array([end[1] - start[1], start[0] - end[0]])
    control = (start + end) / 2 + bend * across
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end)


def _gaps(points: NDArray[np.float64], start: Bbox, end: Bbox) -> tuple[float, float]:
    """How far from the middle of either box an arrow leaves it, in pixels."""
    outside = [row for row, (x, y) in enumerate(points) if not start.contains(x, y) and not end.contains(x, y)]
    first, last = (outside[0], outside[-1]) if outside else (0, len(points) - 1)
    return float(np.hypot(*(points[first] - points[0]))), float(np.hypot(*(points[last] - points[-1])))


def _draw_arrow(canvas: Canvas, arrow: Arrow, bend: float, gaps: tuple[float, float]) -> None:
    point = canvas.figure.dpi / POINTS_PER_INCH
    colour, dashes = STYLES[arrow.relation]
    canvas.plot.add_patch(
        FancyArrowPatch(
            MAP[arrow.actor], MAP[arrow.target], connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>",
            mutation_scale=10 + 1.5 * arrow.width, linewidth=arrow.width, linestyle=dashes,
            color=getattr(canvas.look.theme, colour), shrinkA=gaps[0] / point, shrinkB=gaps[1] / point, zorder=3,
            gid=f"share:{arrow.name}",
        )
    )  # fmt: skip


def _write_words(
    canvas: Canvas, arrows: Sequence[Arrow], curves: Sequence[NDArray[np.float64]], taken: list[Bbox]
) -> None:
    """Write its words on each arrow, where they cover neither a box nor other words, and best no other arrow."""
    axes, look = canvas.plot, canvas.look
    scale = canvas.figure.dpi / POINTS_PER_INCH
    for arrow, curve in zip(arrows, curves, strict=True):
        width = (width_of(arrow.words, look.small) + look.small * 0.6) * scale
        height = ((arrow.words.count("\n") + 1) * LINE_SPACING + 0.3) * look.small * scale
        points = curve[[round(part * (STEPS - 1)) for part in ALONG]]
        boxes = [Bbox.from_bounds(x - width / 2, y - height / 2, width, height) for x, y in points]
        others = [tuple(point) for other in curves if other is not curve for point in other]

        def covered(box: Bbox, others: list[Any] = others, letter: float = look.small * scale) -> float:
            words = sum(common_area(box, other) for other in taken)
            return OVER_WORDS * words + letter * sum(box.contains(x, y) for x, y in others)

        best = min(boxes, key=covered)
        taken.append(best)
        x, y = axes.transData.inverted().transform(((best.x0 + best.x1) / 2, (best.y0 + best.y1) / 2))
        canvas.write(axes, x, y, arrow.words, size=look.small, ha="center", zorder=7, gid=f"interval:{arrow.name}")
