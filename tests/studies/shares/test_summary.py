"""When agreements are signed, and when wars break out."""

import pandas as pd
import pytest

from sim.analysis.tables import timing_rows
from sim.studies.shares.summary import summarise


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


@pytest.mark.parametrize(
    ("quarters", "half"),
    [([3], 3), ([3, 6], 3), ([3, 6, 9], 6), ([1, 2, 3, 4], 2), ([9, 1, 1, 1], 1), ([2, 2, 7, 7, 7], 7)],
)
def test_half_of_the_worlds_had_got_there_by_the_first_quarter_in_which_that_is_true(quarters, half):
    found = summarise(worlds([*quarters, None], [None] * (len(quarters) + 1)))
    assert found.half_by == {"signed": half}


def test_first_signature_signature_that_holds_and_ratification_are_three_things():
    table = worlds([None, 9, 3, None], [None] * 4)
    table = table.assign(
        first_signed_quarter=pd.array([2, 4, 3, None], dtype="Int16"),
        ratified_quarter=pd.array([None, 10, None, None], dtype="Int16"),
    )
    found = summarise(table)
    assert [found.first_signed.count, found.signed.count, found.ratified.count] == [3, 2, 1]
    assert found.half_by == {"first_signed": 3, "signed": 3, "ratified": 10}
    rows = dict(timing_rows(found, "2025-04-01"))
    assert rows["signed at least once"].endswith("75 % (30–95); half of them by 2026 Q1")
    assert rows["in force at the end"].endswith("; half of these signed for good by 2026 Q1")
    assert rows["ratified"].startswith("1 world, ")
    assert rows["ratified"].endswith("half of them by 2027 Q4")
    assert dict(timing_rows(found, None))["ratified"].endswith("half of them within 2¾ years")
