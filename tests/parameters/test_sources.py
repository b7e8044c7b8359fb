"""Each paragraph that is cited can be found in its text by its first words, and little more of a text is quoted."""

import re
from pathlib import Path

import pytest

import sim
from sim.common.errors import InputError
from sim.parameters.catalogue import sources
from sim.parameters.citing import texts
from sim.parameters.claims import read_claims
from sim.parameters.files import parse_yaml
from sim.parameters.glossary import terms
from sim.parameters.sources import MOST_WORDS, Citation, read_sources

ROOT = Path(__file__).parents[2]
ARTICLES = {key: source for key, source in sources().items() if source.kind == "article"}
IN_TEXTS = re.compile(rf"({'|'.join(ARTICLES)}) ((?:¶\d+(?:[-–]\d+)?(?:, )?)+)")


def cited_in_data() -> set[tuple[str, int]]:
    """Every paragraph that a parameter, worldview, policy, term or claim cites."""
    parts = [*sim.load().entries.values(), *terms().values()]
    citations = [citation for part in parts for citation in part.sources]
    citations += [citation for overlay in [*sim.worldviews(), *sim.policies()] for citation in overlay.citations]
    claimed = {(claim.article, number) for claim in read_claims() for number in claim.paragraphs}
    return claimed | {(one.key, number) for one in citations for number in one.paragraphs}


def cited_in_words() -> set[tuple[str, int]]:
    """Every paragraph that an exercise, a page or a module names."""
    files = [path for folder in ("exercises", "docs", "sim") for path in (ROOT / folder).rglob("*")]
    found = set()
    for path in files:
        if path.suffix in (".yaml", ".md", ".py"):
            for key, numbers in IN_TEXTS.findall(path.read_text(encoding="utf-8")):
                for first, last in re.findall(r"(\d+)(?:[-–](\d+))?", numbers):
                    found |= {(key, number) for number in range(int(first), int(last or first) + 1)}
    return {(key, number) for key, number in found if number <= ARTICLES[key].paragraphs}


def test_every_paragraph_that_is_cited_has_its_first_words():
    missing = {(key, number) for key, number in cited_in_data() if number not in ARTICLES[key].first_words}
    assert missing == set()


def test_so_has_every_paragraph_that_pages_exercises_and_modules_name():
    known = {(key, number) for key, source in ARTICLES.items() for number in source.first_words}
    assert len(cited_in_words()) > 50
    assert cited_in_words() - known <= set()


def test_no_more_of_a_text_is_quoted_than_is_needed_to_find_a_paragraph():
    lengths = {len(words.split()) for source in ARTICLES.values() for words in source.first_words.values()}
    assert max(lengths) <= MOST_WORDS == 8
    for source in ARTICLES.values():
        assert len(set(source.first_words.values())) == len(source.first_words)


def test_a_paragraph_is_named_with_its_first_words():
    source = ARTICLES["ratelle2025"]
    assert source.opening(13) == '¶13 ("Nothing prevents Baku from instrumentalizing crises ...")'
    assert source.first_words[13] == "Nothing prevents Baku from instrumentalizing crises"
    assert source.opening(1) == "¶1"


def test_the_texts_that_are_cited_are_told_once_with_all_their_paragraphs():
    cited = [Citation("fattah2025", (45, 8)), Citation("fearon1995"), Citation("fattah2025", (8, 9))]
    assert [(source.key, numbers) for source, numbers in texts(cited)] == [
        ("fattah2025", [8, 9, 45]),
        ("fearon1995", []),
    ]


START = "a1: {author: A, year: 2000, title: T, outlet: O, kind: article, paragraphs: 3"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("first_words: {4: one}", "there is no paragraph 4; the first words belong to one of 1 to 3"),
        ("first_words: {one: one}", "there is no paragraph one"),
        ("first_words: {1: a b c d e f g h i}", "more than 8 words"),
        ("address: www.example.org", "is not an address; begin it with https://"),
        ("adress: https://example.org", "nearest: address"),
    ],
)
def test_what_is_no_address_and_no_beginning_is_refused(more, said):
    with pytest.raises(InputError, match=r"sources\.yaml:1") as refused:
        read_sources(parse_yaml(f"{START}, {more}}}".encode(), "sources.yaml"))
    assert said in str(refused.value)


def test_an_address_and_first_words_are_read():
    text = f'{START}, address: "https://example.org/a", first_words: {{2: Peace is}}}}'
    read = read_sources(parse_yaml(text.encode(), "sources.yaml"))["a1"]
    assert (read.address, dict(read.first_words)) == ("https://example.org/a", {2: "Peace is"})
