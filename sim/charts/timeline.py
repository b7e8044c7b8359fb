"""One history: who did what in each quarter, what came of it, and why."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.transforms import blended_transform_factory

from sim.analysis.finding import Setting
from sim.charts.canvas import Canvas
from sim.charts.caption import ONE_HISTORY, capital, caption
from sim.charts.letters import wrap
from sim.charts.moves import AGAINST, BACK, FORCE, SIDES, SIGNS, TOWARDS, kind_of, moves_and_events
from sim.charts.picture import Picture, drawn
from sim.charts.theme import OUTCOME_COLOURS, POINTS_PER_INCH, USUAL_LOOK, Look, Theme
from sim.common.errors import InputError
from sim.common.version import __version__
from sim.parameters.vocabulary import ACTORS
from sim.parameters.wording import readable
from sim.studies.histories import History
from sim.studies.histories.events import events, signature
from sim.studies.histories.record import Move, QuarterRecord
from sim.studies.histories.relations import NAMES

MOST_EVENTS = 12
LANE = 1.35
WEIGHTS = (
    "WAR",
    "sign the",
    "force",
    "ratified",
    "government falls",
    "Ratification fails",
    "First relapse",
    "Crisis",
    "suspended",
    "text is complete",
    "Agreed",
    "taken up",
)
"""Words by which events are ranked when there are more than can be told."""
DECIDERS = {"WAR": "azerbaijan", "sign the": "azerbaijan", "force": "azerbaijan"}


@drawn
def timeline(history: History, look: Look = USUAL_LOOK, title: str | None = None) -> Picture:
    """Draw one history.

    Parameters
    ----------
    history : History
        As `sim.studies.histories.tell` returns it.
    look : Look
    title : str, optional
        A finding of one's own instead of the one that the chart makes out.

    Raises
    ------
    InputError
        If the history has no quarter.
    """
    if not history.quarters:
        raise InputError("the history has no quarter to draw")
    data = moves_and_events(history)
    told = _told_events(history)
    hidden = int((data["actor"] == "event").sum()) - sum(len(found) for _, found in told)
    title = title or f"World {history.world} ends in {readable(history.outcome)}: {_finding(history, told)}"
    remark = (
        "Small signs above a line: whether the actor signs, and how it answers force. "
        "Numbers in brackets behind a reason: its weight, as a share of the prize."
    )
    rest = f"{hidden} lesser event{'s are' if hidden > 1 else ' is'} in the table." if hidden else ""
    below = caption(setting_of_history(history), remark, rest, intervals=False, ending=ONE_HISTORY)
    room = (look.size.width - 0.5) * POINTS_PER_INCH
    lines = [
        line
        for number, (record, found) in enumerate(told, 1)
        for line in _lines(history, number, record, found, look, room)
    ]
    small = look.small / look.label
    lanes, text = LANE * len(ACTORS) + 4, (len(lines) + 1) * small
    canvas = Canvas(look, title, below, lanes + text + 1.5, nrows=2, ncols=1, height_ratios=[lanes, max(text, 1)])
    _draw_lanes(canvas, history, told)
    under = canvas.axes[1, 0]
    under.set_axis_off()
    left = -under.get_position().x0
    under.text(
        left,
        1,
        "\n".join(lines),
        size=look.small,
        color=look.theme.ink,
        va="top",
        linespacing=1.3,
        transform=under.transAxes,
    )
    plain = " ".join(_plain(record, found, history) for record, found in told)
    words = f"Timeline with one row per actor. {title}. {plain} {ONE_HISTORY}"
    return Picture("timeline", canvas.figure, title, below, words, data)


def setting_of_history(history: History) -> Setting:
    """Return under which assumptions a history was played."""
    p = history.parameters
    return Setting(p.worldview, tuple(p.policies), dict(p.changes), 1, history.seed, p.hash, __version__)


def _told_events(history: History) -> list[tuple[QuarterRecord, list[str]]]:
    """The events that weigh most, in the order of time, gathered by quarter."""
    found = [(_rank(event), record.quarter, event) for record in history.quarters for event in events(record)]
    kept = {(quarter, event) for _, quarter, event in sorted(found)[:MOST_EVENTS]}
    gathered = [(record, [e for e in events(record) if (record.quarter, e) in kept]) for record in history.quarters]
    return [(record, told) for record, told in gathered if told]


def _rank(event: str) -> int:
    return next((rank for rank, words in enumerate(WEIGHTS) if words in event), len(WEIGHTS))


def _draw_lanes(canvas: Canvas, history: History, told: list[tuple[QuarterRecord, list[str]]]) -> None:
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    horizon = int(history.parameters["calendar.horizon"])
    axes.set_xlim(-0.8, horizon - 0.2)
    axes.set_ylim(len(ACTORS) + 0.1, -1.5)
    axes.set_yticks(range(len(ACTORS)), [NAMES[actor] for actor in ACTORS])
    ticks = list(range(0, horizon, max(1, horizon // 5)))
    axes.set_xticks(ticks, [history.date(quarter) for quarter in ticks], color=theme.faint)
    axes.hlines(range(len(ACTORS)), -0.5, horizon - 0.5, color=theme.grid, linewidth=0.8, zorder=1)
    size = look.size.width * POINTS_PER_INCH / horizon * 0.32
    for quarter, move in history.moves():
        _draw_move(canvas, quarter, move, min(size, look.label * 0.75))
    for number, (record, _) in enumerate(told, 1):
        axes.plot(
            [record.quarter] * 2,
            [-0.75, len(ACTORS) - 0.5],
            color=theme.faint,
            linewidth=0.8,
            linestyle=(0, (2, 2)),
            zorder=1,
        )
        high = -1.15 if number % 2 else -0.75
        canvas.write(axes, record.quarter, high, str(number), size=look.small, weight="bold", ha="center")
    _draw_signs(canvas)


def _draw_move(canvas: Canvas, quarter: int, move: Move, size: float) -> None:
    if move.decision.startswith(("sign_", "answer_")) and kind_of(move.action) == BACK:
        return
    theme = canvas.look.theme
    kind = kind_of(move.action)
    sign, scale = SIGNS[kind]
    colours = _colours(theme)
    lift = -0.28 if move.decision.startswith(("sign_", "answer_")) else 0.0
    canvas.plot.plot(
        [quarter],
        [ACTORS.index(move.actor) + lift],
        sign,
        markersize=size * scale * (0.7 if lift else 1),
        color=colours[kind],
        markeredgecolor=theme.ink if kind != BACK else theme.faint,
        markeredgewidth=0.7,
        zorder=4,
    )


def _colours(theme: Theme) -> dict[str, str]:
    return {
        TOWARDS: theme.accent,
        SIDES: theme.paper,
        BACK: theme.faint,
        AGAINST: theme.second,
        FORCE: OUTCOME_COLOURS["new_confrontation"],
    }


def _draw_signs(canvas: Canvas) -> None:
    """Explain the signs below the lanes, each in its place."""
    axes, look, theme = canvas.plot, canvas.look, canvas.look.theme
    colours = _colours(theme)
    handles = [
        Line2D([], [], linestyle="none", marker=sign, color=colours[kind], markeredgecolor=theme.ink, label=kind)
        for kind, (sign, _) in SIGNS.items()
    ]
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.0, -0.09),
        bbox_transform=blended_transform_factory(canvas.figure.transFigure, axes.transAxes),
        ncols=len(SIGNS),
        frameon=False,
        fontsize=look.small,
        labelcolor=theme.ink,
        handletextpad=0.1,
        columnspacing=0.9,
        borderaxespad=0.2,
    )


def _why(record: QuarterRecord, found: list[str]) -> tuple[Move, str] | None:
    """The decision behind an event and its two strongest reasons, where one decision brought it about."""
    for words, actor in DECIDERS.items():
        if any(words in event for event in found):
            moves = [move for move in record.moves if move.actor == actor and move.reasons]
            wanted = "sign" if words == "sign the" else "attack"
            chosen = [move for move in moves if move.action == wanted][:1]
            if chosen:
                reasons = ", ".join(f"{r.words} ({r.value:+.2f})" for r in chosen[0].reasons[:2])
                return chosen[0], reasons
    return None


def _plain(record: QuarterRecord, found: list[str], history: History) -> str:
    text = f"{history.date(record.quarter)}: {' '.join(found)}"
    why = _why(record, found)
    return f"{text} {capital(why[0].label)} {why[0].words}: {why[1]}." if why else text


def _lines(
    history: History, number: int, record: QuarterRecord, found: list[str], look: Look, room: float
) -> list[str]:
    text = wrap(f"{number}  {_plain(record, found, history)}", look.small, room - 3 * look.small)
    return [text[0], *(f"     {line}" for line in text[1:])]


def _finding(history: History, told: list[tuple[QuarterRecord, list[str]]]) -> str:
    last = history.quarters[-1].state
    crises = int(last["crises"])
    parts = [f"{crises} crises"] if crises != 1 else ["1 crisis"]
    parts.append(signature(last, history.date))
    if last["war_quarter"] >= 0:
        parts.append(f"war in {history.date(int(last['war_quarter']))}")
    return ", ".join(parts)
