"""Outside powers act by their types: what they do, and what the rivals believe that they will do."""

import numpy as np
import pytest

from sim.model.actors.all import OUTSIDE_POWERS
from sim.model.phases import challenge
from sim.model.world.view import Luck
from sim.parameters import Binding
from sim.parameters.vocabulary import POWERS

READY = {
    f"mechanisms.deterrence.blunting.{name}": 0.0 for name in ("energy", "alignment", "distraction", "coordination")
}
CARES = {f"mechanisms.deterrence.interest.{power}": 1.0 for power in POWERS}
CREDIBLE = {f"mechanisms.guarantees.credibility.{power}": 1.0 for power in POWERS}
ATTACK = [Binding("azerbaijan", "attack", "always"), Binding("armenia", "resist", "always")]
KEYS = [power.key for power in OUTSIDE_POWERS]


def acted(view, key, severity=1.0):
    """Where a power acts on a challenge of a severity."""
    power = next(one for one in OUTSIDE_POWERS if one.key == key)
    return power.answer(view, np.full(view.size, severity)).did("punish", "intervene")


@pytest.mark.parametrize("key", KEYS)
def test_a_resolute_power_that_cares_and_is_ready_always_answers_an_attack(situation, key):
    assert acted(situation(values={**READY, **CARES}, resolute=1.0), key).all()


@pytest.mark.parametrize("key", KEYS)
def test_an_irresolute_power_without_a_word_never_answers(situation, key):
    assert not acted(situation(values={**READY, **CARES}, resolute=0.0, obligations=0.0), key).any()


@pytest.mark.parametrize("key", KEYS)
def test_a_resolute_power_without_interest_in_the_matter_never_answers_out_of_its_own_will(situation, key):
    indifferent = {**READY, **dict.fromkeys(CARES, 0.0)}
    assert not acted(situation(values=indifferent, resolute=1.0, obligations=0.0), key).any()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("signed", "binds"), [(True, True), (False, False)], ids=["signed", "in talks"])
def test_a_word_binds_an_irresolute_power_once_the_agreement_is_in_force(situation, key, signed, binds):
    values = {**READY, **CREDIBLE, "mechanisms.guarantees.at_once": 0.0}
    view = situation(values=values, signed=signed, resolute=0.0, obligations=1.0)
    assert (acted(view, key) == binds).all()


@pytest.mark.parametrize("key", KEYS)
def test_a_word_binds_those_powers_whose_place_lies_below_their_credibility(situation, key):
    values = {**READY, f"mechanisms.guarantees.credibility.{key}": 0.4}
    luck = np.linspace(0.0, 0.99, 400)
    view = situation(values=values, signed=True, resolute=0.0, obligations=1.0, binding_luck=luck)
    assert (acted(view, key) == (luck < 0.4)).all()


@pytest.mark.parametrize("key", KEYS)
def test_a_power_answers_what_is_less_severe_in_proportion(situation, key, within):
    """A resolute power that cares and is ready, with a severity of 0.3."""
    view = situation(4_000, values={**READY, **CARES}, resolute=1.0)
    assert acted(view, key, 0.3).mean() == pytest.approx(0.3, abs=within(4_000))


@pytest.mark.parametrize("key", KEYS)
def test_what_acts_intervenes_by_its_share(situation, key, within):
    values = {**READY, **CARES, f"mechanisms.deterrence.intervention_share.{key}": 0.3}
    view = situation(4_000, values=values, resolute=1.0)
    power = next(one for one in OUTSIDE_POWERS if one.key == key)
    answer = power.answer(view, np.ones(view.size))
    assert answer.did("intervene").mean() == pytest.approx(0.3, abs=within(4_000))


@pytest.mark.parametrize("signed", [False, True], ids=["in talks", "signed"])
@pytest.mark.parametrize("key", KEYS)
def test_what_the_rivals_believe_agrees_with_what_powers_do_over_many_worlds(situation, key, signed, within):
    """Nobody has seen anything yet: the believed chance to act, and the share of 8,000 worlds in which it acts."""
    size = 8_000
    view = situation(size, signed=signed, obligations=0.6)
    believed = view.outlook.beliefs.will_azerbaijan[POWERS.index(key)]
    assert acted(view, key).mean() == pytest.approx(believed.mean(), abs=within(size))


def test_what_is_believed_after_an_answer_was_seen_agrees_with_what_the_power_does_next(situation, within):
    """In 8,000 worlds in which the power was tested once: those in which it acted, and those in which it did not."""
    size, row = 8_000, POWERS.index("united_states")
    values = {"mechanisms.reputation.memory": 1.0, "mechanisms.deterrence.interest.united_states": 0.9, **READY}
    view = situation(size, values=values, bindings=ATTACK, obligations=0.0)
    first = acted(view, "united_states")
    challenge.run(view)
    view.quarter += 1
    view.luck = Luck(view.luck.draws, view.quarter, None)
    believed = view.look().beliefs.will_azerbaijan[row]
    second = acted(view, "united_states")
    for seen in (first, ~first):
        assert seen.sum() > 1_000
        assert second[seen].mean() == pytest.approx(believed[seen].mean(), abs=within(seen.sum()))
    assert believed[first].mean() > believed[~first].mean() + 0.1


IRRESOLUTE = {"signed": False, "resolute": 0.0, "obligations": 0.0}
"""A power that would not act of its own will."""


def answered(situation, capture, key, bindings, values=None, where=None):
    """The choice of a power after an attack, under bindings."""
    view = situation(bindings=[*ATTACK, *bindings], where=where, values=values, recorder=capture, **IRRESOLUTE)
    challenge.run(view)
    (choice,) = capture.of(f"answer_{key}")
    return choice


@pytest.mark.parametrize("answer", ["leave_unanswered", "punish", "intervene"])
@pytest.mark.parametrize("key", KEYS)
def test_a_power_that_is_bound_to_an_answer_gives_it_whatever_its_will(situation, capture, key, answer):
    """In half of the worlds; in the others it is free, and leaves the attack unanswered."""
    here = np.arange(400) % 2 == 0
    choice = answered(situation, capture, key, [Binding(key, answer, "always")], where=[None, None, here])
    assert choice.took(answer)[here].all()
    assert (choice.chance(answer)[here] == 1.0).all()
    assert (choice.chance("leave_unanswered")[~here] == 1.0).all()


@pytest.mark.parametrize("key", KEYS)
def test_a_power_that_may_not_stand_aside_punishes_or_intervenes_by_its_share(situation, capture, key):
    share = {f"mechanisms.deterrence.intervention_share.{key}": 0.25}
    choice = answered(situation, capture, key, [Binding(key, "leave_unanswered", "never")], share)
    assert choice.chance("intervene") == pytest.approx(0.25)
    assert choice.chance("punish") == pytest.approx(0.75)
