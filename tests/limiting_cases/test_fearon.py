"""Fearon (1995): with complete information and no shifting power, a bargain that both prefer to war is always found.

Set-up (`bare`): two rivals, one issue with the whole prize on it, nobody outside, talks that are sure to succeed, a
take-it-or-leave-it offer by Azerbaijan, best replies. Azerbaijan waits or attacks; Armenia waits, and resists or
yields.
"""

import numpy as np
import pytest

from sim.model.world.outcomes import BELIEFS, EMPTY_RANGE
from sim.model.world.state import WAR

AZERBAIJAN, ARMENIA = "actors.azerbaijan.war_cost", "actors.armenia.war_cost"
MANY = 400


def test_the_situation_reports_fearons_range(bare, win):
    """p = .6, costs .1 and .2: [.5, .8]."""
    model = bare(**win(0.6), **{AZERBAIJAN: 0.1, ARMENIA: 0.2})
    assert model.outlook.prospects.win == pytest.approx(0.6)
    assert model.outlook.prospects.range.low == pytest.approx(0.5)
    assert model.outlook.prospects.range.high == pytest.approx(0.8)
    assert model.outlook.prospects.durable == pytest.approx(0.8)
    assert model.outlook.prospects.waiting == pytest.approx(0.8)


@pytest.mark.parametrize("advantage", [0.1, 0.5, 1.0])
def test_no_war_while_there_is_a_range(bare, win, advantage):
    """Chances and costs differ from world to world; Armenia would rather fight than give everything away."""
    generator = np.random.default_rng(2)
    chance = generator.uniform(0.2, 0.8, MANY)
    costs = {AZERBAIJAN: generator.uniform(0.01, 0.4, MANY), ARMENIA: generator.uniform(0, 0.9, MANY) * (1 - chance)}
    model = bare(
        MANY, **win(chance), **costs, **{"mechanisms.bargaining.proposer_advantage": advantage}
    ).run()  # fmt: skip
    assert not model.worlds.challenges.any()
    assert not (model.worlds.phase == WAR).any()


def test_war_where_the_range_is_empty(bare, win):
    """No admissible parameter makes it empty: war always costs something. So both rivals are made to like war."""
    chance = np.linspace(0.3, 0.7, MANY)
    model = bare(MANY, **win(chance), **{AZERBAIJAN: -0.1, ARMENIA: -0.1})
    assert (model.outlook.prospects.range.surplus < 0).all()
    model.step()
    assert (model.worlds.phase == WAR).all()
    assert (model.worlds.war_cause == EMPTY_RANGE).all()


def test_war_exactly_where_the_costs_leave_no_range(bare, win):
    """Costs to Azerbaijan from -.4 to .4, a cost of .1 to Armenia: war where they add up to less than nothing."""
    cost = np.linspace(-0.395, 0.395, 80)
    model = bare(80, **win(0.5), **{AZERBAIJAN: cost, ARMENIA: 0.1})
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, cost + 0.1 < 0)


def test_a_war_inside_the_range_comes_from_the_belief_that_talks_lead_nowhere(bare, win):
    """The same rivals, but nobody believes that the talks succeed (progress 0)."""
    model = bare(20, **win(0.6), **{AZERBAIJAN: 0.1, ARMENIA: 0.2, "mechanisms.bargaining.initial.progress": 0.0})
    model.step()
    assert (model.outlook.prospects.range.surplus > 0).all()
    assert (model.worlds.phase == WAR).all()
    assert (model.worlds.war_cause == BELIEFS).all()
