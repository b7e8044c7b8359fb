"""The numbers of the page of an exercise are those of Python: shares, intervals, a student's own worlds, and the file."""

import json
import re

import numpy as np
import pytest

from sim.common.errors import InputError
from sim.studies.shares.intervals import paired_interval, wilson
from sim.teaching.own import checked_code, first_world
from sim.teaching.page import TEMPLATES
from sim.teaching.reading import read_exercise
from sim.teaching.student import read_student
from tests.browser.exercise_pages import (
    AUTHORS,
    CODE,
    LUCK,
    NAME,
    POINTS,
    in_words,
)
from tests.teaching.conftest import OWN

CODES = ("a", CODE, "  Blue   HERON 7 ", "Grün-Specht 3", "Հայաստան 5", "Azərbaycan_ılıq", "日本 12", "ΣΟΦΟΣ")


@pytest.mark.parametrize("name", [NAME, LUCK, AUTHORS])
def test_shares_and_differences_are_those_of_python_in_every_cell(student, name):
    one = student(name)
    exercise = one.exercise
    one.to("observe", exercise)
    first = first_world(exercise, CODE)
    for cell in [cell for cell in exercise.cells() if cell != exercise.start][:8]:
        # Twice, since moving one lever may move another where there is no such cell.
        one.set(exercise, cell)
        one.set(exercise, cell)
        for what in exercise.shown:
            chart = "chart-measures" if what in exercise.measures else "chart-outcomes"
            assert one.row(chart, what) == in_words(one, cell, what)
            change = one.grid.change(exercise.start, cell, what, first, OWN)
            assert one.row("difference-rows", what) == difference_in_words(change)


def difference_in_words(change):
    size, low, high = (f"{abs(100 * end):.1f}" for end in (change.size, change.low, change.high))
    if change.sure:
        return (
            f"rises by {size} points ({low} to {high})"
            if change.low > 0
            else f"falls by {size} points ({high} to {low})"
        )
    return f"shows no sure change, at most {100 * change.reach:.1f} points either way"


def test_the_table_behind_the_charts_holds_the_same_numbers(student):
    one = student()
    one.to("observe", one.exercise)
    one.page.click("#charts summary")
    rows = one.page.locator("#table tbody tr").all_inner_texts()
    assert len(rows) == len(one.exercise.shown)
    assert in_words(one, one.exercise.change, "ideal_peace").split(" %")[0] in rows[0]


@pytest.fixture(scope="module")
def counting(browser):
    """The part of the script that counts, without any page."""
    page = browser.new_page()
    page.add_script_tag(content=(TEMPLATES / "count.js").read_text(encoding="utf-8"))
    yield page
    page.close()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", [NAME, LUCK])
def test_a_code_gives_the_same_worlds_in_the_page_and_in_python(counting, name, code):
    exercise = read_exercise(name)
    told = {"name": name, "worlds": exercise.worlds, "own": exercise.own}
    assert counting.evaluate("code => cleanCode(code)", code) == checked_code(code)
    assert counting.evaluate("([one, code]) => firstWorld(one, cleanCode(code))", [told, code]) == first_world(
        exercise, code
    )


@pytest.mark.parametrize("code", ["", " ", "a/b", "a.b", "<b>", "x" * 41, "a, b", "-" * 41])
def test_what_is_no_code_in_python_is_none_in_the_page(counting, code):
    with pytest.raises(InputError):
        checked_code(code)
    assert counting.evaluate("code => cleanCode(code)", code) is None


def test_intervals_are_those_of_python_for_any_counts(counting):
    by_chance = np.random.default_rng(1).integers(0, [400, 90, 90, 400], (300, 4)).tolist()
    counts = [*by_chance, [0, 0, 0, 9], [9, 0, 0, 0], [0, 9, 0, 0]]
    found = counting.evaluate(
        "rows => rows.map(row => { const c = changeOf(...row); return [c.low, c.high]; })", counts
    )
    assert np.allclose(found, np.transpose(paired_interval(*np.transpose(counts))), atol=1e-12)
    shares = counting.evaluate(
        "rows => rows.map(([a, b]) => wilson(a, a + b))", [row[:2] for row in counts if sum(row[:2])]
    )
    pairs = np.array([row[:2] for row in counts if sum(row[:2])])
    assert np.allclose(shares, np.transpose(wilson(pairs[:, 0], pairs.sum(axis=1))), atol=1e-12)


def test_points_are_always_spent_and_what_moved_along_is_said(student):
    one = student(POINTS)
    one.to("change", one.exercise)
    one.set(one.exercise, {"interest": 0.52})
    assert one.page.locator("#shown-setting").inner_text().count("points") == 3
    assert "10" in one.page.locator("#points").inner_text()
    assert one.page.locator("#level-interest").inner_text().startswith("0.52")
    assert one.page.locator("#lever-said").inner_text() != ""


def test_an_exchange_that_does_not_exist_moves_the_other_lever(student):
    one = student(AUTHORS)
    one.to("observe", one.exercise)
    one.set(one.exercise, {"author": "ratelle2025"})
    assert one.page.locator("[name=lever-swap][value='0']").is_checked()
    assert one.page.locator("#lever-said").inner_text() != ""


def test_one_ten_and_all_worlds_are_the_first_of_the_students_own(student):
    one = student(LUCK)
    one.begin()
    one.page.locator("#steps button").first.click()
    flags = one.grid.flags(one.exercise.start, "war", first_world(one.exercise, CODE), OWN)
    for size in (1, 10, OWN):
        one.page.click(f"[data-sample='{size}']")
        assert (
            one.page.locator("#sample-said")
            .inner_text()
            .startswith(f"Shown setting: {int(flags[:size].sum())} of {size},")
        )
    assert one.page.locator("#sample-field svg").count() == 1


def test_the_four_counts_of_the_same_worlds_are_those_of_python(student):
    one = student()
    one.to("observe", one.exercise)
    first = first_world(one.exercise, CODE)
    before, after = (
        one.grid.flags(cell, one.exercise.main, first, OWN) for cell in (one.exercise.start, one.exercise.change)
    )
    expected = [(before & after).sum(), (before & ~after).sum(), (~before & after).sum(), (~before & ~after).sum()]
    told = [int(re.search(r"\d+$", text)[0]) for text in one.page.locator("#flip-key li").all_inner_texts()]
    assert told == expected


def test_the_saved_file_is_read_back_as_it_should(student, tmp_path):
    one = student()
    one.to("exit", one.exercise, form=20)
    one.page.fill("#exit", "Somebody must answer.")
    one.page.locator("[name=after]").nth(1).check()
    saved, name = one.saved()
    assert name == "promise_on_paper-blue-heron-7.json"
    path = tmp_path / name
    path.write_text(json.dumps(saved), encoding="utf-8")
    found = read_student(path)
    assert (found.code, found.form, found.prediction.option) == (CODE, 20, one.exercise.options[0])
    assert found.after.option == one.exercise.options[1]
    first = first_world(one.exercise, CODE)
    assert [run.setting for run in found.runs] == [one.exercise.start, one.exercise.full(one.exercise.change)]
    for run in found.runs:
        assert (run.first_world, run.worlds, run.seed) == (first, OWN, one.grid.seed)
        assert run.counts == {what: one.grid.share(run.setting, what, first, OWN).count for what in one.exercise.shown}
    assert found.manifest.parameters == one.grid.hashes[one.exercise.label(one.exercise.start)]
    assert set(saved) == {
        "format", "format_version", "exercise", "exercise_version", "language", "form", "code", "prediction", "after",
        "runs", "findings", "texts", "manifest",
    }  # fmt: skip
