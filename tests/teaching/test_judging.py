"""How answers are held against worlds, on grids that are made up: no engine, only counting."""

import dataclasses

import numpy as np
import pytest

from sim.parameters.vocabulary import OUTCOMES
from sim.teaching.grid import Grid, coded, reached
from sim.teaching.judging import Window, answers, cells_for, holds, right
from sim.teaching.key import FindingKey, Most, Statement, Threshold, read_key
from sim.teaching.own import first_world
from sim.teaching.reading import read_exercise

EXERCISE = dataclasses.replace(read_exercise("promise_on_paper"), worlds=100, own=50)
LEVELS = EXERCISE.lever("credibility").levels


def made(reneged, swapped=()):
    """A grid in which, at each credibility, so many of the first of 100 worlds see the agreement broken."""
    codes = {}
    for cell in EXERCISE.cells():
        count = reneged[LEVELS.index(cell["credibility"])]
        happened = np.arange(100) < count
        if cell["credibility"] in swapped:
            happened = happened[::-1]
        measured = dict.fromkeys((*OUTCOMES, *EXERCISE.measures), np.zeros(100, dtype=bool))
        codes[EXERCISE.label(cell)] = coded(
            EXERCISE, {**measured, "ideal_peace": ~happened, "stalemate": happened, "reneged": happened}
        )
    return Grid(EXERCISE, codes, {})


def key(name):
    return next(one for one in read_key(EXERCISE).findings if one.finding.name == name)


def test_the_byte_of_a_world_gives_its_outcome_and_its_measures_back():
    rng = np.random.default_rng(1)
    outcome = rng.integers(0, 5, 200)
    measured = {name: outcome == place for place, name in enumerate(OUTCOMES)}
    measured |= {name: rng.random(200) < 0.4 for name in EXERCISE.measures}
    codes = coded(EXERCISE, measured)
    for name, flags in measured.items():
        assert np.array_equal(reached(EXERCISE, codes, name), flags), name


def test_a_rise_must_be_large_enough_and_sure():
    rise = Statement("rises", "reneged", 5.0, {"credibility": 0}, {"credibility": 0.9})
    assert holds(made([10, 10, 10, 10, 10, 10, 30]), rise)
    assert not holds(made([10, 10, 10, 10, 10, 10, 14]), rise)  # too small
    assert not holds(made([40, 10, 10, 10, 10, 10, 46], swapped=(0.9,)), rise)  # large, but chance would do it
    assert not holds(made([30, 10, 10, 10, 10, 10, 10]), rise)


def test_what_stays_may_move_within_its_bounds():
    stays = Statement("stays", "reneged", 5.0, {"credibility": 0}, {"credibility": 0.9})
    assert holds(made([10, 0, 0, 0, 0, 0, 14]), stays)
    assert not holds(made([10, 0, 0, 0, 0, 0, 30]), stays)


def test_a_threshold_lies_between_the_last_level_before_the_line_and_the_first_beyond_it():
    half = key("half")
    grid = made([40, 40, 30, 18, 10, 5, 0])
    assert answers(grid, half) == (0.3, 0.45)
    assert right(grid, half, 0.45)
    assert right(grid, half, 0.4)  # a student who scripts may give a number between the levels
    assert not right(grid, half, 0.3)
    assert not right(grid, half, 0.6)
    assert not right(grid, half, "falls")


def test_a_threshold_that_no_level_crosses_is_found_by_no_answer():
    grid = made([40, 40, 40, 40, 40, 40, 40])
    assert answers(grid, key("half")) is None
    assert not right(grid, key("half"), 0.45)


def test_a_student_is_right_by_the_own_worlds_too():
    """In the first half of the worlds the line is crossed one level later than in all of them."""
    grid = made([60, 60, 60, 30, 25, 5, 0])
    own = Window(0, 50)
    assert answers(grid, key("half")) == (0.3, 0.45)
    assert answers(grid, key("half"), own) == (0.45, 0.6)
    assert right(grid, key("half"), 0.6, own)
    assert not right(grid, key("half"), 0.6)


def test_a_setting_is_judged_by_what_it_moves_from_the_students_other_levers():
    finding = EXERCISE.finding("breaking")
    breaking = FindingKey(finding, setting=(Statement("rises", "reneged", 5.0, {"credibility": 0}, {}),))
    grid = made([10, 10, 10, 40, 10, 10, 10])
    assert right(grid, breaking, {"credibility": 0.45, "agenda": 0.55})
    assert not right(grid, breaking, {"credibility": 0.6, "agenda": 0.55})


def test_a_setting_must_have_the_values_that_are_fixed():
    finding = EXERCISE.finding("breaking")
    fixed = FindingKey(finding, setting=(Statement("below", "reneged", 20.0, {}, {}),), fixed=(("agenda", 0.7),))
    grid = made([10] * 7)
    assert right(grid, fixed, {"credibility": 0.45, "agenda": 0.7})
    assert not right(grid, fixed, {"credibility": 0.45, "agenda": 0.55})


def test_the_lowest_of_a_grid_is_found_within_its_tolerance():
    finding = EXERCISE.finding("breaking")
    lowest = FindingKey(finding, setting=(Statement("lowest", "reneged", 6.0, {}, {}),))
    grid = made([40, 30, 20, 12, 10, 15, 40])
    found = [level for level in LEVELS if right(grid, lowest, {"credibility": level})]
    assert found == [0.45, 0.6, 0.75]
    assert len(cells_for(EXERCISE, lowest, {"credibility": 0.45})) >= len(list(EXERCISE.cells()))


def test_the_level_that_moves_most_is_seen_from_the_first_screen():
    finding = dataclasses.replace(EXERCISE.finding("half"))
    most = FindingKey(finding, most=Most("reneged", {}, "falls"))
    assert answers(made([40, 30, 20, 5, 10, 15, 40]), most) == 0.45
    assert answers(made([0, 30, 20, 5, 10, 15, 40]), most) is None


def test_a_line_in_percent_is_crossed_from_either_side():
    rises = FindingKey(EXERCISE.finding("half"), threshold=Threshold("reneged", {}, "rises", 50.0, None))
    assert answers(made([0, 10, 20, 30, 60, 70, 80]), rises) == (0.45, 0.6)


def test_an_option_is_right_if_it_is_that_of_the_key():
    grid = made([40] * 7)
    assert right(grid, key("reneging"), "falls")
    assert not right(grid, key("reneging"), "rises")


@pytest.mark.parametrize("code", ["heron", "blue heron 7", "Ärger-9", "Հայ"])
def test_a_students_own_worlds_depend_on_code_and_exercise_alone(code):
    first = first_world(EXERCISE, code)
    assert 0 <= first <= EXERCISE.worlds - EXERCISE.own
    assert first == first_world(EXERCISE, f"  {code.upper().lower()} ")
    wide = dataclasses.replace(EXERCISE, worlds=100_000)
    assert first_world(wide, code) != first_world(dataclasses.replace(wide, name="no_war_yet"), code)
