"""The answer to what would have to change for a conclusion to turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.naming import condition, noun
from sim.analysis.telling import Finding, together
from sim.analysis.tipping.answer import KIND
from sim.analysis.tipping.told import checked, ends_of, moved, moved_in_short, part_in_words, plain, tipping_of, tips_at
from sim.analysis.tipping.turning import LARGEST_SET, LOOKS, PARTNERS, SCREENED, STRONGEST, Turn, Turned
from sim.analysis.tipping.words import level_in_words, share_beside, value_with_interval
from sim.parameters.names import label_of
from sim.parameters.parameters import Parameters
from sim.parameters.wording import confidence_percent, counted, percent, short_percent, whole
from sim.studies.shares.intervals import Share, confidence_of_each

NUMBERS = ("no", "one", "two", "three")
SETS = ("rank", "tips", "low", "high", "checked", "share", "share_low", "share_high", "confirmed")
CHANGES = ("rank", "parameter", "label", "start", "tips_at", "tips_low", "tips_high", "to", "part", "words")


@dataclass(frozen=True)
class Sought:
    """What was asked: under which assumptions, of which share, with which worlds; `among` names what may move, if not all."""

    setting: Parameters
    outcome: str
    level: float
    worlds: int
    seed: int
    among: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Nearest(Answer):
    """The smallest sets of changes that turn a conclusion: fewest parameters first, then the smallest moves.

    Attributes
    ----------
    sought : Sought
        What was asked.
    turned : Turned
        What was found.
    sets : pandas.DataFrame
        One row per set, the best first: the part of their ranges after which it tips, with its interval; the part after which
        it was `checked` in fresh worlds, and their share there, with the interval by which they are judged; whether they
        confirm that the conclusion turns.
    changes : pandas.DataFrame
        One row per set and parameter: from which value it starts, at which it tips with the interval (also in words), to which
        it was set in fresh worlds, and which part of its range that is.
    """

    kind = KIND
    charts = ("nearest",)

    sought: Sought
    turned: Turned

    @cached_property
    def turns(self) -> Sequence[Turn]:
        """The sets that were found, those that fresh worlds confirm first, and of these the smallest."""
        return sorted(self.turned.turns, key=lambda one: (not one.confirmed, one.at.value))

    @cached_property
    def sets(self) -> pd.DataFrame:
        """One row per set."""
        rows = [
            (rank, one.at.value, one.at.low, one.at.high, one.part, one.fresh.share, one.fresh.low, one.fresh.high, one.confirmed)
            for rank, one in enumerate(self.turns, start=1)
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(SETS))

    @cached_property
    def changes(self) -> pd.DataFrame:
        """One row per set and parameter."""
        rows = []
        for rank, one in enumerate(self.turns, start=1):
            for move in one.way.moves:
                tips, to = tipping_of(move, one.at), one.set_to[move.name]
                values = (move.value(0), tips.value, tips.low, tips.high, to, move.part(to), tips_at(move, one.at)[0])
                rows.append((rank, move.name, label_of(move.name), *values))
        return pd.DataFrame(rows, columns=list(CHANGES))

    @property
    def conclusion(self) -> str:
        """What is to be turned: `new confrontation stays below 25 % (6 %)`."""
        side = "below" if self.turned.up else "above"
        return (
            f"{noun(self.sought.outcome)} stays {side} {level_in_words(self.sought.level)} ({_short(self.turned.base)})"
        )

    @property
    def noun(self) -> str:
        """What the outcome or event is called within a sentence."""
        return noun(self.sought.outcome)

    @property
    def turns_at_all(self) -> bool:
        """Whether fresh worlds confirm that one of the sets turns the conclusion."""
        return any(one.confirmed for one in self.turns)

    @property
    def heading(self) -> str:
        """What was asked."""
        side = "above" if self.turned.up else "below"
        return (
            f"What would have to change to bring {noun(self.sought.outcome)} {side} {level_in_words(self.sought.level)}"
        )

    @property
    def finding(self) -> Finding:
        """The smallest set that turns it, or that none was found."""
        if not self.turns_at_all:
            return Finding(f"{condition(self.sought.setting)}, {self.nothing}")
        best = self.turns[0]
        verb, side = ("rises", "above") if self.turned.up else ("falls", "below")
        share = f"from {_short(self.turned.base)} to {side} {level_in_words(self.sought.level)}"
        told = f"{noun(self.sought.outcome)} {verb} {share} once {moved(best)}"
        short = f"{noun(self.sought.outcome)} {verb} {share} once {moved_in_short(best)}"
        begins = condition(self.sought.setting)
        return Finding(f"{begins}, {told}", self._remark(best), f"{begins}, {short}")

    def _remark(self, best: Turn) -> str:
        """The share at the place that is confirmed, with the interval that confirms it."""
        number = LOOKS * len(self.turns)
        coverage = f"{confidence_percent(confidence_of_each(number))} %{together(number, 'looks at fresh worlds')}"
        return (
            f"In fresh worlds {noun(self.sought.outcome)} is {self._fresh(best)} there, after {part_in_words(best.part)} of the "
            f"range. Intervals of shares in fresh worlds: {coverage}."
        )

    def _fresh(self, turn: Turn) -> str:
        return share_beside(self.sought.level, turn.fresh.share, turn.fresh.low, turn.fresh.high)

    @property
    def nothing(self) -> str:
        """A sentence for when no set was found: how far the best goes, without the condition."""
        level = level_in_words(self.sought.level)
        if self.turned.farthest is None:
            return f"nothing that was moved brings {noun(self.sought.outcome)} nearer to {level} than {_long(self.turned.base)}"
        goes = f"{ends_of(self.turned.farthest)} {'bring' if self.turned.size > 1 else 'brings'} it to {_long(self.turned.share)}"
        if self.turned.across:
            return (
                f"fresh worlds do not confirm any change that seemed to turn it: {self.conclusion}. At its end, {goes}"
            )
        up_to = NUMBERS[self.turned.size]
        return f"no move of up to {up_to} parameter{'s' if self.turned.size > 1 else ''} turns it: {self.conclusion}; {goes}"

    @property
    def sentences(self) -> Sequence[str]:
        """How it was sought, what is an assumption, and what was not tried."""
        worlds = self.sought.worlds
        sets = (
            f" None turns it alone, so sets of up to {NUMBERS[LARGEST_SET]} of the {PARTNERS} strongest parameters were tried, all "
            "moved by the same part of their ranges."
            if self.turned.size > 1
            else f" {counted(self.turned.across, 'move')} of a single parameter turn{'s' if self.turned.across == 1 else ''} it at "
            "the end of its range."
        )
        which = "Parameters" if not self.sought.among else "The parameters named"
        return [
            f"Fewest parameters come first, then the smallest moves. {which} with a plausible range were moved to both ends: "
            f"{whole(self.turned.tried)} moves in {whole(max(int(SCREENED * worlds), 1))} worlds each, and the {STRONGEST} strongest "
            f"again in more.{sets}",
            "That moves are measured in parts of plausible ranges, all counting alike, is an assumption, and so are the ranges.",
            "The best sets were picked because they looked best, so they were played again in the worlds of another seed, at "
            f"{NUMBERS[LOOKS]} places beyond where they tip. A set is confirmed at the nearest of these places where the interval "
            "of the share leaves out the level.",
            "Switches, the calendar and what outcomes are called were not moved. A parameter that turns it only in the middle of its "
            "range, or only together with one that is weak alone, would be missed.",
        ]

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The changes of each set, and how sure they are."""
        rows = [
            [
                str(rank) if place == 0 else "", label_of(move.name), plain(move.value(0)),
                value_with_interval(tipping_of(move, one.at), move.whole, move.digits), checked(move, one),
            ]
            for rank, one in enumerate(self.turns, start=1)
            for place, move in enumerate(one.way.moves)
        ]  # fmt: skip
        sure = [
            [
                str(rank), f"{100 * one.at.value:.1f} % ({100 * one.at.low:.1f} to {100 * one.at.high:.1f})",
                f"{100 * one.part:.1f} %", self._fresh(one), "yes" if one.confirmed else "no",
            ]
            for rank, one in enumerate(self.turns, start=1)
        ]  # fmt: skip
        turns = f"{noun(self.sought.outcome)} crosses {level_in_words(self.sought.level)}"
        return [
            AnswerTable(
                "changes", f"The smallest changes after which {turns}", ("set", "parameter", "from", "tips at", "checked at"),
                rows, 3, self.changes,
            ),
            AnswerTable(
                "sets", "How far each set must go, in parts of the ranges, and the share in fresh worlds where it was checked",
                ("set", "tips after", "checked after", "share there", "confirmed"), sure, 0, self.sets,
            ),
        ]  # fmt: skip

    @property
    def settings(self) -> Sequence[Setting]:
        """The setting, with the worlds of its share."""
        return (setting_of_parameters(self.sought.setting, self.turned.base.total, self.sought.seed),)

    @property
    def parameters(self) -> Sequence[Parameters]:
        """The setting whose conclusion is turned."""
        return (self.sought.setting,)

    @property
    def command(self) -> str:
        """The command that gives the same answer."""
        words: list[object] = [*options_of(self.sought.setting), "--nearest"]
        words += ["--outcome", self.sought.outcome, "--level", f"{self.sought.level:.12g}"]
        for name in self.sought.among:
            words += ["--parameter", name]
        words += ["--worlds", self.sought.worlds, "--seed", self.sought.seed]
        return command_of(KIND, *words, settings=[self.sought.setting])


def _short(share: Share) -> str:
    return short_percent(share.share, share.low, share.high)


def _long(share: Share) -> str:
    return percent(share.share, share.low, share.high)
