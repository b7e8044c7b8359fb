"""The seven actors and what is between them: who backs, presses, endorses whom, for one world or a share of many."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.patches import FancyArrowPatch
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from sim.analysis.finding import Setting
from sim.analysis.telling import told
from sim.charts.canvas import Canvas
from sim.charts.captions import ONE_HISTORY
from sim.charts.kind import HISTORY, STUDY, Source, chart
from sim.charts.letters import width_of
from sim.charts.picture import Picture
from sim.charts.placing import common_area
from sim.charts.tables import records, share_in_words
from sim.charts.theme import LINE_SPACING, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.charts.timeline import setting_of_history
from sim.common.dates import short_name
from sim.common.errors import InputError
from sim.parameters import relations as r
from sim.parameters.actions import RELATIONS
from sim.parameters.relations import CONNECTIONS, FORCE, KINDS, NAMES, PEACE, TALKS, THINGS, WEST
from sim.parameters.vocabulary import ACTORS, RIVALS
from sim.parameters.wording import capital, enumeration, whole
from sim.studies.histories import History
from sim.studies.histories.paths import relations_over_worlds

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
    (AGAINST, LONG): (r.COERCES, r.THREATENS, r.PUNISHES, r.RESISTS),
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
RARE, RARE_FORCE = 0.1, 0.01
"""Relations in a smaller share of worlds than this are left to the table; the use of force in far fewer is drawn."""
SHORT = 15
"""Letters of a line on an arrow."""
MOST_LEVEL, MOST_TOLD = 3, 3
"""So many relations are named in the title where they cannot be told apart, and of one quarter; others are counted."""


@chart(
    "network", "who backs, presses, endorses or coerces whom in one quarter of one history", HISTORY,
    example="fattah2025 --kind network --world 2 --quarter 6", place=14, options=("world", "quarter"),
)  # fmt: skip
def network_of_quarter(history: History, quarter: int, look: Look = USUAL_LOOK, title: str | None = None) -> Picture:
    """Draw who backs, presses, endorses or coerces whom in one quarter that a history reached."""
    played = {record.quarter: record for record in history.quarters}
    if quarter not in played:
        raise InputError(f"the history has no quarter {quarter}; it runs from {min(played)} to {max(played)}")
    rows = [
        (move.actor, *RELATIONS[move.actor, move.action], move.words)
        for move in played[quarter].moves
        if (move.actor, move.action) in RELATIONS
    ]
    table = pd.DataFrame(rows, columns=["actor", "target", "relation", "words"])
    found = title or capital(f"{history.date(quarter)} in world {history.world}: {_finding_of_quarter(table)}")
    remark = "Positions as on a map, distant powers drawn near."
    setting, width = setting_of_history(history), 2.2 * look.scale
    canvas = Canvas(
        look, found, setting, remark, lines=PLOT_LINES, intervals=False, ending=ONE_HISTORY,
        subtitle="Who acts on whom in this quarter of one simulated history",
    )  # fmt: skip
    draw_arrows(canvas, [Arrow(*row[:3], width, _folded(row[2])) for row in rows])
    words = "; ".join(f"{_in_words(row)} ({row['words']})" for row in records(table))
    return canvas.picture("Network of seven actors", words or "No relation", table)


def _relations(source: Source) -> dict[str, Any]:
    study, setting = source.study, source.told
    relations = relations_over_worlds(study.parameters, source.wishes.quarter, setting.worlds, study.seed)
    return {"relations": relations, "setting": setting, "start": study.parameters.start}


@chart(
    "network_shares", "who backs, presses or endorses whom, in which share of worlds", STUDY, further=_relations,
    example="fattah2025 --kind network_shares --quarter 6 --worlds 500", place=15, options=("quarter",),
)  # fmt: skip
def network_of_worlds(
    relations: pd.DataFrame,
    quarter: int,
    setting: Setting,
    start: str | None = None,
    look: Look = USUAL_LOOK,
    title: str | None = None,
) -> Picture:
    """Draw in which share of the worlds each relation held in one quarter.

    The table is as `sim.studies.histories.paths.relations_over_worlds` returns it; `start` is the ISO date of quarter 0.
    """
    if relations.empty or not relations["worlds"].iloc[0]:
        raise InputError("nothing is selected: a total war has ended every world before this quarter")
    least = relations["relation"].isin(FORCE).map({True: RARE_FORCE, False: RARE})
    shown = relations[relations["share"] >= least].sort_values("share", ascending=False, kind="stable")
    found = title or f"{short_name(start, quarter)}: {_finding_of_worlds(relations)}"
    worlds = whole(int(relations["worlds"].iloc[0]))
    rare = f"In the table only: relations below {100 * RARE:.0f} %, use of force below {100 * RARE_FORCE:.0f} %."
    left = f"Shares of the {worlds} worlds that no total war has ended before. Width: share. {rare}"
    canvas = Canvas(
        look, found, setting, left, lines=PLOT_LINES, subtitle="Share of {histories} in which one acts on another",
        reading="The wider, the more often",
    )  # fmt: skip
    arrows = []
    for row in records(shown):
        words = f"{_folded(row['relation'])}\n{share_in_words(row)}"
        width = (0.8 + 7 * row["share"]) * look.scale
        arrows.append(Arrow(row["actor"], row["target"], row["relation"], width, words))
    draw_arrows(canvas, arrows)
    words = "; ".join(f"{_in_words(row)} in {share_in_words(row)}" for row in records(shown))
    return canvas.picture("Network of seven actors", words or "No relation is frequent", relations)


def _folded(relation: str) -> str:
    """A relation in short lines, so that it covers little of what lies beside its arrow."""
    return "\n".join(textwrap.wrap(relation, SHORT))


def _in_words(row: dict[str, Any]) -> str:
    return f"{NAMES[row['actor']]} {row['relation']} {NAMES[row['target']]}"


def _finding_of_quarter(table: pd.DataFrame) -> str:
    if table.empty:
        return "nobody takes a side"
    parts = []
    for kind in KINDS:
        rows = table[table["relation"] == kind]
        for target, part in rows.groupby("target", sort=False):
            verb = kind if len(part) == 1 else _plural(kind)
            parts.append(f"{enumeration([NAMES[actor] for actor in part['actor']])} {verb} {NAMES[str(target)]}")
    rest = [f"and {len(parts) - MOST_TOLD} more"] if len(parts) > MOST_TOLD else []
    return "; ".join([*parts[:MOST_TOLD], *rest])


def _plural(verb: str) -> str:
    """The verb of a relation as several do it: `presses` becomes `press`, `invests in` becomes `invest in`."""
    first, *rest = verb.split(" ")
    return " ".join([first.removesuffix("es" if first.endswith(("sses", "shes")) else "s"), *rest])


def _finding_of_worlds(relations: pd.DataFrame) -> str:
    """Return the most frequent relation; two where the intervals do not tell them apart."""
    ranked = relations.sort_values("share", ascending=False, kind="stable")
    level = ranked[ranked["high"] >= ranked.iloc[0]["low"]]
    if not ranked.iloc[0]["share"]:
        return "nobody takes a side in any world"
    parts = [f"{_in_words(row)} ({told(row)})" for row in records(level)]
    if len(level) > MOST_LEVEL:
        return f"{len(level)} relations are about equally frequent, among them {parts[0]}"
    often = "most often" if len(parts) == 1 else "most often, and about equally,"
    return f"{often} {enumeration(parts)}"


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
    """Draw the actors, what the arrows lead to, and the arrows with their words, those first that should be straightest."""
    axes = canvas.plot
    axes.set_axis_off()
    axes.set_xlim(-3.2, 2.6)
    axes.set_ylim(-1.85, 1.85)
    aims = {arrow.target for arrow in arrows}
    for name in (*ACTORS, *(thing for thing in THINGS if thing == PEACE or thing in aims)):
        _draw_box(canvas, name)
    canvas.figure.draw_without_rendering()
    # The box around a name; the text alone would be smaller.
    border = canvas.look.label * canvas.figure.dpi / POINTS_PER_INCH * 0.6
    boxes = {str(text.get_gid()): text.get_window_extent().padded(border) for text in axes.texts}
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
