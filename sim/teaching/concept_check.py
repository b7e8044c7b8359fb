"""The concept check: its items and its key, what students answered before and after, and how good the items are.

Difficulty is the share of right answers, discrimination the correlation of an item with the score on the others, and gain what
the class won of what it could still win (Hake 1998, American Journal of Physics 66, 64-74).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from scipy.special import stdtrit

from sim.common.errors import InputError, said, suggestion
from sim.parameters.files import Node
from sim.studies.shares.intervals import CONFIDENCE
from sim.teaching.folder import CONCEPT_CHECK, KEY, known_exercise, node_of
from sim.teaching.handed_in import Complaint, Form, Name, Tongue, formed
from sim.teaching.own import checked_code
from sim.teaching.words import ENGLISH, Words, concept_words

ITEMS = "items.yaml"
FORMAT, FORMAT_VERSION = "peace-under-force concept check", 1
BEFORE, AFTER = "before", "after"
MOMENTS = (BEFORE, AFTER)
FEWEST = 10
"""Students from which on an interval or a correlation says anything."""


@dataclass(frozen=True)
class Item:
    """A case with options, and the exercise that teaches what it asks."""

    name: str
    exercise: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class ConceptKey:
    """The right option of each item, and the misconception that each other option stands for."""

    answers: Mapping[str, str]
    misconceptions: Mapping[str, Mapping[str, str]]


class MadeBy(Form):
    """How a file came about."""

    version: Name
    made_with: Literal["page", "command line", "notebook"]


class ConceptAnswers(Form):
    """A student's answers at one moment."""

    format: Literal["peace-under-force concept check"]
    format_version: Literal[1]
    language: Tongue
    code: str
    moment: Literal["before", "after"]
    answers: dict[str, Name]
    manifest: MadeBy


@dataclass(frozen=True)
class ItemStatistics:
    """How an item fared.

    Attributes
    ----------
    item : Item
    right, answered : int
        Students who were right, of all who handed in the check; an item that was omitted is not right.
    discrimination : float or None
        Correlation of being right with the score on the other items; None for few students, or if one of the two never varies.
    misconception : str
        The wrong option that was chosen most often; empty if nobody chose one.
    chosen : int
        How often.
    """

    item: Item
    right: int
    answered: int
    discrimination: float | None
    misconception: str
    chosen: int


@dataclass(frozen=True)
class Gain:
    """What a class won between two checks.

    Attributes
    ----------
    students : int
        Those who took both.
    before, after : float
        Their mean scores as shares of all items.
    gain : float or None
        (after - before) / (1 - before); None if nothing was left to win.
    low, high : float or None
        The ends of its interval; None for few students.
    """

    students: int
    before: float
    after: float
    gain: float | None
    low: float | None
    high: float | None


def read_items(folder: Path | None = None) -> tuple[Item, ...]:
    """The items of the concept check; `InputError` with file and line if they are wrong."""
    node = node_of(CONCEPT_CHECK, ITEMS, folder).fields(("items",))["items"]
    return tuple(_item(name, child, folder) for name, child in node.mapping().items())


def _item(name: str, node: Node, folder: Path | None) -> Item:
    fields = node.fields(("exercise", "options"))
    options = tuple(child.text() for child in fields["options"].items())
    if len(set(options)) < len(options):
        raise fields["options"].error("names an option twice; name each once")
    return Item(name, known_exercise(fields["exercise"].text(), folder), options)


def read_concept_key(folder: Path | None = None) -> ConceptKey:
    """The key of the concept check; students' copies do not hold it."""
    items = {item.name: item for item in read_items(folder)}
    fields = node_of(CONCEPT_CHECK, KEY, folder).fields(("answers", "misconceptions"))
    answers = {
        name: child.word(items[name].options, "option")
        for name, child in fields["answers"].fields(tuple(items)).items()
    }
    wrong = {
        name: {option: one.text() for option, one in child.fields(_others(items[name], answers)).items()}
        for name, child in fields["misconceptions"].fields(tuple(items)).items()
    }
    return ConceptKey(answers, wrong)


def _others(item: Item, answers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(option for option in item.options if option != answers[item.name])


def concept_check_words(language: str = ENGLISH, folder: Path | None = None) -> Words:
    """All words that a student sees of the concept check."""
    expected = ["title", "intro", "thanks"]
    for item in read_items(folder):
        expected += [f"item.{item.name}.case", *(f"item.{item.name}.option.{option}" for option in item.options)]
    return concept_words(expected, language, folder)


def concept_answers(told: Mapping[str, Any], complaint: Complaint, folder: Path | None = None) -> ConceptAnswers:
    """Answers as a file tells them; `InputError` says what does not fit the concept check."""
    found = formed(ConceptAnswers, told, complaint)
    items = {item.name: item for item in read_items(folder)}
    for name, option in found.answers.items():
        if name not in items:
            raise complaint.error("item", item=said(name), advice=suggestion(name, items))
        if option not in items[name].options:
            advice = suggestion(option, items[name].options)
            raise complaint.error("option", field=f"answers.{name}", found=said(option), advice=advice)
    try:
        return found.model_copy(update={"code": checked_code(found.code)})
    except InputError as error:
        raise complaint.error("code", problem=error) from error


def right_items(answers: ConceptAnswers, key: ConceptKey) -> list[bool]:
    """Which items were answered rightly, in the order of the key."""
    return [answers.answers.get(name) == option for name, option in key.answers.items()]


def item_statistics(
    items: Sequence[Item], key: ConceptKey, answers: Sequence[ConceptAnswers]
) -> tuple[ItemStatistics, ...]:
    """How each item fared among some students' answers."""
    right = np.array([right_items(one, key) for one in answers], dtype=float).reshape(len(answers), len(key.answers))
    places = {name: place for place, name in enumerate(key.answers)}
    return tuple(_statistics(item, places[item.name], key, right, answers) for item in items)


def _statistics(
    item: Item, place: int, key: ConceptKey, right: Any, answers: Sequence[ConceptAnswers]
) -> ItemStatistics:
    own = right[:, place]
    chosen = Counter(one.answers[item.name] for one in answers if item.name in one.answers)
    wrong = sorted(
        ((count, option) for option, count in chosen.items() if option != key.answers[item.name]),
        key=lambda pair: (-pair[0], item.options.index(pair[1])),
    )
    most, option = wrong[0] if wrong else (0, "")
    return ItemStatistics(item, int(own.sum()), len(own), correlation(own, right.sum(axis=1) - own), option, most)


def correlation(right: Any, score: Any) -> float | None:
    """The point-biserial correlation of being right with a score; None if it is not known."""
    if len(right) < FEWEST or np.ptp(right) == 0 or np.ptp(score) == 0:
        return None
    return float(np.corrcoef(right, score)[0, 1])


def normalised_gain(before: Sequence[float], after: Sequence[float]) -> Gain:
    """What a class won of what it could win, from the scores (0 to 1) of the same students before and after.

    It is the gain of the class's means (Hake 1998), a ratio of two means; its interval is that of a ratio by linearisation, with
    Student's t.
    """
    first, second = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    students = len(first)
    if not students:
        return Gain(0, float("nan"), float("nan"), None, None, None)
    left = 1 - first.mean()
    if left <= 0:
        return Gain(students, float(first.mean()), float(second.mean()), None, None, None)
    gain = (second.mean() - first.mean()) / left
    low = high = None
    if students >= FEWEST:
        rest = (second - first - gain * (1 - first)) / left
        half = float(stdtrit(students - 1, (1 + CONFIDENCE) / 2)) * rest.std(ddof=1) / np.sqrt(students)
        low, high = float(gain - half), float(gain + half)
    return Gain(students, float(first.mean()), float(second.mean()), float(gain), low, high)
