"""What deters along one number: worlds never challenged, challenged worlds without a war, worlds with a war."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from sim.analysis.cells import is_numeric
from sim.analysis.headlines import is_steady, more_of, opened_finding
from sim.analysis.telling import Finding, change, together, told, told_apart
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANALYSIS, Source, chart
from sim.charts.letters import fitting_heading
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked_column, levels, records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look
from sim.common.errors import InputError, said, suggestion
from sim.parameters.names import label_of
from sim.parameters.wording import confidence_percent, enumeration, number
from sim.studies.shares.intervals import confidence_of_each, wilson
from sim.studies.shares.pairing import UNKNOWN, Change, Pairing


class Measure(NamedTuple):
    """What is counted: its names in title and plot; its colour, dashes and sign; of which worlds it is a share."""

    name: str
    label: str
    colour: str
    dashes: Any
    marker: str
    whose: str


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "general_deterrence": Measure("general deterrence", "never challenged", "accent", "-", "o", "of all worlds"),
        "immediate_deterrence": Measure(
            "immediate deterrence", "challenged, no war", "second", (0, (6, 1.5)), "s", "of the worlds with a challenge"
        ),
        "war": Measure("war", "war", "ink", (0, (1.5, 1.2)), "X", "of all worlds"),
    }
)
"""The lines, by the names of the counts; those that are shares of all worlds are known world by world."""
WARS = ("war_before_signature", "war_after_signature")
PLOT_LINES, PLOT_PART = 19, 0.66
TOLD = 2
"""So many changes are told in the title."""
LONGEST = 90
"""A title with more letters, beside its condition, tells one change alone."""
MARGIN = 0.02
"""Room beyond the first and the last value, as a part of the axis."""
MOST_MARKERS = 25
"""With more points than this a line carries no signs, which would run into each other."""
REMARK = (
    "Never challenged (general deterrence) and war: of all worlds. Challenged, no war (immediate deterrence): of the "
    "worlds with a challenge by Azerbaijan, which is a threat, a seizure, an attack, or a campaign that was traced. Wars "
    "that Armenia begins count too."
)
EXAMPLE = "python -m sim sweep --vary mechanisms.guarantees.credibility.united_states=0:0.9:7"


def _deterred(source: Source) -> dict[str, Any]:
    study = source.study
    axes = [axis for axis in study.columns if study.counts[axis].nunique(dropna=False) > 1]
    if len(axes) != 1 or not is_numeric(study.counts[axes[0]]):
        raise InputError(
            f"deterrence is drawn along one number alone; this sweep varies {enumeration(axes) or 'nothing'}. "
            f"Run one such as `{EXAMPLE}`"
        )
    return {"deterred": deterred_in(study, axes[0]), "parameter": axes[0]}


@chart(
    "deterrence", "how often nobody is challenged, a challenge passes without war, or war comes, against one parameter",
    ANALYSIS, further=_deterred, example="credibility --kind deterrence", place=22,
)  # fmt: skip
def deterrence_along(
    deterred: pd.DataFrame,
    parameter: str,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw what deterrence did along one parameter, from a table as `deterred_in` makes it."""
    known = _checked(deterred, parameter)
    found = title or opened_finding(setting, _finding(known, parameter, pairing))
    canvas = Canvas(
        look, found, setting, REMARK, pairing.remark, lines=PLOT_LINES,
        subtitle="Share of {histories} at each value; of those with a challenge where it says challenged",
    )  # fmt: skip
    axes = canvas.plot
    canvas.percent_axis(axes, "y", "share of simulated worlds", top=_top(known), room=marks.ROOM)
    axes.set_xlim(*_extent(known, parameter))
    axes.tick_params(axis="x", labelcolor=look.theme.faint)
    heading = fitting_heading(parameter, look.label, look.room(PLOT_PART), 1)
    axes.set_xlabel(heading, size=look.label, color=look.theme.ink)
    drawn = {name: part for name in MEASURES if len(part := known[known["measure"] == name])}
    for name, part in drawn.items():
        _draw_line(canvas, name, part.sort_values(parameter), parameter)
    _name_lines(canvas, {name: records(part.sort_values(parameter))[-1] for name, part in drawn.items()})
    words = "; ".join(_words(name, part, parameter) for name, part in drawn.items())
    return canvas.picture("Lines with bands", words, deterred)


def deterred_in(study: Any, parameter: str) -> pd.DataFrame:
    """Return for each cell of a sweep and each of `MEASURES` in how many worlds it was so, of how many, and the share.

    The columns are `cell`, the parameter, `measure`, `count`, `worlds`, `share`, `low`, `high`. The worlds of
    `immediate_deterrence` are those with a challenge; where there is none, its share is missing.
    """
    counts = study.counts.drop_duplicates("cell")
    missing = [name for name in ("general_deterrence", "immediate_deterrence", *WARS) if name not in counts]
    if missing:
        raise InputError(
            f"deterrence is not counted in this study: it has no column '{missing[0]}'. "
            "Run it again with `python -m sim sweep`"
        )
    counts = counts[counts["worlds"] > 0].reset_index(drop=True).assign(war=lambda table: table[list(WARS)].sum(axis=1))
    of = dict.fromkeys(MEASURES, counts["worlds"])
    of["immediate_deterrence"] = counts["worlds"] - counts["general_deterrence"]
    parts = []
    for name, worlds in of.items():
        low, high = wilson(counts[name], worlds, study.confidence)
        numbers = {"count": counts[name], "worlds": worlds, "share": counts[name] / worlds.where(worlds > 0)}
        parts.append(counts[["cell", parameter]].assign(measure=name, **numbers, low=low, high=high))
    return pd.concat(parts, ignore_index=True)


def _checked(deterred: pd.DataFrame, parameter: str) -> pd.DataFrame:
    """Return the rows whose share is known, or refuse the table."""
    if deterred.empty:
        raise InputError("nothing is selected: there is no cell to draw; select at least one")
    if not is_numeric(deterred[checked_column(deterred, parameter)]):
        raise InputError(f"{parameter} is not a number; deterrence is drawn along numbers")
    unknown = [name for name in map(str, pd.unique(deterred["measure"])) if name not in MEASURES]
    if unknown:
        raise InputError(f"unknown measure {said(unknown[0])}; {suggestion(unknown[0], MEASURES, full_list=True)}")
    if deterred.duplicated([parameter, "measure"]).any():
        raise InputError("a value occurs more than once in the table; select one row per value and measure")
    return deterred[deterred["share"].notna()]


def _top(known: pd.DataFrame) -> float:
    """The upper end of the axis of shares: a little above the highest interval."""
    return min(1.0, float(known["high"].max()) * 1.08 + 0.01)


def _extent(known: pd.DataFrame, parameter: str) -> tuple[float, float]:
    low, high = float(known[parameter].min()), float(known[parameter].max())
    margin = (high - low) * MARGIN or max(abs(low), 1.0) * 0.1
    return low - margin, high + margin


def _draw_line(canvas: Canvas, name: str, rows: pd.DataFrame, parameter: str) -> None:
    axes, measure = canvas.plot, MEASURES[name]
    pen = marks.Pen(getattr(canvas.look.theme, measure.colour), measure.dashes, measure.marker)
    xs, markers = rows[parameter], len(rows) <= MOST_MARKERS
    marks.band(axes, name, xs, rows["low"], rows["high"], pen.colour)
    marks.drawn_line(axes, canvas.look, pen, name, xs, rows["share"], markers=markers)


def _name_lines(canvas: Canvas, last: Mapping[str, dict[str, Any]]) -> None:
    """Name each line at its right end."""
    axes = canvas.plot
    (start, stop), (low, high) = axes.get_xlim(), axes.get_ylim()
    texts = [f"{MEASURES[name].label} {told(row)}" for name, row in last.items()]
    shares = [float(row["share"]) for row in last.values()]
    gap = (high - low) / PLOT_LINES * 1.2
    canvas.name_ends(axes, shares, texts, gap, (low, high), stop, 0.025 * (stop - start))


def _words(name: str, part: pd.DataFrame, parameter: str) -> str:
    """A line at its ends and in its middle, in words."""
    values, measure = levels(part, parameter), MEASURES[name]
    few = dict.fromkeys([values[0], values[len(values) // 2], values[-1]])
    shares = [f"{share_in_words(records(part[part[parameter] == value])[0])} at {number(value)}" for value in few]
    return f"{measure.label}, {measure.whose}: {', '.join(shares)}"


def _finding(known: pd.DataFrame, parameter: str, pairing: Pairing) -> Finding:
    """Return how all lines change from one end to the other, as one sentence; the intervals pay for all of them."""
    values, label = levels(known, parameter), label_of(parameter)
    if len(values) == 1:
        return Finding(f"only one value of {label} was run: {number(values[0])}")
    ends = [known[known[parameter] == value].set_index("measure") for value in (values[0], values[-1])]
    names = [name for name in MEASURES if all(name in end.index for end in ends)]
    before, after = ({name: end.loc[name] for name in names} for end in ends)
    changes = {name: _change(name, before[name], after[name], len(names), pairing) for name in names}
    parts = {name: _told(name, before[name], after[name], changes[name]) for name in names}
    grows = f"as {label} grows from {number(values[0])} to {number(values[-1])}"
    sure = [name for name in reversed(names) if changes[name].sure][:TOLD]
    if all(_is_steady(known, parameter, name, changes[name]) for name in sure):
        headline = _the_more(parameter, sure, before, after)
    else:
        headline = _in_few(f"{grows}, ", [parts[name] for name in sure])
    sentence = f"{grows}, {enumeration(list(parts.values()))}"
    return Finding(sentence, _remark(changes, pairing.confidence), headline)


def _is_steady(known: pd.DataFrame, parameter: str, name: str, found: Change) -> bool:
    """Whether a share goes steadily from one end to the other, so that it is more, or less, with every value."""
    rows = known[known["measure"] == name].sort_values(parameter)
    return is_steady(rows["share"].to_numpy(dtype=float), found.size)


def _the_more(parameter: str, sure: Sequence[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """What surely and steadily changes, war first, in few words; nothing if nothing does."""
    told_so = []
    for name in sure:
        one, two = told_apart(before[name], after[name])
        more = "more" if after[name]["share"] > before[name]["share"] else "less"
        told_so.append(f"the {more} {MEASURES[name].name} ({one} to {two})")
    return _in_few(f"{more_of(parameter)}, ", told_so)


def _in_few(beginning: str, told_so: Sequence[str]) -> str:
    """As many changes as a title has room for; nothing if there is none."""
    few = told_so if len(beginning) + sum(map(len, told_so)) <= LONGEST else told_so[:1]
    return f"{beginning}{enumeration(few)}" if few else ""


def _change(name: str, before: Any, after: Any, comparisons: int, pairing: Pairing) -> Change:
    """How far a share changes: in the same worlds where it is one of all worlds, else as between separate samples."""
    if name == "immediate_deterrence":
        separate = Pairing(confidence=pairing.confidence)
        return separate.change(before, after, comparisons)
    return pairing.change(before, after, comparisons, name)


def _told(name: str, before: Any, after: Any, found: Change) -> str:
    measure = MEASURES[name]
    if name == "immediate_deterrence" and not found.sure and before["share"] == after["share"] in (0, 1):
        return f"{measure.name} {'never fails' if before['share'] else 'always fails'}"
    return f"{measure.name} {change(before, after, found)}"


def _remark(changes: Mapping[str, Change], confidence: float) -> str:
    """The differences that the title tells, with their intervals."""

    def signed(part: float) -> str:
        return f"{100 * part:+.1f}".replace("-", "\N{MINUS SIGN}")

    parts = [
        f"{MEASURES[name].name} {signed(c.size)} ({signed(c.low)} to {signed(c.high)})" for name, c in changes.items()
    ]
    coverage = confidence_percent(confidence_of_each(len(changes), confidence))
    intervals = f"{coverage} % intervals{together(len(changes), confidence=confidence)}"
    return f"Points between the ends: {', '.join(parts)}; {intervals}."
