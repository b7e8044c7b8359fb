"""Count how the same worlds end under each author, and how sure every share and every difference is.

All settings play the same worlds, so that any two of them are compared world by world. Whatever is said of agreement and
disagreement rests on intervals that hold together: each of them pays for all the others (Bonferroni).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sim.analysis.playing import Flags, reached_in
from sim.common.errors import InputError
from sim.parameters.catalogue import worldviews as articles
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.studies.shares.intervals import confidence_of_each, wilson
from sim.studies.shares.pairing import Change, paired
from sim.studies.sweeps.axes import WORLDVIEW

if TYPE_CHECKING:
    from sim.studies.sweeps.study import SweepStudy

WAR, EVER_SIGNED = "war", "ever_signed"
MEASURES = (*OUTCOMES, WAR, EVER_SIGNED)
"""What can become of a world: one of the five outcomes, a war on the way, and a signature at least once."""
SHOWN = (*OUTCOMES, WAR)
"""What the table and the picture show."""


@dataclass(frozen=True, eq=False)
class Counted:
    """How the worlds ended under each setting: for each measure an array of shape (settings, worlds).

    `names` are the worldviews in the order of the rows, the reference setting last if it was played.
    """

    names: tuple[str, ...]
    flags: Mapping[str, Flags]

    @property
    def authors(self) -> tuple[str, ...]:
        """The articles alone."""
        return tuple(name for name in self.names if name != BASELINE)

    @property
    def worlds(self) -> int:
        """Worlds of each setting."""
        return int(self.flags[WAR].shape[1])

    @property
    def comparisons(self) -> int:
        """How many intervals hold together: of all shares, and of all differences between two settings."""
        return len(MEASURES) * (len(self.names) + math.comb(len(self.names), 2))

    def shares(self) -> pd.DataFrame:
        """One row per setting and measure, with the 95 % interval of each, and the wider ones that hold `together`."""
        count = np.array([self.flags[measure].sum(axis=1) for measure in MEASURES]).T.ravel()
        low, high = wilson(count, self.worlds)
        surely, at_most = wilson(count, self.worlds, confidence_of_each(self.comparisons))
        return pd.DataFrame(
            {
                WORLDVIEW: np.repeat(np.array(self.names, dtype=object), len(MEASURES)),
                "measure": MEASURES * len(self.names),
                "count": count,
                "worlds": self.worlds,
                "share": count / self.worlds,
                "low": low,
                "high": high,
                "low_together": surely,
                "high_together": at_most,
            }
        )

    def differences(self) -> pd.DataFrame:
        """One row per measure and two settings: the second share less the first, with intervals that hold together."""
        rows = []
        for measure in MEASURES:
            for one, two in combinations(range(len(self.names)), 2):
                found = self._change(measure, one, two)
                ends = {"difference": found.size, "low": found.low, "high": found.high, "sure": found.sure}
                rows.append({"measure": measure, "first": self.names[one], "second": self.names[two], **ends})
        return pd.DataFrame(rows)

    def _change(self, measure: str, first: int, second: int) -> Change:
        one, two = self.flags[measure][first], self.flags[measure][second]
        both, alone, other = (int(np.count_nonzero(each)) for each in (one & two, one & ~two, ~one & two))
        rest = self.worlds - both - alone - other
        return paired(both, alone, other, rest, confidence_of_each(self.comparisons)).single()

    def fates_of_signed(self) -> pd.DataFrame:
        """How the worlds ended that signed at least once: `worldview`, `outcome`, `count`, `worlds`, share, interval."""
        rows: list[dict[str, Any]] = []
        for place, name in enumerate(self.names):
            signed = self.flags[EVER_SIGNED][place]
            total = int(signed.sum())
            for outcome in OUTCOMES:
                count = int(np.count_nonzero(self.flags[outcome][place] & signed))
                low, high = map(float, wilson(count, total))
                share = count / total if total else math.nan
                rows.append(
                    {WORLDVIEW: name, "outcome": outcome, "count": count, "worlds": total, "share": share}
                    | {"low": low, "high": high}
                )
        return pd.DataFrame(rows)


def counted(study: SweepStudy) -> Counted:
    """How the worlds ended in a study of the five articles, with or without the reference setting.

    Raises
    ------
    InputError
        If the study is another one, or not finished.
    """
    if not is_of_authors(study):
        raise InputError(
            "this sweep does not set the five articles side by side; `python -m sim run` without a name does, or "
            "sim.authors() in Python"
        )
    names = list(map(str, study.counts[WORLDVIEW]))
    flags = {measure: reached_in(study, measure) for measure in MEASURES}
    order = sorted(range(len(names)), key=lambda place: names[place] == BASELINE)
    return Counted(tuple(names[place] for place in order), {key: found[order] for key, found in flags.items()})


def is_of_authors(study: SweepStudy) -> bool:
    """Whether a sweep sets the five articles side by side, and beside them the reference setting at most.

    All were played in the same worlds, to the end, and nothing else varies.
    """
    told, counts = study.manifest, study.counts
    if told.independent or told.until is not None or WORLDVIEW not in study.columns or not study.complete:
        return False
    names = list(map(str, counts[WORLDVIEW]))
    five = [one.key for one in articles()]
    alone = all(counts[axis].nunique(dropna=False) == 1 for axis in study.columns if axis != WORLDVIEW)
    return alone and sorted(set(names) - {BASELINE}) == sorted(five) and len(set(names)) == len(names)
