"""How titles of charts begin and speak: the condition first, then what happened, with labels turned into English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.analysis.naming import additions, condition, noun, right
from sim.analysis.telling import Finding, told_apart
from sim.parameters.names import label_of, unit_of
from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import capital, readable

HALVED, DOUBLED = (0.45, 0.55), (1.8, 2.2)
"""A share is halved or doubled if the second is between so many times the first."""
HIGHER = ("chance", "cost", "highest", "legitimacy", "level", "mean", "odds", "precision", "price", "share", "speed")
MORE: Mapping[str, str] = {
    **dict.fromkeys(HIGHER, "higher"),
    **dict.fromkeys(("freeze", "pause", "time", "window"), "longer"),
    "quarter": "later",
}
"""How there is more of something, by the first word of its label; of the rest it is greater."""
LENGTH, QUARTERS, COUNT, SWITCH = "length of ", "quarters", "count", "switch"
BACK = 0.15
"""A share goes steadily with a parameter if it nowhere goes back by more than this part of the whole way."""
WHAT, HOW, HOW_FAR, HOW_LONG = "what ", "how ", "how far ", "how long "
POSSESSIVE = "'s"
HAPPENS: Mapping[str, str] = {
    "war": "see a war",
    "ever_signed": "sign an agreement",
    "signed": "end with an agreement in force",
    "general_deterrence": "see no challenge",
    "war_after_signature": "see a war after a signature",
    "war_before_signature": "see a war before any signature",
}
"""What histories do in which an event happens."""


def common_condition(settings: Any) -> str:
    """The condition that all settings share, as the beginning of a sentence; of different worldviews only what is laid over all.

    Policies and changes are named only where all settings have the same.
    """
    if isinstance(settings, str):
        return ""
    several = _several(settings)
    if len({setting.worldview for setting in several}) == 1:
        return condition(_shared(several))
    added = additions(_shared(several))
    return f"With {added}" if added else ""


def condition_in(settings: Any, worldview: str) -> str:
    """The condition that one worldview is right, with what is laid over all settings: `If Ratelle is right (with EU monitoring)`."""
    if isinstance(settings, str):
        return capital(right(worldview))
    return condition(replace(_shared(_several(settings)), worldview=worldview))


def _several(settings: Any) -> list[Any]:
    return list(settings) if isinstance(settings, Sequence) else [settings]


def _shared(several: Sequence[Any]) -> Any:
    """The first of some settings, with the policies, the changes and the folder of parameters that all of them have."""
    first, *others = several
    policies = tuple(name for name in first.policies if all(name in one.policies for one in others))
    changes = {
        name: value
        for name, value in first.changes.items()
        if all(name in one.changes and np.array_equal(one.changes[name], value) for one in others)
    }
    return replace(first, policies=policies, changes=changes, own_files=all(one.own_files for one in several))


def opened(settings: Any, sentence: str) -> str:
    """A sentence behind the condition that all settings share; the sentence begins as it would within another."""
    begins = common_condition(settings)
    if not begins:
        return capital(sentence)
    within = f"{sentence[:1].lower()}{sentence[1:]}" if sentence.startswith(("No ", "None ", "Only ")) else sentence
    return f"{begins}, {within}"


def opened_finding(settings: Any, found: Finding) -> Finding:
    """A finding with its condition first."""
    headline = opened(settings, found.headline) if found.headline else ""
    return replace(found, sentence=opened(settings, found.sentence), headline=headline)


def more_of(parameter: str) -> str:
    """More of a parameter as the beginning of a comparison.

    >>> more_of("mechanisms.force.decisiveness"), more_of("calendar.horizon")
    ('the greater the decisiveness of superiority', 'the longer a history')
    """
    label, unit = label_of(parameter), unit_of(parameter)
    if unit == QUARTERS and label.startswith(LENGTH):
        return f"the longer {label.removeprefix(LENGTH)}"
    for begins, more in ((HOW_FAR, "the further"), (HOW_LONG, "the longer"), (HOW, "the more"), (WHAT, "the more")):
        if label.startswith(begins):
            return f"{more} {label.removeprefix(begins)}"
    if unit == COUNT:
        return f"the more {label}"
    first, *_ = label.split(" ")
    return f"the {MORE.get(first.lower(), 'greater')} {the(label)}"


def is_switch(parameter: str) -> bool:
    """Whether a parameter is on or off, so that there is no more or less of it."""
    return unit_of(parameter) == SWITCH


def the(label: str) -> str:
    """A label with its article: `the appetite at the start`, but `Armenia's trust in Russia`."""
    first, *_ = label.split(" ")
    return label if first.endswith(POSSESSIVE) or label.startswith((WHAT, HOW)) else f"the {label}"


def happens(what: str) -> str:
    """What histories do in which an outcome or event comes: `end in stalemate`, `see a war`."""
    if what in OUTCOMES:
        return f"end in {readable(what)}"
    return HAPPENS.get(what, f"have {noun(what)}")


def tendency(parameter: str, what: str, before: Any, after: Any) -> str:
    """How a share goes with a parameter: `the more ..., the fewer histories see a war: 16 % to 6 %`."""
    one, two = told_apart(before, after)
    more = f"{'more' if after['share'] > before['share'] else 'fewer'} histories {happens(what)}: {one} to {two}"
    return f"with {the(label_of(parameter))}, {more}" if is_switch(parameter) else f"{more_of(parameter)}, the {more}"


def is_steady(shares: NDArray[np.float64], size: float) -> bool:
    """Whether shares along a parameter, in all `size`, go from one end to the other without a way back that anybody would see.

    >>> is_steady(np.array([0.1, 0.3, 0.29, 0.5]), 0.4), is_steady(np.array([0.1, 0.6, 0.55, 0.5]), 0.4)
    (True, False)
    """
    onward = shares if size > 0 else -shares
    return bool((np.maximum.accumulate(onward) - onward).max() <= BACK * abs(size))


def moves(what: str, before: Any, after: Any, many: bool = False) -> str:
    """What something does to a share, as a verb with its object: `halves war: 15 % to 7 %`, `raises stalemate: ...`."""
    one, two = told_apart(before, after)
    return f"{verb(float(before['share']), float(after['share']), many)} {noun(what)}: {one} to {two}"


def verb(before: float, after: float, many: bool = False) -> str:
    """Whether something halves, doubles, raises or lowers a share; of `many` the plural.

    >>> verb(0.15, 0.07), verb(0.3, 0.62), verb(0.5, 0.6), verb(0.2, 0.02), verb(0.2, 0.02, many=True)
    ('halves', 'doubles', 'raises', 'lowers', 'lower')
    """
    ratio = after / before if before else float("inf")
    if HALVED[0] <= ratio <= HALVED[1]:
        told = "halves"
    elif DOUBLED[0] <= ratio <= DOUBLED[1]:
        told = "doubles"
    else:
        told = "raises" if after > before else "lowers"
    return told.removesuffix("s") if many else told
