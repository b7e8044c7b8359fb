"""A student's file: what page, terminal and notebook write alike, read with care, since anybody can have changed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.files import write_whole
from sim.teaching.concept_check import FORMAT as CONCEPT_FORMAT
from sim.teaching.concept_check import ConceptAnswers, concept_answers
from sim.teaching.exercise import CHOICE, SETTING, Exercise, Finding, Lever, Value
from sim.teaching.folder import exercise_names, known_exercise
from sim.teaching.handed_in import (
    Answer,
    Complaint,
    Few,
    Form,
    Listed,
    Name,
    Natural,
    Percent,
    Scalar,
    Text,
    Tongue,
    field_name,
    formed,
    read_json,
)  # fmt: skip
from sim.teaching.own import checked_code
from sim.teaching.reading import read_exercise
from sim.teaching.words import ENGLISH

FORMAT, FORMAT_VERSION = "peace-under-force exercise", 1
UNFINISHED = "peace-under-force unfinished exercise"
"""What was set aside before its end (see `sim.teaching.answers`)."""
TEXTS = ("explanation", "transfer", "exit")
MOST_RUNS = 200
FORMATS = {FORMAT: FORMAT_VERSION, CONCEPT_FORMAT: 1}
"""What students hand in, and the version of its form that is read."""


class Prediction(Form):
    """What a student expected before anything was run."""

    option: Name
    reason: Text
    confidence: Percent


class Prospect(Form):
    """What a student would predict at the end."""

    option: Name
    confidence: Percent


class Run(Form):
    """A setting that was looked at, and what was counted in the student's own worlds."""

    setting: Annotated[dict[Name, Scalar], Few]
    first_world: Natural
    worlds: Annotated[Natural, Field(ge=1)]
    seed: Natural
    counts: Annotated[dict[Name, Natural], Few]


class Manifest(Form):
    """How the file came about."""

    version: Name
    made_with: Literal["page", "command line", "notebook"]
    parameters: Annotated[dict[Name, Name], Few] | Name


class Student(Form):
    """A student's file of one exercise."""

    format: Literal["peace-under-force exercise"]
    format_version: Literal[1]
    exercise: Name
    exercise_version: Name
    language: Tongue
    form: Literal[20, 50]
    code: str
    prediction: Prediction
    after: Prospect | None = None
    runs: Annotated[tuple[Run, ...], Listed, Field(max_length=MOST_RUNS)]
    findings: Annotated[dict[Name, Answer], Few]
    texts: Annotated[dict[Name, Text], Few]
    manifest: Manifest


def read_student(path: Path | str, language: str = ENGLISH) -> Student:
    """Read a student's file of an exercise; `InputError` says in one sentence what is wrong with it and what to do."""
    told, complaint = read_json(path, language)
    if told.get("format") == CONCEPT_FORMAT:
        raise complaint.error("is_concept_check")
    return student_of(told, complaint)


def read_any(path: Path | str, language: str = ENGLISH) -> Student | ConceptAnswers:
    """Read whatever a student hands in: the file of an exercise, or answers of the concept check."""
    told, complaint = read_json(path, language)
    if told.get("format") == CONCEPT_FORMAT:
        _known_format(told, complaint)
        return concept_answers(told, complaint)
    return student_of(told, complaint)


def student_of(told: Mapping[str, Any], complaint: Complaint) -> Student:
    """A student's file from what it tells; `InputError` for whatever does not fit the exercise.

    First it is asked whether this is such a file at all, of this program and of this version of the exercise: only then do
    missing fields mean that it was broken.
    """
    if told.get("format") == UNFINISHED:
        raise complaint.error("unfinished")
    _known_format(told, complaint)
    exercise = _known_exercise(told.get("exercise"), complaint)
    if "exercise_version" in told and told["exercise_version"] != exercise.version:
        theirs = said(told["exercise_version"])
        raise complaint.error("other_version", exercise=exercise.name, theirs=theirs, ours=said(exercise.version))
    student = formed(Student, told, complaint)
    _Fitting(exercise, complaint).check(student)
    try:
        code = checked_code(student.code)
    except InputError as error:
        raise complaint.error("code", problem=error) from error
    return student.model_copy(update={"code": code, "findings": _whole(exercise, student)})


def _whole(exercise: Exercise, student: Student) -> dict[str, Any]:
    """The findings, with a value for every lever where a setting was asked for."""
    return {
        name: exercise.full(given) if isinstance(given, Mapping) else given for name, given in student.findings.items()
    }


def write_student(student: Student, path: Path) -> None:
    """Write a student's file, sorted and indented; if another content is replaced, that is said (see `sim.common.files`)."""
    written = json.dumps(student.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    write_whole(path, lambda file: file.write(f"{written}\n".encode()))


def _known_format(told: Mapping[str, Any], complaint: Complaint) -> None:
    found = told.get("format")
    if not isinstance(found, str) or found not in FORMATS:
        raise complaint.error("other_format", found=said(found))
    version = told.get("format_version")
    if isinstance(version, int) and not isinstance(version, bool) and version != FORMATS[found]:
        raise complaint.error("other_format_version", found=said(version), ours=FORMATS[found])


def _known_exercise(name: object, complaint: Complaint) -> Exercise:
    if not isinstance(name, str):
        raise complaint.error("no_exercise")
    try:
        return read_exercise(known_exercise(name))
    except UnknownNameError:
        raise complaint.error("exercise", found=said(name), advice=suggestion(name, exercise_names())) from None


class _Fitting:
    """Whether what a file says can be said of its exercise."""

    def __init__(self, exercise: Exercise, complaint: Complaint) -> None:
        self.exercise, self.complaint = exercise, complaint

    def check(self, student: Student) -> None:
        """Raise `InputError` for the first thing that does not fit."""
        self._option(student.prediction.option, "prediction.option", self.exercise.options)
        if student.after is not None:
            self._option(student.after.option, "after.option", self.exercise.options)
        self._names(student.texts, TEXTS, "texts", whole=False)
        seen = set()
        for place, run in enumerate(student.runs):
            self._run(run, f"runs[{place}]")
            setting = tuple(sorted(run.setting.items()))
            if setting in seen:
                raise self.complaint.error("setting_twice", field=f"runs[{place}].setting")
            seen.add(setting)
        for name, given in student.findings.items():
            names = [finding.name for finding in self.exercise.findings]
            if name not in names:
                advice = suggestion(name, names)
                raise self.complaint.error("finding", found=said(name), exercise=self.exercise.name, advice=advice)
            self._answer(self.exercise.finding(name), given, f"findings.{name}")

    def _option(self, option: object, field: str, options: tuple[str, ...]) -> None:
        if not isinstance(option, str) or option not in options:
            raise self.complaint.error("option", field=field, found=said(option), advice=suggestion(option, options))

    def _run(self, run: Run, field: str) -> None:
        self._setting(run.setting, f"{field}.setting", whole=True)
        end = run.first_world + run.worlds
        if end > self.exercise.worlds:
            raise self.complaint.error("beyond", field=field, end=f"{end:,}", worlds=f"{self.exercise.worlds:,}")
        self._names(run.counts, self.exercise.shown, f"{field}.counts", whole=True)
        for name, count in run.counts.items():
            if count > run.worlds:
                where = {"field": f"{field}.counts.{name}", "count": f"{count:,}", "worlds": f"{run.worlds:,}"}
                raise self.complaint.error("count", **where)

    def _answer(self, finding: Finding, given: Any, field: str) -> None:
        if finding.kind == CHOICE:
            self._option(given, field, finding.options)
        elif finding.kind == SETTING:
            if not isinstance(given, Mapping):
                must = self.complaint.word("must_setting")
                raise self.complaint.error("wrong", field=field, must=must, found=said(given))
            self._setting(given, field, whole=False)
        else:
            lever = self.exercise.lever(finding.lever)
            self._level(lever, given, field)
            self._plausible({lever.name: given}, field)

    def _setting(self, setting: Mapping[str, Any], field: str, whole: bool) -> None:
        self._names(setting, tuple(lever.name for lever in self.exercise.levers), field, whole)
        for name, value in setting.items():
            self._level(self.exercise.lever(name), value, f"{field}.{name}")
        self._plausible(setting, field)

    def _names(self, given: Mapping[str, Any], known: tuple[str, ...], field: str, whole: bool) -> None:
        """Refuse a name that there is not, or that one is missing where all are needed."""
        for name in given:
            if name not in known:
                raise self.complaint.error("name", field=field, found=said(name), advice=suggestion(name, known))
        missing = [name for name in known if name not in given]
        if whole and missing:
            raise self.complaint.error("missing", field=field_name((field, missing[0]), {field: {}}, missing=True))

    def _level(self, lever: Lever, value: Any, field: str) -> None:
        """A number for a lever that has numbers, which need not be a level; a level of its own for any other."""
        number = isinstance(value, int | float)
        if number if lever.numeric else value in lever.levels:
            return
        levels = [str(level) for level in lever.levels]
        raise self.complaint.error("level", field=field, found=said(value), advice=suggestion(str(value), levels, True))

    def _plausible(self, part: Mapping[str, Value], field: str) -> None:
        """Refuse numbers beyond the ranges of their parameters, and views that cannot be taken over from anybody."""
        try:
            problem = _problem(self.exercise.name, self.exercise.version, tuple(sorted(part.items())))
        except OverflowError:
            problem = said(dict(part))
        if problem is None:
            raise self.complaint.error("together", field=field)
        if problem:
            raise self.complaint.error("range", field=field, problem=problem)


@lru_cache(maxsize=4096)
def _problem(name: str, version: str, part: tuple[tuple[str, Value], ...]) -> str | None:
    """What is wrong with the parameters of a setting; nothing if it can be played, None if its levels do not go together."""
    exercise = read_exercise(name)
    cell = exercise.full(dict(part))
    if exercise.on_grid(cell):
        return ""
    try:
        exercise.parameters(cell)
    except KeyError:
        return None
    except InputError as error:
        return str(error)
    return ""
