"""One history: who did what in each quarter, what followed, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

from sim.analysis.finding import Setting
from sim.charts.canvas import Canvas
from sim.charts.captions import ONE_HISTORY
from sim.charts.kind import HISTORY, chart
from sim.charts.letters import wrap
from sim.charts.picture import Picture
from sim.charts.theme import EDGE, OUTCOME_COLOURS, POINTS_PER_INCH, USUAL_LOOK, Look, Theme
from sim.common.errors import InputError
from sim.common.version import __version__
from sim.parameters.relations import NAMES
from sim.parameters.vocabulary import ACTORS, RIVALS
from sim.parameters.wording import capital, readable
from sim.studies.histories import History
from sim.studies.histories.events import events, signature
from sim.studies.histories.record import Move, QuarterRecord

TOWARDS, SIDES, BACK, AGAINST, FORCE = (
    "works for an agreement",
    "takes a side or asks for protection",
    "holds back",
    "presses or obstructs",
    "uses force",
)
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        TOWARDS: (
            "concede", "release_prisoners", "implement", "mediate", "monitor", "invest", "endorse", "open_in_step",
            "open_ahead", "prepare_public", "sign", "give_way", "restrain_azerbaijan", "back_neutral_force", "offer_guarantees",
        ),
        SIDES: (
            "back_armenia", "back_azerbaijan", "assist_armenia", "turn_to_russia", "turn_to_west", "rearm",
            "demand_guarantees", "resist",
        ),
        AGAINST: (
            "raise_demand", "refuse_mediator", "disinformation", "spoil", "exploit_gap", "demand_revision", "pressure",
            "pressure_private", "sanction_public", "deter_corridor", "refuse_to_sign", "punish", "threaten",
        ),
        FORCE: ("incursion", "siege", "attack", "reclaim", "carry_out", "intervene"),
    }
)  # fmt: skip
SIGNS: Mapping[str, tuple[str, float, str]] = MappingProxyType(
    {
        TOWARDS: ("o", 1.0, "accent"),
        SIDES: ("^", 1.0, "paper"),
        BACK: (".", 0.6, "faint"),
        AGAINST: ("D", 0.8, "second"),
        FORCE: ("X", 1.15, "new_confrontation"),
    }
)
"""Sign, size and colour of each kind of move; the colour is one of the theme, or that of an outcome."""
MOST_EVENTS = 12
LANE = 1.35
LEVEL, NUMBER_PART = 0.45, 1.5
"""Height between two rows of numbers, as a part of a lane, and the width that a number keeps free, in letters."""
LANES_WIDE, LANES_NARROW = 0.78, 0.46
"""Parts of the width that the quarters take."""
WEIGHTS = (
    "WAR", "becomes total", "stays limited", "sign the", "falls with the war", "Azerbaijan takes", "Armenia gets back",
    "ratified", "government falls", "Ratification fails", "First relapse", "Attack:", "Crisis:", "Threat:", "Demand:",
    "suspended", "text is complete", "Agreed", "taken up",
)  # fmt: skip
"""Words by which events are ranked when there are more than the picture has room for."""
ABOVE, BELOW = ("concede_", "sign_", "give_way_", "beside_", "challenge_armenia"), ("answer_", "carry_out_")
"""Beginnings of decisions whose small signs stand above the line of the actor, and of those with signs below it."""
APART = 0.28
"""How far from the line they stand, as a part of a lane."""
REMARK = (
    "Small signs above a line: whether the actor concedes or signs, what a power does beside its first posture, or Armenia "
    "wants back what it gave up. Below it: how it answers, and whether it carries out a threat. Numbers in brackets behind a "
    "reason: its weight, as a share of the prize."
)
DECIDING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "WAR": ("carry_out", "attack", "reclaim", "incursion"),
        "sign the": ("sign",),
        "Azerbaijan takes": ("attack", "incursion", "siege", "threaten"),
        "Armenia gets back": ("reclaim", "demand_revision"),
    }
)
"""Words of events that one decision of a rival brings about, and the decisions that can, the nearest first."""


@chart(
    "timeline", "one history with events and reasons", HISTORY,
    example="fattah2025 --kind timeline --world 2", place=13, options=("world",),
)  # fmt: skip
def timeline(history: History, look: Look = USUAL_LOOK, title: str | None = None) -> Picture:
    """Draw one history, as `sim.studies.histories.tell` returns it."""
    if not history.quarters:
        raise InputError("the history has no quarter to draw")
    data = moves_and_events(history)
    told = _told_events(history)
    hidden = int((data["actor"] == "event").sum()) - sum(len(found) for _, found in told)
    found = title or f"World {history.world} ends in {readable(history.outcome)}: {_finding(history)}"
    rest = f"{hidden} lesser event{'s are' if hidden > 1 else ' is'} in the table." if hidden else ""
    room = (look.size.width - 0.5) * POINTS_PER_INCH - 3 * look.small
    texts = [_plain(record, events, history) for record, events in told]
    wrapped = [wrap(f"{number}  {text}", look.small, room) for number, text in enumerate(texts, 1)]
    lines = [f"{'     ' if place else ''}{line}" for parts in wrapped for place, line in enumerate(parts)]
    levels = _levels(told, look, int(history.parameters["calendar.horizon"]))
    # The layout parts what is left beside the legend and the dates, so that the ratio counts neither.
    lanes, text = LANE * (len(ACTORS) + LEVEL * max(levels, default=0)), (len(lines) + 1) * look.small / look.label
    below = 7 if look.narrow else 4
    canvas = Canvas(
        look, found, setting_of_history(history), REMARK, rest, lines=lanes + below + text + 1.5, intervals=False,
        subtitle="What each of seven actors did in each quarter of one simulated history", reading="Numbers: the events below",
        ending=ONE_HISTORY, nrows=2, ncols=1, height_ratios=[lanes, max(text, 1)],
    )  # fmt: skip
    _draw_lanes(canvas, history, told, levels)
    under = canvas.axes[1, 0]
    under.set_axis_off()
    under.set(xticks=[], yticks=[])
    across = blended_transform_factory(canvas.figure.transFigure, under.transAxes)
    place: dict[str, Any] = {"x": EDGE / look.size.width, "y": 1, "va": "top", "transform": across}
    # The lines are measured to fit the picture, and its layout shall not make room for them beside the lanes.
    canvas.label(under, words="\n".join(lines), small=True, linespacing=1.3, **place).set_in_layout(False)
    return canvas.picture("Timeline with one row per actor", " ".join(texts), data)


def kind_of(action: str) -> str:
    """Return which of the five kinds of move an action is."""
    return next((kind for kind, actions in KINDS.items() if action in actions), BACK)


def moves_and_events(history: History) -> pd.DataFrame:
    """Return one row per move and per event (then `actor` is `event`) of a history, with chance and reasons of moves."""
    rows = []
    for record in history.quarters:
        for move in record.moves:
            why = "; ".join(f"{reason.words} {reason.value:+.2f}" for reason in move.reasons)
            row = (record.quarter, move.actor, move.decision, move.action, kind_of(move.action), move.chance, why)
            rows.append(row)
        rows += [(record.quarter, "event", "", event, "", float("nan"), "") for event in events(record)]
    return pd.DataFrame(rows, columns=["quarter", "actor", "decision", "what", "kind", "chance", "reasons"])


def setting_of_history(history: History) -> Setting:
    """Return under which assumptions a history was played."""
    p = history.parameters
    return Setting(
        p.worldview, tuple(p.policies), dict(p.changes), 1, history.seed, p.hash, __version__, own_files=p.own_files
    )


def _told_events(history: History) -> list[tuple[QuarterRecord, list[str]]]:
    """The events that weigh most, in the order of time, gathered by quarter."""

    def rank(event: str) -> int:
        return next((place for place, words in enumerate(WEIGHTS) if words in event), len(WEIGHTS))

    found = [(rank(event), record.quarter, event) for record in history.quarters for event in events(record)]
    kept = {(quarter, event) for _, quarter, event in sorted(found)[:MOST_EVENTS]}
    gathered = [(record, [e for e in events(record) if (record.quarter, e) in kept]) for record in history.quarters]
    return [(record, told) for record, told in gathered if told]


def _levels(told: list[tuple[QuarterRecord, list[str]]], look: Look, horizon: int) -> list[int]:
    """How high each number of an event stands above the lanes, so that none covers another."""
    wide = NUMBER_PART * look.small * horizon / look.room(LANES_NARROW if look.narrow else LANES_WIDE)
    ends: list[float] = []
    levels = []
    for record, _ in told:
        level = next((level for level, end in enumerate(ends) if record.quarter - end >= wide), len(ends))
        ends[level : level + 1] = [record.quarter]
        levels.append(level)
    return levels


def _draw_lanes(
    canvas: Canvas, history: History, told: list[tuple[QuarterRecord, list[str]]], levels: Sequence[int]
) -> None:
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    horizon = int(history.parameters["calendar.horizon"])
    axes.set_xlim(-0.8, horizon - 0.2)
    axes.set_ylim(len(ACTORS) + 0.1, -1.1 - LEVEL * max(levels, default=0))
    axes.set_yticks(range(len(ACTORS)), [NAMES[actor] for actor in ACTORS])
    ticks = list(range(0, horizon, max(1, horizon // 5)))
    axes.set_xticks(ticks, [history.date(quarter) for quarter in ticks], color=theme.faint)
    axes.hlines(range(len(ACTORS)), -0.5, horizon - 0.5, color=theme.grid, linewidth=0.8, zorder=1)
    size = look.room(1) / horizon * 0.32
    for quarter, move in history.moves():
        _draw_move(canvas, quarter, move, min(size, look.label * 0.75))
    for number, (record, _) in enumerate(told, 1):
        dotted: dict[str, Any] = {"color": theme.faint, "linewidth": 0.8, "linestyle": (0, (2, 2)), "zorder": 1}
        axes.plot([record.quarter] * 2, [-0.6, len(ACTORS) - 0.5], **dotted)
        high = -0.75 - LEVEL * levels[number - 1]
        canvas.write(axes, record.quarter, high, str(number), small=True, weight="bold", ha="center")
    _draw_signs(canvas)


def _draw_move(canvas: Canvas, quarter: int, move: Move, size: float) -> None:
    kind, theme = kind_of(move.action), canvas.look.theme
    shift = _shift(move.decision)
    # Besides its move of the quarter, an actor that holds back has no sign.
    if kind == BACK and (shift or move.decision.startswith("challenge_")):
        return
    sign, scale, _ = SIGNS[kind]
    at = ACTORS.index(move.actor) + shift
    edge = theme.faint if kind == BACK else theme.ink
    size = size * scale * (0.7 if shift else 1)
    style: dict[str, Any] = {"markeredgecolor": edge, "markeredgewidth": 0.7, "zorder": 4, "linestyle": "none"}
    # `plot` takes three times as long, for limits of the axes that are fixed here, and there are hundreds of signs.
    mark = Line2D([quarter], [at], marker=sign, markersize=size, color=_colour(kind, theme), **style)
    canvas.plot.add_artist(mark)


def _shift(decision: str) -> float:
    """How far below the line of its actor the sign of a decision stands."""
    return APART * (decision.startswith(BELOW) - decision.startswith(ABOVE))


def _colour(kind: str, theme: Theme) -> str:
    name = SIGNS[kind][2]
    return OUTCOME_COLOURS[name] if name in OUTCOME_COLOURS else str(getattr(theme, name))


def _draw_signs(canvas: Canvas) -> None:
    """Explain the signs below the lanes, each in its place."""
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    handles = [
        Line2D([], [], ls="none", marker=sign, color=_colour(kind, theme), markeredgecolor=theme.ink, label=kind)
        for kind, (sign, *_) in SIGNS.items()
    ]
    across = blended_transform_factory(canvas.figure.transFigure, axes.transAxes)
    axes.legend(
        handles=handles, ncols=1 if look.narrow else len(SIGNS), loc="upper left", bbox_transform=across,
        bbox_to_anchor=(0.0, -0.12 if look.narrow else -0.09),
        frameon=False, fontsize=look.small, labelcolor=theme.ink, handletextpad=0.1, columnspacing=0.9,
        borderaxespad=0.2,
    )  # fmt: skip


def _plain(record: QuarterRecord, found: list[str], history: History) -> str:
    """The events of a quarter, with the two strongest reasons where one decision brought one of them about."""
    text = f"{history.date(record.quarter)}: {' '.join(found)}"
    for words, actions in DECIDING.items():
        move = _deciding(record, actions) if any(words in event for event in found) else None
        if move is not None:
            reasons = ", ".join(f"{reason.words} ({reason.value:+.2f})" for reason in move.reasons[:2])
            return f"{text} {capital(move.label)} {move.words}: {reasons}."
    return text


def _deciding(record: QuarterRecord, actions: tuple[str, ...]) -> Move | None:
    """The move among some actions that is nearest to what it brought about; of two such moves that of Azerbaijan."""
    moves = [move for move in record.moves if move.action in actions and move.actor in RIVALS and move.reasons]
    return min(moves, key=lambda move: (actions.index(move.action), move.actor != "azerbaijan"), default=None)


def _finding(history: History) -> str:
    last = history.quarters[-1].state
    crises, wars = int(last["crises"]), int(last["wars"])
    war = "war in" if wars == 1 else f"{wars} wars, the first in"
    ending = [f"{war} {history.date(int(last['war_quarter']))}"] if wars else []
    return ", ".join(["1 crisis" if crises == 1 else f"{crises} crises", signature(last, history.date), *ending])
