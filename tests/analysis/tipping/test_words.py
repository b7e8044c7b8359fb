"""Sentences about tipping values: directions, digits, and who stands where."""

import pandas as pd
import pytest

import sim
from sim.analysis.tipping.axes import axis_of
from sim.analysis.tipping.fit import Crossing
from sim.analysis.tipping.words import crossings_in_words, digits_of, value_with_interval, who_stands_where

US = "mechanisms.guarantees.credibility.united_states"
EU = "mechanisms.guarantees.credibility.european_union"
FALL = Crossing(0.3412, 0.3137, 0.3661, rises=False, worlds=1_000, slope=-0.4)
RISE = Crossing(0.7043, 0.6912, 0.7188, rises=True, worlds=1_000, slope=0.4)


def test_a_value_has_as_many_digits_as_its_interval_deserves_and_the_interval_is_rounded_outward():
    assert value_with_interval(FALL, whole=False) == "0.34 (0.31 to 0.37)"
    assert value_with_interval(RISE, whole=False) == "0.704 (0.691 to 0.719)"
    assert value_with_interval(Crossing(6, 5, 7, True, 100, float("nan")), whole=True) == "6 (5 to 7)"
    assert value_with_interval(Crossing(6, 6, 6, True, 100, float("nan")), whole=True) == "6"


@pytest.mark.parametrize(("half", "digits"), [(3.0, 0), (0.3, 1), (0.1, 2), (0.03, 2), (0.009, 3), (0.0, 6)])
def test_half_of_an_interval_can_be_seen_in_the_digits(half, digits):
    assert digits_of(half) == digits


def test_one_crossing_is_told_with_its_direction():
    told = crossings_in_words("new_confrontation", 0.25, axis_of(sim.load(), US), [FALL])
    assert told == "new confrontation falls below 25 % once credibility of a US guarantee exceeds 0.34 (0.31 to 0.37)"


def test_further_crossings_are_told_in_their_order():
    told = crossings_in_words("war", 0.25, axis_of(sim.load(), f"{US}+{EU}"), [FALL, RISE])
    assert "both exceed 0.34 (0.31 to 0.37), and rises above it again beyond 0.704 (0.691 to 0.719)" in told


def test_a_whole_number_is_reached():
    one = Crossing(6, 5, 7, True, 100, float("nan"))
    told = crossings_in_words("ever_signed", 0.5, axis_of(sim.load(), "calendar.horizon"), [one])
    assert told.startswith("the signing of an agreement rises above 50 % once")
    assert told.endswith("reaches 6 (5 to 7)")


def test_those_who_stand_on_the_same_side_with_the_same_value_are_told_together():
    rows = [("baseline", 0.3, 0.35, "above"), ("Araz 2023", 0.3, 0.35, "above"), ("Fattah 2025", 0.2, 0.2, "below")]
    (told,) = who_stands_where(pd.DataFrame(rows, columns=["name", "value", "most", "side"]), 0.25, "credibility")
    assert "Where the share is above 25 %: baseline and Araz 2023 (0.3 to 0.35)" in told
    assert "Where it is below 25 %: Fattah 2025 (0.2)" in told
    assert "under their own assumptions the curve would differ" in told
