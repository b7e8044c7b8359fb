"""Worlds in order: nothing but the time of a run depends on it."""

import gc
import weakref

import numpy as np
import pandas as pd
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.order import WORTH_SETTING_ASIDE
from sim.model.world.state import SIGNED, WAR
from sim.parameters import Binding

FIGHT = (Binding("azerbaijan", "attack", "always", kept=0.2), Binding("armenia", "resist", "always"))
TO_THE_LAST = (Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always"))


def by_hand(**settings):
    """A model that was walked quarter by quarter, its worlds never moved."""
    model = NegotiationModel(collect=False, **settings)
    while model.running:
        model.step()
    return model


@pytest.mark.parametrize("bindings", [(), FIGHT, TO_THE_LAST], ids=["free", "many wars", "all in war"])
def test_a_run_in_order_ends_in_the_very_state_of_one_that_was_walked_by_hand(bindings):
    settings = {"worlds": 300, "seed": 3, "bindings": Bindings(bindings)}
    run, walked = NegotiationModel(collect=False, **settings).run(), by_hand(**settings)
    for name, data in walked.worlds._data.items():
        assert np.array_equal(run.worlds._data[name], data), name
    assert np.array_equal(run.worlds.active, walked.worlds.active)
    pd.testing.assert_frame_equal(run.table(), walked.table())


def test_values_that_differ_between_worlds_move_with_them():
    values = {
        "mechanisms.fear.initial.fear": np.linspace(0, 1, 400),
        "actors.azerbaijan.precision": np.linspace(1, 20, 400),
    }
    settings = {"worlds": 400, "seed": 5, "values": values, "bindings": Bindings(FIGHT[:1])}
    run = NegotiationModel(collect=False, **settings).run()
    pd.testing.assert_frame_equal(run.table(), by_hand(**settings).table())


def test_on_the_way_worlds_stand_by_phase_and_finished_ones_are_few():
    model = NegotiationModel(worlds=400, seed=3, bindings=Bindings(FIGHT[:1]), collect=False)
    seen = set()
    while model.running:
        model.step()
        model.tidy()
        phase = model.worlds.phase
        assert (np.diff(phase) >= 0).all()
        assert (phase == WAR).sum() <= (1 - WORTH_SETTING_ASIDE) * phase.size + 1
        seen |= set(phase.tolist())
    model.gather()
    assert SIGNED in seen
    assert WAR in seen
    assert model.worlds.index.tolist() == list(range(400))


def test_a_run_leaves_the_arrays_that_it_was_given_as_they_were():
    index, fear = np.arange(200)[::-1].copy(), np.linspace(0, 1, 200)
    given = index.copy(), fear.copy()
    values = {"mechanisms.fear.initial.fear": fear}
    NegotiationModel(index=index, values=values, bindings=Bindings(FIGHT), collect=False).run()
    assert np.array_equal(index, given[0])
    assert np.array_equal(fear, given[1])


def test_a_released_model_is_gone_at_once_without_the_collector_of_garbage():
    model = NegotiationModel(worlds=20, collect=False).run()
    worlds, actor = weakref.ref(model.worlds), weakref.ref(next(iter(model.agents)))
    gc.collect()
    gc.disable()
    try:
        model.release()
        del model
        assert worlds() is None
        assert actor() is None
    finally:
        gc.enable()
