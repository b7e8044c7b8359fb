"""The tables of a report, cell by cell in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.tables import OUTCOME_HEAD, STEP_WORDS, outcome_rows, timing_rows
from sim.charts.tables import cells_of
from sim.common.dates import dated
from sim.parameters.names import heading_of, label_of, value_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, confidence_percent, percent, readable, whole
from sim.reports.assumptions import name_of
from sim.reports.figures import data_address
from sim.studies.shares.differences import differences
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.intervals import Share, confidence_of_each
from sim.studies.shares.summary import summarise
from sim.studies.study import Study
from sim.studies.sweeps.study import SweepStudy

MOST_ROWS = 60
"""Longer tables are cut on the page; the file beside them has all rows."""
LONG = 16
"""Tables with more rows are folded away."""
LARGEST_FILE = 20_000
"""Rows of a table that travel inside the page."""


SHARES = "Share of worlds that end in each outcome (95 % interval)"
TIMES = (*STEP_WORDS.values(), "of the wars: before signature", "after signature")


@dataclass(frozen=True)
class Table:
    """A table on a page.

    Attributes
    ----------
    caption : str
        What stands in it.
    head : tuple of str
    rows : tuple of tuple of str
        The first entry names the row.
    numbers : int
        How many columns at the right end hold numbers.
    notes : tuple of (str, str)
        Named remarks below it.
    data : str
        All of it as a data address of a CSV file; empty if it is too large for a page.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int
    notes: tuple[tuple[str, str], ...] = ()
    data: str = ""

    @property
    def long(self) -> bool:
        """Whether it is better folded away."""
        return len(self.rows) > LONG


def table_of_study(study: Study) -> Table:
    """Return how often each outcome was reached in one setting, and when agreements and wars came."""
    found = frequencies(study)
    caption = f"{name_of(study.parameters)}: outcomes of {whole(study.worlds)} worlds"
    notes = tuple(timing_rows(summarise(study), study.parameters.start))
    return Table(caption, OUTCOME_HEAD, tuple(outcome_rows(found)), 3, notes, as_file(found))


def tables_of_settings(studies: Sequence[Study]) -> list[Table]:
    """Return how often each outcome was reached in several settings, and when agreements and wars came."""
    names = [name_of(study.parameters) for study in studies]
    shares = [(name, *_shares(frequencies(study))) for name, study in zip(names, studies, strict=True)]
    found = cells_of(({"setting": name}, study) for name, study in zip(names, studies, strict=True))
    times = [(name, *_times(study)) for name, study in zip(names, studies, strict=True)]
    return [
        Table(
            "Share of worlds that end in each outcome (95 % interval)",
            _wide_head("setting"),
            tuple(shares),
            5,
            data=as_file(found),
        ),
        Table("When agreements and wars came (95 % interval)", ("setting", *TIMES), tuple(times), len(TIMES)),
    ]


def table_of_changes(changed: Sequence[tuple[Study, Study]]) -> Table:
    """Return by how many points policies and changes move each outcome, counted in the same worlds.

    Parameters
    ----------
    changed : sequence of two Study
        The same worlds without and with what was added; the intervals pay for all differences of the table.
    """
    every = len(changed) * len(OUTCOMES)
    confidence = confidence_of_each(every)
    found = [
        differences(before, after, confidence).assign(setting=name_of(after.parameters)) for before, after in changed
    ]
    rows = tuple((str(one["setting"].iloc[0]), *(_points(row) for row in one.to_dict("records"))) for one in found)
    coverage = f"{confidence_percent(confidence)} % intervals, which pay for all {every} differences"
    caption = f"Change of each share in percentage points against the same worlds without ({coverage})"
    return Table(caption, _wide_head("setting"), rows, 5, data=as_file(pd.concat(found, ignore_index=True)))


def _points(row: Mapping[Any, Any]) -> str:
    size, low, high = (
        f"{100 * row[name]:+.1f}".replace("-", "\N{MINUS SIGN}") for name in ("difference", "low", "high")
    )
    return f"{size} ({low} to {high})"


def _times(study: Study) -> list[str]:
    """Signatures and ratifications with the quarter by which half had come, and wars before and after signature."""
    found, start = summarise(study), study.parameters.start
    steps = [_step(getattr(found, name), found.half_by.get(name), start) for name in STEP_WORDS]
    before, after = ("–", "–")
    if found.war.count:
        before, after = (
            percent(s.share, s.low, s.high) for s in (found.war_before_signature, found.war_after_signature)
        )
    return [*steps, before, after]


def _step(share: Share | None, half: int | None, start: str | None) -> str:
    """How many worlds got there, and by when half of these had."""
    if share is None:
        return "–"
    when = "" if half is None else f", half of these by {dated(start, half)}"
    return f"{percent(share.share, share.low, share.high)}{when}"


def table_of_sweep(study: SweepStudy) -> Table:
    """Return how often each outcome was reached in each cell of a sweep, one row each."""
    found = study.frequencies()
    found = found[found["share"].notna()]
    axes = list(study.columns)
    groups = list(found.groupby("cell", sort=False))
    rows = [(*(value_of(axis, part[axis].iloc[0]) for axis in axes), *_shares(part)) for _, part in groups[:MOST_ROWS]]
    cut = f"; the first {MOST_ROWS} of {whole(len(groups))} cells" if len(groups) > MOST_ROWS else ""
    caption = f"{SHARES}, by cell{cut}"
    head = _wide_head(*(heading_of(axis) for axis in axes))
    return Table(caption, head, tuple(rows), 5, data=as_file(found))


def indices_table(caption: str, table: pd.DataFrame, most: int) -> Table:
    """Return sensitivity indices, the most important parameters first."""
    shown = table.head(most)
    rows = [tuple(_index(name, value) for name, value in row.items()) for row in shown.to_dict("records")]
    rest = len(table) - len(shown)
    caption = f"{caption}; the first {most} of {len(table)} parameters" if rest else caption
    head = tuple(capital(str(name).replace("_", " ")) for name in table.columns)
    return Table(caption, head, tuple(rows), len(head) - 1, data=as_file(table))


def as_file(table: pd.DataFrame) -> str:
    """Return a table as the data address of a CSV file; empty if it is too large to travel inside a page."""
    if len(table) > LARGEST_FILE:
        return ""
    return data_address(table.to_csv(index=False, lineterminator="\n").encode())


def _wide_head(*first: str) -> tuple[str, ...]:
    return (*first, *(readable(outcome) for outcome in OUTCOMES))


def _shares(found: pd.DataFrame) -> list[str]:
    return [percent(row["share"], row["low"], row["high"]) for row in found.to_dict("records")]


def _index(name: object, value: Any) -> str:
    if isinstance(value, str):
        return label_of(value) if name in ("parameter", "other") else value
    if isinstance(value, float):
        return "–" if value != value else f"{value:.3f}"
    return "yes" if value else "no"
