"""Flips: which worlds are told as examples, and where their two histories part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.analysis.contrast.playing import Stage
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.histories.history import History
from sim.studies.histories.parting import Parting, partings
from sim.studies.histories.record import Move
from sim.studies.histories.text import IDLE
from sim.studies.study import Study

TOLD = 3
RULE = (
    "Of each of the three most frequent ways to end differently, the world with the lowest number is shown; if there are fewer "
    "ways, the next worlds as well."
)
NO_MOVES = (*IDLE, "nothing_more")
"""Actions by which nothing happens: that there was nothing to decide on the other side is not a difference."""


@dataclass(frozen=True)
class Flip:
    """One world that ends differently: its history under the one setting and under the other.

    `like` is how many worlds go the same way, itself among them.
    """

    one: History
    other: History
    like: int

    @property
    def world(self) -> int:
        """Its number."""
        return self.one.world

    @cached_property
    def partings(self) -> tuple[Parting, ...]:
        """All that came out differently, in order, but for decisions that one side alone had to take and that changed nothing."""
        return tuple(found for found in partings(self.one, self.other) if not _is_idle(found))

    @property
    def first(self) -> Parting | None:
        """What came out differently first; None if nothing did, and the same history is only judged differently."""
        return self.partings[0] if self.partings else None

    @property
    def first_free(self) -> Parting | None:
        """The first decision or turn that no fixed choice made come out differently."""
        return next((found for found in self.partings if not self.is_fixed(found)), None)

    def is_fixed(self, found: Parting) -> bool:
        """Whether a fixed choice made it come out differently."""
        return found.fixed(self.one.parameters.bindings, self.other.parameters.bindings)

    @property
    def first_turn(self) -> Parting | None:
        """The first turn, such as a war or a signature, that came in a quarter of one history alone."""
        return next((found for found in self.partings if found.is_turn), None)


def _is_idle(found: Parting) -> bool:
    """Whether one side alone had to decide, and did nothing."""
    alone: list[Move] = [move for move in (found.one, found.other) if move is not None]
    return len(alone) == 1 and alone[0].action in NO_MOVES


def chosen(flipped: pd.DataFrame, number: int = TOLD) -> pd.DataFrame:
    """Which worlds are shown, as rows of the table of all flipped worlds: see `RULE`.

    Parameters
    ----------
    flipped : DataFrame
        As `sim.analysis.contrast.counting.flipped` makes it.
    number : int
        How many at most.

    Returns
    -------
    DataFrame
        The chosen rows with the further column `like`: how many worlds go the same way. The most frequent way comes first.

    Examples
    --------
    >>> table = pd.DataFrame({"world": [4, 7, 9], "one": ["stalemate"] * 3, "other": ["formal_peace", *["ideal_peace"] * 2]})
    >>> chosen(table, 2)[["world", "like"]].values.tolist()
    [[7, 2], [4, 1]]
    """
    ways = flipped.groupby(["one", "other"], sort=False)["world"]
    ranked = flipped.assign(like=ways.transform("size"), turn=ways.rank(method="first"))
    ranked = ranked.assign(**{f"{side}_place": ranked[side].map(OUTCOMES.index) for side in ("one", "other")})
    ranked = ranked.sort_values(["turn", "like", "one_place", "other_place"], ascending=[True, False, True, True])
    return ranked.head(number)[["world", "one", "other", "like"]].reset_index(drop=True)


def told_flips(one: Study, other: Study, flipped: pd.DataFrame, stage: Stage, number: int = TOLD) -> tuple[Flip, ...]:
    """The chosen flips with both of their histories, told again decision by decision."""
    rows = chosen(flipped, number)
    if rows.empty:
        return ()
    worlds = [int(world) for world in rows["world"]]
    histories = stage.histories((one, other), worlds)
    return tuple(
        Flip(first, second, int(like)) for first, second, like in zip(*histories, rows["like"].tolist(), strict=True)
    )
