"""How titles of charts begin and speak: the condition first, then what happened, with labels turned into English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sim.analysis.naming import REFERENCE, additions, author_name, condition, noun
from sim.analysis.telling import Finding, told_apart
from sim.parameters.names import label_of
from sim.parameters.vocabulary import BASELINE, OUTCOMES
from sim.parameters.wording import capital, enumeration, readable

HALVED, DOUBLED = (0.45, 0.55), (1.8, 2.2)
"""A share is halved or doubled if the second is between so many times the first."""
HIGHER = frozenset({"chance", "cost", "mean", "precision", "price", "speed", "share", "legitimacy", "level", "odds"})
"""What a label begins with of which there is more if it is higher; of the rest, if it is greater."""
WHAT, HOW, HOW_FAR, HOW_LONG = "what ", "how ", "how far ", "how long "
POSSESSIVE = "'s"
POLICIES: Mapping[str, str] = {
    "demilitarised_border": "a demilitarised border",
    "gradual_agenda": "a gradual agenda",
    "neutral_force": "a neutral force",
    "package_deal": "a package deal",
    "reduce_gas_dependence": "less dependence on gas",
    "territorial_integrity_question": "a question over territorial integrity",
    "western_guarantee": "a western guarantee",
    "western_guarantee_at_once": "a western guarantee at once",
}
"""Policies as subjects of a sentence, where their names alone are none."""
HAPPENS: Mapping[str, str] = {
    "war": "see a war",
    "ever_signed": "sign an agreement",
    "signed": "end with an agreement in force",
    "general_deterrence": "see no challenge",
    "war_after_signature": "see a war after a signature",
    "war_before_signature": "see a war before any signature",
}
"""What histories do in which an event happens."""


def right(worldview: str) -> str:
    """The condition within a sentence: `if Ratelle is right`, `in the reference setting (baseline)`."""
    return f"in {REFERENCE}" if worldview == BASELINE else f"if {author_name(worldview)} is right"


def policy_noun(policies: str) -> str:
    """A policy, or several joined by `+`, as the subject of a sentence: `a western guarantee`."""
    return enumeration([POLICIES.get(name.strip(), readable(name.strip())) for name in str(policies).split("+")])


def common_condition(settings: Any) -> str:
    """The condition that all settings share, as the beginning of a sentence; empty if they have different worldviews.

    Policies and changes are named only where all settings have the same.
    """
    if isinstance(settings, str):
        return ""
    several = list(settings) if isinstance(settings, Sequence) else [settings]
    if len({setting.worldview for setting in several}) != 1:
        return ""
    first = several[0]
    if len({additions(setting) for setting in several}) > 1:
        first = replace(first, policies=(), changes={})
    return condition(first)


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

    >>> more_of("mechanisms.force.status_quo"), more_of("mechanisms.guarantees.credibility.united_states")
    ('the more Azerbaijan holds without an agreement', 'the greater the credibility of a US guarantee')
    """
    label = label_of(parameter)
    for begins, more in ((HOW_FAR, "the further"), (HOW_LONG, "the longer"), (HOW, "the more"), (WHAT, "the more")):
        if label.startswith(begins):
            return f"{more} {label.removeprefix(begins)}"
    first, *_ = label.split(" ")
    return f"the {'higher' if first.lower() in HIGHER else 'greater'} {the(label)}"


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
    more = "more" if after["share"] > before["share"] else "fewer"
    return f"{more_of(parameter)}, the {more} histories {happens(what)}: {one} to {two}"


def moves(what: str, before: Any, after: Any) -> str:
    """What something does to a share, as a verb with its object: `halves war: 15 % to 7 %`, `raises stalemate: ...`."""
    one, two = told_apart(before, after)
    return f"{verb(float(before['share']), float(after['share']))} {noun(what)}: {one} to {two}"


def verb(before: float, after: float) -> str:
    """Whether something halves, doubles, raises or lowers a share.

    >>> verb(0.15, 0.07), verb(0.3, 0.62), verb(0.5, 0.6), verb(0.2, 0.02)
    ('halves', 'doubles', 'raises', 'lowers')
    """
    ratio = after / before if before else float("inf")
    if HALVED[0] <= ratio <= HALVED[1]:
        return "halves"
    if DOUBLED[0] <= ratio <= DOUBLED[1]:
        return "doubles"
    return "raises" if after > before else "lowers"
