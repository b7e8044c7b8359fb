"""Names of parameters as readers know them: their labels in the parameter files."""

from __future__ import annotations

from functools import lru_cache

from sim.analysis.wording import readable
from sim.knowledge import load

PROPER = ("Armenia", "Azerbaijan", "Russia", "Turk", "Iran", "Europe", "Karabakh", "Western")
"""Beginnings of words that keep their capital within a sentence."""


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {name: entry.label for name, entry in load().entries.items()}


def label_of(parameter: str) -> str:
    """The label of a parameter within a sentence.

    Parameters
    ----------
    parameter : str
        Dotted id; anything else (`worldview`, `policy`, a column of one's own table) is returned in words.

    Returns
    -------
    str
        For instance `credibility of a US guarantee`.
    """
    label = _labels().get(parameter)
    if label is None:
        return readable(parameter.rpartition(".")[2])
    acronym = label[:2].isupper()
    return label if acronym or label.startswith(PROPER) else label[:1].lower() + label[1:]
