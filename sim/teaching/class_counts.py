"""What the files of one exercise say together: predictions, missed checks, thresholds, luck, and explanations to discuss."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.studies.shares.intervals import Share, share_of
from sim.studies.shares.pairing import Change
from sim.teaching.checking import EXPLANATION, FULL_FORM, Checked
from sim.teaching.class_report import Group
from sim.teaching.exercise import LEVEL, Cell, Finding, Lever, Value
from sim.teaching.grid import changed
from sim.teaching.student import Prediction, Prospect, Student

SURE = 70
"""Confidence from which on somebody is called sure."""
TO_DISCUSS = 3
FEW_SIGNS = 20
"""Characters below which an explanation is nothing to discuss."""
SHORTEST_HIDDEN = 3
"""Characters of a code from which on it is hidden where its student wrote it into a text."""
RIGHT_AND_SURE, WRONG_AND_SURE, CHANGED, ANY = "right_sure", "wrong_sure", "changed", "any"


@dataclass(frozen=True)
class Predicted:
    """How many students chose an option before anything was run, and how many at the end."""

    option: str
    before: int
    after: int
    right: bool


@dataclass(frozen=True)
class Confidence:
    """How sure those were who chose the right option, and those who chose another: means, None without any."""

    right: float | None
    right_count: int
    wrong: float | None
    wrong_count: int


@dataclass(frozen=True)
class Missed:
    """The result of one check: in how many files it holds, is missed, or is not judged here."""

    name: str
    holds: int
    missed: int
    unjudged: int

    @property
    def total(self) -> int:
        """All files that have it."""
        return self.holds + self.missed + self.unjudged


@dataclass(frozen=True)
class Slot:
    """A level of a lever, or the gap between two levels, and the answers that fall there.

    Attributes
    ----------
    low, high : level
        Both the level itself; two levels for a gap; None for what lies below the first or above the last level.
    verdicts : tuple
        Of each answer whether it holds.
    """

    low: Value | None
    high: Value | None
    verdicts: tuple[bool | None, ...]


@dataclass(frozen=True)
class Luck:
    """The same setting in every student's own worlds, and in all of these together."""

    cell: dict[str, Value]
    shares: tuple[float, ...]
    pooled: Share


@dataclass(frozen=True)
class Explanation:
    """What a student wrote, without the student's code, and why it was chosen."""

    why: str
    text: str
    student: Student


def answers_of(group: Group) -> dict[str, list[Prediction | Prospect]]:
    """The predictions before anything was run, and what students would predict at the end."""
    return {
        "before": [student.prediction for student in group.students],
        "after": [student.after for student in group.students if student.after is not None],
    }


def predictions(group: Group) -> list[Predicted]:
    """How many chose each option, before and after."""
    chosen = {moment: [one.option for one in found] for moment, found in answers_of(group).items()}
    return [
        Predicted(option, chosen["before"].count(option), chosen["after"].count(option), option == group.option)
        for option in group.exercise.options
    ]


def confidence(found: Iterable[Prediction | Prospect], right: str) -> Confidence:
    """The mean confidence of right and of wrong predictions."""
    by: dict[bool, list[int]] = {True: [], False: []}
    for one in found:
        by[one.option == right].append(one.confidence)
    means = {key: float(np.mean(values)) if values else None for key, values in by.items()}
    return Confidence(means[True], len(by[True]), means[False], len(by[False]))


def missed(files: Sequence[Checked]) -> list[Missed]:
    """The result of each check, those that were missed most first; a stable order otherwise."""
    found: dict[str, list[bool | None]] = {}
    for one in files:
        for check in one.checks:
            found.setdefault(check.name, []).append(check.holds)
    counted = [Missed(name, holds.count(True), holds.count(False), holds.count(None)) for name, holds in found.items()]
    return sorted(counted, key=lambda one: -one.missed / one.total)


def levels_found(group: Group) -> list[tuple[Finding, list[Slot]]]:
    """For each finding that asks for a level, where the answers lie; findings that nobody answered are omitted."""
    found = []
    for finding in group.exercise.findings:
        answered = [
            (student.findings[finding.name], holds)
            for student, holds in group.holds(finding.name)
            if finding.name in student.findings and student.form >= FULL_FORM
        ]
        if finding.kind == LEVEL and answered:
            found.append((finding, slots(group.exercise.lever(finding.lever), answered)))
    return found


def slots(lever: Lever, answered: Sequence[tuple[Value, bool | None]]) -> list[Slot]:
    """All levels in their order, with the gaps between them in which there are answers."""
    found = []
    for place, level in enumerate(lever.levels):
        below = lever.levels[place - 1] if place else None
        if lever.numeric:
            found += _gap(below, level, answered)
        found.append(Slot(level, level, tuple(holds for value, holds in answered if value == level)))
    return [*found, *(_gap(lever.levels[-1], None, answered) if lever.numeric else [])]


def _gap(low: Any, high: Any, answered: Sequence[tuple[Any, bool | None]]) -> list[Slot]:
    inside = tuple(
        holds for value, holds in answered if (low is None or value > low) and (high is None or value < high)
    )
    return [Slot(low, high, inside)] if inside else []


def luck(group: Group, part: Cell) -> Luck | None:
    """The main measure at a setting, for every student who looked at it, and for all their distinct worlds; None without any."""
    cell = group.exercise.full(part)
    looked = [one for one in group.students if any(group.exercise.full(run.setting) == cell for run in one.runs)]
    if not looked:
        return None
    flags = group.grid.flags(cell, group.exercise.main)
    shares = tuple(float(flags[slice(*group.own_worlds(student))].mean()) for student in looked)
    where = group.together()
    return Luck(cell, shares, share_of(int(flags[where].sum()), int(where.sum())))


def pooled_change(group: Group) -> Change:
    """How the main measure moves from the first setting to the second, in all students' worlds together."""
    where = group.together()
    before, after = (
        group.grid.flags(part, group.exercise.main)[where] for part in (group.exercise.start, group.exercise.change)
    )
    return changed(before, after)


def explanations(group: Group) -> list[Explanation]:
    """Three explanations: of somebody right and sure, somebody wrong and sure, and somebody who changed to the right option.

    The surest of each kind is taken, and of those who are alike the one whom a hash of the code puts first, which says nothing
    about a student and is the same every time. Where a kind is missing, the hash alone decides.
    """
    left = sorted(
        (one for one in group.students if len(one.texts.get(EXPLANATION, "").strip()) >= FEW_SIGNS), key=_place
    )
    chosen: list[Explanation] = []
    for why, fits in _kinds(group.option).items():
        if len(chosen) == TO_DISCUSS:
            break
        fitting = sorted((one for one in left if fits(one)), key=lambda one: -one.prediction.confidence)
        if fitting:
            chosen.append(Explanation(why, _without_code(fitting[0]), fitting[0]))
            left.remove(fitting[0])
    return [*chosen, *(Explanation(ANY, _without_code(one), one) for one in left[: TO_DISCUSS - len(chosen)])]


def _kinds(right: str) -> Mapping[str, Callable[[Student], bool]]:
    return {
        CHANGED: lambda one: one.prediction.option != right and one.after is not None and one.after.option == right,
        RIGHT_AND_SURE: lambda one: one.prediction.option == right and one.prediction.confidence >= SURE,
        WRONG_AND_SURE: lambda one: one.prediction.option != right and one.prediction.confidence >= SURE,
    }


def _place(student: Student) -> str:
    return hashlib.sha256(f"{student.exercise_version}:{student.code}".encode()).hexdigest()


def _without_code(student: Student) -> str:
    """The explanation, with dots for the student's own code wherever it stands in it."""
    text = student.texts[EXPLANATION].strip()
    if len(student.code) < SHORTEST_HIDDEN:
        return text
    code = r"\s+".join(re.escape(word) for word in student.code.split())
    return re.sub(rf"(?<!\w){code}(?!\w)", "…", text, flags=re.IGNORECASE)
