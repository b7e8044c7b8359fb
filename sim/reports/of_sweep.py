"""The report of a sweep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.charts.choice import Wishes, picture_of_sweep, settings_of_sweep
from sim.charts.ranges import readings_of
from sim.charts.tables import levels
from sim.common.errors import InputError
from sim.parameters import Parameters
from sim.parameters.names import label_of
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, enumeration, number, whole
from sim.reports.assumptions import assumptions_of, bibliography
from sim.reports.contents import Contents, Varied
from sim.reports.figures import Figure, figure
from sim.reports.histories import histories_of_sweep
from sim.reports.importance import importance_of
from sim.reports.limits import limits
from sim.reports.reproduce import facts_of_sweep
from sim.reports.tables import table_of_sweep
from sim.studies.sweeps.axes import WORDS, WORLDVIEW, entry_of
from sim.studies.sweeps.cells import cells_of
from sim.studies.sweeps.study import SweepStudy

ONE_OUTCOME = ("heat_map", "small_multiples", "tornado", "sobol")
"""Charts that show one outcome: there is one of them for each outcome that is asked for."""
WHOLE_GRID = ("heat_map",)
"""Charts beside which the most frequent outcome can be shown."""
SHOWN_LEVELS = 12
MOST_AXES = 3
"""So many axes are named in the question."""


def contents_of_sweep(study: SweepStudy, outcomes: Sequence[str], question: str = "") -> Contents:
    """Gather what stands in the report of a sweep.

    Parameters
    ----------
    study : SweepStudy
    outcomes : sequence of str
        For charts of one outcome and for sensitivity, the first for the choice of histories.
    question : str
        What the report answers; made from the design if empty.

    Raises
    ------
    InputError
        If nothing has been played yet, or the parameter files have changed since.
    """
    parameters = _parameters(study)
    settings = settings_of_sweep(study)
    assumptions = [assumptions_of(one) for one in parameters]
    figures = _figures(study, outcomes)
    importance, unimportant = importance_of(study, outcomes, settings)
    return Contents(
        title=figures[0].title,
        subtitle=_subtitle(study, parameters),
        question=question or _question(study, parameters),
        main=figures[0],
        varied=[_varied(study, axis) for axis in study.columns if axis not in WORDS],
        assumptions=assumptions,
        tables=[table_of_sweep(study)],
        figures=figures[1:],
        histories=histories_of_sweep(study, outcomes[0]),
        importance=importance,
        unimportant=unimportant,
        limits=limits(assumptions, (), _out_of_range(study), _unfinished(study)),
        facts=facts_of_sweep(study),
        commands=[study.manifest.command],
        sources=bibliography(citation for one in assumptions for citation in one.citations),
    )


def _parameters(study: SweepStudy) -> list[Parameters]:
    """The worldviews with policies of a sweep; refused if the files say something else by now."""
    settings = list(cells_of(study.columns).settings)
    now = {one.hash for one in settings}
    if any(saved["hash"] not in now for saved in study.manifest.parameters):
        where = "the study" if study.path is None else f"the study in {study.path}"
        raise InputError(
            f"the parameter files have changed since {where} was run, so its assumptions cannot be told; run it again"
        )
    return settings


def _figures(study: SweepStudy, outcomes: Sequence[str]) -> list[Figure]:
    first = picture_of_sweep(study, wishes=Wishes(outcome=outcomes[0]))
    if first.kind not in ONE_OUTCOME:
        return [figure(lambda look: picture_of_sweep(study, first.kind, Wishes(outcome=outcomes[0]), look))]
    shown = [_of_outcome(study, first.kind, outcome) for outcome in outcomes]
    if first.kind in WHOLE_GRID:
        shown.append(figure(lambda look: picture_of_sweep(study, "phase_diagram", look=look)))
    return shown


def _of_outcome(study: SweepStudy, kind: str, outcome: str) -> Figure:
    return figure(lambda look: picture_of_sweep(study, kind, Wishes(outcome=outcome), look), f"{kind}-{outcome}")


def _question(study: SweepStudy, parameters: Sequence[Parameters]) -> str:
    names = [label_of(axis) for axis in study.columns if axis != WORLDVIEW]
    if len(names) > MOST_AXES:
        names = [f"{len(names)} parameters"]
    worldviews = list(dict.fromkeys(_worldview(one) for one in parameters))
    under = f" under {enumeration(worldviews)}" if worldviews else ""
    return f"How do the outcomes of the negotiations depend on {enumeration(names or ['the worldview'])}{under}?"


def _subtitle(study: SweepStudy, parameters: Sequence[Parameters]) -> str:
    worldviews = list(dict.fromkeys(_worldview(one) for one in parameters))
    cells = len(study.design)
    size = f"{whole(cells)} cell{'' if cells == 1 else 's'}, {whole(study.worlds)} worlds in all"
    return f"{enumeration(worldviews)}; {size}"


def _worldview(parameters: Parameters) -> str:
    return "Baseline" if parameters.worldview == BASELINE else article_name(parameters.worldview)


def _varied(study: SweepStudy, axis: str) -> Varied:
    entry = entry_of(axis)
    positions: tuple[tuple[str, str], ...] = ()
    if entry.range is not None:
        rows = readings_of(axis).to_dict("records")
        positions = tuple((str(row["name"]), number(row["value"])) for row in rows)
    plausible = "–" if entry.range is None else f"{number(entry.range[0])} to {number(entry.range[1])}"
    return Varied(entry.label, axis, _levels(study, axis), plausible, positions)


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


def _unfinished(study: SweepStudy) -> str:
    return "" if study.complete else "The sweep is not finished: some cells have fewer worlds than planned, or none."
