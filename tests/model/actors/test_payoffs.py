"""The sign of every payoff: raise what an actor values, and the actions that bring it become likelier.

Each row poses one decision twice, all else being equal, with a parameter at either end of its range: the actions named
in `more` must together become likelier, those in `less` together less likely.
"""

from typing import NamedTuple

import numpy as np
import pytest

from sim.parameters import load
from sim.parameters.actions import ACTIONS
from sim.parameters.vocabulary import ACTORS, POWERS

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


FORCE = "threaten siege incursion attack"
REVISION = "demand_revision reclaim"
ACTIVE_ARMENIA = "demand_guarantees prepare_public turn_to_russia turn_to_west rearm"

ARMENIA = (
    ("move", "effort", "", ACTIVE_ARMENIA),
    ("move", "guarantee_need", "demand_guarantees", ""),
    ("move", "public_concern", "prepare_public", ""),
    ("move", "wish_to_leave_russia", "turn_to_west", "turn_to_russia"),
    ("move", "need_of_patron", "turn_to_russia", ""),
    ("move", "democratic_standing", "turn_to_west", ""),
    ("move", "self_reliance", "rearm", ""),
    ("move", "arms_cost", "", "rearm"),
    ("table", "opposition", "", "concede"),
    ("table", "effort", "", "concede"),
    ("table", "wish_to_leave_russia", "concede", ""),
    ("sign", "opposition", "", "sign"),
    ("sign", "effort", "", "sign"),
    ("sign", "wish_to_leave_russia", "sign", ""),
    ("sign", "democratic_standing", "sign", ""),
    ("answer:attack", "war_cost", "yield", "resist"),
    ("answer:threaten", "war_cost", "yield", "resist"),
)
AZERBAIJAN = (
    ("move", "effort", "", "release_prisoners disinformation"),
    ("move", "status_seeking", "release_prisoners", "refuse_mediator raise_demand disinformation"),
    ("move", "forum_shopping", "refuse_mediator", ""),
    ("move", "prisoners_value", "", "release_prisoners"),
    ("table", "victory_narrative", "", "concede"),
    ("table", "opposition", "", "concede"),
    ("table", "status_seeking", "concede", ""),
    ("sign", "effort", "", "sign"),
    ("sign", "sovereignty_cost", "", "sign"),
    ("sign", "western_foothold", "", "sign"),
    ("sign", "victory_narrative", "", "sign"),
    ("sign", "opposition", "", "sign"),
    ("sign", "russian_approval", "", "sign"),
    ("sign", "status_seeking", "sign", ""),
    ("challenge", "effort", "", FORCE),
    ("challenge", "militarism", FORCE, "refrain"),
    ("challenge", "status_seeking", "refrain", FORCE),
    ("challenge", "partner_value", "", FORCE),
    ("challenge", "russian_approval", FORCE, ""),
    ("challenge", "war_cost", "refrain", "attack"),
    ("follow:threaten", "war_cost", "stand_down", "carry_out"),
)
RUSSIA = (
    ("move", "effort", "", "mediate back_armenia back_azerbaijan spoil endorse"),
    ("move", "rival_track", "mediate", ""),
    ("move", "peacemaker", "mediate", ""),
    ("move", "keep_client", "back_armenia", "endorse"),
    ("move", "baku_ties", "back_azerbaijan", "back_armenia"),
    ("move", "seat_value", "endorse", ""),
    ("move", "diaspora", "", "back_azerbaijan"),
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
)
IRAN = (
    ("move", "effort", "", "deter_corridor spoil endorse"),
    ("move", "war_aversion", "deter_corridor", ""),
    ("move", "trade_interest", "endorse", "deter_corridor"),
    ("move", "seat_value", "endorse", ""),
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
    Row("armenia", "move", "opposition", "stall", "", True),
    Row("armenia", "move", "mechanisms.integration.loss_weight", "implement", "stall", True),
    Row("armenia", "challenge", "opposition", REVISION, "refrain", True),
    Row("armenia", "challenge", "war_cost", "refrain", "reclaim", True),
    Row("armenia", "challenge", "mechanisms.relapse.strength.revanchism", REVISION, "refrain", True),
    Row("armenia", "challenge", "mechanisms.relapse.legal_cost", "refrain", REVISION, True),
    Row("armenia", "challenge", "mechanisms.relapse.breach_cost", "refrain", REVISION, True),
    Row("armenia", "challenge", "mechanisms.integration.loss_weight", "refrain", REVISION, True),
    Row("armenia", "follow:demand_revision", "war_cost", "stand_down", "carry_out", True),
    Row("azerbaijan", "answer:demand_revision", "victory_narrative", "resist", "yield", True),
    Row("azerbaijan", "answer:reclaim", "war_cost", "yield", "resist", True),
    Row("azerbaijan", "move", "western_foothold", "", "implement", True),
    Row("azerbaijan", "move", "status_seeking", "implement", "exploit_gap", True),
    Row("azerbaijan", "move", "mechanisms.relapse.gap_gain", "exploit_gap", "", True),
    Row("azerbaijan", "move", "mechanisms.relapse.legal_cost", "", "exploit_gap", True),
    Row("azerbaijan", "move", "mechanisms.relapse.breach_cost", "", "exploit_gap", True),
    Row("azerbaijan", "move", "mechanisms.integration.loss_weight", "implement", "exploit_gap", True),
    Row("azerbaijan", "challenge", "militarism", FORCE, "refrain", True),
    Row("azerbaijan", "challenge", "status_seeking", "refrain", FORCE, True),
    Row("azerbaijan", "challenge", "mechanisms.relapse.breach_cost", "refrain", FORCE, True),
    Row("azerbaijan", "challenge", "mechanisms.relapse.legal_cost", "refrain", FORCE, True),
    Row("azerbaijan", "challenge", "mechanisms.integration.loss_weight", "refrain", FORCE, True),
    Row("russia", "move", "territorial_norm", "endorse", "", True),
    Row("european_union", "answer", "mechanisms.guarantees.credibility.european_union", "punish intervene", "", True),
)
SHARED = (
    Row("azerbaijan", "challenge", "mechanisms.widening.cost.russia", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.widening.strength", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.deterrence.leverage.united_states", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.deterrence.interest.united_states", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.deterrence.intervention_share.united_states", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.force.intervention_strength", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.force.destruction", "", "attack"),
    Row("azerbaijan", "challenge", "mechanisms.crisis.rally", FORCE),
    Row("azerbaijan", "challenge", "mechanisms.crisis.demilitarisation", "", "incursion"),
    Row("azerbaijan", "challenge", "mechanisms.crisis.relief", "", "siege"),
    Row("azerbaijan", "follow:threaten", "mechanisms.crisis.audience_cost", "carry_out", "stand_down"),
    Row("azerbaijan", "follow:threaten", "mechanisms.force.destruction", "stand_down", "carry_out"),
    Row("armenia", "answer:attack", "mechanisms.crisis.surrender_cost.homeland", "resist", "yield"),
    Row("armenia", "answer:incursion", "mechanisms.crisis.surrender_cost.grey_zone", "resist", "yield"),
    Row("armenia", "answer:threaten", "mechanisms.crisis.shame.threaten", "resist", "yield"),
    Row("armenia", "answer:siege", "mechanisms.crisis.siege_harm", "yield", "resist"),
    Row("armenia", "answer:attack", "mechanisms.crisis.size.attack", "resist", "yield"),
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
    Row("armenia", "sign", "mechanisms.crisis.hazard.talks", "sign"),
    Row("armenia", "sign", "mechanisms.crisis.hazard.signed", "", "sign"),
    Row("armenia", "sign", "mechanisms.relapse.strength.reneging", "", "sign"),
    Row("armenia", "sign", "mechanisms.capability.concession_shift", "", "sign"),
    Row("armenia", "table", "mechanisms.capability.concession_shift", "", "concede"),
    Row("azerbaijan", "sign", "mechanisms.signature.expected_trade", "sign"),
    Row("azerbaijan", "sign", "mechanisms.signature.holding_out", "", "sign"),
    Row("azerbaijan", "sign", "mechanisms.signature.deadline.strength", "sign"),
    Row("russia", "move", "mechanisms.spoilers.exclusion_response.russia", "spoil", "endorse"),
    Row("russia", "move", "mechanisms.spoilers.reputation_cost", "", "spoil"),
    Row("russia", "move", "mechanisms.alignment.trade_value", "back_azerbaijan"),
    Row("turkey", "move", "mechanisms.spoilers.exclusion_response.turkey", "back_azerbaijan"),
    Row("iran", "move", "mechanisms.spoilers.exclusion_response.iran", "spoil"),
    Row("iran", "move", "mechanisms.spoilers.corridor_response", "deter_corridor spoil", "endorse"),
    Row("iran", "move", "mechanisms.spoilers.reputation_cost", "", "spoil"),
    *(Row(power, "answer", f"mechanisms.deterrence.interest.{power}", "punish intervene") for power in POWERS),
    *(
        Row(power, "answer", f"mechanisms.deterrence.intervention_share.{power}", "intervene", "punish")
        for power in POWERS
    ),
    Row("united_states", "answer", "mechanisms.deterrence.coordination", "punish intervene"),
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


@pytest.mark.parametrize("greedy", [False, True])
def test_what_lies_beyond_the_text_tempts_a_limited_azerbaijan_by_its_slope_and_a_greedy_one_always(stage, greedy):
    """By the odds of attack against restraint: of threats Armenia thinks by what it believes of either type."""
    slope = {"mechanisms.types.limited_slope": np.array([0.0, 0.8])}
    choice = stage("azerbaijan", "challenge", slope, signed=True, greedy=greedy)
    low, high = choice.chance("attack") / choice.chance("refrain")
    assert low == pytest.approx(high, abs=1e-12) if greedy else low < high - 1e-9


@pytest.mark.parametrize("actor", ACTORS)
def test_every_payoff_of_an_actor_has_its_row(actor):
    own = {name.split(".", 2)[2] for name in PARAMETERS.values if name.startswith(f"actors.{actor}.")}
    payoffs = {name for name in own if not name.startswith(NOT_A_PAYOFF)}
    rows = {row.parameter for row in ROWS if row.actor == actor and row.id == row.own}
    assert payoffs == rows


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_a_row_names_actions_that_its_actor_has(row):
    assert set(f"{row.more} {row.less}".split()) <= set(ACTIONS[row.actor])
