"""Simulated students at the page of every exercise: each prediction gets the reply that is meant for it, and the file is checked."""

import pytest

from sim.teaching.checking import check_student
from sim.teaching.folder import exercise_names
from sim.teaching.handed_in import Complaint, formed
from sim.teaching.student import Student as Handed


def checked(one, saved):
    found = check_student(formed(Handed, saved, Complaint("mine.json")), one.grid)
    return {check.name: check.holds for check in found.checks}


@pytest.mark.parametrize("name", exercise_names())
def test_each_prediction_gets_the_reply_that_is_meant_for_it_and_no_other(student, pages, name):
    grid, _ = pages(name)
    for place, option in enumerate(grid.exercise.options):
        one = student(name)
        one.begin(form=20)
        one.predict(place)
        one.set(one.exercise, one.exercise.change)
        while one.step() != "explain":
            one.go_on()
        seen = one.page.locator("[data-reply]:visible").evaluate_all("all => all.map(reply => reply.dataset.reply)")
        assert seen == [option]
        while one.step() != "exit":
            one.go_on()
        saved, _ = one.saved()
        assert saved["prediction"]["option"] == option
        assert checked(one, saved) == {"predicted": True, "reproduced": True, "explanation": False, "exit": False}
        one.close()


@pytest.mark.parametrize("name", exercise_names())
def test_a_file_of_the_page_that_was_edited_afterwards_is_found_out(student, name):
    one = student(name)
    one.to("exit", one.exercise, form=20)
    saved, _ = one.saved()
    counts = saved["runs"][0]["counts"]
    counts[one.exercise.main] = one.exercise.own - counts[one.exercise.main] - 1
    assert checked(one, saved)["reproduced"] is False
