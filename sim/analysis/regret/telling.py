"""Regret in sentences: which policy has the least, what the worlds cannot decide, and what the measures mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.naming import author_name, right
from sim.analysis.regret.question import Sought, label, noun_of
from sim.analysis.regret.tables import OUTCOME
from sim.analysis.telling import points
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import capital, counted, digits_for, enumeration, short_percent
from sim.studies.sweeps.axes import NONE, POLICY, WORLDVIEW

FEW, MOST_NAMED = 3, 6
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
WITHOUT = "doing without any policy"
SMALL = 0.01
"""A regret of less than this is told in tenths of a point at least."""
REMARK = (
    "Points are percentage points of all worlds. Intervals of regret come from resamples of the worlds, the same ones for all "
    "policies and authors (95 %), and allow for the best policy being an estimate too."
)


def whoever(worldviews: Sequence[str]) -> str:
    """Under which condition everything holds, as the beginning of a sentence."""
    if len(worldviews) == 1:
        return capital(right(worldviews[0]))
    if BASELINE in worldviews:
        return f"In each of {len(worldviews)} worldviews, the reference setting among them"
    if len(worldviews) <= FEW:
        return f"Whoever of {enumeration([author_name(name) for name in worldviews])} is right"
    return f"Whoever of the {NUMBERS[len(worldviews)] if len(worldviews) < len(NUMBERS) else len(worldviews)} is right"


def in_sentence(word: str) -> str:
    """An alternative as the subject of a sentence."""
    return WITHOUT if word == NONE else label(word)


def told_points(row: Any) -> str:
    """The largest regret of a row of the policies, with its interval: `14 points (12 to 16)`."""
    number, *ends = digits_of_points(*(float(row[name]) for name in ("largest_regret", "low", "high")))
    return f"{number} point{'' if number == '1' else 's'} ({' to '.join(ends)})"


def digits_of_points(value: float, low: float, high: float) -> tuple[str, str, str]:
    """A regret and the ends of its interval in points, with the same digits wherever they stand."""
    digits = max(digits_for(value, low, high), 1 if value < SMALL else 0)
    number, least, most = (f"{100 * part:.{digits}f}" for part in (value, low, high))
    return number, least, most


def part(share: float) -> str:
    """A part of the resamples in whole per cent, never rounded to none or all."""
    if 0 < share < SMALL:
        return "less than 1 %"
    return "more than 99 %" if 1 - SMALL < share < 1 else f"{100 * share:.0f} %"


def finding_of(policies: pd.DataFrame, worldviews: Sequence[str]) -> str:
    """The policy with the least regret of each outcome; of one outcome alone also whether others may be as good.

    The table is that of the policies (see `sim.analysis.regret.measured.Measured`), the least regret first.
    """
    tables = [table for _, table in policies.groupby(OUTCOME, sort=False)]
    told, before = list[str](), ""
    for table in tables:
        first = table.iloc[0]
        if unsure(table):
            told.append(_one_of_many(table, len(worldviews) == 1))
        elif not first["largest_regret"]:
            told.append(_best(first, before))
        elif first[POLICY] == before:
            told.append(f"and never more than {_behind(first)}")
        else:
            told.append(f"{in_sentence(first[POLICY])} never brings more than {_behind(first)} than the best policy")
        before = "" if unsure(table) else str(first[POLICY])
    last = [f"; {not_told_apart(tables[0])}"] if len(tables) == 1 and not unsure(tables[0]) else []
    joined = f" {told[-1]}" if told[-1].startswith("and ") else f" and {told[-1]}"
    listed = "".join([", ".join(told[:-1]), ",", joined]) if len(told) > 1 else told[0]
    return f"{whoever(worldviews)}, {listed}{''.join(last)}"


def headline_of(policies: pd.DataFrame, worldviews: Sequence[str]) -> str:
    """The same of several outcomes in few words, for a title; empty for one outcome, or if there is no clear winner."""
    tables = [table for _, table in policies.groupby(OUTCOME, sort=False)]
    if len(tables) == 1 or any(unsure(table) for table in tables):
        return ""
    first, *others = [(in_sentence(table[POLICY].iloc[0]), noun_of(table[OUTCOME].iloc[0])) for table in tables]
    told = [f"{first[0]} stays closest to the best on {first[1]}", *(f"{who} on {what}" for who, what in others)]
    return f"{whoever(worldviews)}, {enumeration(told)}"


def _behind(row: Any) -> str:
    """How far a policy is behind at most: `4 points (2 to 5) more war`."""
    return f"{told_points(row)} {'less' if row['better'] == 'more' else 'more'} {noun_of(row[OUTCOME])}"


def _best(row: Any, before: str) -> str:
    """A sentence for a policy that came out best everywhere: how far behind it may be all the same."""
    _, _, high = digits_of_points(*(float(row[name]) for name in ("largest_regret", "low", "high")))
    most, less = ("most", "less") if row["better"] == "more" else ("least", "more")
    who = "and" if row[POLICY] == before else f"{in_sentence(row[POLICY])} brings"
    return f"{who} the {most} {noun_of(row[OUTCOME])}, or at most {high} points {less}"


def remark_of_several(policies: pd.DataFrame) -> str:
    """Of several outcomes, which policies the worlds cannot tell from the one with the least regret."""
    tables = [table for _, table in policies.groupby(OUTCOME, sort=False)]
    told = [
        f"{capital(noun_of(table[OUTCOME].iloc[0]))}: {not_told_apart(table, in_sentence(table[POLICY].iloc[0]))}."
        for table in tables
        if not unsure(table)
    ]
    return " ".join([*(told if len(tables) > 1 else []), REMARK])


def unsure(table: pd.DataFrame) -> bool:
    """Whether more than half of the other alternatives may be as good as the first, so that none is named as the winner."""
    others = int(table["as_good_as_least"].sum()) - 1
    return 2 * others > len(table) - 1


def _one_of_many(table: pd.DataFrame, alone: bool) -> str:
    """A sentence for when too many alternatives are as good to name a winner; `alone` if there is one author."""
    alike, first = table[table["as_good_as_least"]], table.iloc[0]
    noun, size, cannot = noun_of(first[OUTCOME]), len(table), _cannot(table)
    most = f"the {'most' if first['better'] == 'more' else 'least'} {noun}"
    if len(alike) == size:
        which = f"brings {most}" if alone else f"is least far behind on {noun}"
        behind = points(float(table["high"].max()))
        return f"{cannot} tell which of {size} alternatives {which} (none is behind by more than {behind})"
    which = f"with {most}" if alone else f"that is least far behind on {noun}"
    return f"the alternative {which} is among {len(alike)} of {size}, which {cannot} tell apart"


def _cannot(table: pd.DataFrame) -> str:
    return f"{counted(int(table['worlds'].iloc[0]), 'world')} cannot"


def not_told_apart(table: pd.DataFrame, first: str = "it") -> str:
    """Which others the worlds cannot tell from the `first`, which has the least regret, or that they tell all of them."""
    others = table[table["as_good_as_least"]].iloc[1:][POLICY].tolist()
    rest, cannot = len(table) - 1, _cannot(table)
    if not others:
        return f"{'the other does not come' if rest == 1 else f'none of the other {rest} comes'} as close"
    if len(others) == rest:
        return f"{cannot} tell any other apart from {first}"
    named = (
        enumeration([label(word) for word in others], "or")
        if len(others) <= FEW
        else f"{len(others)} of the other {rest}"
    )
    return f"{cannot} tell {named} apart from {first}"


def bound_in_words(sought: Sought) -> str:
    """A bound with its direction: `at least 30 % ideal peace`."""
    return f"at {'least' if sought.more else 'most'} {100 * (sought.bound or 0):g} % {sought.noun}"


def strongest(pairs: pd.DataFrame, number: int, unsure: int) -> pd.DataFrame:
    """The pairs that surely bring more or less than the sum of both, strongest first; if none is sure, a few all the same."""
    sure = pairs[pairs["sure"]]
    chosen = pairs if sure.empty else sure
    order = chosen["beyond_sum"].abs().sort_values(ascending=False, kind="stable").index
    return chosen.loc[order].head(unsure if sure.empty else number)


def share_at(cells: pd.DataFrame, outcome: str, policy: str, worldview: str) -> str:
    """How often an outcome comes with a policy under a worldview, in short and with the digits that its interval deserves."""
    found = cells[(cells[OUTCOME] == outcome) & (cells[POLICY] == policy) & (cells[WORLDVIEW] == worldview)].iloc[0]
    return short_percent(found["share"], found["low"], found["high"])


def named(words: Sequence[str], link: str = "and") -> str:
    """Alternatives in a sentence, by number if they are many."""
    if len(words) > MOST_NAMED:
        return f"{len(words)} alternatives"
    return enumeration([in_sentence(word) for word in words], link)
