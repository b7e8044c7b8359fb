"""An empty chart in a given look: title and subtitle above, caption below, and the plots between them.

The caption says in two lines under which assumptions the picture holds, how many worlds it rests on, and what it does not say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from sim.analysis.telling import Finding, own
from sim.charts.captions import HISTORIES, INTERVALS_IN_SHORT, caption, histories_in_words, notes_of
from sim.charts.letters import balanced, fitted_names, fitting_heading, width_of, wrap
from sim.charts.phone import PHONE_AXIS, fit_to_phone
from sim.charts.picture import Picture, Settings
from sim.charts.placing import spread
from sim.charts.theme import EDGE, LINE_SPACING, OUTCOME_COLOURS, OUTCOME_HATCHES, POINTS_PER_INCH, Look, hatch_ink
from sim.parameters.wording import NOT_A_FORECAST, readable

SWATCH = 1.6
"""Width of the coloured field of a key, in letters."""
KEY_LINES, HEADING_GAP = 1.6, 0.6
"""Height of a row of a key, and room below a heading, in lines of labels."""
NARROW_NAMES = 0.26
"""Part of the width of a phone that names at the ends of lines take."""
STEPS, MOST_TICKS, WHOLE = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5), 6, 0.01
"""Distances of the ticks of a part of an axis, and how many ticks there are at most; from the last on without decimals."""


class Canvas:
    """A figure with the finding above and the caption below, and one or more plots that the caller draws into.

    Below the finding stands a quieter `subtitle`: what is shown, of how many histories (`{histories}` in it), and sentences that
    say how it is read (`reading`).
    The caption has two lines: who is taken to be right, how many worlds, and what the intervals are (`intervals`: whether
    there are any of the usual kind, or a sentence about others). All `notes` go into the files alone.

    The plots are so many `lines` of labels high. Between the subtitle and them rows explain the outcomes of `key`, or a
    `heading` says what the plots are values of. `grid` is for `Figure.subplots`: `nrows`, `ncols`, `sharex` and so on.
    """

    def __init__(
        self,
        look: Look,
        found: Finding | str,
        settings: Settings | str,
        *notes: str,
        subtitle: str,
        reading: str = "",
        lines: float,
        intervals: bool | str = True,
        ending: str = NOT_A_FORECAST,
        key: Sequence[str] = (),
        heading: str = "",
        **grid: Any,
    ) -> None:
        finding = own(found)
        self.look, self.title, self.ending = look, finding.title, ending
        usual, at_length = intervals is True, f"{finding.sentence}." if finding.headline else ""
        self.notes = notes_of(settings, at_length, *notes, finding.remark, intervals=usual, ending=ending)
        shown = subtitle.replace(HISTORIES, histories_in_words(settings)) + (", 95 % intervals" if usual else "")
        self.subtitle = f"{shown}. {reading}" if reading else shown
        sure = intervals if isinstance(intervals, str) else INTERVALS_IN_SHORT if usual else ""
        self.caption = caption(look, settings, sure, ending)
        self._lay_out(lines, key, heading)
        self.axes: NDArray[Any] = self.figure.subplots(squeeze=False, **grid)
        for axes in self.axes.flat:
            axes.set_facecolor(look.theme.paper)
            axes.set_axisbelow(True)
            axes.tick_params(length=0, labelsize=look.label, labelcolor=look.theme.ink)
            axes.spines[:].set(visible=False, color=look.theme.faint)

    def _lay_out(self, lines: float, key: Sequence[str], heading: str) -> None:
        """Write title, subtitle, key and caption, and leave room for plots that are so many lines high between them."""
        look = self.look
        width, theme = look.size.width, look.theme
        room = (width - 2 * EDGE) * POINTS_PER_INCH
        above, below = balanced(self.title, look.title, room), wrap(self.caption, look.small, room)
        quiet = wrap(self.subtitle, look.quiet, room)
        rows = self._key_rows(key, heading, room)
        head = _height(len(above) + 0.7, look.title)
        keys = sum(_row_lines(row) for row in rows)
        top = head + _height(len(quiet) + 0.8, look.quiet) + look.lines(keys + (HEADING_GAP if heading else 0))
        bottom = _height(len(below) + 1, look.small)
        plot = max(look.lines(lines), look.size.least_height - top - bottom)
        height = top + plot + bottom
        self.figure = Figure(figsize=(width, height), dpi=look.resolution, layout="constrained", facecolor=theme.paper)
        engine: Any = self.figure.get_layout_engine()
        engine.set(rect=(EDGE / width / 2, bottom / height, 1 - EDGE / width, plot / height))
        foot = _height(1, look.small) / 2 / height
        self._write(1 - _height(0.5, look.title) / height, "\n".join(above), size=look.title, weight="bold", va="top")
        self._write(1 - head / height, "\n".join(quiet), size=look.quiet, color=theme.faint, va="top")
        self._write(foot, "\n".join(below), size=look.small, color=theme.faint, va="bottom")
        for place, row in enumerate(rows):
            under = sum(map(_row_lines, rows[place + 1 :])) + (HEADING_GAP if heading else 0)
            at = (height - top + look.lines(under + _row_lines(row) / 2)) / height
            if isinstance(row, str):
                self._write(at, row)
            else:
                self._draw_key(row, at)

    @property
    def plot(self) -> Axes:
        """The first plot."""
        first: Axes = self.axes[0, 0]
        return first

    def _write(self, y: float, words: str, **options: Any) -> None:
        """Write beside the left edge of the figure."""
        start, look = EDGE / self.look.size.width, self.look
        self.figure.text(start, y, words, **{"size": look.label, "color": look.theme.ink, "va": "center", **options})

    def _key_rows(self, outcomes: Sequence[str], heading: str, room: float) -> list[str | list[str]]:
        """The rows above the plots: of the heading, broken where it is too long, and of the key."""
        rows: list[str | list[str]] = [*wrap(heading, self.look.label, room)] if heading else []
        left = 0.0
        for outcome in outcomes:
            wide = self._key_width(outcome)
            if left < wide or not isinstance(rows[-1], list):
                rows.append([])
                left = room
            rows[-1].append(outcome)  # type: ignore[union-attr]
            left -= wide
        return rows

    def _key_width(self, outcome: str) -> float:
        """How many points the field of an outcome and its name take in the key."""
        return (SWATCH + 1.7) * self.look.label + width_of(readable(outcome), self.look.label)

    def _draw_key(self, outcomes: Sequence[str], height: float) -> None:
        """One field and one name per outcome, in order."""
        look, x = self.look, EDGE / self.look.size.width
        letter, tall = look.label / look.room(1), look.lines(0.6) / self.figure.get_figheight()
        for outcome in outcomes:
            box: dict[str, Any] = {"width": SWATCH * letter, "height": tall, "transform": self.figure.transFigure}
            box["xy"] = (x, height - tall / 2)
            self.figure.add_artist(Rectangle(**box, linewidth=0, **filling(outcome)))
            self.figure.add_artist(Rectangle(**box, fill=False, edgecolor=look.theme.ink, linewidth=0.8))
            words: dict[str, Any] = {"size": look.label, "color": look.theme.ink, "va": "center"}
            self.figure.text(x + (SWATCH + 0.5) * letter, height, readable(outcome), **words)
            x += self._key_width(outcome) / look.room(1)

    def percent_axis(
        self, axes: Axes, which: str, label: str = "share of simulated worlds", top: float = 1.0, room: float = 0.0
    ) -> None:
        """Make an axis one of shares, with a grid; `room` beyond both ends, as a part of the axis, is for signs there."""
        axis = axes.xaxis if which == "x" else axes.yaxis
        (axes.set_xlim if which == "x" else axes.set_ylim)(-room * top, (1 + room) * top)
        ticks = np.linspace(0, 1, 5) if top > 0.6 else np.arange(0, top + 1e-9, 0.1 if top > 0.25 else 0.05)
        axis.set_ticks(list(ticks[ticks <= top + 1e-9]))
        axis.set_major_formatter(PercentFormatter(xmax=1, symbol=" %", decimals=0))
        axis.set_label_text(label, size=self.look.label, color=self.look.theme.faint)
        axis.set_tick_params(labelcolor=self.look.theme.faint)
        axes.grid(axis=which, color=self.look.theme.grid, linewidth=0.8)  # type: ignore[arg-type]

    def limit_percent(self, axes: Axes, which: str, low: float, high: float) -> None:
        """Show a part of an axis of shares, with ticks at round shares."""
        step = next(step for step in STEPS if (high - low) / step <= MOST_TICKS)
        axis = axes.xaxis if which == "x" else axes.yaxis
        first, last = max(math.ceil(low / step - 1e-9), 0), math.floor(min(high, 1.0) / step + 1e-9)
        axis.set_ticks([place * step for place in range(first, last + 1)])
        axis.set_major_formatter(PercentFormatter(xmax=1, symbol=" %", decimals=0 if step >= WHOLE else 1))
        (axes.set_xlim if which == "x" else axes.set_ylim)(low, high)

    def panels(self, names: Sequence[Any]) -> Iterator[tuple[int, Any, Axes]]:
        """Go through the plots with the place and the name of each; hide those beyond the last name."""
        for place, axes in enumerate(self.axes.flat):
            if place < len(names):
                yield place, names[place], axes
            else:
                axes.set_axis_off()

    def name_rows(self, names: Sequence[str], above: float = 0.5, below: float = 0.5) -> None:
        """Write names beside the rows of the first plot, which ends so far above the first and before one more row."""
        self.plot.set_yticks(range(len(names)), names)
        self.plot.set_ylim(len(names) - below, -above)

    def name_parameters(self, parameters: Sequence[str], part: float = 0.32, *room: float) -> None:
        """Write the labels of parameters beside their rows, with units where these matter and fit; see `name_rows`."""
        look = self.look
        headings = [
            fitting_heading(str(name), look.label, look.room(part), look.size.name_lines) for name in parameters
        ]
        self.name_rows(fitted_names(look, headings, part), *room)

    def name_ends(
        self,
        axes: Axes,
        ends: Sequence[float],
        texts: Sequence[str],
        gap: float,
        room: tuple[float, float],
        start: float,
        reach: float = 0.0,
        **options: Any,
    ) -> None:
        """Name lines right of `start`, where they end: names lie `gap` or more apart within `room`, in units of the axis.

        With some `reach`, a thin line leads so far from each end to its name. On a phone names are broken into short lines.
        """
        look = self.look
        if look.narrow:
            texts = ["\n".join(wrap(text, look.small, look.room(NARROW_NAMES))) for text in texts]
            gap *= max(text.count("\n") + 1 for text in texts) * look.small / look.label
            options |= {"small": True, "linespacing": 1.0}
        for end, text, place in zip(ends, texts, spread(ends, gap, *room), strict=True):
            if reach:
                leader: dict[str, Any] = {"color": self.look.theme.faint, "linewidth": 0.8, "clip_on": False}
                axes.plot([start, start + reach], [end, place], **leader)
            self.label(axes, start + reach * 1.2, place, text, clip_on=False, **options)

    def head(self, axes: Axes, words: str) -> None:
        """Write a heading above the left end of a plot, broken on a phone."""
        if self.look.narrow:
            words = "\n".join(wrap(words, self.look.label, self.look.room(PHONE_AXIS) / self.axes.shape[1]))
        axes.set_title(words, size=self.look.label, color=self.look.theme.ink, loc="left")

    def label(
        self, axes: Axes, x: float, y: float, words: str, *, small: bool = False, faint: bool = False, **options: Any
    ) -> Any:
        """Write a label into a plot, in the middle of its height."""
        look = self.look
        size, colour = look.small if small else look.label, look.theme.faint if faint else look.theme.ink
        return axes.text(x, y, words, **{"size": size, "color": colour, "va": "center", **options})

    def beside(self, x: float, y: float, words: str, gap: float, **options: Any) -> None:
        """Write a small label into the first plot, so many points to the right of a mark."""
        settings = {"size": self.look.small, "color": self.look.theme.ink, "va": "center", **options}
        self.plot.annotate(words, (x, y), xytext=(gap, 0), textcoords="offset points", **settings)

    def write(self, axes: Axes, x: float, y: float, words: str, **options: Any) -> Any:
        """Write a label into a plot, on a patch of paper so that nothing shines through."""
        paper = {"facecolor": self.look.theme.paper, "edgecolor": "none", "pad": 1.2, "alpha": 0.9}
        return self.label(axes, x, y, words, **{"bbox": paper, **options})

    def scale(self, painted: Any, axes: Any, pad: float) -> Any:
        """Draw the scale of what is painted in shades beside the plots."""
        bar: Any = self.figure.colorbar(painted, ax=axes, aspect=28, pad=pad)
        bar.outline.set_visible(False)
        bar.ax.tick_params(length=0, labelsize=self.look.small, labelcolor=self.look.theme.faint)
        return bar

    def picture(self, form: str, told: str, data: pd.DataFrame) -> Picture:
        """Return what is drawn with its data, in words what can be seen (such as `Heat map`), and its numbers."""
        if self.look.narrow:
            fit_to_phone(self.look, self.figure, self.axes.shape[1])
        told = told if told[-1:] in (".", "") else f"{told}."
        shown = f"{self.subtitle[:1].lower()}{self.subtitle[1:]}".removesuffix(".")
        words = f"{form}: {shown}. {self.title}. {told} {self.ending}".rstrip()
        # The decorator of a chart adds the kind.
        table = data.reset_index(drop=True)
        return Picture("", self.figure, self.title, self.caption, words, table, self.subtitle, self.notes)


def grid_of_panels(look: Look, number: int, per_row: int) -> dict[str, Any]:
    """How many rows and columns so many panels take, as `Canvas` takes them; half as many columns on a phone."""
    columns = min(max(per_row // 2, 1) if look.narrow else per_row, number)
    return {"nrows": -(-number // columns), "ncols": columns}


def filling(outcome: str) -> dict[str, Any]:
    """Colour and hatching of an outcome, as matplotlib's patches take them."""
    hatch = OUTCOME_HATCHES[outcome] or None
    return {"facecolor": OUTCOME_COLOURS[outcome], "hatch": hatch, "edgecolor": hatch_ink(outcome)}


def _row_lines(row: str | list[str]) -> float:
    """Height of a row above the plots in lines of labels."""
    return 1.0 if isinstance(row, str) else KEY_LINES


def _height(lines: float, size: float) -> float:
    return lines * size * LINE_SPACING / POINTS_PER_INCH
