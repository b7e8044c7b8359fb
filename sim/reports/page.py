"""All that stands in a report, and how it becomes one HTML page that needs no other file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from markupsafe import Markup, escape

from sim.charts.theme import DARK, LIGHT
from sim.common.templates import environment
from sim.common.version import __version__
from sim.parameters import Citation, Source, sources
from sim.parameters.wording import article_name, enumeration
from sim.reports.assumptions import Assumptions, Cost, bibliography
from sim.reports.figures import Figure
from sim.reports.histories import Histories
from sim.reports.outcomes import Outcomes
from sim.reports.parts import Part
from sim.reports.tables import Table
from sim.reports.words import PLACE, with_words

SHARES = "How often each outcome was reached"
SOURCES = "<!-- sources -->"
"""Where the list of sources goes."""
ADDRESS = re.compile(r"data:[^\"]*")
YEAR = 4
"""Digits at the end of the key of a source."""


@dataclass(frozen=True)
class Varied:
    """One axis of a sweep: its levels, its plausible range in the parameter files, and who holds which value."""

    label: str
    id: str
    levels: str
    plausible: str
    positions: Sequence[tuple[str, str]]


HEADINGS: Mapping[str, str] = {
    "answer": "The answer",
    "why": "Why",
    "histories": "Single histories",
    "detail": "What happened, in detail",
    "assumptions": "What is assumed",
    "limits": "What the model cannot say",
    "reproduce": "How to reproduce this",
    "sources": "Sources",
    "words": "Words used here",
}
"""The sections in their order."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All that stands in a report, in words; the first figure answers the question."""

    subtitle: str
    question: str
    answer: str = ""
    """The answer in one sentence where it says more than the title."""
    headline: str = ""
    """The title, where it is not that of the first figure."""
    figures: Sequence[Figure]
    """The first stands with the answer, the others with what happened in detail."""
    outcomes: Outcomes
    why: Sequence[Part] = ()
    varied: Sequence[Varied] = ()
    assumptions: Sequence[Assumptions]
    tables: Sequence[Table] = ()
    histories: Histories
    answers: Sequence[Part] = ()
    """What was asked beside the frequencies, or alone: comparisons, disagreements, tipping points, regret, and so on."""
    limits: Sequence[str]
    facts: Sequence[tuple[str, str]]
    commands: Sequence[str]

    @property
    def title(self) -> str:
        """The finding."""
        return self.headline or self.figures[0].title

    @property
    def costs(self) -> list[Cost]:
        """What the policies cost, each told once."""
        return list(dict.fromkeys(cost for one in self.assumptions for cost in one.costs))

    @property
    def details(self) -> list[Part]:
        """Pictures, tables and answers of the section on what happened."""
        own = [Part("", [], figures=self.figures[1:])] if self.figures[1:] else []
        shares = [Part(SHARES, [], self.tables)] if self.tables else []
        return [*own, *shares, *self.answers]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Which sections there are, with their headings."""
        missing = {"why": not self.why, "histories": self.histories.empty, "detail": not self.details}
        return [(name, heading) for name, heading in HEADINGS.items() if not missing.get(name)]


def page(contents: Contents) -> str:
    """Return a report as one page that asks nothing of the network; the same contents give the same text."""
    engine = environment(Path(__file__).with_name("templates"))
    engine.filters |= {"article": name_of_source, "breakable": _breakable, "cited": partial(cited, sources=sources())}
    style = Markup(engine.get_template("report.css").render(light=LIGHT, dark=DARK))
    template = engine.get_template("report.html")
    whole = template.render(
        contents=contents,
        headings=HEADINGS,
        style=style,
        version=__version__,
        sources=Markup(SOURCES),
        words=Markup(PLACE),
    )
    told = bibliography(unescape(ADDRESS.sub("", whole)))
    listed = str(engine.get_template("parts.html").module.bibliography(told))  # type: ignore[attr-defined]
    whole = whole.replace(SOURCES, listed)
    # A number stays on the line of its sign.
    return with_words(whole).replace(" %", "\N{NO-BREAK SPACE}%")


def cited(citations: Sequence[Citation], sources: Mapping[str, Source]) -> Markup:
    """Citations with a link to the list of sources, and the first words of each paragraph where they are known."""
    links = []
    for citation in citations:
        source = sources.get(citation.key)
        words = _paragraphs(citation, source)
        known = Markup('<a href="#source-{}">{}</a>').format(citation.key, name_of_source(citation.key))
        links.append(Markup("{}{}").format(known if source else name_of_source(citation.key), words))
    return Markup("; ").join(links)


def name_of_source(key: str) -> str:
    """How a source is called in a sentence: `Ratelle 2025`, `Oneal and Russett 1997`."""
    first, *others = key.split("_")
    if not others:
        return article_name(key).replace(" ", "\N{NO-BREAK SPACE}")
    *authors, last = (name.capitalize() for name in (first, *others))
    named = f"{enumeration([*authors, last[:-YEAR]])} {last[-YEAR:]}"
    return named.replace(" ", "\N{NO-BREAK SPACE}")


def _paragraphs(citation: Citation, source: Source | None) -> str:
    """The paragraphs of a citation, such as ` ¶13 ("The absence of ..."), ¶14`."""
    told = [f"¶{one}" if source is None else source.opening(one) for one in citation.paragraphs]
    return f" {', '.join(told)}" if told else ""


def _breakable(name: str) -> Markup:
    """A dotted id or an address that may be broken behind its dots, strokes and underscores, and nowhere else."""
    return Markup(re.sub(r"(?<=[._/])(?=\w)", "<wbr>", str(escape(name))))
