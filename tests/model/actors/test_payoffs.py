"""The sign of every payoff: raise what an actor values, and the actions that bring it become likelier.

Each row poses one decision twice, all else being equal, with a parameter at either end of its range: the actions named
in `more` must together become likelier, those in `less` together less likely.
"""

from typing import NamedTuple

import numpy as np
import pytest

from sim.parameters import load
from sim.parameters.actions import ACTIONS
from sim.parameters.vocabulary import ACTORS

PARAMETERS = load()


class Row(NamedTuple):
    """One parameter and the choice in which it counts."""

    actor: str
    decision: str
    parameter: str
    more: str = ""
    less: str = ""
    signed: bool = False

    @property
    def id(self) -> str:
        """The dotted id; a parameter without a group is the actor's own."""
        return self.parameter if self.parameter.startswith(("mechanisms.", "calendar.")) else self.own

    @property
    def own(self) -> str:
        """The dotted id of a parameter of the actor."""
        return f"actors.{self.actor}.{self.parameter}"


FORCE = "incursion siege attack"
ACTIVE_ARMENIA = "demand_guarantees prepare_public turn_to_russia turn_to_west rearm"

ARMENIA = (
    ("move", "opposition", "", "concede"),
    ("move", "effort", "", ACTIVE_ARMENIA),
    ("move", "guarantee_need", "demand_guarantees", ""),
    ("move", "public_concern", "prepare_public", ""),
    ("move", "wish_to_leave_russia", "turn_to_west", "turn_to_russia"),
    ("move", "need_of_patron", "turn_to_russia", ""),
    ("move", "democratic_standing", "turn_to_west", ""),
    ("move", "self_reliance", "rearm", ""),
    ("move", "arms_cost", "", "rearm"),
    ("sign", "opposition", "", "sign"),
    ("sign", "effort", "", "sign"),
    ("sign", "guarantee_need", "", "sign"),
    ("sign", "wish_to_leave_russia", "sign", ""),
    ("sign", "democratic_standing", "sign", ""),
    ("answer", "war_cost", "yield", "resist"),
)
AZERBAIJAN = (
    ("move", "effort", "", "release_prisoners incursion siege"),
    ("move", "victory_narrative", "", "concede"),
    ("move", "militarism", FORCE, ""),
    ("move", "status_seeking", "concede release_prisoners", f"refuse_mediator raise_demand {FORCE}"),
    ("move", "forum_shopping", "refuse_mediator", ""),
    ("move", "prisoners_value", "", "release_prisoners"),
    ("move", "partner_value", "", FORCE),
    ("move", "russian_approval", FORCE, ""),
    ("move", "war_cost", "", "attack"),
    ("sign", "effort", "", "sign"),
    ("sign", "sovereignty_cost", "", "sign"),
    ("sign", "western_foothold", "", "sign"),
    ("sign", "victory_narrative", "", "sign"),
    ("sign", "opposition", "", "sign"),
    ("sign", "russian_approval", "", "sign"),
    ("sign", "status_seeking", "sign", ""),
    ("answer", "victory_narrative", "", "yield"),
)
ANSWERS = (
    ("answer", "diaspora", "punish intervene", ""),
    ("answer", "territorial_norm", "punish intervene", ""),
    ("answer", "baku_ties", "", "punish intervene"),
    ("answer", "punish_cost", "", "punish"),
    ("answer", "intervene_cost", "", "intervene"),
)
RUSSIA = (
    ("move", "effort", "", "mediate back_armenia back_azerbaijan spoil endorse"),
    ("move", "rival_track", "mediate", ""),
    ("move", "peacemaker", "mediate", ""),
    ("move", "keep_client", "back_armenia", ""),
    ("move", "baku_ties", "back_azerbaijan", "back_armenia"),
    ("move", "seat_value", "endorse", ""),
    ("move", "diaspora", "", "back_azerbaijan"),
    *ANSWERS,
)
TURKEY = (
    ("move", "effort", "", "restrain_azerbaijan open_in_step open_ahead endorse"),
    ("move", "kinship", "back_azerbaijan", "restrain_azerbaijan open_ahead"),
    ("move", "corridor_interest", "back_azerbaijan", ""),
    ("move", "war_aversion", "restrain_azerbaijan", ""),
    ("move", "stabiliser", "restrain_azerbaijan open_in_step open_ahead endorse", ""),
    ("move", "trade_interest", "open_in_step open_ahead", ""),
    ("move", "opposition", "", "open_in_step open_ahead"),
    ("move", "seat_value", "endorse", ""),
    ("answer", "kinship", "", "punish intervene"),
    *ANSWERS,
)
IRAN = (
    ("move", "effort", "", "deter_corridor spoil endorse"),
    ("move", "war_aversion", "deter_corridor", ""),
    ("move", "trade_interest", "endorse", "deter_corridor"),
    ("move", "seat_value", "endorse", ""),
    *ANSWERS,
)
EUROPE = (
    ("move", "effort", "", "mediate monitor invest pressure assist_armenia offer_guarantees"),
    ("move", "peacemaker", "mediate monitor", ""),
    ("move", "rival_track", "mediate assist_armenia", ""),
    ("move", "balance_interest", "assist_armenia", ""),
    ("move", "guarantee_willingness", "offer_guarantees", ""),
    ("move", "guarantee_cost", "", "offer_guarantees"),
    ("move", "war_aversion", "monitor", ""),
    ("move", "trade_interest", "invest", ""),
    ("move", "diaspora", "pressure assist_armenia offer_guarantees", ""),
    ("move", "territorial_norm", "pressure", ""),
    ("move", "baku_ties", "", "pressure assist_armenia offer_guarantees"),
    ("move", "punish_cost", "", "pressure"),
    *ANSWERS,
)
PRESSURE = "pressure_private sanction_public"
AMERICA = (
    ("move", "effort", "", f"mediate {PRESSURE} assist_armenia offer_guarantees back_neutral_force"),
    ("move", "peacemaker", "mediate", ""),
    ("move", "rival_track", "mediate assist_armenia", "back_neutral_force"),
    ("move", "balance_interest", "assist_armenia", ""),
    ("move", "guarantee_willingness", "offer_guarantees back_neutral_force", ""),
    ("move", "guarantee_cost", "", "offer_guarantees"),
    ("move", "trade_interest", "mediate", ""),
    ("move", "diaspora", f"{PRESSURE} assist_armenia offer_guarantees", ""),
    ("move", "territorial_norm", PRESSURE, ""),
    ("move", "baku_ties", "", f"{PRESSURE} assist_armenia offer_guarantees"),
    ("move", "discretion", "", "pressure_private"),
    ("move", "punish_cost", "", PRESSURE),
    *ANSWERS,
)
OWN = {
    "armenia": ARMENIA,
    "azerbaijan": AZERBAIJAN,
    "russia": RUSSIA,
    "turkey": TURKEY,
    "iran": IRAN,
    "european_union": EUROPE,
    "united_states": AMERICA,
}
UNDER_AN_AGREEMENT = (
    Row("armenia", "move", "opposition", "stall demand_revision", "", True),
    Row("azerbaijan", "move", "western_foothold", "", "implement", True),
    Row("azerbaijan", "move", "militarism", f"exploit_gap {FORCE}", "", True),
    Row("azerbaijan", "move", "status_seeking", "implement", f"exploit_gap {FORCE}", True),
    Row("azerbaijan", "move", "mechanisms.relapse.gap_gain", "exploit_gap", "", True),
    Row("azerbaijan", "move", "mechanisms.relapse.legal_cost", "", "exploit_gap", True),
    Row("azerbaijan", "move", "mechanisms.relapse.breach_cost", "", f"exploit_gap {FORCE}", True),
    Row("azerbaijan", "move", "mechanisms.integration.loss_weight", "implement", "exploit_gap", True),
    Row("armenia", "move", "mechanisms.integration.loss_weight", "implement", "stall demand_revision", True),
    Row("armenia", "move", "mechanisms.relapse.strength.revanchism", "demand_revision", "", True),
    Row("russia", "move", "territorial_norm", "endorse", "", True),
    Row("united_states", "answer", "mechanisms.guarantees.audience_cost", "punish intervene", "", True),
    Row("european_union", "answer", "mechanisms.guarantees.credibility.european_union", "punish intervene", "", True),
)
SHARED = (
    Row("azerbaijan", "move", "mechanisms.widening.cost.russia", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.widening.strength", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.disinformation.softening", "disinformation"),
    Row("azerbaijan", "move", "mechanisms.disinformation.fear", "disinformation"),
    Row("azerbaijan", "move", "mechanisms.disinformation.attribution", "", "disinformation"),
    Row("azerbaijan", "move", "mechanisms.deterrence.severity.disinformation", "", "disinformation"),
    Row("armenia", "move", "mechanisms.grievance.rearmament", "rearm"),
    Row("turkey", "move", "mechanisms.widening.dread", "restrain_azerbaijan"),
    Row("russia", "move", "mechanisms.widening.dread", "endorse"),
    Row("iran", "move", "mechanisms.widening.dread", "endorse"),
    Row("armenia", "sign", "mechanisms.signature.relief_from_threat", "sign"),
    Row("armenia", "sign", "mechanisms.signature.expected_trade", "sign"),
    Row("armenia", "sign", "mechanisms.signature.expected_border", "sign"),
    Row("armenia", "sign", "mechanisms.legitimacy.taint", "", "sign"),
    Row("azerbaijan", "sign", "mechanisms.signature.expected_trade", "sign"),
    Row("azerbaijan", "sign", "mechanisms.signature.holding_out", "", "sign"),
    Row("azerbaijan", "sign", "mechanisms.signature.deadline.strength", "sign"),
    Row("azerbaijan", "move", "mechanisms.deterrence.leverage.united_states", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.deterrence.interest.united_states", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.deterrence.intervention_share.united_states", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.force.intervention_strength", "", "attack"),
    Row("azerbaijan", "move", "mechanisms.crisis.rally", FORCE),
    Row("azerbaijan", "move", "mechanisms.crisis.demilitarisation", "", "incursion"),
    Row("azerbaijan", "move", "mechanisms.crisis.relief", "", "siege"),
    Row("armenia", "move", "mechanisms.capability.concession_shift", "", "concede"),
    Row("armenia", "answer", "mechanisms.crisis.surrender_cost.homeland", "resist", "yield"),
    Row("russia", "move", "mechanisms.spoilers.exclusion_response.russia", "spoil", "endorse"),
    Row("russia", "move", "mechanisms.spoilers.reputation_cost", "", "spoil"),
    Row("russia", "move", "mechanisms.alignment.trade_value", "back_azerbaijan"),
    Row("turkey", "move", "mechanisms.spoilers.exclusion_response.turkey", "back_azerbaijan"),
    Row("iran", "move", "mechanisms.spoilers.exclusion_response.iran", "spoil"),
    Row("iran", "move", "mechanisms.spoilers.corridor_response", "deter_corridor spoil", "endorse"),
    Row("iran", "move", "mechanisms.spoilers.reputation_cost", "", "spoil"),
    Row("united_states", "answer", "mechanisms.deterrence.interest.united_states", "punish intervene"),
    Row("european_union", "answer", "mechanisms.deterrence.blunting.energy", "", "punish intervene"),
    Row("russia", "answer", "mechanisms.deterrence.blunting.alignment", "", "punish intervene"),
    Row("united_states", "answer", "mechanisms.deterrence.blunting.distraction", "", "punish intervene"),
)
ROWS = (*(Row(actor, *row) for actor, rows in OWN.items() for row in rows), *UNDER_AN_AGREEMENT, *SHARED)

NOT_A_PAYOFF = ("precision", "weights.", "initial.", "growth", "base_legitimacy")
"""Parameters of an actor that are no reasons: how it chooses, and where it starts."""


def name_of(row):
    return f"{row.actor}-{row.decision}-{row.parameter}{'-signed' if row.signed else ''}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_payoff_makes_the_actions_that_bring_it_likelier(stage, row):
    ends = np.array(PARAMETERS.range(row.id), dtype=float)
    choice = stage(row.actor, row.decision, {row.id: ends}, signed=row.signed)
    assert row.more or row.less
    for names, sign in ((row.more, 1), (row.less, -1)):
        if names:
            low, high = sum(choice.chance(name) for name in names.split())
            assert sign * (high - low) > 1e-9, f"{names}: {low:.6f} -> {high:.6f}"


@pytest.mark.parametrize("actor", ACTORS)
def test_every_payoff_of_an_actor_has_its_row(actor):
    own = {name.split(".", 2)[2] for name in PARAMETERS.values if name.startswith(f"actors.{actor}.")}
    payoffs = {name for name in own if not name.startswith(NOT_A_PAYOFF)}
    rows = {row.parameter for row in ROWS if row.actor == actor and row.id == row.own}
    assert payoffs == rows


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_row_names_actions_that_its_actor_has(row):
    assert set(f"{row.more} {row.less}".split()) <= set(ACTIONS[row.actor])
