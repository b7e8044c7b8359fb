"""What the model cannot say, in sentences with the numbers of the study at hand."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.analysis.naming import REFERENCE
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import INTERVALS, NOT_A_FORECAST
from sim.reports.assumptions import Assumptions

ALWAYS = (
    "Comparisons between settings carry more weight than levels: the baseline was tuned while we looked at its frequencies, so "
    "they are not evidence for anything.",
    "Five articles are not the literature. Their readings into numbers are this project's, not their authors'; where "
    "they are contested, the sources say who speaks for a low and who for a high value.",
    "Much is left out: leaders as persons, parties and elections, the diaspora's politics in detail, the course of a "
    "war once it has broken out. An outcome can come about in reality for a reason that no rule here knows.",
    "The same outcome can come about in several ways, and other rules could give the same frequencies. A history shows "
    "one way, not the way.",
)


def limits(assumptions: Sequence[Assumptions], tables: Sequence[pd.DataFrame], *remarks: str) -> list[str]:
    """Return what a reader must not conclude.

    The tables hold one row per world, where they are at hand, for the part of the wars that were errors in choice; the
    remarks are what holds for this study alone.
    """
    contradictions = dict.fromkeys(words for one in assumptions for words in one.contradictions)
    replaced = [f"Policies contradict each other: {words}." for words in contradictions]
    said = [NOT_A_FORECAST, INTERVALS, _assumed(assumptions), _errors(tables), *ALWAYS, *replaced, *remarks]
    return [sentence for sentence in said if sentence]


def _assumed(assumptions: Sequence[Assumptions]) -> str:
    counts = sorted({one.assumed for one in assumptions})
    number = str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
    return (
        f"{number} of the {assumptions[0].parameters} parameters are carried by no source {_under(assumptions)}: they are "
        "assumptions, or were tuned while looking at what comes out. The rest are readings of texts, which could be read otherwise."
    )


def _under(assumptions: Sequence[Assumptions]) -> str:
    """Under what so many parameters are assumed: each worldview carries others."""
    views = {one.worldview for one in assumptions}
    if views == {BASELINE}:
        return f"in {REFERENCE}"
    return "under this worldview" if len(views) == 1 else "under these worldviews"


def _errors(tables: Sequence[pd.DataFrame]) -> str:
    """Which part of the wars were errors; empty if there was no war."""
    causes = [str(cause) for table in tables for cause in table["war_cause"].dropna()]
    if not causes:
        return ""
    errors = 100 * causes.count("error_in_choice") / len(causes)
    return (
        f"{errors:.0f} % of the wars here began with a choice that was not "
        "the best one even in the eyes of who made it. That part of the onset of war is error, which no rule predicts."
    )
