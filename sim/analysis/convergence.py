"""Convergence: whether an index still moves when there are twice as many samples, or twice as many worlds.

Asked of what is there: the index of all is compared with those of a half, a quarter and an eighth of the samples, and
with that of half of the worlds. What moved by little when the samples doubled to the present number will move by less
when they double again, for the error of all these estimates falls with the number of samples.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.cells import MORRIS, SEED, SOBOL, Cells
from sim.analysis.sobol import block_length
from sim.common.errors import InputError

SETTLED = 0.05
"""Largest move of an index, on a scale from 0 to 1, that is taken for none (Sarrazin, Pianosi and Wagener 2016)."""

HALVINGS = 3
"""How often the samples are halved: an eighth still shows the direction, less is mostly error."""

SAMPLES, WORLDS = "samples", "worlds"

Index = Callable[[Cells], pd.Series]
"""Computes one index per parameter, named by parameter, on a scale from 0 to 1."""


@dataclass(frozen=True)
class Convergence:
    """How an index moved while samples and worlds doubled.

    The table has one row per parameter and step: `doubled` (`samples` or `worlds`), `part` (of all, 1 for all),
    `cells`, `worlds` (per cell), `parameter`, `index`.
    """

    table: pd.DataFrame

    def move(self, doubled: str) -> float:
        """Largest move of any index at the last doubling of `samples` or `worlds`; NaN if there was none to look at."""
        steps = self.table[self.table["doubled"] == doubled]
        wide = steps.pivot(index="parameter", columns="part", values="index")
        return float((wide[1.0] - wide[0.5]).abs().max()) if 0.5 in wide.columns else float("nan")

    @property
    def settled(self) -> bool | None:
        """Whether no index moves any more; None if that is unknown."""
        samples, worlds = self.move(SAMPLES), self.move(WORLDS)
        return None if np.isnan(samples) else bool(np.fmax(samples, worlds) < SETTLED)

    def sentence(self) -> str:
        """The verdict."""
        samples, worlds = self.move(SAMPLES), self.move(WORLDS)
        if np.isnan(samples):
            return "Convergence: too few cells to halve, so that nobody can tell; run more."
        halves = f"moved by {samples:.3f} at most when the samples doubled"
        if not np.isnan(worlds):
            halves += f" and by {worlds:.3f} when the worlds doubled"
        if self.settled:
            return f"Convergence: settled; the indices {halves} (limit {SETTLED})."
        more = [word for word, move in ((SAMPLES, samples), (WORLDS, worlds)) if move >= SETTLED]
        return f"Convergence: not settled; the indices {halves} (limit {SETTLED}). Run more {' and more '.join(more)}."


def converge(cells: Cells, index: Index) -> Convergence:
    """Compute an index again on parts of a study; those that are too few for it do not appear."""
    steps = [_step(cells, SAMPLES, 1.0, index)]
    for halving in range(1, HALVINGS + 1):
        part = _part(cells, 1 / 2**halving)
        if part is None:
            break
        try:
            steps.append(_step(part, SAMPLES, 1 / 2**halving, index))
        except InputError:
            break
    fewer = cells.fewer_worlds()
    if fewer is not None:
        steps += [steps[0].assign(doubled=WORLDS), _step(fewer, WORLDS, 0.5, index)]
    return Convergence(pd.concat(steps, ignore_index=True))


def _step(cells: Cells, doubled: str, part: float, index: Index) -> pd.DataFrame:
    found = index(cells)
    said = {"doubled": doubled, "part": part, "cells": len(cells), "worlds": float(cells.worlds.mean())}
    return pd.DataFrame({**said, "parameter": found.index, "index": found.to_numpy(dtype=float)})


def _part(cells: Cells, part: float) -> Cells | None:
    """The first part of a Sobol or Morris design, itself such a design, or a part of other cells drawn at random."""
    length = {SOBOL: block_length(cells), MORRIS: len(cells.parameters) + 1}.get(cells.design, 1)
    units = int(len(cells) // length * part)
    if units == 0:
        return None
    if cells.design in (SOBOL, MORRIS):
        return cells.take(np.arange(units * length))
    generator = np.random.default_rng(SEED)
    return cells.take(np.sort(generator.permutation(len(cells))[:units]))
