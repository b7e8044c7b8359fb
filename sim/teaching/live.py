"""An exercise played live: the student's own worlds in any setting, each setting played once in a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.analysis.claims.playing import Settings, play_all
from sim.studies.shares.intervals import Share, share_of
from sim.studies.shares.pairing import Change
from sim.teaching.data import told_pair
from sim.teaching.exercise import Cell, Exercise, Value
from sim.teaching.figures import figures
from sim.teaching.grid import SEED, Codes, Flags, Grid, Progress, changed, coded, reached
from sim.teaching.own import first_world
from sim.teaching.words import Words


@dataclass(frozen=True)
class Row:
    """One line of a table: how often something happened, and how that moved against another setting."""

    what: str
    share: Share
    change: Change | None


@dataclass
class Live:
    """The settings that were played in a session, and the window of worlds that is the student's own.

    All worlds of the exercise are played, so that histories and figures are those of the page.
    """

    exercise: Exercise
    code: str
    workers: int | None = None
    _codes: dict[str, Codes] = field(default_factory=dict, repr=False)
    _hashes: dict[str, str] = field(default_factory=dict, repr=False)
    _told: dict[str, dict[str, Any] | None] = field(default_factory=dict, repr=False)

    @property
    def first(self) -> int:
        """The first of the student's own worlds."""
        return first_world(self.exercise, self.code)

    def load(self, parts: Iterable[Cell], progress: Progress | None = None) -> None:
        """Play some settings that were not played yet, in one go; `InputError` if a number is out of its range."""
        cells = {_key(cell): cell for cell in map(self.exercise.full, parts) if _key(cell) not in self._codes}
        if not cells:
            return
        settings = Settings()
        keys = {
            name: settings.add(self.exercise.parameters(cell), 1.0, self.exercise.shown) for name, cell in cells.items()
        }
        played = play_all(settings, self.exercise.worlds, SEED, self.workers, progress)
        for name, key in keys.items():
            self._codes[name] = coded(self.exercise, played[key])
            self._hashes[name] = key.hash

    def load_words(self, progress: Progress | None = None) -> None:
        """Play what the replies, the rule and the told histories speak of."""
        told = (part for pair in self.exercise.told.values() for part in (pair.before, pair.after))
        cells = (cell for figure in self.exercise.figures.values() for cell in figure.cells)
        self.load([self.exercise.start, self.exercise.change, *told, *cells], progress)

    def hash(self, part: Cell) -> str:
        """The hash of the parameters of a setting."""
        self.load([part])
        return self._hashes[_key(self.exercise.full(part))]

    def flags(self, part: Cell, what: str) -> Flags:
        """In which of the student's own worlds something happened."""
        self.load([part])
        codes = self._codes[_key(self.exercise.full(part))]
        return reached(self.exercise, codes[self.first : self.first + self.exercise.own], what)

    def rows(self, part: Cell, versus: Cell | None = None, early: bool = False) -> list[Row]:
        """Measures and outcomes of a setting in the student's own worlds, the main measure first.

        Before the prediction (`early`) the other measures would give it away, and are omitted.
        """
        names = shown_first(self.exercise)
        omitted = set(self.exercise.measures) - {self.exercise.main} if early else set()
        return [self._row(what, part, versus) for what in names if what not in omitted]

    def _row(self, what: str, part: Cell, versus: Cell | None) -> Row:
        flags = self.flags(part, what)
        change = None if versus is None else changed(self.flags(versus, what), flags)
        return Row(what, share_of(int(np.count_nonzero(flags)), len(flags)), change)

    def run(self, part: Cell) -> dict[str, Any]:
        """What stands in a student's file of a setting that was looked at."""
        counts = {what: int(np.count_nonzero(self.flags(part, what))) for what in self.exercise.shown}
        return {
            "setting": self.exercise.full(part),
            "first_world": self.first,
            "worlds": self.exercise.own,
            "seed": SEED,
            "counts": counts,
        }

    def grid(self) -> Grid:
        """Those cells of the grid that were played, in all their worlds."""
        cells = {_key(cell): self.exercise.label(cell) for cell in self.exercise.cells()}
        there = {name: label for name, label in cells.items() if name in self._codes}
        codes = {label: self._codes[name] for name, label in there.items()}
        return Grid(self.exercise, codes, {label: self._hashes[name] for name, label in there.items()})

    def with_figures(self, words: Words) -> Words:
        """The words of the exercise with their numbers, which are played if they were not yet."""
        self.load_words()
        return words.with_figures(figures(self.grid()))

    def told(self, name: str) -> dict[str, Any] | None:
        """A pair of histories of the same world; None if no world differs."""
        if name not in self._told:
            self.load_words()
            self._told[name] = told_pair(self.grid(), self.exercise.told[name])
        return self._told[name]


def shown_first(exercise: Exercise) -> tuple[str, ...]:
    """What is counted in an exercise, in the order in which it is shown: the main measure, the others, the outcomes."""
    names = (exercise.main, *exercise.measures, *exercise.shown)
    return tuple(dict.fromkeys(names))


def _key(cell: Cell) -> str:
    """What makes a setting the same as another; 1 and 1.0 are one number."""
    return ";".join(f"{name}={_plain(value)}" for name, value in sorted(cell.items()))


def _plain(value: Value) -> str:
    return value if isinstance(value, str) else repr(float(value))
