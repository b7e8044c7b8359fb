"""Quarters are told as dates where a worldview has a start, and as lengths of time where it has none."""

import datetime
import doctest

from sim.common import dates


def test_the_examples_hold():
    failed, tried = doctest.testmod(dates)
    assert (failed, tried > 5) == (0, True)


def test_a_start_may_be_a_date_or_its_text():
    for start in ("2025-04-01", datetime.date(2025, 4, 1)):
        assert dates.by_when(start, 0) == "by 2025 Q2"
        assert dates.the_quarter(start, 3) == "2026 Q1"


def test_the_quarter_in_which_something_happens_counts_in_the_time_that_it_took():
    assert dates.by_when(None, 0) == "within 3 months"
    assert dates.by_when(None, 3) == "within 1 year"


def test_no_counted_quarter_is_left_in_words_for_readers():
    for say in (dates.by_when, dates.in_words, dates.the_quarter, dates.short_name):
        assert "quarter 4" not in say(None, 4)
        assert "quarter" not in say("2025-04-01", 4)


def test_a_quarter_is_found_from_its_number_or_from_its_date():
    for start in ("2025-04-01", None):
        for quarter in range(8):
            name = dates.year_name(start, quarter)
            assert dates.quarter_of(start, name) == dates.quarter_of(start, name.replace(" ", "").upper()) == quarter
            assert dates.quarter_of(start, str(quarter)) == quarter
    assert dates.quarter_of("2025-04-01", "2025 Q1") == -1
    assert dates.quarter_of("2023-07-01", "2026q3") == 12


def test_what_names_no_quarter_is_no_quarter():
    for start, written in (
        ("2025-04-01", "2Q3"),
        (None, "2026Q3"),
        (None, "2Q5"),
        (None, ""),
        (None, "-1"),
        (None, "x"),
    ):
        assert dates.quarter_of(start, written) is None
