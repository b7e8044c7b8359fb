"""The report of one setting, or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.finding import setting_of
from sim.charts.choice import picture_of_cells, picture_of_study
from sim.charts.picture import Picture
from sim.charts.tables import cells_of
from sim.charts.theme import Look
from sim.parameters import worldviews
from sim.parameters.names import POLICY, WORLDVIEW
from sim.parameters.wording import enumeration, whole
from sim.reports.assumptions import assumptions_of, bibliography, name_of
from sim.reports.contents import Contents
from sim.reports.figures import Figure, figure
from sim.reports.histories import Histories, histories_of_settings, histories_of_study
from sim.reports.limits import limits
from sim.reports.reproduce import commands_of_settings, facts_of_settings
from sim.reports.subjects import Subject
from sim.reports.tables import Table, table_of_changes, table_of_study, tables_of_settings
from sim.studies.shares.fates import outcome_codes
from sim.studies.shares.pairing import pairing_of
from sim.studies.study import Study

MOST_FLOWS = 3
ONE_SETTING = (
    "Single settings cannot tell what an outcome depends on. A sweep can, and its report does: "
    "python -m sim sweep --vary everything --design morris --samples 20 --worlds 500 --out results/all, "
    "and then python -m sim report results/all."
)
UNPAIRED = (
    "The settings were played with different seeds or numbers of worlds: differences between them are judged as between "
    "separate samples."
)


def contents_of_settings(subjects: Sequence[Subject], question: str = "") -> Contents:
    """Gather what stands in the report of settings that were played one by one.

    Parameters
    ----------
    subjects : sequence of Subject
        One or more.
    question : str
        What the report answers; made from the settings if empty.
    """
    assumptions = [assumptions_of(subject.parameters) for subject in subjects]
    main = _main_figure(subjects)
    tables = [subject.study.table for subject in subjects]
    return Contents(
        title=main.title,
        subtitle=_subtitle(subjects),
        question=question or _question(subjects),
        main=main,
        varied=(),
        assumptions=assumptions,
        tables=_tables(subjects),
        figures=_figures(subjects),
        histories=_histories(subjects),
        importance=(),
        unimportant=ONE_SETTING,
        limits=limits(assumptions, tables, "" if _paired(subjects) else UNPAIRED),
        facts=facts_of_settings(subjects),
        commands=commands_of_settings(subjects),
        sources=bibliography(citation for one in assumptions for citation in one.citations),
    )


def _studies(subjects: Sequence[Subject]) -> list[Study]:
    """Every study, each after the same worlds without its policies and changes; none twice."""
    found: dict[str, Study] = {}
    for subject in subjects:
        for study in (subject.before, subject.study):
            if study is not None:
                found.setdefault(study.parameters.hash, study)
    return list(found.values())


def _paired(subjects: Sequence[Subject]) -> bool:
    return len({(subject.study.seed, subject.study.worlds) for subject in subjects}) == 1


def _question(subjects: Sequence[Subject]) -> str:
    """What a reader wants to know of these settings."""
    labels = {overlay.key: overlay.label for overlay in worldviews()}
    names = []
    for subject in subjects:
        label = labels.get(subject.parameters.worldview)
        names.append(
            name_of(subject.parameters)
            + (f" (\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK})" if label else "")
        )
    if len(subjects) > 1:
        return f"How often do the negotiations end in each of five outcomes under {enumeration(names)}?"
    changed = " And what does that change?" if subjects[0].before is not None else ""
    return f"Under {names[0]}, how often do the negotiations end in each of five outcomes?{changed}"


def _subtitle(subjects: Sequence[Subject]) -> str:
    worlds = dict.fromkeys(whole(subject.study.worlds) for subject in subjects)
    each = " each" if len(subjects) > 1 else ""
    return f"{enumeration([name_of(subject.parameters) for subject in subjects])}; {' or '.join(worlds)} worlds{each}"


def _tables(subjects: Sequence[Subject]) -> list[Table]:
    studies = _studies(subjects)
    if len(studies) == 1:
        return [table_of_study(studies[0])]
    changed = [(subject.before, subject.study) for subject in subjects if subject.before and _same_worlds(subject)]
    return [*tables_of_settings(studies), *([table_of_changes(changed)] if changed else [])]


def _main_figure(subjects: Sequence[Subject]) -> Figure:
    studies = _studies(subjects)
    if len(studies) > 1:
        return figure(lambda look: _together(studies, "side_by_side", look))
    return figure(lambda look: picture_of_study(studies[0], "shares", look=look))


def _figures(subjects: Sequence[Subject]) -> list[Figure]:
    """The further charts: what changed from what to what, when it happened, and how state variables spread."""
    shown = [_flows(subject) for subject in subjects if subject.before is not None and _same_worlds(subject)]
    if len(subjects) > 1:
        return [figure(lambda look: _together(_studies(subjects), "stacked", look)), *shown[:MOST_FLOWS]]
    study = subjects[0].study
    return [
        *shown,
        figure(lambda look: picture_of_study(study, "incidence", look=look)),
        figure(lambda look: picture_of_study(study, "fan", look=look)),
    ]


def _same_worlds(subject: Subject) -> bool:
    before = subject.before
    return before is not None and (before.seed, before.worlds) == (subject.study.seed, subject.study.worlds)


def _flows(subject: Subject) -> Figure:
    return figure(lambda look: picture_of_study(subject.study, "flows", look=look, before=subject.before))


def _together(studies: Sequence[Study], kind: str, look: Look) -> Picture:
    """Several studies in one chart, as the cells of a sweep are."""
    named = (
        {"cell": place, WORLDVIEW: study.parameters.worldview, POLICY: _added(study)}
        for place, study in enumerate(studies)
    )
    cells = cells_of(zip(named, studies, strict=True))
    draws = [(study.seed, study.worlds) for study in studies]
    pairing = pairing_of([outcome_codes(study.table) for study in studies], groups=draws)
    axes = [axis for axis in (WORLDVIEW, POLICY) if cells[axis].nunique() > 1]
    return picture_of_cells(cells, axes, [setting_of(study) for study in studies], kind, look=look, pairing=pairing)


def _added(study: Study) -> str:
    """What was laid over the worldview, as the level of an axis."""
    parameters = study.parameters
    named = name_of(parameters).partition(" with ")[2]
    return named or "none"


def _histories(subjects: Sequence[Subject]) -> Histories:
    return histories_of_study(subjects[0].study) if len(subjects) == 1 else histories_of_settings(subjects)
