"""Cumulative incidence: plain counts where nothing is lost from sight, worked examples where something is."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from sim.analysis.timing.events import NOTHING, Spells
from sim.analysis.timing.incidence import Median, incidence, median_of
from sim.studies.shares.intervals import wilson

# Remission of leukaemia under 6-MP in weeks (Freireich et al. 1963, Blood 21, 699-716), the example of most textbooks.
REMISSION = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def spells(times, causes, longest=None):
    times, causes = np.array(times, dtype=np.int64), np.array(causes, dtype=np.int64)
    return Spells(times, causes, int(times.max()) if longest is None else longest)


def rows(found, event):
    return found[found["event"] == event].set_index("quarter")


FEW = settings(max_examples=40)
watched = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2)), min_size=1, max_size=40)


@FEW
@given(watched)
def test_where_all_are_watched_to_the_end_shares_and_intervals_are_those_of_counts(worlds):
    times = np.array([time if cause else 12 for time, cause in worlds])
    causes = np.array([cause for _, cause in worlds])
    found = incidence(spells(times, causes), ("a", "b"), "rest")
    for cause, event in enumerate(("a", "b"), start=1):
        one = rows(found, event)
        counts = np.array([np.count_nonzero((causes == cause) & (times <= quarter)) for quarter in one.index])
        low, high = wilson(counts, len(times))
        assert one["count"].tolist() == counts.tolist()
        # To the rounding of sums of fractions.
        assert one["share"].to_numpy() == pytest.approx(counts / len(times), abs=1e-11)
        assert one["low"].to_numpy() == pytest.approx(low, abs=1e-8)
        assert one["high"].to_numpy() == pytest.approx(high, abs=1e-8)


@FEW
@given(watched)
def test_shares_of_a_quarter_add_up_and_never_fall_and_lie_in_their_intervals(worlds):
    times, causes = zip(*worlds, strict=True)
    found = incidence(spells(times, causes, 15), ("a", "b"), "rest")
    assert found.groupby("quarter")["share"].sum().to_numpy() == pytest.approx(1, abs=1e-9)
    for event in ("a", "b"):
        assert (np.diff(rows(found, event)["share"]) >= -1e-12).all()
    assert (found["low"] <= found["share"] + 1e-9).all()
    assert (found["share"] <= found["high"] + 1e-9).all()
    assert found[["low", "high"]].to_numpy() == pytest.approx(np.clip(found[["low", "high"]], 0, 1))


def test_the_estimate_with_censoring_is_that_worked_out_by_hand():
    """Six worlds: a at 1, lost after 2, b at 3, a at 4, lost after 5, b at 6."""
    found = incidence(spells([1, 2, 3, 4, 5, 6], [1, NOTHING, 2, 1, NOTHING, 2]), ("a", "b"), "rest")
    # Alive before each event: 1, 5/6, 5/8, 5/12; at risk: 6, 4, 3, 1.
    a = {1: Fraction(1, 6), 3: Fraction(1, 6), 4: Fraction(1, 6) + Fraction(5, 8) * Fraction(1, 3), 6: Fraction(3, 8)}
    b = {1: Fraction(0), 3: Fraction(5, 6) * Fraction(1, 4), 4: Fraction(5, 24), 6: Fraction(5, 24) + Fraction(5, 12)}
    for event, by_hand in (("a", a), ("b", b)):
        assert rows(found, event)["share"][list(by_hand)].tolist() == pytest.approx(
            [float(one) for one in by_hand.values()]
        )
    assert rows(found, "rest")["share"][6] == 0
    # Who counts those that were lost as safe for good comes out lower.
    assert rows(found, "b")["share"][6] > 2 / 6


def test_survival_and_median_of_the_textbook_example_are_the_published_ones():
    found = incidence(spells(REMISSION, RELAPSED), ("relapse",), "remission")
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert rows(found, "remission")["share"][list(published)].tolist() == pytest.approx(
        list(published.values()), abs=5e-4
    )
    assert rows(found, "relapse")["watched"][[6, 7, 10, 13, 16, 22, 23]].tolist() == [21, 17, 15, 12, 11, 7, 6]
    # The interval of Brookmeyer and Crowley with untransformed survival: from 13 weeks, without an upper end.
    library = SurvfuncRight(REMISSION, RELAPSED).quantile_ci(0.5, method="linear")
    assert library == (13, np.inf)
    assert median_of(found[found["event"] == "relapse"]) == Median(23, 13, None)


def test_the_interval_counts_the_worlds_that_give_the_standard_error():
    """At 10 weeks 0.753 with Greenwood's error of 0.0963 is worth 20.05 worlds, of the 21."""
    found = rows(incidence(spells(REMISSION, RELAPSED), ("relapse",), "remission"), "remission")
    worth = 0.7529 * (1 - 0.7529) / 0.0963**2
    low, high = wilson(0.7529 * worth, worth)
    assert (found["low"][10], found["high"][10]) == pytest.approx((float(low), float(high)), abs=1e-3)


def test_a_median_is_found_where_half_of_the_worlds_come_in_one_quarter():
    """The interval of the library is empty there, for no quarter is close to a half."""
    times, causes = [1] * 100 + [3] * 700 + [9] * 200, [1] * 800 + [NOTHING] * 200
    assert np.isnan(SurvfuncRight(times, causes).quantile_ci(0.5)).all()
    found = incidence(spells(times, causes), ("signature",), "none")
    assert median_of(found[found["event"] == "signature"]) == Median(3, 3, 3)


def test_exactly_half_is_half():
    found = incidence(spells([2] * 5 + [9] * 5, [1] * 5 + [NOTHING] * 5), ("signature",), "none")
    assert median_of(found[found["event"] == "signature"]).quarter == 2


def test_beyond_the_last_world_that_was_watched_the_interval_holds_whatever_becomes_of_those_left():
    # The last of three was lost after quarter 4; one could have been watched until 8.
    found = incidence(spells([1, 2, 4], [1, 2, NOTHING], 8), ("a", "b"), "rest")
    for event in ("a", "b"):
        one = rows(found, event)
        assert one["share"][8] == one["share"][4]
        assert one["high"][8] == pytest.approx(min(1, one["high"][4] + 1 / 3))
        assert one["low"][8] == one["low"][4]
    assert rows(found, "rest")["low"][8] == pytest.approx(max(0, rows(found, "rest")["low"][4] - 1 / 3))
    assert rows(found, "rest")["watched"][8] == 0


def test_where_all_have_come_nothing_changes_any_more():
    found = rows(incidence(spells([0, 1, 1], [1, 1, 1], 5), ("a",), "rest"), "a")
    assert found["share"].tolist() == pytest.approx([1 / 3, 1, 1, 1, 1, 1])
    assert found["high"][5] == 1
    assert found["low"][5] == pytest.approx(float(wilson(3, 3)[0]))


def test_without_any_event_the_interval_counts_who_was_watched():
    found = rows(incidence(spells([2, 5, 5], [NOTHING] * 3), ("a",), "rest"), "a")
    assert found["share"].tolist() == [0] * 6
    # Until quarter 2 all three were watched, later two.
    assert found["high"][2] == pytest.approx(float(wilson(0, 3)[1]))
    assert found["high"][5] == pytest.approx(float(wilson(0, 2)[1]))


def test_without_worlds_there_is_no_row():
    nobody = np.zeros(0, dtype=np.int64)
    assert incidence(Spells(nobody, nobody, 0), ("a",), "rest").empty
