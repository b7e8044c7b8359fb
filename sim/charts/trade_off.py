"""Trade-off: how far each policy is behind the best one on two outcomes at once, whoever is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.regret.question import label, noun_of
from sim.analysis.regret.tables import OFTEN
from sim.analysis.regret.telling import REMARK, digits_of_points, named
from sim.analysis.telling import Finding
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.picture import Picture, Settings
from sim.charts.placing import label_points, places_of_numbers
from sim.charts.tables import records
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import POLICY
from sim.parameters.wording import enumeration
from sim.studies.sweeps.axes import NONE

SIDES = ("largest_regret", "low", "high")
TWO = 2
LINES, ROOM, LEAST_AXIS = 24, 0.09, 0.01
MOST_LABELS, SPOTS = 7, 7
READING = "Nearer to the corner is better. Filled: unbeaten on both; pale: perhaps; square: no policy"
SURE = "95 % intervals from resamples of the worlds: the error from their number, not doubt about the assumptions."
HOW = (
    "Both axes: by how many points a policy is behind the best one, under the author where it is furthest behind, with "
    "intervals. Nearer to the corner is better. Filled: no other is nearer on both; pale if that is not sure. Square: no policy."
)


def _further(source: Source) -> dict[str, Any]:
    return {"ranked": source.answer.policies, "together": source.answer.together}


@chart(
    "trade_off", "how far each policy is behind the best on two outcomes at once", ANSWER, further=_further,
    example="regret --worlds 200", place=31,
)  # fmt: skip
def trade_off(
    ranked: pd.DataFrame,
    together: pd.DataFrame,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the largest regrets of two outcomes against each other.

    The tables are `policies` and `together` of a `sim.analysis.regret.measured.Measured` that was asked for two outcomes.
    """
    outcomes = [str(name) for name in pd.unique(ranked["outcome"])]
    if len(outcomes) != TWO:
        raise InputError(f"a trade-off is drawn between two outcomes, such as ideal_peace and war, not {len(outcomes)}")
    table = _side_by_side(ranked, together, outcomes)
    found = title or Finding(_finding(table, outcomes), REMARK)
    canvas = Canvas(
        look, found, setting, HOW, lines=LINES, intervals=SURE, reading=READING,
        subtitle="Points behind the best policy where it is furthest behind, of {histories} under each author",
    )  # fmt: skip
    axes = canvas.plot
    for which, outcome in zip("xy", outcomes, strict=True):
        _axis(axes, look, which, table, ranked, outcome)
    told = [row for row in records(table) if row["named"]]
    for row in records(table):
        _draw(axes, look, row, outcomes)
    points = [_point(row, outcomes) for row in told]
    avoid = [_point(row, outcomes) for row in records(table)] + [spot for row in told for spot in _along(row, outcomes)]
    avoid += places_of_numbers(axes)
    label_points(axes, look, points, [label(row[POLICY]) for row in told], avoid=avoid)
    form = f"{len(table)} points, {int(table['front'].sum())} of them filled"
    return canvas.picture(form, "; ".join(_words(row, outcomes) for row in told), table)


def _side_by_side(ranked: pd.DataFrame, together: pd.DataFrame, outcomes: Sequence[str]) -> pd.DataFrame:
    """One row per policy with both largest regrets and their ends, whether no other is nearer on both, and how sure that is.

    Named are those that are surest to be among them, and no policy.
    """
    parts = [
        ranked[ranked["outcome"] == name].set_index(POLICY)[list(SIDES)].add_prefix(f"{name}_") for name in outcomes
    ]
    front = together.set_index(POLICY)[["front", "front_in"]]
    table = pd.concat([*parts, front], axis=1, join="inner").reset_index()
    surest = table[table["front"]].sort_values("front_in", ascending=False, kind="stable").index[:MOST_LABELS]
    return table.assign(sure=table["front_in"] >= OFTEN, named=table.index.isin(surest) | (table[POLICY] == NONE))


def _point(row: Any, outcomes: Sequence[str]) -> tuple[float, float]:
    x, y = (float(row[f"{outcome}_largest_regret"]) for outcome in outcomes)
    return x, y


def _along(row: Any, outcomes: Sequence[str]) -> list[tuple[float, float]]:
    """Places along both intervals of a point, which labels should not cover."""
    x, y = _point(row, outcomes)
    ends = [(row[f"{outcome}_low"], row[f"{outcome}_high"]) for outcome in outcomes]
    across, up = (np.linspace(low, high, SPOTS) for low, high in ends)
    return [*((float(one), y) for one in across), *((x, float(one)) for one in up)]


def _axis(axes: Axes, look: Look, which: str, table: pd.DataFrame, ranked: pd.DataFrame, outcome: str) -> None:
    axis = axes.xaxis if which == "x" else axes.yaxis
    highest = table.loc[table["named"], f"{outcome}_high"].max()
    longest = max(float(table[f"{outcome}_largest_regret"].max()), float(highest), LEAST_AXIS)
    (axes.set_xlim if which == "x" else axes.set_ylim)(-ROOM * longest, longest * (1 + ROOM))
    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda part, _: f"{100 * part:g}"))
    better = ranked.loc[ranked["outcome"] == outcome, "better"].iloc[0]
    words = f"points {'less' if better == 'more' else 'more'} {noun_of(outcome)} than the best, at most"
    axis.set_label_text(words, size=look.label, color=look.theme.faint)
    axis.set_tick_params(labelcolor=look.theme.faint)
    axes.grid(axis=which, color=look.theme.grid, linewidth=0.8)  # type: ignore[arg-type]


def _draw(axes: Axes, look: Look, row: Any, outcomes: Sequence[str]) -> None:
    theme, (x, y) = look.theme, _point(row, outcomes)
    colour = theme.accent if row["front"] and row["sure"] else theme.scale[1] if row["front"] else theme.paper
    sign: dict[str, Any] = {"marker": "s" if row[POLICY] == NONE else "o", "markerfacecolor": colour}
    sign |= {"markeredgecolor": theme.ink, "markeredgewidth": 1.0 * look.scale, "linestyle": "none"}
    if not row["named"]:
        axes.plot([x], [y], markersize=5.5 * look.scale, zorder=4, **sign)
        return
    name = str(row[POLICY])
    axes.plot([x], [y], markersize=8 * look.scale, zorder=7, gid=f"share:{name}", **sign)
    line: dict[str, Any] = {"color": theme.ink, "linewidth": 1.2 * look.scale, "zorder": 5, "gid": f"interval:{name}"}
    across, up = ([row[f"{outcome}_{end}"] for end in ("low", "high")] for outcome in outcomes)
    axes.plot(across, [y, y], **line)
    axes.plot([x, x], up, **line)


def _finding(table: pd.DataFrame, outcomes: Sequence[str]) -> str:
    """Which policies surely no other beats on both outcomes, or that none is sure."""
    sure = table[table["front"] & table["sure"]][POLICY].tolist()
    nouns = enumeration([noun_of(name) for name in outcomes])
    if not sure:
        return f"The worlds cannot tell which of {len(table)} alternatives no other beats on both {nouns}"
    unsure = int(table["front"].sum()) - len(sure)
    more = f"; {unsure} more may be unbeaten too" if unsure else ""
    return f"Of {len(table)} alternatives, none beats {named(sure, 'or')} on both {nouns}{more}"


def _words(row: Any, outcomes: Sequence[str]) -> str:
    told = []
    for name in outcomes:
        number, _, _ = digits_of_points(*(float(row[f"{name}_{side}"]) for side in SIDES))
        told.append(f"{noun_of(name)} {number} points")
    return f"{label(row[POLICY])}: {', '.join(told)}"
