"""From sweeps to the table of cells that their analysis reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.cells import Cells, added
from sim.common.asked import asked, either, made_by, several
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy

SWEEP = made_by("a finished sweep, as sweep() or open_study() returns it", "SweepStudy")
SWEEPS = either(SWEEP, several(SWEEP, "a finished sweep, as sweep() or open_study() returns it, or a list of them"))

SETS = 10
"""Sets into which the rows of worlds are split: enough to know the noise to a few per cent, and to compare halves."""

FEWEST_IN_SET = 10
"""Fewer worlds than these in a set would be no sample."""


@asked(study=SWEEPS)
def cells_of(study: SweepStudy | Sequence[SweepStudy]) -> Cells:
    """Gather the cells of one finished sweep, or of several that differ in nothing but their seed.

    Several sweeps of the same design with different seeds are replicates: their counts are added up, and the noise is
    told by how they differ. So is it in a single sweep that kept its rows.

    Raises
    ------
    InputError
        If a sweep is not finished, or several of them do not belong together.
    """
    studies: list[Any] = list(study) if isinstance(study, Sequence) else [study]
    if not studies:
        raise InputError("there is no study to analyse")
    counts = [_finished(one) for one in studies]
    _check_together(studies)
    first = studies[0].manifest
    ranges = studies[0].design.ranges
    return Cells(
        inputs=studies[0].design.cells,
        counts=added(counts),
        bounds={axis: (float(law.low), float(law.high)) for axis, law in ranges.items()},
        design=first.kind,
        sampled=tuple(ranges),
        common_luck=not first.independent,
        replicates=counts if len(counts) > 1 else _sets_of_rows(studies[0]),
        second_order=bool(first.options.get("second_order", False)),
        levels=int(first.options.get("levels", 4)),
    )


def _finished(study: Any) -> pd.DataFrame:
    """The counts of a study that is finished; `InputError` if it is not."""
    where = "the study" if study.path is None else f"the study in {study.path}"
    if not study.complete:
        raise InputError(f"{where} is not finished; run its command again to go on with it")
    return study.counts[list(OUTCOMES)].reset_index(drop=True)


def _check_together(studies: Sequence[SweepStudy]) -> None:
    """Refuse studies that are not replicates of each other."""
    alike: Mapping[str, Callable[[SweepStudy], object]] = {
        "have different designs": lambda study: study.design,
        "differ in their worlds or their random draws": lambda study: (
            study.manifest.worlds,
            study.manifest.independent,
        ),
        "were run with different parameters": lambda study: [one["hash"] for one in study.manifest.parameters],
    }
    for other in studies[1:]:
        for differ, told in alike.items():
            if told(other) != told(studies[0]):
                raise InputError(f"the studies {differ}; replicates differ in nothing but their seed")
    seeds = [study.manifest.seed for study in studies]
    if len(set(seeds)) < len(seeds):
        raise InputError(f"two studies have the same seed ({', '.join(map(str, seeds))}), and so the same random draws")


def _sets_of_rows(study: SweepStudy) -> list[pd.DataFrame]:
    """The counts of equal sets of worlds; none if the study kept no rows, or has cells of unequal or few worlds."""
    worlds = study.counts["worlds"].to_numpy()
    each = int(worlds[0]) // SETS
    if not study.manifest.rows or each < FEWEST_IN_SET or np.ptp(worlds) > 0:
        return []
    rows = study.rows()
    place = rows.groupby("cell").cumcount().to_numpy() // each
    codes = pd.Categorical(rows["outcome"].astype(str), categories=list(OUTCOMES)).codes.astype(np.int64)
    # What is left over when the worlds are cut into equal sets belongs to none of them.
    used = place < SETS
    shape = (SETS, int(rows["cell"].max()) + 1, len(OUTCOMES))
    together = np.ravel_multi_index((place[used], rows["cell"].to_numpy()[used], codes[used]), shape)
    counted = np.bincount(together, minlength=int(np.prod(shape))).reshape(shape)
    order = study.counts["cell"].to_numpy()
    return [pd.DataFrame(table[order], columns=list(OUTCOMES)) for table in counted]
