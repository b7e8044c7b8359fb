"""Powell (2004, 2006): a shift of power larger than the surplus of peace brings war; a guarantee can cover it.

Set-up (`bare`, within the ranges of the parameters but for the precision): Armenia rises. Its capability is .18 against
.42 and grows by .03 a quarter while Azerbaijan's shrinks by .01, so that over a foresight of ten quarters its chance to
win goes from p1 = .3 to p2 = .6; the discount over the ten quarters is d = .9. War costs nothing but the share k of the
prize that it destroys. War is due iff d p2 - p1 = .24 exceeds k / (1 - k). One quarter is walked: the condition speaks
of a moment.

The guarantee is an obligation of the United States that is believed with probability G and protects wholly if it is
kept. Its effect: with chance G Armenia's later war value counts as it is now (p' = p1).
"""

import numpy as np
import pytest

from sim.model.world.outcomes import COMMITMENT
from sim.model.world.state import WAR
from sim.parameters.vocabulary import POWERS

NOW, LATER, DISCOUNT = 0.3, 0.6, 0.9
GAIN = DISCOUNT * LATER - NOW
FORESIGHT = 10
UNBELIEVED = {
    **{f"mechanisms.guarantees.credibility.{power}": 0.0 for power in POWERS},
    "mechanisms.guarantees.credibility.monitoring": 0.0,
    "mechanisms.guarantees.credibility.legal_consequences": 0.0,
    "mechanisms.guarantees.credibility.neutral_force": 0.0,
    "mechanisms.guarantees.initial.obligations.united_states": 1.0,
    "mechanisms.guarantees.weights.monitoring": 0.0,
    "mechanisms.guarantees.weights.enforcement": 1.0,
    "mechanisms.guarantees.weights.force": 0.0,
    "mechanisms.guarantees.weights.legal_consequences": 0.0,
}
RISING = {
    **UNBELIEVED,
    "actors.armenia.initial.capability": 0.18,
    "actors.azerbaijan.initial.capability": 0.42,
    "actors.armenia.growth": 0.03,
    "actors.azerbaijan.growth": -0.01,
    "actors.armenia.war_cost": 0.0,
    "actors.azerbaijan.war_cost": 0.0,
    "calendar.foresight": FORESIGHT,
    "calendar.discount": DISCOUNT ** (1 / FORESIGHT),
}
DESTROYED = "mechanisms.force.destruction"
BELIEVED = "mechanisms.guarantees.credibility.united_states"


def threshold(destroyed, protected=NOW):
    """The least guarantee that keeps the peace, g* = (d p2 - p1 - k / (1 - k)) / (d (p2 - p'))."""
    return (GAIN - destroyed / (1 - destroyed)) / (DISCOUNT * (LATER - protected))


def test_the_set_up_is_the_one_of_the_example(bare):
    model = bare(**RISING, **{DESTROYED: 0.1})
    assert 1 - model.outlook.prospects.win == pytest.approx(NOW)
    assert model.outlook.prospects.war_now == pytest.approx((1 - NOW) * 0.9)
    assert model.outlook.prospects.war_later == pytest.approx((1 - LATER) * 0.9)
    assert model.outlook.prospects.durable == pytest.approx(1 - DISCOUNT * LATER * 0.9)


@pytest.mark.parametrize(("destroyed", "war"), [(0.1, True), (0.2, False)])
def test_war_iff_the_shift_of_power_exceeds_the_surplus_of_peace(bare, destroyed, war):
    """The shift .24 exceeds the surplus .1111 (k = .1), but not .25 (k = .2)."""
    model = bare(30, **RISING, **{DESTROYED: destroyed})
    assert (model.outlook.prospects.range.surplus > 0).all()
    model.step()
    assert ((model.worlds.phase == WAR) == war).all()
    if war:
        assert (model.worlds.war_cause == COMMITMENT).all()


def test_war_exactly_up_to_the_threshold(bare):
    """Worlds that differ in what war destroys: war where k / (1 - k) < .24."""
    destroyed = np.linspace(0.01, 0.4, 79)
    model = bare(79, **RISING, **{DESTROYED: destroyed})
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, destroyed / (1 - destroyed) < GAIN)


def test_without_the_shift_there_is_no_war(bare):
    still = {**RISING, "actors.armenia.growth": 0.0, "actors.azerbaijan.growth": 0.0}
    model = bare(30, **still, **{DESTROYED: 0.1}).run()
    assert not (model.worlds.phase == WAR).any()


def test_a_guarantee_above_the_threshold_keeps_the_peace_and_one_below_does_not(bare):
    """g* = .477366 for k = .1 and p' = p1."""
    assert threshold(0.1) == pytest.approx(0.477366, abs=5e-7)
    belief = np.linspace(0.0, 0.9, 91)
    model = bare(91, **{**RISING, DESTROYED: 0.1, BELIEVED: belief})
    assert model.outlook.guarantees.promised == pytest.approx(belief)
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, belief < threshold(0.1))


def test_the_threshold_of_the_literature_is_that_of_the_engine():
    """Facts of the field: p' = .4, k = .1 gives .716049."""
    assert threshold(0.1, protected=0.4) == pytest.approx(0.716049, abs=5e-7)


def test_a_challenger_that_rises_itself_waits(bare):
    """The mirror image: power shifts towards Azerbaijan, so there is nothing to forestall."""
    mirrored = {
        **RISING,
        "actors.armenia.initial.capability": 0.42,
        "actors.azerbaijan.initial.capability": 0.18,
        "actors.armenia.growth": -0.01,
        "actors.azerbaijan.growth": 0.03,
    }
    model = bare(20, **mirrored, **{DESTROYED: 0.1})
    model.step()
    assert not (model.worlds.phase == WAR).any()


def test_waiting_and_attacking_are_both_open(bare, capture):
    model = bare(5, recorder=capture, **RISING, **{DESTROYED: 0.1})
    model.step()
    (choice,) = capture.of("move_azerbaijan")
    still_open = {name for name in choice.menu.names if choice.available[choice.menu.row[name]].all()}
    assert still_open == {"hold", "attack"}
