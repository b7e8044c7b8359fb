"""Exchanging the rivals exchanges the roles.

Set-up (`bare`): two rivals, one issue, nobody outside. The menus of the two rivals differ by design; what must be
symmetric is force, the range of bargains, and the crisis that either can begin under an agreement.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.model.actors import challenge, revision, stakes
from sim.model.mechanisms import crisis, force
from sim.model.mechanisms.quantal_response import probabilities
from sim.model.mechanisms.types import COSTS
from sim.model.world.state import SIGNED

MANY = 200
RIVALS = ("armenia", "azerbaijan")
PRECISION = 20.0


def drawn(seed=4):
    """Capabilities, support and costs of two rivals, at random."""
    generator = np.random.default_rng(seed)
    return {
        f"actors.{rival}.{what}": generator.uniform(low, high, MANY)
        for rival in RIVALS
        for what, low, high in (
            ("initial.capability", 0.1, 0.9),
            ("initial.support", 0.0, 0.5),
            ("war_cost", 0.05, 0.25),
            ("growth", -0.01, 0.01),
        )
    }


def exchanged(values):
    """The same with the two rivals in each other's place."""
    other = {"actors.armenia": "actors.azerbaijan", "actors.azerbaijan": "actors.armenia"}
    parts = {name: name.split(".", 2) for name in values}
    return {f"{other['.'.join(part[:2])]}.{part[2]}": values[name] for name, part in parts.items()}


RULES = {"mechanisms.force.support_weight": 0.5, "mechanisms.force.decisiveness": 1.7}


def test_equal_rivals_have_even_odds_and_a_symmetric_range(bare, win):
    costs = {f"actors.{rival}.war_cost": 0.15 for rival in RIVALS}
    view = bare(**win(0.5), **costs, **{"mechanisms.force.status_quo": 0.5}).look()
    bargains = stakes.bargaining_range(view)
    assert view.outlook.prospects.win == pytest.approx(0.5)
    assert bargains.low == pytest.approx(1 - bargains.high)
    assert bargains.surplus == pytest.approx(0.15 + 0.15)


def test_exchanging_the_rivals_mirrors_odds_and_range(bare):
    here, there = (bare(MANY, **values, **RULES).look() for values in (drawn(), exchanged(drawn())))
    assert here.outlook.prospects.win == pytest.approx(1 - there.outlook.prospects.win)
    ours, theirs = stakes.bargaining_range(here), stakes.bargaining_range(there)
    assert ours.low == pytest.approx(1 - theirs.high)
    assert ours.high == pytest.approx(1 - theirs.low)


UNDER_AGREEMENT = {
    **RULES,
    "mechanisms.force.escalation": 0.3,
    "mechanisms.force.left_by_defeat": 0.4,
    "mechanisms.force.destruction": 0.05,
    "mechanisms.types.costs": 0.6,
    "mechanisms.crisis.hazard.signed": 0.0,
    "mechanisms.crisis.hazard.revision": 0.0,
    "mechanisms.relapse.strength.reneging": 1.0,
    "mechanisms.relapse.strength.revanchism": 1.0,
}
"""A signed agreement after whose one crisis no other is expected, so that neither side hopes for later gains; wars are
limited or total; costs are private."""


def agreed(bare, share, **values):
    """A view one year after the signature of a text that gives Azerbaijan a share, when talks bring nothing more."""
    model = bare(MANY, **values, **UNDER_AGREEMENT)
    everywhere = np.ones(MANY, dtype=bool)
    model.worlds.set(
        phase=np.full(MANY, SIGNED), demand=share * model.worlds.live, offer=share * model.worlds.live, status_quo=0.0
    )
    model.worlds.set(moved_armenia=0.0, moved_azerbaijan=0.0)
    model.worlds.mark("signed_quarter", everywhere, 0)
    model.quarter = 4
    view = model.look()
    assert view.outlook.table.held == pytest.approx(share)
    return view


def mirrored(bare):
    """Azerbaijan's crisis under an agreement, and Armenia's where the two have changed places: two games."""
    share = np.random.default_rng(7).uniform(0.1, 0.9, MANY)
    ours = challenge.crisis_of(agreed(bare, share, **drawn()))
    theirs = revision.crisis_of(agreed(bare, 1 - share, **exchanged(drawn())))
    return _alike(ours, ("threaten", "attack")), _alike(theirs, ("demand_revision", "reclaim"))


def _alike(found, moves):
    """The game of two moves, with types of Azerbaijan by their cost alone: greed makes no difference in this set-up."""
    rows, size = [found.row(move) for move in moves], found.view.size

    def seen(payoffs):
        wide = np.broadcast_to(payoffs, (*payoffs.shape[:-1], size))
        return wide[..., :COSTS, :]

    def believed(belief):
        return belief.reshape(-1, COSTS, size).sum(axis=0)

    game = found.game
    by_move = ("yielded", "stood_down", "fought", "target_yielded", "target_kept", "target_fought")
    return crisis.Game(
        threat=game.threat[rows],
        restraint=seen(game.restraint),
        belief_in_challenger=believed(game.belief_in_challenger),
        belief_in_target=believed(game.belief_in_target),
        **{name: seen(getattr(game, name)[rows]) for name in by_move},
    )


def test_exchanging_the_rivals_mirrors_the_crisis_game(bare):
    ours, theirs = mirrored(bare)
    for name, mine in ours._asdict().items():
        assert mine == pytest.approx(getattr(theirs, name)), name
    assert np.ptp(ours.fought) > 0.1


def test_mirrored_crises_are_played_alike(bare):
    ours, theirs = (crisis.solve(game, PRECISION, PRECISION, 4) for game in mirrored(bare))
    for name, mine in ours._asdict().items():
        assert mine == pytest.approx(getattr(theirs, name)), name
    assert np.ptp(ours.chances) > 0.5


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


@given(st.lists(st.floats(-1, 1), min_size=8, max_size=8), st.floats(0, 30), st.integers(1, 6))
def test_the_order_of_the_types_does_not_matter(payoffs, precision, rounds):
    """Two types on both sides: named the other way round, they play the other way round."""

    def game(order):
        at = np.array(payoffs).reshape(4, 1, 2, 1)[:, :, order]
        chance = np.array([[0.3], [0.7]])[order]
        kept = np.zeros((1, 2, 1))
        return crisis.Game(
            np.array([[True]]), kept[0], 0.3 + at[0], -0.1 + kept, at[1], at[2], kept, at[3], chance, chance
        )

    straight, turned = (crisis.solve(game(order), precision, precision, rounds) for order in ([0, 1], [1, 0]))
    assert turned.chances[:, ::-1] == pytest.approx(straight.chances)
    assert turned.yields[:, ::-1] == pytest.approx(straight.yields)


@given(st.floats(0.01, 5), st.floats(0.01, 5), st.floats(0, 5))
def test_exchanging_the_powers_of_a_contest_exchanges_the_odds(one, other, decisiveness):
    a, b = np.array([one]), np.array([other])
    assert force.success(a, b, decisiveness) == pytest.approx(1 - force.success(b, a, decisiveness))
