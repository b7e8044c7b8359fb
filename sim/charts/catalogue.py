"""Every kind of chart, found in the modules of this room, and which of them fits the design of a sweep.

A new kind of chart is one module beside this one, with a function under the decorator `sim.charts.kind.chart`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sim.charts.kind import ANALYSIS, ANSWER, DECLARED, HISTORY, KNOWLEDGE, PAIR, STUDY, SWEEP, Chart
from sim.common.asked import asked, flag, text, whole
from sim.common.errors import InputError, said, suggestion

FEW, MANY = 12, 40
"""Up to so many cells are stacked, and up to so many stand side by side, unless something else is asked for."""
ABOVE = ("catalogue", "choice", "notebook")
"""Modules of this room that ask for charts and draw none."""


def _found() -> dict[str, Chart]:
    """The charts of all modules of this room, in the order in which they are listed."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)], f"{__package__}."):
        if module.name.rpartition(".")[2] not in ABOVE:
            importlib.import_module(module.name)
    needs = (STUDY, SWEEP, HISTORY, PAIR, KNOWLEDGE, ANALYSIS, ANSWER)
    ranked = sorted(DECLARED.values(), key=lambda chart: (needs.index(chart.needs), chart.place, chart.kind))
    return {chart.kind: chart for chart in ranked}


CHARTS: Mapping[str, Chart] = MappingProxyType(_found())
GALLERY: Mapping[str, Chart] = MappingProxyType(
    dict(sorted(CHARTS.items(), key=lambda item: (item[1].place, item[1].kind)))
)
"""The same in the order of the gallery, where charts stand beside those that look like them."""


@asked(kind=text)
def chart_of(kind: str) -> Chart:
    """Return the entry of a kind of chart; raise `InputError` with the nearest names if there is none."""
    if kind not in CHARTS:
        raise InputError(f"there is no chart {said(kind)}; {suggestion(kind, CHARTS, full_list=True)}")
    return CHARTS[kind]


@asked(words=whole(), numbers=whole(), cells=whole(), whole=flag)
def fitting(words: int, numbers: int, cells: int, whole: bool = True) -> str:
    """Return which chart fits the design of a sweep.

    So many axes of names (`words`) and of numbers take more than one value. `whole` says whether every combination of the
    values was run, in numbers that can be told apart, as in a grid.
    """
    if cells == 1:
        return "stacked"
    if numbers == 1 and words == 0:
        return "along"
    if whole and words == 0 and numbers in (2, 3):
        return ("heat_map", "small_multiples")[numbers - 2]
    if whole and numbers == 1 and words == 1:
        return "along_each"
    if numbers == 0 and words == 1 and cells <= FEW:
        return "stacked"
    return "side_by_side" if cells <= MANY else "parallel"


__all__ = [
    "ANALYSIS", "ANSWER", "CHARTS", "GALLERY", "HISTORY", "KNOWLEDGE", "PAIR", "STUDY", "SWEEP", "Chart", "chart_of", "fitting",
]  # fmt: skip
