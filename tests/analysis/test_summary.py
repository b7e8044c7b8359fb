"""When agreements are signed, and when wars break out."""

import pandas as pd
import pytest

from sim.analysis.summary import summarise


def worlds(quarters, timings) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "signed_quarter": pd.array(quarters, dtype="Int16"),
            "war_timing": pd.Categorical(timings, categories=["before_signature", "after_signature"]),
        }
    )


def test_only_worlds_that_signed_enter_the_median():
    summary = summarise(worlds([4, None, 8, 11, None], [None] * 5))
    assert summary.median_signature == 8
    assert (summary.signed.count, summary.signed.total) == (3, 5)


def test_the_median_of_two_signatures_lies_between_them():
    assert summarise(worlds([3, 6, None], [None] * 3)).median_signature == 4.5


def test_nothing_signed_has_no_median():
    summary = summarise(worlds([None, None], [None, None]))
    assert summary.median_signature is None
    assert summary.signed.share == 0


def test_wars_are_shares_of_all_worlds_and_their_timing_of_all_wars():
    timings = ["before_signature", "before_signature", "after_signature", None, None, None]
    summary = summarise(worlds([None, None, 2, 3, None, None], timings))
    assert (summary.war.count, summary.war.total) == (3, 6)
    assert summary.war_before_signature.share == pytest.approx(2 / 3)
    assert (summary.war_after_signature.count, summary.war_after_signature.total) == (1, 3)


def test_without_war_the_timing_is_of_nothing():
    assert summarise(worlds([1], [None])).war_before_signature.total == 0


def test_who_was_drawn_in_is_a_share_of_all_wars():
    table = worlds([None] * 4, ["before_signature", "after_signature", None, None])
    table = table.assign(drawn_in_turkey=[True, False, False, False], drawn_in_iran=False)
    drawn_in = summarise(table).drawn_in
    assert list(drawn_in) == ["turkey", "iran"]
    assert (drawn_in["turkey"].count, drawn_in["turkey"].total) == (1, 2)
    assert drawn_in["iran"].count == 0


def test_a_table_that_does_not_say_who_was_drawn_in_says_nothing_of_it():
    assert summarise(worlds([1], [None])).drawn_in == {}
