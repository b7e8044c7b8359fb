"""Intervals and tests of differences are those of the literature, and promise no more than they keep."""

import doctest

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import mcnemar as mcnemar_there
from statsmodels.stats.proportion import confint_proportions_2indep

import sim.studies.shares.intervals
from sim.studies.shares.intervals import confidence_of_each, mcnemar, paired_interval, unpaired_interval, unpaired_test

REPEATS = 20_000


@pytest.mark.parametrize(
    ("table", "interval"),
    [
        # Cavo and others 2012, and Bentur and others 2009, in Fagerland, Lydersen and Laake (2017), chapter 8; our
        # difference is the second less the first.
        ((59, 6, 16, 80), (0.0046, 0.1186)),
        ((1, 1, 7, 12), (0.0256, 0.5069)),
        # The first example of Newcombe (1998), whose difference is the first less the second.
        ((36, 12, 2, 0), (-0.3404, -0.0569)),
    ],
)
def test_the_interval_of_pairs_is_newcombes(table, interval):
    low, high = paired_interval(*table)
    assert (float(low), float(high)) == pytest.approx(interval, abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "interval"), [((56, 70, 48, 80), (0.0524, 0.3339)), ((9, 10, 3, 10), (0.1705, 0.8090))]
)
def test_the_interval_of_separate_samples_is_newcombes(counts, interval):
    """The first two examples in table II of Newcombe (1998), method 10, as first less second."""
    first, first_total, second, second_total = counts
    low, high = unpaired_interval(second, second_total, first, first_total)
    assert (float(low), float(high)) == pytest.approx(interval, abs=5e-5)


@pytest.mark.parametrize("counts", [(1, 30, 9, 40), (0, 10, 4, 10), (500, 1_000, 520, 1_000), (5, 5, 1, 7)])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.999])
def test_statsmodels_gives_the_same_interval_of_separate_samples(counts, confidence):
    first, n, second, m = counts
    there = confint_proportions_2indep(second, m, first, n, method="newcomb", alpha=1 - confidence)
    assert [float(end) for end in unpaired_interval(*counts, confidence)] == pytest.approx(there, abs=1e-9)


@pytest.mark.parametrize("pair", [(1, 7), (6, 16), (0, 1), (3, 3), (0, 0), (40, 61), (0, 12), (1_000, 1_100)])
def test_mcnemars_test_is_the_exact_one_less_half_of_what_was_seen(pair):
    from scipy.stats import binom

    exact = float(mcnemar_there([[0, pair[0]], [pair[1], 0]], exact=True).pvalue) if sum(pair) else 1.0
    half = float(binom.pmf(min(pair), sum(pair), 0.5))
    wanted = 1.0 if pair[0] == pair[1] else exact - half
    assert float(mcnemar(*pair)) == pytest.approx(wanted, abs=1e-12)
    assert float(mcnemar(*pair[::-1])) == float(mcnemar(*pair))


def test_the_mid_p_of_the_literature():
    """Fagerland, Lydersen and Laake (2013): Bentur .0391; Cavo .0347."""
    assert mcnemar([1, 6], [7, 16]).tolist() == pytest.approx([0.0391, 0.0347], abs=5e-5)


@pytest.mark.parametrize(
    "shape", [(0.3, 0.05, 0.05), (0.02, 0.01, 0.0), (0.1, 0.2, 0.1), (0.0, 0.1, 0.02), (0.9, 0.04, 0.01)]
)
@pytest.mark.parametrize("worlds", [100, 1_000])
def test_the_interval_of_pairs_covers_the_truth_as_often_as_it_says(shape, worlds):
    both, first, second = shape
    rng = np.random.default_rng(5)
    drawn = rng.multinomial(worlds, [both, first, second, 1 - sum(shape)], size=REPEATS).T
    low, high = paired_interval(*drawn)
    covered = ((low <= second - first) & (second - first <= high)).mean()
    # Newcombe's own study finds means of .95 and single cases down to .93; luck of the repeats is .0015 a standard error.
    assert covered >= 0.935


def test_differences_are_surer_the_more_the_pairs_agree():
    agree, apart = paired_interval(450, 20, 50, 480), paired_interval(250, 220, 250, 280)
    separate = unpaired_interval(470, 1_000, 500, 1_000)
    assert agree[0] > 0 > separate[0]
    assert agree[1] - agree[0] < separate[1] - separate[0] == pytest.approx(apart[1] - apart[0], rel=0.05)


def test_what_cannot_be_known_is_not_claimed():
    assert [float(end) for end in paired_interval(0, 0, 0, 0)] == [-1, 1]
    assert [float(end) for end in unpaired_interval(0, 0, 3, 5)] == [-1, 1]
    assert float(unpaired_test(0, 0, 3, 5)) == float(unpaired_test(3, 9, 3, 9)) == 1
    low, high = paired_interval([0, 7, 0], [0, 0, 7], [0, 0, 0], [7, 0, 0])
    assert ((low <= [0, 0, -1]) & (high >= [0, 0, -0.6]) & (low >= -1)).all()


def test_thousands_of_pairs_are_as_good_as_one_after_the_other():
    rng = np.random.default_rng(3)
    tables = rng.multinomial(500, [0.4, 0.1, 0.2, 0.3], size=50)
    low, high = paired_interval(*tables.T, 0.99)
    for row, ends in zip(tables, zip(low, high, strict=True), strict=True):
        assert [float(end) for end in paired_interval(*row, 0.99)] == list(ends)


def test_the_test_of_separate_samples_is_that_of_campbell():
    from scipy.stats import chi2_contingency

    table = np.array([[12, 38], [25, 45]])
    plain = chi2_contingency(table, correction=False).statistic * (table.sum() - 1) / table.sum()
    from scipy.stats import chi2

    assert float(unpaired_test(12, 50, 25, 70)) == pytest.approx(float(chi2.sf(plain, 1)), abs=1e-12)


def test_several_comparisons_pay():
    assert confidence_of_each(1) == 0.95
    assert confidence_of_each(10, 0.9) == pytest.approx(0.99)
    assert confidence_of_each(0) == 0.95


@pytest.mark.parametrize("wrong", [(-1, 1, 1, 1), (1, 1, -1, 1)])
def test_counts_below_zero_are_refused(wrong):
    with pytest.raises(ValueError, match="negative"):
        paired_interval(*wrong)


def test_the_examples_hold():
    failed, tried = doctest.testmod(sim.studies.shares.intervals)
    assert (failed, tried > 3) == (0, True)
