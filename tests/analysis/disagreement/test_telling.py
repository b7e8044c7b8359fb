"""What is said of a disagreement claims no more than is sure, and tells what pulls the other way."""

import re

import numpy as np
import pandas as pd
import pytest

from sim.analysis.disagreement import telling
from sim.studies.shares.pairing import Change
from tests.analysis.disagreement.conftest import by_chance, ruled

BETWEEN = "Araz 2023 (20 %) and the baseline (50 %)"


def change(size, reach=0.03):
    return Change(size, size - reach, size + reach, 0.5, True)


def parts(*sizes, reach=0.02):
    rows = [(f"label {k}", f"what {k} says", size, size - reach, size + reach) for k, size in enumerate(sizes)]
    return pd.DataFrame(rows, columns=["label", "about", "part", "low", "high"])


def said(size, *sizes, **options):
    return telling.finding_of(parts(*sizes, **options), change(size), BETWEEN, "war").sentence


def test_the_largest_parts_that_are_sure_are_told():
    sentence = said(0.3, 0.2, 0.09, 0.01)
    beginning = f"Of the 30 points between {BETWEEN} on war, 20 come from what 0 says and 9 from what 1 says"
    assert sentence == f"{beginning}; the remaining group adds 1"


def test_one_point_comes_and_several_come():
    assert ", 1 comes from what 0 says; the others together add 29" in said(0.3, 0.011, *[0.005] * 58, reach=0.01)


@pytest.mark.parametrize("sign", [1, -1])
def test_what_pulls_the_other_way_is_told(sign):
    sentence = said(sign * 0.3, sign * 0.25, sign * 0.12, sign * -0.07)
    assert sentence.endswith(
        "25 come from what 0 says and 12 from what 1 says, while what 2 says pulls the other way, by 7"
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_what_the_others_together_add_or_take_back_is_told_so_that_the_numbers_add_up(sign):
    small = [-0.008] * 2
    assert said(sign * 0.36, sign * 0.32, sign * 0.056, *(sign * part for part in small)).endswith(
        ", 32 come from what 0 says and 6 from what 1 says; the others together take 2 back"
    )
    assert said(sign * 0.40, sign * 0.32, sign * 0.056, *(-sign * 1.5 * part for part in small)).endswith(
        ", 32 come from what 0 says and 6 from what 1 says; the others together add 2"
    )


@pytest.mark.parametrize("seed", range(40))
def test_the_numbers_of_a_title_add_up_as_they_are_printed_and_the_rest_has_its_own_sign(seed):
    sizes = np.random.default_rng(seed).normal(0.04, 0.08, 8)
    size, named, rest = telling.adding_up(sizes.sum(), sizes[:3], 8)
    assert size == sum(named) + rest
    assert rest == 0 or (rest > 0) == (np.sign(sizes.sum()) * sizes[3:].sum() > 0)
    assert float(size) == pytest.approx(abs(100 * sizes.sum()), abs=0.56)


def test_whole_points_are_rounded_half_away_from_zero_from_the_tenths_of_the_tables():
    assert [telling.signed(part, 0) for part in (0.465, -0.425, 0.0547)] == ["+47", "\N{MINUS SIGN}43", "+6"]
    assert telling.with_shares(("A", "B"), (0.465, 0.105)) == "A (47 %) and B (11 %)"
    assert telling.signed(-0.0547) == "\N{MINUS SIGN}5.5"
    assert telling.share_with_interval(0.465, 0.42, 0.51) == "47 % (42–51)"
    assert telling.share_with_interval(0.0, 0.0, 0.008) == "none (below 0.8 %)"


def test_a_part_larger_than_the_whole_is_no_part_of_it():
    sentence = said(0.3, 0.4, -0.1)
    assert "Of the 30" not in sentence
    assert (
        sentence
        == f"“label 0” makes 40 points of difference on war between {BETWEEN}; “label 1” takes 10 back, and 30 remain"
    )


def test_a_part_that_is_a_little_larger_than_the_whole_is_told_as_such():
    made = f"“label 0” makes 19 points of difference on war between {BETWEEN}"
    assert said(0.18, 0.19, -0.01) == f"{made}; the remaining group takes 1 back, and 18 remain"
    assert said(0.18, 0.181, -0.001).startswith(f"Of the 18 points between {BETWEEN} on war, 18 come from")


def test_a_small_share_is_not_told_as_none():
    told = telling.with_shares(("A", "B"), (0.41, 0.007))
    assert told == "A (41 %) and B (0.7 %)"
    assert telling.with_shares(("A", "B"), (0.04, 0.0)) == "A (4.0 %) and B (0.0 %)"


def test_no_part_is_told_of_a_difference_that_is_not_sure():
    found = telling.finding_of(parts(0.2, -0.2), change(0.01), BETWEEN, "war")
    assert found.sentence == f"{BETWEEN} do not surely disagree on war: the difference is at most 4.0 points"
    assert "label" not in found.remark


def test_that_parts_cancel_each_other_is_told():
    (sentence,) = telling.cancelling(parts(0.2, -0.21), change(0.01))
    assert "opposite directions" in sentence
    assert "what 0 says by +20.0" in sentence
    assert "what 1 says by \N{MINUS SIGN}21.0" in sentence
    assert telling.cancelling(parts(0.2, -0.2), change(0.1)) == []
    assert telling.cancelling(parts(0.2, 0.1), change(0.01)) == []


def test_if_no_part_is_sure_none_is_told():
    sentence = said(0.3, 0.015, 0.014)
    assert sentence.endswith("no group of assumptions surely accounts for a part: there are too few worlds")


def test_small_differences_are_told_in_tenths():
    found = telling.finding_of(parts(0.035, 0.006, reach=0.01), change(0.041, 0.005), BETWEEN, "war")
    assert found.sentence.startswith("Of the 4.1 points")
    assert found.sentence.endswith("3.5 come from what 0 says; the remaining group adds 0.6")


def test_the_remark_gives_the_intervals_and_what_they_pay_for():
    remark = telling.finding_of(parts(0.2, 0.09, 0.01), change(0.3), BETWEEN, "war", first=200).remark
    assert "+30.0 points (+27.0 to +33.0; 95 % interval)" in remark
    assert "label 0 +20.0 (+18.0 to +22.0)" in remark
    assert "98.3 % intervals, so that those of all 3 groups hold together with 95 %" in remark
    assert "in the first 200 worlds" in remark


def test_of_which_change_a_sign_is_stands_before_the_first_of_them():
    for size in (0.3, 0.01):
        found = telling.finding_of(
            parts(0.2, 0.09, 0.01), change(size), BETWEEN, "war", ends=("Araz 2023", "the baseline")
        )
        assert found.remark.startswith("Every sign is for the change from Araz 2023 to the baseline. ")


def interaction(size, reach=0.02):
    rows = [("label 0", "label 1", size, size - reach, size + reach), ("label 0", "label 2", 0.0, -reach, reach)]
    return pd.DataFrame(rows, columns=["one", "other", "interaction", "low", "high"])


@pytest.mark.parametrize(
    ("one", "other", "size", "meaning"),
    [
        (0.2, 0.1, 0.1, "reinforce"),
        (-0.2, -0.1, -0.1, "reinforce"),
        (0.2, 0.1, -0.1, "either does what the other"),
        (0.2, -0.1, 0.1, "by itself."),
        (0.2, 0.01, 0.1, "by itself."),
    ],
)
def test_an_interaction_is_told_with_its_meaning_where_it_has_one(one, other, size, meaning):
    (sentence,) = telling.interacting(interaction(size), parts(one, other, 0.0), "war")
    assert meaning in sentence
    assert telling.signed(size) in sentence


def test_if_no_interaction_is_sure_it_is_told_how_large_one_could_be():
    (sentence,) = telling.interacting(interaction(0.01), parts(0.2, 0.1, 0.0), "war")
    assert sentence == "No two groups surely interact; an interaction of up to 3.0 points cannot be excluded."


def test_a_change_of_nothing_has_no_sign():
    assert telling.signed(-0.0001) == "0.0"
    assert telling.signed(-0.2, 0) == "\N{MINUS SIGN}20"


def test_a_disagreement_tells_its_parts_its_condition_and_that_groups_are_an_assumption():
    found = ruled(by_chance({"aims": 0.4, "talks": 0.1, "moscow": -0.1}, 0.2))
    assert found.finding.sentence.startswith(
        "Of the 40 points between Araz 2023 (20 %) and Fattah 2025 (60 %) on war, 40 come from "
    )
    assert "while whether Baku is with Moscow pulls the other way, by 10" in found.finding.sentence
    told = " ".join(found.sentences)
    assert "assumption of this project" in told
    assert "in all 256 ways, on the same 400 worlds" in told
    assert found.heading == "Where Araz 2023 and Fattah 2025 part on war"


def test_tables_hold_words_and_as_many_of_them_as_their_heads():
    found = ruled(by_chance({"aims": 0.4, "talks": 0.1}, 0.2))
    for table in found.tables:
        assert all(len(row) == len(table.head) for row in table.rows)
        words = [*table.head, table.caption, *(text for row in table.rows for text in row)]
        assert not [text for text in words if re.search(r"\b(mechanisms|actors)\.|_", text)]
    parted, *_ = found.tables
    assert parted.rows[0][0] == "What Baku wants"
    assert parted.rows[-1][0] == "together"
    assert parted.frame["part"].sum() == pytest.approx(float(found.change.size), abs=1e-12)
    assert np.abs(parted.frame["part"]).is_monotonic_decreasing
