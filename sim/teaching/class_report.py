"""A folder of students' files: the good ones by exercise with their checks, the broken ones by name with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.common.errors import InputError
from sim.common.system import explained, shown, usable_path
from sim.teaching.checking import Checked, cells_needed, check_student
from sim.teaching.concept_check import ConceptAnswers
from sim.teaching.exercise import Exercise, Value
from sim.teaching.folder import exercise_names
from sim.teaching.grid import Grid, Progress, play_cells
from sim.teaching.key import read_key
from sim.teaching.own import first_world
from sim.teaching.reading import read_exercise
from sim.teaching.student import Student, read_any
from sim.teaching.words import ENGLISH

ENDING = ".json"
OK, BROKEN = 0, 2
"""Exit codes: as everywhere in the project 2 says that something that was given could not be used."""


@dataclass(frozen=True)
class Broken:
    """A file that could not be read, and the sentence that says why."""

    file: str
    message: str


@dataclass(frozen=True)
class Replaced:
    """A file that does not count, since the same code has a later one."""

    file: str
    by: str


@dataclass(frozen=True)
class Group:
    """All files of one exercise, each with its checks.

    Attributes
    ----------
    exercise : Exercise
    option : str
        The option that the model bears out.
    grid : Grid
        The cells of the grid that the files use.
    files : tuple of Checked
    """

    exercise: Exercise
    option: str
    grid: Grid
    files: tuple[Checked, ...]

    @property
    def students(self) -> tuple[Student, ...]:
        """What the files say."""
        return tuple(one.student for one in self.files)

    def holds(self, name: str) -> list[tuple[Student, bool | None]]:
        """Of each student who has it, whether a check holds."""
        return [(one.student, check.holds) for one in self.files for check in one.checks if check.name == name]

    def own_worlds(self, student: Student) -> tuple[int, int]:
        """The student's own worlds: the first one, and the end behind the last."""
        first = first_world(self.exercise, student.code)
        return first, first + self.exercise.own

    def together(self) -> NDArray[np.bool_]:
        """Which of the worlds that were played are some student's own."""
        found = np.zeros(self.exercise.worlds, dtype=bool)
        for student in self.students:
            found[slice(*self.own_worlds(student))] = True
        return found


@dataclass(frozen=True)
class Class:
    """What was found in a folder."""

    folder: str
    groups: tuple[Group, ...]
    concept: tuple[ConceptAnswers, ...]
    broken: tuple[Broken, ...]
    replaced: tuple[Replaced, ...]

    @property
    def files(self) -> int:
        """How many files count."""
        return sum(len(group.files) for group in self.groups) + len(self.concept)

    @property
    def exit_code(self) -> int:
        """What the command ends with: 2 if a file was broken, though the good ones are reported."""
        return BROKEN if self.broken else OK


@dataclass
class _Sorting:
    """Files put in their places one by one, in the order of their names."""

    language: str
    good: dict[tuple[str, ...], tuple[str, Student | ConceptAnswers]] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)

    def add(self, path: Path) -> None:
        """Read a file; a later one of the same code takes the place of an earlier one."""
        name = shown(path.name)
        try:
            found = read_any(path, self.language)
        except InputError as error:
            self.broken.append(Broken(name, str(error)))
            return
        place = ("", found.moment, found.code) if isinstance(found, ConceptAnswers) else (found.exercise, found.code)
        if place in self.good:
            self.replaced.append(Replaced(self.good[place][0], name))
        self.good[place] = (name, found)


def read_class(
    folder: Path | str,
    *,
    exercises: Mapping[str, Exercise] | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    language: str = ENGLISH,
) -> Class:
    """Read all students' files of a folder, not of the folders in it, and check them.

    Parameters
    ----------
    folder : Path or str
    exercises : mapping of str to Exercise, optional
        Exercises to be used in place of those of the same names, such as some with fewer worlds.
    workers : int, optional
        Processes.
    progress : callable, optional
        Called with the worlds that were played and those that are to be played.
    language : str
        Of the sentences about broken files.

    Raises
    ------
    InputError
        If the folder cannot be read, or holds no file whose name ends in `.json`.
    """
    sorting = _Sorting(language)
    for path in _listed(folder):
        sorting.add(path)
    found = [one for _, one in sorting.good.values()]
    students = [one for one in found if isinstance(one, Student)]
    concept = tuple(one for one in found if isinstance(one, ConceptAnswers))
    groups = _groups(students, exercises or {}, workers, progress)
    return Class(shown(Path(folder).name), groups, concept, tuple(sorting.broken), tuple(sorting.replaced))


def _listed(folder: Path | str) -> list[Path]:
    """The files of a folder in the order of their names; hidden ones are left alone."""
    place = usable_path(folder, "name of a folder")
    try:
        paths = [path for path in place.iterdir() if path.suffix.lower() == ENDING and not path.name.startswith(".")]
    except FileNotFoundError:
        raise InputError(f"there is no folder {shown(place)}; give the folder that holds the students' files") from None
    except NotADirectoryError:
        raise InputError(f"{shown(place)} is not a folder; give the folder that holds the students' files") from None
    except OSError as error:
        raise InputError(explained(error)) from error
    if not paths:
        raise InputError(f"no students' files in {shown(place)}: none ends in {ENDING}; copy them into it")
    return sorted(paths, key=lambda path: path.name)


def _groups(
    students: Sequence[Student], replacing: Mapping[str, Exercise], workers: int | None, progress: Progress | None
) -> tuple[Group, ...]:
    """Students by exercise, in the order of the exercises, with all cells that they need played once."""
    by_exercise = {name: [student for student in students if student.exercise == name] for name in exercise_names()}
    present = {name: replacing.get(name) or read_exercise(name) for name, found in by_exercise.items() if found}
    cells = {name: _cells(exercise, by_exercise[name]) for name, exercise in present.items()}
    grids: dict[str, Grid] = {}
    for worlds in sorted({exercise.worlds for exercise in present.values()}):
        alike = [exercise for exercise in present.values() if exercise.worlds == worlds]
        grids |= play_cells(
            alike, {exercise.name: cells[exercise.name] for exercise in alike}, worlds, workers, progress
        )
    return tuple(_group(grids[name], by_exercise[name]) for name in present)


def _group(grid: Grid, students: Sequence[Student]) -> Group:
    files = tuple(check_student(student, grid) for student in students)
    return Group(grid.exercise, read_key(grid.exercise).option, grid, files)


def _cells(exercise: Exercise, students: Iterable[Student]) -> list[dict[str, Value]]:
    """The cells of the grid that some students' files need, and the two of the first steps; each once.

    What lies off the grid is not played again here: a class of scripting students could ask for any number of settings.
    """
    wanted = [exercise.start, exercise.full(exercise.change)]
    for student in students:
        wanted += cells_needed(exercise, student)
    return list({exercise.label(cell): cell for cell in wanted if exercise.on_grid(cell)}.values())
