"""Fearon (1995): rivals who know each other find the bargain that both prefer to war; rivals who do not risk war.

Set-up (`bare`): two rivals, one issue with the whole prize on it, nobody outside, power that stays as it is, best
replies. Azerbaijan waits or attacks; Armenia waits, and resists or yields. War is a lottery over the whole prize, so
that with the chance p that Azerbaijan wins and costs a and b both prefer every share between p - a and p + b to it.

The second part takes the crisis game alone, with costs that the target alone knows.
"""

import numpy as np
import pytest

from sim.model.actors import stakes
from sim.model.mechanisms import crisis
from sim.model.world.state import WAR

AZERBAIJAN, ARMENIA = "actors.azerbaijan.war_cost", "actors.armenia.war_cost"
HELD = "mechanisms.force.status_quo"
MANY = 400
SHARP = 1e6


def test_the_situation_reports_fearons_range(bare, win):
    """p = .6, costs .1 and .2: [.5, .8]."""
    view = bare(**win(0.6), **{AZERBAIJAN: 0.1, ARMENIA: 0.2, HELD: 0.65}).look()
    assert view.outlook.prospects.win == pytest.approx(0.6)
    assert stakes.bargaining_range(view).low == pytest.approx(0.5)
    assert stakes.bargaining_range(view).high == pytest.approx(0.8)


def test_nobody_attacks_where_what_is_held_lies_in_the_range(bare, win):
    """Chances, costs and what is held differ from world to world, over the whole horizon; a crisis opens at once."""
    generator = np.random.default_rng(2)
    chance = generator.uniform(0.2, 0.8, MANY)
    costs = {AZERBAIJAN: generator.uniform(0.01, 0.4, MANY), ARMENIA: generator.uniform(0, 0.9, MANY) * (1 - chance)}
    low, high = chance - costs[AZERBAIJAN], chance + costs[ARMENIA]
    share = low + generator.uniform(0.01, 0.99, MANY) * (high - low)
    model = bare(MANY, **win(chance), **costs, **{HELD: np.clip(share, 0, 1)}).run()
    assert not model.worlds.challenges.any()
    assert not model.worlds.wars.any()


def test_war_exactly_where_what_is_held_lies_below_the_range(bare, win):
    """p = .6, costs .1 and .2: without a text in sight, war where Azerbaijan holds less than .5."""
    held = np.linspace(0.005, 0.795, 80)
    model = bare(80, **win(0.6), **{AZERBAIJAN: 0.1, ARMENIA: 0.2, HELD: held})
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, held < 0.5)


def test_a_text_in_the_range_that_is_sure_to_come_keeps_the_peace(bare, win):
    """Azerbaijan holds nothing; the text on the table gives it a share: war exactly where that is below .5.

    The talks would bring the text in a few quarters and hardly anything is discounted: what is lost until then is less
    than the .005 by which the shares keep away from the end of the range.
    """
    share = np.linspace(0.005, 0.795, 80)
    table = {
        "mechanisms.bargaining.initial_demand.border": np.minimum(1, 2 * share),
        "mechanisms.bargaining.initial_offer.border": np.maximum(0, 2 * share - 1),
        "mechanisms.bargaining.step": 1.0,
        "mechanisms.bargaining.quickest": 1.0,
        "mechanisms.bargaining.attention_matters": 0.0,
        "mechanisms.relapse.strength.reneging": 0.0,
        "calendar.discount": 0.9999,
    }
    model = bare(80, **win(0.6), **{AZERBAIJAN: 0.1, ARMENIA: 0.2}, **table)
    assert model.outlook.table.share == pytest.approx(share)
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, share < 0.5)


def test_war_where_the_range_is_empty(bare, win):
    """No admissible parameter makes it empty: war always costs something. So both rivals are made to like war."""
    chance = np.linspace(0.3, 0.7, MANY)
    model = bare(MANY, **win(chance), **{AZERBAIJAN: -0.1, ARMENIA: -0.1, HELD: chance})
    assert (stakes.bargaining_range(model.look()).surplus < 0).all()
    model.step()
    assert (model.worlds.phase == WAR).all()


TYPES, GRID = 500, 801
MOST = 0.5
"""Costs of the target between 0 and this, all equally likely."""


def ultimatum(win, cost, demands, costs):
    """A take-it-or-leave-it demand for a share of a prize of 1: the target gives it, or there is war."""
    moves = len(demands)

    def all_alike(value):
        return np.broadcast_to(np.asarray(value, float).reshape(-1, 1, 1), (moves, 1, 1))

    return crisis.Game(
        threat=np.zeros((moves, 1), dtype=bool),
        restraint=np.zeros((1, 1)),
        yielded=all_alike(demands),
        stood_down=all_alike(0.0),
        fought=all_alike(win - cost),
        target_yielded=np.broadcast_to(all_alike(1.0 - demands), (moves, len(costs), 1)),
        target_kept=all_alike(1.0),
        target_fought=np.broadcast_to((1.0 - win - costs)[None, :, None], (moves, len(costs), 1)),
        belief_in_challenger=np.ones((1, 1)),
        belief_in_target=np.full((len(costs), 1), 1.0 / len(costs)),
    )


def chance_of_war(solution):
    """Over the moves of the challenger and the types of the target."""
    return float((solution.chances[1:, 0, 0] * (1.0 - solution.expected[:, 0])).sum())


@pytest.mark.parametrize("cost", [0.02, 0.1, 0.25, 0.4])
def test_a_demand_of_those_who_do_not_know_each_other_is_as_risky_as_fearon_says(cost):
    """The best demand is p + (C - c) / 2 and leads to war with the chance (C - c) / 2C, for costs even between 0 and C.

    The tolerance is two of the steps in which costs and demands are cut here.
    """
    win = 0.45
    costs = MOST * (np.arange(TYPES) + 0.5) / TYPES
    demands = np.linspace(win - 0.1, win + MOST, GRID)
    solution = crisis.solve(ultimatum(win, cost, demands, costs), SHARP, SHARP, 2)
    asked = float((solution.chances[1:, 0, 0] * demands).sum())
    assert asked == pytest.approx(win + (MOST - cost) / 2, abs=2 * (demands[1] - demands[0]))
    assert chance_of_war(solution) == pytest.approx((MOST - cost) / (2 * MOST), abs=2 / TYPES)


def test_a_demand_of_those_who_know_each_other_takes_all_that_the_target_would_give():
    """The same with one cost: the largest demand that is no worse for the target than war, and no war."""
    win, cost, target = 0.45, 0.1, 0.2
    demands = np.linspace(win - 0.1, win + MOST, GRID) - 1e-4
    solution = crisis.solve(ultimatum(win, cost, demands, np.array([target])), SHARP, SHARP, 2)
    asked = float((solution.chances[1:, 0, 0] * demands).sum())
    assert asked == pytest.approx(win + target, abs=2 * (demands[1] - demands[0]))
    assert chance_of_war(solution) == pytest.approx(0.0, abs=1e-9)
