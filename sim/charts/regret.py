"""Regret: how far each policy is behind the best one, by who of the authors is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.naming import right
from sim.analysis.regret.question import label, noun_of
from sim.analysis.regret.rows import hidden_in_words, shown_of
from sim.analysis.regret.telling import finding_of, headline_of, remark_of_several, told_points
from sim.analysis.telling import Finding
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import fitted_names, width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import POLICY, WORLDVIEW
from sim.parameters.wording import HELD, article_name, capital

SIGNS = (
    ("o", "\N{WHITE CIRCLE}"), ("s", "\N{WHITE SQUARE}"), ("^", "\N{WHITE UP-POINTING TRIANGLE}"),
    ("D", "\N{WHITE DIAMOND}"), ("v", "\N{WHITE DOWN-POINTING TRIANGLE}"), ("P", "\N{OUTLINED GREEK CROSS}"),
)  # fmt: skip
"""The sign of each worldview: as matplotlib draws it, and as a letter of the key."""
ALONE, EACH = 12, 8
"""Rows of policies if one outcome is drawn, and if several are, one above the other."""
ROW, HEADING, NAMES = 1.95, 2.4, 0.3
"""Height of a row and of what stands below the rows, in lines of labels; part of the width for names."""
ROOM_LEFT, ROOM_RIGHT = 0.025, 0.2
"""Room beyond the best policy, and beyond the last interval for the number beside it, as parts of the longest."""
KEY = 0.96
"""Part of the width for the key."""
SIGN, LARGEST = 6.5, 9.5
"""Size of a sign, and of that of the largest regret, in points on a page."""
CLOSE, APART = 0.022, 0.24
"""Signs that are nearer to each other than this part of the axis stand so far apart from each other, in rows."""
AROUND = (-0.28, 0.28, -0.49, 0.49, 0.0)
"""How far from the middle of the row signs stand that are near to that of the largest regret."""
LEAST_AXIS = 0.01
READING = "Filled: where it is furthest behind"
SURE = "95 % intervals from resamples of the worlds: the error from their number, not doubt about the assumptions."
HOW = (
    "Each sign: how many points a policy is behind the best one if that author is right. Filled: where it is furthest behind, "
    "with the interval of that."
)
HOW_ALONE = "Each sign: how many points a policy is behind the best one, with its interval."


def _regrets(source: Source) -> dict[str, Any]:
    return {"regrets": source.answer.cells, "ranked": source.answer.policies}


@chart(
    "regret", "how far each policy is behind the best, whoever is right", ANSWER, further=_regrets,
    example="regret --outcome ideal_peace --worlds 200", place=30,
)  # fmt: skip
def regret(
    regrets: pd.DataFrame,
    ranked: pd.DataFrame,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the regret of each policy under each worldview, those with the least largest regret first.

    The tables are `cells` and `policies` of a `sim.analysis.regret.measured.Measured`.
    """
    worldviews = _worldviews(regrets, ranked)
    tables = {str(name): table.reset_index(drop=True) for name, table in ranked.groupby("outcome", sort=False)}
    most = ALONE if len(tables) == 1 else EACH
    shown = {name: shown_of(table, most) for name, table in tables.items()}
    found = title or Finding(finding_of(ranked, worldviews), remark_of_several(ranked), headline_of(ranked, worldviews))
    heights = [len(table) + HEADING / ROW for table in shown.values()]
    grid: dict[str, Any] = {"nrows": len(shown), "height_ratios": heights}
    canvas = Canvas(
        look, found, setting, HOW if len(worldviews) > 1 else HOW_ALONE, hidden_in_words(len(ranked) // len(tables), most),
        lines=ROW * sum(heights), intervals=SURE, heading=_key(worldviews, look), reading=READING,
        subtitle="Points behind the best policy, of {histories} with each policy under each author", **grid,
    )  # fmt: skip
    for axes, (name, table) in zip(canvas.axes[:, 0], shown.items(), strict=True):
        _draw(axes, look, table, regrets[regrets["outcome"] == name], worldviews)
    drawn = [
        regrets[(regrets["outcome"] == name) & regrets[POLICY].isin(table[POLICY])] for name, table in shown.items()
    ]
    told = ". ".join(_words(table, len(worldviews) == 1) for table in shown.values())
    return canvas.picture("Rows of signs with intervals", told, pd.concat(drawn))


def _worldviews(regrets: pd.DataFrame, ranked: pd.DataFrame) -> list[str]:
    if regrets.empty or ranked.empty:
        raise InputError("nothing is selected: there is no policy to draw; select at least one")
    found = [str(name) for name in pd.unique(regrets[WORLDVIEW])]
    if len(found) > len(SIGNS):
        raise InputError(f"{len(found)} worldviews are too many to tell apart (at most {len(SIGNS)}); select some")
    return found


def _key(worldviews: Sequence[str], look: Look) -> str:
    """Which sign stands for whom; with short years where the line would not fit."""
    for century in ("20", "\N{RIGHT SINGLE QUOTATION MARK}"):
        names = [article_name(name).replace(" 20", f" {century}") for name in worldviews]
        named = [f"{sign} {name}".replace(" ", HELD) for (_, sign), name in zip(SIGNS, names, strict=False)]
        key = f"If right:  {'    '.join(named)}"
        if width_of(key, look.label) < look.room(KEY):
            break
    return key


def _draw(axes: Axes, look: Look, table: pd.DataFrame, regrets: pd.DataFrame, worldviews: Sequence[str]) -> None:
    """Draw the rows of one outcome."""
    theme, longest = look.theme, max(float(table["high"].max()), LEAST_AXIS)
    by_policy = {str(word): part.set_index(WORLDVIEW)["regret"] for word, part in regrets.groupby(POLICY)}
    axes.set_xlim(-ROOM_LEFT * longest, longest * (1 + ROOM_RIGHT))
    for place, row in enumerate(records(table)):
        bar: dict[str, Any] = {"color": theme.grid, "linewidth": 4 * look.scale, "solid_capstyle": "butt", "zorder": 1}
        axes.plot([0, row["largest_regret"]], [place, place], **bar)
        _draw_row(axes, look, place, row, by_policy[row[POLICY]].loc[list(worldviews)], longest)
    names = fitted_names(look, [label(word) for word in table[POLICY]], NAMES)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.4, -0.7)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda part, _: f"{100 * part:g}"))
    axes.tick_params(axis="x", labelcolor=theme.faint)
    axes.grid(axis="x", color=theme.grid, linewidth=0.8)
    first = table.iloc[0]
    less = "less" if first["better"] == "more" else "more"
    axes.set_xlabel(
        f"points {less} {noun_of(first['outcome'])} than the best policy", size=look.label, color=theme.faint
    )


def _draw_row(axes: Axes, look: Look, place: int, row: Any, regrets: pd.Series[Any], longest: float) -> None:
    """Draw the signs of one policy, the largest of them with its interval and its number."""
    theme, name = look.theme, f"{row['outcome']}/{row[POLICY]}"
    largest = list(regrets.index).index(row["where"])
    plain: dict[str, Any] = {"markersize": SIGN * look.scale, "markerfacecolor": theme.paper, "zorder": 6.5}
    plain |= {"markeredgecolor": theme.ink, "markeredgewidth": 1.0 * look.scale, "linestyle": "none"}
    values = [float(value) for value in regrets]
    for number, aside in enumerate(_asides(values, largest, CLOSE * longest)):
        if number != largest:
            axes.plot([values[number]], [place + aside], marker=SIGNS[number][0], **plain)
    marks.interval(axes, look, name, place, row["low"], row["high"])
    filled: dict[str, Any] = {"markersize": LARGEST * look.scale, "color": theme.accent, "zorder": 7}
    axes.plot(
        [row["largest_regret"]], [place], SIGNS[largest][0], markeredgecolor=theme.paper, gid=f"share:{name}", **filled
    )
    beside: dict[str, Any] = {"xytext": (7 * look.scale, 0), "textcoords": "offset points", "va": "center"}
    axes.annotate(_number(row), (row["high"], place), size=look.small, color=theme.ink, **beside)


def _number(row: Any) -> str:
    number, _, ends = told_points(row).partition(" point")
    return f"{number} {ends.removeprefix('s ').strip()}"


def _asides(values: Sequence[float], largest: int, close: float) -> list[float]:
    """How far above or below the middle of the row each sign stands, so that those close to each other are seen apart.

    The sign of the largest regret stays in the middle, where its interval is.
    """
    order = sorted(range(len(values)), key=lambda number: values[number])
    aside, group = [0.0] * len(values), list[int]()
    for place, number in enumerate(order):
        group.append(number)
        if place + 1 < len(order) and values[order[place + 1]] - values[number] < close:
            continue
        others = [member for member in sorted(group) if member != largest]
        spread = [APART * (step - (len(others) - 1) / 2) for step in range(len(others))]
        for member, steps in zip(others, AROUND if largest in group else spread, strict=False):
            aside[member] = steps
        group = []
    return aside


def _words(table: pd.DataFrame, alone: bool) -> str:
    told = [
        f"{label(row[POLICY])} {told_points(row)}"
        if alone or not row["largest_regret"]
        else f"{label(row[POLICY])} at most {told_points(row)}, {right(row['where'])}"
        for row in records(table)
    ]
    return f"{capital(noun_of(table['outcome'].iloc[0]))}: {'; '.join(told)}"
