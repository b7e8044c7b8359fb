"""Where the articles stand on a parameter: what each worldview sets it to, beside the baseline and its range."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.common.errors import InputError
from sim.parameters import who_differs, worldviews
from sim.parameters.baseline import read_baseline
from sim.parameters.vocabulary import BASELINE
from sim.parameters.wording import article_name

DATED = "quarter"
"""Unit of dates counted from the start: articles that start at different dates differ on them without disagreeing."""


def readings_of(parameter: str, folder: Path | None = None) -> pd.DataFrame:
    """Return what the baseline, in the first row, and each article that differs from it set a numeric parameter to.

    The columns are `parameter`, `name`, `value`, `low` and `high` (plausible range of the baseline), `sources`.
    """
    baseline = read_baseline(folder)
    entry = baseline.entries[baseline.resolve(parameter)]
    articles = [found for found in who_differs(entry.id, folder) if found.kind == "worldview"]
    rows = [
        (entry.id, name, value, *entry.bounds, "; ".join(str(citation) for citation in sources))
        for name, value, sources in [
            (BASELINE, entry.value, entry.sources),
            *((article_name(found.name), found.value, found.sources) for found in articles),
        ]
    ]
    return pd.DataFrame(rows, columns=["parameter", "name", "value", "low", "high", "sources"])


def most_contested(number: int, folder: Path | None = None) -> list[str]:
    """Return at most so many numeric parameters on which most articles depart from the baseline, furthest apart first.

    Dates, which follow from where an article starts, are left out.
    """
    baseline = read_baseline(folder)
    values: dict[str, list[float]] = {}
    for overlay in worldviews(folder):
        for change in overlay.changes:
            entry = baseline.entries[change.id]
            if isinstance(change.value, int | float) and entry.range is not None and entry.unit != DATED:
                values.setdefault(change.id, []).append(float(change.value))
    ranked: list[tuple[int, float, str]] = []
    for identifier, found in values.items():
        low, high = baseline.entries[identifier].bounds
        both = [*found, float(baseline.entries[identifier].value)]
        ranked.append((-len(found), -(max(both) - min(both)) / (high - low), identifier))
    if not ranked:
        raise InputError("no worldview departs from the baseline on a number")
    return [identifier for *_, identifier in sorted(ranked)[:number]]
