"""Words of the glossary in a page: their first use in each section leads to their meaning at the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from html import unescape

from markupsafe import Markup, escape

from sim.parameters.glossary import Term, marked, terms_in

PLACE = "<!-- words -->"
"""Where the list of words goes."""
SECTION = re.compile(r"(<section\b.*?</section>)", re.DOTALL)
PIECES = re.compile(r"(<[^>]*>)")
OPEN, BETWEEN, CLOSE = "\ue000", "\ue001", "\ue002"
"""Signs that no text has, around the key of a term and its spelling."""
MARKED = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}([^{CLOSE}]*){CLOSE}")
UNTOUCHED = ("a", "h1", "h2", "h3", "h4", "caption", "summary", "code", "style")
"""Elements in which no word becomes a link: they are links or headings already, or are typed as they stand."""
PLAIN = ("sources",)
"""A section of titles, in which no word becomes a link."""


def with_words(page: str) -> str:
    """Return a page whose words of the glossary are linked to their meanings, which stand where `PLACE` is."""
    met: dict[str, Term] = {}
    parts = [_linked(part, met) if part.startswith("<section") else part for part in SECTION.split(page)]
    return "".join(parts).replace(PLACE, _meanings(met))


def _linked(section: str, met: dict[str, Term]) -> str:
    """One section with the first use of each term as a link; the terms that it uses are added to those `met`."""
    name = re.search(r'aria-labelledby="([^"]*)"', section)
    plain = name is not None and name[1] in PLAIN
    linked: set[str] = set()
    inside: list[str] = []
    pieces = PIECES.split(section)
    for place, piece in enumerate(pieces):
        if piece.startswith("<"):
            _follow(piece, inside)
        else:
            pieces[place] = _text(piece, met, linked, not inside and not plain)
    return "".join(pieces)


def _follow(tag: str, inside: list[str]) -> None:
    """Keep which untouched elements are open."""
    found = re.match(r"</?([a-z0-9]+)", tag)
    if found is None or found[1] not in UNTOUCHED:
        return
    if tag.startswith("</"):
        inside.remove(found[1])
    else:
        inside.append(found[1])


def _text(text: str, met: dict[str, Term], linked: set[str], free: bool) -> str:
    """A text between two tags; its terms become links where they may, each once."""
    plain = unescape(text)
    found = terms_in(plain)
    met.update({term.key: term for term in found})
    fresh = [term.key for term in found if term.key not in linked] if free else []
    linked.update(fresh)
    return str(_links(plain, found, fresh, titles=True)) if fresh else text


def _links(text: str, terms: Sequence[Term], fresh: Container[str], titles: bool) -> Markup:
    """A text in which the first use of each fresh term is a link to its meaning."""

    def mark(term: Term, spelled: str) -> str:
        return f"{OPEN}{term.key}{BETWEEN}{spelled}{CLOSE}"

    def link(marked_word: re.Match[str]) -> str:
        term = known[marked_word[1]]
        title = Markup(' title="{}"').format(term.meaning) if titles else ""
        word = Markup(marked_word[2])  # escaped already, with all of the text
        return str(Markup('<a class="word" href="#word-{}"{}>{}</a>').format(term.anchor, title, word))

    known = {term.key: term for term in terms}
    told = marked(text, mark, without=[term for term in terms if term.key not in fresh])
    return Markup(MARKED.sub(link, str(escape(told))))


def _meanings(met: Mapping[str, Term]) -> Markup:
    """The terms with their meanings, by alphabet; words of the same page lead to theirs in them too."""
    rows = []
    for term in sorted(met.values(), key=lambda one: one.name.lower()):
        found = terms_in(term.meaning)
        meaning = _links(term.meaning, found, met.keys() - {term.key}, titles=False)
        rows.append(Markup('    <dt id="word-{}">{}</dt><dd>{}</dd>\n').format(term.anchor, term.name, meaning))
    return Markup("").join(rows)
