"""Pages of exercises for tests: their worlds are drawn by chance, since a page counts whatever worlds it is given."""

import json

import pytest

from sim.teaching.concept_check import concept_check_words, read_items
from sim.teaching.data import data_of
from sim.teaching.own import first_world
from sim.teaching.page import concept_check_page, exercise_page
from sim.teaching.words import ENGLISH, interface_words, markdown
from tests.teaching.conftest import OWN, drawn

CODE = "blue heron 7"
NAME, LUCK, POINTS, AUTHORS = "promise_on_paper", "no_war_yet", "guns_or_resolve", "five_authors"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }});"
UNMARKED = """() => {
  const inline = new Set(['EM', 'STRONG', 'CODE', 'B', 'I', 'SMALL', 'BR']);
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    let holder = walker.currentNode.parentElement;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(holder.tagName) || holder.closest('[data-model]')) continue;
    while (inline.has(holder.tagName)) holder = holder.parentElement;
    const text = holder.textContent;
    if (/\\p{L}/u.test(walker.currentNode.textContent) && !text.includes('⟦')) found.push(text);
  }
  return found;
}"""


def written(folder, name, language=ENGLISH):
    """The page of an exercise as a file, with the grid behind it."""
    grid = drawn(name)
    path = folder / f"{name}.{language}.html"
    path.write_text(exercise_page(data_of(grid, language)), encoding="utf-8")
    return grid, path.as_uri()


def written_check(folder, language=ENGLISH):
    texts = {name: markdown(text) for name, text in concept_check_words(language).texts.items()}
    items = {item.name: item.options for item in read_items()}
    path = folder / f"check.{language}.html"
    path.write_text(concept_check_page(items, texts, interface_words(language).texts, language), encoding="utf-8")
    return path.as_uri()


class Student:
    """A student before a page, who goes from step to step."""

    def __init__(self, browser, address, width=1280, scheme="light", script=None):
        self.context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        if script:
            self.context.add_init_script(script)
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.asked, self.complaints = [], []
        self.page.on("request", lambda asked: self.asked.append(asked.url))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address, wait_until="load")

    def begin(self, code=CODE, form=50):
        self.page.check(f"[name=form][value='{form}']")
        self.page.fill("#code", code)
        self.page.click("#begin-go")

    def predict(self, place=0, reason="since nobody believes it"):
        self.page.locator("[name=option]").nth(place).check()
        self.page.fill("#reason", reason)
        self.page.click("#lock")

    def go_on(self):
        self.page.locator("[data-next]:visible").click()

    def set(self, exercise, part):
        """Move levers one after the other."""
        for name, value in part.items():
            lever = exercise.lever(name)
            place = lever.levels.index(value)
            if lever.numeric:
                self.page.locator(f"#lever-{name}").evaluate(
                    "(slider, place) => { slider.value = place; slider.dispatchEvent(new Event('input')); }", place
                )
            else:
                self.page.check(f"[name=lever-{name}][value='{place}']")

    def to(self, step, exercise, form=50):
        """Go from the beginning to a step."""
        self.begin(form=form)
        if step == "commit":
            return self
        self.predict()
        if step != "change":
            self.set(exercise, exercise.change)
        while self.step() != step:
            self.go_on()
        return self

    def step(self):
        return self.page.locator(".step:visible").get_attribute("data-step")

    def row(self, chart, what):
        """What stands in a row of a chart: its value in words."""
        return self.page.locator(f"#{chart} [data-row={what}] .value").inner_text().replace("\u00a0", " ")

    def tab_to(self, selector):
        """Press the tabulator until an element has the focus."""
        for _ in range(80):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def saved(self, press=None):
        """The file that is saved, and its name."""
        with self.page.expect_download() as found:
            (press or (lambda: self.page.click("#save")))()
        return json.loads(found.value.path().read_text(encoding="utf-8")), found.value.suggested_filename

    def close(self):
        self.context.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The grid and the address of the page of an exercise, each made once."""
    folder, made = tmp_path_factory.mktemp("pages"), {}

    def page(name, language="en"):
        if (name, language) not in made:
            made[name, language] = written(folder, name, language)
        return made[name, language]

    return page


@pytest.fixture
def student(browser, pages):
    """Opens pages as students do, and closes them."""
    opened = []

    def open_page(name=NAME, language="en", **options):
        grid, address = pages(name, language)
        opened.append(Student(browser, address, **options))
        opened[-1].grid, opened[-1].exercise = grid, grid.exercise
        return opened[-1]

    yield open_page
    for one in opened:
        one.close()


LOOK = """axe.run({resultTypes: ['violations']}).then(found => ({passes: found.passes.length, violations: found.violations}))"""
"""All rules of axe; what passes is only counted, since handing it over takes as long as the search."""


def looked_at(page):
    """How many rules of axe a page keeps, and its faults in words."""
    from axe_playwright_python.sync_playwright import Axe, AxeResults

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(LOOK)
    return found["passes"], AxeResults(found).generate_report() if found["violations"] else ""


def faults_of(page):
    page.evaluate("document.querySelectorAll('.step:not([hidden]) details').forEach(one => one.open = true)")
    passed, faults = looked_at(page)
    assert passed > 15
    return faults


def in_words(one, cell, what):
    share = one.grid.share(cell, what, first_world(one.exercise, CODE), OWN)
    return f"{100 * share.share:.1f} % ({100 * share.low:.1f} to {100 * share.high:.1f})"
