"""Where the articles stand on a parameter: what each worldview sets it to, beside the baseline and its range."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.common.errors import InputError
from sim.parameters import who_differs, worldviews
from sim.parameters.baseline import read_baseline
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name

COLUMNS = ("parameter", "name", "value", "low", "high", "sources")
DATED = "quarter"
"""Unit of dates counted from the start: articles that start at different dates differ on them without disagreeing."""


def readings_of(parameter: str, folder: Path | None = None) -> pd.DataFrame:
    """Return what the baseline and each article that differs from it set a parameter to.

    Parameters
    ----------
    parameter : str
        Present or old id of a numeric parameter.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Returns
    -------
    pandas.DataFrame
        Columns `parameter`, `name`, `value`, `low` and `high` (plausible range of the baseline), `sources`.
        The baseline is the first row.

    Raises
    ------
    InputError
        If there is no such parameter, or it is a switch or a choice.
    """
    baseline = read_baseline(folder)
    entry = baseline.entries[baseline.resolve(parameter)]
    low, high = entry.bounds
    rows = [(entry.id, BASELINE, entry.value, low, high, "; ".join(str(c) for c in entry.sources))]
    for difference in who_differs(entry.id, folder):
        if difference.kind == "worldview":
            cited = "; ".join(str(citation) for citation in difference.sources)
            rows.append((entry.id, article_name(difference.name), difference.value, low, high, cited))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def number_of_articles(folder: Path | None = None) -> int:
    """Return how many worldviews there are; each that is not among the readings of a parameter holds the baseline's."""
    return len(worldviews(folder))


def most_contested(number: int, folder: Path | None = None) -> list[str]:
    """Return the numeric parameters on which most articles depart from the baseline, those furthest apart first.

    Parameters
    ----------
    number : int
        How many at most; dates, which follow from where an article starts, are left out.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Returns
    -------
    list of str
        Dotted ids.

    Raises
    ------
    InputError
        If no worldview departs from the baseline on a number.
    """
    ranked: list[tuple[int, float, str]] = []
    baseline = read_baseline(folder)
    values: dict[str, list[float]] = {}
    for overlay in worldviews(folder):
        for change in overlay.changes:
            entry = baseline.entries[change.id]
            if isinstance(change.value, int | float) and entry.range is not None and entry.unit != DATED:
                values.setdefault(change.id, []).append(float(change.value))
    for identifier, found in values.items():
        low, high = baseline.entries[identifier].bounds
        both = [*found, float(baseline.entries[identifier].value)]
        ranked.append((-len(found), -(max(both) - min(both)) / (high - low), identifier))
    if not ranked:
        raise InputError("no worldview departs from the baseline on a number")
    return [identifier for *_, identifier in sorted(ranked)[:number]]
