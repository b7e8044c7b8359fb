"""The reference of Python: every public name, by what it is for. Texts and examples are those of the docstrings."""

from __future__ import annotations

import inspect
from types import ModuleType

import sim

INTRODUCTION = """# Python

Everything that `sim` offers, made from its docstrings when this site is built. In Python `help(sim.simulate)` says the same.
All examples are run by the tests.
"""

GROUPS = {
    "Choose what to play": (
        "load",
        "worldviews",
        "policies",
        "parameters",
        "glossary",
        "who_differs",
        "parse_change",
        "Parameters",
        "Binding",
    ),
    "Play all five authors": ("authors",),
    "Play one setting": ("simulate", "Study", "open_run", "frequencies", "differences", "summarise"),
    "Follow one history": ("tell", "what_if", "History", "Comparison"),
    "Play many settings": ("sweep", "design", "open_study", "export"),
    "Ask what a conclusion rests on": (
        "claims",
        "compare",
        "disagree",
        "disagreements",
        "regret",
        "timing",
        "tipping",
        "nearest",
        "uncertainty",
    ),
    "Show it": ("report", "Report"),
}
"""The public names in the order in which they are met; names that are missing here stand under `REST`."""

REST = "Everything else"

CALLED = {"parameters": "sim.parameters.table.parameters"}
"""Rooms that can be called too, and the function that says how."""


def page() -> str:
    """All public names with signature, docstring and example."""
    return INTRODUCTION + "".join(_group(title, names) for title, names in grouped().items())


def grouped() -> dict[str, list[str]]:
    """Every public name, once."""
    known = {title: [name for name in names if name in sim.__all__] for title, names in GROUPS.items()}
    listed = {name for names in known.values() for name in names}
    return known | {REST: [name for name in sim.__all__ if name not in listed]}


def _group(title: str, names: list[str]) -> str:
    rows = "".join(f"| [`{name}`](#{_anchor(name)}) | {_first_line(name)} |\n" for name in names)
    return f"\n## {title}\n\n| name | what it is |\n| --- | --- |\n{rows}" + "".join(map(_section, names))


def _section(name: str) -> str:
    return f"\n({_anchor(name)})=\n### {name}\n\n```{{eval-rst}}\n{_directive(name)}\n```\n"


def _anchor(name: str) -> str:
    kind = "class" if inspect.isclass(getattr(sim, name)) else "name"  # `Report` and `report` are two
    return f"python-{kind}-{name.strip('_').lower().replace('_', '-')}"


def _directive(name: str) -> str:
    thing = getattr(sim, name)
    if name in CALLED:
        return f"``sim.{name}(...)`` is short for this:\n\n.. autofunction:: {CALLED[name]}"
    if isinstance(thing, ModuleType):
        functions = [one for one in thing.__all__ if inspect.isfunction(getattr(thing, one))]
        inner = "".join(f"\n.. autofunction:: {thing.__name__}.{one}\n" for one in functions)
        return f".. automodule:: {thing.__name__}\n{inner}"
    if inspect.isclass(thing):
        return f".. autoclass:: sim.{name}\n   :members:"
    return f".. autofunction:: sim.{name}" if inspect.isroutine(thing) else f"The version, now ``{thing}``."


def _first_line(name: str) -> str:
    thing = getattr(sim, name)
    text = "The version of the program." if isinstance(thing, str) else inspect.getdoc(thing) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", r"\|")
