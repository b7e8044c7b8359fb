"""The seven actors and what is between them: who backs, presses, guarantees whom, for one world or a share of many."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.patches import FancyArrowPatch
from matplotlib.transforms import Bbox

from sim.analysis.comparing import told
from sim.analysis.finding import Setting
from sim.analysis.wording import NOT_A_FORECAST, enumeration, percent, whole
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.letters import width_of
from sim.charts.picture import Picture, drawn
from sim.charts.placing import common_area
from sim.charts.tables import records
from sim.charts.theme import LINE_SPACING, POINTS_PER_INCH, USUAL_LOOK, Look
from sim.charts.timeline import setting_of_history
from sim.history import History
from sim.history.relations import KINDS, MAP, NAMES, PEACE, RELATIONS
from sim.knowledge.errors import InputError
from sim.knowledge.vocabulary import ACTORS

Label = tuple[str, str, list[Any]]
"""Group name and words of a label, and the places where it may stand."""
PLOT_LINES = 27
RARE = 0.1
"""Relations in fewer worlds than this are left to the table."""
MOST_LEVEL = 3
"""So many relations are named in the title where they cannot be told apart."""
DASHES: dict[str, Any] = {
    "backs": "-",
    "presses": (0, (2, 1.4)),
    "guarantees": (0, (7, 2)),
    "endorses": (0, (1, 1.6)),
    "opposes": (0, (3, 1, 1, 1)),
}
BENDS = {"backs": 0.16, "presses": -0.16, "guarantees": 0.3, "endorses": 0.06, "opposes": -0.22}
ALONG = (0.45, 0.35, 0.55, 0.28, 0.62, 0.7, 0.22)
"""Where on its arrow a label may stand, from its beginning 0 to its end 1, best first."""


@drawn
def network_of_quarter(history: History, quarter: int, look: Look = USUAL_LOOK, title: str | None = None) -> Picture:
    """Draw who backs, presses, guarantees and endorses whom in one quarter of one history.

    Parameters
    ----------
    history : History
    quarter : int
        A quarter that the history reached.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If the history did not reach the quarter.
    """
    played = {record.quarter: record for record in history.quarters}
    if quarter not in played:
        raise InputError(f"the history has no quarter {quarter}; it runs from {min(played)} to {max(played)}")
    rows = [
        (move.actor, *RELATIONS[move.actor, move.action][1], move.words)
        for move in played[quarter].moves
        if (move.actor, move.action) in RELATIONS
    ]
    table = pd.DataFrame(rows, columns=["actor", "target", "relation", "words"])
    title = title or f"{history.date(quarter)} in world {history.world}: {_finding_of_quarter(table)}"
    below = caption(setting_of_history(history), "Positions as on a map, distant powers drawn near.", intervals=False)
    canvas, labels = _empty(look, title, below), []
    for row in records(table):
        labels.append(_arrow(canvas, row, 2.2 * look.scale, row["relation"]))
    _write_labels(canvas, labels)
    relation_words = "; ".join(
        f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} ({r['words']})" for r in table.to_dict("records")
    )
    words = f"Network of seven actors. {title}. {relation_words or 'No relation'}. {NOT_A_FORECAST}"
    return Picture("network", canvas.figure, title, below, words, table)


@drawn
def network_of_worlds(
    relations: pd.DataFrame, quarter: int, setting: Setting, look: Look = USUAL_LOOK, title: str | None = None
) -> Picture:
    """Draw in which share of the worlds each relation held in one quarter.

    Parameters
    ----------
    relations : pandas.DataFrame
        Columns `actor`, `target`, `relation`, `share`, `low`, `high`, `worlds`, as
        `sim.history.paths.relations_over_worlds` returns.
    quarter : int
        Told in the title.
    setting : Setting
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If there is no relation, or no world was left without war.
    """
    if relations.empty or not relations["worlds"].iloc[0]:
        raise InputError("nothing is selected: no world without war is left in this quarter")
    shown = relations[relations["share"] >= RARE].sort_values("share", ascending=False, kind="stable")
    title = title or _finding_of_worlds(relations, quarter)
    worlds = whole(int(relations["worlds"].iloc[0]))
    rare = f"Relations in less than {100 * RARE:.0f} % are in the table only."
    left = f"Of the {worlds} worlds not at war. Width: share. {rare}"
    below = caption(setting, left)
    canvas, labels = _empty(look, title, below), []
    for row in records(shown):
        words = f"{row['relation']}\n{percent(row['share'], row['low'], row['high'])}"
        labels.append(_arrow(canvas, row, (0.8 + 7 * row["share"]) * look.scale, words))
    _write_labels(canvas, labels)
    relation_words = "; ".join(
        f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} in {percent(r['share'], r['low'], r['high'])}"
        for r in shown.to_dict("records")
    )
    words = f"Network of seven actors. {title}. {relation_words or 'No relation is frequent'}. {NOT_A_FORECAST}"
    return Picture("network_shares", canvas.figure, title, below, words, relations.reset_index(drop=True))


def _empty(look: Look, title: str, below: str) -> Canvas:
    canvas = Canvas(look, title, below, PLOT_LINES)
    axes = canvas.plot
    axes.set_axis_off()
    axes.set_xlim(-3.2, 2.6)
    axes.set_ylim(-1.85, 1.85)
    for actor in (*ACTORS, PEACE):
        rival = actor in ("armenia", "azerbaijan")
        theme = look.theme
        box = {
            "boxstyle": "round,pad=0.45",
            "facecolor": theme.ink if rival else theme.paper,
            "edgecolor": theme.faint if actor == PEACE else theme.ink,
            "linewidth": 1.3,
            "linestyle": ":" if actor == PEACE else "-",
        }
        colour = theme.paper if rival else theme.faint if actor == PEACE else theme.ink
        axes.text(
            *MAP[actor],
            NAMES[actor],
            size=look.label,
            weight="bold",
            color=colour,
            ha="center",
            va="center",
            bbox=box,
            zorder=6,
        )
    return canvas


def _arrow(canvas: Canvas, row: dict[str, Any], width: float, words: str) -> Label:
    axes, look, kind = canvas.plot, canvas.look, row["relation"]
    theme = look.theme
    start, end = np.array(MAP[row["actor"]]), np.array(MAP[row["target"]])
    bend = BENDS[kind]
    colour = {
        "backs": theme.accent,
        "presses": theme.second,
        "guarantees": theme.accent,
        "endorses": theme.faint,
        "opposes": theme.second,
    }[kind]
    name = f"{row['actor']}/{row['target']}/{kind}"
    arrow = FancyArrowPatch(
        tuple(start),
        tuple(end),
        connectionstyle=f"arc3,rad={bend}",
        arrowstyle="-|>",
        mutation_scale=10 + 1.5 * width,
        linewidth=width,
        linestyle=DASHES[kind],
        color=colour,
        shrinkA=30 * look.scale,
        shrinkB=34 * look.scale,
        zorder=3,
        gid=f"share:{name}",
    )
    axes.add_patch(arrow)
    middle = (start + end) / 2 + bend / 2 * np.array([end[1] - start[1], start[0] - end[0]])
    control = 2 * middle - (start + end) / 2
    places = [(1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end for t in ALONG]
    return f"interval:{name}", words, places


def _write_labels(canvas: Canvas, labels: list[Label]) -> None:
    """Write each label on its arrow, where it covers neither an actor nor another label."""
    axes, look = canvas.plot, canvas.look
    canvas.figure.draw_without_rendering()
    scale = canvas.figure.dpi / POINTS_PER_INCH
    taken = [text.get_window_extent().padded(look.label * scale * 0.6) for text in axes.texts]
    for name, words, places in labels:
        lines = words.split("\n")
        width = (max(width_of(line, look.small) for line in lines) + look.small * 0.6) * scale
        height = (len(lines) * LINE_SPACING + 0.3) * look.small * scale
        boxes = []
        for place in places:
            x, y = axes.transData.transform(place)
            boxes.append(Bbox.from_bounds(x - width / 2, y - height / 2, width, height))
        best = min(range(len(places)), key=lambda k: sum(common_area(boxes[k], other) for other in taken))
        taken.append(boxes[best])
        x, y = places[best]
        canvas.write(axes, float(x), float(y), words, size=look.small, ha="center", zorder=7, gid=name)


def _finding_of_quarter(table: pd.DataFrame) -> str:
    if table.empty:
        return "nobody takes a side"
    parts = []
    for kind in KINDS:
        rows = table[table["relation"] == kind]
        for target, part in rows.groupby("target", sort=False):
            verb = kind if len(part) == 1 else kind.removesuffix("s") if kind != "presses" else "press"
            parts.append(f"{enumeration([NAMES[actor] for actor in part['actor']])} {verb} {NAMES[str(target)]}")
    return "; ".join(parts[:3])


def _finding_of_worlds(relations: pd.DataFrame, quarter: int) -> str:
    """Return the most frequent relation; two where the intervals do not tell them apart."""
    ranked = relations.sort_values("share", ascending=False, kind="stable")
    level = ranked[ranked["high"] >= ranked.iloc[0]["low"]]
    if not ranked.iloc[0]["share"]:
        return f"Quarter {quarter}: nobody takes a side in any world"
    parts = [f"{NAMES[r['actor']]} {r['relation']} {NAMES[r['target']]} ({told(r)})" for r in records(level)]
    if len(level) > MOST_LEVEL:
        return f"Quarter {quarter}: {len(level)} relations are about equally frequent, among them {parts[0]}"
    often = "most often" if len(parts) == 1 else "most often, and about equally,"
    return f"Quarter {quarter}: {often} {enumeration(parts)}"
