"""Powell (2004, 2006): a foreseen shift of power larger than the surplus of peace brings war; a guarantee can help.

Set-up (`bare`, within the ranges of the parameters but for the precision): Armenia rises. Its capability is .18
against .42 and grows by .03 a quarter while Azerbaijan's shrinks by .01; one year is foreseen, so that the chance
that Azerbaijan wins goes from p1 = .7 to p2 = .5588 and is thought to stay there. Azerbaijan holds q = p1, all that
Armenia now leaves rather than fights. From next year on it would keep p2 alone, since war costs Armenia nothing. With
the discount d = .9 a year, waiting is worth (1 - d) q + d p2, and war p1 - c to an Azerbaijan to which war costs c:
war is due iff c lies below d (q - p2). One quarter is walked: the condition speaks of a moment.

A guarantee that protects with the chance G takes that share of its gain from Armenia's later threat.
"""

import numpy as np
import pytest

from sim.model.actors import stakes, waiting
from sim.model.mechanisms import continuation
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import NEVER, WAR

NOW, LATER = 0.42 / 0.6, 0.38 / 0.68
DISCOUNT, FORESIGHT = 0.9, 4
SHIFT = DISCOUNT * (NOW - LATER)
COST = "actors.azerbaijan.war_cost"
GUARANTEE = {
    "mechanisms.guarantees.credibility.monitoring": 1.0,
    "mechanisms.guarantees.weights.monitoring": 1.0,
    "mechanisms.guarantees.weights.enforcement": 0.0,
    "mechanisms.guarantees.weights.force": 0.0,
    "mechanisms.guarantees.weights.legal_consequences": 0.0,
}
"""What protects is monitoring alone: it is the guarantee that is in force before a signature."""
PROTECTS = "mechanisms.guarantees.initial.monitoring"
RISING = {
    **GUARANTEE,
    PROTECTS: 0.0,
    "actors.armenia.initial.capability": 0.18,
    "actors.azerbaijan.initial.capability": 0.42,
    "actors.armenia.growth": 0.03,
    "actors.azerbaijan.growth": -0.01,
    "actors.armenia.war_cost": 0.0,
    "mechanisms.force.status_quo": NOW,
    "calendar.foresight": FORESIGHT,
    "calendar.discount": DISCOUNT**0.25,
}
STILL = {"actors.armenia.growth": 0.0, "actors.azerbaijan.growth": 0.0}


def test_the_set_up_is_the_one_of_the_example(bare):
    view = bare(**RISING, **{COST: 0.1}).look()
    assert view.outlook.prospects.path.win[:, 0] == pytest.approx([NOW, LATER, LATER, LATER, LATER])
    assert stakes.bargaining_range(view).high == pytest.approx(NOW)


def worth_of_waiting(model):
    """What restraint is worth to each type of Azerbaijan if nothing is to be had from talks."""
    view = model.look()
    side, other = stakes.azerbaijan(view), stakes.armenia(view)
    nothing = np.zeros((continuation.YEARS + 1, view.size))
    held = stakes.worth(side, side.held)
    return waiting.waiting(view, side, other, held, nothing, waiting.crisis_rate(view))


def test_waiting_is_worth_what_is_kept_now_and_what_armenia_leaves_later(bare):
    waits = worth_of_waiting(bare(**RISING, **{COST: 0.1}))
    assert waits == pytest.approx((1 - DISCOUNT) * NOW + DISCOUNT * LATER)


def test_while_power_stays_as_it_is_what_is_held_is_kept(bare, win):
    """Chances, costs and what is held differ from world to world; held is what both prefer to war."""
    generator = np.random.default_rng(3)
    chance, dear, cheap = (generator.uniform(*ends, 300) for ends in ((0.2, 0.8), (0.01, 0.2), (0.01, 0.2)))
    held = generator.uniform(chance - dear, chance + cheap)
    costs = {COST: dear, "actors.armenia.war_cost": cheap}
    waits = worth_of_waiting(bare(300, **win(chance), **costs, **{"mechanisms.force.status_quo": held}))
    assert waits == pytest.approx(np.broadcast_to(held, waits.shape), abs=1e-12)


def test_war_exactly_where_the_shift_of_power_exceeds_the_cost_of_war(bare):
    """Worlds that differ in the cost of war to Azerbaijan, around d (q - p2) = .1271."""
    cost = np.linspace(0.0505, 0.1995, 150)
    model = bare(150, **RISING, **{COST: cost})
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, cost < SHIFT)
    fought = model.worlds.war_cause[cost < SHIFT]
    assert (fought == WAR_CAUSES.index("closing_window")).all()


def test_without_the_shift_there_is_no_war(bare):
    model = bare(30, **{**RISING, **STILL}, **{COST: 0.05}).run()
    assert not model.worlds.wars.any()


def test_a_shift_that_nobody_foresees_brings_no_war_in_the_quarter_in_which_a_foreseen_one_does(bare):
    for foresight, war in ((FORESIGHT, True), (0, False)):
        model = bare(10, **{**RISING, "calendar.foresight": foresight}, **{COST: 0.1})
        model.step()
        assert ((model.worlds.phase == WAR) == war).all()


def test_the_further_a_rise_is_foreseen_the_earlier_war_comes(bare, win):
    """Crises open in some quarters only; with the same luck no world is at war later for having looked ahead."""
    generator = np.random.default_rng(5)
    chance = generator.uniform(0.4, 0.8, 200)
    worlds = {
        **win(chance),
        "mechanisms.force.status_quo": chance,
        COST: generator.uniform(0.05, 0.15, 200),
        "actors.armenia.war_cost": 0.0,
        "actors.armenia.growth": generator.uniform(0.01, 0.03, 200),
        "mechanisms.crisis.hazard.talks": 0.2,
    }
    came = []
    for foresight in (16, 0):
        world = bare(200, **worlds, **{"calendar.foresight": foresight}).run().worlds
        came.append(np.where(world.war_quarter == NEVER, 1000, world.war_quarter))
    assert (came[0] <= came[1]).all()
    assert (came[0] < came[1]).mean() > 0.2


def test_a_guarantee_above_the_threshold_keeps_the_peace_and_one_below_does_not(bare):
    """War is due while c lies below d (1 - G) (q - p2): for c = .08 up to G = .3704."""
    threshold = 1 - 0.08 / SHIFT
    assert threshold == pytest.approx(0.3704, abs=1e-4)
    protects = np.linspace(0.0, 0.995, 200)
    model = bare(200, **{**RISING, PROTECTS: protects}, **{COST: 0.08})
    assert model.outlook.guarantees.protection == pytest.approx(protects)
    model.step()
    assert np.array_equal(model.worlds.phase == WAR, protects < threshold)


def test_a_challenger_that_rises_itself_waits(bare):
    """Azerbaijan holds .15 and would win with the chance .3, in a year .44: an attack pays, but a later one more."""
    rising = {
        **RISING,
        "actors.armenia.initial.capability": 0.42,
        "actors.azerbaijan.initial.capability": 0.18,
        "actors.armenia.growth": -0.01,
        "actors.azerbaijan.growth": 0.03,
        "mechanisms.force.status_quo": 0.15,
    }
    for values, war in ((rising, False), ({**rising, **STILL}, True)):
        model = bare(20, **values, **{COST: 0.1})
        model.step()
        assert ((model.worlds.phase == WAR) == war).all()


def test_waiting_and_attacking_are_both_open(bare, capture):
    model = bare(5, recorder=capture, **RISING, **{COST: 0.1})
    model.step()
    (choice,) = capture.of("challenge_azerbaijan")
    still_open = {name for name in choice.menu.names if choice.available[choice.menu.row[name]].all()}
    assert still_open == {"refrain", "attack"}
