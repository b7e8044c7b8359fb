"""Sensitivity analysis of a sweep: what an outcome depends on, how sure that is, and how much of it is luck."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from sim.analysis.cells import GRID, MORRIS, SOBOL, Cells, is_numeric
from sim.analysis.convergence import Convergence, converge
from sim.analysis.given_data import CELLS_PER_HARMONIC, HARMONICS, pawn_indices, rbd_fast_indices
from sim.analysis.morris import morris_screening
from sim.analysis.noise import HOW_TO_READ, Noise, noise_of
from sim.analysis.of_sweep import cells_of
from sim.analysis.sobol import second_order_indices, sobol_indices
from sim.common.asked import asked, within_one, word
from sim.common.notebook import Shown
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import CONFIDENCE

AUTO, PAWN, RBD_FAST = "auto", "pawn", "rbd_fast"
METHODS = (AUTO, SOBOL, MORRIS, RBD_FAST, PAWN)

MEASURES: Mapping[str, tuple[Callable[..., pd.DataFrame], str, Mapping[str, int]]] = MappingProxyType(
    {
        SOBOL: (sobol_indices, "total", {}),
        MORRIS: (morris_screening, "mu_star", {}),
        RBD_FAST: (rbd_fast_indices, "first", {"resamples": 2}),
        PAWN: (pawn_indices, "pawn", {"resamples": 0}),
    }
)
"""Of each method the function, the column by which it ranks parameters, and what saves it most of its time where no
intervals are needed."""


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
    table, pairs : DataFrame
        One row per parameter, the most important first, with the columns of the method; second-order indices by pair,
        None where the design does not allow them.
    noise : Noise
        How much of the variance between cells is luck.
    convergence : Convergence
        Whether the indices still move.
    cells, worlds : int, float
        Number of cells, and the mean number of worlds of each.
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
        size = f"{len(self.table)} parameters, {self.cells:,} cells"
        return f"<Sensitivity of {self.outcome}{where}: {self.method}, {size}>"

    def sentences(self) -> list[str]:
        """What to know before reading the table: noise, and whether the indices have settled."""
        if self.noise.spread == 0:
            return [self.noise.sentence()]
        said = [self.noise.sentence(), self.convergence.sentence()]
        if "acts" in self.table:
            said.append(HOW_TO_READ)
        if self.method == SOBOL and self.noise.too_much and self.table["first_denoised"].isna().all():
            said.append("Indices freed of noise need cells with their own random draws: sweep(..., independent=True).")
        return said

    def to_dict(self) -> dict[str, Any]:
        """Everything as lists, dictionaries and scalars for JSON; what is not defined is None."""
        return {
            "outcome": self.outcome,
            "method": self.method,
            "group": self.group,
            "cells": self.cells,
            "worlds_per_cell": self.worlds,
            "indices": _records(self.table),
            "pairs": None if self.pairs is None else _records(self.pairs),
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
        One for each worldview, policy or other word with which the sample was crossed.

    Raises
    ------
    InputError
        If outcome or method do not exist, or the design does not suit the method: the message says which one does.
    """
    cells = study if isinstance(study, Cells) else cells_of(study)
    return [_one(name, part, outcome, method, confidence) for name, part in cells.split()]


def _one(group: str, cells: Cells, outcome: str, method: str, confidence: float) -> Sensitivity:
    chosen = _suited(cells) if method == AUTO else method
    measure, ranked_by, quick = MEASURES[chosen]
    table = _ranked(measure(cells, outcome, confidence), ranked_by)
    pairs = None
    if chosen == SOBOL and cells.second_order and len(cells.parameters) > 1:
        pairs = _ranked(second_order_indices(cells, outcome, confidence), "second")
    # Elementary effects have no scale of their own: they are compared as parts of the largest one of the whole.
    largest = float(table[ranked_by].max())
    scale = largest if chosen == MORRIS and largest > 0 else 1.0

    def index(part: Cells) -> pd.Series[float]:
        return measure(part, outcome, confidence, **quick).set_index("parameter")[ranked_by] / scale

    noise, convergence = noise_of(cells, outcome), converge(cells, index)
    return Sensitivity(outcome, chosen, group, table, pairs, noise, convergence, len(cells), float(cells.worlds.mean()))


def _ranked(table: pd.DataFrame, by: str) -> pd.DataFrame:
    return table.sort_values(by, ascending=False, kind="stable", ignore_index=True)


def _suited(cells: Cells) -> str:
    """The method that suits a design best."""
    if cells.design in (SOBOL, MORRIS):
        return cells.design
    # Twice the fewest, so that they can be halved once to see whether the indices have settled.
    many = len(cells) >= 2 * HARMONICS * CELLS_PER_HARMONIC
    numeric = all(is_numeric(cells.inputs[name]) for name in cells.parameters)
    return RBD_FAST if cells.design != GRID and many and numeric else PAWN


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _defined(value) for name, value in row.items()} for row in table.to_dict("records")]


def _defined(value: Any) -> Any:
    """A value for JSON, where what is not defined is None."""
    return None if isinstance(value, float) and value != value else value
