"""What charts with one row per setting or per parameter share: checking them, naming them, and telling them in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.charts.canvas import Canvas
from sim.charts.letters import fitted, wrap
from sim.charts.tables import checked, shares_in_words
from sim.charts.theme import POINTS_PER_INCH, Look
from sim.common.errors import InputError
from sim.parameters.names import heading_of

NAME_LINES = 2
"""A name that needs more lines than this is shortened."""
NAME_SPACING = 1.25
"""Height of a line of a name, with some room to the next name."""


def names_of_rows(cells: pd.DataFrame, by: str, most: int, advice: str, *columns: str) -> list[Any]:
    """Return the names of the settings of a table in its order, or refuse it; `advice` says what they are too many for."""
    names = list(pd.unique(checked(cells, [by, *columns])[by]))
    if len(names) > most:
        raise InputError(f"{len(names)} settings are {advice} (at most {most}); select some, or use --kind parallel")
    return names


def fitted_names(look: Look, names: Sequence[Any], part: float) -> list[str]:
    """Return names of rows, broken into lines or shortened so that they take at most a part of the picture's width."""
    room = look.size.width * POINTS_PER_INCH * part
    return [fitted(str(name), look.label, room, NAME_LINES) for name in names]


def row_lines(texts: Sequence[str], least: float) -> float:
    """Return the height of a row in lines of labels: so much, or more where neighbours with long names need it."""
    lines = [text.count("\n") + 1 for text in texts]
    together = [(one + two) / 2 for one, two in zip(lines, lines[1:] or lines, strict=False)]
    return max(least, NAME_SPACING * max(together))


def name_parameters(canvas: Canvas, parameters: Sequence[str], part: float, *room: float) -> None:
    """Write the labels of parameters beside their rows, with units where these matter and fit; see `Canvas.name_rows`."""
    look = canvas.look
    width = look.size.width * POINTS_PER_INCH * part
    headings = [fitting_heading(str(name), look.label, width, NAME_LINES) for name in parameters]
    canvas.name_rows(fitted_names(look, headings, part), *room)


def fitting_heading(parameter: str, size: float, room: float, lines: int) -> str:
    """Return the label of a parameter, without its unit if both do not fit into so many lines of `room` points."""
    whole = heading_of(parameter)
    return whole if len(wrap(whole, size, room)) <= lines else heading_of(parameter, unit=False)


def rows_in_words(cells: pd.DataFrame, by: str) -> str:
    """Return all shares of a table of settings in words, setting by setting."""
    return ". ".join(f"{name}: {shares_in_words(part)}" for name, part in cells.groupby(by, sort=False))
