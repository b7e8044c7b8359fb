"""An exercise in a notebook: the same steps, called one after the other.

>>> lab = begin("promise_on_paper", "blue heron 7")
>>> lab.lock("evenly", "each step adds the same fear", 60)
'Locked. It cannot change any more. Now the worlds may speak.'
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from sim.common.errors import InputError, UnknownNameError, said, suggestion
from sim.common.files import try_files
from sim.common.system import usable_path
from sim.parameters.parameters import Parameters
from sim.teaching.answers import Answers
from sim.teaching.exercise import Exercise, Value
from sim.teaching.lines import change_words, events, label, setting_words, worded
from sim.teaching.live import Live, Row
from sim.teaching.own import checked_code
from sim.teaching.reading import read_exercise
from sim.teaching.student import TEXTS, write_student
from sim.teaching.typed import FORMS, answer_of, cell_of, confidence_of, form_of, option_of, reason_of, text_of
from sim.teaching.words import ENGLISH, exercise_words, interface_words

PER_CENT, SHORTEST = 100, min(FORMS)
OWN_PART = 2
"""Of fewer worlds, one in so many is the student's own, as of many."""


Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def _said_in_a_sentence(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Let a notebook show the one sentence of an `InputError`, and not where in the program it was raised."""

    @functools.wraps(function)
    def told(*arguments: Arguments.args, **options: Arguments.kwargs) -> Result:
        try:
            return function(*arguments, **options)
        except InputError as error:
            # IPython asks an exception for the lines that it shows.
            error._render_traceback_ = lambda shown=f"{error}.": [shown]  # type: ignore[attr-defined]
            raise

    return told


class Said(str):
    """A text that a notebook shows as Markdown."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        return str(self)


class Shares(pd.DataFrame):
    """A table that a notebook shows with whole names, which pandas cuts otherwise."""

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return str(self.to_html())

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return super().__repr__()


class Lab:
    """One student's exercise in a notebook; made by `begin`."""

    def __init__(self, answers: Answers, live: Live) -> None:
        self.answers, self.live = answers, live
        self.exercise: Exercise = answers.exercise
        self._own = exercise_words(self.exercise, answers.language)
        self._words = interface_words(answers.language)

    def __repr__(self) -> str:
        first, own = self.live.first, self.exercise.own
        worlds = {"first": first, "last": first + own - 1, "own": f"{own:,}"}
        return worded(self._words, "terminal.own_worlds", code=self.answers.code, **worlds)

    @_said_in_a_sentence
    def lock(self, option: object, reason: object, confidence: object) -> str:
        """Lock a prediction: an option by its number or name, the reason for it, and how sure you are (0 to 100).

        Before that nothing but the start can be looked at; after it, it cannot change.
        """
        chosen = option_of(_filled("PREDICTION", option), self.exercise.options)
        why = reason_of(_filled("REASON", reason))
        self.answers.lock(chosen, confidence_of(_filled("CONFIDENCE", confidence)), why)
        return self._words["terminal.locked"]

    @_said_in_a_sentence
    def look(
        self, setting: Mapping[str, Value] | None = None, versus: Mapping[str, Value] | None = None
    ) -> pd.DataFrame:
        """Your worlds in a setting: shares in per cent with 95 % intervals, and how they move against another.

        Levers that are not named stand where they stand at the start; so they do in `versus`.
        """
        start = self.exercise.start
        cell, other = (cell_of(self.exercise, _levers(part), start) for part in (setting, versus))
        if self.answers.prediction is None and (cell != start or other != start):
            raise InputError("your prediction is not locked yet; run the cell that locks it before you look further")
        self.live.load([cell, other])
        self.answers.note_run(self.live, cell)
        early = self.answers.prediction is None
        rows = self.live.rows(cell, None if cell == other else other, early)
        table = pd.DataFrame([self._line(row) for row in rows])
        shown = Shares(table.set_index(table.columns[0]))
        shown.attrs["setting"] = setting_words(cell)
        return shown

    @_said_in_a_sentence
    def story(self) -> Said:
        """The same world in two settings, told in short."""
        self._needs_prediction()
        parts = []
        for name in self.exercise.told:
            pair = self.live.told(name)
            if pair is None:
                continue
            parts.append(self._own[f"told.{name}"])
            for side in ("before", "after"):
                setting = setting_words(pair[side]["cell"])
                parts.append(
                    f"**{worded(self._words, 'terminal.history', world=pair['world'], setting=f'`{setting}`')}**"
                )
                parts.append("\n".join(f"- {event}" for event in events(pair[side]["text"])))
        return Said("\n\n".join(parts))

    @_said_in_a_sentence
    def reply(self) -> Said:
        """What is to be said to your prediction, and the rule."""
        prediction = self._needs_prediction()
        told = self.live.with_figures(self._own)
        rule = f"**{self._words['terminal.rule']}**"
        return Said("\n\n".join([told[f"reply.{prediction['option']}"], rule, told["explain.rule"]]))

    @_said_in_a_sentence
    def answer(self, finding: str, value: Any) -> str:
        """Answer a finding: an option by number or name, a level, or a setting such as `{"credibility": 0.6}`."""
        self._needs_prediction()
        names = [one.name for one in self.exercise.findings]
        if finding not in names:
            raise UnknownNameError(f"there is no finding {said(finding)}; {suggestion(finding, names, full_list=True)}")
        if self.answers.form == SHORTEST and value is None:
            return self._words["notebook.skipped"]
        given = answer_of(self.exercise, self.exercise.finding(finding), _filled("ANSWER", value))
        self.answers.findings[finding] = given
        return worded(self._words, "terminal.noted", answer=setting_words(given) if isinstance(given, dict) else given)

    @_said_in_a_sentence
    def text(self, name: str, text: object) -> str:
        """Keep a text: `explanation`, `transfer` or `exit`."""
        if name not in TEXTS:
            raise UnknownNameError(f"there is no text {said(name)}; {suggestion(name, TEXTS, full_list=True)}")
        if self.answers.form == SHORTEST and name == "transfer" and not str(text).strip():
            return self._words["notebook.skipped"]
        kept = text_of(_filled(name.upper(), text))
        self.answers.texts[name] = kept
        return worded(self._words, "notebook.kept", number=len(kept.split()))

    @_said_in_a_sentence
    def predict_now(self, option: object, confidence: object) -> str:
        """What you would predict now, after all that you have seen."""
        self._needs_prediction()
        chosen = option_of(_filled("PREDICTION_NOW", option), self.exercise.options)
        sure = confidence_of(_filled("CONFIDENCE_NOW", confidence))
        self.answers.after = {"option": chosen, "confidence": sure}
        return worded(self._words, "terminal.noted", answer=self._own.line(f"commit.option.{chosen}"))

    @_said_in_a_sentence
    def parameters(self, setting: Mapping[str, Value] | None = None) -> Parameters:
        """All parameters of a setting, for `sim.simulate` and whatever else there is."""
        return self.exercise.parameters(cell_of(self.exercise, _levers(setting), self.exercise.start))

    @_said_in_a_sentence
    def write(self, path: Path | str | None = None) -> str:
        """Write your file, `NAME-CODE.json` if no other name is given, and say how it is checked."""
        self._needs_prediction()
        target = self.answers.file_name() if path is None else usable_path(path)
        try_files([target])
        write_student(self.answers.as_student(self.live, "notebook"), target)
        return f"{worded(self._words, 'terminal.ended', path=target)}. {self._open()}"

    def _open(self) -> str:
        """What was not answered yet, as far as the form asks for it."""
        whole, given = self.answers.form != SHORTEST, self.answers
        names = [name for name in TEXTS if not given.texts.get(name) and (whole or name != "transfer")]
        parts = [self._words[f"page.open_{name}"] for name in names]
        if given.after is None:
            parts.append(self._words["page.open_after"])
        left = len(self.exercise.findings) - len(given.findings) if whole else 0
        if left:
            parts.append(worded(self._words, "page.open_findings", count=left))
        return (
            worded(self._words, "page.open_parts", parts=", ".join(parts))
            if parts
            else self._words["page.nothing_open"]
        )

    def _needs_prediction(self) -> dict[str, Any]:
        if self.answers.prediction is None:
            raise InputError("your prediction is not locked yet; run the cell that locks it first")
        return self.answers.prediction

    def _line(self, row: Row) -> dict[str, object]:
        """One line of a table, with columns in words."""
        numbers = {"share": row.share.share, "low": row.share.low, "high": row.share.high}
        head = {"what": worded(self._words, "terminal.head_what", worlds=f"{row.share.total:,}")}
        line: dict[str, object] = {head["what"]: label(row.what, self._words)}
        line |= {self._words[f"notebook.{name}"]: round(PER_CENT * value, 1) for name, value in numbers.items()}
        if row.change is not None:
            line[self._words["terminal.head_change"]] = change_words(row.change, self._words)
        return line


@_said_in_a_sentence
def begin(
    name: str, code: str, form: int = 50, language: str = ENGLISH, worlds: int | None = None, workers: int | None = None
) -> Lab:
    """Begin an exercise with a code that is not your name; the code decides which worlds are your own.

    Parameters
    ----------
    name : str
        One of `python -m sim exercise list`.
    code : str
    form : int
        20 or 50, the minutes that you have.
    language : str
    worlds : int, optional
        Fewer worlds than the exercise has, to try something quickly: the file that is then written does not pass the check.
    workers : int, optional
        Processes; as many as there are processors if omitted.
    """
    found = read_exercise(name)
    chosen = checked_code(str(_filled("CODE", code)))
    if worlds is not None:
        if isinstance(worlds, bool) or not isinstance(worlds, int) or not OWN_PART <= worlds <= found.worlds:
            raise InputError(
                f"worlds={said(worlds)} cannot be; give a whole number from {OWN_PART} to {found.worlds:,}"
            )
        found = dataclasses.replace(found, worlds=worlds, own=min(found.own, worlds // OWN_PART))
    return Lab(Answers(found, chosen, form_of(form), language), Live(found, chosen, workers))


def _levers(part: object) -> dict[str, Any]:
    """The levers of a setting; `InputError` if it is none."""
    if not isinstance(part, Mapping | None):
        raise InputError(
            f'{said(part)} is not a setting; give the levers with their values, such as {{"credibility": 0.5}}'
        )
    return {str(name): value for name, value in (part or {}).items()}


def _filled(name: str, value: object) -> Any:
    """What stands in a cell; `InputError` if nothing was filled in yet."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InputError(f"{name} is still empty; fill it in above, run the cell again, and go on from there")
    return value
