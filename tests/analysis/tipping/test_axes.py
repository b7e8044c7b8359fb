"""What is moved: ids, pairs that take the same value, and what is refused."""

import numpy as np
import pytest

import sim
from sim.analysis.tipping.axes import axis_of
from sim.common.errors import InputError

CREDIBILITY = "mechanisms.guarantees.credibility"
US, EU = f"{CREDIBILITY}.united_states", f"{CREDIBILITY}.european_union"


@pytest.fixture(scope="module")
def setting():
    return sim.load("ratelle2025")


def test_the_values_are_those_of_the_plausible_range_unless_others_are_given(setting):
    assert axis_of(setting, US).levels(4) == [0.0, 0.3, 0.6, 0.9]
    wider = axis_of(setting, US, 0.5, 1.0)
    assert (wider.low, wider.high, wider.is_plausible) == (0.5, 1.0, False)


def test_two_joined_by_a_plus_take_the_same_value(setting):
    axis = axis_of(setting, f"{US}+{EU}")
    assert axis.changes(0.3) == {US: 0.3, EU: 0.3}
    assert axis.label == "credibility of a US guarantee and credibility of an EU guarantee"


def test_whole_numbers_stay_whole(setting):
    axis = axis_of(setting, "calendar.horizon")
    assert axis.whole
    assert axis.changes(8.0) == {"calendar.horizon": 8}
    assert all(float(level).is_integer() for level in axis.levels(5))
    assert axis.tolerance == 0


def test_the_tolerance_is_a_hundredth_of_the_range(setting):
    assert axis_of(setting, US).tolerance == pytest.approx(0.009)


def test_values_have_no_more_digits_than_a_tolerance_needs(setting):
    row = axis_of(setting, US).row(17, 0.009)
    assert row.tidy(1 / 3) == 0.33333
    assert np.allclose(row.grid[[0, -1]], (0, 0.9))


@pytest.mark.parametrize(
    ("written", "ends", "said"),
    [
        (f"{CREDIBILITY}.united_state", (), "nearest: mechanisms.guarantees.credibility.united_states"),
        (f"{US}+{US}", (), "appears twice"),
        ("{switch}", (), "is a switch.*compare the two"),
        (f"{US}+mechanisms.force.decisiveness", (), "plausible ranges differ"),
        (f"{US}+calendar.horizon", (), "whole numbers"),
        (US, (0.5, 0.5), "the first must be smaller"),
        (US, (0.0, 1.5), "cannot be 1.5"),
        ("calendar.horizon", (4, 8.5), "whole number"),
    ],
)
def test_what_cannot_be_moved_is_refused_in_words(setting, written, ends, said):
    switch = next(entry.id for entry in setting.entries.values() if entry.kind == "switch")
    with pytest.raises(InputError, match=said):
        axis_of(setting, written.format(switch=switch), *ends)


def test_different_ranges_may_be_moved_together_between_ends_that_are_given(setting):
    axis = axis_of(setting, f"{US}+mechanisms.force.decisiveness", 0.1, 0.8)
    assert (axis.low, axis.high) == (0.1, 0.8)
