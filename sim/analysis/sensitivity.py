"""Sensitivity analysis of a sweep: what an outcome depends on, how sure that is, and how much of it is luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from sim.analysis.acting import HOW_TO_READ
from sim.analysis.cells import GRID, MORRIS, SOBOL, Cells, is_numeric, known_outcome
from sim.analysis.convergence import Convergence, Index, converge
from sim.analysis.given_data import CELLS_PER_HARMONIC, HARMONICS, pawn_indices, rbd_fast_indices
from sim.analysis.morris import morris_screening
from sim.analysis.noise import Noise, noise_of
from sim.analysis.of_sweep import cells_of
from sim.analysis.sobol import second_order_indices, sobol_indices
from sim.common.asked import asked, within_one, word
from sim.common.notebook import Shown
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import CONFIDENCE

AUTO, PAWN, RBD_FAST = "auto", "pawn", "rbd_fast"
METHODS = (AUTO, SOBOL, MORRIS, RBD_FAST, PAWN)

RANKED_BY: Mapping[str, str] = MappingProxyType({SOBOL: "total", MORRIS: "mu_star", RBD_FAST: "first", PAWN: "pawn"})
"""The column by which each method ranks parameters."""


@dataclass(frozen=True)
class Sensitivity(Shown):
    """Which parameters an outcome depends on.

    Attributes
    ----------
    outcome : str
        The outcome whose share per cell is explained.
    method : str
        `sobol`, `morris`, `rbd_fast` or `pawn`.
    group : str
        What was crossed with the sample, for instance the name of a worldview; empty if nothing was.
    table : DataFrame
        One row per parameter, the most important first; the columns are those of the method.
    pairs : DataFrame or None
        Second-order indices by pair, the largest first, where the design allows them.
    noise : Noise
        How much of the variance between cells is luck.
    convergence : Convergence
        Whether the indices still move.
    cells : int
        Number of cells.
    worlds : float
        Mean number of worlds per cell.
    """

    outcome: str
    method: str
    group: str
    table: pd.DataFrame
    pairs: pd.DataFrame | None
    noise: Noise
    convergence: Convergence
    cells: int
    worlds: float

    def __repr__(self) -> str:
        where = f", {self.group}" if self.group else ""
        return (
            f"<Sensitivity of {self.outcome}{where}: {self.method}, {len(self.table)} parameters, {self.cells:,} cells>"
        )

    def sentences(self) -> list[str]:
        """What to know before reading the table: noise, and whether the indices have settled."""
        if self.noise.spread == 0:
            return [self.noise.sentence()]
        said = [self.noise.sentence(), self.convergence.sentence()]
        if "acts" in self.table:
            said.append(HOW_TO_READ)
        if self.method == SOBOL and self.noise.too_much and self.table["first_denoised"].isna().all():
            said.append("Indices freed of noise need cells with luck of their own: sweep(..., independent=True).")
        return said

    def to_dict(self) -> dict[str, Any]:
        """Everything as lists, dictionaries and scalars for JSON; what is not defined is None."""
        return {
            "outcome": self.outcome,
            "method": self.method,
            "group": self.group,
            "cells": self.cells,
            "worlds_per_cell": self.worlds,
            "indices": records(self.table),
            "pairs": None if self.pairs is None else records(self.pairs),
            "noise": {
                "share": _defined(self.noise.share),
                "method": self.noise.method,
                "upper_bound": self.noise.bound,
                "too_much": self.noise.too_much,
            },
            "convergence": {
                "settled": self.convergence.settled,
                "move_samples": _defined(self.convergence.move("samples")),
                "move_worlds": _defined(self.convergence.move("worlds")),
            },
            "sentences": self.sentences(),
        }


@asked(outcome=word(*OUTCOMES), method=word(*METHODS), confidence=within_one)
def sensitivity(study: Any, outcome: str, method: str = AUTO, confidence: float = CONFIDENCE) -> list[Sensitivity]:
    """Tell which parameters an outcome depends on.

    Parameters
    ----------
    study : SweepStudy or Cells
        A finished sweep.
    outcome : str
        One of the five outcomes; its share per cell is explained.
    method : str
        `sobol`, `morris`, `rbd_fast`, `pawn`, or `auto`: the method for which the design was made, RBD-FAST for cells
        that are spread out evenly, PAWN for a grid or few cells.
    confidence : float
        Coverage of the intervals.

    Returns
    -------
    list of Sensitivity
        One for each worldview, policy or other word with which the sample was crossed; a single one if it was with
        none.

    Raises
    ------
    InputError
        If outcome or method do not exist, or the design does not suit the method: the message says which one does.
    """
    known_outcome(outcome)
    cells = study if isinstance(study, Cells) else cells_of(study)
    return [_one(name, part, outcome, method, confidence) for name, part in cells.split()]


def _one(group: str, cells: Cells, outcome: str, method: str, confidence: float) -> Sensitivity:
    chosen = _suited(cells) if method == AUTO else method
    measure = {SOBOL: sobol_indices, MORRIS: morris_screening, RBD_FAST: rbd_fast_indices, PAWN: pawn_indices}[chosen]
    ranked_by = RANKED_BY[chosen]
    table = measure(cells, outcome, confidence).sort_values(
        ranked_by, ascending=False, kind="stable", ignore_index=True
    )
    pairs = None
    if chosen == SOBOL and cells.second_order and len(cells.parameters) > 1:
        pairs = second_order_indices(cells, outcome, confidence)
        pairs = pairs.sort_values("second", ascending=False, kind="stable", ignore_index=True)

    # Here the intervals, which take most of the time of these two, are not needed.
    quick: dict[str, Callable[[Cells], pd.DataFrame]] = {
        PAWN: lambda part: pawn_indices(part, outcome, resamples=0),
        RBD_FAST: lambda part: rbd_fast_indices(part, outcome, resamples=2),
    }

    def index(part: Cells) -> pd.Series:
        table = quick[chosen](part) if chosen in quick else measure(part, outcome, confidence)
        found = table.set_index("parameter")[ranked_by]
        # Elementary effects have no scale of their own: they are compared as parts of the largest one of the whole.
        return found / scale

    scale = float(table[ranked_by].max()) if chosen == MORRIS and table[ranked_by].max() > 0 else 1.0
    noise = noise_of(cells, outcome)
    found: Index = index
    worlds = float(cells.worlds.mean())
    return Sensitivity(outcome, chosen, group, table, pairs, noise, converge(cells, found), len(cells), worlds)


def _suited(cells: Cells) -> str:
    """The method that suits a design best."""
    if cells.design in (SOBOL, MORRIS):
        return cells.design
    # Twice the fewest, so that they can be halved once to see whether the indices have settled.
    many = len(cells) >= 2 * HARMONICS * CELLS_PER_HARMONIC
    return RBD_FAST if cells.design != GRID and many and _all_numeric(cells) else PAWN


def _all_numeric(cells: Cells) -> bool:
    return all(is_numeric(cells.inputs[name]) for name in cells.parameters)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries for JSON, in which what is not defined is None."""
    return [{str(name): _defined(value) for name, value in row.items()} for row in table.to_dict("records")]


def _defined(value: Any) -> Any:
    return None if isinstance(value, float) and value != value else value
