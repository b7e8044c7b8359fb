"""Cells of a sweep by an event, such as war, in the form in which charts take outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.common.errors import InputError
from sim.studies.shares.fates import MISSING, reached
from sim.studies.shares.intervals import wilson

if TYPE_CHECKING:
    from sim.studies.sweeps import SweepStudy


def cells_of_event(study: SweepStudy, event: str) -> pd.DataFrame:
    """How often an event happened in each cell: `cell`, the axes, `outcome` (its name), `count`, `worlds`, share and interval.

    The worlds of each cell are kept one by one; where cells draw worlds of their own, only counts are kept.

    Raises
    ------
    InputError
        If the files of the study do not tell it.
    """
    counts = study.counts.loc[study.counts["worlds"] > 0]
    if event in counts:
        count = counts[event].to_numpy(dtype=np.int64)
    elif study.pairing.fates is not None:
        cells = counts["cell"].tolist()
        fates = study.pairing.fates(cells)
        there = [fates[cell][fates[cell] != MISSING] for cell in cells]
        count = np.array([np.count_nonzero(reached(one, event)) for one in there], dtype=np.int64)
    else:
        raise InputError(
            f"'{event}' is not counted in studies whose cells draw their own worlds (independent); run the sweep without "
            "--independent to draw it"
        )
    worlds = counts["worlds"].to_numpy(dtype=np.int64)
    low, high = wilson(count, worlds, study.confidence)
    told = {"outcome": event, "count": count, "worlds": worlds, "share": count / worlds, "low": low, "high": high}
    return counts[["cell", *study.columns]].assign(**told).reset_index(drop=True)
