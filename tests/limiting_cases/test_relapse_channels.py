"""A channel of relapse at strength zero never causes a relapse, and the others still do.

Set-up: the full model; the text is agreed at the start, both sides are bound to sign, ratification is sure, and all
actors choose with little precision, so that all five channels strike often. Six settings share the draws in one
block: no channel off, and each of the five off in turn.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.mechanisms.relapse import CHANNELS
from sim.model.negotiation import NegotiationModel
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.state import SIGNED, WAR
from sim.parameters import Binding, load
from sim.parameters.vocabulary import ACTORS, ISSUES

SIZE = 300
SETTINGS = (None, *CHANNELS)
SIGN = [Binding(rival, "sign", "always") for rival in ("armenia", "azerbaijan")]


def signed_peace(strengths, seed=3):
    """A block of worlds in which peace is signed in the first quarters."""
    size = len(next(iter(strengths.values())))
    values = {
        **{f"mechanisms.bargaining.initial_offer.{issue}": 1.0 for issue in ISSUES},
        **{f"actors.{actor}.precision": 2.0 for actor in ACTORS},
        **{f"mechanisms.relapse.strength.{channel}": strength for channel, strength in strengths.items()},
        "mechanisms.ratification.pivot": -1.0,
        "mechanisms.ratification.slope": 40.0,
        "mechanisms.relapse.rejection_hazard": 0.3,
        "mechanisms.relapse.decay_hazard": 0.3,
        "mechanisms.relapse.decay_ripening": 1.0,
        "mechanisms.quantal_response.precision": 2.0,
        "mechanisms.crisis.hazard.revision": 0.2,
        "mechanisms.spoilers.incident_chance": 1.0,
    }
    assert set(values) <= set(load().values)
    index = np.arange(size) % SIZE
    return NegotiationModel(seed=seed, index=index, values=values, bindings=Bindings(SIGN), collect=False).run()


@pytest.fixture(scope="module")
def block():
    off = {channel: np.repeat([float(setting != channel) for setting in SETTINGS], SIZE) for channel in CHANNELS}
    return signed_peace(off)


def causes(block, setting):
    """The channels that caused the first relapse in any world of a setting."""
    place = SETTINGS.index(setting)
    rows = block.worlds.relapse_cause[place * SIZE : (place + 1) * SIZE]
    return {CHANNELS[row] for row in rows if row >= 0}


def test_every_channel_strikes_when_all_are_on(block):
    assert causes(block, None) == set(CHANNELS)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_that_is_off_causes_no_relapse_and_the_others_still_do(block, channel):
    assert causes(block, channel) == set(CHANNELS) - {channel}


@pytest.mark.parametrize(("channel", "cause"), [("revanchism", "revision"), ("spoilers", "incident")])
def test_a_channel_that_is_off_causes_no_war(block, channel, cause):
    off = np.repeat([setting == channel for setting in SETTINGS], SIZE)
    begun = block.worlds.war_cause == WAR_CAUSES.index(cause)
    assert begun[~off].any()
    assert not begun[off].any()


def test_nobody_challenges_a_signed_peace_when_reneging_is_off():
    """Revanchism is off as well: a war that Armenia begins would end the agreement, and with it the calm."""
    strengths = {channel: np.ones(2 * SIZE) for channel in CHANNELS}
    strengths["revanchism"] = np.zeros(2 * SIZE)
    strengths["reneging"] = np.repeat([0.0, 1.0], SIZE)
    world = signed_peace(strengths).worlds
    signed = world.first_signed_quarter >= 0
    after = signed & (world.last_crisis_quarter > world.first_signed_quarter)
    assert signed[:SIZE].sum() > SIZE / 2
    assert not after[:SIZE].any()
    assert after[SIZE:].any()


def test_with_every_channel_off_a_signed_peace_is_calm():
    model = signed_peace({channel: np.zeros(SIZE) for channel in CHANNELS})
    world = model.worlds
    signed = world.first_signed_quarter >= 0
    assert signed.sum() > SIZE / 2
    assert not ((world.phase == WAR) & signed).any()
    assert (world.phase[signed] == SIGNED).all()
    assert not world.incidents.any()
    assert (world.relapse_cause == -1).all()
    assert (world.relapse_quarter == -1).all()


def test_a_stronger_channel_strikes_more_worlds():
    """Public rejection at a tenth of its strength and in full, the other channels off."""
    strength = np.repeat([0.1, 1.0], SIZE)
    model = signed_peace({c: strength if c == "rejection" else 0 * strength for c in CHANNELS})
    struck = (model.worlds.relapse_cause == CHANNELS.index("rejection")).reshape(2, SIZE).mean(axis=1)
    assert struck[0] < struck[1]
