"""Three histories to tell: which worlds they are is decided by a rule that the report states, not by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from sim.analysis.contrast.answer import Contrast
from sim.charts.timeline import timeline
from sim.model.walk import Walk
from sim.parameters.names import label_of
from sim.parameters.wording import capital, number, readable
from sim.reports.assumptions import name_of
from sim.reports.figures import Figure, figure
from sim.reports.pairs import RULE_OF_PAIRS, Pair, pairs_of
from sim.studies.histories import History, tell
from sim.studies.histories.short import Short
from sim.studies.histories.text import OUTCOME_WORDS
from sim.studies.shares.frequencies import frequencies
from sim.studies.study import Study
from sim.studies.sweeps.cells import parameters_of_cell
from sim.studies.sweeps.plan import INDEPENDENT_SHIFT
from sim.studies.sweeps.study import SweepStudy

HOW_MANY = 3
LOOKED_AT = 500
"""Of a sweep, which keeps no worlds, so many are played again to find one that ends as most of its cell do."""


@dataclass(frozen=True)
class Told:
    """One history on a page: in short, and the account of every quarter with its reasons and sources."""

    heading: str
    outcome: str
    short: Short
    story: str
    figure: Figure


@dataclass(frozen=True)
class Histories:
    """The histories of a report, one below another or in pairs, and by which rule they were chosen."""

    rule: str
    told: Sequence[Told] = ()
    pairs: Sequence[Pair] = ()

    @property
    def empty(self) -> bool:
        """Whether it holds no history."""
        return not self.told and not self.pairs


def histories_of_study(study: Study) -> Histories:
    """Tell one world of each of the three most frequent outcomes."""
    worlds = [_first(study.table, outcome) for outcome in _ranked(study.table)[:HOW_MANY]]
    rule = "Of each of the most frequent outcomes, the world with the lowest number."
    if len(worlds) < HOW_MANY:
        worlds += [int(world) for world in study.table["world"] if int(world) not in worlds]
        rule = "Of each outcome that occurs, the world with the lowest number; then the next worlds in order."
    return Histories(rule, [_told(tell(study, world)) for world in worlds[:HOW_MANY]])


def histories_of_contrast(found: Contrast) -> Histories:
    """Tell worlds that end differently in two settings, side by side; the same world in both if there is none."""
    if found.stories:
        return Histories(RULE_OF_PAIRS, pairs=pairs_of(found))
    return histories_of_settings(found.studies)


def histories_of_settings(studies: Sequence[Study]) -> Histories:
    """Tell the same world under several settings: the same random draws, other assumptions."""
    chosen = _unlike(studies)
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
    last = chosen[-1].table
    rest = [outcome for outcome in _ranked(last) if outcome != usual[-1]]
    if rest and len(told) < HOW_MANY:
        told.append((chosen[-1], _first(last, rest[0])))
        rule += " And the lowest-numbered one that ends as the second most do under the last of them."
    return Histories(rule, [_told(tell(study, one)) for study, one in told])


def histories_of_sweep(study: SweepStudy, outcome: str) -> Histories:
    """Tell a world of the cells in which an outcome is rarest, middling and most frequent."""
    found = study.frequencies()
    shares = found[(found["outcome"] == outcome) & found["share"].notna()].sort_values("share", kind="stable")
    cells = shares["cell"].iloc[[0, len(shares) // 2, len(shares) - 1]]
    rule = (
        f"From the cells in which {readable(outcome)} is rarest, middling and most frequent, each time the "
        f"lowest-numbered of {LOOKED_AT} worlds that ends as most of them do."
    )
    return Histories(rule, [_of_cell(study, int(cell)) for cell in cells.unique()])


def _of_cell(study: SweepStudy, cell: int) -> Told:
    parameters, told = parameters_of_cell(study.columns, cell, study.manifest.files), study.manifest
    worlds = np.arange(min(LOOKED_AT, told.worlds)) + (cell << INDEPENDENT_SHIFT if told.independent else 0)
    table = Walk(parameters, worlds, told.seed).run().table()
    history = tell(parameters, _first(table, _ranked(table)[0]), seed=told.seed)
    axes = [f"{label_of(axis)} {number(value)}" for axis, value in parameters.changes.items() if axis in study.columns]
    heading = f"{name_of(replace(parameters, changes=MappingProxyType({})))}, {', '.join(axes)}" if axes else ""
    return _told(history, heading)


def _told(history: History, heading: str = "") -> Told:
    return Told(
        f"World {history.world} under {heading or name_of(history.parameters)}",
        capital(OUTCOME_WORDS[history.outcome]),
        history.short(),
        history.full(),
        figure(lambda look: timeline(history, look), f"world-{history.world}"),
    )


def _ranked(table: pd.DataFrame) -> list[str]:
    """The outcomes that occur, the most frequent first."""
    found = frequencies(table).sort_values("count", ascending=False, kind="stable")
    return [str(outcome) for outcome in found.loc[found["count"] > 0, "outcome"]]


def _first(table: pd.DataFrame, outcome: str) -> int:
    return int(table.loc[table["outcome"] == outcome, "world"].min())


def _unlike(studies: Sequence[Study]) -> list[Study]:
    """Up to three settings: first those whose most frequent outcome is not shown yet, then the others in order."""
    usual = [_ranked(study.table)[0] for study in studies]
    ranked = sorted(range(len(studies)), key=lambda place: usual.index(usual[place]) < place)
    return [studies[place] for place in sorted(ranked[:HOW_MANY])]


def _common(studies: Sequence[Study], outcomes: Sequence[str]) -> int | None:
    """The lowest-numbered world that ends under each setting in its outcome; None if there is none, or luck differs."""
    if len({study.seed for study in studies}) > 1:
        return None
    ending = (
        set(study.table.loc[study.table["outcome"] == outcome, "world"].astype(int))
        for study, outcome in zip(studies, outcomes, strict=True)
    )
    return min(set.intersection(*ending), default=None)
