"""How sentences name what an answer is about: the setting as a condition, and events as nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.parameters.catalogue import sources
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, capital, counted, enumeration, readable

FEW = 2
"""Up to so many policies are named in a sentence; more are counted."""
NOUNS: Mapping[str, str] = {
    "ever_signed": "the signing of an agreement",
    "signed": "an agreement in force at the end",
    "general_deterrence": "a history without any challenge",
    "war_after_signature": "war after a signature",
    "war_before_signature": "war before any signature",
}
"""Events whose own names do not fit into a sentence."""
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
"""Policies within a sentence, where their names alone do not fit into one."""
PLURAL = frozenset(
    {
        "conditional_talks",
        "connections_and_trade",
        "legal_consequences",
        "public_sanctions",
        "changes by hand",
        "own parameters",
    }
)
"""Policies whose names are plural."""
ARTICLE = "article"
"""The kind of source that a worldview is made of."""
REFERENCE = "the reference setting (baseline)"
"""What the baseline is called in sentences: it is not an author's view, and not the average of the articles."""


def noun(what: str) -> str:
    """An outcome or event within a sentence: `war`, `the signing of an agreement`."""
    return NOUNS.get(what, readable(what))


def policy_noun(policies: str) -> str:
    """A policy, or several joined by `+`, within a sentence: `a western guarantee and EU monitoring`."""
    return enumeration([POLICIES.get(name, readable(name)) for name in _names(policies)])


def are_many(policies: str) -> bool:
    """Whether the verb behind `policy_noun` is a plural.

    >>> are_many("western_guarantee"), are_many("public_sanctions"), are_many("western_guarantee+eu_monitoring")
    (False, True, True)
    """
    first, *others = _names(policies)
    return bool(others) or first in PLURAL


def _names(policies: str) -> list[str]:
    return [name.strip() for name in str(policies).split("+")]


def additions(setting: Any) -> str:
    """What is laid over a worldview, in words: `a western guarantee and 2 parameters set by hand`; empty if nothing is.

    The setting has `policies` and `changes`, as `Parameters` and `Setting` have; choices fixed by hand are counted where it
    has them.
    """
    many = len(setting.policies) > FEW
    told = [f"{len(setting.policies)} policies"] if many else list(map(policy_noun, setting.policies))
    told += [f"{counted(len(setting.changes), 'parameter')} set by hand"] if setting.changes else []
    fixed = len(getattr(setting, "user_bindings", ()))
    told += [f"{counted(fixed, 'choice')} fixed by hand"] if fixed else []
    told += ["own parameters"] if getattr(setting, "own_files", False) else []
    return enumeration(told) if told else ""


def author_name(worldview: str) -> str:
    """The author of an article as a sentence names them: `Ratelle`, or `DerSimonian 2023` where there are two articles.

    Any other worldview keeps its own name.
    """
    articles, name = sources(), article_name(worldview)
    if worldview not in articles:
        return name
    same = [one for one in articles.values() if one.kind == ARTICLE and one.author == articles[worldview].author]
    return name if len(same) > 1 else name.rsplit(" ", 1)[0]


def right(*worldviews: str) -> str:
    """The condition that a worldview, or one of some, is right: `if Ratelle is right`, `in the reference setting (baseline)`."""
    if worldviews == (BASELINE,):
        return f"in {REFERENCE}"
    return f"if {enumeration([author_name(name) for name in worldviews], 'or')} is right"


def condition(setting: Any) -> str:
    """Under which assumptions something holds, as the beginning of a sentence: `If Ratelle is right`."""
    told = f"with {added}" if (added := additions(setting)) else ""
    laid = f" {told}" if setting.worldview == BASELINE else f" ({told})"
    return capital(right(setting.worldview)) + (laid if told else "")
