"""What a chart says of itself: what it shows, what it is drawn from, how it is called, and how the gallery shows it.

What it is given, and how that is checked, follows from the names of its arguments, the same in every chart.
"""

from __future__ import annotations

import datetime
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, NamedTuple, ParamSpec

import numpy as np
import pandas as pd

from sim.charts.picture import Picture, settle, style
from sim.charts.theme import Look
from sim.common import asked
from sim.common.asked import Check
from sim.common.errors import InputError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import enumeration
from sim.studies.histories.paths import LARGEST
from sim.studies.shares.fates import KNOWN
from sim.studies.shares.frequencies import table_of
from sim.studies.shares.pairing import UNKNOWN, Pairing

STUDY, SWEEP, HISTORY, PAIR, KNOWLEDGE, ANALYSIS = "study", "sweep", "history", "pair", "parameters", "analysis"
ANSWER = "answer"
"""What a chart is drawn from: one study, the cells of a sweep, one history, two settings of the same worlds, the
parameter files, the analysis of a sweep that was designed for it, or the answer of a command such as `disagree`."""
CELL = "setting"
"""Column with the name of each cell of a sweep, for charts with one row or line per cell."""
TIPPING = 0.5
"""The level at which more than half of the worlds end in the outcome."""

SHARES = ("share", "low", "high")
COUNTED = ("count", "worlds", *SHARES)
SET = ("tips", "checked", *SHARES, "share_low", "share_high")
OPEN = ("low", "high", "open_low", "open_high")
STEP, DIFFERENCE = ("size", "low", "high"), ("difference", "low", "high")

Arguments = ParamSpec("Arguments")


def figures(
    *columns: str, numbers: Iterable[str] = (), finite: bool = False, outcomes: Sequence[str] = OUTCOMES
) -> Check:
    """A table with some columns, of which those of `numbers` hold numbers; `finite` if none may be missing or infinite.

    A column `outcome` holds some of the `outcomes`.
    """
    whole_table, figured = asked.frame(*columns), tuple(numbers)

    def checked(name: str, value: Any) -> pd.DataFrame:
        found: pd.DataFrame = whole_table(name, value)
        for column in figured if len(found) else ():
            if column in found.columns:
                _refuse_odd_numbers(name, column, found[column], finite)
        if "outcome" in columns:
            _refuse_other_outcomes(name, found["outcome"], outcomes)
        return found

    return checked


def _refuse_odd_numbers(name: str, column: str, values: pd.Series[Any], finite: bool) -> None:
    if not pd.api.types.is_numeric_dtype(values) or pd.api.types.is_complex_dtype(values):
        raise InputError(f"{name}: the column '{column}' must hold numbers, not {values.dtype}")
    known = values if finite else values.dropna()
    if not np.isfinite(known.to_numpy(dtype=float, na_value=np.nan)).all():
        raise InputError(f"{name}: the column '{column}' must hold finite numbers")


def _refuse_other_outcomes(name: str, values: pd.Series[Any], outcomes: Sequence[str]) -> None:
    other = [value for value in set(map(str, values)) if value not in outcomes]
    if other:
        raise InputError(f"{name}: unknown outcome {said(other[0])}; {suggestion(other[0], outcomes, full_list=True)}")


def worlds(*columns: str) -> Check:
    """A study, or its table with one row per world."""

    def checked(name: str, value: Any) -> Any:
        asked.frame(*columns)(name, table_of(value))
        return value

    return checked


def date(name: str, value: Any) -> str:
    """The date of the first quarter."""
    expected = "a date, such as '2023-07-01'"
    written = asked.text_for(expected)(name, value)
    try:
        return datetime.date.fromisoformat(written).isoformat()
    except ValueError as error:
        raise asked.refused(name, expected, value) from error


SETTING = asked.made_by("a Setting, as setting_of(study) returns it", "Setting")
SETTINGS = asked.either(
    SETTING, asked.several(SETTING, "a Setting, as setting_of(study) returns it, or a list of them", some=True)
)
CELLS = figures("outcome", *SHARES, numbers=("count", *SHARES), finite=True)
CELLS_WITH_EVENTS = figures("outcome", *SHARES, numbers=("count", *SHARES), finite=True, outcomes=KNOWN)
THRESHOLD = asked.number(0, 1, open_low=True)
LOOK = asked.made_by("a Look, such as Look()", "Look")
QUANTILES = ("q05", "q25", "q50", "q75", "q95")
CONTRASTED = ("one", "other", "difference", "low", "high")
PART, BAND = ("part", "low", "high"), ("band_low", "band_high")
REGRET_ENDS = ("regret_low", "regret_high")
INDICES = ("first", "first_low", "first_high", "total", "total_low", "total_high")

ARGUMENTS: Mapping[str, Check] = MappingProxyType(
    {
        "cells": CELLS,
        "frequencies": CELLS,
        "quantiles": figures("variable", "quarter", *QUANTILES, numbers=("quarter", *QUANTILES), finite=True),
        "relations": figures(
            "actor", "target", "relation", *SHARES, "worlds", numbers=(*SHARES, "worlds"), finite=True
        ),
        "limits": figures("parameter", numbers=("low", "high", "range_low", "range_high")),
        "ends": figures("parameter", "end", numbers=SHARES, finite=True),
        "causes": figures("cause", *COUNTED, numbers=COUNTED, finite=True),
        "deterred": figures("measure", *COUNTED, numbers=COUNTED),
        "indices": figures("parameter", numbers=INDICES),
        "contrasted": figures("what", "kind", *CONTRASTED, numbers=CONTRASTED, finite=True),
        "steps": figures("name", "kind", *STEP, numbers=STEP, finite=True),
        "pairs": figures("one", "other", "source", *DIFFERENCE, numbers=DIFFERENCE, finite=True),
        "on": asked.text,
        "risks": figures("clock", "event", "quarter", *SHARES, numbers=("quarter", *SHARES), finite=True),
        "looks": figures("horizon", "outcome", *SHARES, numbers=("horizon", *SHARES), finite=True),
        "curve": figures("value", "worlds", *SHARES, numbers=("value", "worlds", *SHARES), finite=True),
        "crossings": figures(
            "value", "low", "high", "direction", "words", numbers=("value", "low", "high"), finite=True
        ),
        "slices": figures("second", "start", *OPEN, numbers=("second", *OPEN)),
        "sets": figures("rank", *SET, "confirmed", numbers=("rank", *SET), finite=True),
        "changes": figures("rank", "label", "start", "to", "words", numbers=("rank", "start", "to"), finite=True),
        "standing": figures("name", "value", "most", "side", numbers=("value", "most"), finite=True),
        "what": asked.word(*KNOWN),
        **dict.fromkeys(("name", "label", "beside"), asked.text),
        "readings": asked.optional(figures("name", "value")),
        "regrets": figures("policy", "worldview", "regret", numbers=("share", "regret", *REGRET_ENDS), finite=True),
        "parts": figures("width", "measure", "kind", *PART, numbers=("width", *PART)),
        "stands": figures("measure", "worldview", *SHARES, numbers=SHARES, finite=True),
        "bands": figures("width", "measure", "worldview", *BAND, numbers=("width", *BAND), finite=True),
        "together": figures("policy", "front", "front_in", numbers=("front_in",), finite=True),
        "ranked": figures("policy", "better", "where", numbers=("largest_regret", "low", "high"), finite=True),
        **dict.fromkeys(("before", "after"), worlds("world", "outcome")),
        "study": worlds(),
        "history": asked.made_by("a history, as tell() returns it", "History"),
        **dict.fromkeys(("setting", "settings"), SETTINGS),
        **dict.fromkeys(("density", "coverage", "base"), asked.made_by("a Share, as share_of() returns it", "Share")),
        "outcome": asked.word(*OUTCOMES),
        **dict.fromkeys(("tipping", "level"), asked.within_one),
        "quarter": asked.whole(),
        "horizon": asked.whole(1),
        "start": asked.optional(date),
        "events": asked.some_names,
        "parameters": asked.names,
        "folder": asked.optional(asked.path),
        **dict.fromkeys(
            ("across", "up", "third", "by", "parameter"), asked.text_for("the name of a column of the table")
        ),
        "shade": asked.text,
        "pairing": asked.made_by("a Pairing, such as study.pairing", "Pairing"),
        "threshold": THRESHOLD,
        "look": LOOK,
        "title": asked.optional(asked.either(asked.made_by("a Finding", "Finding"), asked.text)),
    }
)
"""What each argument of a chart may be, by its name."""


def checks_of(chart: Callable[..., Any], events: bool = False) -> dict[str, Check]:
    """The checks for the arguments of a drawing function; a `TypeError` if it has one that is not in `ARGUMENTS`.

    With `events` it draws events too, such as war, where others draw outcomes alone.
    """
    taken = inspect.signature(chart).parameters
    unknown = sorted(taken.keys() - ARGUMENTS.keys())
    if unknown:
        known = f"known are {', '.join(sorted(ARGUMENTS))} (ARGUMENTS in sim/charts/kind.py)"
        raise TypeError(f"the chart {chart.__name__} takes {', '.join(unknown)}, which nothing gives; {known}")
    checks = {name: ARGUMENTS[name] for name in taken}
    checks |= {"cells": CELLS_WITH_EVENTS, "outcome": asked.word(*KNOWN)} if events else {}
    # Results that do not know their settings are told in words of their own.
    in_words = "setting" in taken and str(taken["setting"].annotation).endswith("| str")
    return {**checks, "setting": asked.either(asked.text, SETTINGS)} if in_words else checks


@asked.asked(
    **{name: ARGUMENTS[name] for name in ("quarter", "parameters", "threshold", "level")},
    outcome=asked.word(*KNOWN),
    world=asked.whole(),
)
@dataclass(frozen=True)
class Wishes:
    """What a user can ask of a chart beyond its kind.

    `outcome` is for charts that show only one, and some of them take an event such as `war`; `world` and `quarter` are for
    those of one history. `parameters` are axes of a sweep in the order across, up, third, or parameters whose ranges are drawn.
    For boxes, a cell counts if at least the share `threshold` of its worlds ends in the outcome; for maps, the line parts cells
    at the share `level`.
    """

    outcome: str = "new_confrontation"
    world: int = 0
    quarter: int = 0
    parameters: tuple[str, ...] = ()
    threshold: float = TIPPING
    level: float = TIPPING


USUAL_WISHES = Wishes()


class Source(NamedTuple):
    """What a chart can be drawn from, by the names of arguments of charts; only what its need names is filled.

    `setting` is one Setting or several, told in the caption. `before` is a study of the same worlds under another setting.
    `answer` is what an analysis found (see `sim.analysis.answers`).
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
    answer: Any = None

    @property
    def told(self) -> Any:
        """The setting of a study of which so many worlds are played again as can be told quarter by quarter."""
        return replace(self.setting, worlds=min(self.study.worlds, LARGEST))


@dataclass(frozen=True)
class Chart:
    """One kind of chart: its name, what it shows in one line, what it is drawn from, and the function that draws it.

    `example` is how the gallery draws it, in the order of `place`: a worldview or one of the sweeps of
    `experiments/gallery.py`, and options of `chart`; for an answer the command that gives it. `further` goes from what it is
    drawn from to those of its arguments that
    are neither in it nor in its wishes. `axes` are its arguments that name axes of a sweep, as many as it needs, no more and
    no less; none for one row per cell. `options` are those of the command that it heeds and others do not: `outcome`,
    `threshold`, `level`, `world`, `quarter`, `axes`. `events` says that its outcome may be an event.
    `design` is the only design of sweeps from which it is drawn, if there is one.
    `chosen_for` says whether it is what a sweep that varies some axes was made for; asked only if no chart is named.
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
    events: bool = False
    design: str = ""
    chosen_for: Callable[[Any, Sequence[str]], bool] = lambda study, axes: False

    def drawn(self, source: Source, look: Look) -> Picture:
        """Draw it from a source."""
        return self.prepared(source)(look)

    def prepared(self, source: Source) -> Callable[[Look], Picture]:
        """What draws it from a source in any look, so that what it shows is counted once for several.

        What it is given follows from the names of its arguments.
        """
        taken = inspect.signature(self.draw).parameters
        if "outcome" in self.options:
            self._refuse_event(source.wishes.outcome)
        given = {**source._asdict(), **vars(source.wishes), "by": CELL, "settings": source.setting}
        given |= {**dict(zip(self.axes, source.axes, strict=True)), **self.further(source)}
        named = {name: value for name, value in given.items() if name in taken}
        return lambda look: self.draw(**named, look=look)

    def _refuse_event(self, what: str) -> None:
        """Refuse an event if only the five outcomes are drawn, and say which charts draw it."""
        if what not in OUTCOMES and not self.events:
            able = enumeration([kind for kind, chart in DECLARED.items() if chart.events])
            raise InputError(
                f"'{what}' is an event, and the chart '{self.kind}' draws outcomes alone: {', '.join(OUTCOMES)}. {able} draw it"
            )


DECLARED: dict[str, Chart] = {}
"""Every kind of chart whose module was imported, by name."""


def chart(
    kind: str, label: str, needs: str, **further: Any
) -> Callable[[Callable[Arguments, Picture]], Callable[Arguments, Picture]]:
    """Declare a function that draws a kind of chart, with the attributes of `Chart`: the decorator of every chart.

    What the function is given is checked by the names of its arguments (`ARGUMENTS`). It draws in the project's
    style, and its places are settled before anybody saves it.
    """

    def declared(draw: Callable[Arguments, Picture]) -> Callable[Arguments, Picture]:
        @functools.wraps(draw)
        def in_style(*given: Arguments.args, **options: Arguments.kwargs) -> Picture:
            with style():
                picture = replace(draw(*given, **options), kind=kind)
                settle(picture.figure)
            return picture

        checked = asked.asked(**checks_of(draw, bool(further.get("events"))))(in_style)
        DECLARED[kind] = Chart(kind, label, needs, checked, **further)
        return checked

    return declared
