"""The class page, opened by double click as it were: nothing that a student wrote runs, and nothing breaks its layout."""

import numpy as np
import pytest

from sim.teaching.class_page import class_page
from sim.teaching.class_report import read_class
from tests.browser.test_report import DESK, PHONE, faults
from tests.teaching.conftest import small
from tests.teaching.simulated import SCRIPT, TURNED, break_ten, concept, save, small_grid, student

NAME = "promise_on_paper"


@pytest.fixture(scope="module")
def address(tmp_path_factory, two_years_throughout):
    folder = tmp_path_factory.mktemp("files")
    grid = small_grid(small(NAME))
    for number, kind in enumerate(["right", "evenly", "never", "random"] * 6):
        save(folder, student(grid, f"owl {number}", kind, seed=number))
    for code, text, kind in (
        ("bad owl", SCRIPT, "evenly"),
        ("wide owl", TURNED, "right"),
        ("deep owl", "\n" * 900 + TURNED, "never"),
    ):
        told = student(grid, code, kind)
        told["texts"]["explanation"] = text
        told["prediction"]["confidence"] = 100
        save(folder, told)
    for number in range(12):
        for moment in ("before", "after"):
            save(folder, concept(f"fox {number}", moment, np.random.default_rng(number)))
    break_ten(folder, student(grid, "swan"))
    path = tmp_path_factory.mktemp("page") / "class.html"
    found = read_class(folder, exercises={NAME: grid.exercise}, workers=1)
    path.write_text(class_page(found), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(params=["light", "dark"])
def page(request, browser, address):
    context = browser.new_context(viewport=DESK, color_scheme=request.param)
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.on("console", lambda said: page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    page.goto(address, wait_until="load")
    yield page
    context.close()


def test_nothing_is_asked_of_the_network_and_nothing_complains(page, address):
    assert [url for url in page.asked if not url.startswith("data:")] == [address]
    assert page.complaints == []


def test_script_in_a_students_text_does_not_run(page):
    texts = page.locator("blockquote").all_inner_texts()
    assert any(text.startswith("<script>document.title='HACKED'") for text in texts)
    assert page.title() == "What the class predicted, found and explained"
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert page.evaluate("document.querySelectorAll('[href^=javascript]').length") == 0


def test_axe_finds_no_fault_with_its_accessibility(page):
    assert faults(page) == ""


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_neither_a_huge_word_nor_a_turned_one_breaks_the_layout(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heights = page.evaluate("Array.from(document.querySelectorAll('blockquote'), one => one.offsetHeight)")
    assert len(heights) == 3
    assert max(heights) < PHONE["height"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "ltr"


def test_words_of_a_chart_do_not_lie_on_one_another(page):
    """Of labels in one chart no two boxes overlap."""
    overlaps = page.evaluate(
        """Array.from(document.querySelectorAll('svg')).map(svg => {
            const boxes = Array.from(svg.querySelectorAll('text'), one => one.getBoundingClientRect()).filter(box => box.width);
            return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1
                && a.top < b.bottom - 5 && b.top < a.bottom - 5)).length;
        })"""
    )
    assert len(overlaps) == 3
    assert sum(overlaps) == 0


def test_it_prints_whole_texts_on_paper(page):
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    for size in ("A4", "Letter"):
        assert len(page.pdf(format=size)) > 20_000
    cut = "Array.from(document.querySelectorAll('blockquote'), one => one.scrollHeight - one.clientHeight)"
    assert max(page.evaluate(cut)) <= 1
