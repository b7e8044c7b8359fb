"""The result of a run as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sim
from sim.analysis.finding import finding, setting_of
from sim.analysis.tables import OUTCOME_HEAD, outcome_rows, timing_rows
from sim.cli.tables import columns, fields
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST

if TYPE_CHECKING:
    from sim import Study


def text(study: Study) -> str:
    """Return what was found, the table of outcomes, and when agreements and wars came."""
    table = sim.frequencies(study)
    parts = [
        finding(table, setting_of(study)),
        columns([OUTCOME_HEAD, *outcome_rows(table)], right=(1, 2, 3)),
        fields(timing_rows(sim.summarise(study), study.parameters.start)),
        f"{NOT_A_FORECAST}\n{INTERVALS}",
    ]
    return "\n\n".join(parts)
