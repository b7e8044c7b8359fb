"""Many settings, one row each: dots with intervals for the outcome that differs most, and the rest in a line of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from sim.analysis.comparing import Compared, axes_of
from sim.analysis.telling import Finding, told
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.letters import fitted, row_lines, wrap
from sim.charts.picture import Picture, Settings
from sim.charts.tables import of_outcome, records, rows_in_words, without_policy
from sim.charts.theme import OUTCOME_COLOURS, OUTCOME_MARKERS, Look
from sim.parameters.names import WORLDVIEW, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import readable, short_percent
from sim.studies.shares.pairing import Pairing

NAMES_PART, NARROW_PART = 0.34, 0.4
"""Parts of the width for the names of the rows, on a page and on a phone."""
ROW, HEAD_ROOM = 1.45, 4.0
"""Height of a row, and of everything else, in lines of labels."""
GAP = 0.02
"""Distance of a number from its interval, as a part of the axis."""
ROOM = 1.22
"""The axis goes on so far beyond the largest interval, for the number beside it."""
DOTS: Any = (0, (1.5, 1.5))


class Row(NamedTuple):
    """A row of the picture: the name of a setting and what is written beside it; a heading has no setting."""

    words: str
    name: Any = None


def rows_of_outcome(
    cells: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look,
    found: str | Finding,
    compared: Compared | None,
    pairing: Pairing,
) -> Picture:
    """Draw the outcome that differs most between settings, one dot with its interval for each, most of it first.

    Where several settings stand under each worldview, they stand below its name.
    """
    most = compared.largest if compared is not None else None
    outcome = most.outcome if most is not None else _widest(cells)
    shown = of_outcome(cells, outcome)
    rows = _rows(shown, by)
    part = NARROW_PART if look.narrow else NAMES_PART
    texts = [fitted(row.words, look.label, look.room(part), look.size.name_lines) for row in rows]
    others = wrap(_rest(cells, outcome), look.small, look.room(0.92 - part))
    bases = without_policy(shown.set_index(by))
    canvas = Canvas(
        look, found, settings, pairing.remark, _hidden(outcome),
        lines=row_lines(texts, ROW) * len(rows) + HEAD_ROOM + len(others),
        subtitle=f"Share of {{histories}} that end in {readable(outcome)}, for each setting",
        reading="Dotted: without a policy" if bases else "",
    )  # fmt: skip
    _draw(canvas, rows, shown.set_index(by), texts, bases, outcome, others)
    named = {most.before[by], most.after[by]} if most is not None else set()
    for row, label in zip(rows, canvas.plot.get_yticklabels(), strict=True):
        label.set_fontweight("bold" if row.name in named or row.name is None else "normal")
    return canvas.picture("Dots with intervals, one row per setting", rows_in_words(cells, by), cells)


def _draw(
    canvas: Canvas,
    rows: Sequence[Row],
    shown: pd.DataFrame,
    texts: Sequence[str],
    bases: dict[Any, float],
    outcome: str,
    others: Sequence[str],
) -> None:
    axes, look = canvas.plot, canvas.look
    canvas.percent_axis(axes, "x", "")
    end = max(float(shown["high"].max()) * ROOM, 0.05)
    canvas.limit_percent(axes, "x", -0.02 * end, end)
    axes.set_xlabel("\n".join(others), size=look.small, color=look.theme.faint, loc="left")
    canvas.name_rows(texts)
    for place, row in enumerate(rows):
        if row.name is None:
            continue
        found = shown.loc[row.name]
        marks.interval(axes, look, f"{row.name}/{outcome}", place, float(found["low"]), float(found["high"]), cap=3)
        dot: dict[str, Any] = {"markersize": 7.5 * look.scale, "markeredgecolor": look.theme.ink, "zorder": 7}
        dot |= {"color": OUTCOME_COLOURS[outcome], "gid": f"share:{row.name}/{outcome}"}
        axes.plot([float(found["share"])], [place], OUTCOME_MARKERS[outcome], **dot)
        canvas.write(axes, float(found["high"]) + GAP * end, place, told(found), size=look.small, ha="left", zorder=9)
        if row.name in bases:
            line: dict[str, Any] = {"color": look.theme.ink, "linewidth": 1, "linestyle": DOTS}
            axes.plot([bases[row.name]] * 2, [place - 0.5, place + 0.5], **line)


def _rows(shown: pd.DataFrame, by: str) -> list[Row]:
    """The settings with most of the outcome first, below their worldviews where these have several settings each."""
    ranked = shown.sort_values("share", ascending=False, kind="stable")
    axes = axes_of(shown, by)
    if WORLDVIEW not in axes or len(axes) == 1:
        return [Row(str(name), name) for name in ranked[by]]
    rows: list[Row] = []
    for worldview, part in ranked.groupby(WORLDVIEW, sort=False):
        named = value_of(WORLDVIEW, worldview)
        rows.append(Row(named[:1].upper() + named[1:]))
        rows += [Row(str(name).removeprefix(f"{named}, "), name) for name in part[by]]
    return rows


def _widest(cells: pd.DataFrame) -> str:
    """The outcome whose shares lie furthest apart."""
    spans = {name: of_outcome(cells, name)["share"] for name in OUTCOMES if len(of_outcome(cells, name))}
    return max(spans, key=lambda name: float(spans[name].max() - spans[name].min()))


def _rest(cells: pd.DataFrame, outcome: str) -> str:
    """Between which shares the other outcomes lie, in one line."""
    told_so = [f"{readable(name)} {_span(of_outcome(cells, name))}" for name in OUTCOMES if name != outcome]
    return f"The other outcomes: {', '.join(told_so)}."


def _span(rows: pd.DataFrame) -> str:
    ranked = records(rows.sort_values("share", kind="stable"))
    least, most = (short_percent(row["share"], row["low"], row["high"]) for row in (ranked[0], ranked[-1]))
    return least if least == most else f"{least.removesuffix(' %')} to {most}"


def _hidden(outcome: str) -> str:
    return f"Drawn is {readable(outcome)}, which differs most; the table has every share with its interval."
