"""The tables of the answer in words: the policies that matter, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.naming import right
from sim.analysis.regret.measured import Measured
from sim.analysis.regret.question import Question, Sought, label
from sim.analysis.regret.telling import FEW, bound_in_words, digits_of_points, part, share_at, strongest
from sim.analysis.telling import points
from sim.parameters.vocabulary import ACTOR_NAMES
from sim.parameters.wording import article_name, capital, counted, digits_for, enumeration, percent
from sim.studies.sweeps.axes import NONE, POLICY, WORLDVIEW, policies_of

MOST_ROWS, MOST_PAIRS = 12, 8
LEAST_IN, NOT_TOLD = "smallest regret in (% of resamples)", "not told apart"
SHORT_NAMES = {"united_states": "US", "european_union": "EU"}


def tables_of(answer: Measured) -> list[AnswerTable]:
    """All tables that hold something, that with the largest regrets first."""
    sought = answer.question.sought
    found = [table for one in sought for table in (_regrets(answer, one), _shares(answer, one), _authors(answer, one))]
    found += [_together(answer)] if len(sought) > 1 else []
    found += [_pairs(answer, one) for one in sought] if len(answer.pairs) else []
    return [table for table in (*found, _prices(answer)) if table.rows]


def shown_of(table: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """The first rows of the policies of an outcome; `no policy` is always among them: all others are measured against it."""
    first = table.index < most
    return table[first | (table[POLICY] == NONE)]


def hidden_in_words(alternatives: int, most: int = MOST_ROWS) -> str:
    """How many alternatives are left out if so many and `no policy` are shown; empty if none is."""
    rest = alternatives - most
    return f"Only the first {most} and no policy are shown, of {alternatives} alternatives." if rest > 1 else ""


def _regrets(answer: Measured, sought: Sought) -> AnswerTable:
    table, payers = answer.of(sought.name), payers_of(answer.prices)
    # Where there is one author, none is the worst of several.
    alone = len(answer.question.worldviews) == 1
    columns: list[tuple[str, Callable[[Any], str]]] = [
        ("policy", lambda row: label(row[POLICY])),
        ("paid by", lambda row: paid_by(row[POLICY], payers)),
        ("furthest behind", lambda row: right(row["where"]) if row["largest_regret"] else "–"),
        ("regret" if alone else "largest regret", lambda row: _points(row["largest_regret"], row["low"], row["high"])),
        (LEAST_IN, lambda row: part(row["least_in"]).removesuffix(" %")),
        ("worst share", lambda row: share_at(answer.cells, sought.name, row[POLICY], row["worst_where"])),
    ]
    columns = [column for column in columns if not (alone and column[0] in ("furthest behind", "worst share"))]
    columns += [("bound kept in", lambda row: _kept(row, answer.question))] if sought.bound is not None else []
    weighted = answer.question.weights is not None
    columns += [("expected", lambda row: f"{100 * row['expected']:.1f} %")] if weighted else []
    head, shown = [name for name, _ in columns], [row for _, row in shown_of(table).iterrows()]
    rows = [[say(row) for _, say in columns] for row in shown]
    numbers = len(head) - (2 if alone else 3)
    return AnswerTable(f"regret_{sought.name}", _caption(answer, sought, len(table)), head, rows, numbers, table)


def _caption(answer: Measured, sought: Sought, alternatives: int) -> str:
    """What the table of regrets shows, as a title without a full stop."""
    authors, hidden = answer.question.worldviews, hidden_in_words(alternatives)
    when = right(*authors) if len(authors) == 1 else "at most, whoever is right"
    told = [f"{capital(sought.noun)}, {sought.direction} is better: points behind the best policy {when}"]
    told += (
        [f"the bound is {bound_in_words(sought)}; in brackets, where it is surely kept"]
        if sought.bound is not None
        else []
    )
    told += [f"only {hidden.removeprefix('Only ').removesuffix('.')}"] if hidden else []
    return "; ".join(told)


def _kept(row: Any, question: Question) -> str:
    return f"{row['kept']} of {len(question.worldviews)} ({row['kept_surely']})"


def _points(value: float, low: float, high: float) -> str:
    number, least, most = digits_of_points(value, low, high)
    return f"{number} ({least}–{most})"


def _shares(answer: Measured, sought: Sought) -> AnswerTable:
    cells = answer.cells[answer.cells["outcome"] == sought.name]
    table = answer.of(sought.name)
    shown = shown_of(table)
    by_cell = {(row[POLICY], row[WORLDVIEW]): row for _, row in cells.iterrows()}
    worldviews = answer.question.worldviews
    rows = [[label(word), *(_share(by_cell[word, worldview]) for worldview in worldviews)] for word in shown[POLICY]]
    head = ["policy", *map(article_name, worldviews)]
    caption = f"How often {sought.noun} comes{', by who is right' if len(worldviews) > 1 else ''}"
    return AnswerTable(f"shares_{sought.name}", caption, head, rows, len(worldviews), cells.reset_index(drop=True))


def _share(row: Any) -> str:
    return percent(row["share"], row["low"], row["high"])


def _authors(answer: Measured, sought: Sought) -> AnswerTable:
    frame = answer.authors[answer.authors["outcome"] == sought.name].reset_index(drop=True)
    others = len(answer.question.policies) - 1
    most = f"{'most' if sought.more else 'least'} {sought.noun}"
    rows = [
        [article_name(row[WORLDVIEW]), _best_of(row, others), _share(row), f"{row['as_good']} of {others}"]
        for _, row in frame.iterrows()
    ]
    under = "under each author" if len(frame) > 1 else right(*answer.question.worldviews)
    caption = f"{capital(most)} {under}, and how many other policies the worlds cannot tell apart from that one"
    return AnswerTable(
        f"best_{sought.name}", caption, ["if right", f"{most} with", sought.noun, NOT_TOLD], rows, 2, frame
    )


def _best_of(row: Any, others: int) -> str:
    """The best policy under an author, or among how many it is, where it would be named as if that were sure."""
    if row["as_good"] == others:
        return "nobody can tell"
    return f"one of {row['as_good'] + 1}" if 2 * row["as_good"] > others else label(row[POLICY])


def _together(answer: Measured) -> AnswerTable:
    frame, sought = answer.together, answer.question.sought
    tables = {one.name: answer.of(one.name).set_index(POLICY) for one in sought}
    rows = []
    for word, often in frame.loc[frame["front"], [POLICY, "front_in"]].head(MOST_ROWS).itertuples(index=False):
        behind = [tables[one.name].loc[word, ["largest_regret", "low", "high"]] for one in sought]
        rows.append(
            [label(word), *(digits_of_points(*map(float, each))[0] for each in behind), part(often).removesuffix(" %")]
        )
    regrets = "largest regrets" if len(answer.question.worldviews) > 1 else "regrets"
    caption = f"Not beaten on all counts at once: {regrets} in points, and in what share of the resamples that holds"
    head = ["policy", *(one.noun for one in sought), "not beaten in (% of resamples)"]
    return AnswerTable("together", caption, head, rows, len(sought) + 1, frame)


def _pairs(answer: Measured, sought: Sought) -> AnswerTable:
    frame = answer.pairs[answer.pairs["outcome"] == sought.name].reset_index(drop=True)
    rows = [
        [
            label(row[POLICY]),
            right(row[WORLDVIEW]),
            f"{'more' if row['beyond_sum'] > 0 else 'less'} {sought.noun}" if row["sure"] else "not sure",
            _from_zero(row) if row["sure"] else _signed(row),
        ]
        for _, row in strongest(frame, MOST_PAIRS, FEW).iterrows()
    ]
    caption = _pairs_caption(frame, sought.noun)
    return AnswerTable(f"pairs_{sought.name}", caption, ["pair", "when", "together", "points"], rows, 1, frame)


def _from_zero(row: Any) -> str:
    """How far off the sum, with its interval from the nearer to the farther end, without signs."""
    far, near = (float(row[name]) for name in (("high", "low") if row["beyond_sum"] > 0 else ("low", "high")))
    return _points(abs(row["beyond_sum"]), abs(near), abs(far))


def _signed(row: Any) -> str:
    """How far off the sum, with an interval that holds 0: `3 (-2 to 8)`."""
    value, low, high = (float(row[name]) for name in ("beyond_sum", "low", "high"))
    number, *ends = (f"{100 * part:.{digits_for(value, low, high)}f}" for part in (value, low, high))
    return f"{number} ({' to '.join(ends)})".replace("-", "\N{MINUS SIGN}")


def _pairs_caption(frame: pd.DataFrame, noun: str) -> str:
    """How many pairs are sure; if none is, how far from the sum one could still be."""
    what = f"What two policies change together in {noun}, less what each changes by itself"
    sure, most = int(frame["sure"].sum()), float(frame[["low", "high"]].abs().to_numpy().max())
    pays = f"intervals pay for all {len(frame):,} pairs and authors"
    if not sure:
        few = f"none is surely different from 0, nor by more than {points(most)}"
        return f"{what}: {few}, so only the farthest from 0 are shown; {pays}"
    return f"{what}: the strongest of {counted(sure, 'sure difference')}; {pays}"


def _prices(answer: Measured) -> AnswerTable:
    named = leading_policies(answer)
    frame = answer.prices
    rows = [
        [label(row[POLICY]), _actors(row["payers"].split(", ")), row["price"], row["obstacle"]]
        for _, row in frame[frame[POLICY].isin(named)].iterrows()
    ]
    caption = "What the policies with the least regret cost, and what stands in their way (python -m sim policies NAME)"
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
