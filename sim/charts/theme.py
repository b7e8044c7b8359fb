"""How every picture looks: one colour and one hatching per outcome, type sizes, and where title and caption stand.

The colours are told apart by people with any of the common colour deficiencies, and in a grey print by their lightness;
the hatching tells them apart once more.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure

OUTCOME_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "ideal_peace": "#0b4f6c",
        "formal_peace": "#5aa9d6",
        "deferred_tension": "#f4d58d",
        "stalemate": "#c2c2c2",
        "new_confrontation": "#b8432f",
    }
)
OUTCOME_HATCHES: Mapping[str, str] = MappingProxyType(
    {
        "ideal_peace": "",
        "formal_peace": "//",
        "deferred_tension": "..",
        "stalemate": "",
        "new_confrontation": "xx",
    }
)

INK, FAINT_INK, GRID = "#1c1c1c", "#4d4d4d", "#d9d9d9"
TITLE_SIZE, LABEL_SIZE, CAPTION_SIZE = 13.0, 11.0, 8.5
WIDTH, RESOLUTION = 9.0, 150
"""Width in inches, and pixels per inch."""
TITLE_CHARACTERS, CAPTION_CHARACTERS = 78, 128
"""How many characters fit in a line of title and of caption."""
LEFT_EDGE = 0.02
POINTS_PER_INCH, LINE_SPACING = 72, 1.35


def blank_chart(plot_height: float, title: str, caption: str) -> tuple[Figure, Axes]:
    """An empty chart with its title above and its caption below, neither of which can run into the plot.

    Parameters
    ----------
    plot_height : float
        Height in inches that the plot itself needs.
    title : str
        The finding, as a sentence.
    caption : str
        Assumptions and reservations; may have several paragraphs.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : matplotlib.axes.Axes
        Covers the plot and the names of its rows; to be drawn into.
    """
    title_lines = textwrap.wrap(title, TITLE_CHARACTERS)
    caption_lines = [line for part in caption.split("\n") for line in textwrap.wrap(part, CAPTION_CHARACTERS)]
    above, below = _height(len(title_lines) + 1, TITLE_SIZE), _height(len(caption_lines) + 1, CAPTION_SIZE)
    height = above + plot_height + below
    figure = Figure(figsize=(WIDTH, height), dpi=RESOLUTION, layout="constrained", facecolor="white")
    figure.get_layout_engine().set(rect=(LEFT_EDGE / 2, below / height, 1 - LEFT_EDGE, plot_height / height))  # type: ignore[union-attr]
    top = 1 - _height(1, TITLE_SIZE) / 2 / height
    figure.text(LEFT_EDGE, top, "\n".join(title_lines), size=TITLE_SIZE, weight="bold", color=INK, va="top")
    bottom = _height(1, CAPTION_SIZE) / 2 / height
    figure.text(LEFT_EDGE, bottom, "\n".join(caption_lines), size=CAPTION_SIZE, color=FAINT_INK, va="bottom")
    return figure, figure.add_subplot()


def _height(lines: int, size: float) -> float:
    return lines * size * LINE_SPACING / POINTS_PER_INCH


def show_only(axes: Axes, *sides: str) -> None:
    """Take away the frame of a plot except for the named sides, and the marks on the axes."""
    for side, spine in axes.spines.items():
        spine.set_visible(side in sides)
        spine.set_color(FAINT_INK)
    axes.tick_params(length=0, labelsize=LABEL_SIZE, labelcolor=INK)


def save(figure: Figure, file: BinaryIO, title: str, description: str) -> None:
    """Write a chart as a PNG picture that carries its title and a description for those who cannot see it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The chart.
    file : binary file
        Open for writing.
    title, description : str
        What the picture says, and what can be seen on it.
    """
    figure.savefig(file, format="png", metadata={"Title": title, "Description": description})
