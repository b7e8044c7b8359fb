"""The tables of the answer in words: the policies that matter, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.regret.measured import Measured
from sim.analysis.regret.question import Question, Sought, label
from sim.analysis.regret.telling import FEW, bound_in_words, part, strongest
from sim.analysis.telling import points
from sim.parameters.vocabulary import ACTOR_NAMES
from sim.parameters.wording import article_name, capital, counted, digits_for, enumeration, percent
from sim.studies.sweeps.axes import NONE, POLICY, WORLDVIEW, policies_of

MOST_ROWS, MOST_PAIRS = 12, 8
SHORT_NAMES = {"united_states": "US", "european_union": "EU"}


def tables_of(answer: Measured) -> list[AnswerTable]:
    """All tables, that with the largest regrets first."""
    sought = answer.question.sought
    found = [table for one in sought for table in (_regrets(answer, one), _shares(answer, one), _authors(answer, one))]
    found += [_together(answer)] if len(sought) > 1 else []
    found += [_pairs(answer, one) for one in sought] if len(answer.pairs) else []
    return [*found, _prices(answer)]


def shown_of(table: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """The first rows of the policies of an outcome; `no policy` always, for it is what all others are measured against."""
    first = table.index < most
    return table[first | (table[POLICY] == NONE)]


def hidden_in_words(alternatives: int, most: int = MOST_ROWS) -> str:
    """How many alternatives are left out if so many and `no policy` are shown; empty if none is."""
    rest = alternatives - most
    return f"Only the first {most} and no policy are shown, of {alternatives} alternatives." if rest > 1 else ""


def _regrets(answer: Measured, sought: Sought) -> AnswerTable:
    table = answer.of(sought.name)
    shown = shown_of(table)
    weighted, bound = answer.question.weights is not None, sought.bound
    head = ["policy", "paid by", "furthest behind if", "largest regret", "least of all in", "worst share"]
    head += ["bound kept in"] if bound is not None else []
    head += ["expected"] if weighted else []
    payers = payers_of(answer.prices)
    rows = [
        [
            label(row[POLICY]),
            paid_by(row[POLICY], payers),
            f"{article_name(row['where'])} is right" if row["largest_regret"] else "–",
            _points(row["largest_regret"], row["low"], row["high"]),
            part(row["least_in"]),
            f"{100 * row['worst_share']:.1f} %",
            *([_kept(row, answer.question)] if bound is not None else []),
            *([f"{100 * row['expected']:.1f} %"] if weighted else []),
        ]
        for _, row in shown.iterrows()
    ]
    what = f"{capital(sought.noun)}, {sought.direction} is better"
    caption = f"{what}: points behind the best policy at most, whoever is right."
    if bound is not None:
        caption += f" The bound is {bound_in_words(sought)}; in brackets, where it is surely kept."
    numbers = len(head) - 3
    return AnswerTable(
        f"regret_{sought.name}", f"{caption} {hidden_in_words(len(table))}".strip(), head, rows, numbers, table
    )


def _kept(row: Any, question: Question) -> str:
    return f"{row['kept']} of {len(question.worldviews)} ({row['kept_surely']})"


def _points(value: float, low: float, high: float) -> str:
    digits = digits_for(value, low, high)
    return f"{100 * value:.{digits}f} ({100 * low:.{digits}f}–{100 * high:.{digits}f})"


def _shares(answer: Measured, sought: Sought) -> AnswerTable:
    cells = answer.cells[answer.cells["outcome"] == sought.name]
    table = answer.of(sought.name)
    shown = shown_of(table)
    by_cell = {(row[POLICY], row[WORLDVIEW]): row for _, row in cells.iterrows()}
    worldviews = answer.question.worldviews
    rows = [[label(word), *(_share(by_cell[word, worldview]) for worldview in worldviews)] for word in shown[POLICY]]
    head = ["policy", *map(article_name, worldviews)]
    caption = f"How often {sought.noun} comes, by who is right."
    return AnswerTable(f"shares_{sought.name}", caption, head, rows, len(worldviews), cells.reset_index(drop=True))


def _share(row: Any) -> str:
    return percent(row["share"], row["low"], row["high"])


def _authors(answer: Measured, sought: Sought) -> AnswerTable:
    frame = answer.authors[answer.authors["outcome"] == sought.name].reset_index(drop=True)
    others = len(answer.question.policies) - 1
    rows = [
        [
            article_name(row[WORLDVIEW]),
            label(row[POLICY]) if row["as_good"] < others else "none can be told",
            _share(row),
            f"{row['as_good']} of {others}",
        ]
        for _, row in frame.iterrows()
    ]
    caption = (
        f"The best policy for {sought.noun} if one author is right, and how many others the worlds do not tell from it."
    )
    return AnswerTable(
        f"best_{sought.name}", caption, ["if right", "best policy", sought.noun, "as good"], rows, 2, frame
    )


def _together(answer: Measured) -> AnswerTable:
    frame, sought = answer.together, answer.question.sought
    shown = frame[frame["front"]].head(MOST_ROWS)
    columns = [f"largest_regret_{one.name}" for one in sought]
    rows = [
        [
            label(row[POLICY]),
            *(f"{100 * row[name]:.1f}" for name in columns),
            part(row["front_in"]),
        ]
        for _, row in shown.iterrows()
    ]
    caption = (
        "Not beaten on all counts at once: largest regrets in points, and in which part of the resamples that holds."
    )
    head = ["policy", *(one.noun for one in sought), "not beaten in"]
    return AnswerTable("together", caption, head, rows, len(sought) + 1, frame)


def _pairs(answer: Measured, sought: Sought) -> AnswerTable:
    frame = answer.pairs[answer.pairs["outcome"] == sought.name].reset_index(drop=True)
    rows = [
        [
            label(row[POLICY]),
            f"{article_name(row[WORLDVIEW])} is right",
            f"{'more' if row['beyond_sum'] > 0 else 'less'} {sought.noun}",
            _signed(row),
        ]
        for _, row in strongest(frame, MOST_PAIRS).iterrows()
    ]
    caption = _pairs_caption(frame, sought.noun)
    return AnswerTable(f"pairs_{sought.name}", caption, ["pair", "if", "together", "points"], rows, 1, frame)


def _signed(row: Any) -> str:
    """How far off the sum, with its interval from the nearer to the farther end, without signs."""
    far, near = (float(row[name]) for name in (("high", "low") if row["beyond_sum"] > 0 else ("low", "high")))
    return _points(abs(row["beyond_sum"]), abs(near), abs(far))


def _pairs_caption(frame: pd.DataFrame, noun: str) -> str:
    """How many pairs are sure; if none is, how far from the sum one could still be."""
    what = f"What two policies bring together, against what each changes in {noun} by itself, added up"
    sure, most = int(frame["sure"].sum()), float(frame[["low", "high"]].abs().to_numpy().max())
    pays = f"the intervals pay for all {len(frame):,}"
    if not sure:
        return f"{what}: for no pair surely different, nor different by more than {points(most)} ({pays})."
    return f"{what}: the strongest of {counted(sure, 'sure difference')} ({pays})."


def _prices(answer: Measured) -> AnswerTable:
    named = leading_policies(answer)
    frame = answer.prices
    rows = [
        [label(row[POLICY]), _actors(row["payers"].split(", ")), row["price"], row["obstacle"]]
        for _, row in frame[frame[POLICY].isin(named)].iterrows()
    ]
    caption = (
        "What the policies with the least regret cost, and what stands in their way (python -m sim policies NAME)."
    )
    return AnswerTable("prices", caption, ["policy", "paid by", "price", "not so far"], rows, 0, frame)


def leading_policies(answer: Measured) -> list[str]:
    """The single policies in those alternatives that have the least regret, or may have it."""
    words: list[str] = []
    for sought in answer.question.sought:
        table = answer.of(sought.name)
        words += [table.iloc[0][POLICY], *table[table["as_good_as_least"]][POLICY].iloc[1:FEW]]
    return list(dict.fromkeys(name for word in words for name in policies_of(word)))


def payers_of(prices: pd.DataFrame) -> dict[str, list[str]]:
    """Who pays for each policy."""
    return {row[POLICY]: row["payers"].split(", ") for _, row in prices.iterrows()}


def paid_by(word: str, payers: dict[str, list[str]]) -> str:
    """Who pays for an alternative, in short; a dash for no policy."""
    names = dict.fromkeys(name for policy in policies_of(word) for name in payers.get(policy, ()))
    return ", ".join(SHORT_NAMES.get(name, ACTOR_NAMES[name]) for name in names) or "–"


def _actors(names: Sequence[str]) -> str:
    return enumeration([ACTOR_NAMES[name] for name in names])
