"""The page of the concept check and the list of exercises, in a real browser, from files, without network."""

import json

import pytest

from sim.teaching.concept_check import read_concept_key, read_items
from sim.teaching.page import index_page
from sim.teaching.student import read_any
from sim.teaching.words import PSEUDO, interface_words
from tests.browser.exercise_pages import BLOCKED, CODE, UNMARKED, Student, faults_of, written_check

ITEMS = [item.name for item in read_items()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("check")


@pytest.fixture
def student(browser, folder):
    opened = []

    def open_page(language="en", ending="", **options):
        opened.append(Student(browser, written_check(folder, language) + ending, **options))
        return opened[-1]

    yield open_page
    for one in opened:
        one.close()


def answer(one, items=ITEMS):
    one.page.fill("#code", CODE)
    for name in items:
        one.page.locator(f"[data-item={name}]").first.check()


def test_answers_are_saved_as_a_file_that_can_be_read(student, tmp_path):
    one = student()
    answer(one)
    one.page.check("[name=moment][value=after]")
    saved, name = one.saved()
    assert name == "concept_check-after-blue-heron-7.json"
    path = tmp_path / name
    path.write_text(json.dumps(saved), encoding="utf-8")
    found = read_any(path)
    assert (found.code, found.moment) == (CODE, "after")
    assert found.answers == {item.name: item.options[0] for item in read_items()}
    assert one.complaints == []


def test_the_moment_must_be_said_and_open_cases_are_named(student):
    one = student()
    answer(one, ITEMS[1:])
    one.page.click("#save")
    assert one.page.locator("#check-fault").inner_text() != ""
    one.page.check("[name=moment][value=before]")
    saved, _ = one.saved()
    assert list(saved["answers"]) == ITEMS[1:]
    assert "1" in one.page.locator("#saved").inner_text()


def test_answers_before_and_after_are_kept_apart_and_survive_a_reload(student):
    one = student(ending="#before")
    answer(one)
    one.page.check("[name=moment][value=after]")
    assert one.page.locator("[data-item]:checked").count() == 0
    one.page.check("[name=moment][value=before]")
    one.page.reload()
    assert one.page.locator("[data-item]:checked").count() == len(ITEMS)
    assert one.page.input_value("#code") == CODE


def test_it_works_where_nothing_can_be_kept(student):
    one = student(ending="#after", script=BLOCKED)
    answer(one)
    assert one.page.locator("#no-storage").is_visible()
    assert one.saved()[0]["moment"] == "after"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_and_nothing_is_scrolled_sideways(student, scheme):
    one = student(width=360, scheme=scheme)
    assert faults_of(one.page) == ""
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [url for url in one.asked if not url.startswith("data:")] == [one.page.url]


def test_every_word_comes_from_a_file_of_words(student):
    one = student(PSEUDO)
    answer(one)
    one.page.check("[name=moment][value=before]")
    one.saved()
    assert one.page.evaluate(UNMARKED) == []


def test_the_page_tells_no_right_answer(student):
    content = student().page.content()
    wrong = [name for option in read_concept_key().misconceptions.values() for name in option.values()]
    assert [name for name in wrong if name in content] == []
    assert '"answers":' not in content


def test_the_list_leads_to_every_exercise_and_both_checks(browser, folder):
    told = {"title": "A <b>title</b>", "question": "Why?", "summary": "You learn."}
    entries = [{"name": name, "number": place, "file": f"{name}.html", **told} for place, name in enumerate("ab")]
    path = folder / "index.html"
    path.write_text(index_page(entries, interface_words().texts, check="check.html"), encoding="utf-8")
    one = Student(browser, path.as_uri(), width=360)
    links = one.page.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["a.html", "b.html", "check.html#before", "check.html#after"]
    assert "A <b>title</b>" in one.page.inner_text("main")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert faults_of(one.page) == ""
    assert one.complaints == []
    one.close()
