"""What was measured: every policy under every worldview, how far it is behind the best, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from sim.analysis.regret.question import Question
from sim.analysis.regret.tables import OUTCOME


@dataclass(frozen=True, eq=False, repr=False)
class Measured:
    """What was asked, and the tables of what came out.

    Attributes
    ----------
    cells : pandas.DataFrame
        One row per outcome, worldview and policy: `count` of `worlds`, `share` with `low` and `high` (Wilson), `regret`
        (points behind the best policy there, as a part of 1) with `regret_low` and `regret_high`.
    policies : pandas.DataFrame
        One row per outcome and policy, by largest regret: `largest_regret` with `low` and `high`, and `where`; `least_in`
        (the part of the resamples in which it is the least of all); `as_good_as_least` (whether the worlds cannot tell it
        from the least); `worst_share`; `kept` and `kept_surely` (worldviews in which the bound is kept); `expected`;
        `dominated_by` and `dominated_in` (part of the resamples).
    authors : pandas.DataFrame
        One row per outcome and worldview: its best policy, and `as_good`, how many others are not told from it.
    together : pandas.DataFrame
        One row per policy: its largest regrets of all outcomes; `front`, `front_in`, `dominated`.
    pairs : pandas.DataFrame
        One row per outcome, worldview and pair: `beyond_sum`, by how much both bring more than each adds by itself.
    prices : pandas.DataFrame
        One row per policy: `payers`, `price`, `obstacle`, `sources`.
    """

    question: Question
    cells: pd.DataFrame = field(repr=False)
    policies: pd.DataFrame = field(repr=False)
    authors: pd.DataFrame = field(repr=False)
    together: pd.DataFrame = field(repr=False)
    pairs: pd.DataFrame = field(repr=False)
    prices: pd.DataFrame = field(repr=False)

    def of(self, outcome: str) -> pd.DataFrame:
        """The policies by their largest regret of one outcome, the least first."""
        return self.policies[self.policies[OUTCOME] == outcome].reset_index(drop=True)
