"""The tables of the five authors: one row each as people read it, and all numbers behind what is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.authors.counting import EVER_SIGNED, SHOWN, WAR
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.parameters.wording import (
    OUTCOME_MEANINGS,
    WAR_MEANING,
    article_name,
    counted,
    digits_for,
    interval,
    percent,
    readable,
)

SIGNED_ONCE = "signed at least once"
REFERENCE_ROW = "reference setting"
HEAD = ("author", *map(readable, OUTCOMES), "war")


def compact(row: Any) -> str:
    """A share in per cent with its interval, without signs: `60 (58–61)`, `0 (<0.2)`, `100 (>99.8)`."""
    digits = 0 if row["share"] in (0, 1) else min(digits_for(row["share"], row["low"], row["high"]), 1)
    inside = interval(row["share"], row["low"], row["high"], digits).replace("below ", "<").replace("above ", ">")
    share = f"{100 * row['share']:.{digits}f}"
    return f"{'<0.1' if share == '0.0' else share} ({inside})"


def row_name(worldview: str) -> str:
    """How a row is called: `Ratelle 2025`, or `reference setting`."""
    return REFERENCE_ROW if worldview == BASELINE else article_name(worldview)


def tables_of(shares: pd.DataFrame, fates: pd.DataFrame, differences: pd.DataFrame) -> list[AnswerTable]:
    """The shares, one row for each author; how signed worlds ended; and the differences between any two settings."""
    return [_shares(shares), _fates(fates), _differences(differences)]


def _shares(shares: pd.DataFrame) -> AnswerTable:
    shown = shares[shares["measure"].isin(SHOWN)]
    rows = [
        (row_name(str(name)), *(compact(row) for row in part.to_dict("records")))
        for name, part in shown.groupby("worldview", sort=False)
    ]
    caption = f"Per cent of {counted(int(shares['worlds'].iloc[0]), 'world')} under each author, with 95 % intervals"
    return AnswerTable("shares", caption, HEAD, rows, len(SHOWN), shares)


def _fates(fates: pd.DataFrame) -> AnswerTable:
    rows = [
        (row_name(str(name)), f"{int(part['worlds'].iloc[0]):,}", *(_known(row) for row in part.to_dict("records")))
        for name, part in fates.groupby("worldview", sort=False)
    ]
    caption = "Signed is not done: how the worlds ended that signed at least once, in per cent of them"
    head = ("author", "signed", *map(readable, OUTCOMES))
    return AnswerTable("signed", caption, head, rows, len(OUTCOMES) + 1, fates)


def _known(row: Any) -> str:
    return compact(row) if row["worlds"] else "–"


def _differences(differences: pd.DataFrame) -> AnswerTable:
    rows = [
        (
            SIGNED_ONCE if row["measure"] == EVER_SIGNED else readable(str(row["measure"])),
            f"{row_name(str(row['first']))} to {row_name(str(row['second']))}",
            f"{100 * row['difference']:+.1f} ({100 * row['low']:+.1f} to {100 * row['high']:+.1f})".replace(
                "-", "\N{MINUS SIGN}"
            ),
        )
        for row in differences.to_dict("records")
        if row["sure"]
    ]
    caption = "Differences that are sure, in points of all worlds; all intervals hold together with 95 %"
    return AnswerTable("differences", caption, ("of", "from one to another", "points"), rows, 1, differences)


def meanings() -> list[tuple[str, str]]:
    """The five outcomes and war, each with its meaning in one line."""
    return [*((readable(outcome), OUTCOME_MEANINGS[outcome]) for outcome in OUTCOMES), (WAR, WAR_MEANING)]


def in_words(shares: pd.DataFrame, measures: Sequence[str] = SHOWN) -> str:
    """All shares that are shown, author by author, for those who cannot see a picture."""
    parts = []
    for name, rows in shares.groupby("worldview", sort=False):
        told = [
            f"{readable(str(row['measure']))} {percent(row['share'], row['low'], row['high'])}"
            for row in rows.to_dict("records")
            if row["measure"] in measures
        ]
        parts.append(f"{row_name(str(name))}: {', '.join(told)}")
    return ". ".join(parts)
