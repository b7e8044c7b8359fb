"""In a thousand random settings, what should restrain Azerbaijan restrains it, and what should embolden it does so.

Every parameter lies at a random place of its plausible range, or somewhere on the way there from the worldview with most
force; Azerbaijan is greedy and the talks stand still; and one parameter is then raised. The chance of force is that
of the crisis game as it is played: an incursion or an attack, or a threat that is resisted and carried out, whatever is
answered. Nothing is asserted of Armenia's cost of war and of the audience cost: a target that yields sooner invites threats
and spares fights, and a threat that is dear is rare and believed.
"""

from functools import cache

import numpy as np
import pytest

from sim.model.actors.challenge import MOVES, THREATS, crisis_of
from sim.model.negotiation import NegotiationModel
from sim.parameters import load

SETTINGS = 1_000
NOTICEABLE = 0.01
"""One point of the chance of force: less is a matter of rounding and of substitution between moves."""
ANYWHERE, NEARBY = 1.0, 0.3
"""How far the settings lie from the worldview with most force towards a random place in the plausible ranges."""
MOST = {ANYWHERE: 0.01, NEARBY: 0.06}
"""The part of the settings in which a direction may be wrong by more than that. Force is rare anywhere in the ranges; nearby it
is tempting in many settings, and there what weakens a threat, so that it is resisted, sometimes makes it a fight."""
M, A = "mechanisms.", "actors."
WEST = ("european_union", "united_states")
POWERS = ("russia", "iran", *WEST)
RESTRAINS = (
    A + "azerbaijan.war_cost",
    A + "azerbaijan.status_seeking",
    A + "azerbaijan.partner_value",
    A + "azerbaijan.effort",
    A + "armenia.initial.capability",
    A + "armenia.initial.support",
    M + "force.destruction",
    M + "force.intervention_strength",
    M + "integration.loss_weight",
    M + "mediation.initial.western_lead",
    M + "deterrence.lasting",
    M + "deterrence.coordination",
    *(f"{M}deterrence.interest.{power}" for power in POWERS),
    *(f"{M}deterrence.leverage.{power}" for power in POWERS),
    *(f"{M}reputation.initial_resolve.{power}" for power in POWERS),
    *(f"{M}guarantees.initial.obligations.{power}" for power in WEST),
    *(f"{M}guarantees.credibility.{power}" for power in WEST),
    M + "deterrence.intervention_share.russia",
    M + "conditions.initial.attention.united_states",
)  # fmt: skip
EMBOLDENS = (
    A + "azerbaijan.militarism",
    M + "crisis.rally",
    A + "azerbaijan.initial.capability",
    A + "azerbaijan.initial.support",
    M + "deterrence.blunting.energy",
    M + "deterrence.blunting.distraction",
    M + "conditions.initial.energy_dependence",
)


@cache
def drawn(spread):
    """A value for every parameter with a range, in every setting."""
    centre = load("araz2023")
    luck = np.random.default_rng(1)
    values = {}
    for name in centre.entries:
        ends = centre.range(name)
        if ends is None or name.startswith(("calendar.horizon", "outcomes")):
            continue
        low, high = ends
        somewhere = luck.uniform(low, high, SETTINGS)
        here = centre.values[name] + spread * (somewhere - centre.values[name])
        whole = isinstance(centre.values[name], int) and not isinstance(centre.values[name], bool)
        values[name] = np.rint(here) if whole else here
    return {**values, M + "guarantees.at_once": True, M + "quantal_response.rounds": 2}


def chance_of_force(values):
    """The chance that a crisis at the start brings force, in every setting, shape (SETTINGS,)."""
    model = NegotiationModel(load("araz2023"), worlds=SETTINGS, values=values, collect=False)
    model.worlds.set(greedy=np.ones(SETTINGS, dtype=bool), moved_armenia=np.zeros(SETTINGS))
    crisis = crisis_of(model.look())
    game, played = crisis.game, crisis.solution
    places = np.arange(SETTINGS)
    chance = np.zeros(SETTINGS)
    for row, name in enumerate(MOVES):
        moves = played.chances[row + 1, crisis.challenger, places]
        fights = (1.0 - played.expected[row]) * played.fights[row, crisis.challenger, places]
        chance += moves * (fights if name in THREATS else 1.0)
    assert game.restraint.shape[1] == SETTINGS
    return chance


@cache
def before(spread):
    return chance_of_force(drawn(spread))


def change(name, spread):
    """What half of the way to the upper end of its range does to the chance of force."""
    _, high = load("araz2023").range(name)
    now = drawn(spread)[name]
    return chance_of_force({**drawn(spread), name: now + 0.5 * (high - now)}) - before(spread)


@pytest.mark.parametrize("spread", [ANYWHERE, NEARBY])
@pytest.mark.parametrize("name", RESTRAINS)
def test_what_should_restrain_azerbaijan_does(name, spread):
    found = change(name, spread)
    assert (found > NOTICEABLE).mean() <= MOST[spread]
    assert spread == ANYWHERE or found.mean() < 0


@pytest.mark.parametrize("spread", [ANYWHERE, NEARBY])
@pytest.mark.parametrize("name", EMBOLDENS)
def test_what_should_embolden_azerbaijan_does(name, spread):
    found = change(name, spread)
    assert (found < -NOTICEABLE).mean() <= MOST[spread]
    assert spread == ANYWHERE or found.mean() > 0


def test_force_is_tempting_in_some_settings_and_not_in_most():
    assert 0.01 < before(NEARBY).mean() < 0.5
    assert (before(NEARBY) > 0.1).sum() > 25
