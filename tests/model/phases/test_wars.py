"""What wars and faits accomplis leave behind: limited wars go back to talks, total ones end a history."""

import numpy as np
import pytest

from sim.model.phases import armenia as armenia_phase
from sim.model.phases import challenge, talks
from sim.model.world.outcomes import WAR_CAUSES
from sim.model.world.outlook.table import table_of
from sim.model.world.state import NEVER, TALKS, WAR
from sim.parameters import Binding

ATTACK = Binding("azerbaijan", "attack", "always")
YIELD, RESIST = (Binding("armenia", answer, "always") for answer in ("yield", "resist"))
WAR_NOW = [ATTACK, RESIST]
RECLAIM = [Binding("armenia", "reclaim", "always"), Binding("azerbaijan", "resist", "always")]
LIMITED, TOTAL = {"mechanisms.force.escalation": 0.0}, {"mechanisms.force.escalation": 1.0}
NOBODY_HELPS = {
    f"mechanisms.deterrence.intervention_share.{power}": 0.0
    for power in ("russia", "turkey", "iran", "european_union", "united_states")
}


def shares(view):
    """What Azerbaijan holds in each world now."""
    return table_of(view.worlds, view.values).held


def fought(situation, bindings=WAR_NOW, phase=challenge, **circumstances):
    """The worlds after a war, what Azerbaijan held before it, and where it won."""
    view = situation(bindings=bindings, **circumstances)
    before = shares(view)
    phase.run(view)
    won = view.draw("war_won") < view.outlook.prospects.win
    return view, before, won


def test_a_limited_war_voids_an_agreement(situation):
    view, _, _ = fought(situation, signed=True, values=LIMITED, suspended=True)
    world = view.worlds
    assert (world.phase == TALKS).all()
    assert world.active.all()
    assert world.undone.all()
    assert not world.ratified.any()
    assert not world.suspended.any()
    assert not world.implementation.any()
    assert (world.signed_quarter == NEVER).all()
    assert (world.first_signed_quarter == view.quarter - 8).all()
    assert (world.relapse_quarter == view.quarter).all()
    assert world.war_after_signature.all()


def test_power_that_moved_with_a_signature_moves_back_when_war_voids_it(situation):
    view = situation(bindings=WAR_NOW, signed=True, values=LIMITED, shifted=0.05)
    armenia, azerbaijan = view.worlds.capability_armenia.copy(), view.worlds.capability_azerbaijan.copy()
    challenge.run(view)
    assert view.worlds.capability_azerbaijan == pytest.approx(azerbaijan - 0.05)
    assert view.worlds.capability_armenia == pytest.approx(armenia + 0.05)
    assert not view.worlds.shifted.any()


@pytest.mark.parametrize("signed", [False, True], ids=["talks", "agreement"])
def test_talks_rest_after_a_war_for_as_long_as_the_pause_says(situation, capture, signed):
    pause = {**LIMITED, "mechanisms.crisis.pause": 6}
    view, _, _ = fought(situation, signed=signed, values=pause, recorder=capture)
    assert (view.worlds.frozen_until == view.quarter + 6).all()
    view.look()
    talks.run(view)
    assert not capture.of("concede_armenia")
    view.worlds.set(agreed=False, demand=0.8, offer=0.2)
    view.quarter += 6
    view.look()
    talks.run(view)
    assert capture.of("concede_armenia")


@pytest.mark.parametrize("signed", [False, True], ids=["talks", "agreement"])
def test_a_limited_war_gives_the_winner_what_it_was_about_and_the_loser_keeps_what_it_has(situation, signed):
    """Of all that is left once an agreement is broken, in talks of what force can take."""
    view, before, won = fought(situation, signed=signed, values={**LIMITED, **NOBODY_HELPS})
    seizable = 1.0 if signed else view.outlook.table.seizable
    size = view.values.mechanisms.crisis.size.attack * seizable * (1.0 - before)
    assert 0 < won.sum() < len(won)
    assert view.worlds.status_quo == pytest.approx(before + size * won)
    assert view.worlds.taken == pytest.approx(size * won)


@pytest.mark.parametrize("signed", [False, True], ids=["talks", "agreement"])
def test_a_total_war_ends_the_history_and_leaves_the_loser_its_share(situation, signed):
    left = 0.6
    values = {**TOTAL, **NOBODY_HELPS, "mechanisms.force.left_by_defeat": left}
    view, before, won = fought(situation, signed=signed, values=values)
    assert (view.worlds.phase == WAR).all()
    assert 0 < won.sum() < len(won)
    assert view.worlds.status_quo[won] == pytest.approx(1.0 - left * (1.0 - before[won]))
    assert view.worlds.status_quo[~won] == pytest.approx(left * before[~won])
    view.worlds.finish()
    after = view.worlds.status_quo.copy()
    challenge.run(view)
    assert np.array_equal(view.worlds.status_quo, after)
    assert (view.worlds.wars == 1).all()


def test_wars_are_total_as_often_as_escalation_says(situation, within):
    view, _, _ = fought(situation, worlds=4_000, values={"mechanisms.force.escalation": 0.3})
    assert (view.worlds.phase == WAR).mean() == pytest.approx(0.3, abs=within(4_000))


def test_wars_are_won_as_often_as_the_odds_say(situation, within):
    view, before, _ = fought(situation, worlds=4_000, values={**LIMITED, **NOBODY_HELPS})
    odds = view.outlook.prospects.win
    assert 0.1 < odds.mean() < 0.9
    assert (view.worlds.status_quo > before).mean() == pytest.approx(odds.mean(), abs=within(4_000))


@pytest.mark.parametrize("move", ["threaten", "siege", "incursion", "attack"])
def test_what_is_taken_under_an_agreement_adds_to_azerbaijans_share_exactly(situation, move):
    view = situation(bindings=[Binding("azerbaijan", move, "always"), YIELD], signed=True)
    before = shares(view)
    challenge.run(view)
    rules = view.values.mechanisms.crisis.size
    size = getattr(rules, move) * (1.0 - before)
    assert view.worlds.signed.all()
    assert shares(view) == pytest.approx(before + size, abs=1e-12)
    assert view.worlds.taken == pytest.approx(size, abs=1e-12)


def test_what_armenia_is_granted_under_an_agreement_is_taken_from_azerbaijans_share_exactly(situation):
    grants = [Binding("armenia", "demand_revision", "always"), Binding("azerbaijan", "yield", "always")]
    view = situation(bindings=grants, signed=True)
    before = shares(view)
    armenia_phase.run(view)
    start = view.values.mechanisms.force.status_quo * view.values.mechanisms.bargaining.agenda
    size = view.values.mechanisms.crisis.size.threaten * (before - start)
    assert size.min() > 0
    assert shares(view) == pytest.approx(before - size, abs=1e-12)


def test_what_succeeds_in_talks_makes_azerbaijan_ask_for_more_and_what_fails_does_not(situation):
    view = situation(bindings=[Binding("azerbaijan", "incursion", "always"), YIELD])
    aims = view.worlds.aims.copy()
    challenge.run(view)
    growth = view.values.mechanisms.bargaining.demand_growth
    assert view.worlds.aims == pytest.approx(aims + growth * (1.0 - aims))
    stood_down = situation(bindings=[Binding("azerbaijan", "refrain", "always")])
    challenge.run(stood_down)
    assert stood_down.worlds.aims == pytest.approx(aims)


def test_a_refused_demand_suspends_an_agreement_without_a_war(situation):
    refused = [
        Binding("armenia", "demand_revision", "always"),
        Binding("azerbaijan", "resist", "always"),
        Binding("armenia", "carry_out", "never"),
    ]
    view = situation(bindings=refused, signed=True)
    armenia_phase.run(view)
    assert view.worlds.suspended.all()
    assert (view.worlds.wars == 0).all()
    assert view.worlds.signed.all()


def test_a_war_that_armenia_begins_is_about_what_it_gave_and_undoes_the_agreement(situation):
    """What was handed over stays handed over, but for what Armenia took back."""
    view, share, _ = fought(situation, RECLAIM, armenia_phase, signed=True, values=LIMITED)
    start = view.values.mechanisms.force.status_quo * view.values.mechanisms.bargaining.agenda
    size = view.values.mechanisms.crisis.size.attack * (share - start)
    won = view.draw("war_won") < 1.0 - view.outlook.prospects.win_unguarded
    assert 0 < won.sum() < len(won)
    assert (view.worlds.phase == TALKS).all()
    assert view.worlds.status_quo == pytest.approx(share - size * won)


@pytest.mark.parametrize(("bindings", "phase"), [(WAR_NOW, challenge), (RECLAIM, armenia_phase)])
def test_a_war_by_a_binding_has_its_own_cause(situation, bindings, phase):
    view, _, _ = fought(situation, bindings, phase, signed=True)
    assert {WAR_CAUSES[row] for row in view.worlds.war_cause} == {"bound_attack"}


def test_a_war_that_armenia_chose_is_a_revision(situation):
    """The agreement gave away everything, force succeeds, war costs nothing, and the future counts little."""
    eager = {
        "calendar.discount": 0.5,
        "actors.armenia.war_cost": 0.0,
        "mechanisms.relapse.breach_cost": 0.0,
        "mechanisms.relapse.legal_cost": 0.0,
        "mechanisms.crisis.hazard.revision": 1.0,
        "mechanisms.force.destruction": 0.0,
    }
    strong = {"capability_armenia": 1.0, "capability_azerbaijan": 0.1, "support_azerbaijan": 0.0, "grievance": 1.0}
    resist = [Binding("azerbaijan", "resist", "always")]
    view, _, _ = fought(situation, resist, armenia_phase, signed=True, values=eager, demand=1.0, offer=1.0, **strong)
    causes = [WAR_CAUSES[row] for row in view.worlds.war_cause if row >= 0]
    assert len(causes) > 200
    assert set(causes) == {"revision"}


def test_a_first_war_keeps_its_cause_and_its_date_when_another_follows(situation):
    view, _, _ = fought(situation, values=LIMITED, war_quarter=3, war_cause=WAR_CAUSES.index("incident"))
    assert (view.worlds.war_quarter == 3).all()
    assert (view.worlds.last_war_quarter == view.quarter).all()
    assert (view.worlds.war_cause == WAR_CAUSES.index("incident")).all()
