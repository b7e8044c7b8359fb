"""Why a history counts as the outcome that it has: each rule of the outcomes with what was found, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.common.dates import length_in_words
from sim.model.world.state import SIGNED, WAR
from sim.parameters.wording import counted, enumeration
from sim.studies.histories.kept import Kept
from sim.studies.histories.phrases import percent

LEVELS = {
    "implementation": "{} of it is carried out",
    "legitimacy_armenia": "legitimacy in Armenia is {}",
    "legitimacy_azerbaijan": "legitimacy in Azerbaijan is {}",
}
"""What an ideal peace needs a least share of, as clauses."""
TROUBLES = ("suspended", "incidents", "dictated")
"""Criteria on which an agreement that is in force counts as deferred tension."""


class Criterion(NamedTuple):
    """One thing that the rules of the outcomes ask of an agreement: its name, whether it is met, and the finding in words."""

    name: str
    met: bool
    words: str


def verdict(history: Kept) -> str:
    """Why a history counts as what it does, in one or two sentences."""
    state = history.quarters[-1].state
    war = _war(history, state)
    if war:
        return war
    if state["phase"] != SIGNED:
        return f"No agreement is in force at the end, and there was no war in the last {_calm(history)}."
    found = criteria(history)
    calm = [one for one in found if one.name in TROUBLES]
    troubled = [one.words for one in calm if not one.met]
    if troubled:
        return f"An agreement is in force, but {enumeration(troubled)}."
    rest = [one for one in found if one.name not in TROUBLES]
    missed = [one.words for one in rest if not one.met]
    lead = "It falls short of an ideal peace" if missed else "It has what an ideal peace needs"
    told = missed or [one.words for one in rest]
    return f"An agreement is in force: {enumeration([one.words for one in calm])}. {lead}: {enumeration(told)}."


def criteria(history: Kept) -> list[Criterion]:
    """What the rules ask of an agreement that is in force at the end: first for calm, then for an ideal peace."""
    return [*_for_calm(history), *_for_ideal(history)]


def _for_calm(history: Kept) -> Iterator[Criterion]:
    state, p = history.quarters[-1].state, history.parameters
    suspended = bool(state["suspended"])
    yield Criterion("suspended", not suspended, "it is suspended" if suspended else "it is not suspended")
    troubled, most = int(state["trouble"]).bit_count(), int(p["outcomes.tolerated_incidents"])
    yield Criterion(
        "incidents",
        troubled <= most,
        f"{counted(troubled, 'quarter') if troubled else 'no quarter'} of the last {_calm(history)} had trouble ({most} "
        "tolerated)",
    )
    most_dictated = float(p["outcomes.formal.dictated"])
    yield Criterion(
        "dictated",
        history.dictated <= most_dictated,
        f"{percent(history.dictated)} of what went to Azerbaijan was dictated or taken (at most {percent(most_dictated)} "
        "allowed)",
    )


def _for_ideal(history: Kept) -> Iterator[Criterion]:
    state, p = history.quarters[-1].state, history.parameters
    ratified = bool(state["ratified"])
    yield Criterion("ratified", ratified, "it is ratified" if ratified else "it is not ratified")
    for name, words in LEVELS.items():
        least, share = float(p[f"outcomes.ideal.{name}"]), float(state[name])
        met = share >= least
        found = words.format(f"{'' if met else 'only '}{percent(share)}")
        yield Criterion(name, met, f"{found} ({percent(least)} needed)")
    most, grievance = float(p["outcomes.ideal.grievance"]), float(state["grievance"])
    yield Criterion(
        "grievance", grievance <= most, f"grievance is {percent(grievance)} (at most {percent(most)} allowed)"
    )


def _war(history: Kept, state: dict[str, Any]) -> str:
    """That war decides the outcome, and how; empty if it does not."""
    calm = int(history.parameters["outcomes.calm_quarters"])
    last = int(state["last_war_quarter"])
    if state["phase"] == WAR:
        return f"A total war ended it in {history.date(last)}."
    if last >= 0 and last >= len(history.quarters) - calm:
        return f"The last war came in {history.date(last)}, within the last {_calm(history)}."
    if state["undone"] and state["phase"] != SIGNED:
        return f"War undid the agreement in {history.date(last)}, and nobody renewed it."
    return ""


def _calm(history: Kept) -> str:
    """The window in which calm is judged, as a length of time."""
    return length_in_words(min(int(history.parameters["outcomes.calm_quarters"]), len(history.quarters)))
