"""Parts are shares of the whole with intervals, and the largest is named only where the samples tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analysis.uncertainty.splits import comparisons_of, largest_of, mean_with_interval, parts_of
from sim.analysis.uncertainty.variance import components
from tests.analysis.uncertainty.conftest import AUTHORS, drawn


def found_of(*parts, spread=0.0, samples=10, worlds=10):
    """Components with estimates, and with as much of a spread over what is left out, part by part in turn."""
    wave = spread * np.cos(np.arange(1, 1 + samples + worlds))
    rows = [[part, *(part + sign * wave)] for part, sign in zip(parts, (1, -1, 0), strict=False)]
    return np.array(rows)


def test_parts_are_shares_of_what_adds_up():
    parts = parts_of(found_of(0.1, 0.06, 0.04), 10)
    assert [part.part for part in parts] == pytest.approx([0.5, 0.3, 0.2])
    assert [part.low for part in parts] == pytest.approx([0.5, 0.3, 0.2])
    assert [part.high for part in parts] == pytest.approx([0.5, 0.3, 0.2])


def test_an_estimate_below_nothing_is_shown_as_nothing_and_the_others_still_add_up():
    parts = parts_of(found_of(0.1, -0.01, 0.1), 10)
    assert [part.part for part in parts] == pytest.approx([0.5, 0.0, 0.5])
    assert parts[1].variance == -0.01
    assert parts[1].low == 0.0


@given(flags=st.tuples(st.integers(1, 3), st.integers(3, 6), st.integers(3, 6)).flatmap(lambda s: arrays(bool, s)))
def test_whatever_is_shown_adds_up_and_lies_in_its_interval(flags):
    found = components(flags)
    parts = parts_of(found.parts, found.samples)
    if found.total[0] > 1e-9:
        assert sum(part.part for part in parts) == pytest.approx(1)
        assert all(0 <= part.low <= part.part <= part.high <= 1 for part in parts)


def test_where_all_worlds_end_alike_no_part_is_told():
    parts = parts_of(np.zeros((3, 21)), 10)
    assert all(np.isnan([part.part, part.low, part.high]).all() for part in parts)
    assert largest_of(np.zeros((3, 21)), 10, 6) is None


def test_where_one_world_holds_all_of_it_the_interval_is_open():
    """Without that world nothing is left to be split, so nobody knows how it would split."""
    flags = np.zeros((1, 10, 10), dtype=bool)
    flags[0, 3, 4] = True
    found = components(flags)
    assert [(part.low, part.high) for part in parts_of(found.parts[:2], 10)] == [(0, 1), (0, 1)]


def test_the_largest_is_named_only_where_it_is_sure():
    assert largest_of(found_of(0.1, 0.05, spread=0.0005), 10, 6) == 0
    assert largest_of(found_of(0.05, 0.1, spread=0.0005), 10, 6) == 1
    assert largest_of(found_of(0.1, 0.05, spread=0.02), 10, 6) is None


def test_more_measures_make_it_harder_to_name_the_largest():
    found = found_of(0.1, 0.05, spread=0.0032)
    assert (largest_of(found, 10, 1), largest_of(found, 10, 6)) == (0, None)
    assert (comparisons_of(3, 6), comparisons_of(2, 6)) == (12, 6)


def test_a_share_that_no_world_reaches_has_an_interval_all_the_same():
    mean, low, high = mean_with_interval(np.zeros(1 + 200 + 50), 200)
    assert (mean, low) == (0, 0)
    assert high == pytest.approx(0.0189, abs=1e-4)  # Wilson for none of 200


def test_intervals_of_parts_become_narrower_with_more_samples(rng):
    widths = []
    for samples in (30, 120):
        found = components(drawn(AUTHORS["alike"], samples, 60, rng))
        widths.append([part.high - part.low for part in parts_of(found.parts, samples)][1])
    assert widths[1] < widths[0]
