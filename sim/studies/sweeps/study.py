"""The results of a sweep: counts and shares per cell, and the rows of worlds if they were kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.common.asked import asked, flag, made_by, names, optional, several, text, whole, within_one
from sim.common.asked import path as path_given
from sim.common.errors import InputError
from sim.common.notebook import Shown
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import counted
from sim.studies.shares.intervals import CONFIDENCE, wilson
from sim.studies.shares.pairing import Pairing
from sim.studies.sweeps.compared import Comparison, Pair
from sim.studies.sweeps.designs import Design, columns_given
from sim.studies.sweeps.export import export
from sim.studies.sweeps.levels import Column
from sim.studies.sweeps.manifest import Manifest
from sim.studies.sweeps.plan import Block, Rows
from sim.studies.sweeps.play import SIGNED, SIGNED_IN, WAR
from sim.studies.sweeps.stopping import Difference, Rule
from sim.studies.sweeps.store import Store


@asked(manifest=made_by("a manifest", "Manifest"), columns=columns_given, path=optional(path_given), repaired=names)
@dataclass(frozen=True, eq=False)
class SweepStudy(Shown):
    """A study of many cells. Made by `sim.sweep` and `sim.open_study`.

    Attributes
    ----------
    manifest, store
        What the study is, and where its results are.
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

    @cached_property
    def design(self) -> Design:
        """The design, with its cells in the order in which it was given."""
        told = self.manifest
        columns = {axis: column[self._cell_of] for axis, column in self.columns.items()}
        return Design(told.kind, columns, told.ranges, told.options)

    @property
    def _cell_of(self) -> Rows:
        """For each row of the design the number of its cell."""
        order = self.manifest.order
        return np.arange(self.manifest.cells) if order is None else np.array(order, dtype=np.int64)

    @property
    def until(self) -> Rule | None:
        """The rule by which it stops, if there is one."""
        return self.manifest.until

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks of the whole plan."""
        return self.manifest.plan(self.columns).blocks

    @cached_property
    def counts(self) -> pd.DataFrame:
        """One row per cell of the design: its number, its axes, how many worlds were played, and how they ended.

        Beside the five outcomes there are counts of signatures, of worlds with a war (also by timing and cause of the
        first), of causes of relapse, and of all yes-or-no columns of `sim.model.world.rows.table`; `signed_in_quarter`
        holds a list of counts by quarter. A cell of which no block is finished yet has 0 worlds.
        """
        together = _by_cell(self.store.counts(), self.columns, self.manifest.cells)
        of_design = together.iloc[self._cell_of].reset_index(drop=True)
        return pd.concat([of_design[["cell"]], self.design.cells, of_design.drop(columns="cell")], axis=1)

    @property
    def worlds(self) -> int:
        """Worlds that were played, of all cells together."""
        return int(self.counts.drop_duplicates("cell")["worlds"].sum())

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
        rule = self.until
        if rule is None or look < 1:
            return False
        fates = None
        if isinstance(rule, Difference) and not self.manifest.independent:
            fates = self.store.fates([rule.first, rule.second])
        return rule.settled(self.counts.drop_duplicates("cell"), look, fates)

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
            Coverage of Wilson's interval; if omitted, 0.95, or what pays for the looks if the study stops by
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
        long = counts[["cell", *self.columns]].loc[counts.index.repeat(len(OUTCOMES))].reset_index(drop=True)
        reached = counts[list(OUTCOMES)].to_numpy(dtype=np.int64).ravel()
        total = counts["worlds"].to_numpy().repeat(len(OUTCOMES))
        low, high = wilson(reached, total, self.confidence if confidence is None else confidence)
        share = reached / np.where(total == 0, np.nan, total)
        outcome = pd.Categorical(np.tile(OUTCOMES, len(counts)), categories=list(OUTCOMES), ordered=True)
        return long.assign(outcome=outcome, count=reached, share=share, low=low, high=high)

    @cached_property
    def pairing(self) -> Pairing:
        """Compares any two cells by the worlds that both have, with what the looks have left of the coverage."""
        own = self.manifest.independent
        return Pairing(None if own else self.store.fates, self.confidence, separate=own)

    @asked(first=whole(), second=whole(), outcome=optional(names), confidence=optional(within_one))
    def difference(
        self, first: int, second: int, outcome: str | Sequence[str] | None = None, confidence: float | None = None
    ) -> pd.DataFrame:
        """By how much shares differ between two cells, judged by the worlds that both have.

        Parameters
        ----------
        first, second : int
            Numbers of the cells, as in `counts`.
        outcome, confidence
            As in `differences`, which also says what comes back and what is refused.
        """
        cells = self._compared
        return self._differences([(cells.cell(first), cells.cell(second))], outcome, confidence)

    @asked(versus=optional(whole()), along=optional(text), outcome=optional(names), confidence=optional(within_one))
    def differences(
        self,
        versus: int | None = None,
        along: str | None = None,
        outcome: str | Sequence[str] | None = None,
        confidence: float | None = None,
    ) -> pd.DataFrame:
        """By how much shares differ between cells: of all cells from one, or of neighbours along an axis.

        Cells use the same random draws, so that the differences are counted world by world; in a study whose cells draw
        their own worlds (independent) they are those of separate samples. Each interval stands for itself: whoever
        picks the largest of many should ask for a higher coverage.

        Parameters
        ----------
        versus : int, optional
            Number of the cell from which the others differ; the first if omitted.
        along : str, optional
            An axis: each cell is compared with the one of its next lower value (of names, the one before).
        outcome : str or sequence of str, optional
            Outcomes, or events: `ever_signed`, `signed`, `general_deterrence`, `war`,
            `war_before_signature`, `war_after_signature`. The five outcomes if omitted.
        confidence : float, optional
            Coverage of each interval; as in `frequencies` if omitted.

        Returns
        -------
        DataFrame
            One row per pair of cells and outcome: `cell`, `versus`, the axes of the cell, `outcome`, `before` and
            `after` (shares in `versus` and in `cell`), `difference`, `low` and `high` (Newcombe), `p` (McNemar, mid-p),
            `worlds`, `paired`.

        Raises
        ------
        InputError
            If there is no such cell, axis or outcome, both `versus` and `along` are given, or a cell has no worlds yet.
        """
        if versus is not None and along is not None:
            raise InputError("either versus or along: the cells differ from one cell, or from their neighbours")
        pairs = self._compared.against(versus) if along is None else self._compared.along(along)
        return self._differences(pairs, outcome, confidence)

    def _differences(self, pairs: Sequence[Pair], outcome: Any, confidence: float | None) -> pd.DataFrame:
        return self._compared.table(pairs, outcome, self.confidence if confidence is None else confidence)

    @property
    def _compared(self) -> Comparison:
        """The cells side by side, each once."""
        return Comparison(
            self.columns, self._some_counts().drop_duplicates("cell"), self.store, self.manifest.independent
        )

    @asked(first=whole(), second=whole())
    def flows(self, first: int, second: int) -> pd.DataFrame:
        """How many worlds go from each outcome to each, from one cell to another.

        Parameters
        ----------
        first, second : int
            Numbers of the cells, as in `counts`.

        Returns
        -------
        DataFrame
            Five rows (the outcome in the first cell) and five columns (in the second) with counts of worlds.

        Raises
        ------
        InputError
            If there is no such cell, it has no worlds yet, or the cells draw their own worlds.
        """
        return self._compared.flows(first, second)

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
        found = counts[["cell", *self.columns, "worlds", SIGNED]].assign(
            median_signature=counts[SIGNED_IN].map(_median).astype(float)
        )
        return pd.concat([found, counts[[WAR, "war_before_signature", "war_after_signature"]]], axis=1)

    @asked(cells=optional(several(whole(), "a list of numbers of cells")))
    def rows(self, cells: Sequence[int] | None = None) -> pd.DataFrame:
        """One row per world (see `sim.model.world.rows.table`) with its cell and the axes.

        Parameters
        ----------
        cells : sequence of int, optional
            Numbers of cells, as in `counts`; all if omitted.

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
        """Write a table to a CSV, JSON, Excel or Stata file (see `sim.studies.sweeps.export.export`)."""
        export(self, path, table, decimal_comma)

    def _some_counts(self) -> pd.DataFrame:
        counts = self.counts
        if OUTCOMES[0] not in counts:
            raise InputError("no block of this study is finished yet; run the sweep again to go on with it")
        return counts


def _by_cell(found: pd.DataFrame, axes: Iterable[str], cells: int) -> pd.DataFrame:
    """The counts of all blocks of each cell added up, the outcomes first; 0 worlds where there is no block of a cell."""
    if found.empty:
        return pd.DataFrame({"cell": np.arange(cells), "worlds": 0})
    others = found.columns.difference(["cell", "first_world", "worlds", SIGNED_IN, *axes, *OUTCOMES], sort=False)
    summed = found.groupby("cell")[["worlds", *OUTCOMES, *others]].sum().reindex(np.arange(cells), fill_value=0)
    quarters = np.zeros((cells, max(map(len, found[SIGNED_IN]))), dtype=np.int64)
    for cell, numbers in zip(found["cell"], found[SIGNED_IN], strict=True):
        quarters[cell, : len(numbers)] += numbers
    return summed.reset_index(names="cell").assign(**{SIGNED_IN: pd.Series(list(quarters))})


def _median(numbers: Any) -> float:
    """The median of what a histogram by whole numbers counts; NaN if it is empty."""
    until = np.cumsum(numbers)
    total = int(until[-1])
    return float(np.searchsorted(until, [(total - 1) // 2, total // 2], side="right").mean()) if total else np.nan
