"""The page of an exercise, opened by double click as it were: in a real browser, from a file, without network."""

import json
import re
from pathlib import Path
from urllib.parse import urlparse

import pytest

from sim.teaching.data import data_of
from sim.teaching.folder import exercise_names
from sim.teaching.page import SCRIPTS, TEMPLATES, exercise_page, script_json
from sim.teaching.words import PSEUDO, guide_words
from tests.browser.exercise_pages import (
    AUTHORS,
    BLOCKED,
    CODE,
    LUCK,
    NAME,
    POINTS,
    UNMARKED,
    faults_of,
    in_words,
)
from tests.teaching.conftest import drawn, small


@pytest.mark.parametrize("name", exercise_names())
def test_every_exercise_is_walked_to_its_end_without_a_request_or_a_complaint(student, name):
    one = student(name)
    one.to("exit", one.exercise)
    assert [url for url in one.asked if not url.startswith(("data:", "blob:"))] == [one.page.url]
    assert one.complaints == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [(name, (360, 768, 1280)[place % 3], ("light", "dark")[place % 2]) for place, name in enumerate(exercise_names())],
)
def test_axe_finds_no_fault_in_any_step(student, name, width, scheme):
    """Every exercise once; together they are seen at three widths in light and in dark colours."""
    one = student(name, width=width, scheme=scheme)
    faults = {one.step(): faults_of(one.page)}
    one.begin()
    faults[one.step()] = faults_of(one.page)
    one.predict()
    one.set(one.exercise, one.exercise.change)
    while one.step() != "exit":
        faults[one.step()] = faults_of(one.page)
        one.go_on()
    faults["exit"] = faults_of(one.page)
    assert faults == dict.fromkeys(faults, "")


@pytest.mark.parametrize("name", exercise_names())
def test_nothing_has_to_be_scrolled_sideways_on_a_small_phone(student, name):
    one = student(name, width=360)
    one.begin()
    one.predict()
    one.set(one.exercise, one.exercise.change)
    widths = {}
    while one.step() != "exit":
        one.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        widths[one.step()] = one.page.evaluate("document.documentElement.scrollWidth")
        one.go_on()
    assert max(widths.values()) <= 360, widths


def test_the_whole_path_can_be_walked_by_keyboard_alone(student):
    one = student()
    press = one.page.keyboard.press
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.className") == "skip"
    one.tab_to("#code")
    press("Control+A")
    one.page.keyboard.type("Grün-Specht 3")
    press("Enter")
    one.tab_to("[name=option]")
    press("Space")
    one.tab_to("#reason")
    one.page.keyboard.type("it must be believed")
    one.tab_to("#confidence")
    press("End")
    one.tab_to("#lock")
    press("Enter")
    one.tab_to("#lever-credibility")
    press("End")
    for _ in ("observe", "explain"):
        one.tab_to(f"[data-step={one.step()}] [data-next]")
        press("Enter")
    one.tab_to("#explanation")
    one.page.keyboard.type("Gain and price.")
    while one.step() != "exit":
        one.tab_to(f"[data-step={one.step()}] [data-next]")
        press("Enter")
        assert one.page.evaluate("document.activeElement.id") == f"heading-{one.step()}"
    one.tab_to("#save")
    saved, _ = one.saved(lambda: press("Enter"))
    assert saved["code"] == "grün-specht 3"
    assert saved["prediction"]["confidence"] == 100
    assert saved["texts"]["explanation"] == "Gain and price."


def test_before_the_lock_nothing_but_the_start_can_be_seen(student):
    one = student()
    one.page.fill("#code", CODE)
    replies = "#levers, #flips, #difference-rows, [data-reply], #step-change, #step-observe, #step-explain, #step-push"
    for _ in range(2):
        assert one.page.locator(replies).locator("visible=true").count() == 0
        if one.step() == "hook":
            assert one.row("chart-measures", one.exercise.main) == in_words(one, one.exercise.start, one.exercise.main)
            one.begin()
    one.page.click("#lock")
    assert one.step() == "commit"
    assert one.page.locator("#commit-fault").inner_text() != ""


def test_a_locked_prediction_cannot_be_changed_even_after_a_reload(student):
    one = student().to("observe", small(NAME))
    one.page.reload()
    assert one.step() == "observe"
    one.page.locator("#steps button").nth(1).click()
    assert one.page.locator("[name=option]:enabled").count() == 0
    assert one.page.locator("#reason").get_attribute("readonly") is not None
    assert one.page.locator("#lock").is_hidden()
    one.page.evaluate("document.getElementById('commit').requestSubmit()")
    one.page.evaluate("const t = document.getElementById('reason'); t.value = 'x'; t.dispatchEvent(new Event('input'))")
    kept = json.loads(one.page.evaluate("Object.values(localStorage).find(value => value.includes('prediction'))"))
    assert kept["prediction"] == {
        "option": one.exercise.options[0],
        "reason": "since nobody believes it",
        "confidence": 50,
    }


def test_a_reload_in_the_middle_keeps_texts_settings_and_answers(student):
    one = student()
    one.to("push", one.exercise)
    one.page.check("[data-finding=reneging][value=falls]")
    one.page.select_option("#finding-half", label="0.6")
    one.page.click("[data-use=breaking]")
    one.go_on()
    one.page.fill("#transfer", "  <b>kept</b>\n as typed ")
    one.page.reload()
    assert one.page.input_value("#transfer") == "  <b>kept</b>\n as typed "
    saved, _ = walk_to_file(one)
    change = one.exercise.full(one.exercise.change)
    assert saved["findings"] == {"reneging": "falls", "half": 0.6, "breaking": change}
    assert saved["texts"]["transfer"] == "  <b>kept</b>\n as typed "


def walk_to_file(one):
    while one.step() != "exit":
        one.go_on()
    return one.saved()


def test_starting_anew_asks_first_and_then_forgets(student):
    one = student()
    one.to("observe", one.exercise)
    one.page.click("#anew")
    one.page.keyboard.press("Escape")
    assert one.step() == "observe"
    one.page.click("#anew")
    with one.page.expect_navigation():
        one.page.click("#anew-yes")
    assert one.step() == "hook"
    assert one.page.locator("[name=option]:checked").count() == 0


def test_without_a_place_to_keep_progress_the_page_says_so_and_works(student):
    one = student(script=BLOCKED)
    assert one.page.locator("#no-storage").is_visible()
    one.to("exit", one.exercise)
    assert one.saved()[0]["code"] == CODE
    assert one.complaints == []


@pytest.mark.parametrize("name", [NAME, LUCK, POINTS, AUTHORS])
def test_every_word_of_the_page_comes_from_a_file_of_words(student, name):
    one = student(name, language=PSEUDO)
    one.to("observe", one.exercise)
    one.page.click("#keep")
    unmarked = one.page.evaluate(UNMARKED)
    while one.step() != "exit":
        one.go_on()
        unmarked += one.page.evaluate(UNMARKED)
    one.saved()
    labels = one.page.evaluate(
        "Array.from(document.querySelectorAll('[aria-label]'), one => one.getAttribute('aria-label'))"
    )
    assert unmarked + one.page.evaluate(UNMARKED) == []
    assert [label for label in labels if "⟦" not in label] == []


@pytest.mark.parametrize("name", exercise_names())
def test_a_students_page_holds_neither_the_key_nor_the_guide(pages, name):
    page = Path(urlparse(pages(name)[1]).path).read_text(encoding="utf-8")
    assert len(page) < 2_000_000
    assert [key for key in ("because", "answer", "threshold") if f'"{key}":' in page] == []
    pieces = guide_words(small(name)).texts.values()
    assert [piece[:60] for piece in pieces if piece[:60] in page] == []


def test_data_cannot_end_the_script_in_which_they_stand():
    told = {"text": "</script><script>alert(1)</script>&\u2028"}
    text = str(script_json(told))
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == told


def test_the_policy_of_a_page_allows_no_address_and_no_other_script():
    page = exercise_page(data_of(drawn(NAME)))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(r"\sstyle=|\son[a-z]+=", page.split("<script", 1)[0])
    assert all((TEMPLATES / name).is_file() for name in SCRIPTS)
