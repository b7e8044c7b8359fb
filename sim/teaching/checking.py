"""Check what a student hands in: play the student's own settings again, and hold the answers against the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from sim.parameters.wording import broken
from sim.teaching.exercise import Exercise, Figure, Value
from sim.teaching.figures import figure_text
from sim.teaching.grid import Grid, Progress, play_cells
from sim.teaching.judging import Window, cells_for, right
from sim.teaching.key import read_key
from sim.teaching.own import first_world
from sim.teaching.reading import read_exercise
from sim.teaching.student import Run, Student, read_student
from sim.teaching.words import Words, exercise_words, interface_words

PREDICTED, REPRODUCED = "predicted", "reproduced"
EXPLANATION, TRANSFER, EXIT = "explanation", "transfer", "exit"
WIDTH, MARGIN = 80, 17
"""Columns of a terminal, and of the marks before what a check is about."""
FULL_FORM = 50
"""Minutes of the form in which findings and the case elsewhere are asked for."""


@dataclass(frozen=True)
class Check:
    """One check of a student's file: it holds, it does not, or (None) the instructor reads it."""

    name: str
    holds: bool | None


@dataclass(frozen=True)
class Checked:
    """The results of all checks of a student's file."""

    student: Student
    checks: tuple[Check, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    """The numbers in the reply to what the student had predicted."""

    @property
    def held(self) -> int:
        """How many checks hold."""
        return sum(check.holds is True for check in self.checks)

    @property
    def judged(self) -> int:
        """How many were judged here."""
        return sum(check.holds is not None for check in self.checks)


def check_file(path: Path | str, workers: int | None = None, progress: Progress | None = None) -> Checked:
    """Check one file; raise `InputError` if it cannot be read, with what is wrong in it and what to do."""
    student = read_student(path)
    exercise = read_exercise(student.exercise)
    replied = reply_figures(exercise, student)
    cells = [*cells_needed(exercise, student), *(exercise.full(cell) for one in replied.values() for cell in one.cells)]
    cells = list({exercise.label(cell): cell for cell in cells}.values())
    worlds = max([exercise.worlds, *(run.first_world + run.worlds for run in student.runs)])
    grids = play_cells([exercise], {exercise.name: cells}, worlds, workers, progress)
    grid = grids[exercise.name]
    figures = {name: figure_text(grid, figure) for name, figure in replied.items()}
    return replace(check_student(student, grid), figures=figures)


def reply_figures(exercise: Exercise, student: Student) -> dict[str, Figure]:
    """The figures that the reply to a student's prediction speaks of."""
    text = exercise_words(exercise).texts[f"reply.{student.prediction.option}"]
    return {name: figure for name, figure in exercise.figures.items() if f"{{{name}}}" in text}


def cells_needed(exercise: Exercise, student: Student) -> list[dict[str, Value]]:
    """The cells that checking a student's file plays, each once."""
    found = [exercise.full(run.setting) for run in student.runs]
    for key in read_key(exercise).findings:
        if key.finding.name in student.findings:
            found += cells_for(exercise, key, student.findings[key.finding.name])
    return list({exercise.label(cell): cell for cell in found}.values())


def check_student(student: Student, grid: Grid) -> Checked:
    """Hold a student's file against the worlds; the grid has the cells that are needed (see `cells_needed`).

    What rests on a cell that is not in the grid is left to the instructor.
    """
    exercise = grid.exercise
    checks = [
        Check(PREDICTED, bool(student.prediction.reason.strip())),
        Check(REPRODUCED, reproduced(student, grid)),
    ]
    read = [EXPLANATION, EXIT]
    if student.form >= FULL_FORM:
        window = Window(first_world(exercise, student.code), exercise.own)
        for key in read_key(exercise).findings:
            given = student.findings.get(key.finding.name)
            known = given is None or _there(grid, cells_for(exercise, key, given))
            answer = given is not None and known and right(grid, key, given, window)
            checks.append(Check(key.finding.name, answer if known else None))
        read = [EXPLANATION, TRANSFER, EXIT]
    checks += [Check(name, None if student.texts.get(name, "").strip() else False) for name in read]
    return Checked(student, tuple(checks))


def reproduced(student: Student, grid: Grid) -> bool | None:
    """Whether every run gives the same counts again; None if a run cannot be played here. Without any run it does not."""
    found = [same_again(run, student, grid) for run in student.runs]
    if not found or False in found:
        return False
    return None if None in found else True


def same_again(run: Run, student: Student, grid: Grid) -> bool | None:
    """Whether one run is of the student's own worlds and its counts come out again; None if its cell was not played."""
    exercise = grid.exercise
    cell = exercise.full(run.setting)
    if (run.first_world, run.worlds, run.seed) != (first_world(exercise, student.code), exercise.own, grid.seed):
        return False
    if not _there(grid, [cell]):
        return None
    flags = {name: grid.flags(cell, name, run.first_world, run.worlds) for name in exercise.shown}
    return all(run.counts.get(name) == int(np.count_nonzero(where)) for name, where in flags.items())


def _there(grid: Grid, cells: Sequence[Mapping[str, Value]]) -> bool:
    return all(grid.exercise.label(cell) in grid.codes for cell in cells)


def told(checked: Checked, language: str) -> str:
    """What the student reads: how many checks hold, what to look at again, and the reply to the prediction.

    The right answers are not part of it.
    """
    words = interface_words(language)
    exercise = read_exercise(checked.student.exercise)
    own = exercise_words(exercise, language)
    read = len(checked.checks) - checked.judged
    lines = [_sum(words, checked, read)]
    for check in checked.checks:
        mark = {True: "check.holds", False: "check.fails", None: "check.read"}[check.holds]
        lines.append(f"  {words[mark]:<14} {label_of(check, exercise, words, own)}")
        if check.holds is False:
            lines.append(f"  {'':<14} {hint_of(check, exercise, words, own)}")
    reply = own.with_figures(checked.figures).line(f"reply.{checked.student.prediction.option}")
    lines += [
        "",
        words.say("check.reply", option=own.line(f"commit.option.{checked.student.prediction.option}")),
        reply,
    ]
    return "\n".join(broken for line in lines for broken in _broken(line))


def _broken(line: str) -> list[str]:
    """A line broken for a terminal of 80 columns, with what belongs to a check set in."""
    indent = " " * (len(line) - len(line.lstrip()))
    hanging = " " * MARGIN if indent else ""
    return broken(line.strip(), WIDTH, indent, hanging) if line.strip() else [""]


def _sum(words: Words, checked: Checked, read: int) -> str:
    return words.say("check.sum", held=checked.held, judged=checked.judged, read=read)


def label_of(check: Check, exercise: Exercise, words: Words, own: Words) -> str:
    """What a check is about, in words."""
    if check.name in [finding.name for finding in exercise.findings]:
        return own.line(f"finding.{check.name}.question")
    return words[f"check.{check.name}"]


def hint_of(check: Check, exercise: Exercise, words: Words, own: Words) -> str:
    """Where a student should look again."""
    if check.name in [finding.name for finding in exercise.findings]:
        return own.line(f"finding.{check.name}.hint")
    return words[f"check.{check.name}_hint"]
