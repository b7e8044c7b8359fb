"""From contents to one HTML page that needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sim.charts.theme import DARK, LIGHT
from sim.common.version import __version__
from sim.parameters import Citation
from sim.reports.contents import Contents

TEMPLATE, STYLE = "report.html", "report.css"


def page(contents: Contents) -> str:
    """Return a report as HTML.

    Parameters
    ----------
    contents : Contents

    Returns
    -------
    str
        One page without any address to the network; the same contents give the same text.
    """
    environment = _environment()
    environment.filters["breakable"] = _breakable
    environment.filters["cited"] = lambda citations: _cited(citations, contents)
    style = environment.get_template(STYLE).render(light=LIGHT, dark=DARK)
    whole = environment.get_template(TEMPLATE).render(contents=contents, style=Markup(style), version=__version__)
    # A number stays on the line of its sign.
    return whole.replace(" %", "\N{NO-BREAK SPACE}%")


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _cited(citations: Sequence[Citation], contents: Contents) -> Markup:
    """Citations with a link to the list of sources."""
    links = []
    for citation in citations:
        words = escape(str(citation).replace(" ", "\N{NO-BREAK SPACE}"))
        known = citation.key in contents.sources
        links.append(Markup('<a href="#source-{}">{}</a>').format(citation.key, words) if known else words)
    return Markup("; ").join(links)


def _breakable(name: str) -> Markup:
    """A dotted id that may be broken behind its dots and underscores, and nowhere else."""
    return Markup(str(escape(name)).replace(".", ".<wbr>").replace("_", "_<wbr>"))
