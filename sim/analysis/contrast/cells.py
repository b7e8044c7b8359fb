"""Two cells of a sweep as studies: a sweep keeps counts, so their worlds are played again, and must come out as they did."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.analysis.contrast.playing import Progress, Stage
from sim.common.errors import InputError
from sim.parameters.wording import whole
from sim.studies.shares.fates import MISSING, Codes, fates_of
from sim.studies.study import Study
from sim.studies.sweeps.cells import parameters_of_cell
from sim.studies.sweeps.study import SweepStudy

PAIR = 2


def checked_cells(study: SweepStudy, cells: Sequence[int]) -> tuple[int, int]:
    """The numbers of two different cells of a sweep whose cells have their worlds in common; else `InputError`."""
    last = study.manifest.cells - 1
    if len(cells) != PAIR:
        given = f"not {len(cells)}" if cells else "and none is named"
        raise InputError(f"two cells of the sweep are compared, {given}; name two of the cells 0 to {whole(last)}")
    for cell in cells:
        if cell > last:
            raise InputError(f"there is no cell {whole(cell)}: the study has the cells 0 to {whole(last)}")
    if cells[0] == cells[1]:
        raise InputError(f"cell {cells[0]} is named twice; a cell is compared with another one")
    if study.manifest.independent:
        raise InputError(
            "the cells of this study draw their own worlds (independent), so that no world is in two cells; sweep again "
            "without independent draws, or compare the two settings by name"
        )
    return cells[0], cells[1]


def studies_of_cells(
    study: SweepStudy, cells: Sequence[int], stage: Stage, progress: Progress | None = None
) -> list[Study]:
    """Play two cells of a sweep again, with one row per world.

    `InputError` if a cell does not exist or has no worlds, or if the model no longer plays them as it did.
    """
    pair = checked_cells(study, cells)
    fates = study.store.fates(pair)
    empty = [cell for cell in pair if not len(fates[cell])]
    if empty:
        raise InputError(f"cell {empty[0]} has no worlds yet; run the sweep again to go on with it")
    worlds = min(len(fates[cell]) for cell in pair)
    settings = [parameters_of_cell(study.columns, cell, study.manifest.files) for cell in pair]
    played = stage.studies(settings, worlds, study.manifest.seed, progress)
    for cell, one in zip(pair, played, strict=True):
        _refuse_other_fates(cell, fates[cell][:worlds], fates_of(one.table), study.manifest.version)
    return played


def _refuse_other_fates(cell: int, kept: Codes, now: Codes, version: str) -> None:
    """Raise `InputError` if worlds of a cell do not end as the study says."""
    known = kept != MISSING
    if not np.array_equal(kept[known], now[known]):
        raise InputError(
            f"cell {cell} does not come out as the study says, which was made with version {version}: the model or the "
            "parameter files have changed since; run the sweep again"
        )
