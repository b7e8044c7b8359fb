"""The sentences of the answer about time: what was found, how it was counted, and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.analysis.telling import Finding
from sim.analysis.timing.horizons import FORMAL
from sim.analysis.timing.incidence import Median
from sim.analysis.timing.tables import ALL_WORLDS, Followed, at, median_in, told
from sim.analysis.timing.words import (
    ENDED_BY_WAR,
    EVER_WAR,
    FAILED,
    HELD,
    IN_FORCE,
    RELAPSE_IS,
    RELAPSED,
    SINCE,
    YEAR,
    after,
    by_with_interval,
    years_in_words,
)
from sim.common.dates import by_when
from sim.parameters.wording import capital, counted, percent, readable, short_percent, whole

BECOME: Mapping[str, str] = {FAILED: "fail at ratification", RELAPSED: "relapse", ENDED_BY_WAR: "end in war"}
"""What agreements do, in a title."""
MOST_YEARS = 5
"""How an agreement fares is said after so many years, or fewer where the history is too short."""
BECOMES = (FORMAL, "deferred_tension", "ideal_peace", "new_confrontation")
"""What a formal peace may have turned into at a later look, apart from a small rest."""


def finding(risks: pd.DataFrame, medians: pd.DataFrame, condition: str, start: str | None, horizon: int) -> Finding:
    """By when half of the worlds have signed, and how many agreements have ended some years after the signature."""
    row = medians[medians["of"] == ALL_WORLDS].iloc[0]
    median = median_in(row)
    if median.quarter is None:
        share = percent(row["reached"], row["low_reached"], row["high_reached"])
        signed = f"fewer than half of the worlds have signed within {after(horizon)}: {share}"
    else:
        signed = f"half of the worlds have signed {by_with_interval(median, start)}"
    years = told_years(risks)
    if not years:
        return Finding(f"{condition}, {signed}")
    fell, relapsed, war = (told(at(risks, SINCE, event, YEAR * years)) for event in (FAILED, RELAPSED, ENDED_BY_WAR))
    within = f"within {years_in_words(years)} of the signature"
    ends = f"{fell} of the agreements have failed at ratification, {relapsed} have relapsed and {war} have ended in war"
    return Finding(f"{condition}, {signed}; {within} {ends}", "", _headline(risks, condition, median, start, years))


def _headline(risks: pd.DataFrame, condition: str, median: Median, start: str | None, years: int) -> str:
    """By when half have signed, and what comes to most agreements, for a title."""
    found = {event: at(risks, SINCE, event, YEAR * years) for event in BECOME}
    event, most = max(
        ((event, row) for event, row in found.items() if row is not None), key=lambda item: float(item[1]["share"])
    )
    ends = f"{short_percent(most['share'], most['low'], most['high'])} of agreements {BECOME[event]} within {years_in_words(years)}"
    if median.quarter is None:
        return f"{condition}, fewer than half of the histories sign; {ends}"
    return f"{condition}, half of the histories have signed {by_when(start, median.quarter)}; {ends}"


def told_years(risks: pd.DataFrame) -> int:
    """For how many whole years agreements are followed, at most `MOST_YEARS`."""
    held = risks[(risks["clock"] == SINCE) & (risks["event"] == HELD)]
    return min(MOST_YEARS, int(held["quarter"].max()) // YEAR) if len(held) else 0


def ended(risks: pd.DataFrame, years: int) -> dict[str, float] | None:
    """The share of agreements that do not hold any more after so many years, with its interval; None without a year."""
    held = at(risks, SINCE, HELD, YEAR * years) if years else None
    if held is None:
        return None
    return {"share": 1 - held["share"], "low": 1 - held["high"], "high": 1 - held["low"]}


def sentences(risks: pd.DataFrame, followed: Followed, horizon: int) -> list[str]:
    """What a relapse is, what ended agreements, how it was counted, and which agreements are left out."""
    parts = [
        "What comes first counts: signature and war exclude each other, as do failure, relapse and war afterwards."
    ]
    years = told_years(risks)
    if not years:
        return [*parts, _nothing_followed(followed, horizon)]
    share = {event: told(at(risks, SINCE, event, YEAR * years)) for event in (IN_FORCE, EVER_WAR)}
    within = f"{years_in_words(years)} after the signature"
    return [
        *parts,
        RELAPSE_IS,
        f"An agreement goes out of force only through a failed ratification or a war: {within} {share[IN_FORCE]} are in force, "
        f"relapsed or not. In {share[EVER_WAR]} of these worlds there has been a war by then, whatever came before it.",
        f"Together {told(ended(risks, years))} have failed, relapsed or ended in war by then. {_counted(risks, followed, years)}",
        *_left_out(followed),
    ]


def _nothing_followed(followed: Followed, horizon: int) -> str:
    if not followed.agreements:
        return "No agreement is signed without a war before it, so none is followed."
    return f"Histories of {after(horizon)} are too short to follow an agreement for a year."


def _counted(risks: pd.DataFrame, followed: Followed, years: int) -> str:
    """How the time after a signature was counted: which agreements were not watched to the end of it."""
    first = "From the start all worlds are watched to the end of the history, and shares are plain counts."
    if not followed.young:
        return f"{first} So they are after the signature, because all agreements are older than that when the history ends."
    war, one = at(risks, SINCE, EVER_WAR, YEAR * years), followed.young == 1
    told_so, share = (0, 0.0) if war is None else (int(war["count"]) / followed.agreements, float(war["share"]))
    as_never, reckoned = f"{100 * told_so:.1f}", f"{100 * share:.1f}"
    never = (
        f" If what has not happened to them yet were counted as never happening, there would be a war in {as_never} % of these "
        f"worlds instead of {reckoned} %."
    )
    return (
        f"{first} After the signature they are not: {whole(followed.young)} of {counted(followed.agreements, 'agreement')} "
        f"{'is' if one else 'are'} less than {years_in_words(years)} old when the history ends. The Aalen-Johansen estimator "
        "takes that into account, under the assumption that late agreements fare like early ones."
        f"{'' if as_never == reckoned else never}"
    )


def _left_out(followed: Followed) -> list[str]:
    """Which agreements are not followed, and why."""
    if not followed.after_war:
        return []
    return [
        f"{whole(followed.after_war)} of {counted(followed.signed, 'world')} that sign do so only after a war. "
        "How those agreements fare is left out, because only the first war of a world has a date."
    ]


def horizon_sentences(formal: pd.DataFrame, horizons: Sequence[int]) -> list[str]:
    """What a horizon is, and how formal peace fares as it grows."""
    parts = [
        "The horizon only sets when we look: the same worlds are classified by their state at that time, and no actor knows "
        "when that is (how far ahead actors look is calendar.foresight)."
    ]
    if formal.empty:
        return parts
    parts.append(_formal(formal, horizons))
    return parts


def _formal(formal: pd.DataFrame, horizons: Sequence[int]) -> str:
    """How the formal peace fares that is there at the earlier look with most of it."""
    at_most = int(formal["horizon"].iloc[int(formal["worlds"].argmax())])
    rows = {str(row["outcome"]): row for row in formal[formal["horizon"] == at_most].to_dict("records")}
    worlds = int(rows[FORMAL]["worlds"])
    if not worlds:
        return "At no earlier look is any world a formal peace."
    became = ", ".join(f"{readable(name)} {told(rows[name])}" for name in BECOMES)
    return (
        f"{capital(counted(worlds, 'world'))} {'is' if worlds == 1 else 'are'} a formal peace after {after(at_most)}. Of these, "
        f"after {after(horizons[-1])}: {became}."
    )
