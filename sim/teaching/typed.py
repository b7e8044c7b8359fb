"""What a student types, read: an option, a reason, a confidence, a level, a setting; or one sentence on what is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.teaching.exercise import CHOICE, LEVEL, Cell, Exercise, Finding, Lever, Value
from sim.teaching.handed_in import LONGEST_TEXT, plain_text

FORMS = (20, 50)
FEWEST_WORDS = 3
"""Words of a reason, so that it is one."""
MOST_SURE = 100
NEARLY = 1e-6


def form_of(typed: object) -> int:
    """20 or 50 minutes."""
    word = str(typed).split()[0] if str(typed).split() else ""
    if word not in map(str, FORMS):
        raise InputError(f"{said(typed)} is not a form of the exercise; give 20 or 50, the minutes that it takes")
    return int(word)


def option_of(typed: object, options: Sequence[str]) -> str:
    """An option by its number, counted from 1, or by its name."""
    word = str(typed).strip().rstrip(".)").lower()
    if word in options:
        return word
    if word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= len(options):
        return options[int(word) - 1]
    chosen = said(typed) if word else "nothing"
    raise UnknownNameError(f"{chosen} is not an option; give a number from 1 to {len(options)}")


def reason_of(typed: object) -> str:
    """A reason of at least a few words."""
    text = text_of(typed)
    if len(text.split()) < FEWEST_WORDS:
        raise InputError(f"a reason has at least {FEWEST_WORDS} words; say in a sentence why you expect this")
    return text


def text_of(typed: object) -> str:
    """A text without signs that cannot be shown; `InputError` if it is too long for the file."""
    text = plain_text(str(typed)).strip()
    if len(text) > LONGEST_TEXT:
        raise InputError(f"the text has {len(text):,} characters; at most {LONGEST_TEXT:,} go into the file")
    return text


def confidence_of(typed: object) -> int:
    """How sure a student is, from 0 to 100."""
    word = str(typed).strip().removesuffix("%").strip()
    if not (word.isascii() and word.isdigit() and int(word[:9]) <= MOST_SURE):
        raise InputError(f"{said(typed)} is not a confidence; give a whole number from 0 (a guess) to 100 (certain)")
    return int(word)


def value_of(lever: Lever, typed: object) -> Value:
    """A number for a lever that takes numbers, or the name of a level."""
    if not lever.numeric:
        word = str(typed).strip().lower()
        if word not in lever.levels:
            raise UnknownNameError(
                f"{said(typed)} is not a level of {lever.name}; {suggestion(word, map(str, lever.levels), True)}"
            )
        return word
    try:
        number = float(str(typed).strip().replace(",", "."))
    except ValueError:
        number = math.nan
    if isinstance(typed, bool) or not math.isfinite(number):
        raise InputError(f"{lever.name} takes a number, not {said(typed)}; on the page its levels are {levels(lever)}")
    return next((level for level in lever.levels if abs(float(level) - number) < NEARLY), number)


def level_of(lever: Lever, typed: object) -> Value:
    """One of the levels of a lever."""
    value = value_of(lever, typed)
    if value not in lever.levels:
        raise InputError(f"{said(typed)} is not a level of {lever.name}; choose among {levels(lever)}")
    return value


def levels(lever: Lever) -> str:
    """The levels of a lever as a list."""
    return ", ".join(map(str, lever.levels))


def cell_of(exercise: Exercise, changes: Mapping[str, Any], now: Cell) -> dict[str, Value]:
    """A setting of all levers: some changed, the others where they are; `InputError` if it cannot be played."""
    names = [lever.name for lever in exercise.levers]
    for name in changes:
        if name not in names:
            raise UnknownNameError(f"there is no lever {said(name)}; {suggestion(name, names, full_list=True)}")
    cell = {**now, **{name: value_of(exercise.lever(name), value) for name, value in changes.items()}}
    _refuse_impossible(exercise, cell)
    try:
        exercise.parameters(cell)
    except InputError as error:
        changed = " ".join(f"{name}={value}" for name, value in cell.items() if value != now[name])
        raise InputError(f"{changed} cannot be played: {error}") from error
    return cell


def points_of(lever: Lever, value: Value) -> float:
    """The points that a value of a lever costs; between two levels they lie in between."""
    if not lever.numeric:
        return float(lever.cost(value))
    return float(np.interp(float(value), [float(level) for level in lever.levels], lever.points))


def _refuse_impossible(exercise: Exercise, cell: Cell) -> None:
    """Refuse a setting that spends too many points or too few, or takes views over where there are none to take."""
    for lever in exercise.levers:
        sources = lever.takes_from or {}
        if lever.takes and lever.takes[str(cell[lever.name])] and cell[lever.of] not in sources:
            raise InputError(
                f"{lever.name} can be moved only where {lever.of} is {' or '.join(sources)}; "
                f"put it back to {exercise.start[lever.name]}, or choose one of them in the same line"
            )
    if not exercise.total_points:
        return
    spent = {lever.name: points_of(lever, cell[lever.name]) for lever in exercise.levers}
    if abs(sum(spent.values()) - exercise.total_points) > NEARLY:
        told = ", ".join(f"{cost:g} on {name}" for name, cost in spent.items())
        raise InputError(
            f"this spends {sum(spent.values()):g} points of {exercise.total_points} ({told}); set two or all levers in one line"
        )


def changes_of(typed: str) -> dict[str, str]:
    """What `credibility=0.5 agenda=0.6` says; `InputError` if a part is not a NAME=VALUE."""
    found: dict[str, str] = {}
    # A comma before a name separates two levers; before a digit it is a decimal comma.
    for part in re.sub(r"\s*=\s*", "=", re.sub(r",(?=\s*[^\W\d])|;", " ", typed)).split():
        name, sign, value = part.strip(",").partition("=")
        name = name.lower()
        if not (sign and name and value) or "=" in value:
            raise InputError(f"{said(part)} is not a setting; write NAME=VALUE, such as credibility=0.5")
        if name in found:
            raise InputError(f"{name} is set twice ({found[name]} and {value}); set it once")
        found[name] = value
    return found


def answer_of(exercise: Exercise, finding: Finding, given: object) -> Any:
    """The answer to a finding, from what a student gave: an option, a level, or a whole setting."""
    if finding.kind == CHOICE:
        return option_of(given, finding.options)
    if finding.kind == LEVEL:
        return level_of(exercise.lever(finding.lever), given)
    if not isinstance(given, Mapping):
        raise InputError(
            f"{finding.name} is answered by a whole setting, not by {said(given)}; name the levers with their values"
        )
    return cell_of(exercise, given, exercise.start)
