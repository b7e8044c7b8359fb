"""A crossing is sure only between values that surely lie on different sides."""

import numpy as np

from sim.analysis.tipping.sides import Bracket, brackets, sides, undecided

VALUES = np.array([0.0, 0.1, 0.2, 0.3, 0.4])


def test_a_side_is_sure_where_the_interval_excludes_the_level():
    """Wilson's 95 % interval of 16 of 100 ends at 24.4 % and that of 18 at 26.7 %; that of 33 begins at 24.6 %, of 36 at 27.3 %."""
    assert sides(np.array([16.0, 18.0, 33.0, 36.0]), np.array([100.0] * 4), 0.25, 0.95).tolist() == [-1, 0, 0, 1]


def test_what_is_undecided_between_two_sides_belongs_to_the_bracket():
    sure = np.array([1, 0, 0, -1, -1])
    assert brackets(VALUES, sure) == [Bracket(0.0, 0.3, rises=False)]
    assert undecided(VALUES, sure, sure).tolist() == []


def test_each_change_of_side_is_a_bracket_with_its_direction():
    found = brackets(VALUES, np.array([-1, 1, 1, 0, -1]))
    assert [(one.low, one.high, one.rises) for one in found] == [(0.0, 0.1, True), (0.2, 0.4, False)]


def test_a_touch_and_an_end_without_a_side_are_no_crossings():
    sure = np.array([0, -1, 0, -1, 0])
    assert brackets(VALUES, sure) == []
    assert undecided(VALUES, sure, sure).tolist() == [0.0, 0.2, 0.4]


def test_a_value_that_is_likely_on_the_side_of_its_neighbours_is_not_undecided_but_one_on_the_other_side_is():
    sure = np.array([-1, 0, 0, 0, -1])
    assert undecided(VALUES, sure, np.array([-1, -1, 0, 1, -1])).tolist() == [0.2, 0.3]


def test_where_no_side_is_sure_nothing_is_decided():
    nothing = np.zeros(5, dtype=int)
    assert undecided(VALUES, nothing, np.array([-1, -1, -1, -1, -1])).tolist() == VALUES.tolist()
