"""A band is that of the chances, not of the shares counted in few worlds; and a share lies outside only if that is sure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import beta

from sim.analysis.uncertainty.bands import End, band_of, place_of, without_noise
from sim.analysis.uncertainty.variance import components
from tests.analysis.uncertainty.conftest import drawn

BAND = (End(0.2, 0.18, 0.25), End(0.6, 0.55, 0.62))


@given(shares=arrays(float, 20, elements=st.floats(0, 1)), variance=st.floats(-0.1, 0.3))
def test_shares_keep_their_mean_and_their_order_and_get_the_variance_they_should_have(shares, variance):
    drawn_in = without_noise(shares, variance)
    assert drawn_in.mean() == pytest.approx(shares.mean())
    assert (np.diff(drawn_in[np.argsort(shares, kind="stable")]) >= -1e-12).all()
    assert drawn_in.var(ddof=1) == pytest.approx(min(max(variance, 0), shares.var(ddof=1)), abs=1e-12)


def test_shares_that_differ_by_luck_alone_have_no_band(rng):
    counted = rng.binomial(50, 0.4, 200) / 50
    low, high = band_of(without_noise(counted, -0.001), 50)
    assert low.at == high.at == pytest.approx(counted.mean())
    assert np.ptp(np.quantile(counted, [0.05, 0.95])) > 0.15


def test_the_band_is_that_of_the_chances(rng):
    """Mean of 30 bands of 200 samples: within .02 of the quantiles of the chances; those of counted shares are .05 off."""
    shape, ends, naive = (8, 12), [], []
    for _ in range(30):
        flags = drawn([shape], 200, 25, rng)
        counted = flags[0].mean(axis=1)
        variance = components(flags).parts[1, 0]
        ends.append([end.at for end in band_of(without_noise(counted, variance), 25)])
        naive.append(np.quantile(counted, [0.05, 0.95]))
    true = beta.ppf([0.05, 0.95], *shape)
    assert np.abs(np.mean(ends, axis=0) - true).max() < 0.02
    assert np.abs(np.mean(naive, axis=0) - true).max() > 0.03


def test_ends_have_the_intervals_of_quantiles_wider_by_half_a_world():
    """Of 200 samples in order, the 4th and the 17th bound the twentieth from below (Conover); 1 in 100 worlds is .005."""
    shares = np.arange(1, 201) / 400
    low, high = band_of(shares, 100)
    assert (low.low, low.high) == pytest.approx((4 / 400 - 0.005, 17 / 400 + 0.005))
    assert (high.low, high.high) == pytest.approx((184 / 400 - 0.005, 197 / 400 + 0.005))
    assert low.low < low.at < low.high < high.low < high.at < high.high


def test_with_too_few_samples_an_interval_is_open():
    low, high = band_of(np.linspace(0.3, 0.5, 10), 50)
    assert (low.low, high.high) == (0, 1)


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ((0.1, 0.08, 0.12), "below"),
        ((0.17, 0.15, 0.19), "low"),  # its interval reaches that of the end, so that it is not surely outside
        ((0.4, 0.38, 0.42), "inside"),
        ((0.59, 0.57, 0.61), "high"),
        ((0.7, 0.68, 0.72), "above"),
    ],
)
def test_a_share_is_outside_only_if_it_is_surely_so(own, place):
    assert place_of(np.linspace(0.18, 0.62, 100), own, BAND, 100) == place


def test_a_share_that_many_samples_have_too_is_inside_even_at_nothing():
    shares = np.repeat([0.0, 0.3], 50)
    assert place_of(shares, (0.0, 0.0, 0.002), band_of(shares, 50), 50) == "inside"
