"""Intervals of regret hold what they promise, and policies that are equally good are not told apart."""

import numpy as np
import pytest
from scipy.special import ndtri

from sim.analysis.regret.measures import largest_regret, regret_of
from sim.analysis.regret.sureness import as_good_as_least, ends, least_in, resampled, unseen

RNG = np.random.default_rng


def flags_of(shares, worlds, seed):
    """Worlds in which cells of given shares reach an outcome: what is luck in one cell is mostly luck in the others too."""
    rng = RNG(seed)
    luck = np.sqrt(0.7) * rng.normal(size=worlds) + np.sqrt(0.3) * rng.normal(size=(*np.shape(shares), worlds))
    return luck < ndtri(np.asarray(shares))[..., None]


def measured(flags, seed, draws=200):
    """Largest regrets in the worlds and in resamples of them."""
    shape = flags.shape[:2]
    again = resampled(flags.reshape(-1, flags.shape[-1]), seed, draws).reshape(-1, *shape)
    return largest_regret(flags.mean(axis=-1)), largest_regret(again)


def test_resamples_centre_on_the_share_and_spread_as_the_binomial_says():
    flags = np.arange(400)[None] < np.array([[40], [200]])
    again = resampled(flags, 1, 4_000)
    assert again.mean(axis=0) == pytest.approx([0.1, 0.5], abs=0.003)  # six standard errors
    assert again.std(axis=0) == pytest.approx(np.sqrt([0.09, 0.25]) / 20, rel=0.1)  # nine standard errors


def test_cells_with_the_same_worlds_never_part_in_a_resample():
    flags = RNG(2).random((1, 300)) < 0.3
    again = resampled(np.repeat(flags, 4, axis=0), 5, 100)
    assert (again == again[:, :1]).all()


def test_the_same_seed_draws_the_same_worlds():
    flags = RNG(3).random((2, 100)) < 0.5
    assert (resampled(flags, 7, 60) == resampled(flags, 7, 60)).all()
    assert (resampled(flags, 7, 60) != resampled(flags, 8, 60)).any()


EQUAL = [[0.5, 0.5, 0.5, 0.5], [0.3, 0.3, 0.3, 0.3], [0.1, 0.1, 0.1, 0.1]]
APART = [[0.5, 0.3, 0.48, 0.1], [0.3, 0.32, 0.1, 0.2], [0.1, 0.1, 0.2, 0.05]]


@pytest.mark.parametrize("shares", [EQUAL, APART], ids=["equal", "apart"])
def test_the_interval_of_the_policy_that_came_out_best_holds_its_true_regret(shares):
    """100 trials with 200 worlds, of which 95 % are promised: fewer than 87 % come once in a thousand such tests."""
    true, held, kept = largest_regret(np.array(shares)), 0, 0
    for trial in range(100):
        found, again = measured(flags_of(shares, 200, trial), trial)
        low, high = ends(found, again, 200)
        best = found.argmin()
        held += low[best] <= true[best] <= high[best]
        kept += as_good_as_least(found, again, 200)[true <= true.min() + 1e-9].any()
    assert held / 100 >= 0.87
    assert kept / 100 >= 0.87


def test_plain_percentiles_would_not():
    """What the intervals are widened for: chance makes the best of equals look best, and resamples do so once more."""
    true, held = 0.0, 0
    for trial in range(40):
        found, again = measured(flags_of(EQUAL, 200, trial), trial)
        low, high = np.quantile(again, [0.025, 0.975], axis=0)
        held += low[found.argmin()] <= true <= high[found.argmin()]
    assert held / 40 < 0.75


def test_no_interval_is_narrower_than_what_no_world_could_show():
    found = np.zeros((1, 3))
    low, high = ends(found, np.zeros((50, 1, 3)), 500)
    assert (low == 0).all()
    assert high == pytest.approx(np.full((1, 3), unseen(500)))
    assert unseen(500) == pytest.approx(0.0076, abs=1e-4)


def test_intervals_hold_the_estimate_and_stay_among_shares():
    found, again = measured(flags_of(APART, 100, 4), 4)
    low, high = ends(found, again, 100)
    assert (low <= found).all() and (found <= high).all()
    assert (low >= 0).all() and (high <= 1).all()


def test_more_worlds_make_narrower_intervals():
    widths = []
    for worlds in (100, 1_600):
        found, again = measured(flags_of(APART, worlds, 9), 9)
        low, high = ends(found, again, worlds)
        widths.append((high - low).mean())
    # Sixteen times as many worlds make a quarter of the width; some of it is chance.
    assert widths[0] / widths[1] == pytest.approx(4, rel=0.4)


def test_the_parts_of_the_resamples_add_up_and_ties_are_shared():
    again = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
    assert least_in(again) == pytest.approx([0.5, 1 / 6, 1 / 3])


def test_a_policy_that_is_far_behind_is_told_from_the_best():
    found, again = measured(flags_of([[0.6, 0.2, 0.59]], 800, 3), 3)
    assert as_good_as_least(found, again, 800).tolist() == [True, False, True]


def test_the_best_is_as_good_as_itself_where_nothing_happens():
    nothing = np.zeros((2, 3, 50), dtype=bool)
    found, again = measured(nothing, 1)
    assert as_good_as_least(found, again, 50).all()
    assert (regret_of(nothing.mean(axis=-1)) == 0).all()
