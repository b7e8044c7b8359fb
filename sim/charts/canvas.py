"""An empty chart in a given look: title above, caption below, and the plots between them.

The caption says under which assumptions the picture holds, how many worlds it rests on, and what it does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from sim.analysis.finding import Setting, worlds_in_words
from sim.analysis.telling import Finding, own
from sim.charts.letters import NAME_LINES, fitted_names, fitting_heading, width_of, wrap
from sim.charts.picture import Picture, Settings
from sim.charts.placing import spread
from sim.charts.theme import LINE_SPACING, OUTCOME_COLOURS, OUTCOME_HATCHES, POINTS_PER_INCH, Look, hatch_ink
from sim.common.errors import InputError
from sim.parameters.names import label_of, value_of
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST, capital, readable

EDGE = 0.18
"""Margin in inches on either side."""
SWATCH = 1.6
"""Width of the coloured field of a key, in letters."""
KEY_LINES = 1.6
"""Height of the row of a key, in lines of labels."""
ONE_HISTORY = "One possible history under these assumptions, not a forecast."
SHORT = 20
MANY = 7
"""From so many different values on, they are counted instead of named."""


class Canvas:
    """A figure with the finding above and the caption below, and one or more plots that the caller draws into.

    For the caption see `caption`. The plots are so many `lines` of labels high. Between the title and
    them one row explains the outcomes of `key`, or says in a `heading` what the plots are values of. `grid` is for
    `Figure.subplots`: `nrows`, `ncols`, `sharex` and so on.
    """

    def __init__(
        self,
        look: Look,
        found: Finding | str,
        settings: Settings | str,
        *remarks: str,
        lines: float,
        intervals: bool = True,
        ending: str = NOT_A_FORECAST,
        key: Sequence[str] = (),
        heading: str = "",
        **grid: Any,
    ) -> None:
        finding = own(found)
        self.look, self.title, self.ending = look, finding.sentence, ending
        self.caption = caption(settings, *remarks, finding.remark, intervals=intervals, ending=ending)
        width, theme = look.size.width, look.theme
        room = (width - 2 * EDGE) * POINTS_PER_INCH
        above, below = wrap(self.title, look.title, room, bold=True), wrap(self.caption, look.small, room)
        top = _height(len(above) + 1, look.title) + (look.lines(KEY_LINES) if key or heading else 0)
        bottom = _height(len(below) + 1, look.small)
        plot = max(look.lines(lines), look.size.least_height - top - bottom)
        height = top + plot + bottom
        self.figure = Figure(figsize=(width, height), dpi=look.resolution, layout="constrained", facecolor=theme.paper)
        engine: Any = self.figure.get_layout_engine()
        engine.set(rect=(EDGE / width / 2, bottom / height, 1 - EDGE / width, plot / height))
        head, foot = 1 - _height(1, look.title) / 2 / height, _height(1, look.small) / 2 / height
        row = (height - top + look.lines(KEY_LINES / 2)) / height
        self._write(head, "\n".join(above), size=look.title, weight="bold", va="top")
        self._write(foot, "\n".join(below), size=look.small, color=theme.faint, va="bottom")
        if heading:
            self._write(row, heading)
        self._draw_key(key, row)
        self.axes: NDArray[Any] = self.figure.subplots(squeeze=False, **grid)
        for axes in self.axes.flat:
            axes.set_facecolor(theme.paper)
            axes.set_axisbelow(True)
            axes.tick_params(length=0, labelsize=look.label, labelcolor=theme.ink)
            axes.spines[:].set(visible=False, color=theme.faint)

    @property
    def plot(self) -> Axes:
        """The first plot."""
        first: Axes = self.axes[0, 0]
        return first

    def _write(self, y: float, words: str, **options: Any) -> None:
        """Write beside the left edge of the figure."""
        start, look = EDGE / self.look.size.width, self.look
        self.figure.text(start, y, words, **{"size": look.label, "color": look.theme.ink, "va": "center", **options})

    def _draw_key(self, outcomes: Sequence[str], height: float) -> None:
        """One field and one name per outcome, in order."""
        look, x = self.look, EDGE / self.look.size.width
        letter, tall = look.label / look.room(1), look.lines(0.6) / self.figure.get_figheight()
        for outcome in outcomes:
            box: dict[str, Any] = {"width": SWATCH * letter, "height": tall, "transform": self.figure.transFigure}
            box["xy"] = (x, height - tall / 2)
            self.figure.add_artist(Rectangle(**box, linewidth=0, **filling(outcome)))
            self.figure.add_artist(Rectangle(**box, fill=False, edgecolor=look.theme.ink, linewidth=0.8))
            name = readable(outcome)
            x += (SWATCH + 0.5) * letter
            self.figure.text(x, height, name, size=look.label, color=look.theme.ink, va="center")
            x += width_of(name, look.label) / look.room(1) + 1.2 * letter

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
        headings = [fitting_heading(str(name), look.label, look.room(part), NAME_LINES) for name in parameters]
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

        With some `reach`, a thin line leads so far from each end to its name.
        """
        for end, text, place in zip(ends, texts, spread(ends, gap, *room), strict=True):
            if reach:
                leader: dict[str, Any] = {"color": self.look.theme.faint, "linewidth": 0.8, "clip_on": False}
                axes.plot([start, start + reach], [end, place], **leader)
            self.label(axes, start + reach * 1.2, place, text, clip_on=False, **options)

    def head(self, axes: Axes, words: str) -> None:
        """Write a heading above the left end of a plot."""
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
        told = told if told[-1:] in (".", "") else f"{told}."
        words = f"{form}. {self.title}. {told} {self.ending}".rstrip()
        # The decorator of a chart adds the kind.
        return Picture("", self.figure, self.title, self.caption, words, data.reset_index(drop=True))


def grid_of_panels(number: int, per_row: int) -> dict[str, Any]:
    """How many rows and columns so many panels take, as `Canvas` takes them."""
    columns = min(per_row, number)
    return {"nrows": -(-number // columns), "ncols": columns}


def filling(outcome: str) -> dict[str, Any]:
    """Colour and hatching of an outcome, as matplotlib's patches take them."""
    hatch = OUTCOME_HATCHES[outcome] or None
    return {"facecolor": OUTCOME_COLOURS[outcome], "hatch": hatch, "edgecolor": hatch_ink(outcome)}


def _height(lines: float, size: float) -> float:
    return lines * size * LINE_SPACING / POINTS_PER_INCH


def caption(settings: Settings | str, *remarks: str, intervals: bool = True, ending: str = NOT_A_FORECAST) -> str:
    """Return worldview, policies, changes, worlds, seed, version and parameters, remarks, and the usual reservations.

    A text stands as it is, for results that do not know their settings. `intervals` says whether intervals are shown,
    which are then explained; `ending` is `ONE_HISTORY` for a single history.
    """
    first = settings if isinstance(settings, str) else _first_line(settings)
    lines = [capital(first), *remarks, *([INTERVALS] if intervals else []), ending]
    return "\n".join(line for line in lines if line)


def _first_line(settings: Settings) -> str:
    several = [settings] if isinstance(settings, Setting) else list(settings)
    if not several:
        raise InputError("nothing is selected: there is no setting to draw; select at least one")
    parts = [
        _named("worldview", several, lambda s: s.worldview),
        _named("policies", several, lambda s: " + ".join(readable(policy) for policy in s.policies) or "none"),
    ]
    if any(setting.changes for setting in several):
        parts.append(_named("set by hand", several, _changes))
    parts.append(worlds_in_words(several))
    parts.append(_named("seed", several, lambda s: str(s.seed)))
    parts.append(_named("version", several, lambda s: s.version))
    if len({s.fingerprint for s in several}) == 1:
        parts.append(f"parameters {several[0].fingerprint[:8]}")
    return "\u00a0· ".join(parts)


def _named(label: str, settings: Sequence[Setting], of: Callable[[Setting], str]) -> str:
    values = list(dict.fromkeys(of(setting) for setting in settings))
    if len(values) > MANY:
        return f"{label}: {len(values)} different"
    plural = "s" if len(values) > 1 and label in ("worldview", "seed", "version") else ""
    text = f"{label}{plural} {', '.join(values)}"
    # A number stays on the line of its name.
    return text.replace(" ", "\u00a0") if len(text) < SHORT else text


def _changes(setting: Setting) -> str:
    parts = [f"{label_of(name)} {value_of(name, value)}" for name, value in setting.changes.items()]
    return ", ".join(parts) or "nothing"
