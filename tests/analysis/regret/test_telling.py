"""A sentence names a winner only if it is one, and says what follows where the regret is 0."""

import pandas as pd
import pytest

from sim.analysis.regret.telling import finding_of, not_told_apart, remark_of_several, told_points

FIVE = ("araz2023", "dersimonian2023", "dersimonian2024", "fattah2025", "ratelle2025")
NAMES = ("public_dialogue", "neutral_force", "legal_consequences", "none", "package_deal")


def ranked(regret, alike, outcome="ideal_peace", worlds=100):
    """The policies of one outcome, made up: the first has a regret, and so many are not told from it."""
    largest = [regret, *(regret + 0.1 for _ in NAMES[1:])]
    return pd.DataFrame(
        {
            "outcome": outcome,
            "better": "more" if outcome == "ideal_peace" else "less",
            "policy": NAMES,
            "worlds": worlds,
            "largest_regret": largest,
            "low": [max(value - 0.019, 0) for value in largest],
            "high": [value + 0.037 for value in largest],
            "as_good_as_least": [place <= alike for place in range(len(NAMES))],
        }
    )


def test_without_any_regret_the_policy_is_said_to_bring_the_most_or_the_least():
    most = finding_of(ranked(0.0, 0), FIVE)
    assert "public dialogue brings the most ideal peace, or at most 3.7 points less; none of the other 4" in most
    assert "public dialogue brings the least war, or at most 3.7 points more" in finding_of(ranked(0.0, 0, "war"), FIVE)
    assert "never" not in most


def test_of_two_outcomes_a_policy_is_named_once():
    both = finding_of(pd.concat([ranked(0.0, 0), ranked(0.0, 0, "war")]), FIVE)
    assert both.endswith("or at most 3.7 points less, and the least war, or at most 3.7 points more")
    more = finding_of(pd.concat([ranked(0.05, 0), ranked(0.05, 0, "war")]), FIVE)
    assert more.endswith("than the best policy, and never more than 5 points (3 to 9) more war")


@pytest.mark.parametrize(("alike", "named"), [(0, True), (2, True), (3, False), (4, False)])
def test_no_winner_is_named_where_more_than_half_of_the_others_may_be_as_good(alike, named):
    sentence = finding_of(ranked(0.05, alike), FIVE)
    assert ("public dialogue" in sentence) == named
    assert (f"among {alike + 1} of 5" in sentence) == (alike == 3)
    assert ("cannot tell which of 5" in sentence) == (alike == 4)


def test_with_one_author_the_least_war_is_told_instead_of_the_least_regret():
    assert finding_of(ranked(0.0, 3, "war"), FIVE[:1]) == (
        "If Araz is right, the alternative with the least war is among 4 of 5, which 100 worlds cannot tell apart"
    )


def test_what_is_not_told_apart_is_named_or_counted():
    assert not_told_apart(ranked(0.05, 1)) == "100 worlds cannot tell neutral force apart from it"
    assert not_told_apart(ranked(0.05, 4)) == "100 worlds cannot tell any other apart from it"
    assert not_told_apart(ranked(0.05, 0)) == "none of the other 4 comes as close"


def test_a_remark_names_the_policy_from_which_others_cannot_be_told():
    told = remark_of_several(pd.concat([ranked(0.05, 1), ranked(0.05, 4, "war")]))
    assert "Ideal peace: 100 worlds cannot tell neutral force apart from public dialogue." in told
    assert "War:" not in told


def test_a_regret_of_0_has_the_digits_of_its_interval():
    assert told_points(ranked(0.0, 0).iloc[0]) == "0.0 points (0.0 to 3.7)"
