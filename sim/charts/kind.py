"""What a chart says of itself: what it shows, what it is drawn from, how it is called, and how the gallery shows it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, ParamSpec

from sim.charts.given import THRESHOLD, checks_of
from sim.charts.maps import TIPPING
from sim.charts.picture import Picture, settle, style
from sim.common.asked import asked, names, whole, word
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.histories.paths import LARGEST
from sim.studies.shares.pairing import UNKNOWN, Pairing

STUDY, SWEEP, HISTORY, PAIR, KNOWLEDGE, ANALYSIS = "study", "sweep", "history", "pair", "parameters", "analysis"
"""What a chart is drawn from: one study, the cells of a sweep, one history, two settings of the same worlds, the
parameter files, or the analysis of a sweep that was designed for it."""
CELL = "setting"
"""Column with the name of each cell of a sweep, for charts with one row or line per cell."""
LAST = 1_000

Arguments = ParamSpec("Arguments")


@asked(outcome=word(*OUTCOMES), world=whole(), quarter=whole(), parameters=names, threshold=THRESHOLD)
@dataclass(frozen=True)
class Wishes:
    """What a user can ask of a chart beyond its kind.

    Attributes
    ----------
    outcome : str
        The outcome of charts that show only one.
    world, quarter : int
        Which history, and which of its quarters.
    parameters : tuple of str
        Axes of a sweep in the order across, up, third; or parameters whose ranges are drawn.
    threshold : float
        For boxes: a cell counts if at least this share of its worlds ends in the outcome.
    """

    outcome: str = "new_confrontation"
    world: int = 0
    quarter: int = 0
    parameters: tuple[str, ...] = ()
    threshold: float = TIPPING


USUAL_WISHES = Wishes()


class Source(NamedTuple):
    """What a chart can be drawn from; only what its need names is filled.

    Attributes
    ----------
    wishes : Wishes
    setting : Setting, or several
        Told in the caption.
    study : Study or SweepStudy
    before : Study
        The same worlds under another setting.
    history : History
    cells : pandas.DataFrame
        One row per cell and outcome; charts without axes find the name of each cell in the column `CELL`.
    axes : tuple of str
        As many columns of `cells` as the chart has axes.
    pairing : Pairing
        The worlds behind the cells.
    """

    wishes: Wishes = USUAL_WISHES
    setting: Any = None
    study: Any = None
    before: Any = None
    history: Any = None
    cells: Any = None
    axes: tuple[str, ...] = ()
    pairing: Pairing = UNKNOWN

    @property
    def told(self) -> Any:
        """The setting of a study of which so many worlds are played again as can be told quarter by quarter."""
        return replace(self.setting, worlds=min(self.study.worlds, LARGEST))


def by_setting(source: Source, judged: bool = True) -> dict[str, Any]:
    """The arguments of a chart with one row or line for each cell of a sweep; `judged` as for `over_axes`."""
    found = {"cells": source.cells, "by": CELL, "settings": source.setting}
    return found | ({"pairing": source.pairing} if judged else {})


def over_axes(*named: str, outcome: bool = False, judged: bool = True) -> Callable[[Source], dict[str, Any]]:
    """The arguments of a chart over some axes of a sweep, which are called so in its function.

    Parameters
    ----------
    *named : str
        The arguments that name the axes.
    outcome : bool
        Whether it shows one outcome only.
    judged : bool
        Whether its title judges differences, for which it needs the worlds.
    """

    def arguments(source: Source) -> dict[str, Any]:
        found: dict[str, Any] = {"cells": source.cells, "setting": source.setting}
        found |= zip(named, source.axes, strict=True)
        found |= {"outcome": source.wishes.outcome} if outcome else {}
        return found | ({"pairing": source.pairing} if judged else {})

    return arguments


@dataclass(frozen=True)
class Chart:
    """One kind of chart.

    Attributes
    ----------
    kind : str
        Its name.
    label : str
        What it shows, in one line.
    needs : str
        What it is drawn from.
    draw : callable
        Draws it.
    arguments : callable
        From what it is drawn from to the arguments of `draw`, by name.
    example : str
        How the gallery draws it: a worldview or one of the sweeps of `experiments/gallery.py`, and options of `chart`.
    place : int
        Where it stands in the gallery.
    axes : int
        How many axes of a sweep it needs, no more and no less; 0 for one row or line per cell.
    options : tuple of str
        Options of the command that it heeds and others do not, by name: `outcome`, `threshold`, `world`, `quarter`, `axes`.
    design : str
        The only design of sweeps from which it is drawn, if there is one.
    chosen_for : callable
        Whether it is what a sweep that varies some axes was made for; asked only if no chart is named.
    """

    kind: str
    label: str
    needs: str
    draw: Callable[..., Picture]
    arguments: Callable[[Source], dict[str, Any]]
    example: str
    place: int = LAST
    axes: int = 0
    options: tuple[str, ...] = ()
    design: str = ""
    chosen_for: Callable[[Any, Sequence[str]], bool] = lambda study, axes: False


DECLARED: dict[str, Chart] = {}
"""Every kind of chart whose module was imported, by name."""


def chart(
    kind: str,
    label: str,
    needs: str,
    arguments: Callable[[Source], dict[str, Any]] = by_setting,
    **further: Any,
) -> Callable[[Callable[Arguments, Picture]], Callable[Arguments, Picture]]:
    """Declare a function that draws a kind of chart: the decorator of every chart.

    What the function is given is checked by the names of its arguments (`sim.charts.given`). It draws in the project's
    style, and its places are settled before anybody saves it.

    Parameters
    ----------
    kind, label, needs, arguments, **further
        The attributes of `Chart`.
    """

    def declared(draw: Callable[Arguments, Picture]) -> Callable[Arguments, Picture]:
        @functools.wraps(draw)
        def in_style(*given: Arguments.args, **options: Arguments.kwargs) -> Picture:
            with style():
                picture = replace(draw(*given, **options), kind=kind)
                settle(picture.figure)
            return picture

        checked = asked(**checks_of(draw))(in_style)
        DECLARED[kind] = Chart(kind, label, needs, checked, arguments, **further)
        return checked

    return declared
