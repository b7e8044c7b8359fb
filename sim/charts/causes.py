"""Why first wars came: one stacked bar per setting, whose parts add up to all worlds with a war."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from matplotlib.legend_handler import HandlerTuple
from matplotlib.patches import Patch
from matplotlib.transforms import blended_transform_factory

from sim.analysis.comparing import axes_of, compare_settings, compared_with_none, finding_of_settings
from sim.analysis.headlines import opened
from sim.analysis.telling import Finding, points, remark_of_none, told
from sim.analysis.war_and_deterrence import CAUSE_WORDS
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANALYSIS, CELL, Source, chart
from sim.charts.letters import fitted_names, row_lines, width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import checked_column, named_cells, records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look, ink_on
from sim.common.errors import InputError, said, suggestion
from sim.model.world.outcomes import WAR_CAUSES
from sim.parameters.names import WORLDVIEW
from sim.parameters.wording import capital
from sim.studies.shares.intervals import wilson
from sim.studies.shares.pairing import UNKNOWN, Pairing, as_frequent_as_most

BEFORE = "war_cause_"
"""What is set before the name of a cause to make the name of its count."""
WAR = "war"
STYLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bound_attack": ("#1c1c1c", ""),
        "closing_window": ("#d9a55a", "//"),
        "target_misjudged": ("#5d3b8c", ".."),
        "guarantors_misjudged": ("#cdbce9", "\\\\"),
        "incident": ("#8a5a14", "xx"),
        "revision": ("#f1d9ae", "--"),
        "bluff_expected": ("#3b1d66", "oo"),
        "error_in_choice": ("#fbf9fd", ""),
        "not_durable": ("#a98ad3", "||"),
        "undeterred": ("#ac731d", "++"),
    }
)
"""Colour and hatching of each cause: no outcome has them, and neighbours differ much in lightness."""
OTHER, OTHER_WORDS, OTHER_STYLE = "other", "any other cause (see the table)", ("#dcdcdc", "")
DRAWN = 3
"""So many causes have a part of their own in a bar; more would be a thicket."""
MOST_SETTINGS, MOST_BARS = 40, 12
"""More settings than the first are refused; of more than the second, those with the most and the least war are drawn."""
BAR, BAR_PART = 0.5, 0.62
"""Height of a bar in rows, and roughly the part of the width that bars take; numbers that do not fit are omitted."""
LEVELS = (0.06, 0.13, 0.2)
"""How far below a bar the intervals of its parts lie, in turn, so that neighbours do not run into each other."""
ABOVE = 0.09
"""How far above a bar the interval of all its wars lies."""
LEAST_TOP = 0.1
"""The scale goes at least so far, so a handful of wars does not look like many."""
KEY_COLUMNS, KEY_LINE = 2, 1.05
LONGEST = 150
"""Of a title with more letters the cause is left to the picture."""
MOST_LEVEL = 2
"""More causes that cannot be told apart are counted in the title instead of named."""
REMARK = (
    "Thick line above a bar: interval of all wars together. Thin lines below it: interval of each cause, counted from "
    "where its part begins. Only the first war of a world counts. Causes that are rare in all settings are drawn as one."
)


def _causes(source: Source) -> dict[str, Any]:
    return {"causes": causes_of(source.study)}


@chart(
    "causes", "why first wars came, by setting", ANALYSIS, further=_causes,
    example="wars --kind causes", place=21,
)  # fmt: skip
def causes_of_war(
    causes: pd.DataFrame,
    by: str,
    settings: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
    pairing: Pairing = UNKNOWN,
) -> Picture:
    """Draw in which share of the worlds of each setting the first war had which cause.

    The table is as `causes_of` makes it.
    """
    names = _checked(causes, by)
    wars = all_wars(causes, by)
    found = title or _finding(causes, wars, by, pairing, settings)
    few = f"{MOST_BARS} of {len(names)} settings: those with most and least war" if len(names) > MOST_BARS else ""
    names = _most_and_least(wars, by) if few else names
    texts = fitted_names(look, names, 1 - BAR_PART)
    drawn = gathered(causes, by)
    shown = [cause for cause in (*WAR_CAUSES, OTHER) if drawn.loc[drawn["cause"] == cause, "count"].any()]
    columns = 1 if look.narrow else KEY_COLUMNS
    bars, key = row_lines(texts, 2.6) * len(names) + 3.5, KEY_LINE * math.ceil(len(shown) / columns) + 0.5
    canvas = Canvas(
        look, found, settings, REMARK, pairing.remark, lines=bars + key, nrows=2, ncols=1, height_ratios=[bars, key],
        subtitle="Share of {histories} with a war, by the cause of the first", reading=few or "Thick line: interval of all wars",
    )  # fmt: skip
    _scale(canvas, wars[wars[by].isin(names)])
    canvas.name_rows(texts)
    for place, name in enumerate(names):
        _stack_row(canvas, place, drawn[drawn[by] == name], records(wars[wars[by] == name])[0], str(name))
    _draw_key(canvas, shown, columns)
    words = ". ".join(_words(causes[causes[by] == name], wars[wars[by] == name], str(name)) for name in names)
    return canvas.picture("Stacked bars", words, causes)


def causes_of(study: Any) -> pd.DataFrame:
    """Return for each cell of a sweep and each cause how many first wars had it, as a share of all worlds of the cell.

    The columns are `cell`, the axes, `setting` (the name of the cell), `cause`, `count`, `worlds`, `share`, `low`,
    `high`.
    """
    columns = [f"{BEFORE}{cause}" for cause in WAR_CAUSES]
    counts = study.counts.drop_duplicates("cell")
    missing = [name for name in columns if name not in counts]
    if missing:
        raise InputError(
            f"the causes of wars are not counted in this study: it has no column '{missing[0]}'. "
            "Run it again with `python -m sim sweep`"
        )
    counts = counts[counts["worlds"] > 0]
    axes = [axis for axis in study.columns if counts[axis].nunique(dropna=False) > 1]
    named = named_cells(counts, axes)[["cell", *axes, CELL]]
    long = named.loc[named.index.repeat(len(WAR_CAUSES))].reset_index(drop=True)
    count, worlds = counts[columns].to_numpy().ravel(), counts["worlds"].to_numpy().repeat(len(WAR_CAUSES))
    low, high = wilson(count, worlds, study.confidence)
    numbers = {"count": count, "worlds": worlds, "share": count / worlds, "low": low, "high": high}
    return long.assign(cause=list(WAR_CAUSES) * len(named), **numbers)


def _most_and_least(wars: pd.DataFrame, by: str) -> list[Any]:
    """The settings with the most and with the least war, most first."""
    ranked = wars.sort_values("share", ascending=False, kind="stable")[by].tolist()
    return [*ranked[: MOST_BARS // 2], *ranked[-MOST_BARS // 2 :]]


def gathered(causes: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the causes as they are drawn: the most frequent ones of all settings, and all others as one."""
    counts = causes.groupby("cause", sort=False)["count"].sum().sort_values(ascending=False, kind="stable")
    counts = counts[counts > 0]
    kept = list(counts.index) if len(counts) <= DRAWN + 1 else list(counts.index[:DRAWN])
    rest = causes[~causes["cause"].isin(kept)]
    few = causes[causes["cause"].isin(kept)]
    if not rest["count"].any():
        return few
    others = rest.drop_duplicates(by).assign(
        cause=OTHER, count=lambda rows: rows[by].map(rest.groupby(by)["count"].sum())
    )
    low, high = wilson(others["count"], others["worlds"])
    together = others.assign(share=others["count"] / others["worlds"], low=low, high=high)
    return pd.concat([few, together], ignore_index=True)


def all_wars(causes: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return how many worlds of each setting saw a war, one row each; `outcome` says so in every row."""
    labels = [name for name in causes.columns if name not in ("cause", "count", "share", "low", "high")]
    wars = causes.groupby(by, sort=False)["count"].sum()
    rows = causes.drop_duplicates(by)[labels].reset_index(drop=True)
    count = rows[by].map(wars)
    low, high = wilson(count, rows["worlds"])
    return rows.assign(outcome=WAR, count=count, share=count / rows["worlds"], low=low, high=high)


def _checked(causes: pd.DataFrame, by: str) -> list[Any]:
    """Return the names of the settings in their order, or refuse the table."""
    if causes.empty:
        raise InputError("nothing is selected: there is no setting to draw; select at least one")
    names = list(pd.unique(causes[checked_column(causes, by)]))
    if len(names) > MOST_SETTINGS:
        raise InputError(f"{len(names)} settings are too many to stack (at most {MOST_SETTINGS}); sweep fewer values")
    unknown = [cause for cause in map(str, pd.unique(causes["cause"])) if cause not in STYLES]
    if unknown:
        raise InputError(f"unknown cause of war {said(unknown[0])}; {suggestion(unknown[0], STYLES, full_list=True)}")
    if causes.duplicated([by, "cause"]).any():
        raise InputError("a setting occurs more than once in the table; select one row per setting and cause")
    return names


def _filling(cause: str) -> dict[str, Any]:
    """Colour and hatching of a cause, as matplotlib's patches take them."""
    colour, hatch = STYLES.get(cause, OTHER_STYLE)
    return {"facecolor": colour, "hatch": hatch or None, "edgecolor": ink_on(colour)}


def _scale(canvas: Canvas, wars: pd.DataFrame) -> None:
    """The axis of shares, with room for the number beside the longest bar."""
    look, top = canvas.look, min(1.0, max(LEAST_TOP, float(wars["high"].max())))
    canvas.percent_axis(canvas.plot, "x", "share of simulated worlds with a war, by cause of the first", top=top)
    widest = max(width_of(share_in_words(row), look.label) for row in records(wars))
    canvas.plot.set_xlim(0, top / (1 - min(0.5, (widest + look.label) / look.room(BAR_PART))))


def _stack_row(canvas: Canvas, place: int, part: pd.DataFrame, war: dict[str, Any], name: str) -> None:
    axes, look = canvas.plot, canvas.look
    room, left, drawn = look.room(BAR_PART) / axes.get_xlim()[1], 0.0, 0
    for row in records(part[part["count"] > 0]):
        group, share, words = f"{name}/{row['cause']}", float(row["share"]), told(row)
        marks.filled_bar(axes, look, _filling(row["cause"]), group, place, share, BAR, left)
        below = place + BAR / 2 + LEVELS[drawn % len(LEVELS)]
        marks.interval(axes, look, group, below, left + row["low"], left + row["high"], linewidth=1.0, cap=2)
        if width_of(words, look.small) + 6 < share * room:
            canvas.write(axes, left + share / 2, place, words, ha="center", size=look.small)
        left, drawn = left + share, drawn + 1
    marks.interval(axes, look, f"{name}/{WAR}", place - BAR / 2 - ABOVE, war["low"], war["high"], linewidth=2.0)
    canvas.beside(war["high"], place, share_in_words(war), 6, size=look.label)


def _draw_key(canvas: Canvas, shown: Sequence[str], columns: int) -> None:
    """Explain the parts of the bars below the axis, in the order in which they stand."""
    look, under = canvas.look, canvas.axes[1, 0]
    under.set_axis_off()
    frame = Patch(fill=False, edgecolor=look.theme.ink, linewidth=0.8)
    fields = [(Patch(linewidth=0, **_filling(cause)), frame) for cause in shown]
    across = blended_transform_factory(canvas.figure.transFigure, under.transAxes)
    legend = under.legend(
        fields, [CAUSE_WORDS.get(cause, OTHER_WORDS) for cause in shown], ncols=columns, loc="upper left",
        bbox_to_anchor=(0.01, 1.0), bbox_transform=across, handler_map={tuple: HandlerTuple(ndivide=1)},
        frameon=False, fontsize=look.small, labelcolor=look.theme.ink, handlelength=2.6, handleheight=1.1, borderaxespad=0.0,
    )  # fmt: skip
    # The letters are measured by the lines that were set aside for them.
    legend.set_in_layout(False)


def _words(part: pd.DataFrame, wars: pd.DataFrame, name: str) -> str:
    """All that one bar shows, in words."""
    parts = [f"{CAUSE_WORDS[row['cause']]} {share_in_words(row)}" for row in records(part[part["count"] > 0])]
    return f"{name}: war in {share_in_words(records(wars)[0])}{', by cause: ' if parts else ''}{', '.join(parts)}"


def _finding(causes: pd.DataFrame, wars: pd.DataFrame, by: str, pairing: Pairing, settings: Settings) -> Finding:
    """Return where wars differ most, and their most frequent cause there, as one sentence."""
    names = wars[by].tolist()
    if len(names) == 1:
        row = records(wars)[0]
        share = f"war in {told(row)} of the worlds" if row["count"] else "war in no world"
        return Finding(f"{capital(str(names[0]))}: {share}{_commonest(causes, 'most frequent cause', pairing)}")
    compared = compare_settings(wars, by, pairing)
    most = compared.largest
    if most is not None:
        found = finding_of_settings(wars, by, pairing, compared, settings)
        where = "with it" if most.against_none else "there"
        there = _commonest(causes[causes[by] == most.after[by]], f"most frequent cause {where}", pairing)
        whole = f"{found.sentence}{there}"
        return Finding(whole, found.remark, "" if len(whole) <= LONGEST else found.sentence)
    axes, none = axes_of(wars, by), compared_with_none(wars)
    within = " within a worldview" if WORLDVIEW in axes and len(axes) > 1 else ""
    beginning = "no policy changes war" if none else f"war does not differ between the {len(names)} settings{within}"
    nothing = f"{beginning} by more than {points(compared.reach)}"
    rest = _commonest(causes, "most frequent cause", pairing)
    return Finding(opened(settings, f"{nothing}{rest}"), remark_of_none(compared.comparisons, pairing.confidence))


def _commonest(part: pd.DataFrame, lead: str, pairing: Pairing) -> str:
    """The most frequent cause of some settings, as the end of a sentence; two where nothing tells them apart."""
    counts = part.groupby("cause", sort=False)["count"].sum()
    if not counts.sum():
        return ""
    level = as_frequent_as_most(counts.astype(int).tolist(), confidence=pairing.confidence)
    first = [CAUSE_WORDS[cause] for cause in counts[level].sort_values(ascending=False, kind="stable").index]
    if len(first) > MOST_LEVEL:
        return f"; {len(first)} causes about equally frequent"
    return f"; {lead}: {', or about equally '.join(first)}"
