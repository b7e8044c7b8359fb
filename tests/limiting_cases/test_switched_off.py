"""A rule whose strength is zero leaves no trace: what else it is told makes no difference, to the last bit.

Set-up: the full model over its whole horizon, twice with the same draws and the strength of one rule at 0; in the
second run every other parameter of the rule stands at the far end of its range.
"""

import numpy as np
import pytest

from sim.model.commitments import Bindings
from sim.model.negotiation import NegotiationModel
from sim.model.world.state import NEVER, WAR
from sim.parameters import Binding, load

SIZE = 150
PARAMETERS = load()
WIDENING, DISINFORMATION, EXTREMISM = (f"mechanisms.{name}." for name in ("widening", "disinformation", "extremism"))
SABOTAGE, TOGETHER = "mechanisms.spoilers.sabotage", "mechanisms.spoilers.coordination"
RULES = (
    (WIDENING + "strength", tuple(n for n in PARAMETERS.values if n.startswith(WIDENING) and "unrest" not in n)),
    (DISINFORMATION + "reach", tuple(n for n in PARAMETERS.values if n.startswith(DISINFORMATION))),
    (EXTREMISM + "growth", tuple(n for n in PARAMETERS.values if n.startswith(EXTREMISM))),
)
FIGHT = (Binding("azerbaijan", "attack", "always", kept=0.1), Binding("armenia", "resist", "always"))
SPOIL = tuple(Binding(power, "spoil", "always") for power in ("russia", "iran"))


def history(bindings=(), **values):
    assert set(values) <= set(PARAMETERS.values)
    return NegotiationModel(worlds=SIZE, seed=4, values=values, bindings=Bindings(bindings), collect=False).run()


def far_end(name):
    """The end of the range that lies further from the baseline."""
    low, high = PARAMETERS.range(name)
    return high if high - PARAMETERS[name] >= PARAMETERS[name] - low else low


@pytest.mark.parametrize(("strength", "group"), RULES, ids=[strength for strength, _ in RULES])
def test_what_else_a_rule_is_told_makes_no_difference_at_strength_zero(strength, group, snapshot, differences):
    others = {name: far_end(name) for name in group if name != strength}
    assert len(others) >= 3
    off = history(**{strength: 0.0})
    assert not differences(snapshot(off), snapshot(history(**{strength: 0.0, **others})))
    assert differences(snapshot(off), snapshot(history(**others)))


def test_nobody_is_drawn_into_a_war_at_strength_zero_and_somebody_otherwise():
    off, on = (history(FIGHT, **{WIDENING + "strength": strength}).worlds for strength in (0.0, 1.0))
    assert (off.phase == WAR).any()
    assert not off.drawn_in.any()
    assert on.drawn_in[:3].any(axis=1).all()


def test_no_government_falls_over_a_war_at_strength_zero_and_some_do_otherwise():
    """Wars are total, so that no government falls over talks in the quarter of a war."""
    total = {"mechanisms.force.escalation": 1.0}
    off, on = (history(FIGHT, **total, **{WIDENING + "unrest": strength}).worlds for strength in (0.0, 1.0))
    for world, falls in ((off, False), (on, True)):
        together = (world.government_fell_quarter == world.war_quarter) & (world.war_quarter != NEVER)
        assert together.any() == falls


def test_without_reach_there_is_no_campaign_and_otherwise_there_are():
    off, on = (history(**{DISINFORMATION + "reach": reach}).worlds for reach in (0.0, 0.5))
    assert not off.campaigns.any()
    assert on.campaigns.any()


def test_without_growth_no_extremist_gains_and_otherwise_they_gain_only_where_something_was_signed():
    off, on = (history(**{EXTREMISM + "growth": growth}).worlds for growth in (0.0, 0.1))
    assert not off.extremism_armenia.any()
    assert not off.extremism_azerbaijan.any()
    never_signed = on.first_signed_quarter == NEVER
    assert on.extremism_armenia[~never_signed].any()
    assert not on.extremism_armenia[never_signed].any()


def test_sabotage_costs_the_process_its_legitimacy_in_armenia():
    """Russia and Iran spoil in every quarter; the first tells the effect, save where a government fell."""
    standing = {}
    for strength in (0.0, 0.2):
        values = {SABOTAGE: strength}
        model = NegotiationModel(worlds=SIZE, seed=4, values=values, bindings=Bindings(SPOIL), collect=False)
        model.step()
        standing[strength] = np.where(model.worlds.government_fell, np.nan, model.worlds.legitimacy_armenia)
    lost = standing[0.0] - standing[0.2]
    assert np.isfinite(lost).mean() > 0.5
    assert np.nanmin(lost) > 0


def test_sabotage_brings_governments_down_more_often():
    fallen = [history(SPOIL, **{SABOTAGE: strength}).worlds.government_fell.mean() for strength in (0.0, 0.3)]
    assert fallen[0] < fallen[1]


@pytest.mark.parametrize(("opacity", "matters"), [(0.0, False), (0.6, True)])
def test_institutions_touch_legitimacy_only_where_they_are_opaque(opacity, matters, snapshot, differences):
    """During talks nothing is carried out, so that quality can only work through legitimacy."""
    states = []
    for quality in (0.1, 1.0):
        values = {"mechanisms.legitimacy.opacity": opacity, "mechanisms.relapse.institutional_quality": quality}
        model = NegotiationModel(worlds=SIZE, seed=4, values=values, collect=False)
        for _ in range(3):
            model.step()
        assert not model.worlds.signed.any()
        states.append(snapshot(model))
    assert bool(differences(*states)) == matters


def test_a_peace_is_carried_out_faster_where_its_four_conditions_come_together():
    """Signed at once under the policies that bring the four, with and without the gain."""
    sign = tuple(Binding(rival, action, "always") for rival in ("armenia", "azerbaijan") for action in ("sign",))
    text = {f"mechanisms.bargaining.initial_offer.{issue}": 1.0 for issue in ("border", "transport", "constitution")}
    conditions = {
        "mechanisms.bargaining.initial_offer.justice": 1.0,
        "mechanisms.grievance.reconciliation_effort": 1.0,
        "mechanisms.guarantees.initial.legal_consequences": 1.0,
        "mechanisms.guarantees.credibility.legal_consequences": 0.9,
        "mechanisms.integration.programme": 1.0,
    }
    reached = [
        history(sign, **text, **conditions, **{"mechanisms.relapse.convergence": gain}).worlds.implementation.mean()
        for gain in (0.0, 5.0)
    ]
    assert reached[0] < reached[1]
