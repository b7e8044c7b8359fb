"""Postures of the outside powers: what goes together in one quarter, and what an open border leaves alone."""

import numpy as np
import pytest

from sim.model.actors.all import ALL
from sim.model.phases import postures
from sim.parameters import Binding
from sim.parameters.actions import CHOICES, GO_TOGETHER, go_together

SECOND = "mechanisms.quantal_response.second_effort"
PAIRS = [(power, *pair) for power, pairs in GO_TOGETHER.items() for pair in pairs]


def taken(view, power):
    """What a power does in the worlds of a view, as sets of actions."""
    done = [set() for _ in range(view.size)]
    for decision in ALL[power].postures(view):
        for place, row in zip(decision.view.places, decision.chosen, strict=True):
            done[place].add(decision.menu.names[row])
    return done


@pytest.mark.parametrize(("power", "one", "other"), PAIRS)
def test_a_power_that_is_bound_to_two_postures_that_go_together_takes_both(situation, power, one, other):
    both = [Binding(power, one, "always"), Binding(power, other, "always")]
    view = situation(worlds=20, bindings=both, refused=False)
    assert all({one, other} <= done for done in taken(view, power))


@pytest.mark.parametrize("power", GO_TOGETHER)
def test_only_what_goes_together_is_done_in_one_quarter(situation, power):
    seen = {frozenset(done - {"nothing_more"}) for done in taken(situation(worlds=1_000, refused=False), power)}
    doubled = [done for done in seen if len(done) == 2]
    assert doubled, "some world must show two postures"
    assert all(go_together(power, *done) for done in doubled)
    assert all(len(done) <= 2 for done in seen)


def test_the_dearer_a_second_posture_the_fewer_take_one(situation):
    cheap, dear = (
        sum(len(done - {"nothing_more"}) == 2 for done in taken(situation(values={SECOND: effort}), "united_states"))
        for effort in (1.0, 10.0)
    )
    assert cheap > dear


def test_powers_of_which_no_article_says_so_do_one_thing_at_a_time(situation):
    for power in ("russia", "iran"):
        assert ALL[power].beside is None
        assert all(len(done) == 1 for done in taken(situation(worlds=50), power))


def test_every_posture_that_goes_with_another_is_one_of_the_power():
    for power, one, other in PAIRS:
        names = [action.name for action in CHOICES[power][0]]
        assert one in names
        assert other in names


def test_an_open_border_stops_no_arms(situation):
    """Turkey opens ahead of Baku: support for Azerbaijan is what it would be if Turkey stood still, and no less."""
    free = {"mechanisms.capability.assistance.turkey": 0.0}
    without, opened = (
        situation(bindings=[Binding("turkey", "open_ahead", "always")], values=values, support_azerbaijan=0.4)
        for values in (free, None)
    )
    for view in (without, opened):
        postures.run(view)
    assert (opened.worlds.support_azerbaijan >= without.worlds.support_azerbaijan - 1e-12).all()
    restrained = situation(bindings=[Binding("turkey", "restrain_azerbaijan", "always")], support_azerbaijan=0.4)
    postures.run(restrained)
    assert (restrained.worlds.support_azerbaijan < opened.worlds.support_azerbaijan).all()
    assert np.isfinite(opened.worlds.support_azerbaijan).all()
