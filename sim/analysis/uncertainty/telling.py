"""An answer in words: what is the largest unknown, what that depends on, what is assumed, and how it was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sim.analysis.naming import author_name
from sim.analysis.telling import Finding, together
from sim.analysis.uncertainty.found import Found
from sim.analysis.uncertainty.ranges import WIDTHS
from sim.analysis.uncertainty.splits import comparisons_of
from sim.analysis.uncertainty.tables import authors_of
from sim.parameters.wording import article_name, confidence_percent, counted, enumeration, readable, whole
from sim.studies.shares.intervals import confidence_of_each
from sim.studies.sweeps.distributions import PERT, TRIANGULAR

KIND_WORDS = {"luck": "luck", "numbers": "the numbers", "author": "which author is right"}
MAKES = {"numbers": "the numbers make", "author": "the author makes"}
LIKELIEST = {
    PERT: "the author's value is the most likely (PERT)",
    TRIANGULAR: "the author's value is the most likely (triangular)",
}
EVEN = "every value of the range is equally likely"


def heading(found: Found) -> str:
    """What was asked, as a heading."""
    if len(found.asked) > 1:
        return "What nobody knows: luck, numbers, and which author is right"
    return f"What is unknown if {_name(found)} is right: luck and numbers"


def _name(found: Found) -> str:
    return author_name(found.asked[0].worldview)


def finding(found: Found) -> Finding:
    """Which kind of uncertainty is the largest of each outcome, as far as the samples tell."""
    alone = f"If {_name(found)} is right and every number is free in its plausible range"
    condition = alone if len(found.asked) == 1 else "With every number free in its plausible range"
    rows = found.largest[found.largest["open"]]
    if rows.empty:
        return Finding(f"{condition}, all worlds end alike: nothing is open")
    named = {
        kind: [readable(str(measure)) for measure in rows.loc[rows["kind"] == kind, "measure"]]
        for kind in (*KIND_WORDS, "")
    }
    close = named.pop("")
    told = [f"{KIND_WORDS[kind]} for {enumeration(names)}" for kind, names in named.items() if names]
    if not told:
        few = f"{counted(found.samples, 'sample')} are too few to tell which unknown is the largest of any outcome"
        return Finding(f"{condition}, {few}", _remark(found))
    said = f"{condition}, the largest unknown is {', and '.join(told)}"
    rest = f"; for {enumeration(close)} it is too close to tell" if close else ""
    short = "; the rest is too close to tell" if len(close) > 1 else rest
    return Finding(f"{said}{rest}", _remark(found), f"{said}{short}")


def _remark(found: Found) -> str:
    number = comparisons_of(found.parts["kind"].nunique(), len(found.largest))
    each = confidence_percent(confidence_of_each(number))
    return f"The title compares parts of the variance by intervals of {each} % each{together(number)}."


def sentences(found: Found) -> Sequence[str]:
    """What the split depends on, what the kinds are, what is assumed, and how it was counted."""
    several = len(found.asked) > 1
    return [
        *([_averaged(found)] if several else []),
        _widths(found),
        _places(found),
        KINDS_TOLD + (AUTHOR_TOLD if several else ""),
        _assumed(found),
        *([WEIGHTS] if several else []),
        _counted(found),
        *_notes(found),
    ]


KINDS_TOLD = (
    "Luck is what stays open if author and numbers are known: chance events decide. It is 0 where a share is 0 or 100 %, and "
    "more worlds do not lessen it. Numbers is what is open within an author because nobody knows the exact values."
)
AUTHOR_TOLD = " Author is how far the authors lie apart, each averaged over the numbers."
WEIGHTS = "For this split alone all authors weigh the same; that says nothing about who is right."


def _averaged(found: Found) -> str:
    """How far the authors lie apart at their own values and averaged over their numbers, where they lie farthest apart."""
    rows = authors_of(found).dropna(subset="mean")
    by = rows.groupby("measure", sort=False)
    measure = str((by["share"].max() - by["share"].min()).idxmax())
    of_it = rows[rows["measure"] == measure]
    own, mean = (_span(of_it[column]) for column in ("share", "mean"))
    return (
        f"At their own values the authors lie farthest apart on {readable(measure)}: {own}. "
        f"Averaged over the whole ranges of their numbers it is {mean}."
    )


def _widths(found: Found) -> str:
    """How the split changes as the ranges are drawn in: what is not luck, over the widest and the narrowest ranges."""
    rows = found.parts[(found.parts["kind"] != "luck") & found.parts["part"].notna()]
    told = []
    for width in (WIDTHS[0], WIDTHS[-1]):
        by = rows[rows["width"] == width].groupby("kind", sort=False)["part"]
        told.append(enumeration([f"{MAKES[str(kind)]} {_span(parts)}" for kind, parts in by]))
    first = "How wide the ranges are is an assumption, and the split depends on it"
    if not all(told):
        return f"{first}."
    return (
        f"{first}: over whole ranges {told[0]} of what is unknown, from one outcome to another; over ranges a "
        f"quarter as wide {told[1]}."
    )


def _span(parts: pd.Series[float]) -> str:
    low, high = f"{100 * parts.min():.0f}", f"{100 * parts.max():.0f}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def _places(found: Found) -> str:
    """How wide the widest band is, and which authors' own shares lie outside the band of their numbers, or at its end."""
    rows = authors_of(found).dropna(subset="mean")
    widest = rows.iloc[int((rows["band_high"] - rows["band_low"]).argmax())]
    wide = (
        f"The widest band is that of {readable(str(widest['measure']))} in {article_name(str(widest['worldview']))}: "
        f"{_span(widest[['band_low', 'band_high']])}."
    )
    told = [
        f"{words} {'lies' if len(some) == 1 else 'lie'} {enumeration(list(map(_placed, some)))}"
        for words, some in (
            ("outside the band of its numbers", rows[rows["own"].isin(["below", "above"])].to_dict("records")),
            ("at an end of it", rows[rows["own"].isin(["low", "high"])].to_dict("records")),
        )
        if some
    ]
    if not told:
        return f"{wide} Every share at an author's own values lies well inside its band."
    return (
        f"{wide} Of {len(rows)} shares at authors' own values, {'; '.join(told)}. There an author's values do together what "
        "values drawn one by one rarely do."
    )


def _placed(row: Mapping[Any, Any]) -> str:
    return f"{article_name(str(row['worldview']))} on {readable(str(row['measure']))} ({100 * row['share']:.0f} %)"


def _assumed(found: Found) -> str:
    return (
        f"Assumption: {whole(found.numbers)} numbers are drawn from their plausible ranges in the parameter files, where "
        f"{LIKELIEST.get(found.shape, EVEN)}, and independently of each other. Switches and choices stay as each author has "
        "them, and so does whatever policies set or was set by hand."
    )


def _counted(found: Found) -> str:
    return (
        f"{counted(found.samples, 'sample')} (Latin hypercube) at the same points of all authors' ranges, half of them where the "
        f"ranges are drawn in, each in the same {counted(found.worlds, 'world')}; own shares from "
        f"{counted(found.own_worlds, 'world')}. The error of so few worlds is taken out of numbers"
        f"{', authors' if len(found.asked) > 1 else ''} and bands; intervals come from leaving out one sample or world at a time."
    )


def _notes(found: Found) -> list[str]:
    """What must be said of samples that were left out, and of estimates below 0."""
    notes = []
    if found.left_out:
        notes.append(
            f"{counted(found.left_out, 'sample')} of {found.samples} {'is' if found.left_out == 1 else 'are'} left out, because "
            "the model cannot count with the numbers: what they would have shown is not known."
        )
    below = int((found.parts["variance"] < 0).sum())
    if below:
        notes.append(
            f"{counted(below, 'part')} came out below 0, as an estimate of almost nothing can, and "
            f"{'is' if below == 1 else 'are'} shown as 0."
        )
    return notes
