"""Regret in sentences: which policy has the least, what cannot be told, and what the measures mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.regret.question import Sought, label, noun_of
from sim.analysis.regret.tables import OUTCOME
from sim.analysis.telling import points
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, capital, counted, digits_for, enumeration
from sim.studies.sweeps.axes import NONE, POLICY

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
        return "In the baseline" if worldviews[0] == BASELINE else f"If {article_name(worldviews[0])} is right"
    if BASELINE in worldviews:
        return f"In each of {len(worldviews)} worldviews, the baseline among them"
    if len(worldviews) <= FEW:
        return f"Whoever of {enumeration([article_name(name) for name in worldviews])} is right"
    return f"Whoever of the {NUMBERS[len(worldviews)] if len(worldviews) < len(NUMBERS) else len(worldviews)} is right"


def in_sentence(word: str) -> str:
    """An alternative as the subject of a sentence."""
    return WITHOUT if word == NONE else label(word)


def told_points(row: Any) -> str:
    """The largest regret of a row of the policies, with its interval: `14 points (12 to 16)`."""
    value, low, high = (float(row[name]) for name in ("largest_regret", "low", "high"))
    digits = max(digits_for(value, low, high), 1 if value < SMALL else 0)
    number, *ends = (f"{100 * part:.{digits}f}" for part in (value, low, high))
    return f"{number} point{'' if number == '1' else 's'} ({' to '.join(ends)})"


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
        row = table.iloc[0]
        most = f"{told_points(row)} {'less' if row['better'] == 'more' else 'more'} {noun_of(row[OUTCOME])}"
        if table["as_good_as_least"].all() and len(table) > 1:
            told.append(_too_few(table))
        elif row[POLICY] == before:
            told.append(f"and never more than {most}")
        else:
            told.append(f"{in_sentence(row[POLICY])} never brings more than {most} than the best policy")
        before = "" if table["as_good_as_least"].all() else str(row[POLICY])
    last = [f"; {not_told_apart(tables[0])}"] if len(tables) == 1 and not tables[0]["as_good_as_least"].all() else []
    joined = f" {told[-1]}" if told[-1].startswith("and ") else f" and {told[-1]}"
    listed = "".join([", ".join(told[:-1]), ",", joined]) if len(told) > 1 else told[0]
    return f"{whoever(worldviews)}, {listed}{''.join(last)}"


def remark_of_several(policies: pd.DataFrame) -> str:
    """Of several outcomes, which policies the worlds do not tell from the one with the least regret."""
    tables = [table for _, table in policies.groupby(OUTCOME, sort=False)]
    told = [f"{capital(noun_of(table[OUTCOME].iloc[0]))}: {not_told_apart(table)}." for table in tables]
    return " ".join([*(told if len(tables) > 1 else []), REMARK])


def _too_few(table: pd.DataFrame) -> str:
    """That nothing can be told, and how far behind a policy could be all the same."""
    worlds, most = int(table["worlds"].iloc[0]), points(float(table["high"].max()))
    does = f"{counted(worlds, 'world')} {'does' if worlds == 1 else 'do'}"
    which = f"not tell which of {len(table)} alternatives is least far behind on {noun_of(table[OUTCOME].iloc[0])}"
    return f"{does} {which} (none by more than {most})"


def not_told_apart(table: pd.DataFrame) -> str:
    """Which others the worlds do not tell from the one with the least regret, or that they tell all of them."""
    others = table[table["as_good_as_least"]].iloc[1:][POLICY].tolist()
    rest, worlds = len(table) - 1, int(table["worlds"].iloc[0])
    does = f"{counted(worlds, 'world')} {'does' if worlds == 1 else 'do'}"
    if not others:
        return f"{'the other does not come' if rest == 1 else f'none of the other {rest} comes'} as close"
    if len(others) == rest:
        return f"{does} not tell any other from it"
    named = (
        enumeration([label(word) for word in others], "or")
        if len(others) <= FEW
        else f"{len(others)} of the other {rest}"
    )
    return f"{does} not tell {named} from it"


def right(names: Sequence[str]) -> str:
    """The condition that one of some authors is right."""
    told = enumeration([article_name(name) for name in names], "or")
    return "in the baseline" if list(names) == [BASELINE] else f"if {told} is right"


def bound_in_words(sought: Sought) -> str:
    """A bound with its direction: `at least 30 % ideal peace`."""
    return f"at {'least' if sought.more else 'most'} {100 * (sought.bound or 0):g} % {sought.noun}"


def strongest(pairs: pd.DataFrame, number: int) -> pd.DataFrame:
    """The pairs that surely bring more or less than the sum of both, strongest first."""
    sure = pairs[pairs["sure"]]
    order = sure["beyond_sum"].abs().sort_values(ascending=False, kind="stable").index
    return sure.loc[order].head(number)


def named(words: Sequence[str], link: str = "and") -> str:
    """Alternatives in a sentence, by number if they are many."""
    if len(words) > MOST_NAMED:
        return f"{len(words)} alternatives"
    return enumeration([in_sentence(word) for word in words], link)
