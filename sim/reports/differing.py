"""What a sweep is about if nobody asked for an outcome: what differs most from cell to cell, war included."""

from __future__ import annotations

import pandas as pd

from sim.charts.catalogue import CHARTS
from sim.charts.choice import kind_of_sweep
from sim.charts.happened import cells_of_event
from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps.study import SweepStudy

USUAL = ("ideal_peace", "new_confrontation")
"""The outcomes that are shown where all differ equally little."""
SHOWN = 2
WAR = "war"


def most_different(study: SweepStudy) -> list[str]:
    """Return the two outcomes whose shares lie farthest apart between cells, the farthest first."""
    found = study.frequencies()
    spreads = {what: _spread(found.loc[found["outcome"] == what, "share"]) for what in dict.fromkeys(USUAL + OUTCOMES)}
    return sorted(spreads, key=lambda what: -spreads[what])[:SHOWN]


def drawn_if_nothing_is_asked(study: SweepStudy) -> list[str]:
    """Return what charts of one outcome show: war first if it differs more than any outcome and the chart can draw it."""
    outcomes = most_different(study)
    if not CHARTS[kind_of_sweep(study)].events:
        return outcomes
    found = study.frequencies()
    try:
        wars = _spread(cells_of_event(study, WAR)["share"])
    except InputError:
        return outcomes
    most = _spread(found.loc[found["outcome"] == outcomes[0], "share"])
    return [WAR, outcomes[0]] if wars > most else [outcomes[0], WAR] if wars > 0 else outcomes


def _spread(shares: pd.Series[float]) -> float:
    """From the lowest share to the highest, of the cells that were played."""
    known = shares.dropna()
    return float(known.max() - known.min()) if len(known) else 0.0
