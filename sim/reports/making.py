"""The report itself: made from studies or from names, saved as one file."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.analysis.answers import Answer
from sim.analysis.cells import known_outcome
from sim.common.asked import DEFAULT_SEED, asked, function, mapping, names, optional, path, text, whole
from sim.common.errors import InputError, said
from sim.common.files import output_folder, try_files, write_whole
from sim.common.room import worlds_that_fit
from sim.common.system import in_words, usable_path
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.reports.of_answers import contents_of_answers, part_of
from sim.reports.of_settings import contents_of_settings
from sim.reports.of_sweep import contents_of_sweep
from sim.reports.page import page
from sim.reports.subjects import subjects_of
from sim.studies.study import BLOCK
from sim.studies.sweeps.study import SweepStudy


@asked(title=text, html=text)
@dataclass(frozen=True)
class Report:
    """A report: its title and its page.

    Attributes
    ----------
    title : str
        The finding.
    html : str
        One page that needs no other file and no network.

    Examples
    --------
    >>> from sim import Report
    >>> Report(title="What was found", html="<!doctype html><title>What was found</title>").save("found.html").name
    'found.html'
    """

    title: str
    html: str = field(repr=False)

    @in_words
    @asked(path=path)
    def save(self, path: Path | str) -> Path:
        """Write the page to a file, whole or not at all.

        Parameters
        ----------
        path : pathlib.Path or str
            Such as `report.html`; its folder is made if there is none.

        Raises
        ------
        InputError
            If the name does not end in `.html`, the file belongs to a run or a study, or the disk refuses. Any other
            file of that name is replaced (see `sim.common.files`).
        """
        target = _checked_path(path)
        try_files([target])
        with output_folder(target.parent, [target.name]) as folder:
            write_whole(folder / target.name, lambda file: file.write(self.html.encode()))
        return target

    def _repr_html_(self) -> str:
        """What a notebook shows: the page in a frame of its own."""
        content = html.escape(self.html, quote=True)
        title = html.escape(self.title, quote=True)
        return f'<iframe title="{title}" srcdoc="{content}" style="width:100%;height:45em;border:1px solid"></iframe>'


@asked(
    policies=names,
    changes=optional(mapping),
    worlds=whole(1),
    seed=whole(),
    outcomes=optional(names),
    question=text,
    out=optional(path),
    progress=optional(function),
)
@in_words
def report(
    subject: Any = BASELINE,
    policies: str | Iterable[str] = (),
    changes: Mapping[str, Any] | None = None,
    worlds: int = 10_000,
    seed: int = DEFAULT_SEED,
    outcomes: str | Sequence[str] | None = None,
    question: str = "",
    out: Path | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Tell a study, several, or a sweep on one HTML page: question, assumptions, frequencies, charts, histories, limits.

    Parameters
    ----------
    subject : str, pathlib.Path, Study, SweepStudy, Parameters, answer, or a list of these
        Worldviews by name, folders of `run` or `sweep`, or what `simulate`, `sweep`, `load` give back. Several
        settings stand side by side; a sweep stands alone. What `compare`, `disagree`, `tipping`, `regret` and their
        like found stands in a part of its own, or alone if nothing else is given.
    policies : str or iterable of str
        Laid over worldviews that are given by name. What was added is compared with the same worlds without it.
    changes : mapping of str to value, optional
        Laid over the policies.
    worlds, seed : int
        How much is played of what has not been played yet, and with which luck.
    outcomes : str or sequence of str, optional
        For charts of one outcome and for sensitivity; the first decides which cells of a sweep are shown. If omitted,
        what differs most from cell to cell.
    question : str
        What the report answers; made from its subject if omitted.
    out : pathlib.Path or str, optional
        Where to save it.
    progress : callable, optional
        Called with the number of worlds done and of all worlds.

    Returns
    -------
    Report

    Raises
    ------
    InputError
        If something does not exist, is refused, or cannot be written.

    Examples
    --------
    >>> from sim import report
    >>> report("baseline", worlds=50).title
    'In the reference setting (baseline), ...'
    """
    # Whatever cannot be written is refused before anything is played.
    target = None if out is None else _checked_path(out)
    if target is not None:
        try_files([target])
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise InputError("the question has signs that cannot be written as text (UTF-8); write it anew") from error
    chosen = [known_outcome(outcome) for outcome in dict.fromkeys(outcomes or ())]
    if outcomes is not None and not chosen:
        raise InputError(f"name at least one outcome: {', '.join(OUTCOMES)}")
    answers, rest = _parted(subject)
    if answers and not rest:
        contents = contents_of_answers(answers, question)
    else:
        found = subjects_of(rest, tuple(policies), dict(changes or {}), worlds_that_fit(worlds, BLOCK), seed, progress)
        contents = (
            contents_of_sweep(found, chosen, question)
            if isinstance(found, SweepStudy)
            else contents_of_settings(found, question)
        )
        contents = replace(
            contents,
            answers=[*contents.answers, *map(part_of, answers)],
            commands=[*contents.commands, *(answer.command for answer in answers)],
        )
    made = Report(contents.title, page(contents))
    if target is not None:
        made.save(target)
    return made


def _parted(subject: object) -> tuple[list[Answer], object]:
    """What analyses found, and the rest of what a report is about; the rest is empty if there is nothing else."""
    listed = list(subject) if isinstance(subject, list | tuple) else [subject]
    answers = [one for one in listed if isinstance(one, Answer)]
    return answers, [one for one in listed if not isinstance(one, Answer)] if answers else subject


def _checked_path(path: Path | str) -> Path:
    """Where a report goes; `InputError` if the name is not that of a page."""
    target = usable_path(path, "name of a report")
    if target.suffix.lower() != ".html":
        raise InputError(
            f"{said(str(path))} is not a name for a report; give a file that ends in .html, such as report.html"
        )
    return target
