"""All that stands in a report, and how it becomes one HTML page that needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from sim.charts.theme import DARK, LIGHT
from sim.common.templates import environment
from sim.common.version import __version__
from sim.parameters import Citation
from sim.reports.assumptions import Assumptions, bibliography
from sim.reports.figures import Figure
from sim.reports.histories import Histories
from sim.reports.parts import Part
from sim.reports.tables import Table


@dataclass(frozen=True)
class Varied:
    """One axis of a sweep: its levels, its plausible range in the parameter files, and who holds which value."""

    label: str
    id: str
    levels: str
    plausible: str
    positions: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All that stands in a report, in words; the first figure answers the question, and its title is the finding."""

    subtitle: str
    question: str
    figures: Sequence[Figure]
    varied: Sequence[Varied] = ()
    assumptions: Sequence[Assumptions]
    tables: Sequence[Table]
    histories: Histories
    importance: Sequence[Part] = ()
    answers: Sequence[Part] = ()
    """What was asked beside the frequencies, or alone: comparisons, disagreements, tipping points, regret, and so on."""
    alone: bool = False
    """Whether nothing was asked but the answers: they stand right below the picture then."""
    unimportant: str
    """Why there is no sensitivity, if there is none."""
    limits: Sequence[str]
    facts: Sequence[tuple[str, str]]
    commands: Sequence[str]

    @property
    def title(self) -> str:
        """The finding."""
        return self.figures[0].title

    @property
    def answers_heading(self) -> str:
        """Over the answers."""
        if not self.alone:
            return "What else was asked"
        return "The answer in detail" if len(self.answers) == 1 else "The answers in detail"


def page(contents: Contents) -> str:
    """Return a report as one page without any address to the network; the same contents give the same text."""
    sources = bibliography(contents.assumptions)

    def cited(citations: Sequence[Citation]) -> Markup:
        """Citations with a link to the list of sources."""
        links = []
        for citation in citations:
            words = escape(str(citation).replace(" ", "\N{NO-BREAK SPACE}"))
            known = citation.key in sources
            links.append(Markup('<a href="#source-{}">{}</a>').format(citation.key, words) if known else words)
        return Markup("; ").join(links)

    engine = environment(Path(__file__).with_name("templates"))
    engine.filters |= {"breakable": _breakable, "cited": cited}
    style = Markup(engine.get_template("report.css").render(light=LIGHT, dark=DARK))
    template = engine.get_template("report.html")
    whole = template.render(contents=contents, sources=sources, style=style, version=__version__)
    # A number stays on the line of its sign.
    return whole.replace(" %", "\N{NO-BREAK SPACE}%")


def _breakable(name: str) -> Markup:
    """A dotted id that may be broken behind its dots and underscores, and nowhere else."""
    return Markup(str(escape(name)).replace(".", ".<wbr>").replace("_", "_<wbr>"))
