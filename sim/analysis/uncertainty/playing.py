"""Play the samples of all authors in the same worlds, and all settings at their own values in more of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.playing import Bench, Flags, design_of, reached_in
from sim.analysis.uncertainty import FEWEST_SAMPLES
from sim.analysis.uncertainty.ranges import WIDTHS, Numbers, cells_of, design_of_cells
from sim.common.errors import InputError, UncountableError
from sim.parameters.parameters import Parameters
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.sweeps.designs import Design

WAR = "war"
MEASURES = (*OUTCOMES, WAR)
"""What can become of a world: one of the five outcomes; and, beside them, a war."""
MOST_OWN, TIMES_OWN = 2_000, 40
"""At their own values authors play so many times the worlds of a sample, but not more than so many for that."""

Played = Mapping[tuple[float, str], Flags]
"""How the worlds ended: for each width and measure an array of shape (authors, samples, worlds)."""


def own_worlds(worlds: int) -> int:
    """Worlds that are played at authors' own values."""
    return max(worlds, min(TIMES_OWN * worlds, MOST_OWN))


def play_own(bench: Bench, settings: Sequence[Parameters], worlds: int, seed: int) -> dict[str, Flags]:
    """How the worlds of settings ended at their own values: for each measure an array of shape (settings, worlds)."""
    study = bench.play(design_of(settings), own_worlds(worlds), seed)
    return {what: reached_in(study, what) for what in MEASURES}


@dataclass(frozen=True)
class Plan:
    """The samples of some settings, which play the same worlds.

    All samples are played over whole ranges, and the first half of them where the ranges are drawn in.
    """

    settings: Sequence[Parameters]
    sample: Design
    samples: int
    worlds: int
    seed: int

    @property
    def size(self) -> int:
        """Worlds of all of them together."""
        return sum(map(len, self._at_widths(np.arange(self.samples)))) * len(self.settings) * self.worlds

    def play(self, bench: Bench) -> Played:
        """Play all samples; those with which the model cannot count under some author are left out everywhere.

        `InputError` if fewer are left than an interval needs.
        """
        parts = self._countable(bench, np.arange(self.samples))
        flags = {key: np.concatenate([part[key] for part in parts], axis=1) for key in (parts[0] if parts else ())}
        left = min((found.shape[1] for found in flags.values()), default=0)
        if left < FEWEST_SAMPLES:
            raise InputError(
                f"the model can count with the numbers of {left} samples only, and {FEWEST_SAMPLES} are needed; take more samples"
            )
        return flags

    def _countable(self, bench: Bench, chosen: Numbers) -> list[Played]:
        """How the worlds of some samples ended, without those with which the model cannot count: they are found by halving."""
        try:
            return [self._played(bench, chosen)]
        except UncountableError:
            halves = np.array_split(chosen, 2) if len(chosen) > 1 else []
            return [part for half in halves for part in self._countable(bench, half)]

    def _played(self, bench: Bench, chosen: Numbers) -> Played:
        shown = self._at_widths(chosen)
        tables = [cells_of(self.sample, self.settings, *one) for one in zip(WIDTHS, shown, strict=True) if len(one[1])]
        study = bench.play(design_of_cells(tables), self.worlds, self.seed)
        ends = np.cumsum([len(self.settings) * len(some) for some in shown])[:-1]
        cut = {what: np.split(reached_in(study, what), ends) for what in MEASURES}
        shape = (len(self.settings), -1, self.worlds)
        return {
            (width, what): cut[what][place].reshape(shape) for place, width in enumerate(WIDTHS) for what in MEASURES
        }

    def _at_widths(self, chosen: Numbers) -> list[Numbers]:
        """Which of some samples are played at each width."""
        half = max(self.samples // 2, FEWEST_SAMPLES)
        return [chosen if width == WIDTHS[0] else chosen[chosen < half] for width in WIDTHS]
