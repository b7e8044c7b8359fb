"""Three histories to tell: which worlds they are is decided by a rule that the report states, not by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from sim.charts.timeline import timeline
from sim.model.walk import Walk
from sim.parameters import Parameters
from sim.parameters.names import label_of
from sim.parameters.wording import capital, number, readable
from sim.reports.assumptions import name_of
from sim.reports.figures import Figure, figure
from sim.reports.subjects import Subject
from sim.studies.histories import History, tell
from sim.studies.histories.history import happened
from sim.studies.histories.text import OUTCOME_WORDS
from sim.studies.shares.frequencies import frequencies
from sim.studies.study import Study
from sim.studies.sweeps.axes import WORDS
from sim.studies.sweeps.cells import cells_of
from sim.studies.sweeps.plan import INDEPENDENT_SHIFT
from sim.studies.sweeps.study import SweepStudy

HOW_MANY = 3
LOOKED_AT = 500
"""Of a sweep, which keeps no worlds, so many are played again to find one that ends as most of its cell do."""


@dataclass(frozen=True)
class Told:
    """One history on a page.

    Attributes
    ----------
    heading : str
        Which world under which assumptions.
    outcome : str
        How it ends, in words.
    events : tuple of str
        What happened, dated.
    story : str
        Every quarter with moves, probabilities, reasons and sources.
    figure : Figure
        Its timeline.
    """

    heading: str
    outcome: str
    events: tuple[str, ...]
    story: str
    figure: Figure


@dataclass(frozen=True)
class Histories:
    """The histories of a report, and by which rule they were chosen."""

    rule: str
    told: tuple[Told, ...]


def histories_of_study(study: Study) -> Histories:
    """Tell one world of each of the three most frequent outcomes."""
    worlds = [_first(study.table, outcome) for outcome in _ranked(study.table)[:HOW_MANY]]
    rule = "Of each of the most frequent outcomes, the world with the lowest number."
    if len(worlds) < HOW_MANY:
        more = [int(world) for world in study.table["world"] if int(world) not in worlds]
        worlds += more[: HOW_MANY - len(worlds)]
        rule = "Of each outcome that occurs, the world with the lowest number; then the next worlds in order."
    return Histories(rule, tuple(_told(tell(study, world)) for world in worlds))


def histories_of_settings(subjects: Sequence[Subject]) -> Histories:
    """Tell the same world under several settings: the same random draws, other assumptions."""
    chosen = [subject.study for subject in _unlike(subjects)]
    usual = [_ranked(study.table)[0] for study in chosen]
    world = _common(chosen, usual)
    if world is None:
        rule = "Under each setting, the lowest-numbered world that ends as most do there."
        told = [(study, _first(study.table, outcome)) for study, outcome in zip(chosen, usual, strict=True)]
    else:
        rule = (
            "The same world, with the same random draws, under different assumptions: the lowest-numbered one that ends under "
            "each of them as most worlds do there."
        )
        told = [(study, world) for study in chosen]
    if len(told) < HOW_MANY:
        rest = [outcome for outcome in _ranked(chosen[-1].table) if outcome != usual[-1]]
        told += [(chosen[-1], _first(chosen[-1].table, outcome)) for outcome in rest[:1]]
        rule += " And the lowest-numbered one that ends as the second most do under the last of them." if rest else ""
    return Histories(rule, tuple(_told(tell(study, one)) for study, one in told))


def histories_of_sweep(study: SweepStudy, outcome: str) -> Histories:
    """Tell a world of the cells in which an outcome is rarest, middling and most frequent."""
    found = study.frequencies()
    shares = found[(found["outcome"] == outcome) & found["share"].notna()].sort_values("share", kind="stable")
    places = sorted({0, len(shares) // 2, len(shares) - 1})
    cells = list(dict.fromkeys(int(cell) for cell in shares["cell"].iloc[places]))
    rule = (
        f"From the cells in which {readable(outcome)} is rarest, middling and most frequent, each time the "
        f"lowest-numbered of {LOOKED_AT} worlds that ends as most of them do."
    )
    return Histories(rule, tuple(_of_cell(study, cell) for cell in cells))


def _of_cell(study: SweepStudy, cell: int) -> Told:
    parameters, told = parameters_of_cell(study, cell), study.manifest
    shift = cell << INDEPENDENT_SHIFT if told.independent else 0
    table = _play(parameters, shift + np.arange(min(LOOKED_AT, told.worlds)), told.seed)
    history = tell(parameters, _first(table, _ranked(table)[0]), seed=told.seed)
    axes = [f"{label_of(axis)} {number(value)}" for axis, value in parameters.changes.items() if axis in study.columns]
    heading = f"{name_of(replace(parameters, changes=MappingProxyType({})))}, {', '.join(axes)}" if axes else ""
    return _told(history, heading)


def parameters_of_cell(study: SweepStudy, cell: int) -> Parameters:
    """Return the assumptions of one cell of a sweep.

    Values out of their plausible range stay as they are: whoever made the sweep has allowed them.
    """
    cells = cells_of(study.columns)
    base = cells.settings[int(cells.setting_of[cell])]
    varied = {axis: column[cell] for axis, column in study.columns.items() if axis not in WORDS}
    plain = {axis: value.item() if isinstance(value, np.generic) else value for axis, value in varied.items()}
    return replace(base, changes=MappingProxyType({**base.changes, **plain}))


def _play(parameters: Parameters, index: np.ndarray, seed: int) -> pd.DataFrame:
    return Walk(parameters, index, seed).run().table()


def _told(history: History, heading: str = "") -> Told:
    where = heading or name_of(history.parameters)
    return Told(
        f"World {history.world} under {where}",
        capital(OUTCOME_WORDS[history.outcome]),
        tuple(happened(history)) or ("Nothing of note.",),
        str(history),
        figure(lambda look: timeline(history, look), f"world-{history.world}"),
    )


def _ranked(table: pd.DataFrame) -> list[str]:
    """The outcomes that occur, the most frequent first."""
    found = frequencies(table).sort_values("count", ascending=False, kind="stable")
    return [str(outcome) for outcome in found.loc[found["count"] > 0, "outcome"]]


def _first(table: pd.DataFrame, outcome: str) -> int:
    return int(table.loc[table["outcome"] == outcome, "world"].min())


def _unlike(subjects: Sequence[Subject]) -> list[Subject]:
    """Up to three settings: first those whose most frequent outcome is not told of yet, then the others in order."""
    seen: set[str] = set()
    first: list[Subject] = []
    rest: list[Subject] = []
    for subject in subjects:
        usual = _ranked(subject.study.table)[0]
        (rest if usual in seen else first).append(subject)
        seen.add(usual)
    chosen = [*first, *rest][:HOW_MANY]
    return [subject for subject in subjects if subject in chosen]


def _common(studies: Sequence[Study], outcomes: Sequence[str]) -> int | None:
    """The lowest-numbered world that ends under each setting in its outcome; None if there is none, or luck differs."""
    if len({study.seed for study in studies}) > 1:
        return None
    shared: set[int] | None = None
    for study, outcome in zip(studies, outcomes, strict=True):
        worlds = set(study.table.loc[study.table["outcome"] == outcome, "world"].astype(int))
        shared = worlds if shared is None else shared & worlds
    return min(shared) if shared else None
