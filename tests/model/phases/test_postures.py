"""What goes together in one quarter: two postures of a power, two moves of Armenia; and what an open border leaves alone."""

import numpy as np
import pytest

from sim.model.actors.all import ALL
from sim.model.phases import postures
from sim.parameters import Binding
from sim.parameters.actions import CHOICES, GO_TOGETHER, go_together
from sim.parameters.vocabulary import ACTORS, POWERS

SECOND = "mechanisms.quantal_response.second_effort"
PAIRS = [(actor, *pair) for actor, pairs in GO_TOGETHER.items() for pair in pairs]
BLURRED = {f"actors.{actor}.precision": 3.0 for actor in ACTORS}
"""Actors that err much do everything sooner or later."""


def taken(view, actor):
    """What an actor does in the worlds of a view, as sets of actions."""
    done = [set() for _ in range(view.size)]
    decisions = ALL[actor].postures(view) if actor in POWERS else ALL[actor].moves(view, np.ones(view.size, dtype=bool))
    for decision in decisions:
        for place, row in zip(decision.view.places, decision.chosen, strict=True):
            done[place].add(decision.menu.names[row])
    return done


@pytest.mark.parametrize(("actor", "one", "other"), PAIRS)
def test_an_actor_that_is_bound_to_two_moves_that_go_together_makes_both(situation, actor, one, other):
    both = [Binding(actor, one, "always"), Binding(actor, other, "always")]
    view = situation(worlds=20, bindings=both, refused=False)
    assert all({one, other} <= done for done in taken(view, actor))


@pytest.mark.parametrize("actor", GO_TOGETHER)
def test_only_what_goes_together_is_done_in_one_quarter(situation, actor):
    view = situation(worlds=1_000, values=BLURRED, refused=False)
    seen = {frozenset(done - {"nothing_more"}) for done in taken(view, actor)}
    doubled = [done for done in seen if len(done) == 2]
    assert doubled, "some world must show two moves"
    assert all(go_together(actor, *done) for done in doubled)
    assert all(len(done) <= 2 for done in seen)


def test_the_dearer_a_second_posture_the_fewer_take_one(situation):
    cheap, dear = (
        sum(
            len(done - {"nothing_more"}) == 2
            for done in taken(situation(values={**BLURRED, SECOND: effort}), "united_states")
        )
        for effort in (1.0, 10.0)
    )
    assert cheap > dear


def test_armenia_makes_two_moves_in_the_talks_and_under_an_agreement_one(situation):
    """Arms go with a turn outwards and with a request, both of which belong to the talks."""
    moves = [
        [len(done - {"nothing_more"}) for done in taken(situation(values=BLURRED, signed=signed), "armenia")]
        for signed in (False, True)
    ]
    assert max(moves[0]) == 2
    assert max(moves[1]) == 1


def test_actors_of_which_no_article_says_so_do_one_thing_at_a_time(situation):
    for actor in ("azerbaijan", "russia", "iran"):
        assert ALL[actor].beside is None
        assert all(len(done) == 1 for done in taken(situation(worlds=50), actor))


def test_every_move_that_goes_with_another_is_one_of_the_actor():
    for actor, one, other in PAIRS:
        names = [action.name for action in CHOICES[actor][0]]
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
