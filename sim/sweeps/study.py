"""What came of a sweep: counts and shares per cell, and the rows of worlds if they were kept."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.analysis.intervals import CONFIDENCE, wilson
from sim.analysis.wording import counted
from sim.knowledge.asked import asked, flag, made_by, names, optional, several, text, whole, within_one
from sim.knowledge.asked import path as path_given
from sim.knowledge.errors import InputError
from sim.knowledge.system import in_words, usable_path
from sim.knowledge.vocabulary import OUTCOMES
from sim.sweeps import tally
from sim.sweeps.axes import Column
from sim.sweeps.designs import Design, columns_given
from sim.sweeps.identity import plan_of
from sim.sweeps.manifest import Manifest, read_manifest
from sim.sweeps.plan import Block
from sim.sweeps.stopping import Rule
from sim.sweeps.store import FolderStore, Store, read_cells


@asked(manifest=made_by("a manifest", "Manifest"), columns=columns_given, path=optional(path_given), repaired=names)
@dataclass(frozen=True, eq=False)
class SweepStudy:
    """A study of many cells. Made by `sim.sweep` and `sim.open_study`.

    Attributes
    ----------
    manifest : Manifest
        What the study is.
    store : Store
        Where its results are.
    columns : mapping of str to array, each of shape (cells,)
        The distinct cells in the order of the store.
    path : pathlib.Path or None
        Its folder; None if it is kept in memory.
    repaired : tuple of str
        Names of damaged files that were found and computed anew.
    """

    manifest: Manifest
    store: Store
    columns: Mapping[str, Column]
    path: Path | None = None
    repaired: tuple[str, ...] = ()

    def __repr__(self) -> str:
        where = "in memory" if self.path is None else f"in {self.path}"
        told = self.manifest
        return f"<SweepStudy {where}: {counted(len(self.design), 'cell')}, {counted(told.worlds, 'world')} each, seed {told.seed}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the picture that fits the design, and the table of its cells."""
        shown: str = importlib.import_module("sim.charts.notebook").sweep_html(self)
        return shown

    @cached_property
    def design(self) -> Design:
        """The design, with its cells in the order in which it was given."""
        told = self.manifest
        rows = self._rows_of_design
        columns = {axis: column[rows] for axis, column in self.columns.items()}
        return Design(told.kind, columns, told.ranges, told.options)

    @property
    def _rows_of_design(self) -> Any:
        order = self.manifest.order
        return np.arange(self.manifest.cells) if order is None else np.array(order, dtype=np.int64)

    @property
    def until(self) -> Rule | None:
        """The rule by which it stops, if there is one."""
        return self.manifest.until

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the whole plan."""
        return plan_of(self.manifest, self.columns).blocks

    @cached_property
    def counts(self) -> pd.DataFrame:
        """One row per cell of the design: its number, its axes, how many worlds were played, and what became of them.

        Beside the five outcomes there are counts of signatures, of wars by timing and cause, of causes of relapse, and
        of all yes-or-no columns of `sim.outcomes.table`; `signed_in_quarter` holds a list of counts by quarter. A cell
        of which no block is finished yet has 0 worlds.
        """
        found = self._found
        counted = [] if found.empty else [*tally.names(found.columns, self.columns), tally.SIGNED_IN]
        together = _by_cell(found, counted, self.manifest.cells).iloc[self._rows_of_design].reset_index(drop=True)
        axes = self.design.cells
        return pd.concat([together[["cell"]], axes, together.drop(columns="cell")], axis=1)

    @cached_property
    def _found(self) -> pd.DataFrame:
        """The tallies of all finished blocks."""
        return self.store.counts()

    @property
    def worlds(self) -> int:
        """Worlds that were played, of all cells together."""
        return 0 if self._found.empty else int(self._found["worlds"].sum())

    @property
    def looks(self) -> int | None:
        """How many looks have been taken; None if the study does not stop by precision."""
        if self.until is None:
            return None
        ends = [extent.end_world for extent in self.manifest.extents]
        least = int(self.counts["worlds"].min())
        return sum(end <= least for end in ends)

    @property
    def settled(self) -> bool | None:
        """Whether the rule by which the study stops is met; None if there is none."""
        return None if self.until is None else self.settled_at(self.looks or 0)

    @asked(look=whole())
    def settled_at(self, look: int) -> bool:
        """Whether the rule is met at a look, counted from 1, given the results so far."""
        rule, told = self.until, self.manifest
        if rule is None or look < 1:
            return False
        rows = None
        if told.rows and not told.independent and hasattr(rule, "first"):
            rows = self.store.rows([rule.first, rule.second])  # type: ignore[attr-defined]
        return rule.settled(self.counts.drop_duplicates("cell"), look, rows)

    @property
    def complete(self) -> bool:
        """Whether all that was planned is there, or the rule by which the study stops is met."""
        planned = sum(extent.worlds for extent in self.manifest.extents)
        return self.worlds == planned or bool(self.settled)

    @property
    def confidence(self) -> float:
        """Coverage of the intervals: what the last look is entitled to if the study stops by precision."""
        return CONFIDENCE if self.until is None else self.until.confidence_at(max(self.looks or 0, 1))

    @asked(confidence=optional(within_one))
    def frequencies(self, confidence: float | None = None) -> pd.DataFrame:
        """How often each outcome was reached in each cell, and how sure that is given the number of worlds.

        Parameters
        ----------
        confidence : float, optional
            Coverage of Wilson's interval; if left away, 0.95, or what pays for the looks if the study stops by
            precision.

        Returns
        -------
        DataFrame
            Five rows per cell in the order of the design: `cell`, the axes, `outcome` (ordered category), `count`,
            `share`, `low`, `high`.

        Raises
        ------
        InputError
            If no block is finished yet.
        """
        counts = self._some_counts()
        names = ["cell", *self.columns]
        long = counts[names].loc[counts.index.repeat(len(OUTCOMES))].reset_index(drop=True)
        kinds = pd.CategoricalDtype(list(OUTCOMES), ordered=True)
        reached = counts[list(OUTCOMES)].to_numpy(dtype=np.int64).ravel()
        total = counts["worlds"].to_numpy().repeat(len(OUTCOMES))
        low, high = wilson(reached, total, self.confidence if confidence is None else confidence)
        share = reached / np.where(total == 0, np.nan, total)
        outcome = pd.Categorical(np.tile(OUTCOMES, len(counts)), dtype=kinds)
        return long.assign(outcome=outcome, count=reached, share=share, low=low, high=high)

    def summary(self) -> pd.DataFrame:
        """Signatures and wars per cell.

        Returns
        -------
        DataFrame
            One row per cell in the order of the design: `cell`, the axes, `worlds`, `signed`, `median_signature`
            (median quarter among the worlds that signed; missing if none did), `war`, `war_before_signature`,
            `war_after_signature`.
        """
        counts = self._some_counts()
        timing = ["war_before_signature", "war_after_signature"]
        return counts[["cell", *self.columns, "worlds", tally.SIGNED]].assign(
            median_signature=counts[tally.SIGNED_IN].map(_median).astype(float),
            war=counts[timing].sum(axis=1),
            **{name: counts[name] for name in timing},
        )

    @asked(cells=optional(several(whole(), "a list of numbers of cells")))
    def rows(self, cells: Sequence[int] | None = None) -> pd.DataFrame:
        """One row per world (see `sim.outcomes.table`) with its cell and the axes.

        Parameters
        ----------
        cells : sequence of int, optional
            Numbers of cells, as in `counts`; all if left away.

        Raises
        ------
        InputError
            If the study kept no rows, or has no cell of a number.
        """
        beyond = [cell for cell in cells or () if cell >= self.manifest.cells]
        if beyond:
            raise InputError(f"there is no cell {beyond[0]}: the study has the cells 0 to {self.manifest.cells - 1}")
        if not self.manifest.rows:
            raise InputError("this study keeps counts alone; run it with rows=True (--rows) to keep one row per world")
        found = self.store.rows(cells)
        if found.empty:
            return found
        axes = pd.DataFrame(dict(self.columns)).iloc[found["cell"].to_numpy()].reset_index(drop=True)
        ordered = pd.concat([found[["cell"]], axes, found.drop(columns="cell")], axis=1)
        return ordered.sort_values(["cell", "world"], kind="stable", ignore_index=True)

    @asked(path=path_given, table=text, decimal_comma=flag)
    def export(self, path: Path | str, table: str = "frequencies", decimal_comma: bool = False) -> None:
        """Write a table to a CSV, JSON, Excel or Stata file (see `sim.sweeps.export.export`)."""
        from sim.sweeps.export import export

        export(self, path, table, decimal_comma)

    def _some_counts(self) -> pd.DataFrame:
        counts = self.counts
        if OUTCOMES[0] not in counts:
            raise InputError("no block of this study is finished yet; run the sweep again to go on with it")
        return counts


@in_words
@asked(path=path_given)
def open_study(path: Path | str) -> SweepStudy:
    """Open a study that lies in a folder, finished or not.

    Parameters
    ----------
    path : path
        The folder that was given to `sim.sweep` as `out`.

    Returns
    -------
    SweepStudy

    Raises
    ------
    InputError
        If there is no study, or its manifest or cells are damaged.
    """
    folder = usable_path(path, "folder")
    manifest = read_manifest(folder)
    columns = read_cells(folder, manifest.axes, manifest.cells, manifest.digest)
    return SweepStudy(manifest, FolderStore(folder, manifest.rows, plan_of(manifest, columns)), columns, folder)


def _by_cell(found: pd.DataFrame, counted: Sequence[str], cells: int) -> pd.DataFrame:
    """The blocks of each cell added up; one row per cell, whether there is a block of it or not."""
    if found.empty:
        return pd.DataFrame({"cell": np.arange(cells), "worlds": 0})
    single = [name for name in counted if name != tally.SIGNED_IN]
    summed = found.groupby("cell")[["worlds", *single]].sum().reindex(np.arange(cells), fill_value=0)
    longest = max(map(len, found[tally.SIGNED_IN]))
    quarters = np.zeros((cells, longest), dtype=np.int64)
    for cell, numbers in zip(found["cell"], found[tally.SIGNED_IN], strict=True):
        quarters[cell, : len(numbers)] += numbers
    table = summed.reset_index(names="cell")
    table[tally.SIGNED_IN] = pd.Series(list(quarters))
    return table


def _median(numbers: Any) -> float:
    """The median of what a histogram by whole numbers counts; NaN if it is empty."""
    total = int(np.sum(numbers))
    if total == 0:
        return float("nan")
    until = np.cumsum(numbers)
    middle = [int(np.searchsorted(until, place, side="right")) for place in ((total - 1) // 2, total // 2)]
    return sum(middle) / len(middle)
