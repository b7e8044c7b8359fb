"""The tally of outcomes."""

from types import SimpleNamespace

import pandas as pd
import pytest

from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.frequencies import frequencies

TABLE = pd.DataFrame({"outcome": ["stalemate", "formal_peace", "stalemate", "new_confrontation"]})


def test_all_five_outcomes_are_listed_in_their_fixed_order_even_if_never_reached():
    table = frequencies(TABLE)
    assert [str(outcome) for outcome in table["outcome"]] == list(OUTCOMES)
    assert table["count"].tolist() == [0, 1, 0, 2, 1]
    assert list(table.columns) == ["outcome", "count", "share", "low", "high"]


def test_counts_add_up_to_the_worlds_and_shares_to_one():
    table = frequencies(TABLE)
    assert table["count"].sum() == len(TABLE)
    assert table["share"].sum() == pytest.approx(1)


def test_words_and_categories_of_any_order_are_counted_alike():
    shuffled = pd.DataFrame({"outcome": pd.Categorical(TABLE["outcome"], categories=sorted(OUTCOMES))})
    pd.testing.assert_frame_equal(frequencies(shuffled), frequencies(TABLE))


def test_a_study_is_counted_by_its_table():
    pd.testing.assert_frame_equal(frequencies(SimpleNamespace(table=TABLE)), frequencies(TABLE))


def test_the_order_of_the_worlds_does_not_matter():
    pd.testing.assert_frame_equal(frequencies(TABLE.iloc[::-1]), frequencies(TABLE))


def test_outcomes_can_be_compared_by_their_order():
    assert (frequencies(TABLE)["outcome"] < "stalemate").tolist() == [True, True, True, False, False]


def test_a_wider_coverage_gives_a_wider_interval():
    narrow, wide = frequencies(TABLE, 0.8), frequencies(TABLE, 0.99)
    assert (wide["high"] - wide["low"] > narrow["high"] - narrow["low"]).all()


def test_no_world_at_all_is_an_error():
    with pytest.raises(ValueError, match="no world"):
        frequencies(TABLE.iloc[:0])


@pytest.mark.parametrize("stray", ["victory", None])
def test_an_outcome_that_does_not_exist_is_named(stray):
    with pytest.raises(ValueError, match=f"not an outcome: {'nan' if stray is None else stray}"):
        frequencies(pd.DataFrame({"outcome": ["stalemate", stray]}))
