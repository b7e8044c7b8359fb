"""Cells: the settings of a sweep with the results of each, in the one form that the analysis of sweeps reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.common.asked import asked, flag, frame, mapping, names, several, text, whole
from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.parameters.vocabulary import OUTCOMES

FloatArray = NDArray[np.float64]
Rows = NDArray[np.int64]

SOBOL, MORRIS, LATIN_HYPERCUBE, GRID, TABLE = "sobol", "morris", "latin_hypercube", "grid", "table"

SEED = 1
"""Seed of whatever resamples cells, so that the same study gives the same intervals; SALib takes 0 for no seed at all."""


@asked(
    inputs=frame(),
    counts=frame(),
    bounds=mapping,
    design=text,
    sampled=names,
    common_luck=flag,
    replicates=several(frame(), "a list of tables of counts"),
    second_order=flag,
    levels=whole(2),
)
@dataclass(frozen=True)
class Cells:
    """The cells of a sweep: one row per setting.

    Attributes
    ----------
    inputs : DataFrame, shape (cells, parameters)
        What was varied: a column per parameter (dotted id), `worldview` or `policy`. In the order of the design, which
        the methods of Sobol and Morris need.
    counts : DataFrame, shape (cells, 5)
        How many worlds of each cell ended in each outcome; the columns are the five outcomes.
    bounds : mapping of str to (float, float)
        Ends of the range of each numeric parameter; those seen in the inputs where the mapping says nothing.
    design : str
        How the cells were chosen: `sobol`, `morris`, `latin_hypercube`, `grid` or `table`.
    sampled : tuple of str
        The parameters that the design draws from ranges. What else varies (worldviews, policies) is crossed with the
        sample, so that each of its values comes with the whole sample. Empty if nothing is crossed.
    common_luck : bool
        Whether all cells used the same random draws (common random numbers), or each its own.
    replicates : sequence of DataFrame
        The counts again, split into two or more equal sets of worlds with different random draws; empty if they are not known.
    second_order, levels : bool, int
        Whether a Sobol design has the cells that second-order indices need; the levels of a Morris design.

    Raises
    ------
    InputError
        If there are no cells, the tables do not belong together, an outcome is missing, or a cell has no world.
    """

    inputs: pd.DataFrame
    counts: pd.DataFrame
    bounds: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    design: str = TABLE
    sampled: tuple[str, ...] = ()
    common_luck: bool = True
    replicates: Sequence[pd.DataFrame] = ()
    second_order: bool = True
    levels: int = 4

    def __repr__(self) -> str:
        return f"<Cells: {len(self.inputs):,} of a {self.design} over {len(self.inputs.columns)} inputs>"

    def __post_init__(self) -> None:
        if self.inputs.empty:
            raise InputError("the study has no cells, or varies nothing: vary at least one parameter")
        absent = [name for name in self.sampled if name not in self.inputs.columns]
        if absent:
            raise InputError(
                f"sampled: there is no input {said(absent[0])}; {suggestion(absent[0], map(str, self.inputs.columns))}"
            )
        for table in (self.counts, *self.replicates):
            _check_counts(table, len(self.inputs))
        _check_inputs(self.inputs)

    def __len__(self) -> int:
        """Number of cells."""
        return len(self.inputs)

    @property
    def parameters(self) -> list[str]:
        """Whose effects can be measured: the sampled parameters, or else every column that has more than one value."""
        names = self.sampled or tuple(map(str, self.inputs.columns))
        return [name for name in names if self.design in (SOBOL, MORRIS) or self.inputs[name].nunique() > 1]

    @property
    def varied(self) -> pd.DataFrame:
        """The inputs that have more than one value."""
        return self.inputs[[name for name in self.inputs.columns if self.inputs[name].nunique() > 1]]

    @property
    def worlds(self) -> FloatArray:
        """Number of worlds of each cell, shape (cells,)."""
        return _totals(self.counts)

    def share(self, outcome: str) -> FloatArray:
        """Share of the worlds of each cell that ended in an outcome, shape (cells,)."""
        return _share(self.counts, outcome)

    def replicate_shares(self, outcome: str) -> FloatArray:
        """Share of an outcome in each replicate, shape (replicates, cells)."""
        return np.array([_share(table, outcome) for table in self.replicates])

    def numbers(self) -> FloatArray:
        """The inputs as numbers, shape (cells, parameters): words are numbered in the order of the alphabet."""
        columns = [_as_numbers(self.inputs[name]) for name in self.parameters]
        return np.column_stack(columns) if columns else np.empty((len(self), 0))

    def problem(self) -> dict[str, Any]:
        """What SALib calls the problem: number, names and bounds of what was varied."""
        seen = self.numbers()
        ends = [(float(column.min()), float(column.max())) for column in seen.T]
        bounds = [list(self.bounds.get(name, end)) for name, end in zip(self.parameters, ends, strict=True)]
        return {"num_vars": len(bounds), "names": list(self.parameters), "bounds": bounds}

    def take(self, rows: Rows) -> Cells:
        """Some of the cells, in the order of their row numbers."""
        inputs, counts, *replicates = (
            table.iloc[rows].reset_index(drop=True) for table in (self.inputs, self.counts, *self.replicates)
        )
        return replace(self, inputs=inputs, counts=counts, replicates=replicates)

    def fewer_worlds(self) -> Cells | None:
        """The same cells with half of the replicates; None if there are no replicates to halve."""
        kept = list(self.replicates[: len(self.replicates) // 2])
        return replace(self, counts=added(kept), replicates=kept if len(kept) > 1 else []) if kept else None

    def split(self) -> Iterator[tuple[str, Cells]]:
        """The cells by what was crossed with the sample, in the order of the design: a name and a whole sample each."""
        crossed = [name for name in self.varied.columns if self.sampled and name not in self.sampled]
        if not crossed:
            yield "", self
            return
        names = self.inputs[crossed].astype(str).agg(", ".join, axis=1)
        for name in names.unique():
            yield str(name), self.take(np.flatnonzero((names == name).to_numpy()))


def added(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The counts of several tables of the same cells together."""
    total = np.sum([table[list(OUTCOMES)].to_numpy() for table in tables], axis=0)
    return pd.DataFrame(total, columns=list(OUTCOMES))


def known_outcome(outcome: str) -> str:
    """Return the name of an outcome; raise `UnknownNameError` with the nearest if there is none of this name."""
    if not isinstance(outcome, str) or outcome not in OUTCOMES:
        raise UnknownNameError(f"unknown outcome {said(outcome)}; {suggestion(outcome, OUTCOMES, full_list=True)}")
    return outcome


def advice(design: str, samples: int) -> str:
    """Which sweep to run instead, as the end of an error message."""
    number = "trajectories" if design == MORRIS else "samples"
    return (
        f"run a sweep over design.{design}({{id: (low, high), ...}}, {number}={samples}), or on the command line with "
        f"--vary ID=low:high ... --design {design} --samples {samples}"
    )


def is_numeric(column: pd.Series[Any]) -> bool:
    """Whether a column holds numbers that can be ordered; switches and words do not count."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _as_numbers(column: pd.Series[Any]) -> FloatArray:
    if is_numeric(column):
        return column.to_numpy(dtype=float)
    return np.unique(column.astype(str).to_numpy(dtype=str), return_inverse=True)[1].astype(float)


def _share(counts: pd.DataFrame, outcome: str) -> FloatArray:
    return counts[known_outcome(outcome)].to_numpy(dtype=float) / _totals(counts)


def _totals(table: pd.DataFrame) -> FloatArray:
    return table[list(OUTCOMES)].to_numpy(dtype=float).sum(axis=1)


def _check_counts(table: pd.DataFrame, cells: int) -> None:
    missing = [name for name in OUTCOMES if name not in table.columns]
    if missing:
        raise InputError(f"the counts lack the outcomes {', '.join(missing)}")
    if len(table) != cells:
        raise InputError(f"there are {cells} cells but {len(table)} rows of counts")
    numbers = table[list(OUTCOMES)].to_numpy(dtype=float)
    if not (numbers >= 0).all():
        raise InputError("a count is negative or missing")
    empty = np.flatnonzero(numbers.sum(axis=1) == 0)
    if len(empty):
        raise InputError(f"cell {empty[0]} has no worlds yet; finish the sweep first (run its command again)")


def _check_inputs(inputs: pd.DataFrame) -> None:
    for name, column in inputs.items():
        finite = np.isfinite(column.to_numpy(dtype=float)) if is_numeric(column) else column.notna().to_numpy()
        if not finite.all():
            raise InputError(f"{name} has no finite value in cell {int(np.argmin(finite))}")
