"""Distributions stay in their range and have the shape that their name promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import InputError, load
from sim.studies.sweeps.distributions import Distribution, pert, spread, triangular, uniform

SHARES = (np.arange(20_000) + 0.5) / 20_000
ends = st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(ends, st.floats(0, 1), st.sampled_from([triangular, pert]))
def test_values_lie_in_the_range_and_rise_with_the_share(range_, peak, shape):
    low, high = range_
    values = shape(low, min(low + peak * (high - low), high), high).at(np.linspace(0, 1, 101))
    assert values.min() >= low
    assert values.max() <= high
    assert (np.diff(values) >= 0).all()


def test_the_mean_of_each_shape_is_what_the_books_say():
    assert uniform(2, 6).at(SHARES).mean() == pytest.approx(4)
    assert triangular(0, 3, 9).at(SHARES).mean() == pytest.approx((0 + 3 + 9) / 3, rel=1e-3)
    assert pert(0, 3, 9).at(SHARES).mean() == pytest.approx((0 + 4 * 3 + 9) / 6, rel=1e-3)


def test_a_triangle_has_the_share_of_its_rising_side_below_its_mode():
    assert triangular(0, 2, 10).at(np.array([0.2])) == pytest.approx(2)


def test_pert_is_narrower_than_the_triangle_of_the_same_ends():
    assert pert(0, 5, 10).at(SHARES).std() < triangular(0, 5, 10).at(SHARES).std()


def test_whole_numbers_get_equal_shares_and_stay_whole():
    entry = load("baseline").entries["outcomes.calm_quarters"]
    drawn = spread(entry, uniform(2, 5), SHARES)
    assert drawn.dtype.kind == "i"
    assert np.bincount(drawn)[2:].tolist() == [5_000] * 4


def test_a_switch_is_on_in_half_of_the_cells():
    entry = load("baseline").entries["mechanisms.bargaining.gradual"]
    drawn = spread(entry, uniform(0, 1), SHARES)
    assert drawn.dtype == bool
    assert drawn.mean() == 0.5


@pytest.mark.parametrize(
    "made",
    [
        lambda: uniform(1, 1),
        lambda: uniform(2, 1),
        lambda: uniform(0, float("nan")),
        lambda: uniform(0, float("inf")),
        lambda: uniform("0", 1),
        lambda: uniform(False, True),
        lambda: triangular(0, 2, 1),
        lambda: pert(0, None, 1),
        lambda: Distribution("normal", 0, 1),
        lambda: Distribution("uniform", 0, 1, 0.5),
        lambda: Distribution.from_dict({"shape": "uniform"}),
        lambda: Distribution.from_dict("uniform"),
    ],
)
def test_what_is_no_distribution_is_refused(made):
    with pytest.raises(InputError):
        made()


def test_a_range_without_a_whole_number_is_refused():
    entry = load("baseline").entries["outcomes.calm_quarters"]
    with pytest.raises(InputError, match=r"no whole number from 2\.2 to 2\.8"):
        spread(entry, uniform(2.2, 2.8), SHARES)


@pytest.mark.parametrize("law", [uniform(0, 1), triangular(0, 0.2, 1), pert(-1, 0, 3)])
def test_a_distribution_comes_back_from_what_was_saved(law):
    assert Distribution.from_dict(law.to_dict()) == law
