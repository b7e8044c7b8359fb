"""How crises open: by chance, after an incident that nobody can lay at a door, and for who is bound to use force."""

import numpy as np
import pytest

from sim.model.actors.challenge import MOVES
from sim.model.phases import agreement, challenge
from sim.model.phases import armenia as armenia_phase
from sim.parameters import Binding

STRIKE = {
    "mechanisms.spoilers.incident_chance": 1.0,
    "mechanisms.relapse.strength.spoilers": 3.0,
    "mechanisms.relapse.strength.decay": 0.0,
    "mechanisms.relapse.strength.rejection": 0.0,
    "mechanisms.extremism.incidents": 1.0,
    "mechanisms.guarantees.seen_unaided": 0.5,
}
EXTREMISTS = {"extremism_armenia": 0.8, "extremism_azerbaijan": 0.8, "implementation": 0.0, "ratified": False}
NEVER_OPEN = {f"mechanisms.crisis.hazard.{when}": 0.0 for when in ("talks", "signed", "revision")}
REFRAIN = Binding("azerbaijan", "refrain", "always")
ATTACK = Binding("azerbaijan", "attack", "always")
YIELD, RESIST = (Binding("armenia", answer, "always") for answer in ("yield", "resist"))


def test_an_incident_that_nobody_can_lay_at_a_door_provokes_and_one_that_is_seen_does_not(situation):
    view = situation(signed=True, values=STRIKE, **EXTREMISTS)
    agreement.run(view)
    world, struck = view.worlds, view.flow.trouble
    traced = view.draw("seen_armenia") < view.outlook.guarantees.chance_seen
    assert 0 < world.provoked.sum() < struck.sum()
    assert world.provoked.tolist() == (struck & ~traced).tolist()


def test_an_incident_brings_no_war_by_itself(situation):
    view = situation(signed=True, values=STRIKE, **EXTREMISTS)
    agreement.run(view)
    assert view.flow.trouble.any()
    assert (view.worlds.war_quarter < 0).all()
    assert view.worlds.signed.all()


@pytest.mark.parametrize("signed", [False, True], ids=["talks", "agreement"])
def test_a_provocation_opens_a_crisis_for_one_quarter(situation, capture, signed):
    here = np.arange(400) % 2 == 0
    view = situation(signed=signed, values=NEVER_OPEN, provoked=here, recorder=capture)
    challenge.run(view)
    (choice,) = capture.of("challenge_azerbaijan")
    assert choice.index.tolist() == np.flatnonzero(here).tolist()
    assert not view.worlds.provoked.any()


def test_war_after_an_incident_comes_by_a_rivals_choice_alone(situation):
    provoked = {"signed": True, "values": NEVER_OPEN, "provoked": True}
    calm = situation(bindings=[REFRAIN], **provoked)
    challenge.run(calm)
    assert (calm.worlds.war_quarter < 0).all()
    stormy = situation(bindings=[ATTACK, RESIST], **provoked)
    challenge.run(stormy)
    assert (stormy.worlds.war_quarter == stormy.quarter).all()


def test_outrage_over_an_incident_makes_force_likelier(situation, capture):
    """The same crises with the same luck, after an incident and without one."""
    blurred = {"mechanisms.quantal_response.precision": 30.0, "mechanisms.crisis.hazard.talks": 1.0}
    shares = []
    for provoked in (False, True):
        told = type(capture)()
        challenge.run(situation(values=blurred, provoked=provoked, tension=0.6, recorder=told))
        (choice,) = told.of("challenge_azerbaijan")
        assert len(choice.index) == 400
        shares.append(choice.chance("refrain").mean())
    assert shares[1] < shares[0] - 0.01


def test_crises_open_as_often_as_their_rate_says(situation, capture, within):
    rate = {"mechanisms.crisis.hazard.talks": 0.3}
    challenge.run(situation(4_000, values=rate, tension=0.5, recorder=capture))
    (choice,) = capture.of("challenge_azerbaijan")
    assert len(choice.index) / 4_000 == pytest.approx(0.3, abs=within(4_000))


def test_crises_under_an_agreement_come_with_its_age(situation, capture, within):
    """None in the quarter of signature; half of the rate after as many quarters as the calm lasts."""
    values = {"mechanisms.crisis.hazard.signed": 0.4, "mechanisms.crisis.hazard.calm": 6.0}
    age = np.where(np.arange(4_000) % 2 == 0, 0, 6)
    challenge.run(situation(4_000, values=values, signed=True, signed_quarter=12 - age, recorder=capture))
    (choice,) = capture.of("challenge_azerbaijan")
    assert (age[choice.index] == 6).all()
    assert len(choice.index) / 2_000 == pytest.approx(0.2, abs=within(2_000))


def test_armenia_has_crises_under_an_agreement_alone_and_none_where_a_war_has_just_come(situation, capture):
    values = {"mechanisms.crisis.hazard.revision": 1.0}
    armenia_phase.run(situation(values=values, recorder=capture))
    assert not capture.of("challenge_armenia")
    at_war = np.arange(400) % 2 == 0
    fresh = {"last_war_quarter": np.where(at_war, 12, -1)}
    armenia_phase.run(situation(values=values, signed=True, recorder=capture, **fresh))
    (choice,) = capture.of("challenge_armenia")
    assert choice.index.tolist() == np.flatnonzero(~at_war).tolist()


@pytest.mark.parametrize(
    ("answers", "wars", "stood_down", "gains"),
    [
        ([YIELD], 0, 0, True),
        ([RESIST, Binding("azerbaijan", "stand_down", "always")], 0, 1, False),
        ([RESIST, Binding("azerbaijan", "carry_out", "always")], 1, 0, None),
    ],
    ids=["granted", "not carried out", "carried out"],
)
def test_a_threat_is_granted_or_resisted_and_then_carried_out_or_not(situation, answers, wars, stood_down, gains):
    """What a fight gains is a matter of luck."""
    view = situation(bindings=[Binding("azerbaijan", "threaten", "always"), *answers])
    before = view.worlds.status_quo.copy()
    challenge.run(view)
    world = view.worlds
    assert (world.threats == 1).all()
    assert (world.stood_down == stood_down).all()
    assert (world.wars == wars).all()
    assert gains is None or ((world.status_quo > before) == gains).all()


@pytest.mark.parametrize("move", ["incursion", "attack"])
def test_a_seizure_that_nobody_resists_is_a_fait_accompli_and_no_war(situation, move):
    view = situation(bindings=[Binding("azerbaijan", move, "always"), YIELD])
    before = view.worlds.status_quo.copy()
    challenge.run(view)
    assert (view.worlds.faits_accomplis == 1).all()
    assert (view.worlds.wars == 0).all()
    assert (view.worlds.status_quo > before).all()


def test_a_fight_over_a_place_is_no_war_unless_it_widens(situation):
    fight = [Binding("azerbaijan", "incursion", "always"), RESIST]
    wide = np.where(np.arange(400) % 2 == 0, 0.0, 1.0)
    view = situation(bindings=fight, values={"mechanisms.force.escalation": wide})
    challenge.run(view)
    assert ((view.worlds.war_quarter >= 0) == (wide == 1.0)).all()


def test_nobody_uses_force_against_an_agreement_where_reneging_is_off(situation, capture):
    values = {"mechanisms.relapse.strength.reneging": 0.0, "mechanisms.crisis.hazard.signed": 1.0}
    challenge.run(situation(signed=True, values=values, provoked=True, bindings=[ATTACK], recorder=capture))
    assert not capture.of("challenge_azerbaijan")


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("signed", [False, True], ids=["talks", "agreement"])
def test_who_is_bound_to_use_force_finds_an_occasion_for_it(situation, capture, move, signed):
    bindings = [Binding("azerbaijan", move, "always"), YIELD]
    challenge.run(situation(bindings=bindings, values=NEVER_OPEN, signed=signed, recorder=capture))
    (choice,) = capture.of("challenge_azerbaijan")
    assert len(choice.index) == 400
    assert choice.took(move).all()


def test_a_ban_makes_no_occasion(situation, capture):
    challenge.run(situation(bindings=[Binding("azerbaijan", "attack", "never")], values=NEVER_OPEN, recorder=capture))
    assert not capture.of("challenge_azerbaijan")


def test_occasions_come_where_a_binding_reaches_and_while_it_is_kept(situation):
    here = np.arange(400) % 2 == 0
    view = situation(bindings=[Binding("azerbaijan", "attack", "always", kept=0.5)], where=[here])
    obliged = view.commitments.obliges("azerbaijan", ("attack",), view)
    assert not obliged[~here].any()
    assert 0 < obliged.sum() < here.sum()
    assert not view.commitments.obliges("azerbaijan", ("threaten",), view).any()
    assert not view.commitments.obliges("armenia", ("attack",), view).any()
