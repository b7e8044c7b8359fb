"""Build the pages of exercises: play their grids, and write one file per exercise, a list of them, and the concept check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.common.files import Writer, output_folder, try_files, write_together
from sim.common.system import usable_path
from sim.teaching.concept_check import concept_check_words, read_items
from sim.teaching.data import data_of
from sim.teaching.exercise import Exercise
from sim.teaching.folder import CONCEPT_CHECK
from sim.teaching.grid import Grid, play_grids
from sim.teaching.page import concept_check_page, exercise_page, index_page
from sim.teaching.reading import read_exercises
from sim.teaching.words import ENGLISH, exercise_words, interface_words, known_language, markdown

INDEX, CHECK_PAGE = "index.html", f"{CONCEPT_CHECK}.html"
Progress = Callable[[int, int], None]


def build(
    names: Sequence[str] = (),
    out: Path | str = "results/exercises",
    language: str = ENGLISH,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the pages of some exercises, of all if none are named, with a list of them and the concept check.

    Parameters
    ----------
    names : sequence of str
        Exercises, such as `promise_on_paper`.
    out : path
        A folder; it is made if there is none. Whether it can be written to is tried before anything is played.
    language : str
        Of the words; `en` is complete.
    workers : int, optional
        Processes; as many as there are processors if omitted.
    progress : callable, optional
        Called with the number of worlds done and the number of all worlds of the grids that are being played.

    Returns
    -------
    list of Path
        The files: the list, the concept check, then one for each exercise.

    Raises
    ------
    InputError
        If there is no such exercise or language, or the folder cannot be written.
    """
    exercises = read_exercises(tuple(dict.fromkeys(names)))
    known_language(language)
    target = usable_path(out, "folder of the pages")
    files = [target / INDEX, target / CHECK_PAGE, *(target / page_name(one) for one in exercises)]
    try_files(files)
    return write_pages(play_grids(exercises, workers, progress), target, language)


def write_pages(grids: dict[str, Grid], out: Path, language: str = ENGLISH) -> list[Path]:
    """Write the pages of grids that have been played; all of them or none."""
    exercises = [grid.exercise for grid in grids.values()]
    words = interface_words(language).texts
    pages = {INDEX: index_page([entry(one, language) for one in exercises], words, language, CHECK_PAGE)}
    items = {item.name: item.options for item in read_items()}
    texts = {name: markdown(text) for name, text in concept_check_words(language).texts.items()}
    pages[CHECK_PAGE] = concept_check_page(items, texts, words, language)
    for grid in grids.values():
        pages[page_name(grid.exercise)] = exercise_page(data_of(grid, language))
    with output_folder(out, list(pages)) as folder:
        write_together({folder / name: _writer(page) for name, page in pages.items()})
    return [out / name for name in pages]


def page_name(exercise: Exercise) -> str:
    """The file of an exercise, so that a folder shows them in their order: `03_promise_on_paper.html`."""
    return f"{exercise.number:02d}_{exercise.name}.html"


def entry(exercise: Exercise, language: str) -> dict[str, str | int]:
    """What the list says of an exercise."""
    words = exercise_words(exercise, language)
    told = {name: words.line(name) for name in ("title", "question", "summary")}
    return {"name": exercise.name, "number": exercise.number, "file": page_name(exercise), **told}


def _writer(content: str) -> Writer:
    return lambda file: file.write(content.encode())
