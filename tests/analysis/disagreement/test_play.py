"""Which settings are played between two others, and what is made of them."""

import numpy as np
import pytest

import sim
from sim.analysis.disagreement.play import DRAWN, Plan, plan_of, played, split_of, worlds_to_split
from sim.analysis.disagreement.sides import own_groups, sides_of
from sim.analysis.playing import Bench, design_of
from sim.studies.shares.fates import fates_of, reached
from tests.analysis.disagreement.conftest import by_chance, ruled

SHORT = {"calendar.horizon": 6}
WORLDS = 30
GROUPS = {"Baku": ["actors.azerbaijan", "mechanisms.crisis"], "talks": "mechanisms.bargaining"}


def sides(groups=None):
    one, other = (sim.load(name, changes=SHORT) for name in ("araz2023", "fattah2025"))
    return sides_of(one, other, None if groups is None else own_groups("groups", groups))


def test_up_to_eight_groups_every_setting_between_the_two_is_played_once():
    plan = plan_of(sides(), seed=1)
    assert (len(plan.sides.groups), plan.orders) == (8, None)
    assert sorted([0, *plan.masks, plan.every]) == list(range(256))


def test_of_more_groups_orders_are_drawn_each_with_its_reverse():
    plan = plan_of(sides(), seed=1, exact=7)
    assert plan.orders.shape == (DRAWN, 2, 8)
    assert np.array_equal(plan.orders[:, 1], plan.orders[:, 0, ::-1])
    assert (np.sort(plan.orders, axis=2) == np.arange(8)).all()
    assert len(set(plan.masks)) == len(plan.masks)
    assert not {0, plan.every} & set(plan.masks)
    assert np.array_equal(plan.orders, plan_of(sides(), seed=1, exact=7).orders)
    assert not np.array_equal(plan.orders, plan_of(sides(), seed=2, exact=7).orders)


def test_as_many_worlds_are_split_as_take_a_minute_and_a_half():
    exact = plan_of(sides(), seed=1)
    assert worlds_to_split([exact], 2_000) == 2_000
    assert worlds_to_split([exact], 10_000) == 2_000
    assert worlds_to_split([exact], 120) == 120
    assert worlds_to_split([exact] * 10, 2_000) == 200
    assert worlds_to_split([plan_of(sides(GROUPS), seed=1)], 5_000) == 5_000


def test_the_setting_with_all_groups_of_the_second_plays_as_the_second_does():
    plan = plan_of(sides(), seed=1)
    with Bench(workers=1) as bench:
        built, real = bench.reached(
            design_of([plan.sides.one, plan.sides.other], [plan.sides.changes(plan.every), {}]), "stalemate", WORLDS, 1
        )
    assert np.array_equal(built, real)


def test_the_parts_of_two_groups_are_those_of_four_studies_by_hand():
    contrast = sides({"Baku": GROUPS["Baku"]})
    assert [group.name for group in contrast.groups] == ["Baku", "rest"]
    flags, (split,) = played([plan_of(contrast, 1)], "deferred_tension", WORLDS, WORLDS, 1, 1, None)
    alone = [
        reached(
            fates_of(sim.simulate(contrast.one.replace(contrast.changes(mask)), WORLDS, seed=1).table),
            "deferred_tension",
        )
        for mask in range(4)
    ]
    nobody, baku, rest, both = (one.astype(float) for one in alone)
    assert np.abs(both - nobody).sum() > 0
    assert split.parts[0] == pytest.approx(((baku - nobody) + (both - rest)) / 2)
    assert split.parts[1] == pytest.approx(((rest - nobody) + (both - baku)) / 2)
    assert split.pairs[0] == pytest.approx(both - baku - rest + nobody)
    assert np.array_equal(split.first, [baku - nobody, rest - nobody])
    assert np.array_equal(split.last, [both - rest, both - baku])
    assert np.array_equal(flags[contrast.other.hash], alone[3])


def test_if_few_worlds_are_split_they_are_the_first_of_those_that_are_counted():
    plans = [plan_of(sides({"Baku": GROUPS["Baku"]}), 1)]
    few, (split,) = played(plans, "stalemate", WORLDS, 10, 1, 1, None)
    whole, (every,) = played(plans, "stalemate", WORLDS, WORLDS, 1, 1, None)
    assert all(np.array_equal(few[key], whole[key]) for key in whole)
    assert np.array_equal(split.parts, every.parts[:, :10])


def test_what_two_pairs_share_is_played_once_and_progress_comes_to_the_end():
    told = []
    settings = [sim.load(name, changes=SHORT) for name in ("araz2023", "fattah2025", "ratelle2025")]
    baku = own_groups("groups", {"Baku": "actors.azerbaijan"})
    plans = [plan_of(sides_of(settings[i], settings[j], baku), 1) for i, j in ((0, 1), (0, 2), (1, 2))]
    flags, splits = played(plans, "stalemate", 12, 4, 1, 1, lambda done, total: told.append((done, total)))
    assert (len(flags), len(splits)) == (3, 3)
    assert told[-1] == (3 * 12 + 3 * 2 * 4, 3 * 12 + 3 * 2 * 4)


def interplay(held):
    """Chances that hang on each other, some against the rest."""
    chance = 0.1 + 0.3 * ("aims" in held) + 0.2 * ({"aims", "talks"} <= held) - 0.1 * ("moscow" in held)
    return np.random.default_rng(3).random(400) < chance + 0.1 * ({"publics", "balance"} <= held)


def test_orders_that_are_drawn_find_what_all_orders_give_within_their_intervals():
    """Intervals of 99.4 % each, 95 % together, of which the luck is fixed: the same orders and the same worlds."""
    exact, drawn = ruled(interplay), ruled(interplay, exact=4)
    assert drawn.drawn == DRAWN
    one, two = (found.parts.set_index("group").sort_index() for found in (exact, drawn))
    assert ((two["low"] <= one["part"]) & (one["part"] <= two["high"])).all()
    assert np.abs(two["part"] - one["part"]).max() > 0
    assert drawn.per_world.sum(axis=1).to_numpy() == pytest.approx(exact.per_world.sum(axis=1).to_numpy(), abs=1e-12)
    assert two[["first", "last"]].equals(one[["first", "last"]])
    assert drawn.interactions.empty


def test_a_group_that_changes_nothing_gets_nothing_whether_orders_are_drawn_or_not():
    for exact in (8, 4):
        found = ruled(by_chance({"aims": 0.4}, 0.1), exact=exact)
        own = found.parts.set_index("group")["part"]
        assert own["aims"] == pytest.approx(0.4)
        assert own.drop("aims").abs().max() < 1e-12


def test_a_plan_of_one_group_plays_only_the_two_settings():
    plan = plan_of(sides_of(sim.load(), sim.load(changes={"mechanisms.force.decisiveness": 3.5})), 1)
    assert isinstance(plan, Plan)
    assert plan.masks == ()
    found = split_of(plan, {0: np.array([0, 1, 1]), 1: np.array([1, 1, 0])})
    assert found.parts.tolist() == [[1, 0, -1]]
    assert found.pairs.shape == (0, 3)
