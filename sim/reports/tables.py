"""The tables of a report, cell by cell in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.tables import OUTCOME_HEAD, STEP_WORDS, outcome_rows, timing_rows
from sim.analysis.telling import together
from sim.charts.tables import cells_of
from sim.common.dates import by_when
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

MOST_ROWS, MOST_INDICES = 60, 15
"""Longer tables of cells and of indices are cut on the page; the file beside them has all rows."""
LONG = 16
"""Tables with more rows are folded away."""
MOST_ON_A_PHONE = 6
"""Tables with more columns are moved sideways there."""
LARGEST_FILE = 20_000
"""Rows of a table that travel inside the page."""

SHARES = "Share of worlds that end in each outcome (95 % interval)"
TIMES = (*STEP_WORDS.values(), "of the wars: before signature", "after signature")


@dataclass(frozen=True)
class Table:
    """A table on a page: each row begins with its name and ends with so many numbers; notes stand named below it.

    `data` is all of it as the address of a CSV file; empty if it is too large to travel inside a page.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int
    notes: Sequence[tuple[str, str]] = ()
    data: str = ""

    @property
    def narrow(self) -> bool:
        """Whether its rows can stand below one another on a phone, each with the names of its columns."""
        return len(self.head) <= MOST_ON_A_PHONE

    @property
    def long(self) -> bool:
        """Whether it is better folded away."""
        return len(self.rows) > LONG


def table_of_study(study: Study) -> Table:
    """Return how often each outcome was reached in one setting, and when agreements and wars came."""
    found = frequencies(study)
    caption = f"{name_of(study.parameters)}: outcomes of {whole(study.worlds)} worlds"
    notes = timing_rows(summarise(study), study.parameters.start)
    return Table(caption, OUTCOME_HEAD, outcome_rows(found), 3, notes, as_file(found))


def tables_of_settings(studies: Sequence[Study]) -> list[Table]:
    """Return how often each outcome was reached in several settings, and when agreements and wars came."""
    named = [(name_of(study.parameters), study) for study in studies]
    shares = [(name, *_shares(frequencies(study))) for name, study in named]
    times = [(name, *_times(study)) for name, study in named]
    found = cells_of(({"setting": name}, study) for name, study in named)
    return [
        _wide(SHARES, ["setting"], shares, found),
        Table("When agreements and wars came (95 % interval)", ("setting", *TIMES), times, len(TIMES)),
    ]


def table_of_changes(changed: Sequence[tuple[Study, Study]]) -> Table:
    """Return by how many points what was added moves each outcome, in the same worlds without and with it.

    The intervals pay for all differences of the table.
    """
    every = len(changed) * len(OUTCOMES)
    confidence = confidence_of_each(every)
    found = [
        differences(before, after, confidence).assign(setting=name_of(after.parameters)) for before, after in changed
    ]
    rows = [(str(one["setting"].iloc[0]), *(_points(row) for row in one.to_dict("records"))) for one in found]
    coverage = f"{confidence_percent(confidence)} % intervals{together(every, 'differences')}"
    caption = f"Change of each share in percentage points against the same worlds without ({coverage})"
    return _wide(caption, ["setting"], rows, pd.concat(found, ignore_index=True))


def _points(row: Mapping[Any, Any]) -> str:
    size, low, high = (
        f"{100 * row[name]:+.1f}".replace("-", "\N{MINUS SIGN}") for name in ("difference", "low", "high")
    )
    return f"{size} ({low} to {high})"


def _times(study: Study) -> list[str]:
    """Signatures and ratifications with the quarter by which half had come, and wars before and after signature."""
    found, start = summarise(study), study.parameters.start
    steps = [_step(getattr(found, name), found.half_by.get(name), start) for name in STEP_WORDS]
    wars = (found.war_before_signature, found.war_after_signature) if found.war.count else (None, None)
    return [*steps, *(_step(share, None, start) for share in wars)]


def _step(share: Share | None, half: int | None, start: str | None) -> str:
    """How many worlds got there, and by when half of these had."""
    if share is None:
        return "–"
    when = "" if half is None else f", half of these {by_when(start, half)}"
    return f"{percent(share.share, share.low, share.high)}{when}"


def table_of_sweep(study: SweepStudy) -> Table:
    """Return how often each outcome was reached in each cell of a sweep, one row each."""
    found = study.frequencies()
    # A design may hold a cell twice; a table shows it once.
    found = found[found["share"].notna()].drop_duplicates(["cell", "outcome"])
    axes = list(study.columns)
    groups = list(found.groupby("cell", sort=False))
    rows = [(*(value_of(axis, part[axis].iloc[0]) for axis in axes), *_shares(part)) for _, part in groups[:MOST_ROWS]]
    cut = f"; the first {MOST_ROWS} of {whole(len(groups))} cells" if len(groups) > MOST_ROWS else ""
    return _wide(f"{SHARES}, by cell{cut}", [heading_of(axis) for axis in axes], rows, found)


def indices_table(caption: str, table: pd.DataFrame) -> Table:
    """Return sensitivity indices, the most important parameters first."""
    shown = table.head(MOST_INDICES)
    rows = [[_index(name, value) for name, value in row.items()] for row in shown.to_dict("records")]
    cut = f"; the first {MOST_INDICES} of {len(table)} parameters" if len(table) > len(shown) else ""
    head = [capital(str(name).replace("_", " ")) for name in table.columns]
    return Table(f"{caption}{cut}", head, rows, len(head) - 1, data=as_file(table))


def _wide(caption: str, first: Sequence[str], rows: Sequence[Sequence[str]], data: pd.DataFrame) -> Table:
    """A table with a column for each outcome."""
    head = [*first, *map(readable, OUTCOMES)]
    return Table(caption, head, rows, len(OUTCOMES), data=as_file(data))


def as_file(table: pd.DataFrame) -> str:
    """A table as the address of a CSV file; empty if it is too large to travel inside a page."""
    if len(table) > LARGEST_FILE:
        return ""
    return data_address(table.to_csv(index=False, lineterminator="\n").encode())


def _shares(found: pd.DataFrame) -> list[str]:
    return [percent(row["share"], row["low"], row["high"]) for row in found.to_dict("records")]


def _index(name: object, value: Any) -> str:
    if isinstance(value, str):
        return label_of(value) if name in ("parameter", "other") else value
    if isinstance(value, float):
        return "–" if value != value else f"{value:.3f}"
    return "yes" if value else "no"
