"""Tornado: how far one outcome moves when one parameter at a time goes to either end of its range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.comparing import Difference, largest_of
from sim.analysis.finding import Setting
from sim.analysis.telling import Finding, own, points, remark_of, remark_of_none, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.caption import caption
from sim.charts.picture import Picture, drawn
from sim.charts.rows import name_parameters
from sim.charts.tables import checked_outcome
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import NOT_A_FORECAST, capital, percent, readable
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_ROWS = 25
NAME_ROOM = 0.32
REMARK = (
    "One parameter at a time: what parameters do together does not show. "
    "Plain: at the low end of the parameter; hatched: at the high end."
)
COLUMNS = ("parameter", "end", "value", "count", "worlds", "share", "low", "high")


@drawn
def tornado(
    ends: pd.DataFrame,
    base: Any,
    outcome: str,
    setting: Setting | Sequence[Setting],
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome at both ends of the range of each parameter, widest first.

    Parameters
    ----------
    ends : pandas.DataFrame
        Two rows per parameter, columns `parameter`, `end` (`low` or `high`), `value`, `count`, `worlds`, `share`,
        `low`, `high`, and `cell` if the worlds are at hand.
    base : Share
        The share in the middle, with its interval.
    outcome : str
    setting : Setting
    look : Look
    title : str or Finding, optional
        A finding of one's own instead of the one that the chart makes out.
    pairing : Pairing
        The worlds behind the rows, by which differences are judged; as separate samples if omitted.

    Raises
    ------
    InputError
        If nothing is selected, or a column is missing.
    """
    checked_outcome(outcome)
    table = _ranked(ends)
    names = list(pd.unique(table["parameter"]))
    hidden = ends["parameter"].nunique() - len(names)
    found = own(title) if title else _finding(ends, base, outcome, pairing)
    title = found.sentence
    rest = f"{hidden} parameters that move it less are not shown." if hidden else ""
    below = caption(setting, REMARK, rest, pairing.remark, found.remark)
    canvas = Canvas(look, title, below, 1.75 * len(names) + 4)
    axes = canvas.plot
    low, high = min(table["low"].min(), base.low), max(table["high"].max(), base.high)
    margin = (high - low) * 0.16 + 0.01
    canvas.percent_axis(axes, "x", f"share of {readable(outcome)}", top=1.0)
    axes.set_xlim(low - margin, high + margin)
    name_parameters(canvas, names, NAME_ROOM)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.axvspan(base.low, base.high, color=look.theme.grid, alpha=0.6, linewidth=0, gid="interval:base")
    axes.axvline(base.share, color=look.theme.ink, linewidth=1.2, gid="share:base")
    for place, name in enumerate(names):
        rows = table[table["parameter"] == name].set_index("end")
        _draw_row(canvas, place, str(name), rows, base)
    _ticks(axes)
    ends_told = "; ".join(
        f"{label_of(str(name))} from {_told(part, 'low')} to {_told(part, 'high')}"
        for name, part in table.groupby("parameter", sort=False)
    )
    words = f"Tornado of bars. {title}. {ends_told}. {NOT_A_FORECAST}"
    return Picture("tornado", canvas.figure, title, below, words, table)


def _ranked(ends: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in COLUMNS if name not in ends.columns]
    if missing:
        raise InputError(f"the table has no column '{missing[0]}'; a tornado needs {', '.join(COLUMNS)}")
    if ends.empty:
        raise InputError("nothing is selected: there is no parameter to draw; select at least one")
    spans = ends.groupby("parameter", sort=False)["share"].agg(lambda shares: shares.max() - shares.min())
    order = list(spans.sort_values(ascending=False, kind="stable").index[:MOST_ROWS])
    chosen = ends[ends["parameter"].isin(order)]
    return chosen.sort_values("parameter", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)


def _draw_row(canvas: Canvas, place: int, name: str, rows: pd.DataFrame, base: Any) -> None:
    axes, look = canvas.plot, canvas.look
    fills: dict[str, dict[str, Any]] = {
        "low": {"facecolor": look.theme.grid, "hatch": None},
        "high": {"facecolor": look.theme.accent, "hatch": "//"},
    }
    # The longer bar first, so that it does not hide the shorter one where both lie on one side.
    for end in sorted(rows.index, key=lambda end: -abs(rows.loc[end, "share"] - base.share)):
        fill = fills[str(end)]
        row = rows.loc[end]
        axes.barh(
            place,
            row["share"] - base.share,
            left=base.share,
            height=0.6,
            linewidth=0.8,
            edgecolor=look.theme.ink,
            gid=f"share:{name}/{end}",
            **fill,
        )
    shift = {"low": -0.16, "high": 0.16}
    for end, row in rows.iterrows():
        marks.interval(
            axes, look, f"{name}/{end}", place + shift[str(end)], row["low"], row["high"], linewidth=1, cap=2
        )
    one_side = bool(((rows["share"] - base.share) >= 0).all() or ((rows["share"] - base.share) <= 0).all())
    # The value of the parameter stands at the outer end of its bar; if both ends lie on one side, only the farther one.
    for _, row in rows.sort_values("share").iloc[[0, -1]].drop_duplicates().iterrows():
        outward = row["share"] >= base.share
        if len(rows) > 1 and abs(row["share"] - base.share) < (rows["share"] - base.share).abs().max() and one_side:
            continue
        at = rows["high"].max() if outward else rows["low"].min()
        pad = 4 if outward else -4
        axes.annotate(
            value_of(name, row["value"]),
            (at, place),
            xytext=(pad, 0),
            textcoords="offset points",
            size=look.small,
            color=look.theme.faint,
            va="center",
            ha="left" if outward else "right",
        )
        if rows["share"].nunique() == 1:
            break


def _ticks(axes: Any) -> None:
    """Put ticks where the axis is shown, not over the whole of 0 to 100 %."""
    low, high = axes.get_xlim()
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if (high - low) / s <= 8 or s == 0.25)
    first = -(-max(low, 0.0) // step)
    ticks = [step * k for k in range(int(first), int(min(high, 1.0) / step + 1e-9) + 1)]
    axes.set_xticks(ticks)
    axes.set_xlim(low, high)


def _told(part: pd.DataFrame, end: str) -> str:
    rows = part[part["end"] == end].to_dict("records")
    return (
        f"{percent(rows[0]['share'], rows[0]['low'], rows[0]['high'])} at {value_of(str(rows[0]['parameter']), rows[0]['value'])}"
        if rows
        else "not run"
    )


def _finding(ends: pd.DataFrame, base: Any, outcome: str, pairing: Pairing) -> Finding:
    """Return which parameter moves the outcome most from one end to the other; the intervals pay for all parameters."""
    name, comparisons = capital(readable(outcome)), ends["parameter"].nunique()
    if "cell" in ends:
        pairing.load(ends["cell"].tolist())
    pairs = []
    for _, part in ends.groupby("parameter", sort=False):
        ranked = part.sort_values("share", kind="stable")
        least, most = ranked.iloc[0], ranked.iloc[-1]
        pairs.append(
            Difference(
                outcome, least, most, against_none=False, change=pairing.change(least, most, comparisons, outcome)
            )
        )
    largest = largest_of(pairs)
    if largest is None:
        bound = points(max(pair.change.reach for pair in pairs))
        nothing = f"{name}: no single parameter moves it by more than {bound} from one end to the other"
        return Finding(f"{nothing} (middle: {100 * base.share:.0f} %)", remark_of_none(comparisons, pairing.confidence))
    parameter = str(largest.after["parameter"])
    shares = told_apart(largest.before, largest.after)
    told = ", ".join(
        f"{share} at {value_of(parameter, row['value'])}"
        for share, row in zip(shares, (largest.before, largest.after), strict=True)
    )
    sentence = f"{name} moves most with {label_of(parameter)}: {told}"
    return Finding(sentence, remark_of(largest.change, comparisons, pairing.confidence))
