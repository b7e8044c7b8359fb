"""What a chart says of itself: what it shows, what it is drawn from, how it is called, and how the gallery shows it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec

from sim.charts.given import THRESHOLD, checks_of
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
TIPPING = 0.5
"""The level at which more than half of the worlds end in the outcome."""

Arguments = ParamSpec("Arguments")


@asked(outcome=word(*OUTCOMES), world=whole(), quarter=whole(), parameters=names, threshold=THRESHOLD)
@dataclass(frozen=True)
class Wishes:
    """What a user can ask of a chart beyond its kind.

    `outcome` is for charts that show only one, `world` and `quarter` for those of one history. `parameters` are axes of a
    sweep in the order across, up, third, or parameters whose ranges are drawn. For boxes, a cell counts if at least the
    share `threshold` of its worlds ends in the outcome.
    """

    outcome: str = "new_confrontation"
    world: int = 0
    quarter: int = 0
    parameters: tuple[str, ...] = ()
    threshold: float = TIPPING


USUAL_WISHES = Wishes()


class Source(NamedTuple):
    """What a chart can be drawn from; only what its need names is filled.

    `setting` is one Setting or several, told in the caption. `before` is a study of the same worlds under another setting.
    `cells` has one row per cell and outcome; charts without axes find the name of each cell in the column `CELL`, the others
    as many columns as they have axes in `axes`. `pairing` is the worlds behind the cells.
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


FROM_SOURCE: Mapping[str, Callable[[Source], Any]] = MappingProxyType(
    {
        "cells": lambda source: source.cells,
        "by": lambda source: CELL,
        "settings": lambda source: source.setting,
        "setting": lambda source: source.setting,
        "pairing": lambda source: source.pairing,
        "study": lambda source: source.study,
        "history": lambda source: source.history,
        "start": lambda source: source.study.parameters.start,
        "outcome": lambda source: source.wishes.outcome,
        "quarter": lambda source: source.wishes.quarter,
        "parameters": lambda source: source.wishes.parameters,
        "threshold": lambda source: source.wishes.threshold,
    }
)
"""What every chart is given that has an argument of the name; the others keep their defaults, or come with the chart."""


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
    example : str
        How the gallery draws it: a worldview or one of the sweeps of `experiments/gallery.py`, and options of `chart`.
    further : callable
        From what it is drawn from to those of its arguments that `FROM_SOURCE` does not give.
    place : int
        Where it stands in the gallery.
    axes : tuple of str
        Its arguments that name axes of a sweep, as many as it needs, no more and no less; none for one row per cell.
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
    example: str
    further: Callable[[Source], Mapping[str, Any]] = lambda source: {}
    place: int = 1_000
    axes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    design: str = ""
    chosen_for: Callable[[Any, Sequence[str]], bool] = lambda study, axes: False

    def drawn(self, source: Source, **look: Any) -> Picture:
        """Draw it from a source; what it is given follows from the names of its arguments."""
        taken = inspect.signature(self.draw).parameters
        own = {**dict(zip(self.axes, source.axes, strict=True)), **self.further(source)}
        usual = {name: of(source) for name, of in FROM_SOURCE.items() if name in taken and name not in own}
        return self.draw(**usual, **own, **look)


DECLARED: dict[str, Chart] = {}
"""Every kind of chart whose module was imported, by name."""


def chart(
    kind: str, label: str, needs: str, **further: Any
) -> Callable[[Callable[Arguments, Picture]], Callable[Arguments, Picture]]:
    """Declare a function that draws a kind of chart, with the attributes of `Chart`: the decorator of every chart.

    What the function is given is checked by the names of its arguments (`sim.charts.given`). It draws in the project's
    style, and its places are settled before anybody saves it.
    """

    def declared(draw: Callable[Arguments, Picture]) -> Callable[Arguments, Picture]:
        @functools.wraps(draw)
        def in_style(*given: Arguments.args, **options: Arguments.kwargs) -> Picture:
            with style():
                picture = replace(draw(*given, **options), kind=kind)
                settle(picture.figure)
            return picture

        checked = asked(**checks_of(draw))(in_style)
        DECLARED[kind] = Chart(kind, label, needs, checked, **further)
        return checked

    return declared
