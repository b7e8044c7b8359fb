"""What a student has answered so far: written to the student's file at the end, or set aside and taken up again."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.common.errors import BrokenFileError, InputError
from sim.common.files import write_whole
from sim.common.system import read_file, reason, shown
from sim.common.version import __version__
from sim.teaching.exercise import Exercise
from sim.teaching.folder import known_exercise
from sim.teaching.handed_in import plain_text
from sim.teaching.live import Live
from sim.teaching.own import checked_code
from sim.teaching.reading import read_exercise
from sim.teaching.student import FORMAT, FORMAT_VERSION, MOST_RUNS, TEXTS, UNFINISHED, Student
from sim.teaching.typed import answer_of, cell_of, confidence_of, form_of, option_of, reason_of, text_of
from sim.teaching.words import known_language

LARGEST = 256 * 1024


@dataclass
class Answers:
    """What a student has answered so far; the prediction, once it is there, cannot change."""

    exercise: Exercise
    code: str
    form: int
    language: str
    prediction: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    runs: list[dict[str, Any]] = field(default_factory=list)
    findings: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    """Texts that were broken off, by their names."""
    done: list[str] = field(default_factory=list)

    def lock(self, option: str, confidence: int, reason: str) -> None:
        """Keep a prediction; `InputError` if there is one already."""
        given = {"option": option, "reason": reason, "confidence": confidence}
        if self.prediction is not None and self.prediction != given:
            raise InputError("the prediction is locked and cannot change; go on with the next step")
        self.prediction = given

    def note_run(self, live: Live, cell: dict[str, Any]) -> None:
        """Keep what was counted in a setting, when it is looked at for the first time."""
        if all(run["setting"] != self.exercise.full(cell) for run in self.runs) and len(self.runs) < MOST_RUNS:
            self.runs.append(live.run(cell))

    def file_name(self, ending: str = "json") -> Path:
        """The usual name of the file, in the folder one is in."""
        return Path(f"{self.exercise.name}-{self.code.replace(' ', '-')}.{ending}")

    def count_again(self, live: Live) -> None:
        """Count the worlds of all settings that were looked at before the walk was set aside."""
        live.load(run["setting"] for run in self.runs)
        self.runs = [live.run(run["setting"]) for run in self.runs]

    def as_student(self, live: Live, made_with: str) -> Student:
        """The student's file."""
        start = self.exercise.start
        hashes = {self.exercise.label(start): live.hash(start)}
        manifest = {"version": __version__, "made_with": made_with, "parameters": hashes}
        return Student.model_validate({**self._head(FORMAT), **self._given(), "manifest": manifest})

    def as_unfinished(self) -> dict[str, Any]:
        """What is set aside if the walk breaks off."""
        return {**self._head(UNFINISHED), **self._given(), "drafts": self.drafts, "done": self.done}

    def _head(self, name: str) -> dict[str, Any]:
        return {
            "format": name,
            "format_version": FORMAT_VERSION,
            "exercise": self.exercise.name,
            "exercise_version": self.exercise.version,
            "language": self.language,
            "form": self.form,
            "code": self.code,
        }

    def _given(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("prediction", "after", "runs", "findings", "texts")}


def resumed(path: Path) -> Answers:
    """Answers that were set aside; `InputError` says what is wrong with a file that is none, or was changed by hand."""
    told = _told(path)
    exercise = read_exercise(known_exercise(str(told.get("exercise"))))
    if told.get("exercise_version") != exercise.version:
        raise BrokenFileError(
            f"{shown(path)} is of version {told.get('exercise_version')} of {exercise.name}, here is {exercise.version}; "
            "start anew"
        )
    try:
        return _read(told, exercise)
    except (KeyError, TypeError, AttributeError, StopIteration, InputError) as error:
        why = error if isinstance(error, InputError) else "something is missing, or of another kind"
        raise BrokenFileError(f"{shown(path)} was changed after it was set aside ({why}); start anew") from error


def _told(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(read_file(path, LARGEST))
    except FileNotFoundError as error:
        raise InputError(f"there is no file {shown(path)}; name the unfinished file, or start anew") from error
    except InputError as error:
        raise BrokenFileError(f"{error}; name a file that ends in .unfinished.json") from error
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be read ({reason(error)}); copy it to another place") from error
    except (ValueError, RecursionError) as error:
        raise BrokenFileError(f"{shown(path)} cannot be read as JSON; start anew") from error
    if isinstance(told, dict) and told.get("format") == FORMAT:
        raise BrokenFileError(
            f"{shown(path)} is of an exercise that is finished; check it with `exercise check`, or start anew"
        )
    if not isinstance(told, dict) or told.get("format") != UNFINISHED:
        raise BrokenFileError(
            f"{shown(path)} is not an exercise that was set aside; name a file that ends in .unfinished.json"
        )
    return told


def _read(told: dict[str, Any], exercise: Exercise) -> Answers:
    known_language(told["language"])
    made = Answers(exercise, checked_code(told["code"]), form_of(told["form"]), told["language"])
    if told["prediction"] is not None:
        made.lock(*_belief(told["prediction"], exercise), reason_of(told["prediction"]["reason"]))
    if told["after"] is not None:
        option, confidence = _belief(told["after"], exercise)
        made.after = {"option": option, "confidence": confidence}
    for name, given in told["findings"].items():
        finding = exercise.finding(name)
        made.findings[name] = answer_of(exercise, finding, given)
    made.texts = {name: text_of(text) for name, text in told["texts"].items() if name in TEXTS}
    made.drafts = {name: plain_text(text) for name, text in told.get("drafts", {}).items() if name in TEXTS}
    # What was counted is counted again, whatever the file says.
    made.runs = [{"setting": cell_of(exercise, run["setting"], exercise.start)} for run in told["runs"][:MOST_RUNS]]
    made.done = [str(name) for name in told["done"]]
    if made.prediction is None and made.done not in ([], ["hook"]):
        raise InputError("steps after the prediction are answered, but the prediction is missing")
    return made


def _belief(given: dict[str, Any], exercise: Exercise) -> tuple[str, int]:
    """An option and how sure a student is of it."""
    return option_of(given["option"], exercise.options), confidence_of(given["confidence"])


def set_aside(answers: Answers, path: Path) -> None:
    """Write down what was answered so far, over what was set aside of it before."""
    text = json.dumps(answers.as_unfinished(), indent=1, ensure_ascii=False, allow_nan=False)
    write_whole(path, lambda file: file.write(f"{text}\n".encode()), own=True)
