"""The share over the values of a parameter as tables: what was played, where it crosses the level, who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.tipping.axes import Axis
from sim.analysis.tipping.fit import Crossing
from sim.analysis.tipping.traces import Trace
from sim.parameters.catalogue import worldviews
from sim.parameters.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name
from sim.studies.shares.intervals import wilson

POINTS = ("value", "worlds", "count", "share", "low", "high")
CROSSINGS = ("value", "low", "high", "half_width", "direction", "precise_enough", "worlds", "slope")
STANDS = ("name", "value", "most", "side")
ABOVE, BELOW, CLOSE, UNKNOWN, UNTRIED = "above", "below", "too close to tell", "not told", "not tried"
BOTH = "on both sides"
HERE = "this setting"
RISES, FALLS = "rises", "falls"


def points_of(trace: Trace) -> pd.DataFrame:
    """One row per value that was played: its worlds, how many of them reached the outcome, and the share with its interval.

    Shares at values with few worlds are corrected, so they are not `count` of `worlds`; see
    `sim.analysis.tipping.corrected`.
    """
    low, high = wilson(trace.shares * trace.effective, trace.effective)
    columns = (trace.values, trace.worlds.astype(int), trace.counts.astype(int), trace.shares, low, high)
    return pd.DataFrame(dict(zip(POINTS, columns, strict=True)))


def corrects(trace: Trace) -> bool:
    """Whether any share of `points_of` is corrected."""
    return bool(trace.worlds.max() > trace.worlds.min())


def crossings_table(trace: Trace, crossings: Sequence[Crossing]) -> pd.DataFrame:
    """One row per crossing: value with interval, direction, whether it is as precise as was asked for."""
    rows = [
        (one.value, one.low, one.high, one.half, RISES if one.rises else FALLS, trace.row.known(one), one.worlds, one.slope)
        for one in crossings
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CROSSINGS))


def side_at(value: float, axis: Axis, trace: Trace, crossings: Sequence[Crossing], level: float) -> str:
    """On which side of the level the share is at a value, as far as the crossings tell."""
    if not axis.low <= value <= axis.high:
        return UNTRIED
    open_ = trace.undecided(level)
    if len(open_) and np.abs(open_ - value).min() <= axis.width / max(len(trace.row.grid) - 1, 1):
        return UNKNOWN
    known = trace.sides(level)
    side = known[np.flatnonzero(known)[0]] if known.any() else 0
    for one in crossings:
        first, last = (one.low - 1, one.high) if axis.whole else (one.low, one.high)
        if first < value < last:
            return CLOSE
        side = side if value <= first else 1 if one.rises else -1
    return (UNKNOWN, ABOVE, BELOW)[side]


def stands(setting: Parameters, axis: Axis, trace: Trace, crossings: Sequence[Crossing], level: float) -> pd.DataFrame:
    """Where the baseline, the authors and the setting itself stand on what is moved, and on which side of the level.

    Of several parameters `value` is the least and `most` the largest that somebody has.
    """
    authors = [load(BASELINE), *(load(one.key) for one in worldviews())]
    own = {one.worldview: one for one in authors}.get(setting.worldview, setting.without_additions())
    asked = [] if all(own[name] == setting[name] for name in axis.names) else [(HERE, setting)]
    beside = [own] if own.worldview not in {one.worldview for one in authors} else []
    rows = []
    for name, who in [*((article_name(one.worldview), one) for one in (*authors, *beside)), *asked]:
        values = [float(who[one]) for one in axis.names]
        sides = {side_at(value, axis, trace, crossings, level) for value in values}
        # Of several values one that is not sure decides; two that are sure can lie on both sides.
        unsure = [side for side in (UNTRIED, UNKNOWN, CLOSE) if side in sides]
        rows.append((name, min(values), max(values), unsure[0] if unsure else sides.pop() if len(sides) == 1 else BOTH))
    return pd.DataFrame(rows, columns=list(STANDS))


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
