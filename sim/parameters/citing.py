"""How what is cited is told to a reader who wants to look it up: the text, and where in it the paragraphs begin."""

from collections.abc import Iterable

from sim.parameters.catalogue import sources
from sim.parameters.sources import Citation, Source


def texts(citations: Iterable[Citation]) -> list[tuple[Source, list[int]]]:
    """Return the texts that are cited, in the order in which they come, each with its paragraphs in the order of the text."""
    known, cited = sources(), dict[str, set[int]]()
    for citation in citations:
        cited.setdefault(citation.key, set()).update(citation.paragraphs)
    return [(known[key], sorted(paragraphs)) for key, paragraphs in cited.items() if key in known]
