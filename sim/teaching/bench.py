"""Where a student runs settings: a prompt that takes settings, a few commands, and whatever is asked at the moment."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

import numpy as np

from sim.common.errors import InputError
from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.answers import Answers
from sim.teaching.exercise import Value
from sim.teaching.grid import Progress
from sim.teaching.lines import apart, events, folded, label, lever_lines, listed, prose, setting_words, table, worded
from sim.teaching.live import Live
from sim.teaching.typed import cell_of, changes_of
from sim.teaching.words import Words

Given = TypeVar("Given")

MOST_BATCHES = 10
SIDES = ("before", "after")
COMMANDS = ("start", "keep", "levers", "outcomes", "told", "help")
LOCKED = ("keep", "told")
"""Of these, what shows or compares more than the start."""


class Talk(Protocol):
    """Who is spoken to: a terminal, or a test.

    `ask` raises `EOFError` if nobody answers any more. `working` is entered while worlds are played.
    """

    width: int

    def say(self, text: str = "", strong: bool = False) -> None:
        """Show some lines."""

    def ask(self, prompt: str) -> str:
        """Ask for one line."""

    def working(self) -> AbstractContextManager[Progress | None]:
        """What is told how far the playing has come."""


class Bench:
    """The levers as they stand, the setting that is compared with, and the prompt."""

    def __init__(self, live: Live, answers: Answers, talk: Talk, own: Words, words: Words) -> None:
        self.live, self.answers, self.talk, self.own, self.words = live, answers, talk, own, words
        self.exercise = live.exercise
        self.now: dict[str, Value] = dict(answers.runs[-1]["setting"] if answers.runs else self.exercise.start)
        self.kept: dict[str, Value] = dict(self.exercise.start)

    def explore(self, prompt: str, accept: Callable[[str], Given]) -> Given:
        """Take settings and commands until something else is typed that is accepted."""
        while True:
            typed = self.talk.ask(prompt).strip()
            try:
                if "=" in typed:
                    self.move(typed)
                elif not self.command(typed.lower()):
                    return accept(typed)
            except InputError as error:
                self.talk.say(folded(f"{error}.", self.talk.width))

    def command(self, typed: str) -> bool:
        """Obey a command; False if it is none."""
        name, _, rest = typed.partition(" ")
        if name == "sample" and self.exercise.samples:
            self.sample(rest)
        elif typed in COMMANDS:
            if typed in LOCKED:
                self._needs_prediction()
            getattr(self, typed)()
        else:
            return False
        return True

    def move(self, typed: str) -> None:
        """Change some levers, and show the results; not before the prediction is locked."""
        self._needs_prediction()
        self.look(cell_of(self.exercise, changes_of(typed), self.now))

    def look(self, cell: dict[str, Value]) -> None:
        """Show a setting, compared with the one that is kept unless it is that one."""
        compared = None if cell == self.kept else self.kept
        with self.talk.working() as progress:
            self.live.load([cell, self.kept], progress)
        self.now = dict(cell)
        self.answers.note_run(self.live, self.now)
        name = "alone" if compared is None else "compared"
        told = worded(self.words, f"terminal.{name}", now=setting_words(cell), kept=setting_words(self.kept))
        self.talk.say(f"\n{folded(told, self.talk.width)}")
        rows = self.live.rows(cell, compared, early=self.answers.prediction is None)
        self.talk.say(f"{table(rows, self.words, self.talk.width)}\n")

    def start(self) -> None:
        """Put the levers back, and compare with the start again."""
        self.kept = dict(self.exercise.start)
        self.look(dict(self.exercise.start))

    def keep(self) -> None:
        """Compare with the present setting from now on."""
        self.kept = dict(self.now)
        self._tell("kept", kept=setting_words(self.kept))

    def levers(self) -> None:
        """Say what can be moved, and where it stands."""
        for lever in self.exercise.levers:
            self.talk.say(lever_lines(lever, self.own, self.words, self.talk.width))
        self.stand()

    def outcomes(self) -> None:
        """Say what the outcomes mean."""
        meanings = (f"{label(one, self.words)}: {self.words[f'outcome_meaning.{one}']}" for one in OUTCOMES)
        self.talk.say(listed(meanings, self.talk.width))

    def stand(self) -> None:
        """Say where the levers stand, and what is compared with."""
        alone = "_alone" if self.now == self.kept else ""
        self._tell(f"stand{alone}", now=setting_words(self.now), kept=setting_words(self.kept))

    def help(self) -> None:
        """Say what can be typed."""
        self.talk.say(prose(self.words["terminal.help"], self.talk.width))
        if self.exercise.samples:
            self.talk.say(prose(self.words["terminal.help_sample"], self.talk.width))

    def told(self, short: bool = False) -> None:
        """Tell the pairs of histories; in short only from where they part."""
        with self.talk.working() as progress:
            self.live.load_words(progress)
        for name in self.exercise.told:
            pair = self.live.told(name)
            if pair is not None:
                self.talk.say(f"\n{prose(self.own[f'told.{name}'], self.talk.width)}")
                self._pair(pair, short)

    def _pair(self, pair: dict[str, Any], short: bool) -> None:
        """The same world in two settings."""
        ends, happened = {}, {}
        for side in SIDES:
            ends[side], *happened[side] = events(pair[side]["text"])
        alike = apart(*happened.values()) if short else 0
        if alike:
            self._tell("alike", number=alike)
        for side in SIDES:
            setting = setting_words(pair[side]["cell"])
            self._tell("history", world=pair["world"], setting=setting)
            after = happened[side][alike:] or [self.words["terminal.nothing_more"]]
            self.talk.say(listed([ends[side], *after], self.talk.width))

    def sample(self, typed: str) -> None:
        """Say how often the main measure happened in one batch of worlds after the other, in both settings."""
        if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= self.exercise.own):
            raise InputError(f"sample takes a number of worlds from 1 to {self.exercise.own:,}, such as sample 10")
        size, what = int(typed), self.exercise.main
        alone = "_alone" if self.kept == self.now else ""
        cells = {"kept": setting_words(self.kept), "now": setting_words(self.now)}
        self._tell(f"sampled{alone}", what=label(what, self.words), **cells)
        before, after = (self.live.flags(cell, what) for cell in (self.kept, self.now))
        for first in range(0, min(len(before) // size, MOST_BATCHES) * size, size):
            one, two = (int(np.count_nonzero(flags[first : first + size])) for flags in (before, after))
            name, answer = ("batch", (str(one), str(two))) if size > 1 else ("world", (self._yes(one), self._yes(two)))
            place = self.live.first + first
            told = {"first": place, "last": place + size - 1, "before": answer[0], "after": answer[1]}
            self.talk.say(f"  {worded(self.words, f'terminal.{name}{alone}', **told)}")

    def _yes(self, count: int) -> str:
        return self.words["guide.yes" if count else "guide.no"]

    def _needs_prediction(self) -> None:
        if self.answers.prediction is None:
            raise InputError(self.words["terminal.not_locked"])

    def _tell(self, name: str, **values: object) -> None:
        self.talk.say(f"\n{folded(worded(self.words, f'terminal.{name}', **values), self.talk.width)}")
