"""The largest source of each of several disagreements, and what each group makes over all of them."""

import numpy as np
import pytest

from sim.analysis.disagreement.matrix import Disagreements
from sim.analysis.disagreement.measured import measured
from sim.analysis.disagreement.sources import candidates, groups_of, pairs_of, parts_of_all
from tests.analysis.disagreement.conftest import by_chance, luck, ruled

PAIRS = (("araz2023", "fattah2025"), ("araz2023", "ratelle2025"), ("fattah2025", "ratelle2025"))


def matrix(*rules, **options):
    found = tuple(ruled(rule, pair=pair, **options) for rule, pair in zip(rules, PAIRS, strict=False))
    pairs, parts = pairs_of(found), parts_of_all(found)
    settings = {end.worldview: end for one in found for end in one.parameters}
    return Disagreements("war", found, pairs, parts, groups_of(found, pairs, parts), tuple(settings.values()))


def test_a_group_that_is_surely_smaller_is_no_candidate_and_one_that_is_not_is():
    rng = np.random.default_rng(1)
    large, near, small = rng.random(300), rng.random(300), rng.random(300) / 5
    found = measured(np.stack([small, large, near]), large + near + small)
    assert set(candidates(found, 1, 2)) == {1, 2}
    assert candidates(found, -1, 2)[0] == 0


def test_the_largest_in_the_direction_of_the_difference_counts_not_the_largest_of_all():
    found = matrix(by_chance({"aims": 0.25, "talks": 0.2, "moscow": -0.3}, 0.4))
    row = found.pairs.iloc[0]
    assert row["difference"] == pytest.approx(0.15)
    assert set(row["source"].split(" or ")) <= {"What Baku wants", "Talks and connections"}


def test_a_source_that_is_surely_the_largest_is_named_with_its_part():
    row = matrix(by_chance({"aims": -0.5, "talks": -0.1}, 0.7)).pairs.iloc[0]
    assert (row["source"], row["candidates"]) == ("What Baku wants", 1)
    assert row["part"] == pytest.approx(-0.5)
    assert row["part_low"] < -0.5 < row["part_high"] < 0


def test_without_a_sure_difference_no_source_is_named():
    found = matrix(by_chance({"aims": 0.3, "talks": -0.3}, 0.4))
    row = found.pairs.iloc[0]
    assert (row["source"], row["candidates"], row["sure"]) == ("no sure difference", 0, False)
    assert np.isnan(row["part"])
    assert found.finding.sentence.startswith(
        "Araz 2023 and Fattah 2025 do not surely disagree on war; they differ by at most"
    )
    assert found.groups["points"].isna().all()


def test_if_several_share_it_alike_that_is_told():
    same = {"aims": 0.1, "talks": 0.1, "moscow": 0.1}

    def rule(held):
        chance = 0.2 + sum(same.get(name, 0) for name in held)
        return np.random.default_rng(len(held)).random(400) < chance

    row = matrix(rule).pairs.iloc[0]
    assert row["candidates"] != 1


def test_a_group_makes_on_average_what_it_makes_of_each_pair_in_the_direction_of_its_difference():
    found = matrix(
        by_chance({"aims": 0.4}, 0.3), by_chance({"aims": -0.2, "talks": -0.1}, 0.6), by_chance({}, 0.5)
    )  # the last pair does not differ
    assert found.pairs["sure"].tolist() == [True, True, False]
    groups = found.groups.set_index("group")
    assert groups.loc["aims", "points"] == pytest.approx((0.4 + 0.2) / 2)
    assert groups.loc["talks", "points"] == pytest.approx((0 + 0.1) / 2)
    assert groups.loc["aims", "largest"] == 2
    assert groups["points"].sum() == pytest.approx((0.4 + 0.3) / 2)
    assert groups.index[0] == "aims"
    told = "Whether Baku will settle for what it gets is the largest source of disagreement on war in both pairs"
    assert found.finding.sentence.startswith(told)


def test_of_two_worldviews_no_pair_is_counted():
    found = matrix(by_chance({"aims": -0.5, "talks": -0.1}, 0.7))
    told = "Whether Baku will settle for what it gets is the largest source of disagreement on war between Araz 2023 and Fattah 2025"
    assert found.finding.sentence == told
    assert found.heading == "Where Araz 2023 and Fattah 2025 part on war"
    assert found.sentences[0].startswith(
        "From the first to the second of Araz 2023 (70 %) and Fattah 2025 (10 %) it is "
    )
    assert "on average" not in found.sentences[1]


def test_the_only_pair_that_surely_disagrees_is_named():
    found = matrix(by_chance({"aims": -0.5}, 0.7), by_chance({}, 0.5))
    assert found.finding.sentence.endswith(" between Araz 2023 and Fattah 2025, the only pair that surely disagrees")


def test_what_a_sign_and_pulling_back_mean_is_said_where_they_stand():
    pairs, groups, _ = matrix(by_chance({"aims": 0.4}, 0.3), by_chance({"aims": -0.2}, 0.6)).tables
    assert "in percentage points of change from the first to the second" in pairs.caption
    assert "+ is towards the difference of a pair" in groups.caption
    assert "“Pulls back” counts the pairs in which it surely works against the difference" in groups.caption


def test_what_pulls_back_is_counted():
    found = matrix(by_chance({"aims": 0.5, "moscow": -0.2}, 0.3), by_chance({"aims": -0.4, "moscow": 0.2}, 0.5))
    groups = found.groups.set_index("group")
    assert groups.loc["moscow", "against"] == 2
    assert groups.loc["moscow", "points"] < 0
    assert groups.loc["aims", "against"] == 0


def test_a_group_in_which_a_pair_agrees_counts_as_nothing_for_it():
    """Fattah and Ratelle part about Baku and Moscow, but Ratelle has the baseline's numbers for it."""
    found = tuple(
        ruled(by_chance({"moscow": 0.4, "aims": 0.2}, 0.1), pair=pair)
        for pair in (PAIRS[0], ("baseline", "ratelle2025"))
    )
    pairs, parts = pairs_of(found), parts_of_all(found)
    groups = groups_of(found, pairs, parts).set_index("group")
    assert groups.loc["moscow", ["plays", "points"]].tolist() == [1, pytest.approx(0.2)]
    assert groups.loc["aims", ["plays", "points"]].tolist() == [2, pytest.approx(0.2)]


def test_parts_of_all_pairs_pay_for_each_other():
    single, several = matrix(by_chance({"aims": 0.4}, 0.3)), matrix(*[by_chance({"aims": 0.4}, 0.3)] * 3)
    width = [one.parts.loc[one.parts["group"] == "aims", "high"].iloc[0] for one in (single, several)]
    assert width[1] > width[0]


def test_few_worlds_that_are_split_are_told():
    found = matrix(*[lambda held: luck() < 0.2 + 0.4 * ("aims" in held)] * 2, split=100)
    assert "in the first 100 worlds" in found.finding.remark
    assert "counted in 400 worlds" in " ".join(found.sentences)
    for table in found.tables:
        assert all(len(row) == len(table.head) for row in table.rows)
