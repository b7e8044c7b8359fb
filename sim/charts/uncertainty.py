"""Three kinds of uncertainty in one picture: where the authors stand, how far their numbers reach, and what is luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.analysis.telling import Finding
from sim.analysis.uncertainty.tables import part_in_words
from sim.charts import marks
from sim.charts.canvas import Canvas
from sim.charts.kind import ANSWER, Source, chart
from sim.charts.letters import width_of
from sim.charts.picture import Picture, Settings
from sim.charts.tables import records, share_in_words
from sim.charts.theme import USUAL_LOOK, Look, Theme, ink_on
from sim.common.errors import InputError
from sim.parameters.wording import HELD, article_name, capital, enumeration, readable

KINDS = ("luck", "numbers", "author")
WIDTHS: Mapping[float, str] = MappingProxyType({1.0: "whole range", 0.5: "half", 0.25: "quarter"})
"""How wide the ranges are, and how that is written beside a bar."""
SIGNS: Sequence[tuple[str, str]] = (("o", "●"), ("s", "■"), ("^", "▲"), ("D", "◆"), ("v", "▼"), ("P", "✚"), ("X", "✖"))
"""A sign for each author as matplotlib draws it, and as a letter for the key."""
MOST_MEASURES = 8
ROW, GAP = 0.62, 1.6
"""Height of the row of an author in lines of labels; room between outcomes in rows."""
FEWEST_ROWS = 4
"""An outcome takes so many rows at least, so that its three bars have room."""
BAR = 0.72
"""Height of a bar as a part of its third of the room."""
LEFT = (
    "Left: signs are the shares at each author's own values{filled}. The thin line through a sign is the error from the number of "
    "worlds; more of them would lessen it, and it is not luck. Bands: the middle nine tenths of the shares as an author's numbers "
    "move, pale over their whole plausible ranges, dark over ranges a quarter as wide. A dark band can reach beyond the pale one "
    "where a share needs many numbers near the author's own at once: over whole ranges they rarely are."
)
RIGHT = (
    "Right: how the variance of outcomes between worlds splits. Luck is what stays open if {known} known. Lines with ends: 95 % "
    "interval of luck{last}."
)


READING = "Bands: how far the share goes as an author's numbers move"
SURE = "Thin lines: 95 % intervals, from the number of worlds and of samples. Luck is what stays open if all else is known."


def _remarks(several: bool) -> tuple[str, str]:
    """How the picture is read."""
    if several:
        return LEFT.format(filled=""), RIGHT.format(
            known="author and numbers are", last=", and, from the right, of author"
        )
    filled = ", filled for the author whose numbers are moved"
    return LEFT.format(filled=filled), RIGHT.format(known="the numbers are", last="")


def _given(source: Source) -> dict[str, Any]:
    """What the picture is given."""
    found = source.answer
    return {"parts": found.parts, "stands": found.shares, "bands": found.bands, "title": found.finding}


@chart(
    "uncertainty", "what nobody knows: luck, numbers, and which author is right", ANSWER, further=_given,
    example="run --uncertainty --samples 40 --worlds 25", place=27,
)  # fmt: skip
def uncertainty(
    parts: pd.DataFrame,
    stands: pd.DataFrame,
    bands: pd.DataFrame,
    setting: Settings,
    look: Look = USUAL_LOOK,
    title: str | Finding | None = None,
) -> Picture:
    """Draw the shares of all authors with the bands of their numbers, and beside them how the variance splits.

    The tables are those of `sim.uncertainty`.
    """
    measures, authors = _checked(parts, stands)
    several = "author" in set(parts["kind"])
    height = max(len(authors), FEWEST_ROWS)
    lines = (ROW * len(measures) * (height + GAP) + 3.5) * (2 if look.narrow else 1)
    canvas = Canvas(
        look, title or _finding(parts), setting, *_remarks(several), lines=lines, intervals=SURE, heading=_key(authors),
        subtitle="Left: share of {histories}; right: how what nobody knows splits up", reading=READING,
        **({"nrows": 2} if look.narrow else {"ncols": 2, "width_ratios": [1.25, 1]}),
    )  # fmt: skip
    middles = {measure: place * (height + GAP) for place, measure in enumerate(measures)}
    _axes(canvas, middles, height, several)
    for measure, middle in middles.items():
        for place, author in enumerate(authors):
            at = middle + place - (len(authors) - 1) / 2
            _author(canvas, at, place, *(_of(table, measure=measure, worldview=author) for table in (stands, bands)))
        for place, width in enumerate(WIDTHS):
            at = middle + (place - (len(WIDTHS) - 1) / 2) * (height / len(WIDTHS))
            _split(canvas, at, height / len(WIDTHS) * BAR, records(_of(parts, measure=measure, width=width)))
    told = "; ".join(_in_words(parts, stands, measure) for measure in measures)
    data = pd.concat([stands, bands, parts], keys=["own share", "numbers", "split"], names=["what"]).reset_index(
        level=0
    )
    return canvas.picture("Signs with bands, and stacked bars", told, data)


def _of(table: pd.DataFrame, **values: Any) -> pd.DataFrame:
    for name, value in values.items():
        table = table[table[name] == value]
    return table


def _checked(parts: pd.DataFrame, stands: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The measures and the authors, in their order; refuse what cannot be drawn."""
    measures, authors = ([str(name) for name in stands[column].unique()] for column in ("measure", "worldview"))
    if not measures or parts.empty:
        raise InputError("nothing is selected: there is no outcome to draw; select at least one")
    if len(measures) > MOST_MEASURES or len(authors) > len(SIGNS):
        raise InputError(
            f"{len(measures)} outcomes of {len(authors)} authors are too many for one picture; draw at most {MOST_MEASURES} of "
            f"{len(SIGNS)}"
        )
    odd = sorted(set(parts["kind"]) - set(KINDS)) + sorted(set(parts["width"]) - set(WIDTHS))
    if odd or stands.duplicated(["measure", "worldview"]).any() or parts.duplicated(["width", "measure", "kind"]).any():
        wrong = f"{odd[0]!r} is neither a kind nor a width" if odd else "a row is given twice"
        raise InputError(f"the tables are not those of sim.uncertainty: {wrong}")
    return measures, authors


def _key(authors: Sequence[str]) -> str:
    """Signs and names of the authors, in the order of their rows."""
    named = [f"{sign} {capital(article_name(name))}" for name, (_, sign) in zip(authors, SIGNS, strict=False)]
    return "   ".join(name.replace(" ", HELD) for name in named)


def _axes(canvas: Canvas, middles: Mapping[str, float], height: int, several: bool) -> None:
    """Scales of both plots, names of outcomes beside the left, names of widths beside the right, and a key above it."""
    left, right = canvas.axes.flat
    low, high = -(height + GAP) / 2, max(middles.values()) + (height + GAP) / 2
    for axes, label in ((left, "share of simulated worlds"), (right, "part of the variance")):
        canvas.percent_axis(axes, "x", label, room=marks.ROOM)
        axes.set_ylim(high, low)
        for middle in list(middles.values())[1:]:
            axes.axhline(middle - (height + GAP) / 2, color=canvas.look.theme.grid, linewidth=0.8)
    left.set_yticks(list(middles.values()), [readable(measure) for measure in middles])
    step = height / len(WIDTHS)
    places = [
        middle + (place - (len(WIDTHS) - 1) / 2) * step for middle in middles.values() for place in range(len(WIDTHS))
    ]
    right.set_yticks(places, [name for _ in middles for name in WIDTHS.values()])
    right.tick_params(axis="y", labelsize=canvas.look.small, labelcolor=canvas.look.theme.faint)
    canvas.head(left, "own values (sign), as numbers move (band)")
    _kinds(canvas, right, KINDS if several else KINDS[:-1])


def _kinds(canvas: Canvas, axes: Axes, kinds: Sequence[str]) -> None:
    """A key of the kinds of uncertainty above a plot."""
    look = canvas.look
    patches = [Rectangle((0, 0), 1, 1, **filling(look.theme, kind)) for kind in kinds]
    axes.legend(
        patches, kinds, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(kinds), frameon=False, fontsize=look.label,
        labelcolor=look.theme.ink, handlelength=1.3, handletextpad=0.4, columnspacing=1.2, borderpad=0, borderaxespad=0.4,
    )  # fmt: skip


def filling(theme: Theme, kind: str) -> dict[str, Any]:
    """Colour and hatching of a kind of uncertainty: no outcome has them, and in grey they differ in lightness."""
    colour, hatch = {"luck": (theme.grid, None), "numbers": (theme.second, "//"), "author": (theme.accent, None)}[kind]
    return {"facecolor": colour, "hatch": hatch, "edgecolor": ink_on(colour)}


def _author(canvas: Canvas, at: float, place: int, stand: pd.DataFrame, bands: pd.DataFrame) -> None:
    """The bands of an author's numbers, and the sign of the share at the author's own values."""
    axes, look = canvas.axes[0, 0], canvas.look
    for row in records(bands):
        if row["width"] in (max(WIDTHS), min(WIDTHS)):
            pale = row["width"] == max(WIDTHS)
            line = {"linewidth": (6 if pale else 4) * look.scale, "solid_capstyle": "butt", "zorder": 2 if pale else 3}
            ends = [row["band_low"], row["band_high"]]
            axes.plot(ends, [at, at], color=look.theme.second, alpha=0.3 if pale else 0.75, **line)
    for row in records(stand):
        name = f"{row['measure']}/{row['worldview']}"
        marks.interval(axes, look, name, at, row["low"], row["high"], linewidth=1.2, cap=0)
        face = look.theme.paper if bands.empty else look.theme.accent
        sign = {
            "markersize": 6.5 * look.scale,
            "markerfacecolor": face,
            "markeredgecolor": look.theme.ink,
            "markeredgewidth": 0.8,
        }
        axes.plot([row["share"]], [at], SIGNS[place][0], gid=f"share:{name}", zorder=7, clip_on=False, **sign)


def _split(canvas: Canvas, at: float, height: float, rows: Sequence[dict[str, Any]]) -> None:
    """One bar of the parts, with the intervals of the first and of the last, and those numbers that fit."""
    axes, look = canvas.axes.flat[1], canvas.look
    rows = sorted((row for row in rows if row["part"] == row["part"]), key=lambda row: KINDS.index(row["kind"]))
    if not rows:
        canvas.label(axes, 0.01, at, "all worlds end alike", small=True, faint=True)
    left = 0.0
    for row in rows:
        name = f"{row['measure']}/{row['width']}/{row['kind']}"
        marks.filled_bar(axes, look, filling(look.theme, row["kind"]), name, at, row["part"], height, left)
        ends = (row["low"], row["high"]) if row["kind"] == KINDS[0] else (1 - row["high"], 1 - row["low"])
        shown = row["kind"] == KINDS[0] or row["kind"] == KINDS[-1]
        marks.interval(
            axes, look, name, at + height * 0.32, *ends, linewidth=1, cap=2 if shown else 0, alpha=1.0 if shown else 0.0
        )
        words = f"{100 * row['part']:.0f} %"
        if width_of(words, look.small) + 8 < row["part"] * look.room(0.5 if look.narrow else 0.3):
            canvas.write(
                axes, left + row["part"] / 2, at - height * 0.08, words, ha="center", size=look.small, zorder=8
            )
        left += row["part"]


def _in_words(parts: pd.DataFrame, stands: pd.DataFrame, measure: str) -> str:
    """The shares of the authors and the split over whole ranges."""
    shares = [
        f"{article_name(row['worldview'])} {share_in_words(row)}" for row in records(_of(stands, measure=measure))
    ]
    whole = _of(parts, measure=measure, width=max(WIDTHS)).dropna(subset="part")
    split = [f"{row['kind']} {part_in_words(row)}" for row in records(whole)]
    return f"{readable(measure)}: {', '.join(shares)}; of the variance {', '.join(split) or 'nothing is open'}"


def _finding(parts: pd.DataFrame) -> str:
    """What is unknown about the first outcome, as one sentence."""
    whole = _of(parts, width=max(WIDTHS)).dropna(subset="part")
    if whole.empty:
        return "All worlds end alike: nothing is open"
    measure = str(whole["measure"].iloc[0])
    split = [f"{row['kind']} {100 * row['part']:.0f} %" for row in records(_of(whole, measure=measure))]
    return f"What nobody knows about {readable(measure)}: {enumeration(split)}"
