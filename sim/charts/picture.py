"""What every chart gives back: the figure, its title, its caption, the same in words, and the data behind it."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim.analysis.finding import Setting
from sim.charts.letters import FAMILY
from sim.common.asked import asked, made_by, names, path, text
from sim.common.errors import InputError, said, suggestion
from sim.common.files import Writer, output_folder, try_files, write_together
from sim.common.system import in_words, usable_path

Settings = Setting | Sequence[Setting]
"""What a picture rests on; the caption lists what differs between several."""
FORMATS = ("png", "svg", "pdf")
BESIDE = ("csv", "txt")
"""Endings of the files that come with each picture: the data behind it, and the same in words."""
MOST_OF_TITLE = 120
"""Letters of its title by which a picture is called in one line."""

PLACE_DIGITS = 9
"""Places are parts of the width or height; what is rounded away is far below what any printer shows."""
STYLE: dict[str, Any] = {
    "font.family": [FAMILY],
    # Hinted letters are wider on coarse screens than what was measured to break the lines.
    "text.hinting": "none",
    # No chart writes formulas, and a label in a file of the user's may name a price in $.
    "text.parse_math": False,
    "svg.hashsalt": "peace-under-force",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "hatch.linewidth": 0.9,
    "axes.unicode_minus": True,
    "path.simplify": True,
}
"""What is set beside matplotlib's own defaults. Whatever a user's machine sets does not count."""


@dataclass(frozen=True)
class Picture:
    """A chart with all that belongs to it.

    Its `kind` is a name of the catalogue, its `title` the finding as a sentence; the `subtitle` says what is shown, of how many
    histories. The short `caption` says under which assumptions it holds, the `description` tells the picture with its numbers
    to those who cannot see it. The `data` is what is drawn. The `notes` are what it takes to draw it again, and how exactly
    its title was counted: they go into the files and not into the picture.
    """

    kind: str
    figure: Figure
    title: str
    caption: str
    description: str
    data: pd.DataFrame
    subtitle: str = ""
    notes: str = ""

    def __repr__(self) -> str:
        return f"<Picture {self.kind}: {self.title[:MOST_OF_TITLE]}>"

    @asked(form=text)
    def content(self, form: str) -> bytes:
        """Return the picture as the bytes of a PNG, SVG or PDF file; the same picture always gives the same bytes."""
        _check_format(form)
        target = io.BytesIO()
        words = {"Title": self.title, "Subject" if form == "pdf" else "Description": self.description}
        words |= {_NOTES[form]: self.notes} if self.notes else {}
        options: dict[str, Any] = {"pil_kwargs": {"optimize": True}} if form == "png" else {}
        with style():
            self.figure.savefig(target, format=form, metadata={**dict.fromkeys(_WITHOUT[form]), **words}, **options)
        if form != "svg":
            return target.getvalue()
        # Programs that read pages aloud learn that this is one picture, and what can be seen on it.
        label = html.escape(self.description, quote=True)
        return target.getvalue().replace(b"<svg ", f'<svg role="img" aria-label="{label}" '.encode(), 1)

    def csv(self) -> bytes:
        """Return the data behind the picture as the bytes of a CSV file."""
        return self.data.to_csv(index=False, lineterminator="\n").encode()

    def text(self) -> bytes:
        """Return title, subtitle, description and notes as the bytes of a text file."""
        parts = (self.title, self.subtitle, self.description, self.notes or self.caption)
        return ("\n\n".join(part for part in parts if part) + "\n").encode()

    def html(self) -> str:
        """Return the picture as an HTML element that needs no other file, with its description as alternative text."""
        encoded = base64.b64encode(self.content("png")).decode()
        words = html.escape(self.description, quote=True)
        return f'<img alt="{words}" src="data:image/png;base64,{encoded}" style="max-width:100%;height:auto">'

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.html()


_LEFT_ALONE = ("backend", "toolbar", "webagg", "text.hinting_factor")
"""Settings that belong to the program that draws, and one that matplotlib gives up."""

_NOTES = {"png": "Comment", "svg": "Source", "pdf": "Keywords"}
"""Where each kind of file keeps the notes."""

_WITHOUT = {
    "png": ("Software",),
    "svg": ("Date", "Creator"),
    "pdf": ("CreationDate", "ModDate", "Producer", "Creator"),
}
"""What would differ from day to day or from machine to machine, and is not written into files."""


def style() -> Any:
    """Return a context in which matplotlib draws as this project does, whatever the user has set."""
    # Choosing a back end is the business of the program that draws, and reading it back here could start one.
    plain = {key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith(_LEFT_ALONE)}
    settings: Any = {**plain, **STYLE}
    return mpl.rc_context(settings)


def settle(figure: Figure) -> None:
    """Let the layout find its places and keep them.

    The solver of the layout goes through its constraints in the order of memory addresses, so that the last bit of a
    place differs from one drawing to the next; rounding takes that bit away.
    """
    engine = figure.get_layout_engine()
    if engine is None:
        return
    engine.execute(figure)
    # With an engine, even one that does nothing, matplotlib would draw everything once more whenever a picture is saved.
    figure.set_layout_engine(None)
    for axes in figure.axes:
        places = [np.round(axes.get_position(original).bounds, PLACE_DIGITS) for original in (True, False)]
        axes.set_position(tuple(places[0]), which="original")
        axes.set_position(tuple(places[1]), which="active")


@in_words
@asked(picture=made_by("a picture, as the charts return it", "Picture"), path=path, formats=names)
def save(picture: Picture, path: Path | str, formats: str | Sequence[str] = ("png",)) -> list[Path]:
    """Write a picture, the data behind it and the same in words, all or none; return the files, pictures first.

    The path has no ending: `results/war` gives `war.png`, `war.csv` and `war.txt`. An ending that names a format is taken
    away. Files of a run or a study are not replaced (see `sim.common.files`); any others of these names are.
    """
    places = try_picture(path, formats)
    contents = [*(picture.content(form) for form in check_formats(formats)), picture.csv(), picture.text()]
    with output_folder(places[0].parent, ()):
        write_together({place: _writer(content) for place, content in zip(places, contents, strict=True)})
    return places


@in_words
def try_picture(path: Path | str, formats: Sequence[str] = ("png",)) -> list[Path]:
    """Return the files that `save` writes, or refuse before a picture is drawn whatever `save` refuses."""
    forms = check_formats(formats)
    stem = usable_path(path, "place for a picture")
    if stem.name in ("", ".."):
        raise InputError(f"'{path}' does not name a file; say where to write, such as results/war")
    if stem.suffix.lstrip(".").lower() in (*FORMATS, *BESIDE):
        stem = stem.with_suffix("")
    places = [stem.with_name(f"{stem.name}.{ending}") for ending in (*forms, *BESIDE)]
    try_files(places)
    return places


def _writer(content: bytes) -> Writer:
    return lambda file: file.write(content)


@asked(formats=names)
def check_formats(formats: str | Sequence[str]) -> list[str]:
    """Return the formats without repetition; raise `InputError` if there is none, or one that does not exist."""
    if not [form for form in formats if form]:
        raise InputError(f"no picture format is named; name at least one of {', '.join(FORMATS)}")
    for form in formats:
        _check_format(form)
    return list(dict.fromkeys(formats))


def _check_format(form: str) -> None:
    if form not in FORMATS:
        raise InputError(f"there is no picture format {said(form)}; {suggestion(form, FORMATS, full_list=True)}")
