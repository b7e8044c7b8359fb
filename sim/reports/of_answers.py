"""What an analysis found, as a part of a report, or as a report of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from sim.analysis.answers import Answer
from sim.analysis.contrast.answer import Contrast
from sim.analysis.contrast.flips import RULE
from sim.charts.choice import drawer_of_answer
from sim.common.version import __version__
from sim.parameters.parameters import Parameters
from sim.parameters.wording import counted, enumeration
from sim.reports.assumptions import assumptions_of, name_of
from sim.reports.figures import Figure, figure
from sim.reports.histories import Histories, histories_of_contrast
from sim.reports.limits import limits
from sim.reports.outcomes import outcomes_of_answers
from sim.reports.page import Contents
from sim.reports.parts import Part
from sim.reports.reproduce import made_with
from sim.reports.tables import Table, as_file
from sim.reports.why import TOLD_ELSEWHERE, why_of_contrast

MOST_SETTINGS = 3
"""So many settings are named in the line below the title; more are counted."""


def part_of(answer: Answer, shown: bool = False, drawn_already: Sequence[str] = ()) -> Part:
    """An answer as a part of a report; without the finding and the first picture, or some charts, if they are shown already.

    What a comparison tells of causes, deterrence and single worlds has sections of its own.
    """
    finding = answer.finding
    left = [kind for kind in answer.charts[1 if shown else 0 :] if kind not in drawn_already]
    drawn = [_figure(answer, kind) for kind in left]
    elsewhere = TOLD_ELSEWHERE if isinstance(answer, Contrast) else ()
    tables = [
        Table(one.caption, one.head, one.rows, one.numbers, data=as_file(one.frame))
        for one in answer.tables
        if not one.name.startswith(elsewhere)
    ]
    told = takewhile(lambda sentence: not sentence.startswith(RULE), answer.sentences)
    remarks = [*filter(None, [finding.remark]), *told]
    at_length = [f"{finding.sentence}."] if finding.headline or not shown else []
    return Part(answer.heading, at_length, tables, drawn, remarks)


def contents_of_answers(answers: Sequence[Answer], question: str = "") -> Contents:
    """Gather what stands in the report of answers alone: the first of them carries its title."""
    first = answers[0]
    parts = [part_of(answer, shown=answer is first) for answer in answers]
    if len(parts) == 1 and not question:
        parts = [replace(parts[0], heading="")]  # it stands above as the question
    parameters = list({one.hash: one for answer in answers for one in answer.parameters}.values())
    assumptions = [assumptions_of(one) for one in parameters]
    compared = first if isinstance(first, Contrast) else None
    return Contents(
        subtitle=_subtitle(answers, parameters),
        question=question or _question(first),
        figures=[_figure(first, first.charts[0])],
        outcomes=outcomes_of_answers(answers),
        why=why_of_contrast(compared) if compared else (),
        assumptions=assumptions,
        histories=histories_of_contrast(compared) if compared else Histories(""),
        answers=parts,
        limits=limits(assumptions, ()),
        facts=_facts(answers, parameters),
        commands=[answer.command for answer in answers],
    )


def _figure(answer: Answer, kind: str) -> Figure:
    return figure(drawer_of_answer(answer, kind))


def _question(answer: Answer) -> str:
    """What was asked."""
    if isinstance(answer, Contrast):
        return f"What differs between {answer.names.one} and {answer.names.other}, in the same worlds?"
    return f"{answer.heading}."


def _subtitle(answers: Sequence[Answer], parameters: Sequence[Parameters]) -> str:
    """The settings by name, or how many they are; and how much was played of each, answer by answer."""
    names = [name_of(one) for one in parameters]
    settings = {(one.name, one.fingerprint): one for answer in answers for one in answer.settings}
    number, known = len(settings), {one.worldview for one in parameters}
    beside = sum(one.worldview not in known for one in settings.values())
    if beside:
        told = f"{enumeration(names)}, with {counted(beside, 'other setting')} beside"
    elif max(len(names), number) <= MOST_SETTINGS:
        told = enumeration(names)
    else:
        told = f"{number} settings" + (f" under the assumptions of {enumeration(names)}" if len(names) < number else "")
    return f"{told}; {' or '.join(dict.fromkeys(answer.size for answer in answers))}"


def _facts(answers: Sequence[Answer], parameters: Sequence[Parameters]) -> list[tuple[str, str]]:
    settings = [one for answer in answers for one in answer.settings]
    return [
        ("Version of the model", __version__),
        ("Worlds", "; ".join(dict.fromkeys(answer.size for answer in answers))),
        ("Seed", ", ".join(dict.fromkeys(str(one.seed) for one in settings))),
        *((f"Parameters of {name_of(one)}", one.hash) for one in parameters),
        made_with(),
    ]
