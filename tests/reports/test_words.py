"""Each word of the glossary that a report uses leads to its meaning at the foot of the page."""

import re
from html import unescape

import pytest

from sim.parameters.glossary import terms, terms_in
from sim.reports.words import PLACE, PLAIN, with_words

SECTION = re.compile(r'<section aria-labelledby="([^"]*)">(.*?)</section>', re.DOTALL)
LINK = re.compile(r'<a class="word" href="#word-([^"]*)" title="([^"]*)">')
NEVER_LINKED = re.compile(r"<(a|h1|h2|h3|h4|caption|summary|code)\b[^>]*>.*?</\1>", re.DOTALL)
LIST = f'<section aria-labelledby="words"><dl>{PLACE}</dl></section>'


@pytest.fixture(params=["single", "several", "sampled"])
def page(request):
    return request.getfixturevalue(request.param).html


def test_every_term_is_linked_in_each_section_and_explained_at_the_foot(page):
    explained = set(re.findall(r'<dt id="word-([^"]*)">', page))
    looked_at = 0
    for name, section in SECTION.findall(page):
        if name == "words":
            continue
        texts = re.split(r"<[^>]*>", re.sub(r'<a class="word"[^>]*>(.*?)</a>', r"\1", section))
        assert {term.anchor for text in texts for term in terms_in(unescape(text))} <= explained
        if name not in PLAIN:
            linked = [anchor for anchor, _ in LINK.findall(section)]
            free = NEVER_LINKED.sub(" \N{BULLET} ", re.sub(r'<a class="word"[^>]*>(.*?)</a>', r"\1", section))
            assert {term.anchor for text in re.split(r"<[^>]*>", free) for term in terms_in(unescape(text))} == set(
                linked
            )
            assert len(linked) == len(set(linked))
            looked_at += len(linked)
    assert looked_at > 20


def test_a_link_tells_the_meaning_to_whoever_points_at_it(page):
    meanings = {term.anchor: term.meaning for term in terms().values()}
    for anchor, title in LINK.findall(page):
        assert unescape(title).replace("\N{NO-BREAK SPACE}", " ") == meanings[anchor]


def test_only_the_first_use_in_a_section_becomes_a_link():
    one = '<section aria-labelledby="why"><p>A guarantee, another guarantee.</p></section>'
    made = with_words(f"{one}{one}{LIST}")
    assert made.count('href="#word-guarantee"') == 2
    assert made.count('<dt id="word-guarantee">') == 1


def test_headings_links_and_commands_stay_as_they_are_and_are_explained_all_the_same():
    plain = '<h3>A guarantee</h3><a href="#x">guarantee</a><code>guarantee</code>'
    made = with_words(f'<section aria-labelledby="why">{plain}</section>{LIST}')
    assert plain in made
    assert '<dt id="word-guarantee">' in made


def test_signs_of_html_in_a_text_are_kept():
    made = with_words(f'<section aria-labelledby="why"><p>p &lt; 0.1 &amp; a guarantee</p></section>{LIST}')
    assert "<p>p &lt; 0.1 &amp; a <a " in made


def test_the_longer_of_two_terms_is_meant():
    made = with_words(f'<section aria-labelledby="why"><p>general deterrence</p></section>{LIST}')
    assert ">general deterrence</a>" in made
