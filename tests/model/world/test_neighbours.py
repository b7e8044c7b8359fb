"""What binds Russia, Turkey and Iran to a war, and what their entry is expected to cost."""

import numpy as np
import pytest

from sim.model.actors import stakes
from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.outlook import neighbours
from sim.model.world.values import tree
from sim.parameters import Binding, load
from sim.parameters.vocabulary import POWERS

ALLIANCES = {f"mechanisms.widening.alliance.{power}": 0.0 for power in neighbours.NEIGHBOURS}
FIGHT = (Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always"))


def ties(word=0.0, exclusion=0.0, corridor=0.0, **values):
    full = (np.full((len(POWERS), 2), word), np.full((3, 2), exclusion), np.full(2, corridor))
    return neighbours.ties(tree({**load().values, **ALLIANCES, **values}), *full)


def test_the_neighbours_are_those_who_border_on_the_rivals_or_their_seas():
    assert neighbours.NEIGHBOURS == ("russia", "turkey", "iran")


def test_nothing_ties_a_neighbour_that_has_no_ally_no_word_and_no_grudge():
    assert not any(tie.any() for tie in ties().values())


def test_a_corridor_offends_iran_alone():
    tie = ties(corridor=1.0)["corridor"]
    assert tie[neighbours.IRAN].all()
    assert not np.delete(tie, neighbours.IRAN, axis=0).any()


def test_a_word_binds_as_far_as_it_is_credible():
    credible = {
        f"mechanisms.guarantees.credibility.{power}": row / 2 for row, power in enumerate(neighbours.NEIGHBOURS)
    }
    assert ties(word=0.8, **credible)["word"][:, 0] == pytest.approx([0.0, 0.4, 0.8])


def test_exclusion_ties_by_its_weight():
    assert ties(exclusion=0.6, **{"mechanisms.widening.exclusion": 0.5})["shut_out"] == pytest.approx(0.3)


def test_the_danger_that_others_come_in_is_added_to_what_a_war_costs_azerbaijan():
    costs = {f"mechanisms.widening.cost.{power}": np.array([0.0, 0.3]) for power in neighbours.NEIGHBOURS}
    view = NegotiationModel(worlds=2, values=costs, collect=False).look()
    widened = view.outlook.neighbours.widened
    assert widened[0] == 0.0
    assert widened[1] == pytest.approx(0.3 * view.outlook.neighbours.drawn[:, 1].sum())
    side, values = stakes.azerbaijan(view), view.values
    weight = values.actors.azerbaijan.weights.security
    mean_cost = side.cost.mean(axis=0)
    assert mean_cost - weight * values.actors.azerbaijan.war_cost == pytest.approx(weight * widened)
    worth = stakes.war(view, side)
    assert (worth[:, 1] < worth[:, 0]).all()


def test_neighbours_are_drawn_into_wars_as_often_as_the_situation_says():
    """Within four standard errors over 2,000 wars of the first quarter."""
    size = 2_000
    model = NegotiationModel(worlds=size, seed=3, bindings=Bindings(FIGHT), collect=False)
    model.step()
    world = model.worlds
    assert (world.war_quarter == 0).all()
    chances = model.outlook.neighbours.drawn[:, 0]
    assert chances.min() > 0
    assert np.abs(world.drawn_in[:3].mean(axis=1) - chances).max() < 4 * np.sqrt(0.25 / size)
    assert not world.drawn_in[3:].any()
    table = model.table()
    for row, power in enumerate(neighbours.NEIGHBOURS):
        assert table[f"drawn_in_{power}"].tolist() == (world.drawn_in[row] > 0).tolist()


def test_one_neighbours_luck_is_not_anothers():
    certain = {f"mechanisms.widening.alliance.{power}": 0.5 for power in neighbours.NEIGHBOURS}
    values = {**certain, "mechanisms.widening.strength": 1.0, "mechanisms.widening.exclusion": 0.0}
    model = NegotiationModel(worlds=2_000, seed=3, values=values, bindings=Bindings(FIGHT), collect=False)
    model.step()
    assert np.abs(np.corrcoef(model.worlds.drawn_in[:3]) - np.eye(3)).max() < 0.1


def test_nobody_is_drawn_in_where_there_is_no_war():
    table = NegotiationModel(worlds=300, seed=3, collect=False).run().table()
    peace = table["war_quarter"].isna()
    assert peace.any()
    assert not table.loc[peace, [f"drawn_in_{power}" for power in neighbours.NEIGHBOURS]].any(axis=None)
