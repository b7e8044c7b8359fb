"""How every picture looks: one colour and one hatching per outcome, type sizes, and where title and caption stand.

The colours are told apart by people with any of the common colour deficiencies, and in a grey print by their lightness;
the hatching tells them apart once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from matplotlib.colors import to_rgb

from sim.common.asked import asked, made_by, whole

_OUTCOMES: dict[str, tuple[str, str, str, Any]] = {
    "ideal_peace": ("#0b4f6c", "", "o", "-"),
    "formal_peace": ("#5aa9d6", "//", "s", (0, (6, 1.5))),
    "deferred_tension": ("#f4d58d", "..", "D", (0, (4, 1.5, 1, 1.5))),
    "stalemate": ("#bcbcbc", "", "^", (0, (1.5, 1.2))),
    "new_confrontation": ("#b8432f", "xx", "X", "-"),
}
"""Colour, hatching, sign where it is a point or a line, and dashes of each outcome: colour is never the only difference."""
OUTCOME_COLOURS, OUTCOME_HATCHES, OUTCOME_MARKERS, OUTCOME_DASHES = (
    MappingProxyType(dict(zip(_OUTCOMES, column, strict=True))) for column in zip(*_OUTCOMES.values(), strict=True)
)

TITLE_SIZE, LABEL_SIZE, SUBTITLE_SIZE, QUIET_SIZE, CAPTION_SIZE = 13.0, 11.0, 10.0, 9.0, 8.5
EDGE = 0.18
"""Margin of a picture in inches on either side."""
POINTS_PER_INCH, LINE_SPACING = 72, 1.35
MOST_PIXELS = 2_400
"""Pixels per inch of the finest printers; more would only fill the memory."""


@dataclass(frozen=True)
class Theme:
    """The colours of everything that is not an outcome.

    `faint` is for secondary text; `accent` and `second` are told apart by lightness too; `scale` runs from little to much
    in one direction of lightness, for heat maps.
    """

    name: str
    paper: str
    ink: str
    faint: str
    grid: str
    accent: str
    second: str
    scale: tuple[str, ...]


# What is no outcome is purple: blue, yellow, grey and red would be taken for peace, tension, stalemate and confrontation.
LIGHT = Theme(
    "light", paper="#ffffff", ink="#1c1c1c", faint="#4d4d4d", grid="#d9d9d9", accent="#5d3b8c", second="#b8741a",
    scale=("#f8f6fb", "#c6b6de", "#7c5ca9", "#2b1150"),
)  # fmt: skip
DARK = Theme(
    "dark", paper="#14171a", ink="#f2f2f2", faint="#c3c8cd", grid="#3d444b", accent="#c3a9ee", second="#e0a04a",
    scale=("#201c27", "#533d7d", "#a189d2", "#f2ecfb"),
)  # fmt: skip
THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK)})


@dataclass(frozen=True)
class Size:
    """How large a picture is, in inches, and its labels, in points; title and caption follow from these.

    A picture grows beyond its `least_height` where its rows need the room. The name of a row takes at most `name_lines`;
    `resolution` is how many pixels per inch such a picture usually has.
    """

    name: str
    width: float
    least_height: float
    letters: float
    name_lines: int = 2
    resolution: int = 150


SLIDE = Size("slide", 13.333, 7.5, 15.0)
PAGE = Size("page", 9.0, 0.0, LABEL_SIZE)
HANDOUT = Size("handout", 6.3, 0.0, 8.5)
PHONE = Size("phone", 3.75, 0.0, 10.5, name_lines=4, resolution=192)
"""As wide as a phone (360 pixels of a page), with two pixels of the picture for each."""
SIZES: Mapping[str, Size] = MappingProxyType({size.name: size for size in (SLIDE, PAGE, HANDOUT, PHONE)})
NARROW = 5.0
"""A picture narrower than this, in inches, has labels above or below what they name instead of beside it."""


@asked(
    theme=made_by("LIGHT or DARK", "Theme"),
    size=made_by("SLIDE, PAGE, HANDOUT or PHONE", "Size"),
    resolution=whole(1, MOST_PIXELS),
)
@dataclass(frozen=True)
class Look:
    """A theme in a size, and the pixels per inch of a PNG picture: all that a chart needs to know about how it looks."""

    theme: Theme = LIGHT
    size: Size = PAGE
    resolution: int = 150

    @property
    def label(self) -> float:
        """Size of labels in points."""
        return self.size.letters

    @property
    def title(self) -> float:
        """Size of the title in points."""
        return self.size.letters * TITLE_SIZE / LABEL_SIZE

    @property
    def quiet(self) -> float:
        """Size of the line below the title in points."""
        return self.size.letters * SUBTITLE_SIZE / LABEL_SIZE

    @property
    def narrow(self) -> bool:
        """Whether it is as narrow as a phone."""
        return self.size.width < NARROW

    @property
    def small(self) -> float:
        """Size of caption and remarks in points; on a phone they are nearly as large as the labels."""
        return self.size.letters * (QUIET_SIZE if self.narrow else CAPTION_SIZE) / LABEL_SIZE

    @property
    def scale(self) -> float:
        """How much thicker lines and signs are than on a page."""
        return self.size.letters / LABEL_SIZE

    def lines(self, number: float) -> float:
        """Height in inches of so many lines of labels."""
        return number * self.label * LINE_SPACING / POINTS_PER_INCH

    def room(self, part: float) -> float:
        """A part of the width of the picture in points."""
        return self.size.width * POINTS_PER_INCH * part


USUAL_LOOK = Look()


def hatch_ink(outcome: str) -> str:
    """Return the colour of an outcome's hatching."""
    return ink_on(OUTCOME_COLOURS[outcome])


def ink_on(colour: str) -> str:
    """Return the colour of a hatching: white on dark colours, dark on light ones."""
    return "#ffffff" if luminance(colour) < 0.3 else "#3a3a3a"


def luminance(colour: Any) -> float:
    """Return the relative luminance of a colour, 0 for black to 1 for white (WCAG 2.2)."""
    weights = (0.2126, 0.7152, 0.0722)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(weight * c for weight, c in zip(weights, linear, strict=True))


def contrast(first: Any, second: Any) -> float:
    """Return the contrast of two colours, 1 for none to 21 for black on white (WCAG 2.2)."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
