"""What charts with one row per setting or per parameter share: checking them, naming them, and telling them in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sim.analysis.names import heading_of
from sim.analysis.wording import percent, readable
from sim.charts.canvas import Canvas
from sim.charts.letters import fitted
from sim.charts.tables import checked, records
from sim.charts.theme import POINTS_PER_INCH
from sim.knowledge.errors import InputError

NAME_LINES = 2
"""A name that needs more lines than this is shortened."""


def names_of_rows(cells: pd.DataFrame, by: str, most: int, advice: str, *columns: str) -> list[Any]:
    """Return the names of the settings of a table, or refuse it.

    Parameters
    ----------
    cells : pandas.DataFrame
        One row per setting and outcome, columns `outcome`, `share`, `low`, `high` and the one named in `by`.
    by : str
        Column with the names of the settings.
    most : int
        How many rows can be read.
    advice : str
        The rest of the message if there are more, such as `too many to stack`.
    *columns : str
        Further columns that are needed.

    Returns
    -------
    list
        In the order of the table.

    Raises
    ------
    InputError
        If nothing is selected, a column is missing, a cell occurs twice, or there are more settings than can be read.
    """
    names = list(pd.unique(checked(cells, [by, *columns])[by]))
    if len(names) > most:
        raise InputError(f"{len(names)} settings are {advice} (at most {most}); select some, or use --kind parallel")
    return names


def name_rows(canvas: Canvas, names: Sequence[str], part: float) -> None:
    """Write the names of the rows beside the first plot, broken into lines or shortened where there is no room.

    Parameters
    ----------
    canvas : Canvas
    names : sequence of str
    part : float
        Part of the width of the picture that the names may take, 0 to 1.
    """
    look = canvas.look
    room = look.size.width * POINTS_PER_INCH * part
    texts = [fitted(str(name), look.label, room, NAME_LINES) for name in names]
    canvas.plot.set_yticks(range(len(texts)), texts)


def name_parameters(canvas: Canvas, parameters: Sequence[str], part: float) -> None:
    """Write the labels of parameters beside their rows, with their units where these matter; see `name_rows`."""
    name_rows(canvas, [heading_of(str(parameter)) for parameter in parameters], part)


def rows_in_words(cells: pd.DataFrame, by: str) -> str:
    """Return all shares of a table of settings in words, setting by setting."""
    told = []
    for name, part in cells.groupby(by, sort=False):
        shares = (f"{readable(str(r['outcome']))} {percent(r['share'], r['low'], r['high'])}" for r in records(part))
        told.append(f"{name}: {', '.join(shares)}")
    return ". ".join(told)
