"""The answer to what would have to change for a conclusion to turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.analysis.answers import Answer, AnswerTable, command_of, options_of, setting_of_parameters
from sim.analysis.finding import Setting
from sim.analysis.naming import condition, noun
from sim.analysis.telling import Finding
from sim.analysis.tipping.answer import KIND
from sim.analysis.tipping.moves import Way
from sim.analysis.tipping.turning import LARGEST_SET, PARTNERS, SCREENED, STRONGEST, Turn, Turned
from sim.analysis.tipping.words import level_in_words
from sim.parameters.names import label_of
from sim.parameters.parameters import Parameters
from sim.parameters.wording import counted, enumeration, percent, short_percent, whole
from sim.studies.shares.intervals import Share

NUMBERS = ("no", "one", "two", "three")
SETS = ("rank", "tips", "low", "high", "part", "share", "share_low", "share_high", "confirmed")
CHANGES = ("rank", "parameter", "label", "start", "to", "part")


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
        One row per set, the best first: the part of their ranges after which it tips, with its interval; the part by which the
        parameters of `changes` move, a little farther; the share with these changes in fresh worlds, with its
        interval; whether fresh worlds confirm that the conclusion turns.
    changes : pandas.DataFrame
        One row per set and parameter: from which value to which, and by which part of its range.
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
        rows = [
            (
                rank,
                move.name,
                label_of(move.name),
                move.value(0),
                one.set_to[move.name],
                move.part(one.set_to[move.name]),
            )
            for rank, one in enumerate(self.turns, start=1)
            for move in one.way.moves
        ]
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
        told = f"{noun(self.sought.outcome)} {verb} {share} once {_changed(best)}"
        number = "one change" if self.turned.size == 1 else f"{NUMBERS[self.turned.size]} changes together"
        remark = (
            f"With {number}, {_parts(best)}; the share is then {_long(best.fresh)} in fresh worlds. These tell it from "
            f"{level_in_words(self.sought.level)} by intervals that pay for all changes they were played with."
        )
        return Finding(f"{condition(self.sought.setting)}, {told}", remark)

    @property
    def nothing(self) -> str:
        """That no set was found, and how far the best goes, without the condition."""
        level = level_in_words(self.sought.level)
        if self.turned.farthest is None:
            return f"nothing that was moved brings {noun(self.sought.outcome)} nearer to {level} than {_long(self.turned.base)}"
        goes = f"{_ends(self.turned.farthest)} {'bring' if self.turned.size > 1 else 'brings'} it to {_long(self.turned.share)}"
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
            "The best sets were picked because they looked best, so they were played again in the worlds of another seed. The values "
            "told are the nearest, a little beyond where the set tips, at which these say surely that the conclusion turns.",
            "Switches, the calendar and what outcomes are called were not moved. A parameter that turns it only in the middle of its "
            "range, or only together with one that is weak alone, would be missed.",
        ]

    @property
    def tables(self) -> Sequence[AnswerTable]:
        """The changes of each set, and how sure they are."""
        rows = [
            [
                str(rank) if place == 0 else "",
                label_of(move.name),
                plain(move.value(0)),
                plain(one.set_to[move.name]),
                f"{100 * move.part(one.set_to[move.name]):.0f} %",
            ]
            for rank, one in enumerate(self.turns, start=1)
            for place, move in enumerate(one.way.moves)
        ]
        sure = [
            [
                str(rank), f"{100 * one.at.value:.1f} % ({100 * one.at.low:.1f} to {100 * one.at.high:.1f})", _long(one.fresh),
                "yes" if one.confirmed else "no",
            ]
            for rank, one in enumerate(self.turns, start=1)
        ]  # fmt: skip
        turns = f"{noun(self.sought.outcome)} crosses {level_in_words(self.sought.level)}"
        return [
            AnswerTable(
                "changes", f"The smallest changes after which {turns}", ("set", "parameter", "from", "to", "part of its range"),
                rows, 3, self.changes,
            ),
            AnswerTable(
                "sets", "How far each set must go, and the share then in fresh worlds",
                ("set", "tips after (part of the range)", "share in fresh worlds", "confirmed"), sure, 0, self.sets,
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
        for name in self.sought.among:
            words += ["--parameter", name]
        words += ["--outcome", self.sought.outcome, "--level", f"{self.sought.level:.12g}"]
        words += ["--worlds", self.sought.worlds, "--seed", self.sought.seed]
        return command_of(KIND, *words, settings=[self.sought.setting])


def plain(value: float) -> str:
    """A value as it would be set by hand."""
    return f"{value:.10g}"


def _short(share: Share) -> str:
    return short_percent(share.share, share.low, share.high)


def _long(share: Share) -> str:
    return percent(share.share, share.low, share.high)


def _changed(turn: Turn) -> str:
    """The changes of a set: `credibility of a US guarantee goes from 0.3 to 0.52`."""
    return enumeration(
        [
            f"{label_of(move.name)} goes from {plain(move.value(0))} to {plain(turn.set_to[move.name])}"
            for move in turn.way.moves
        ]
    )


def _parts(turn: Turn) -> str:
    """By which parts of their ranges the parameters of a set move."""
    told = [f"{100 * move.part(turn.set_to[move.name]):.0f} %" for move in turn.way.moves]
    one = len(told) == 1
    return f"by {enumeration(told)} of {'its' if one else 'their'} plausible range{'' if one else 's'}"


def _ends(way: Way) -> str:
    """The ends to which a set goes: `credibility of a US guarantee at 0.9`."""
    return enumeration([f"{label_of(move.name)} at {plain(move.value(move.room))}" for move in way.moves])
