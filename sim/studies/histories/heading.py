"""The head of a history: everything that is needed to make it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sim.parameters.bindings import Binding
from sim.parameters.parameters import Parameters
from sim.studies.histories.course import Course


def title(history: Course) -> str:
    """World, worldview, policies and seed in one line: `world 7 under baseline, policies eu_monitoring, seed 1`."""
    p = history.parameters
    policies = f", policies {', '.join(p.policies)}" if p.policies else ""
    return f"world {history.world} under {p.worldview}{policies}, seed {history.seed}"


def end(history: Course) -> str:
    """How a history ended, and when: `new confrontation in 2028 Q2, quarter 12`, `ideal peace after 40 quarters`."""
    name = history.outcome.replace("_", " ")
    return (
        f"{name} after {len(history.quarters)} quarters"
        if history.ended is None
        else f"{name} in {history.heading(history.ended)}"
    )


def head(history: Course) -> list[str]:
    """World, worldview, policies, seed, and what was changed, fixed and replaced in them.

    Parameters
    ----------
    history : Course

    Returns
    -------
    list of str
        Sentences, one to a line, not yet folded: the title, then what there is of changes and bindings of the user, of
        words of policies that other policies replace, and of remarks on the study.
    """
    p = history.parameters
    lines = [sentence(title(history))]
    if p.changes:
        lines.append(f"Set by hand: {'; '.join(f'{name} = {shown(value)}' for name, value in p.changes.items())}")
    if p.user_bindings:
        lines.append(f"Fixed choices: {'; '.join(str(binding) for binding in p.user_bindings)}")
    if p.overridden:
        lines.append(f"Policies that contradict each other: {'; '.join(str(one) for one in p.overridden)}")
    return [*lines, sentence(history.remark)] if history.remark else lines


def changes(before: Parameters, after: Parameters, quarter: int) -> list[str]:
    """What was changed from a quarter on: parameters with their values before and after, and choices that were fixed."""
    altered = altered_values(before, after)
    values = [f"{name} = {shown(after[name])} (was {shown(before[name])})" for name in altered]
    fixed = after.user_bindings[len(before.user_bindings) :]
    return [*values, *(_from_then(binding, quarter) for binding in fixed)] or ["nothing that was not so already"]


def altered_values(before: Parameters, after: Parameters) -> list[str]:
    """Ids of the parameters that have another value than before; none of them may differ between worlds."""
    return [name for name in after.changes if after[name] != before[name]]


def shown(value: Any) -> str:
    """A value as the command line takes it: `0.3`, `true`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def sentence(words: str) -> str:
    """Words with a capital at their head."""
    return words[:1].upper() + words[1:]


def _from_then(binding: Binding, quarter: int) -> str:
    """A binding in words, without its first quarter if it is in force at once."""
    return str(replace(binding, from_quarter=0) if binding.from_quarter <= quarter else binding)
