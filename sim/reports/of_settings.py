"""The report of one setting, or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.contrast.answer import Contrast, contrast_of
from sim.analysis.contrast.finding import finding_of_differences
from sim.analysis.finding import setting_of
from sim.charts.choice import drawer_of_cells, drawer_of_study
from sim.charts.tables import cells_of
from sim.parameters.names import POLICY, WORLDVIEW
from sim.parameters.wording import enumeration, whole
from sim.reports.assumptions import assumptions_of, laid_over, name_of
from sim.reports.figures import Figure, figure
from sim.reports.histories import Histories, histories_of_contrast, histories_of_settings, histories_of_study
from sim.reports.limits import limits
from sim.reports.of_answers import part_of
from sim.reports.of_time import parts_of_time
from sim.reports.outcomes import outcomes_of_studies
from sim.reports.page import Contents
from sim.reports.parts import Part
from sim.reports.reproduce import commands_of_report, commands_of_settings, facts_of_settings
from sim.reports.subjects import Subject
from sim.reports.tables import Table, table_of_changes, table_of_study, tables_of_settings
from sim.reports.why import why_of_contrast, why_of_studies
from sim.studies.shares.fates import outcome_codes
from sim.studies.shares.pairing import pairing_of
from sim.studies.study import Study

MOST_FLOWS, PAIR = 3, 2
ONE_SETTING = (
    "Single settings cannot tell on which assumption an outcome depends. A sweep can, and so can its report: "
    "python -m sim sweep --vary everything --design morris --samples 20 --worlds 500 --out results/all, "
    "and then python -m sim report results/all."
)
UNPAIRED = (
    "The settings were played with different seeds or numbers of worlds: differences between them are judged as between "
    "separate samples."
)


def contents_of_settings(subjects: Sequence[Subject], question: str = "") -> Contents:
    """Gather what stands in the report of one or more settings; the question is made from them if empty."""
    assumptions = [assumptions_of(subject.parameters) for subject in subjects]
    own = [subject.study for subject in subjects]
    paired = len({(study.seed, study.worlds) for study in own}) == 1
    studies, compared = _studies(subjects), _compared(subjects)
    return Contents(
        subtitle=_subtitle(own),
        question=question or _question(subjects),
        answer=compared.finding.sentence if compared else "",
        headline=_headline(compared) if compared else "",
        figures=_figures(subjects),
        outcomes=outcomes_of_studies(studies, compared.names if compared else None),
        why=why_of_contrast(compared) if compared else why_of_studies(studies),
        assumptions=assumptions,
        tables=_tables(subjects),
        histories=_histories(studies, compared),
        answers=[*_in_detail(subjects, compared), *parts_of_time(own)],
        limits=limits(assumptions, [study.table for study in own], "" if paired else UNPAIRED, ONE_SETTING),
        facts=facts_of_settings(own),
        commands=[*commands_of_report(own, question), *commands_of_settings(own)],
    )


def _compared(subjects: Sequence[Subject]) -> Contrast | None:
    """Two settings of the same worlds compared, in their order; None for any other number of settings."""
    studies = _studies(subjects)
    if len(studies) != PAIR or len({(study.seed, study.worlds) for study in studies}) > 1:
        return None
    one, other = studies
    return contrast_of(one, other)


def _headline(compared: Contrast) -> str:
    """War first if it surely changes, and the outcome that changes most: no other title goes with the answer."""
    return finding_of_differences(compared.differences, compared.names).title


def _in_detail(subjects: Sequence[Subject], compared: Contrast | None) -> list[Part]:
    """What a comparison counted, world by world."""
    if compared is None:
        return []
    drawn = ("flows",) if any(_same_worlds(subject) for subject in subjects) else ()
    return [part_of(compared, drawn_already=drawn)]


def _histories(studies: Sequence[Study], compared: Contrast | None) -> Histories:
    if compared is not None:
        return histories_of_contrast(compared)
    return histories_of_study(studies[0]) if len(studies) == 1 else histories_of_settings(studies)


def _studies(subjects: Sequence[Subject]) -> list[Study]:
    """Every study, each after the same worlds without its policies and changes; none twice."""
    every = [study for subject in subjects for study in (subject.before, subject.study) if study is not None]
    return list({study.parameters.hash: study for study in reversed(every)}.values())[::-1]


def _question(subjects: Sequence[Subject]) -> str:
    """What a reader wants to know of these settings."""
    names = []
    for subject in subjects:
        seen = [overlay for overlay in subject.parameters.overlays if overlay.kind == "worldview"]
        label = seen[-1].label if seen and seen[-1].own is None else None
        quoted = f" (\N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK})" if label else ""
        names.append(f"{name_of(subject.parameters)}{quoted}")
    if len(subjects) > 1:
        return f"How often do the negotiations end in each of five outcomes under {enumeration(names)}?"
    changed = " And what does that change?" if subjects[0].before is not None else ""
    return f"Under {names[0]}, how often do the negotiations end in each of five outcomes?{changed}"


def _subtitle(studies: Sequence[Study]) -> str:
    worlds = " or ".join(dict.fromkeys(whole(study.worlds) for study in studies))
    each = " each" if len(studies) > 1 else ""
    return f"{enumeration([name_of(study.parameters) for study in studies])}; {worlds} worlds{each}"


def _tables(subjects: Sequence[Subject]) -> list[Table]:
    studies = _studies(subjects)
    if len(studies) == 1:
        return [table_of_study(studies[0])]
    changed = [(subject.before, subject.study) for subject in subjects if subject.before and _same_worlds(subject)]
    return [*tables_of_settings(studies), *([table_of_changes(changed)] if changed else [])]


def _figures(subjects: Sequence[Subject]) -> list[Figure]:
    """How often, then what changed from what to what, when it happened, and how state variables spread."""
    studies, first = _studies(subjects), subjects[0].study
    flows = [_flows(subject) for subject in subjects if _same_worlds(subject)]
    if len(subjects) > 1:
        return [_together(studies, "side_by_side"), _together(studies, "stacked"), *flows[:MOST_FLOWS]]
    shares = _together(studies, "side_by_side") if len(studies) > 1 else _of_study(first, "shares")
    return [shares, *flows, _of_study(first, "incidence"), _of_study(first, "fan")]


def _of_study(study: Study, kind: str) -> Figure:
    return figure(drawer_of_study(study, kind))


def _same_worlds(subject: Subject) -> bool:
    before = subject.before
    return before is not None and (before.seed, before.worlds) == (subject.study.seed, subject.study.worlds)


def _flows(subject: Subject) -> Figure:
    return figure(drawer_of_study(subject.study, "flows", before=subject.before))


def _together(studies: Sequence[Study], kind: str) -> Figure:
    """Several studies in one chart, as the cells of a sweep are."""
    named = (
        {"cell": place, WORLDVIEW: study.parameters.worldview, POLICY: "+".join(laid_over(study.parameters)) or "none"}
        for place, study in enumerate(studies)
    )
    cells = cells_of(zip(named, studies, strict=True))
    draws = [(study.seed, study.worlds) for study in studies]
    pairing = pairing_of([outcome_codes(study.table) for study in studies], groups=draws)
    axes = [axis for axis in (WORLDVIEW, POLICY) if cells[axis].nunique() > 1]
    settings = [setting_of(study) for study in studies]
    return figure(drawer_of_cells(cells, axes, settings, kind, pairing=pairing))
