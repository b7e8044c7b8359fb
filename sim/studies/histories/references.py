"""Where the reasons of a history come from: the parameters behind each, and their sources."""

from __future__ import annotations

from sim.parameters.wording import broken
from sim.studies.histories.course import Course, merged
from sim.studies.histories.reasons import Reason

WIDTH = 100


def references(history: Course) -> list[str]:
    """Every reason that was told, in the order of the alphabet, with the parameters behind it and their sources.

    Parameters
    ----------
    history : Course

    Returns
    -------
    list of str
        Lines; a parameter without a source is named as the assumption that it is.
    """
    behind: dict[str, dict[str, None]] = {}
    for reason in history.told_reasons():
        behind.setdefault(reason.words, {}).update(dict.fromkeys(_known(history, reason)))
    lines = ["Where the reasons come from (more: python -m sim parameters ID)"]
    for words in sorted(behind):
        lines.append(f"  {words}")
        for name in sorted(behind[words]):
            lines += broken(_source(history, name), WIDTH, "    ", "      ")
    return lines


def _known(history: Course, reason: Reason) -> list[str]:
    return [name for name in reason.parameters if name in history.parameters.values]


def _source(history: Course, name: str) -> str:
    """A parameter with its value and where it is read; or that it is assumed."""
    step = history.parameters.origin(name)[-1]
    value = history.parameters[name]
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{name} = {shown} ({step.status}{': ' + '; '.join(merged(step.sources)) if step.sources else ''})"
