"""`python -m sim exercise`: exercises on deterrence and guarantees, for students and for those who teach."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.cli.places import ANSWERS, RESULTS, TEACHING, Place
from sim.cli.tables import paragraph
from sim.cli.terminal import Terminal
from sim.cli.words import note, say, shown_progress

if TYPE_CHECKING:
    from sim.teaching.answers import Answers

EPILOG = """\b
Examples:
  python -m sim exercise list
  python -m sim exercise start promise_on_paper --form 20 --code "blue heron 7"
  python -m sim exercise build
  python -m sim exercise handout promise_on_paper
  python -m sim exercise check results/answers/promise_on_paper-blue-heron-7.json
  python -m sim exercise class handed_in
"""

name_argument = click.argument("name", metavar="NAME")
language_option = click.option("--language", default="en", metavar="CODE", help="Language of the words.")
workers_option = click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Processes. [default: all processors]"
)


@click.group(epilog=EPILOG)
def exercise() -> None:
    """Exercises on deterrence and guarantees: walk through one, make pages and papers, check what students hand in.

    Each exists as a page for the browser (`build`), at this command line (`start`), as a notebook and as a handout on paper.
    """


@exercise.command("list")
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of objects instead.")
def list_(language: str, as_json: bool) -> None:
    """List the exercises: number, name, title, and what one learns."""
    from sim.teaching.reading import read_exercises
    from sim.teaching.words import exercise_words

    found = []
    for each in read_exercises():
        words = exercise_words(each, language)
        told = {part: words.line(part) for part in ("title", "question", "summary")}
        found.append({"number": each.number, "name": each.name, **told, "capstone": each.capstone})
    if as_json:
        say(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for one in found:
        say(f"{one['number']}  {one['name']}: {one['title']}")
        say(paragraph(str(one["summary"]), "   "))


@exercise.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--form", type=click.Choice(["20", "50"]), help="Minutes. [default: you are asked]")
@click.option(
    "--code", help="A code that is not your name; it decides which worlds are yours. [default: you are asked]"
)
@click.option("--out", type=Place(), metavar="FILE", help="Your file. [default: results/answers/NAME-CODE.json]")
@click.option("--resume", type=Place(), metavar="FILE", help="Go on with an exercise that was set aside.")
@click.option("--language", default="en", metavar="LANGUAGE", help="Language of the words.")
@workers_option
def start(
    name: str | None,
    form: str | None,
    code: str | None,
    out: Path | None,
    resume: Path | None,
    language: str,
    workers: int | None,
) -> None:
    """Walk through an exercise with live runs, step by step.

    You predict, change one thing, look, explain, and save your file at the end. You can run settings of your own, including
    some that the page does not have. NAME is one of `python -m sim exercise list`. The lines can also come from a file or a pipe.
    """
    from sim.teaching.words import interface_words

    talk = Terminal()
    if (name is None) == (resume is None):
        raise click.UsageError("give the NAME of an exercise, or --resume FILE to go on with one")
    answers = _begun(name, form, code, language, talk) if name is not None else _resumed(resume, form, code)
    target = out or ANSWERS / answers.file_name()
    words = interface_words(answers.language)
    written = _walked(answers, target, resume, talk, workers)
    say()
    for said in ("ended", "how_to_check"):
        say(_filled(words, said, path=written if said == "ended" else shlex.quote(str(written))))


def _begun(name: str, form: str | None, code: str | None, language: str, talk: Terminal) -> Answers:
    """Answers of somebody who begins; what was not said is asked."""
    from sim.teaching.answers import Answers
    from sim.teaching.lines import folded
    from sim.teaching.own import checked_code
    from sim.teaching.reading import read_exercise
    from sim.teaching.typed import form_of
    from sim.teaching.words import interface_words

    found, words = read_exercise(name), interface_words(language)
    chosen = checked_code(code) if code is not None else None
    try:
        minutes = form_of(form) if form else talk.asked(words["terminal.ask_form"], form_of)
        if chosen is None:
            talk.say(folded(words["terminal.code_why"], talk.width))
            chosen = talk.asked(words["terminal.ask_code"], checked_code)
    except EOFError as error:
        raise sim.InputError(str(error) or words["terminal.input_ended"]) from error
    return Answers(found, chosen, minutes, language)


def _resumed(path: Path | None, form: str | None, code: str | None) -> Answers:
    """Answers that were set aside; their form and code are those of the file."""
    from sim.teaching.answers import resumed

    if form is not None or code is not None:
        raise click.UsageError("the unfinished file says --form and --code already; leave them out with --resume")
    return resumed(Path() if path is None else path)


def _walked(answers: Answers, target: Path, resume: Path | None, talk: Terminal, workers: int | None) -> Path:
    """Walk to the end and write the student's file; if that breaks off, set aside what was answered."""
    from sim.common.files import output_folder, try_files
    from sim.teaching.answers import set_aside
    from sim.teaching.live import Live
    from sim.teaching.student import write_student
    from sim.teaching.walk import Walk

    aside = resume or target.with_name(answers.file_name("unfinished.json").name)
    try_files([target, aside])
    _look_out(answers, target, aside, resume is not None)
    live = Live(answers.exercise, answers.code, workers)

    def keep() -> None:
        """Keep every answer at once: whoever closes the window, or whose battery ends, does not say so before."""
        if answers.prediction is not None:
            set_aside(answers, aside)

    with output_folder(target.parent, [target.name]):
        try:
            Walk(answers, live, talk, keep).run()
            write_student(answers.as_student(live, "command line"), target)
        except BaseException as error:
            _set_aside(answers, aside, target, error)
            raise
    aside.unlink(missing_ok=True)
    return target


def _look_out(answers: Answers, target: Path, aside: Path, resumed: bool) -> None:
    """Before anything is asked: refuse to lose what was set aside before, and say which file will be replaced."""
    from sim.teaching.words import interface_words

    words = interface_words(answers.language)
    if aside.exists() and not resumed:
        raise sim.InputError(_filled(words, "unfinished", path=shlex.quote(str(aside))))
    if target.exists():
        note(_filled(words, "there_already", path=target))


def _set_aside(answers: Answers, path: Path, target: Path, error: BaseException) -> None:
    """Keep what was answered, if the walk broke off and there is something to keep."""
    from sim.teaching.answers import set_aside
    from sim.teaching.words import interface_words

    words = interface_words(answers.language)
    if answers.prediction is not None:
        set_aside(answers, path)
        note(f"\n{_filled(words, 'set_aside', path=path)}")
        out = "" if target == ANSWERS / answers.file_name() else f" --out {shlex.quote(str(target))}"
        note(_filled(words, "how_to_resume", path=f"{shlex.quote(str(path))}{out}"))
    elif isinstance(error, EOFError | KeyboardInterrupt):
        note(f"\n{_filled(words, 'not_set_aside')}")
    if isinstance(error, EOFError):
        raise sim.InputError(str(error) or words["terminal.input_ended"]) from error


def _filled(words: Any, name: str, **values: object) -> str:
    from sim.teaching.lines import worded

    return worded(words, f"terminal.{name}", **values)


@exercise.command()
@name_argument
@click.option("--out", type=Place(), metavar="FILE", help="The notebook. [default: results/teaching/NAME.ipynb]")
@language_option
def notebook(name: str, out: Path | None, language: str) -> None:
    """Write an exercise as a Jupyter notebook, with live runs. It needs the extra `lab` to be run."""
    from sim.teaching.notebook import notebook as made
    from sim.teaching.reading import read_exercise

    found = read_exercise(name)
    _write(
        out or TEACHING / f"{found.name}.ipynb", json.dumps(made(found, language), indent=1, ensure_ascii=False) + "\n"
    )


@exercise.command()
@name_argument
@click.option(
    "--out", type=Place(), metavar="FILE", help="The page to print. [default: results/teaching/NAME-handout.html]"
)
@click.option("--replies", is_flag=True, help="The sheet for afterwards: replies to the predictions, and the rule.")
@language_option
@workers_option
def handout(name: str, out: Path | None, replies: bool, language: str, workers: int | None) -> None:
    """Write an exercise as a handout to print, for a class without devices. It holds no answers."""
    from sim.common.files import try_files
    from sim.teaching.handout import handout_page, replies_page
    from sim.teaching.reading import read_exercise
    from sim.teaching.words import known_language

    known_language(language)
    found = read_exercise(name)
    target = out or TEACHING / f"{found.name}-{'replies' if replies else 'handout'}.html"
    try_files([target])
    _write(target, (replies_page if replies else handout_page)(_grid(found, workers), language))


@exercise.command()
@name_argument
@click.option("--out", type=Place(), metavar="FILE", help="The page. [default: results/teaching/NAME-guide.html]")
@language_option
@workers_option
def guide(name: str, out: Path | None, language: str, workers: int | None) -> None:
    """Write the instructor's guide of an exercise, with the expected answers computed anew. Not for students."""
    from sim.common.files import try_files
    from sim.teaching.guide import guide_page
    from sim.teaching.reading import read_exercise
    from sim.teaching.words import known_language

    known_language(language)
    found = read_exercise(name)
    target = out or TEACHING / f"{found.name}-guide.html"
    try_files([target])
    _write(target, guide_page(found, _grid(found, workers), language))


@exercise.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--out", type=Place(), metavar="DIR", default=RESULTS / "exercises", help="The folder of the pages.")
@language_option
@workers_option
def build(names: tuple[str, ...], out: Path, language: str, workers: int | None) -> None:
    """Write the interactive pages of exercises, with a list and the concept check; of all exercises if none is named.

    The pages need no network and no Python: they open by double click, and from any web space.
    """
    from sim.teaching.build import build as made

    with shown_progress(1) as progress:
        written = made(names, out, language, workers, progress)
    for path in written:
        say(f"Written: {path}")


@exercise.command()
@click.argument("file", type=Place(), metavar="FILE")
@language_option
@workers_option
def check(file: Path, language: str, workers: int | None) -> None:
    """Check a student's file: its settings are played again, and each answer is held against what the worlds show.

    It says how many checks hold and where to look again, never the answer.
    """
    from sim.teaching.checking import check_file, told
    from sim.teaching.words import known_language

    known_language(language)
    with shown_progress(1) as progress:
        checked = check_file(file, workers, progress)
    say(told(checked, language))


@exercise.command("class")
@click.argument("directory", type=Place(), metavar="DIR")
@click.option(
    "--out", type=Place(), metavar="FILE", default=TEACHING / "class.html", help="The page for the instructor."
)
@language_option
@workers_option
def class_(directory: Path, out: Path, language: str, workers: int | None) -> int:
    """Tell what a class handed in: a folder of students' files in, one page out. Exit code 2 if a file was broken."""
    from sim.common.files import try_files
    from sim.teaching.class_page import class_page
    from sim.teaching.class_report import read_class
    from sim.teaching.words import known_language

    known_language(language)
    try_files([out])
    with shown_progress(1) as progress:
        found = read_class(directory, workers=workers, progress=progress, language=language)
    for broken in found.broken:
        note(broken.message)
    _write(out, class_page(found, language))
    return found.exit_code


def _grid(found: Any, workers: int | None) -> Any:
    """The grid of an exercise, played now."""
    from sim.teaching.grid import play_grids

    with shown_progress(1) as progress:
        return play_grids([found], workers, progress)[found.name]


def _write(path: Path, text: str) -> None:
    """Write a page, and say where it is."""
    from sim.common.files import output_folder, write_whole

    with output_folder(path.parent, [path.name]):
        write_whole(path, lambda file: file.write(text.encode()))
    say(f"Written: {path}")
