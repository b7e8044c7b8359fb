"""On what the five agree, where they part, and where the reference setting lies outside their range.

Every answer comes from intervals that hold together with 95 %: nothing is said that the number of worlds does not carry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.analysis.authors.counting import EVER_SIGNED, MEASURES, SHOWN
from sim.parameters.vocabulary import BASELINE

OFTEN, SELDOM = 0.75, 0.2
"""The five agree on what comes in at least so many worlds under each of them, and on what comes in no more than so many."""
AT_LEAST, AT_MOST = "at least", "at most"


@dataclass(frozen=True)
class Parted:
    """How far the authors part on a measure: the least and the greatest share, and who cannot be told apart from one of them.

    The shares of those at the low end go up to `lowest_to`, of those at the high end down to `highest_from`. The difference of
    the two ends has an interval that begins at `low`; none between two authors reaches beyond `reach`.
    """

    measure: str
    least: float
    greatest: float
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    lowest_to: float
    highest_from: float
    difference: float
    low: float
    reach: float

    @property
    def sure(self) -> bool:
        """Whether the worlds tell the two ends apart."""
        return self.low > 0


def agreed(shares: pd.DataFrame) -> pd.DataFrame:
    """What comes often, or seldom, whoever is right: `measure`, `side` and the `bound` that holds for all five."""
    rows = []
    for measure in (EVER_SIGNED, *SHOWN):
        own = _of(shares, measure)
        floor, ceiling = float(own["low_together"].min()), float(own["high_together"].max())
        if floor >= OFTEN:
            rows.append((measure, AT_LEAST, floor))
        elif ceiling <= SELDOM:
            rows.append((measure, AT_MOST, ceiling))
    return pd.DataFrame(rows, columns=["measure", "side", "bound"])


def parted(shares: pd.DataFrame, differences: pd.DataFrame) -> list[Parted]:
    """How far the authors part on each measure that is shown, the farthest first."""
    found = [_parted(measure, _of(shares, measure), _among(differences, measure)) for measure in SHOWN]
    return sorted(found, key=lambda one: -one.difference)


def most_parted(found: Sequence[Parted]) -> list[Parted]:
    """On what they part most: the farthest, and what the worlds cannot tell apart from it; none if nothing is sure."""
    sure = [one for one in found if one.sure]
    return [one for one in sure if one.reach >= sure[0].low]


def outside(shares: pd.DataFrame, differences: pd.DataFrame) -> pd.DataFrame:
    """Where the reference setting is surely above, or surely below, every author: `measure`, `side`, its share, theirs."""
    reference = shares[shares["worldview"] == BASELINE]
    own = {str(row["measure"]): float(row["share"]) for row in reference.to_dict("records")}
    rows = []
    for measure in MEASURES if len(own) else ():
        found = differences[(differences["measure"] == measure) & (differences["second"] == BASELINE)]
        theirs = _of(shares, measure)["share"]
        for side, all_so in (("above", (found["low"] > 0).all()), ("below", (found["high"] < 0).all())):
            if all_so:
                rows.append((measure, side, own[measure], theirs.min(), theirs.max()))
    return pd.DataFrame(rows, columns=["measure", "side", "share", "least", "greatest"])


def _of(shares: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The shares of the authors on a measure."""
    return shares[(shares["measure"] == measure) & (shares["worldview"] != BASELINE)]


def _among(differences: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The differences between two authors on a measure."""
    two = (differences["first"] != BASELINE) & (differences["second"] != BASELINE)
    return differences[two & (differences["measure"] == measure)]


def _parted(measure: str, own: pd.DataFrame, pairs: pd.DataFrame) -> Parted:
    ranked = own.sort_values("share", kind="stable")
    least, greatest = ranked.iloc[0], ranked.iloc[-1]
    ends = _between(pairs, least["worldview"], greatest["worldview"])
    reach = float(pairs[["low", "high"]].abs().to_numpy().max(initial=0.0))
    low, high = (_like(own, pairs, str(end["worldview"])) for end in (least, greatest))
    # Whoever cannot be told apart from either end stands at neither, unless nobody else does.
    lowest = tuple(name for name in low if name not in high) or low
    highest = tuple(name for name in high if name not in low) or high
    shares = dict(zip(own["worldview"], own["share"], strict=True))
    return Parted(
        measure,
        float(least["share"]),
        float(greatest["share"]),
        lowest,
        highest,
        float(max(shares[name] for name in lowest)),
        float(min(shares[name] for name in highest)),
        float(greatest["share"] - least["share"]),
        ends[0],
        reach,
    )


def _between(pairs: pd.DataFrame, one: str, other: str) -> tuple[float, float]:
    """The interval of the share of one author subtracted from that of another."""
    for row in pairs.to_dict("records"):
        if (row["first"], row["second"]) == (one, other):
            return float(row["low"]), float(row["high"])
        if (row["first"], row["second"]) == (other, one):
            return -float(row["high"]), -float(row["low"])
    return math.nan, math.nan


def _like(own: pd.DataFrame, pairs: pd.DataFrame, name: str) -> tuple[str, ...]:
    """An author, and those whom the worlds cannot tell apart from them on a measure, in the order of the authors."""
    unlike: set[Any] = set()
    for row in pairs[pairs["sure"]].to_dict("records"):
        unlike |= {row["second"]} if row["first"] == name else {row["first"]} if row["second"] == name else set()
    return tuple(str(each) for each in own["worldview"] if each not in unlike)
