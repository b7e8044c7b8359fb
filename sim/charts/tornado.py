"""Tornado: how far one outcome moves when one parameter at a time goes to either end of its range."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sim.analysis.comparing import Difference, largest_of, with_worlds
from sim.analysis.headlines import opened_finding, the
from sim.analysis.telling import Finding, points, remark_of, remark_of_none, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANALYSIS, Source, chart
from sim.charts.letters import parameter_lines
from sim.charts.picture import Picture, Settings
from sim.charts.tables import of_outcome, records, share_in_words, with_columns
from sim.charts.theme import USUAL_LOOK, Look, ink_on
from sim.common.errors import InputError
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import readable
from sim.studies.shares.intervals import Share
from sim.studies.shares.pairing import UNKNOWN, Pairing

MOST_ROWS = 25
READING = "Purple: surely changes it; grey: too close to tell. Hatched: high end"
REMARK = (
    "One parameter at a time: what parameters do together does not show. "
    "Plain: at the low end of the parameter; hatched: at the high end."
)
COLUMNS = ("parameter", "end", "value", "count", "worlds", "share", "low", "high")
DESIGN = "one_at_a_time"


def _ends(source: Source) -> dict[str, Any]:
    ends, middle = ends_of(source.study, source.wishes.outcome)
    return {"ends": ends, "base": middle}


@chart(
    "tornado", "one parameter at a time, to either end of its range", ANALYSIS, further=_ends,
    example="ends --kind tornado", place=18, options=("outcome",), design=DESIGN,
    chosen_for=lambda study, axes: study.manifest.kind == DESIGN and len(axes) > 1,
)  # fmt: skip
def tornado(
    ends: pd.DataFrame,
    base: Share,
    outcome: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw the share of one outcome at both ends of the range of each parameter, widest first, beside that in the middle.

    The table has two rows per parameter, of which `end` is `low` or `high`; see `ends_of`.
    """
    table = _ranked(ends)
    parts = {str(name): part for name, part in table.groupby("parameter", sort=False)}
    hidden = ends["parameter"].nunique() - len(parts)
    pairs = _pairs(ends, outcome, pairing)
    found = title or opened_finding(setting, _finding(pairs, base, outcome, pairing.confidence))
    sure = {str(pair.after["parameter"]) for pair in pairs if pair.change.sure}
    rest = f"{hidden} parameters that move it less are not shown." if hidden else ""
    lines = parameter_lines(look, list(parts), 1.75) * len(parts) + 4
    canvas = Canvas(
        look, found, setting, REMARK, rest, pairing.remark, lines=lines, reading=READING,
        subtitle=f"Share of {{histories}} that end in {readable(outcome)}, one number at a time at the ends of its range",
    )  # fmt: skip
    axes = canvas.plot
    low, high = min(table["low"].min(), base.low), max(table["high"].max(), base.high)
    margin = (high - low) * 0.16 + 0.01
    canvas.percent_axis(axes, "x", f"share of {readable(outcome)}", top=1.0)
    axes.set_xlim(low - margin, high + margin)
    canvas.name_parameters(list(parts))
    axes.axvspan(base.low, base.high, color=look.theme.grid, alpha=0.6, linewidth=0, gid="interval:base")
    axes.axvline(base.share, color=look.theme.ink, linewidth=1.2, gid="share:base")
    for place, (name, part) in enumerate(parts.items()):
        _draw_row(canvas, place, name, part.set_index("end"), base, name in sure)
    _ticks(axes)
    words = "; ".join(
        f"{label_of(name)} from {_told(part, 'low')} to {_told(part, 'high')}" for name, part in parts.items()
    )
    return canvas.picture("Tornado of bars", words, table)


def ends_of(study: Any, outcome: str) -> tuple[pd.DataFrame, Share]:
    """Return the share of an outcome at both ends of the range of each parameter, and in the middle.

    The first cell of a sweep of design `one_at_a_time` is the middle.
    """
    cells = of_outcome(with_worlds(study.frequencies()), outcome).reset_index(drop=True)
    middle, rows = cells.iloc[0], []
    for name in (axis for axis in study.columns if cells[axis].nunique() > 1):
        moved = records(cells[cells[name] != middle[name]].sort_values(name, kind="stable"))
        below = [{**row, "end": "low"} for row in moved if row[name] < middle[name]]
        above = [{**row, "end": "high"} for row in moved if row[name] > middle[name]]
        rows += [{**row, "parameter": name, "value": row[name]} for row in (*below[:1], *above[-1:])]
    share, low, high = (float(middle[name]) for name in ("share", "low", "high"))
    worlds = int(study.counts["worlds"].iloc[0])
    return pd.DataFrame(rows, columns=["cell", *COLUMNS]), Share(int(middle["count"]), worlds, share, low, high)


def _ranked(ends: pd.DataFrame) -> pd.DataFrame:
    """The rows of the parameters that move the outcome most, widest first."""
    if with_columns(ends, COLUMNS, "a tornado needs").empty:
        raise InputError("nothing is selected: there is no parameter to draw; select at least one")
    spans = ends.groupby("parameter", sort=False)["share"].agg(lambda shares: shares.max() - shares.min())
    order = list(spans.sort_values(ascending=False, kind="stable").index[:MOST_ROWS])
    chosen = ends[ends["parameter"].isin(order)]
    return chosen.sort_values("parameter", key=lambda names: names.map(order.index), kind="stable", ignore_index=True)


def _draw_row(canvas: Canvas, place: int, name: str, rows: pd.DataFrame, base: Share, sure: bool) -> None:
    axes, theme = canvas.plot, canvas.look.theme
    away = rows["share"] - base.share
    # The longer bar first, so that it does not hide the shorter one where both lie on one side.
    for end in sorted(rows.index, key=lambda end: -abs(away[end])):
        colour, hatch = theme.accent if sure else theme.grid, None if end == "low" else "//"
        edge = ink_on(colour) if hatch else theme.ink
        bar: dict[str, Any] = {"height": 0.6, "linewidth": 0.8, "edgecolor": edge, "hatch": hatch}
        axes.barh(place, away[end], left=base.share, gid=f"share:{name}/{end}", facecolor=colour, **bar)
    for end, row in rows.iterrows():
        at = place + (-0.16 if end == "low" else 0.16)
        marks.interval(axes, canvas.look, f"{name}/{end}", at, row["low"], row["high"], linewidth=1, cap=2)
    one_side = bool((away >= 0).all() or (away <= 0).all())
    # The value of the parameter stands at the outer end of its bar; if both ends lie on one side, only the farther one.
    for _, row in rows.sort_values("share").iloc[[0, -1]].drop_duplicates().iterrows():
        outward = row["share"] >= base.share
        if len(rows) > 1 and abs(row["share"] - base.share) < away.abs().max() and one_side:
            continue
        at, pad, side = (rows["high"].max(), 4, "left") if outward else (rows["low"].min(), -4, "right")
        canvas.beside(at, place, f"at {value_of(name, row['value'])}", pad, ha=side, color=theme.faint)
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
    for row in records(part[part["end"] == end]):
        return f"{share_in_words(row)} at {value_of(str(row['parameter']), row['value'])}"
    return "not run"


def _pairs(ends: pd.DataFrame, outcome: str, pairing: Pairing) -> list[Difference]:
    """How far the outcome moves from one end of each parameter to the other; the intervals pay for all parameters."""
    if "cell" in ends:
        pairing.load(ends["cell"].tolist())
    comparisons, pairs = ends["parameter"].nunique(), []
    for _, part in ends.groupby("parameter", sort=False):
        ranked = part.sort_values("share", kind="stable")
        least, most = ranked.iloc[0], ranked.iloc[-1]
        found = pairing.change(least, most, comparisons, outcome)
        pairs.append(Difference(outcome, least, most, against_none=False, change=found))
    return pairs


def _finding(pairs: list[Difference], base: Share, outcome: str, confidence: float) -> Finding:
    """Return which parameter moves the outcome most from one end to the other; the intervals pay for all parameters."""
    name, comparisons = readable(outcome), len(pairs)
    largest = largest_of(pairs)
    if largest is None:
        bound = points(max(pair.change.reach for pair in pairs))
        nothing = f"no single number moves {name} by more than {bound} from one end to the other"
        return Finding(f"{nothing} (middle: {100 * base.share:.0f} %)", remark_of_none(comparisons, confidence))
    parameter = str(largest.after["parameter"])
    shares = zip(told_apart(largest.before, largest.after), (largest.before, largest.after), strict=True)
    told = ", ".join(f"{share} at {value_of(parameter, row['value'])}" for share, row in shares)
    sentence = f"{name} depends most on {the(label_of(parameter))}: {told}"
    return Finding(sentence, remark_of(largest.change, comparisons, confidence))
