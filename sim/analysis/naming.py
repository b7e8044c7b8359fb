"""How sentences name what an answer is about: the setting as a condition, and events as nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.parameters.catalogue import sources
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name, counted, enumeration, readable

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
ARTICLE = "article"
"""The kind of source that a worldview is made of."""
REFERENCE = "the reference setting (baseline)"
"""What the baseline is called in sentences: it is not an author's view, and not the average of the articles."""


def noun(what: str) -> str:
    """An outcome or event within a sentence: `war`, `the signing of an agreement`."""
    return NOUNS.get(what, readable(what))


def additions(setting: Any) -> str:
    """What is laid over a worldview, in words: `western guarantee and 2 parameters set by hand`; empty if nothing is.

    The setting has `policies` and `changes`, as `Parameters` and `Setting` have; choices fixed by hand are counted where it
    has them.
    """
    many = len(setting.policies) > FEW
    told = [f"{len(setting.policies)} policies"] if many else list(map(readable, setting.policies))
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


def condition(setting: Any) -> str:
    """Under which assumptions something holds, as the beginning of a sentence: `If Ratelle is right`."""
    told = f"with {added}" if (added := additions(setting)) else ""
    if setting.worldview == BASELINE:
        return f"In {REFERENCE} {told}".rstrip()
    return f"If {author_name(setting.worldview)} is right" + (f" ({told})" if told else "")
