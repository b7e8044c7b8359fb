"""The tables of an answer as readers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.analysis.answers import AnswerTable
from sim.analysis.uncertainty.found import Found
from sim.analysis.uncertainty.playing import MEASURES
from sim.analysis.uncertainty.ranges import WIDTHS
from sim.parameters.wording import article_name, digits_for, percent, readable

WIDTH_WORDS = dict(zip(WIDTHS, ("whole", "half", "a quarter"), strict=True))
NOTHING = "–"
PLACES = {
    "below": "below the band",
    "low": "at its lower end",
    "inside": "inside",
    "high": "at its upper end",
    "above": "above the band",
}
"""Where the share at an author's own values lies, in words."""


def tables_of(found: Found) -> Sequence[AnswerTable]:
    """The split over whole ranges and over narrower ones, the shares of each author, and the split within each."""
    whole = found.parts["width"] == WIDTHS[0]
    kinds = [f"{kind} (95 %)" for kind in found.parts["kind"].unique()]
    return (
        AnswerTable(
            "uncertainty_split",
            "Parts of what is unknown, with every number free in its whole plausible range",
            ("outcome", *kinds),
            [[name, *parts] for _, name, parts in _split(found.parts[whole])],
            len(kinds),
            found.parts[whole].reset_index(drop=True),
        ),
        AnswerTable(
            "uncertainty_narrower",
            "The same, with ranges drawn in around each author's own values to a half and a quarter of their width",
            ("outcome", "ranges", *kinds),
            [[name, WIDTH_WORDS[width], *parts] for width, name, parts in _split(found.parts[~whole])],
            len(kinds),
            found.parts[~whole].reset_index(drop=True),
        ),
        *_of_authors(found),
    )


def _split(parts: pd.DataFrame) -> list[tuple[float, str, list[str]]]:
    """Width, outcome in words, and the parts in words, outcome by outcome."""
    rows = []
    for measure in MEASURES:
        for width, of_width in parts[parts["measure"] == measure].groupby("width", sort=False):
            told = [part_in_words(row) for row in of_width.to_dict("records")]
            rows.append((float(str(width)), readable(measure), told))
    return rows


def part_in_words(row: Mapping[Any, Any]) -> str:
    """A part of a variance with its interval: `57 % (46–68)`, `0 % (0–100)`; a dash where all worlds end alike.

    What is none or all of it is an estimate, and not counted: so it is not told as shares of worlds are.
    """
    part, low, high = (row[name] for name in ("part", "low", "high"))
    if part != part:
        return NOTHING
    digits = digits_for(round(part, 9), low, high)  # what is almost nothing deserves no more digits than nothing
    return f"{100 * part:.{digits}f} % ({100 * low:.{digits}f}–{100 * high:.{digits}f})"


def _of_authors(found: Found) -> Sequence[AnswerTable]:
    """The shares of each author, and the split within each if there are several whose numbers were sampled."""
    joined = authors_of(found)
    head = ("outcome", "author", "own share lies", "own share", "mean", "band from", "to")
    caption = (
        "Shares at each author's own values, and, as the numbers move over their whole ranges, their mean and the band of "
        "their middle nine tenths"
    )
    shares = AnswerTable(
        "uncertainty_authors", caption, head, [_row(row) for row in joined.to_dict("records")], 4, joined
    )
    if len(found.asked) == 1:
        return [shares]
    sampled, kinds = joined.dropna(subset="mean").reset_index(drop=True), ("luck", "numbers")
    rows = [[*_named(row), *(_part_of(row, kind) for kind in kinds)] for row in sampled.to_dict("records")]
    caption = "How what is open within one author splits, over whole ranges"
    return [shares, AnswerTable("uncertainty_within", caption, ("outcome", "author", *kinds), rows, 2, sampled)]


def authors_of(found: Found) -> pd.DataFrame:
    """The shares at own values beside the bands over whole ranges, which only authors have whose numbers were sampled."""
    bands = found.bands[found.bands["width"] == WIDTHS[0]].drop(columns="width")
    return found.shares.merge(bands, on=["measure", "worldview"], how="left")


def _row(row: Mapping[Any, Any]) -> list[str]:
    share = percent(row["share"], row["low"], row["high"])
    if row["mean"] != row["mean"]:
        return [*_named(row), "not sampled", share, *[NOTHING] * 3]
    ends = [percent(row[name], row[f"{name}_low"], row[f"{name}_high"]) for name in ("mean", "band_low", "band_high")]
    return [*_named(row), PLACES[str(row["own"])], share, *ends]


def _named(row: Mapping[Any, Any]) -> list[str]:
    return [readable(str(row["measure"])), article_name(str(row["worldview"]))]


def _part_of(row: Mapping[Any, Any], kind: str) -> str:
    return part_in_words({"part": row[kind], "low": row[f"{kind}_low"], "high": row[f"{kind}_high"]})
