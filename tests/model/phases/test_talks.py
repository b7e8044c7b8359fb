"""Signature and ratification: power moves with a signature, and moves back where the agreement fails at home."""

import numpy as np
import pytest

from sim.model.phases import talks
from sim.model.world.outlook.table import table_of
from sim.model.world.state import NEVER, SIGNED, TALKS
from sim.parameters import Binding

SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]
TEXT = {"demand": 0.6, "offer": 0.6, "agreed": True, "frozen_until": 0}
REJECTED = {"mechanisms.ratification.pivot": 2.0, "mechanisms.ratification.slope": 40.0}
PASSED = {"mechanisms.ratification.pivot": -1.0, "mechanisms.ratification.slope": 40.0}
NO_FALLS = {"mechanisms.legitimacy.government.hazard": 0.0}
POWER = ("capability_armenia", "capability_azerbaijan")


def power_of(view):
    """The capabilities of both rivals now."""
    return np.stack([getattr(view.worlds, name) for name in POWER])


def test_with_a_signature_power_moves_by_what_changes_hands(situation):
    view = situation(bindings=SIGN, values=NO_FALLS, **TEXT)
    before, held = power_of(view), view.worlds.status_quo.copy()
    talks.run(view)
    world, shift = view.worlds, view.values.mechanisms.capability.concession_shift
    moved = shift * (table_of(world, view.values).share - held)
    assert world.signed.all()
    assert moved.min() > 0
    assert power_of(view) - before == pytest.approx(np.stack([-moved, moved]))
    assert world.shifted == pytest.approx(moved)


def signed_and_put_to_a_vote(situation, ratification):
    """The power before a signature, and the worlds after the vote of the next quarter."""
    view = situation(bindings=SIGN, values={**ratification, **NO_FALLS}, **TEXT)
    before = power_of(view)
    talks.run(view)
    assert view.worlds.signed.all()
    view.quarter += 1
    view.commitments = type(view.commitments)()
    view.look()
    talks.run(view)
    return view, before


def test_a_rejected_ratification_undoes_the_shift_of_power(situation):
    view, before = signed_and_put_to_a_vote(situation, REJECTED)
    assert power_of(view) == pytest.approx(before, abs=1e-12)
    assert not view.worlds.shifted.any()


def test_a_rejected_ratification_leads_back_to_talks_that_rest(situation):
    view, _ = signed_and_put_to_a_vote(situation, REJECTED)
    world, rules = view.worlds, view.values.mechanisms.ratification
    assert (world.phase == TALKS).all()
    assert (world.signed_quarter == NEVER).all()
    assert (world.first_signed_quarter == view.quarter - 1).all()
    assert (world.failed_ratifications == 1).all()
    assert (world.frozen_until == view.quarter + rules.pause).all()
    assert not world.undone.any(), "nothing was undone by war"


def test_a_ratified_agreement_keeps_the_shift_of_power(situation):
    view, before = signed_and_put_to_a_vote(situation, PASSED)
    world = view.worlds
    assert (world.phase == SIGNED).all()
    assert world.ratified.all()
    assert power_of(view) - before == pytest.approx(np.stack([-world.shifted, world.shifted]))


def test_an_agreement_that_is_renewed_after_a_war_is_no_longer_undone(situation):
    view = situation(bindings=SIGN, values=NO_FALLS, undone=True, last_war_quarter=2, **TEXT)
    talks.run(view)
    assert view.worlds.signed.all()
    assert not view.worlds.undone.any()


def test_a_text_that_lies_unsigned_loses_its_promise_and_nothing_moves(situation):
    view = situation(bindings=[Binding("azerbaijan", "refuse_to_sign", "always")], values=NO_FALLS, **TEXT)
    before = power_of(view)
    talks.run(view)
    assert view.worlds.in_talks.all()
    assert view.worlds.confidence == pytest.approx(view.values.mechanisms.signature.patience)
    assert np.array_equal(power_of(view), before)
