"""The glossary: what the words mean that have a meaning of their own here, and where they stand in a text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from sim.common.asked import asked, optional, path, text
from sim.common.errors import BrokenFileError, UnknownNameError, said, suggestion
from sim.common.listing import Listing, brief
from sim.parameters.baseline import GLOSSARY_FILE, read_baseline
from sim.parameters.files import (
    Node,
    check_name,
    parameters_folder,
    read_bytes,
    required_node,
    shipped_parameters,
    time_of_use,
)
from sim.parameters.sources import Citation, read_citations

_NOT_A_TERM = ""
"""What a phrase leads to in which a word has its ordinary meaning."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word with a meaning of its own.

    `forms` are the other spellings under which it appears; regular plurals are found without being listed. `sources` say who
    coined it, where the literature did.
    """

    key: str
    name: str
    forms: tuple[str, ...]
    not_in: tuple[str, ...]
    meaning: str
    sources: tuple[Citation, ...]

    def __repr__(self) -> str:
        return f"<Term {self.name}: {brief(self.meaning)}>"

    def __str__(self) -> str:
        return f"{self.name}: {self.meaning}"

    @property
    def anchor(self) -> str:
        """The place of the term in `docs/glossary.md`, such as `extended-deterrence`."""
        return self.key.replace("_", "-")

    @property
    def short(self) -> str:
        """The first sentence of the meaning."""
        return re.split(r"(?<=[.?]) (?=[A-Z])", self.meaning, maxsplit=1)[0]

    def row(self) -> dict[str, object]:
        """What a table says of it."""
        coined = "; ".join(map(str, self.sources))
        return {"term": self.name, "meaning": self.meaning, "also": ", ".join(self.forms), "sources": coined}


def key_of(name: str) -> str:
    """Return the key of a term from its name: `McNemar's test` is `mcnemars_test`."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower().replace("'", "")).strip("_")


def terms(folder: Path | str | None = None) -> Mapping[str, Term]:
    """Return every term by its key, in alphabetical order.

    Parameters
    ----------
    folder : pathlib.Path or str, optional
        The parameters folder; that of the package if omitted.

    Raises
    ------
    InputError
        If `glossary.yaml` is missing or broken.
    """
    return _read(*_content(folder))


@asked(word=optional(text), folder=optional(path))
def glossary(word: str | None = None, folder: Path | str | None = None) -> list[Term]:
    """Return what the words mean that have a meaning of their own here: all of them, or those that a word leads to.

    Parameters
    ----------
    word : str, optional
        A term, another form of it, or a part of one, in any case.
    folder : pathlib.Path, optional
        The parameters folder; that of the package if omitted.

    Returns
    -------
    list of Term
        In alphabetical order; one if the word is a term. A notebook shows them as a table, `.table` is a data frame.

    Raises
    ------
    UnknownNameError
        If no term is like the word; the nearest are named.

    Examples
    --------
    >>> from sim import glossary
    >>> print(glossary("cell")[0])
    cell: One setting of a sweep. A sweep over ten values and two worldviews has twenty cells.
    """
    known = terms(folder)
    if word is None:
        return Listing(known.values())
    wanted, spelled = _plain(word), _spelled(known)
    if wanted in spelled:
        return Listing([known[spelled[wanted]]])
    holding = dict.fromkeys(key for spelling, key in spelled.items() if len(wanted) > 1 and wanted in spelling)
    if not holding:
        near = suggestion(wanted, spelled)
        raise UnknownNameError(f"the glossary does not explain {said(word)}; {near}; without a word all are listed")
    return Listing(known[key] for key in sorted(holding))


def _plain(word: str) -> str:
    """A word as it is compared: in small letters, with single spaces."""
    return " ".join(word.replace("_", " ").split()).lower()


def _spelled(known: Mapping[str, Term]) -> dict[str, str]:
    """The key of a term by each way to write it; what a term is called goes before the forms of another."""
    ways = [
        *((one.name, one.key) for one in known.values()),
        *((one.key, one.key) for one in known.values()),
        *((form, one.key) for one in known.values() for form in one.forms),
    ]
    spelled: dict[str, str] = {}
    plurals = [(plural, key) for way, key in ways for plural in _plurals(way)]
    for spelling, key in [*ways, *plurals]:
        spelled.setdefault(_plain(spelling), key)
    return spelled


def terms_in(text: str, folder: Path | str | None = None) -> list[Term]:
    """Return the terms that a text uses, in the order of their first appearance: whole words in any case, plurals too.

    Of two terms that begin at the same place the longer one is meant: "general deterrence" is not "deterrence".
    """
    return list(dict.fromkeys(one for one, _ in _met(text, folder)))


def marked(text: str, mark: Callable[[Term, str], str], without: Iterable[Term] = ()) -> str:
    """Return a text in which the first appearance of each term is replaced by what `mark` makes of the term and its spelling.

    What of the text stands in code, in a link or in a tag is for the caller to keep away. `without` are terms that are left.
    """
    seen, parts, end = set(without), list[str](), 0
    for one, found in _met(text):
        if one not in seen:
            seen.add(one)
            parts += [text[end : found.start()], mark(one, found.group())]
            end = found.end()
    return "".join([*parts, text[end:]])


def coined_in(one: Term) -> list[str]:
    """Return the full titles of the texts in which a term was coined."""
    known = {**read_baseline(shipped_parameters()).sources, **read_baseline().sources}
    return [str(known[citation.key]) for citation in one.sources]


def _met(text: str, folder: Path | str | None = None) -> Iterator[tuple[Term, re.Match[str]]]:
    """Every appearance of a term in a text."""
    known, (pattern, keys) = terms(folder), _pattern(*_content(folder))
    for found in pattern.finditer(text):
        key = keys[_plain(found.group())]
        if key != _NOT_A_TERM:
            yield known[key], found


def _content(folder: Path | str | None) -> tuple[bytes, Path]:
    return _in_use(time_of_use()) if folder is None else _read_in(Path(folder))


@lru_cache(maxsize=2)
def _in_use(_: int) -> tuple[bytes, Path]:
    """The file in use, read once for as long as the same folder of parameters is in use."""
    where = parameters_folder()
    if not (where / GLOSSARY_FILE).exists():
        where = shipped_parameters()  # in a folder of the user's own numbers the words mean what they always mean
    return _read_in(where)


def _read_in(where: Path) -> tuple[bytes, Path]:
    if not (where / GLOSSARY_FILE).exists():
        raise BrokenFileError(f"{GLOSSARY_FILE}: the file is missing, so nobody can tell what the words mean")
    return read_bytes(where, GLOSSARY_FILE), where


@lru_cache(maxsize=4)
def _read(content: bytes, folder: Path) -> Mapping[str, Term]:
    """All terms; the folder also holds the sources that a term may name."""
    read = {key: _term(key, node, folder) for key, node in required_node(GLOSSARY_FILE, content).mapping().items()}
    return MappingProxyType(dict(sorted(read.items())))


def _term(key: str, node: Node, folder: Path) -> Term:
    check_name(key, node)
    fields = node.fields(("name", "meaning"), ("forms", "not_in", "sources"))
    name = fields["name"].text()
    if key_of(name) != key:
        raise fields["name"].error(f"the key of '{name}' is '{key_of(name)}', not '{key}'")
    forms, not_in = (
        tuple(child.text() for child in fields[field].items()) if field in fields else ()
        for field in ("forms", "not_in")
    )
    sources = read_citations(fields["sources"], read_baseline(folder).sources) if "sources" in fields else ()
    return Term(key, name, forms, not_in, " ".join(fields["meaning"].text().split()), sources)


@lru_cache(maxsize=4)
def _pattern(content: bytes, folder: Path) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds a term in a text, and the key to which each spelling leads."""
    keys: dict[str, str] = {}
    spellings: set[str] = set()
    for one in _read(content, folder).values():
        for spelling in (one.name, *one.forms):
            for written in (spelling, *_plurals(spelling)):
                spellings.add(written)
                keys[_plain(written)] = one.key
    for one in _read(content, folder).values():
        for phrase in one.not_in:
            for written in (phrase, *_plurals(phrase)):
                spellings.add(written)
                keys.setdefault(_plain(written), _NOT_A_TERM)
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    # Neither a part of a word nor of an id such as `mechanisms.force.decisiveness`.
    whole = r"(?<![\w.-])(?:{})(?![\w-]|\.\w)".format("|".join(map(_in_any_case, longest_first)))
    return re.compile(whole, re.IGNORECASE), MappingProxyType(keys)


def _in_any_case(spelling: str) -> str:
    """What finds a spelling, over the end of a line too; one in capitals, such as PRIM, is found in capitals alone."""
    spaced = r"\s+".join(map(re.escape, spelling.split()))
    return f"(?-i:{spaced})" if spelling.isupper() else spaced


def _plurals(spelling: str) -> Iterator[str]:
    """The regular plurals of a spelling."""
    if re.search(r"[^aeiou]y$", spelling):
        yield f"{spelling[:-1]}ies"
    elif spelling.endswith(("s", "x", "ch", "sh")):
        yield f"{spelling}es"
    elif not spelling.isupper():
        yield f"{spelling}s"
