"""When agreements and wars come, as a part of a report, counted from the rows that are there already."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.analysis.timing.answer import Timing
from sim.analysis.timing.asking import timing
from sim.analysis.timing.incidence import survival
from sim.analysis.timing.tables import at, half_in_words, told
from sim.analysis.timing.telling import told_years
from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVENTS,
    FAILED,
    IN_FORCE,
    RELAPSE_IS,
    RELAPSED,
    SINCE,
    YEAR,
    years_in_words,
)
from sim.common.errors import InputError
from sim.common.extras import how_to_install
from sim.reports.assumptions import name_of
from sim.reports.of_answers import part_of
from sim.reports.parts import Part
from sim.reports.tables import Table, as_file
from sim.studies.study import Study

HEADING = "When agreements and wars come"
BECOMES = (FAILED, RELAPSED, ENDED_BY_WAR, IN_FORCE)
"""What a page says about an agreement where several settings stand side by side."""


def parts_of_time(studies: Sequence[Study]) -> list[Part]:
    """Tell when agreements and wars come in one setting, or in several side by side; or why not, if a library is missing.

    Outcomes by horizon are left to `python -m sim time`: they need more play.
    """
    try:
        survival()
    except InputError:
        return [
            Part(HEADING, [f"The section on time is left out: it needs statsmodels ({how_to_install('analysis')})."])
        ]
    answers = [timing(study, horizons=()) for study in studies]
    return [part_of(answers[0]) if len(answers) == 1 else _together(answers)]


def _together(answers: Sequence[Timing]) -> Part:
    """Several settings in one table."""
    years = min(told_years(one.risks) for one in answers)
    told_of = BECOMES if years else ()
    rows = [
        (
            name_of(one.own),
            half_in_words(one.medians, one.own.start, one.horizon),
            *(told(at(one.risks, SINCE, event, YEAR * years)) for event in told_of),
        )
        for one in answers
    ]
    head = ("setting", "half of the worlds have signed", *(EVENTS[event] for event in told_of))
    since = f"; and what has come first to the agreements {years_in_words(years)} after the signature" if years else ""
    found = pd.concat([one.risks.assign(setting=name_of(one.own)) for one in answers], ignore_index=True)
    table = Table(f"When agreements are signed{since} (95 % intervals)", head, rows, len(head) - 1, data=as_file(found))
    return Part(HEADING, [RELAPSE_IS] if years else [], [table])
