"""The five authors in words: the finding, on what they agree, where they part, and how the reference setting compares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from sim.analysis.authors.comparing import AT_LEAST, Parted
from sim.analysis.authors.counting import EVER_SIGNED, WAR
from sim.analysis.naming import author_name, right
from sim.analysis.telling import Finding
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.parameters.wording import capital, counted, enumeration, readable, whole

ENDS: Mapping[str, str] = {WAR: "a war comes", EVER_SIGNED: "an agreement is signed at least once"}
"""Events as clauses; an outcome is what worlds end in."""
IN_WORLDS: Mapping[str, str] = {WAR: "see a war", EVER_SIGNED: "sign at least once"}
RARE, HARDLY = 0.01, 0.005
"""Shares below the first, and as near to all, are told in tenths; below the second a title says `hardly any`."""
LITTLE = "below 0.1 %"
NO_AVERAGE = (
    "The reference setting (baseline) is neither the view of one author nor the average of all; it stands between the "
    "articles in what it assumes."
)
TOGETHER = (
    "'At least' and 'at most' include the error from the number of worlds; 'or more' and 'or less' are counted in these worlds. "
    "All statements on where the five agree and part hold together with 95 %: all authors have the same worlds, which are "
    "compared one by one, and each interval is wide enough for all of them."
)
WITH_ERROR = " (error from the number of worlds included)"
"""What tells a bound from a share that was counted."""
MOST_TOLD = 3
"""On so many measures it is told where the authors part."""


def finding(most: Sequence[Parted], worlds: int, added: str) -> Finding:
    """On what the authors part most, with the condition: who must be right for it."""
    beginning = f"With {added}: " if added else ""
    if not most:
        few = f"{counted(worlds, 'world')} of each {'is' if worlds == 1 else 'are'} too few to tell the five authors apart"
        return Finding(f"{beginning}{few}")
    first = most[0]
    high, low = (right(*names) for names in (first.highest, first.lowest))
    ends = f"{_at_least(first)} of worlds {does(first.measure)}"
    other = "none" if first.lowest_to == 0 else "hardly any" if first.lowest_to < HARDLY else _at_most(first)
    return Finding(f"{beginning}{high if beginning else capital(high)}, {ends}; {low}, {other}")


def does(measure: str) -> str:
    """What worlds do in which something comes: `end in ideal peace`, `see a war`."""
    return IN_WORLDS.get(measure, f"end in {readable(measure)}")


def agreement(agreed: pd.DataFrame, worlds: int) -> list[str]:
    """On what all five agree, as sentences."""
    often = agreed[agreed["side"] == AT_LEAST].to_dict("records")
    seldom = agreed[agreed["side"] != AT_LEAST].to_dict("records")
    told = []
    if often:
        parts = [f"{_clause(row['measure'])} in at least {_floor(row['bound'])} of worlds" for row in often]
        told.append(f"In all five, {enumeration(parts)}{WITH_ERROR}.")
    if seldom:
        parts = _said_once([f"at most {_ceiling(row['bound'])} {does(row['measure'])}" for row in seldom])
        parts[0] = parts[0].replace(" %", " % of worlds", 1)
        told.append(f"In all five, {enumeration(parts)}{WITH_ERROR}.")
    few = "is" if worlds == 1 else "are"
    return told or [f"{counted(worlds, 'world')} of each {few} too few to show anything on which all five agree."]


def signed(fates: pd.DataFrame) -> str:
    """How the worlds that signed ended, by author: a signature is not the end."""
    own = fates[(fates["worldview"] != BASELINE) & (fates["worlds"] > 0)]
    if own.empty:
        return ""
    others = own[own["outcome"] != OUTCOMES[0]].groupby("outcome", sort=False)["count"].sum()
    parts = [
        f"{_range(own[own['outcome'] == outcome])} end in {readable(outcome)}"
        for outcome in (OUTCOMES[0], str(others.idxmax()))
    ]
    return f"Signed does not mean done: of the worlds that sign at least once, {enumeration(_said_once(parts))}."


def _said_once(parts: Sequence[str]) -> list[str]:
    """Parts of a sentence in which only the first says that worlds end in something."""
    return [part if place == 0 else part.replace(" end in ", " in ") for place, part in enumerate(parts)]


def _range(rows: pd.DataFrame) -> str:
    """From the least to the greatest share, with whose they are."""
    ends = []
    for end in (rows["share"].min(), rows["share"].max()):
        names = [author_name(str(name)) for name, share in rows[["worldview", "share"]].to_numpy() if share == end]
        ends.append(f"{_share(float(end))} ({', '.join(names)})")
    return " to ".join(ends) if len(set(rows["share"])) > 1 else _share(float(rows["share"].iloc[0]))


def parting(found: Sequence[Parted], most: Sequence[Parted]) -> list[str]:
    """Where the five part: on what most, and how far on war."""
    if not most:
        return []
    spans = [
        f"{'on ' if place else ''}{readable(one.measure)}: {_ends(one)}" for place, one in enumerate(most[:MOST_TOLD])
    ]
    told = [f"They part most on {'; and '.join(spans)}."]
    war = next(one for one in found if one.measure == WAR)
    if war not in most[:MOST_TOLD] and war.sure:
        told.append(f"On war they part too: {_ends(war)}.")
    return told


def _ends(one: Parted) -> str:
    """`0 % (Araz, Ratelle) to 60 % (DerSimonian 2023)`."""
    low, high = (", ".join(map(author_name, names)) for names in (one.lowest, one.highest))
    return f"{_at_most(one)} ({low}) to {_at_least(one)} ({high})"


def _at_most(one: Parted) -> str:
    """The share of all at the low end: one for all of them, or what none of them exceeds in these worlds."""
    told = _share(one.lowest_to)
    return told if told in (_share(one.least), LITTLE) else f"{told} or less"


def _at_least(one: Parted) -> str:
    """The share of all at the high end: one for all of them, or what each of them reaches in these worlds."""
    told = _share(one.highest_from)
    return told if told == _share(one.greatest) else f"{told} or more"


def reference(outside: pd.DataFrame, played: bool) -> list[str]:
    """How the reference setting compares with the five."""
    if not played:
        return []
    if outside.empty:
        return [NO_AVERAGE, "Its results lie within the range of the five, as far as these worlds can tell."]
    parts = [
        f"{'signatures' if row['measure'] == EVER_SIGNED else readable(row['measure'])} ({_share(row['share'])}, {row['side']} "
        f"all five: {_share(row['least'])} to {_share(row['greatest'])})"
        for row in outside.to_dict("records")
    ]
    return [NO_AVERAGE, f"But its results lie outside the range of the five on {enumeration(parts)}."]


def what_a_share_is(worlds: int) -> str:
    """What is counted, in plain words."""
    return (
        f"Each share counts simulated histories: how many of {whole(worlds)} ended so under the assumptions of one article. It "
        "is not the chance that this will happen."
    )


def _clause(measure: str) -> str:
    return ENDS.get(measure, f"{readable(measure)} comes")


def _share(share: float) -> str:
    """A share in whole per cent, in tenths where it is small or nearly all."""
    percent = 100 * share
    if share in (0, 1) or RARE <= share <= 1 - RARE:
        return f"{percent:.0f} %"
    tenths = f"{percent:.1f}"
    return {"0.0": LITTLE, "100.0": "above 99.9 %"}.get(tenths, f"{tenths} %")


def _floor(bound: float) -> str:
    """A lower bound, rounded down."""
    return f"{math.floor(100 * bound):.0f} %" if bound < 1 - RARE else f"{math.floor(1_000 * bound) / 10:.1f} %"


def _ceiling(bound: float) -> str:
    """An upper bound, rounded up."""
    return f"{math.ceil(100 * bound):.0f} %" if bound > RARE else f"{math.ceil(1_000 * bound) / 10:.1f} %"
