"""What two settings are called beside each other: by what tells them apart, and no longer than that needs."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.analysis.naming import FEW, are_many, condition, policy_noun
from sim.parameters.bindings import Binding
from sim.parameters.names import label_of, value_of
from sim.parameters.vocabulary import ACTOR_NAMES
from sim.parameters.wording import article_name, capital, counted, enumeration, readable

LONGEST = 24
"""Letters of a name that can stand at the head of a column; longer ones are replaced by letters."""
LETTERS = ("A", "B")
WITH, WITHOUT = " with ", "without"


@dataclass(frozen=True)
class Names:
    """How two settings are called, the first and the second.

    Attributes
    ----------
    one, other : str
        Each by itself: `Ratelle 2025`, `Ratelle 2025 with western guarantee`.
    short : tuple of str
        At the head of a column: `without`, `with western guarantee`; the worldviews; or `A` and `B`.
    begins, subject : str
        Of one worldview without and with policies: its condition, `If Ratelle is right`, and the policies as a subject,
        `a western guarantee`; else empty.
    many : bool
        Whether the subject is a plural.
    under : tuple of str
        Within a sentence, behind what happened there: `with western guarantee`, `under Araz 2023`, `under A`.
    """

    one: str
    other: str
    short: tuple[str, str]
    under: tuple[str, str]
    begins: str = ""
    subject: str = ""
    many: bool = False

    @property
    def with_and_without(self) -> bool:
        """Whether they are one worldview with something and without it."""
        return any(
            longer.startswith(f"{bare}{WITH}") for bare, longer in ((self.one, self.other), (self.other, self.one))
        )

    @property
    def shared(self) -> str:
        """What was laid over both worldviews, if it is the same and all: `EU monitoring`; else empty."""
        (one, *added), (other, *its) = self.one.split(WITH, 1), self.other.split(WITH, 1)
        return added[0] if added and added == its and one != other else ""

    @property
    def together(self) -> str:
        """Both of them, in their order: `Ratelle 2025 without and with western guarantee`, `Araz 2023 against Fattah 2025`."""
        if self.other.startswith(f"{self.one}{WITH}"):
            return f"{self.one} {WITHOUT} and {self.other.removeprefix(self.one).strip()}"
        if self.one.startswith(f"{self.other}{WITH}"):
            return f"{self.other}{WITH}and {WITHOUT} {self.one.removeprefix(self.other + WITH)}"
        if self.shared:
            return f"{self.short[0]} against {self.short[1]}, both{WITH}{self.shared}"
        return f"{self.one} against {self.other}"

    @property
    def letters(self) -> str:
        """What A and B stand for, as a sentence, where columns are headed by letters; else empty."""
        return f"A is {self.one}, B is {self.other}." if self.short == LETTERS else ""

    @property
    def key(self) -> str:
        """What the names at the head of columns stand for, as a sentence, where they do not say it; else empty."""
        if self.letters:
            return self.letters
        if self.shared:
            return f"Both settings include {self.shared}."
        pairs = zip(self.short, (self.one, self.other), strict=True)
        told = [f"{short} is {name}" for short, name in pairs if name.startswith(f"{short}{WITH}")]
        return f"Here {', and '.join(told)}." if told else ""


def names_of(one: Any, other: Any) -> Names:
    """What two settings are called; either has `worldview`, `policies` and `changes`, as `Parameters` and `Setting` have.

    A change by hand that both have is not named: it does not tell them apart.
    """
    added = _added(one, other), _added(other, one)
    views = tuple(capital(article_name(each.worldview)) for each in (one, other))
    whole = [f"{view}{WITH}{told}" if told else view for view, told in zip(views, added, strict=True)]
    alike = one.worldview == other.worldview
    short = tuple(f"with {told}" if told else WITHOUT for told in added) if alike else views
    if max(map(len, short)) > LONGEST or short[0] == short[1]:
        short = LETTERS
    under = tuple(name if alike and short != LETTERS else f"under {name}" for name in short)
    begins, subject, many = _subject(one, other) if alike else ("", "", False)
    return Names(whole[0], whole[1], (short[0], short[1]), (under[0], under[1]), begins, subject, many)


def _subject(one: Any, other: Any) -> tuple[str, str, bool]:
    """Condition and subject of a sentence on what policies change that only the second setting has; and whether it is a plural."""
    policies = [name for name in other.policies if name not in one.policies]
    nothing_else = all(_added(setting, its) == "" for setting, its in ((_bare(one), other), (_bare(other), one)))
    if not policies or len(policies) > FEW or set(one.policies) - set(other.policies) or not nothing_else:
        return "", "", False
    added = "+".join(policies)
    return condition(one), policy_noun(added), are_many(added)


def _bare(setting: Any) -> Any:
    """A setting without its policies."""
    bound = getattr(setting, "user_bindings", ())
    return SimpleNamespace(policies=(), changes=setting.changes, user_bindings=bound)


def _added(own: Any, its: Any) -> str:
    """What was laid over a worldview, as far as another setting does not have it by hand just so."""
    policies = list(map(readable, own.policies)) if len(own.policies) <= FEW else [f"{len(own.policies)} policies"]
    changed = [
        name for name, value in own.changes.items() if name not in its.changes or not _same(value, its.changes[name])
    ]
    changes = [_change(name, own.changes[name]) for name in changed]
    if len(changes) > FEW:
        changes = [f"{counted(len(changes), 'parameter')} set by hand"]
    bound = [one for one in getattr(own, "user_bindings", ()) if one not in getattr(its, "user_bindings", ())]
    choices = list(map(choice_in_words, bound))
    if len(choices) > FEW:
        choices = [f"{counted(len(choices), 'choice')} fixed by hand"]
    return enumeration([*policies, *changes, *choices]) if policies or changes or choices else ""


def choice_in_words(binding: Binding) -> str:
    """A fixed choice in short: `Iran: endorse, always`."""
    rule = f"whenever {enumeration(list(map(readable, binding.condition)))}" if binding.condition else binding.rule
    return f"{ACTOR_NAMES[binding.actor]}: {readable(binding.action)}, {rule}"


def _change(name: str, value: Any) -> str:
    """A change by hand in short; of values world by world, between which they lie."""
    if isinstance(value, np.ndarray):
        return f"{label_of(name)} {value.min():.3g} to {value.max():.3g} by world"
    return f"{label_of(name)} {value_of(name, value)}"


def _same(one: Any, other: Any) -> bool:
    return bool(np.array_equal(np.asarray(one), np.asarray(other)))
