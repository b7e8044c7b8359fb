"""Charts as parts of a page: drawn for light and dark screens, wide and narrow, with their words and their data."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from sim.charts.picture import Picture
from sim.charts.repainting import in_both_themes
from sim.charts.theme import PAGE, PHONE, Look


@dataclass(frozen=True)
class Figure:
    """One chart on a page: pictures and data are addresses that hold all of it; `name` is for files that are saved.

    `light` and `dark` are as wide as a page, `phone_light` and `phone_dark` as a phone.
    """

    name: str
    title: str
    words: str
    light: str
    dark: str
    phone_light: str
    phone_dark: str
    data: str


def figure(draw: Callable[[Look], Picture], name: str = "") -> Figure:
    """Draw a chart in both themes and for both widths, under the name of its kind if no other is given."""
    shown, *wide = in_both_themes(draw, PAGE)
    _, *narrow = in_both_themes(draw, PHONE)
    light, dark, narrow_light, narrow_dark = (data_address(content, "image/svg+xml") for content in (*wide, *narrow))
    told = name or shown.kind, shown.title, shown.description
    return Figure(*told, light, dark, narrow_light, narrow_dark, data_address(shown.csv()))


def data_address(content: bytes, kind: str = "text/csv;charset=utf-8") -> str:
    """Return bytes as an address that needs no file and no network."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
