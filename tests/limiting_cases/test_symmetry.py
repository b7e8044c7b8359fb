"""Exchanging the rivals exchanges the roles.

Set-up of the engine's tests (`bare`): two rivals, one issue, nobody outside, nothing held without an agreement. The
menus of the two rivals differ by design; what must be symmetric is force, the range of bargains, and the solution of
the game.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.actors import crisis_game
from sim.model.mechanisms import crisis, force
from sim.model.mechanisms.quantal_response import probabilities

MANY = 200
RIVALS = ("armenia", "azerbaijan")


def drawn(seed=4):
    """Capabilities, support and costs of two rivals, at random."""
    generator = np.random.default_rng(seed)
    return {
        f"actors.{rival}.{what}": generator.uniform(low, high, MANY)
        for rival in RIVALS
        for what, low, high in (
            ("initial.capability", 0.1, 0.9),
            ("initial.support", 0.0, 0.5),
            ("war_cost", 0.0, 0.5),
            ("growth", -0.01, 0.01),
        )
    }


def exchanged(values):
    """The same with the two rivals in each other's place."""
    other = {"actors.armenia": "actors.azerbaijan", "actors.azerbaijan": "actors.armenia"}
    parts = {name: name.split(".", 2) for name in values}
    return {f"{other['.'.join(part[:2])]}.{part[2]}": values[name] for name, part in parts.items()}


RULES = {
    "mechanisms.force.support_weight": 0.5,
    "mechanisms.force.destruction": 0.1,
    "mechanisms.force.decisiveness": 1.7,
}


def test_equal_rivals_have_even_odds_and_a_symmetric_range(bare, win):
    costs = {f"actors.{rival}.war_cost": 0.15 for rival in RIVALS}
    s = bare(**win(0.5), **costs, **{"mechanisms.force.destruction": 0.1}).outlook.prospects
    assert s.win == pytest.approx(0.5)
    assert s.range.low == pytest.approx(1 - s.range.high)
    assert s.range.surplus == pytest.approx(0.15 + 0.15 + 0.1)


def test_even_bargaining_power_splits_the_surplus_of_equal_rivals_evenly(bare, win):
    costs = {f"actors.{rival}.war_cost": 0.15 for rival in RIVALS}
    s = bare(**win(0.5), **costs, **{"mechanisms.bargaining.proposer_advantage": 0.5}).outlook.prospects
    assert s.waiting == pytest.approx(0.5)


def test_exchanging_the_rivals_mirrors_odds_and_range(bare):
    here = bare(MANY, **drawn(), **RULES).outlook.prospects
    there = bare(MANY, **exchanged(drawn()), **RULES).outlook.prospects
    assert here.win == pytest.approx(1 - there.win)
    assert here.range.low == pytest.approx(1 - there.range.high)
    assert here.range.high == pytest.approx(1 - there.range.low)


def test_exchanging_the_rivals_exchanges_what_a_war_leaves_to_each(bare):
    here, there = bare(MANY, **drawn(), **RULES), bare(MANY, **exchanged(drawn()), **RULES)
    mine, yours = crisis_game.war_shares(here.look())
    your_mirror, my_mirror = crisis_game.war_shares(there.look())
    without_help = 0
    assert mine[without_help] == pytest.approx(my_mirror[without_help])
    assert yours[without_help] == pytest.approx(your_mirror[without_help])
    assert np.array(mine) + np.array(yours) == pytest.approx(1 - 0.1)


def test_exchanging_twice_changes_nothing():
    values = drawn()
    assert exchanged(exchanged(values)).keys() == values.keys()
    assert all(np.array_equal(exchanged(exchanged(values))[name], values[name]) for name in values)


@given(st.permutations(range(4)), st.lists(st.floats(-1, 1), min_size=4, max_size=4), st.floats(0, 30))
def test_the_order_of_a_menu_does_not_matter(order, utility, precision):
    column, is_open = np.array(utility)[:, None], np.ones((4, 1), bool)
    straight = probabilities(column, is_open, [[0, 1], [2, 3]], precision, 0.6)
    place = {row: at for at, row in enumerate(order)}
    families = [[place[0], place[1]], [place[2], place[3]]]
    permuted = probabilities(column[list(order)], is_open, families, precision, 0.6)
    assert permuted == pytest.approx(straight[list(order)])


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0, 30), st.floats(0, 0.5), st.floats(0, 0.5))
def test_exchanging_the_answers_of_a_game_exchanges_their_chances(first, second, precision, punish, intervene):
    response = crisis.responses(np.array([punish]), np.array([intervene]))
    here = crisis.chance_to_yield(crisis.by_answer(first, second), response, precision)
    there = crisis.chance_to_yield(crisis.by_answer(second, first), response, precision)
    assert here + there == pytest.approx(1.0)


@given(st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0, 5))
def test_exchanging_the_powers_of_a_contest_exchanges_the_odds(one, other, decisiveness):
    a, b = np.array([one]), np.array([other])
    assert force.success(a, b, decisiveness) == pytest.approx(1 - force.success(b, a, decisiveness))
