"""What commands that answer a question share: their options, and how an answer is printed, kept and put on a page."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import sim
from sim.cli.options import seed_option
from sim.cli.places import RESULTS, Place, strangers
from sim.cli.tables import WIDTH, fields, headed, paragraph
from sim.cli.words import note, say, shown_progress
from sim.common.errors import InputError
from sim.parameters.wording import NOT_A_FORECAST

if TYPE_CHECKING:
    from sim.analysis.answers import Answer, AnswerTable

Command = TypeVar("Command", bound=Callable[..., Any])
ANSWER = "answer.json"
LONGEST_NAME = 100
NOTHING_FOUND = 2
"""Exit code of an answer that did not find what was asked for."""


def answer_options(worlds: int) -> Callable[[Command], Command]:
    """Add the options of every command that gives an answer; so many worlds of each setting are usual."""
    options = (
        click.option("--worlds", type=click.IntRange(1), default=worlds, metavar="N", help="Worlds of each setting."),
        seed_option,
        click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes. [default: all processors]"),
        click.option(
            "--out",
            type=Place(),
            metavar="DIR",
            help="Folder for picture, tables and answer.json; if omitted, one in `results` named after the question.",
        ),
        click.option("--report", "page", type=Place(), metavar="FILE", help="Also tell it on one HTML page."),
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables."),
        click.option("--no-files", is_flag=True, help="Only print; write no files."),
    )
    return lambda command: functools.reduce(lambda inner, option: option(inner), reversed(options), command)


@contextmanager
def playing(worlds: int) -> Iterator[Callable[[int, int], None] | None]:
    """What tells how far the playing has come, to be given to an analysis as `progress`."""
    with shown_progress(worlds) as progress:
        yield progress


def refuse_before(out: Path | None, page: Path | None, no_files: bool) -> None:
    """Refuse, before anything is played, places that contradict each other or cannot be written."""
    if no_files and out is not None:
        raise click.UsageError("--out and --no-files contradict each other; give one of them")
    if page is not None:
        if page.suffix.lower() != ".html":
            raise InputError(f"--report names a page, so it ends in .html, such as report.html; {page} does not")
        from sim.common.files import try_files

        try_files([page])
    if out is not None:
        from sim.common.files import try_folder

        try_folder(out)


def give(answer: Answer, out: Path | None, page: Path | None, as_json: bool, no_files: bool) -> None:
    """Print an answer, and write its picture, its tables and itself, unless nothing is to be written."""
    say(json.dumps(answer.to_dict(), indent=2, ensure_ascii=False) if as_json else text(answer))
    told = written(answer, out, page, no_files)
    if told and not as_json:
        say("\n" + "\n".join(told))


def give_in_vain(
    answer: Answer, advice: str, out: Path | None, page: Path | None, as_json: bool, no_files: bool
) -> int:
    """Say on standard error that an answer found nothing, and what to ask instead; return the exit code.

    It is written like any other, and printed as JSON if that was asked for, so that scripts can read how near it came.
    """
    if as_json:
        give(answer, out, page, as_json, no_files)
    elif told := written(answer, out, page, no_files):
        say("\n".join(told))
    note(f"{answer.finding.sentence}. {advice}")
    return NOTHING_FOUND


def written(answer: Answer, out: Path | None, page: Path | None, no_files: bool) -> list[str]:
    """Write the files of an answer, and its page; return what to say of them."""
    told = []
    if not no_files:
        folder = default_folder(answer) if out is None else out
        names = kept(answer, folder)
        told.append(f"Written to {folder}: {', '.join(names)}")
        if out is not None and (warning := strangers(out, [*names, *([page.name] if page else [])])):
            note(warning)
    if page is not None:
        sim.report(answer, out=page)
        told.append(f"Written: {page} (opens in any browser, without network)")
    return told


def text(answer: Answer) -> str:
    """The finding, the tables, and what to know beside them."""
    remark = [paragraph(answer.finding.remark)] if answer.finding.remark else []
    said = [paragraph(answer.finding.sentence), *remark, *map(printed, answer.tables)]
    return "\n\n".join([*said, "\n".join(map(paragraph, (*answer.sentences, NOT_A_FORECAST)))])


def printed(table: AnswerTable) -> str:
    """A table of an answer under its caption."""
    first = len(table.head) - table.numbers
    body = headed(table.head, table.rows, range(first, len(table.head))) if table.rows else "none"
    if not table.numbers and max(map(len, body.split("\n"))) > WIDTH:
        # Columns of long texts would run over the edge: row by row they can be read.
        named = [(row[0], list(zip(table.head[1:], row[1:], strict=True))) for row in table.rows]
        body = "\n".join(f"{name}\n{fields(pairs, indent='  ')}" for name, pairs in named)
    return f"{paragraph(table.caption)}\n{body}"


def default_folder(answer: Answer) -> Path:
    """Where an answer goes if nothing is said: other questions do not overwrite each other."""
    words = answer.command.split()[3:] if answer.command.startswith("python") else [answer.kind, "from-python"]
    name = "-".join(filter(None, (re.sub(r"[^A-Za-z0-9_.+=]+", "-", word).strip("-") for word in words)))
    if len(name) > LONGEST_NAME:
        import hashlib

        name = f"{name[: LONGEST_NAME - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    return RESULTS / name


def kept(answer: Answer, folder: Path) -> Sequence[str]:
    """Write the pictures of an answer with their data and words, its tables, and itself; return the names of the files."""
    from sim.charts.choice import picture_of_answer
    from sim.common.files import output_folder, write_together

    contents: dict[str, bytes] = {}
    for kind in answer.charts:
        picture = picture_of_answer(answer, kind)
        contents |= {f"{kind}.png": picture.content("png"), f"{kind}.csv": picture.csv(), f"{kind}.txt": picture.text()}
    for table in answer.tables:
        contents[f"{table.name}.csv"] = table.frame.to_csv(index=False, lineterminator="\n").encode()
    contents[ANSWER] = f"{json.dumps(answer.to_dict(), indent=2, ensure_ascii=False)}\n".encode()
    with output_folder(folder, ()):
        write_together({folder / name: _writer(content) for name, content in contents.items()})
    return tuple(contents)


def _writer(content: bytes) -> Callable[[Any], object]:
    return lambda file: file.write(content)
