"""Names of parameters as readers know them: their labels in the parameter files."""

from functools import lru_cache
from typing import Any

from sim.parameters import load
from sim.parameters.files import time_of_use
from sim.parameters.wording import article_name, number, readable

PROPER = ("Armenia", "Azerbaijan", "Russia", "Turk", "Iran", "Europe", "Karabakh", "America")
"""Beginnings of words that keep their capital within a sentence."""
TELLING_UNITS = frozenset({"share of the prize", "per quarter", "quarters", "pseudo-observations"})
"""Units without which a number is misread; of the others the name says enough."""
WORLDVIEW, POLICY = "worldview", "policy"
NO_POLICY = "no policy"
LAST_PARTS = 2
"""So many parts of a dotted id tell what a parameter is that has no label."""


def _entries() -> dict[str, tuple[str, str]]:
    return _entries_at(time_of_use())


@lru_cache(maxsize=2)
def _entries_at(_: int) -> dict[str, tuple[str, str]]:
    return {name: (entry.label, entry.unit) for name, entry in load().entries.items()}


def label_of(parameter: str) -> str:
    """The label of a parameter within a sentence: `credibility of a US guarantee`.

    Anything that is not an id (`worldview`, `policy`, a column of a user's table) is returned in words.
    """
    if parameter not in _entries():
        return readable(" ".join(parameter.split(".")[-LAST_PARTS:]))
    label, _ = _entries()[parameter]
    acronym = label[:LAST_PARTS].isupper()
    return label if acronym or label.startswith(PROPER) else label[:1].lower() + label[1:]


def heading_of(parameter: str, unit: bool = True) -> str:
    """The label of a parameter by itself, as beside an axis: `Mean cost of war to Armenia (share of the prize)`.

    The unit stands beside it where that matters; `unit` is False where there is no room for it.
    """
    label = label_of(parameter)
    _, measured = _entries().get(parameter, ("", ""))
    name = label[:1].upper() + label[1:]
    # Hard spaces keep the unit on one line.
    unbroken = measured.replace(" ", "\u00a0")
    return f"{name} ({unbroken})" if unit and measured in TELLING_UNITS else name


def unit_of(parameter: str) -> str:
    """The unit of a parameter, such as `quarters`; empty for what is none."""
    return _entries().get(parameter, ("", ""))[1]


def value_of(axis: str, value: Any) -> str:
    """The value of an axis in words: `Ratelle 2025`, `no policy`, `western guarantee + regional buy in`, `on`, `0.3`.

    The axis is a dotted id, `worldview`, `policy`, or a column of a user's table; several policies are joined by `+`.
    """
    if axis == POLICY:
        given = "" if value is None or value != value else str(value)
        return " + ".join(readable(part) for part in given.split("+")) if given not in ("", "none") else NO_POLICY
    if axis == WORLDVIEW:
        return article_name(str(value))
    if isinstance(value, str):
        return readable(value)
    return number(value)
