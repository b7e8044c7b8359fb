"""Two settings use the same draws in the same world, so that differences between them are paired.

Set-up: the full model under two strengths of one parameter, 2,000 worlds each, with the same seed and with different
ones.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.parameters import Binding

SIZE = 2_000
CHANGED = "actors.azerbaijan.war_cost"


def war(seed, cost):
    model = NegotiationModel(worlds=SIZE, seed=seed, values={CHANGED: cost}, collect=False).run()
    return (model.table().wars > 0).to_numpy(dtype=float)


def test_pairing_makes_the_difference_between_two_settings_more_certain():
    """The variance of the difference per world falls at least by a quarter against independent runs."""
    cheap, dear = war(1, 0.2), war(1, 0.22)
    elsewhere = war(2, 0.22)
    paired, independent = np.var(cheap - dear), np.var(cheap - elsewhere)
    assert np.var(cheap) > 0.01
    assert paired < 0.75 * independent


def test_two_settings_that_are_the_same_differ_nowhere():
    assert np.array_equal(war(1, 0.2), war(1, 0.2))


@pytest.mark.parametrize("quarter", [1, 5, 9])
def test_histories_are_identical_until_the_first_decision_that_differs(quarter, snapshot, differences):
    binding = Binding("european_union", "pressure", "always", from_quarter=quarter)
    free = NegotiationModel(worlds=50, seed=3, bindings=Bindings(), collect=False)
    bound = NegotiationModel(worlds=50, seed=3, bindings=Bindings([binding]), collect=False)
    for _ in range(quarter):
        assert not differences(snapshot(free), snapshot(bound))
        free.step()
        bound.step()
    assert not differences(snapshot(free), snapshot(bound))
    free.step()
    bound.step()
    assert differences(snapshot(free), snapshot(bound))


def test_a_change_that_reaches_no_decision_of_a_world_leaves_its_history_alone(snapshot, differences):
    """How a signed peace fails cannot matter in worlds that never sign."""
    never = Bindings([Binding("armenia", "refuse_to_sign", "always")])
    changes = ({"mechanisms.relapse.setback": 0.0}, {"mechanisms.relapse.decay_hazard": 0.5})
    one, other = (
        NegotiationModel(worlds=100, seed=3, values=change, bindings=never, collect=False).run() for change in changes
    )
    assert not differences(snapshot(one), snapshot(other))
