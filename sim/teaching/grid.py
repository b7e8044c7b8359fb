"""The grid of an exercise: every cell played on the same worlds, with one byte for the end of each world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.analysis.claims.playing import Key, Settings, play_all
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.intervals import Share, share_of
from sim.studies.shares.pairing import Change, paired
from sim.teaching.exercise import Cell, Exercise

Codes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Progress = Callable[[int, int], None]

SEED = 1
"""Of everything that exercises play, so that a page, a terminal and a check speak of the same worlds."""


@dataclass(frozen=True)
class Grid:
    """How the worlds of each cell ended.

    Attributes
    ----------
    exercise : Exercise
    codes : dict of str to array of bytes
        By the label of the cell: per world the place of its outcome among the five, plus 5 for the first measure that
        happened, 10 for the second, 20 for the third, and so on.
    hashes : dict of str to str
        By the label of the cell: the hash of its parameters.
    seed : int
    """

    exercise: Exercise
    codes: dict[str, Codes]
    hashes: dict[str, str]
    seed: int = SEED

    def flags(self, part: Cell, what: str, first: int = 0, worlds: int | None = None) -> Flags:
        """In which worlds of a cell an outcome was reached, or a measure happened; of all worlds or of a student's own."""
        codes = self.codes[self.exercise.label(self.exercise.full(part))]
        return reached(self.exercise, codes[first : None if worlds is None else first + worlds], what)

    def share(self, part: Cell, what: str, first: int = 0, worlds: int | None = None) -> Share:
        """How often it happened, with its interval."""
        flags = self.flags(part, what, first, worlds)
        return share_of(int(np.count_nonzero(flags)), len(flags))

    def change(self, before: Cell, after: Cell, what: str, first: int = 0, worlds: int | None = None) -> Change:
        """How a share moves from one cell to another, world by world."""
        one, two = (self.flags(part, what, first, worlds) for part in (before, after))
        return changed(one, two)


def changed(before: Flags, after: Flags) -> Change:
    """How a share moves when the setting changes and the worlds stay."""
    counts = (before & after, before & ~after, ~before & after, ~before & ~after)
    return paired(*(int(np.count_nonzero(where)) for where in counts)).single()


def reached(exercise: Exercise, codes: Codes, what: str) -> Flags:
    """In which worlds an outcome was reached, or a measure of the exercise happened."""
    if what in OUTCOMES:
        return np.asarray(codes % len(OUTCOMES) == OUTCOMES.index(what))
    return np.asarray((codes // len(OUTCOMES)) >> exercise.measures.index(what) & 1 == 1)


def play_grids(
    exercises: Iterable[Exercise], workers: int | None = None, progress: Progress | None = None
) -> dict[str, Grid]:
    """Play the grids of some exercises on all processors; each distinct setting is played once."""
    exercises = list(exercises)
    found: dict[str, Grid] = {}
    for worlds in sorted({exercise.worlds for exercise in exercises}):
        alike = [exercise for exercise in exercises if exercise.worlds == worlds]
        cells = {exercise.name: list(exercise.cells()) for exercise in alike}
        found |= play_cells(alike, cells, worlds, workers, progress)
    return {exercise.name: found[exercise.name] for exercise in exercises}


def play_cells(
    exercises: Sequence[Exercise],
    cells: dict[str, list[dict[str, float | int | str]]],
    worlds: int,
    workers: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Grid]:
    """Play some cells of each exercise, on the worlds from 0 on."""
    settings = Settings()
    keys: dict[str, dict[str, Key]] = {}
    for exercise in exercises:
        keys[exercise.name] = {
            exercise.label(cell): settings.add(exercise.parameters(cell), 1.0, exercise.shown)
            for cell in cells[exercise.name]
        }
    played = play_all(settings, worlds, SEED, workers, progress)
    return {
        exercise.name: Grid(
            exercise,
            {label: coded(exercise, played[key]) for label, key in keys[exercise.name].items()},
            {label: key.hash for label, key in keys[exercise.name].items()},
        )
        for exercise in exercises
    }


def coded(exercise: Exercise, measured: dict[str, NDArray[np.bool_]]) -> Codes:
    """The bytes of worlds, from where each outcome was reached and each measure happened."""
    outcome = np.sum([place * measured[name] for place, name in enumerate(OUTCOMES)], axis=0)
    bits = np.sum([measured[name].astype(int) << bit for bit, name in enumerate(exercise.measures)], axis=0)
    return np.asarray(outcome + len(OUTCOMES) * bits, dtype=np.uint8)
