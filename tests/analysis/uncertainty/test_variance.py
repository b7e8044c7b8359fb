"""The variance of what becomes of a world splits without bias, and the parts add up to the whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.analysis.uncertainty.splits import parts_of
from sim.analysis.uncertainty.variance import components, error_of, mean_squares, sums
from tests.analysis.uncertainty.conftest import AUTHORS, drawn, truth

REPLICATES = 200
tables = st.tuples(st.integers(1, 3), st.integers(4, 5), st.integers(4, 5)).flatmap(lambda shape: arrays(bool, shape))


def by_hand(flags):
    """The components of one author as textbooks write them, with every sum of squares spelled out."""
    values = flags.astype(float)
    samples, worlds = values.shape
    mean, row, column = values.mean(), values.mean(axis=1, keepdims=True), values.mean(axis=0, keepdims=True)
    of_rows = worlds * ((row - mean) ** 2).sum() / (samples - 1)
    of_columns = samples * ((column - mean) ** 2).sum() / (worlds - 1)
    rest = ((values - row - column + mean) ** 2).sum() / ((samples - 1) * (worlds - 1))
    return (of_columns - rest) / samples + rest, (of_rows - rest) / worlds


def test_mean_squares_of_a_tiny_table_are_those_counted_by_hand():
    """Two samples of two worlds: 1 1 / 0 1. Means .75, rows 1 and .5, columns .5 and 1; all mean squares are .25."""
    with np.errstate(divide="ignore", invalid="ignore"):  # with one sample or world left, there is no spread
        found = components(np.array([[[1, 1], [0, 1]]], dtype=bool))
    luck, numbers, author = found.parts[:, 0]
    assert (luck, numbers, author) == pytest.approx((0.25, 0.0, 0.0))
    assert found.means[0, 0] == 0.75


@given(flags=tables)
def test_components_agree_with_the_sums_of_squares_spelled_out(flags):
    found = components(flags)
    assert found.own[:, :, 0] == pytest.approx(np.array([by_hand(author) for author in flags]), abs=1e-12)


@given(flags=tables)
def test_the_parts_add_up_to_the_unbiased_variance_of_the_whole(flags):
    """The mean of p (1 - p), put right for the error of the mean, is what is to be split."""
    together = mean_squares(sums(flags.mean(axis=0)))
    assert components(flags).total == pytest.approx(together.mean * (1 - together.mean) + together.error, abs=1e-12)


@given(flags=tables)
def test_the_luck_is_the_mean_variance_within_a_sample(flags):
    within = flags.astype(float).var(axis=2, ddof=1).mean()
    assert components(flags).parts[0, 0] == pytest.approx(within, abs=1e-12)


@given(flags=tables)
def test_what_is_left_out_is_counted_as_if_it_had_not_been_there(flags):
    _, samples, worlds = flags.shape
    found = components(flags).parts
    for place in range(samples):
        again = components(np.delete(flags, place, axis=1)).parts[:, 0]
        assert found[:, 1 + place] == pytest.approx(again, abs=1e-12)
    for place in range(worlds):
        again = components(np.delete(flags, place, axis=2)).parts[:, 0]
        assert found[:, 1 + samples + place] == pytest.approx(again, abs=1e-12)


@given(flags=tables, seed=st.integers(0, 9))
def test_neither_the_order_of_authors_nor_of_samples_nor_of_worlds_matters(flags, seed):
    rng = np.random.default_rng(seed)
    moved = flags
    for axis in range(3):
        moved = rng.permutation(moved, axis=axis)
    assert components(moved).parts[:, 0] == pytest.approx(components(flags).parts[:, 0], abs=1e-12)


@given(flags=tables)
def test_an_outcome_and_its_opposite_have_the_same_components(flags):
    assert components(~flags).parts == pytest.approx(components(flags).parts, abs=1e-12)


@given(value=st.booleans(), authors=st.integers(1, 4))
def test_where_all_worlds_end_alike_nothing_is_to_be_split(value, authors):
    assert components(np.full((authors, 5, 6), value)).parts == pytest.approx(np.zeros((3, 12)), abs=1e-12)


def test_where_only_the_author_decides_all_is_author():
    flags = np.zeros((2, 4, 5), dtype=bool)
    flags[1] = True
    assert components(flags).parts[:, 0] == pytest.approx([0, 0, 0.25])


def test_where_only_the_sample_decides_all_is_numbers():
    flags = np.zeros((2, 4, 5), dtype=bool)
    flags[:, :2] = True
    assert components(flags).parts[:, 0] == pytest.approx([0, 1 / 3, 0], abs=1e-12)


def test_where_only_the_world_decides_all_is_luck():
    flags = np.zeros((2, 4, 6), dtype=bool)
    flags[..., :3] = True
    assert components(flags).parts[:, 0] == pytest.approx([0.3, 0, 0], abs=1e-12)


def test_one_author_alone_has_no_author_part(rng):
    assert components(drawn(AUTHORS["one"], 20, 20, rng)).parts[2] == pytest.approx(np.zeros(41), abs=1e-12)


@pytest.mark.parametrize("name", AUTHORS)
def test_no_part_is_biased(name, rng):
    """Over 200 replicates the mean of each part lies within 4 standard errors of the truth, which are at most .016 of the whole.

    So a bias of .08 of the whole would be found in every case, and one of .02 in all but the skewed one.
    """
    shapes = AUTHORS[name]
    found = np.array([components(drawn(shapes, 40, 25, rng)).parts[:, 0] for _ in range(REPLICATES)])
    whole, error = truth(shapes).sum(), found.std(axis=0, ddof=1) / np.sqrt(REPLICATES)
    assert error.max() < (0.016 if name == "skewed" else 0.005) * whole
    assert (np.abs(found.mean(axis=0) - truth(shapes)) <= 4 * error + 1e-9).all()


def test_luck_alone_makes_no_numbers_however_few_worlds_are_played(rng):
    """Shares of samples differ by luck: with 10 worlds each their variance is a tenth of p (1 - p). It is not numbers."""
    shapes = AUTHORS["without numbers"][:1]
    flags = [drawn(shapes, 100, 10, rng) for _ in range(50)]
    naive = np.mean([one.mean(axis=2).var(ddof=1) for one in flags])
    numbers = np.mean([components(one).parts[1, 0] for one in flags])
    assert naive > 0.005
    assert abs(numbers) < naive / 20


@pytest.mark.parametrize("name", ["alike", "skewed", "apart"])
def test_intervals_hold_the_truth_about_as_often_as_they_say(name, rng):
    """Of 100 intervals of 95 %, 88 or more hold it: with a coverage of 95 % fewer are seen once in 300 times."""
    shapes = AUTHORS[name]
    wanted = truth(shapes) / truth(shapes).sum()
    held = []
    for _ in range(100):
        found = components(drawn(shapes, 60, 40, rng))
        parts = parts_of(found.parts, found.samples)
        held.append([part.low <= true <= part.high for part, true in zip(parts, wanted, strict=True)])
    assert (np.mean(held, axis=0) >= 0.88).all()


def test_the_error_of_a_mean_of_samples_alone_is_the_usual_one(rng):
    """All worlds alike within a sample: the jackknife gives the standard error of a mean of so many samples."""
    flags = np.repeat(rng.random((1, 30, 1)) < 0.4, 8, axis=2)
    error = error_of(components(flags).means, 30)
    assert error[0] == pytest.approx(flags[0, :, 0].std(ddof=1) / np.sqrt(30))
