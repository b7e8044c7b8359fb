"""The answer: the five authors side by side, and the reference setting beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of
from sim.analysis.authors import comparing, tables, telling
from sim.analysis.authors.comparing import Parted
from sim.analysis.authors.counting import SHOWN, Counted
from sim.analysis.finding import Setting
from sim.analysis.naming import additions
from sim.analysis.telling import Finding
from sim.parameters.folders import under
from sim.parameters.parameters import Parameters, load
from sim.parameters.vocabulary import BASELINE

if TYPE_CHECKING:
    from sim.studies.sweeps.study import SweepStudy


@dataclass(frozen=True, eq=False, repr=False)
class Authors(Answer):
    """How the same worlds end if one author is right, or another. Made by `sim.authors`.

    Attributes
    ----------
    study : SweepStudy
        The worlds behind it, one cell per author.
    counts : Counted
        How each world ended.
    shares : DataFrame
        One row per setting and measure: `worldview`, `measure` (the five outcomes, `war`, `ever_signed`), `count`, `worlds`,
        `share`, `low`, `high` (95 %), and `low_together`, `high_together`, which hold for all of them together.
    differences : DataFrame
        One row per measure and two settings: `measure`, `first`, `second`, `difference`, `low`, `high` (they hold together),
        `sure`.
    """

    kind = "authors"
    charts = ("authors",)

    study: SweepStudy = field(repr=False)
    counts: Counted
    shares: pd.DataFrame = field(repr=False)
    differences: pd.DataFrame = field(repr=False)

    @property
    def table(self) -> pd.DataFrame:
        """The five outcomes and war, one row per author and one column each, as shares of all worlds."""
        shown = self.shares[self.shares["measure"].isin(SHOWN)]
        wide = shown.pivot_table(index="worldview", columns="measure", values="share", sort=False)
        return wide.rename_axis(columns=None)

    @property
    def agreed(self) -> pd.DataFrame:
        """On what all five agree: `measure`, `side` (at least, at most) and the `bound` that holds for each of them."""
        return comparing.agreed(self.shares)

    @property
    def parted(self) -> pd.DataFrame:
        """How far the authors part on each outcome and on war, the farthest first."""
        return pd.DataFrame([vars(one) for one in self._parted])

    @property
    def outside(self) -> pd.DataFrame:
        """Where the reference setting is surely above or below all five."""
        return comparing.outside(self.shares, self.differences)

    @cached_property
    def _parted(self) -> list[Parted]:
        return comparing.parted(self.shares, self.differences)

    @property
    def heading(self) -> str:
        """What was asked."""
        added = self.added
        return f"What follows if one of the five authors is right{f', with {added}' if added else ''}"

    @property
    def added(self) -> str:
        """What was laid over all of them, in words."""
        return additions(self.settings[0])

    @property
    def finding(self) -> Finding:
        """On what the authors part most, and who must be right for it."""
        return telling.finding(comparing.most_parted(self._parted), self.counts.worlds, self.added)

    @property
    def agreement(self) -> list[str]:
        """On what the five agree, and where they part, as sentences."""
        most = comparing.most_parted(self._parted)
        told = [*telling.agreement(self.agreed, self.counts.worlds), telling.signed(self.counts.fates_of_signed())]
        return [*filter(None, told), *telling.parting(self._parted, most)]

    @property
    def reference(self) -> list[str]:
        """How the reference setting compares with the five."""
        return telling.reference(self.outside, BASELINE in self.counts.names)

    @property
    def sentences(self) -> Sequence[str]:
        """On what they agree, where they part, how the reference setting compares, what a share is, how it was counted."""
        return [*self.agreement, *self.reference, telling.what_a_share_is(self.counts.worlds), telling.TOGETHER]

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The shares of each author first; then how signed worlds ended, and the differences that are sure."""
        return tables.tables_of(self.shares, self.counts.fates_of_signed(), self.differences)

    @property
    def settings(self) -> Sequence[Setting]:
        """Each author's setting, and the reference setting."""
        told = self.study.manifest
        saved: Mapping[str, Any] = {one["worldview"]: one for one in told.parameters}
        return [
            Setting(
                name,
                tuple(saved[name]["policies"]),
                self._by_hand,
                told.worlds,
                told.seed,
                saved[name]["hash"],
                told.version,
                own_files=bool(told.files),
            )
            for name in self.counts.names
        ]

    @property
    def _by_hand(self) -> dict[str, Any]:
        """What was set by hand under all of them."""
        return {axis: column[0] for axis, column in self.study.columns.items() if "." in axis}

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The settings that it rests on, from the parameter files that the study kept, if they were the user's own."""
        with under(self.study.manifest.files):
            return [load(one.worldview, one.policies, one.changes) for one in self.settings]

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        _, *rest = options_of(self.parameters[0])
        return command_of("run", *rest, "--worlds", self.counts.worlds, "--seed", self.study.manifest.seed)
