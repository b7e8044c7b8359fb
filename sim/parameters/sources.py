"""The sources and how they are cited: every number leads back to one of them, or says that it is an assumption."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.common.errors import UnknownNameError, suggestion
from sim.common.listing import brief
from sim.parameters.files import Node, check_name
from sim.parameters.vocabulary import SOURCE_KINDS, SUPPORTS

MOST_WORDS = 8
"""So many words of a paragraph are quoted to find it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text that can be cited.

    `kind` is `article` (one of the texts that the worldviews are made of) or `literature`; only an article has a number of
    numbered `paragraphs`. `first_words` are the first words of those that are cited anywhere, at most eight, by number, so that
    a reader finds them in a text without numbers. `address` is where the text stands on the web; None where it is not known.
    """

    key: str
    author: str
    year: int
    title: str
    outlet: str
    kind: str
    paragraphs: int | None = None
    address: str | None = None
    first_words: Mapping[int, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return f"<Source {self.key}: {brief(self.author)} ({self.year}), {brief(self.title)}>"

    def __str__(self) -> str:
        return f"{self.author} ({self.year}), {self.title}. {self.outlet}."

    def opening(self, paragraph: int) -> str:
        """Return how a paragraph is found: `¶13 ("The absence of ...")`, without words where it is cited nowhere."""
        words = self.first_words.get(paragraph)
        return f"¶{paragraph}" if words is None else f'¶{paragraph} ("{words.rstrip(".,;:")} ...")'


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of a source: which paragraphs of an article, and which end of a range they speak for.

    `supports` is `low`, `high` or `value`, None if the source only bears on the subject; `note` is a remark, such as the
    table or page of a book.
    """

    key: str
    paragraphs: tuple[int, ...] = ()
    supports: str | None = None
    note: str | None = None

    def __repr__(self) -> str:
        return f"<Citation {brief(self)}>"

    def __str__(self) -> str:
        numbers = ", ".join(str(paragraph) for paragraph in self.paragraphs)
        return f"{self.key} ¶{numbers}" if numbers else self.key


def read_sources(node: Node) -> dict[str, Source]:
    """Read `sources.yaml`: by key the author, year, title, outlet, kind, perhaps an address and, for articles, paragraphs."""
    return {key: _read_source(key, child) for key, child in node.mapping().items()}


def _read_source(key: str, node: Node) -> Source:
    check_name(key, node)
    fields = node.fields(("author", "year", "title", "outlet", "kind"), ("paragraphs", "first_words", "address"))
    kind = fields["kind"].word(SOURCE_KINDS, "kind of source")
    paragraphs = fields["paragraphs"].whole_number() if "paragraphs" in fields else None
    if (kind == "article") != (paragraphs is not None):
        raise node.error("an article, and only an article, states how many 'paragraphs' it has")
    if paragraphs is not None and paragraphs < 1:
        raise fields["paragraphs"].error(f"an article has at least one paragraph, found {paragraphs}")
    author, title, outlet = (fields[name].text() for name in ("author", "title", "outlet"))
    address = _read_address(fields["address"]) if "address" in fields else None
    first_words = _read_first_words(fields["first_words"], paragraphs) if "first_words" in fields else {}
    year = fields["year"].whole_number()
    return Source(key, author, year, title, outlet, kind, paragraphs, address, first_words)


def _read_address(node: Node) -> str:
    address = node.text()
    if not address.startswith("https://") or len(address.split()) > 1:
        raise node.error(f"'{address}' is not an address; begin it with https://, or leave the key out")
    return address


def _read_first_words(node: Node, paragraphs: int | None) -> dict[int, str]:
    """Read the first words of paragraphs: few, because the texts belong to others."""
    read = {}
    for number, child in node.mapping().items():
        if not number.isdecimal() or not 1 <= int(number) <= (paragraphs or 0):
            raise child.error(
                f"there is no paragraph {number}; the first words belong to one of 1 to {paragraphs or 0}"
            )
        words = child.text()
        if len(words.split()) > MOST_WORDS:
            raise child.error(f"more than {MOST_WORDS} words; the first ones are enough to find a paragraph")
        read[int(number)] = words
    return read


def read_citations(node: Node, sources: Mapping[str, Source]) -> tuple[Citation, ...]:
    """Read a list of citations and check each against the sources: an article is always cited with paragraphs."""
    return tuple(_read_citation(child, sources) for child in node.items())


def _read_citation(node: Node, sources: Mapping[str, Source]) -> Citation:
    fields = node.fields(("key",), ("paragraphs", "supports", "note"))
    key = fields["key"].text()
    if key not in sources:
        message = f"unknown source '{key}'; {suggestion(key, sources)}; sources are listed in sources.yaml"
        raise fields["key"].error(message, UnknownNameError)
    paragraphs = _read_paragraphs(node, fields.get("paragraphs"), sources[key])
    supports = fields["supports"].word(SUPPORTS, "word for 'supports'") if "supports" in fields else None
    note = fields["note"].text() if "note" in fields else None
    return Citation(key, paragraphs, supports, note)


def _read_paragraphs(node: Node, listed: Node | None, source: Source) -> tuple[int, ...]:
    if source.paragraphs is None:
        if listed is not None:
            raise listed.error(f"{source.key} has no numbered paragraphs; put the page or table into 'note'")
        return ()
    if listed is None or not listed.items():
        raise node.error(f"name the paragraphs of {source.key} (1 to {source.paragraphs})")
    numbers = tuple(child.whole_number() for child in listed.items())
    for number in numbers:
        if not 1 <= number <= source.paragraphs:
            raise listed.error(f"{source.key} has {source.paragraphs} paragraphs, ¶{number} does not exist")
    return numbers
