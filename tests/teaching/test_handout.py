"""Handouts hold the words and the numbers and no answer, and print well on A4 and Letter."""

import re
from html import unescape

import numpy as np
import pytest

from sim.parameters.vocabulary import OUTCOMES
from sim.parameters.wording import percent
from sim.teaching.folder import exercises_folder
from sim.teaching.grid import Grid
from sim.teaching.handout import columns, handout_page, replies_page
from sim.teaching.key import read_key
from sim.teaching.words import exercise_words, plain
from tests.browser.conftest import browser  # noqa: F401 - a fixture
from tests.teaching.conftest import NAMES, small

MOST_PAGES = 3
FORMATS = ("A4", "Letter")


def flat(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(em|strong)>", "", html))).split())


@pytest.fixture(scope="module", params=NAMES)
def grid(request):
    """All cells of a small exercise, with worlds that are made up: what is printed is the same as with those that are played."""
    exercise, chance = small(request.param), np.random.default_rng(5)
    most = len(OUTCOMES) * 2 ** len(exercise.measures)
    codes = {
        exercise.label(cell): chance.integers(0, most, exercise.worlds, dtype=np.uint8) for cell in exercise.cells()
    }
    return Grid(exercise, codes, dict.fromkeys(codes, ""))


def test_a_handout_has_the_words_and_every_cell_and_no_answer(grid):
    page, exercise = flat(handout_page(grid)), grid.exercise
    words = exercise_words(exercise)
    asked = ["title", "question", "commit.question", "explain.prompt", "transfer.question", "exit.question"]
    asked += [f"commit.option.{option}" for option in exercise.options]
    asked += [f"finding.{finding.name}.question" for finding in exercise.findings]
    assert [name for name in asked if words.line(name) not in page] == []
    for cell in exercise.cells():
        for what in columns(exercise):
            share = grid.share(cell, what)
            assert percent(share.share, share.low, share.high) in page
    hidden = [f"reply.{option}" for option in exercise.options] + ["explain.rule"]
    hidden += [f"finding.{finding.name}.hint" for finding in exercise.findings]
    assert [name for name in hidden if first_words(words.texts[name]) in page] == []


def first_words(text):
    return " ".join(plain(text.split("{")[0]).split()[:6])


def test_the_second_sheet_has_the_replies_the_rule_and_the_told_histories_but_no_key(grid):
    page, exercise = flat(replies_page(grid)), grid.exercise
    words = exercise_words(exercise)
    assert [option for option in exercise.options if first_words(words.texts[f"reply.{option}"]) not in page] == []
    assert page.count("Outcome:") == 2 * len(exercise.told) or "Outcome:" not in page
    assert [
        finding for finding in read_key(exercise).findings if words.line(f"finding.{finding.finding.name}.hint") in page
    ] == []


def test_what_keys_measure_stands_in_the_table(grid):
    """Whoever has only the paper can answer every finding from it."""
    key = (exercises_folder() / grid.exercise.name / "key.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"measure: (\w+)", key.partition("findings:")[2]))
    assert named
    assert named - set(columns(grid.exercise)) == set()


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_handout_prints_on_three_pages_and_the_second_sheet_on_two(browser, grid, format_):  # noqa: F811
    page = browser.new_page()
    for made, most in ((handout_page(grid), MOST_PAGES), (replies_page(grid), 2)):
        page.set_content(made)
        assert 1 <= pages(page.pdf(format=format_)) <= most
    page.close()


@pytest.mark.parametrize(("width", "height"), [(182, 273), (188, 255)])
def test_no_table_is_wider_or_taller_than_a_page(browser, grid, width, height):  # noqa: F811
    """Inside the margins of A4 and Letter, in millimetres; tables are kept whole, so that they are cut only if they are taller."""
    inch, dots = 25.4, 96
    page = browser.new_page(viewport={"width": int(width / inch * dots), "height": 900})
    page.emulate_media(media="print")
    page.set_content(handout_page(grid))
    sizes = page.evaluate(
        "[...document.querySelectorAll('table')].map(t => [t.scrollWidth, t.getBoundingClientRect().height])"
    )
    wide = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    kept = page.evaluate(
        "[...document.querySelectorAll('table')].every(t => getComputedStyle(t).breakInside === 'avoid')"
    )
    page.close()
    assert kept
    assert wide
    assert [tall for _, tall in sizes if tall > height / inch * dots] == []


def test_a_handout_asks_the_network_for_nothing_and_runs_nothing(grid):
    for page in (handout_page(grid), replies_page(grid)):
        assert "<script" not in page
        assert re.findall(r"(?:src|href)=", page) == []
        assert "default-src 'none'" in page
