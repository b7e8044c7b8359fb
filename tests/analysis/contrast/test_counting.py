"""Differences are counted world by world, as by hand, and their intervals keep what they promise."""

import numpy as np
import pytest

from sim.analysis.contrast.counting import (
    COMPARED,
    between_parts,
    causes_of_war,
    crossed,
    deterrence,
    differences_of,
    flipped,
)
from sim.parameters.vocabulary import OUTCOMES
from sim.studies.shares.fates import KNOWN
from sim.studies.shares.intervals import confidence_of_each, mcnemar, paired_interval
from tests.analysis.contrast.conftest import worlds_of

ONE = worlds_of(["stalemate", "stalemate", "formal_peace", "ideal_peace"])
OTHER = worlds_of(["stalemate", "formal_peace", "stalemate", "stalemate"])
ALL = np.ones(400, dtype=bool)


def test_everything_that_can_be_compared_world_by_world_is_compared():
    assert set(COMPARED) == set(KNOWN)


def test_four_worlds_by_hand():
    table = differences_of(ONE, OTHER).set_index("what")
    stalemate = table.loc["stalemate"]
    assert (stalemate["one_count"], stalemate["other_count"], stalemate["only_one"], stalemate["only_other"]) == (
        2,
        3,
        1,
        2,
    )
    assert stalemate["difference"] == pytest.approx(0.25)
    low, high = paired_interval(1, 1, 2, 0, confidence_of_each(11))
    assert (stalemate["low"], stalemate["high"]) == pytest.approx((float(low), float(high)))
    assert stalemate["p"] == pytest.approx(float(mcnemar(1, 2)))
    assert table.loc["ideal_peace", "difference"] == pytest.approx(-0.25)
    assert table.loc["war", "difference"] == 0


def test_outcomes_cross_with_the_first_setting_in_rows_and_the_second_in_columns():
    table = crossed(ONE, OTHER).set_index(["one", "other"])["count"]
    assert table.sum() == 4
    assert {ends: int(count) for ends, count in table.items() if count} == {
        ("stalemate", "stalemate"): 1,
        ("stalemate", "formal_peace"): 1,
        ("formal_peace", "stalemate"): 1,
        ("ideal_peace", "stalemate"): 1,
    }


def test_margins_of_the_crossed_outcomes_are_the_shares_of_either_setting():
    rng = np.random.default_rng(5)
    tables = [worlds_of(rng.choice(OUTCOMES, 200)) for _ in range(2)]
    table, differences = crossed(*tables), differences_of(*tables, OUTCOMES).set_index("what")
    for side in ("one", "other"):
        sums = table.groupby(side, sort=False)["count"].sum()
        assert sums.to_dict() == differences[f"{side}_count"].to_dict()


def test_the_differences_of_the_outcomes_add_up_to_nothing_and_turn_round_with_the_settings():
    there, back = differences_of(ONE, OTHER, OUTCOMES), differences_of(OTHER, ONE, OUTCOMES)
    assert there["difference"].sum() == pytest.approx(0)
    assert there["difference"].tolist() == pytest.approx((-back["difference"]).tolist())
    assert there["low"].tolist() == pytest.approx((-back["high"]).tolist())
    assert there["p"].tolist() == pytest.approx(back["p"].tolist())


def test_equal_tables_differ_in_nothing_but_how_much_they_could_is_told():
    table = differences_of(ONE, ONE)
    assert (table["difference"] == 0).all()
    assert (table["p"] == 1).all()
    assert (table["low"] < 0).all()
    assert (table["high"] > 0).all()


def test_flipped_worlds_are_those_that_end_differently():
    assert flipped(ONE, OTHER).to_numpy().tolist() == [
        [1, "stalemate", "formal_peace"],
        [2, "formal_peace", "stalemate"],
        [3, "ideal_peace", "stalemate"],
    ]


def test_causes_are_shares_of_all_worlds_and_paired():
    one = worlds_of(["stalemate"] * 4, war_cause=["incident", None, None, "undeterred"])
    other = worlds_of(["stalemate"] * 4, war_cause=["incident", "incident", "revision", None])
    table = causes_of_war(one, other).set_index("cause")
    incident = table.loc["incident"]
    assert (incident["one_count"], incident["other_count"], incident["only_other"]) == (1, 2, 1)
    assert incident["difference"] == pytest.approx(0.25)
    assert table["one_count"].sum() == 2
    assert table["other_count"].sum() == 3


def test_what_is_a_share_of_the_challenged_is_counted_among_them():
    one = worlds_of(["stalemate"] * 4, challenges=[1, 1, 0, 0], immediate_deterrence=[True, False, False, False])
    other = worlds_of(["stalemate"] * 4, challenges=[0, 0, 0, 0])
    held = deterrence(one, other).set_index("measure").loc["held"]
    assert (held["one_count"], held["one_of"], held["other_of"]) == (1, 2, 0)
    assert held["one"] == pytest.approx(0.5)
    assert np.isnan(held["difference"])
    assert (held["low"], held["high"]) == (-1, 1)


def flags(rng, share, like, luck):
    """Flags of worlds that go with `luck` for a part of the worlds and are drawn anew in the others."""
    drawn = np.where(rng.random(len(luck)) < like, luck, rng.random(len(luck)))
    return drawn < share


def test_of_all_worlds_the_interval_is_nearly_that_of_the_pairs():
    """They differ by Newcombe's rule of continuity alone, which is of the order of one world."""
    rng = np.random.default_rng(2)
    luck = rng.random(400)
    one, other = flags(rng, 0.3, 0.8, luck), flags(rng, 0.5, 0.8, luck)
    found = between_parts(one, ALL, other, ALL, 0.95)
    pairs = [np.sum(one & other), np.sum(one & ~other), np.sum(other & ~one), np.sum(~one & ~other)]
    low, high = paired_interval(*pairs)
    assert (found["low"], found["high"]) == pytest.approx((float(low), float(high)), abs=2.5 / 400)


def test_the_interval_between_shares_of_parts_covers_the_true_difference_as_often_as_it_promises():
    """Of 600 made-up studies of 400 worlds; the standard error of a coverage of 95 % is .9 points, so 93 % is two of them."""
    rng = np.random.default_rng(7)
    true, inside, widths = 0.75 - 0.6, 0, []
    for _ in range(600):
        luck, danger = rng.random(400), rng.random(400)
        one_of, other_of = flags(rng, 0.4, 0.7, danger), flags(rng, 0.7, 0.7, danger)
        one, other = flags(rng, 0.6, 0.7, luck) & one_of, flags(rng, 0.75, 0.7, luck) & other_of
        found = between_parts(one, one_of, other, other_of, 0.95)
        inside += found["low"] <= true <= found["high"]
        widths.append(found["high"] - found["low"])
    assert 0.93 <= inside / 600 <= 0.985
    assert np.mean(widths) < 0.21


def test_worlds_in_common_make_the_interval_narrower():
    rng = np.random.default_rng(3)
    luck = rng.random(400)
    one, other = flags(rng, 0.3, 0.9, luck), flags(rng, 0.4, 0.9, luck)
    paired = between_parts(one, ALL, other, ALL, 0.95)
    shuffled = between_parts(one, ALL, rng.permutation(other), ALL, 0.95)
    assert paired["high"] - paired["low"] < 0.8 * (shuffled["high"] - shuffled["low"])
