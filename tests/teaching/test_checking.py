"""What a student is told of a file: simulated students who are right, have a misconception, guess, or cheat."""

import copy
import dataclasses
import json

import pytest

from sim.teaching.checking import check_file, check_student, told
from sim.teaching.figures import figures
from sim.teaching.grid import play_cells
from sim.teaching.handed_in import Complaint, formed
from sim.teaching.judging import answers, right
from sim.teaching.key import read_key
from sim.teaching.reading import read_exercise
from sim.teaching.student import Student
from sim.teaching.words import exercise_words
from tests.teaching.conftest import NAMES, drawn
from tests.teaching.simulated import CHEATING, RANDOM, run_of, student

CODE = "quiet heron 4"
LONG = "promise_on_paper"


def checked(given):
    """Each check of a file by its name."""
    found = check_student(formed(Student, given, Complaint("x.json")), drawn(given["exercise"]))
    return {check.name: check.holds for check in found.checks}


def knowing(grid):
    """Answers to all findings as the worlds of a grid show them."""
    found = {}
    for one in read_key(grid.exercise).findings:
        if one.answer is not None:
            found[one.finding.name] = one.answer
        elif one.setting:
            cells = [cell for cell in grid.exercise.cells() if right(grid, one, cell)]
            found[one.finding.name] = cells[0] if cells else None
        else:
            answer = answers(grid, one)
            found[one.finding.name] = answer[1] if isinstance(answer, tuple) else answer
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize("name", NAMES)
def test_whoever_answers_as_the_worlds_show_is_right_in_every_check(name):
    grid = drawn(name)
    given = {**student(grid, CODE), "findings": knowing(grid)}
    found = checked(given)
    missed = [check for check, holds in found.items() if holds is False]
    assert missed == [one for one in found if one in {f.name for f in grid.exercise.findings} - set(given["findings"])]
    assert [check for check, holds in found.items() if holds is None] == ["explanation", "transfer", "exit"]


@pytest.mark.parametrize("name", NAMES)
def test_a_misconception_before_the_run_costs_no_check(name):
    """Predictions are never marked."""
    grid = drawn(name)
    for option in grid.exercise.options:
        assert checked(student(grid, CODE, option, form=20)) == checked(student(grid, CODE, form=20))


def test_numbers_that_were_edited_do_not_come_out_again():
    assert checked(student(drawn(LONG), CODE, CHEATING))["reproduced"] is False


def test_numbers_of_another_students_worlds_do_not_come_out_again():
    given = student(drawn(LONG), CODE)
    given["code"] = "another owl"
    assert checked(given)["reproduced"] is False


def test_a_file_without_any_run_has_reproduced_nothing():
    assert checked({**student(drawn(LONG), CODE), "runs": []})["reproduced"] is False


def test_whoever_guesses_misses_something():
    grid = drawn(LONG)
    found = [checked(student(grid, CODE, RANDOM, seed=seed)) for seed in range(20)]
    judged = [
        [holds for name, holds in one.items() if name in {f.name for f in grid.exercise.findings}] for one in found
    ]
    assert sum(all(one) for one in judged) < 10


def test_a_finding_that_was_not_answered_does_not_hold():
    given = student(drawn(LONG), CODE)
    given["findings"].pop("half")
    assert checked(given)["half"] is False


def test_an_empty_explanation_is_told_and_not_left_to_the_instructor():
    given = student(drawn(LONG), CODE)
    given["texts"]["explanation"] = "  "
    assert checked(given)["explanation"] is False


def test_the_short_form_asks_for_no_findings():
    assert list(checked(student(drawn(LONG), CODE, form=20))) == ["predicted", "reproduced", "explanation", "exit"]


def test_what_rests_on_a_setting_that_was_not_played_is_left_to_the_instructor():
    grid = drawn(LONG)
    given = student(grid, CODE)
    given["runs"].append(copy.deepcopy(given["runs"][0]))
    given["runs"][-1]["setting"]["credibility"] = 0.5
    assert checked(given)["reproduced"] is None


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory, two_years_throughout):
    """The short form of an exercise as it is handed in, with one run beyond the grid, and with a misconception."""
    exercise = read_exercise(LONG)
    cells = [exercise.start, exercise.full({"credibility": 0.5})]
    grid = play_cells([exercise], {LONG: cells}, exercise.worlds, 1)[LONG]
    given = {
        **student(drawn(LONG), CODE, "paper_enough", form=20),
        "exercise_version": exercise.version,
        "runs": [run_of(grid, CODE, cell) for cell in cells],
    }
    path = tmp_path_factory.mktemp("handed_in") / "mine.json"
    path.write_text(json.dumps(given), encoding="utf8")
    return path


def test_a_students_own_settings_are_played_again_beyond_the_grid_too(handed_in):
    found = {check.name: check.holds for check in check_file(handed_in, 1).checks}
    assert found == {"predicted": True, "reproduced": True, "explanation": None, "exit": None}


def test_the_student_is_told_how_many_checks_hold_and_what_to_think_of_the_prediction(handed_in):
    said = told(check_file(handed_in, 1), "en")
    assert said.startswith("2 of 2 checks hold; 2 are read by your instructor.")
    assert "You had predicted: It hardly moves" in said
    assert "{" not in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_check_that_does_not_hold_is_told_with_a_hint_and_never_with_the_answer():
    grid = drawn(LONG)
    given = {**student(grid, CODE), "findings": {"half": 0, "reneging": "rises", "signing": "safer"}}
    found = check_student(formed(Student, given, Complaint("x.json")), grid)
    said = " ".join(told(dataclasses.replace(found, figures=figures(grid)), "en").split())
    words, key = exercise_words(grid.exercise), read_key(grid.exercise)
    for finding in grid.exercise.findings:
        assert words.line(f"finding.{finding.name}.hint") in said
    for one in key.findings:
        if one.answer is not None:
            assert words.line(f"finding.{one.finding.name}.option.{one.answer}") not in said
