"""The report of a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.analysis.authors.asking import authors_of
from sim.analysis.authors.counting import is_of_authors
from sim.analysis.cells import is_numeric
from sim.analysis.finding import Setting
from sim.charts.choice import Wishes, drawer_of_sweep, kind_of_sweep, settings_of_sweep
from sim.charts.ranges import readings_of
from sim.charts.tables import levels
from sim.common.errors import InputError
from sim.parameters import Parameters
from sim.parameters.folders import under
from sim.parameters.names import label_of
from sim.parameters.wording import counted, enumeration, number, whole
from sim.reports.assumptions import assumptions_of, worldview_name
from sim.reports.differing import drawn_if_nothing_is_asked, most_different
from sim.reports.figures import Figure, figure
from sim.reports.histories import histories_of_sweep
from sim.reports.importance import importance_of
from sim.reports.limits import limits
from sim.reports.of_answers import part_of
from sim.reports.outcomes import outcomes_of_sweep
from sim.reports.page import Contents, Varied
from sim.reports.parts import Part
from sim.reports.reproduce import commands_of_sweep, facts_of_sweep
from sim.reports.tables import table_of_sweep
from sim.reports.why import CAUSES, DETERRENCE
from sim.studies.sweeps.axes import WORDS, WORLDVIEW, entry_of
from sim.studies.sweeps.cells import cells_of
from sim.studies.sweeps.study import SweepStudy

ONE_OUTCOME = ("heat_map", "small_multiples", "tornado", "sobol")
"""Charts that show one outcome: there is one of them for each outcome that is asked for."""
SHOWN_LEVELS, MOST_BARS = 12, 12
DETERRED, CAUSED = "deterrence", "causes"
EVENTS_COUNTED = ("general_deterrence", "immediate_deterrence", "war_cause_undeterred")
"""Counts that older sweeps do not have."""
DEPENDS = "What the outcomes depend on"
UNFINISHED = "The sweep is not finished: some cells have fewer worlds than planned, or none."
MOST_AXES = 3
"""So many axes are named in the question."""


def contents_of_sweep(study: SweepStudy, outcomes: Sequence[str], question: str = "") -> Contents:
    """Gather what stands in the report of a sweep; the question is made from its design if empty.

    The outcomes are for charts of one outcome and for sensitivity, the first for the choice of histories; if there are
    none, those are taken that differ most from cell to cell. An `InputError` is raised if nothing has been played yet,
    or the parameter files have changed since.
    """
    parameters = _parameters(study)
    settings = settings_of_sweep(study)
    assumptions = [assumptions_of(one) for one in parameters]
    worldviews = list(dict.fromkeys(map(worldview_name, parameters)))
    asked, drawn = outcomes, outcomes or drawn_if_nothing_is_asked(study)
    outcomes = outcomes or most_different(study)
    figures = _figures(study, drawn)
    five = authors_of(study) if is_of_authors(study) else None
    return Contents(
        subtitle=_subtitle(study, worldviews),
        question=question or (f"{five.heading}?" if five else _question(study, worldviews)),
        figures=figures,
        outcomes=outcomes_of_sweep(study),
        why=_why(study, outcomes, settings),
        varied=[_varied(study, axis) for axis in study.columns if axis not in WORDS],
        assumptions=assumptions,
        tables=[table_of_sweep(study)],
        histories=histories_of_sweep(study, outcomes[0]),
        answers=[part_of(five, shown=True)] if five else [],
        limits=limits(assumptions, (), _out_of_range(study), "" if study.complete else UNFINISHED),
        facts=facts_of_sweep(study),
        commands=commands_of_sweep(study, asked, question),
    )


def _why(study: SweepStudy, outcomes: Sequence[str], settings: Sequence[Setting]) -> list[Part]:
    """What the outcomes depend on, what deterrence does along one number, and why wars came in each cell."""
    drawn = [_drawn(study, kind, heading) for kind, heading in ((DETERRED, DETERRENCE), (CAUSED, CAUSES))]
    importance, unimportant = importance_of(study, outcomes, settings)
    rest = [Part(DEPENDS, [unimportant])] if unimportant else []
    return [*(part for part in drawn if part is not None), *importance, *rest]


def _drawn(study: SweepStudy, kind: str, heading: str) -> Part | None:
    """A chart of causes or of deterrence, if this sweep has cells few enough and axes that fit."""
    axes = [axis for axis in study.columns if study.counts[axis].nunique(dropna=False) > 1]
    numbers = len(axes) == 1 and is_numeric(study.counts[axes[0]])
    fits = numbers if kind == DETERRED else len(study.design) <= MOST_BARS
    if not fits or any(name not in study.counts for name in EVENTS_COUNTED):
        return None
    return Part(heading, [], figures=[figure(drawer_of_sweep(study, kind))])


def _parameters(study: SweepStudy) -> list[Parameters]:
    """The worldviews with policies of a sweep; refused if the files say something else by now."""
    with under(study.manifest.files):
        settings = list(cells_of(study.columns).settings)
    now = {one.hash for one in settings}
    if any(saved["hash"] not in now for saved in study.manifest.parameters):
        where = "the study" if study.path is None else f"the study in {study.path}"
        raise InputError(
            f"the parameter files have changed since {where} was run, so its assumptions are unknown; run it again"
        )
    return settings


def _figures(study: SweepStudy, outcomes: Sequence[str]) -> list[Figure]:
    usual = Wishes(outcome=outcomes[0])
    kind = kind_of_sweep(study)
    if kind not in ONE_OUTCOME:
        return [figure(drawer_of_sweep(study, kind, usual))]
    shown = [_of_outcome(study, kind, outcome) for outcome in outcomes]
    if kind == "heat_map":
        shown.append(figure(drawer_of_sweep(study, "phase_diagram")))
    return shown


def _of_outcome(study: SweepStudy, kind: str, outcome: str) -> Figure:
    return figure(drawer_of_sweep(study, kind, Wishes(outcome=outcome)), f"{kind}-{outcome}")


def _question(study: SweepStudy, worldviews: Sequence[str]) -> str:
    names = [label_of(axis) for axis in study.columns if axis != WORLDVIEW] or ["the worldview"]
    if len(names) > MOST_AXES:
        names = [f"{len(names)} parameters"]
    under = f" under {enumeration(worldviews)}" if worldviews else ""
    return f"How do the outcomes of the negotiations depend on {enumeration(names)}{under}?"


def _subtitle(study: SweepStudy, worldviews: Sequence[str]) -> str:
    return f"{enumeration(worldviews)}; {counted(len(study.design), 'cell')}, {whole(study.worlds)} worlds in all"


def _varied(study: SweepStudy, axis: str) -> Varied:
    entry, levels = entry_of(axis), _levels(study, axis)
    if entry.range is None:
        return Varied(entry.label, axis, levels, "–", ())
    low, high = map(number, entry.range)
    positions = [(str(row["name"]), number(row["value"])) for row in readings_of(axis).to_dict("records")]
    return Varied(entry.label, axis, levels, f"{low} to {high}", positions)


def _levels(study: SweepStudy, axis: str) -> str:
    ranges = study.design.ranges
    if axis in ranges:
        return str(ranges[axis])
    values: list[Any] = levels(study.frequencies(), axis)
    if len(values) > SHOWN_LEVELS:
        return f"{len(values)} values from {number(values[0])} to {number(values[-1])}"
    return ", ".join(number(value) for value in values)


def _out_of_range(study: SweepStudy) -> str:
    beyond = study.manifest.out_of_range
    if not beyond:
        return ""
    return f"Values out of the plausible range were allowed for {enumeration([label_of(axis) for axis in beyond])}."
