"""One drawing in the colours of several themes: a picture for a light and for a dark page, laid out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sim.charts.picture import Picture
from sim.charts.theme import DARK, LIGHT, Look, Size, Theme

COLOURS = ("paper", "ink", "faint", "grid", "accent", "second")
REPAINTED = frozenset({
    "along", "along_each", "authors", "boxes", "causes", "contrast", "deterrence", "disagreement", "fan", "flows", "frontier",
    "horizons", "incidence", "nearest", "network", "network_shares", "ranges", "regret", "risks", "shares", "side_by_side",
    "stacked", "ternary", "timeline", "tipping",
})  # fmt: skip
"""Charts that take every colour as it stands in the theme; the others mix or choose shades, and are drawn once for each theme."""
_PLAIN: Any = {
    "paper": "#fffffd",
    "ink": "#1c1c1d",
    "faint": "#4d4d4c",
    "grid": "#d9d9dd",
    "accent": "#5d3b8d",
    "second": "#b8741d",
}
PAINT = replace(LIGHT, **_PLAIN)
"""The light theme in colours of which each stands for one thing alone: the white of the paper is not that of a hatching."""


def in_both_themes(draw: Callable[[Look], Picture], size: Size) -> tuple[Picture, bytes, bytes]:
    """Draw a chart in one size: the picture, and the bytes of its SVG for a light and for a dark page.

    `draw` makes the picture in any look. Charts in `REPAINTED` are laid out once.
    """
    painted = draw(Look(PAINT, size))
    if painted.kind in REPAINTED:
        content = painted.content("svg")
        return painted, repainted(content, LIGHT), repainted(content, DARK)
    light, dark = draw(Look(LIGHT, size)), draw(Look(DARK, size))
    return light, light.content("svg"), dark.content("svg")


def repainted(content: bytes, theme: Theme) -> bytes:
    """The SVG of a picture that was drawn in `PAINT`, in the colours of a theme."""
    for name in COLOURS:
        content = content.replace(getattr(PAINT, name).encode(), getattr(theme, name).encode())
    return content
