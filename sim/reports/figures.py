"""Charts as parts of a page: drawn for light and for dark screens, with their words and their data."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from sim.charts.picture import Picture
from sim.charts.theme import DARK, LIGHT, PAGE, Look

Draw = Callable[[Look], Picture]


@dataclass(frozen=True)
class Figure:
    """One chart on a page.

    Attributes
    ----------
    name : str
        For the files that a reader saves.
    title : str
        The finding.
    words : str
        The picture in words, for those who cannot see it.
    light, dark : str
        The picture as a data address, for light and for dark screens.
    data : str
        The table behind it as a data address.
    """

    name: str
    title: str
    words: str
    light: str
    dark: str
    data: str


def figure(draw: Draw, name: str = "") -> Figure:
    """Draw a chart in both themes.

    Parameters
    ----------
    draw : callable
        Takes a `Look`, returns a `Picture`.
    name : str
        For the files that a reader saves; the kind of the chart if omitted.
    """
    light, dark = (draw(Look(theme, PAGE)) for theme in (LIGHT, DARK))
    return Figure(
        name or light.kind, light.title, light.description, _address(light), _address(dark), data_address(light.csv())
    )


def _address(picture: Picture) -> str:
    return data_address(picture.content("svg"), "image/svg+xml")


def data_address(content: bytes, kind: str = "text/csv;charset=utf-8") -> str:
    """Return bytes as an address that needs no file and no network."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
