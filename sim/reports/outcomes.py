"""The five outcomes in one line each, and war beside them: what each means, and how often it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sim.analysis.answers import Answer
from sim.analysis.contrast.answer import Contrast
from sim.analysis.contrast.names import Names
from sim.charts.theme import OUTCOME_COLOURS
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import OUTCOME_MEANINGS, WAR_MEANING, capital, percent, readable
from sim.reports.assumptions import name_of
from sim.studies.shares.fates import fates_of, reached
from sim.studies.shares.frequencies import frequencies
from sim.studies.shares.intervals import share_of
from sim.studies.study import Study
from sim.studies.sweeps.study import SweepStudy

WAR = "war"
WARS = ("war_before_signature", "war_after_signature")
MEANINGS: Mapping[str, str] = {**OUTCOME_MEANINGS, WAR: WAR_MEANING}
MOST_COLUMNS = 3
"""The shares of more settings than this are told from the lowest to the highest."""
ACROSS = "lowest to highest share"


@dataclass(frozen=True)
class Line:
    """One outcome: its name, its colour in the pictures, its share in each setting, and what it means."""

    name: str
    colour: str
    shares: Sequence[str]
    meaning: str


@dataclass(frozen=True)
class Outcomes:
    """All of them; `heads` name the settings whose shares stand there, and `key` says what short names mean."""

    heads: Sequence[str]
    lines: Sequence[Line]
    key: str = ""


def outcomes_of_studies(studies: Sequence[Study], names: Names | None = None) -> Outcomes:
    """Return the lines of settings that were played one by one, under the names of a comparison or the usual ones."""
    columns = [_shares(study) for study in studies]
    heads = list(names.short) if names else [name_of(study.parameters) for study in studies]
    if len(studies) > MOST_COLUMNS:
        ranged = {what: _range([column[what][0] for column in columns]) for what in MEANINGS}
        return _lines([ACROSS], {what: [told] for what, told in ranged.items()})
    heads = heads if len(heads) > 1 else ["share of worlds"]
    lines = _lines(heads, {what: [column[what][1] for column in columns] for what in MEANINGS})
    return replace(lines, key=names.key.removesuffix(".")) if names else lines


def outcomes_of_sweep(study: SweepStudy) -> Outcomes:
    """Return the lines of a sweep: from the cell where an outcome is rarest to the one where it is most frequent."""
    counts = study.counts.drop_duplicates("cell")
    counts = counts[counts["worlds"] > 0]
    shares = study.frequencies()
    found = {what: shares.loc[(shares["outcome"] == what) & shares["share"].notna(), "share"] for what in OUTCOMES}
    if set(WARS) <= set(counts):
        found[WAR] = counts[list(WARS)].sum(axis=1) / counts["worlds"]
    return _lines([ACROSS], {what: [_range(found[what])] if what in found else [""] for what in MEANINGS})


def outcomes_of_answers(answers: Sequence[Answer]) -> Outcomes:
    """Return the lines of answers: with the shares of both settings for a comparison, and with none for any other."""
    first = answers[0]
    if isinstance(first, Contrast):
        return outcomes_of_studies(first.studies, first.names)
    return _lines([], {what: [] for what in MEANINGS})


def _shares(study: Study) -> dict[str, tuple[float, str]]:
    """The share of each outcome and of war in one setting, as a number and in words."""
    wars = share_of(int(reached(fates_of(study.table), WAR).sum()), study.worlds)
    rows = frequencies(study).to_dict("records")
    found = {str(row["outcome"]): (row["share"], row["low"], row["high"]) for row in rows}
    found[WAR] = (wars.share, wars.low, wars.high)
    return {what: (numbers[0], percent(*numbers)) for what, numbers in found.items()}


def _range(shares: Sequence[float] | pd.Series) -> str:
    low, high = (f"{100 * end:.0f}" for end in (min(shares), max(shares)))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _lines(heads: Sequence[str], shares: Mapping[str, Sequence[str]]) -> Outcomes:
    names = {what: capital(readable(what)) for what in MEANINGS}
    colours = {what: OUTCOME_COLOURS.get(what, "") for what in MEANINGS}
    return Outcomes(heads, [Line(names[what], colours[what], shares[what], MEANINGS[what]) for what in MEANINGS])
