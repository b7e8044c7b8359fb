"""Azerbaijan: the stronger rival, which bargains, waits, coerces or attacks."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors import crisis_game, signature
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    BREACH_OF_AGREEMENT,
    CLOSER_TO_PEACE,
    DEADLINE,
    EFFORT,
    EXPECTED_PUNISHMENT,
    GIVEN_AWAY,
    LEGAL_CONSEQUENCES,
    LOST_STATUS,
    LOST_TRADE,
    MILITARISM,
    SEEN_AS_STABILISER,
    SKIRMISH,
    TRADE,
    VICTORY_NARRATIVE,
    WESTERN_FOOTHOLD,
    WESTERN_LEVERAGE,
    Motive,
)
from sim.model.actors.rival import Rival
from sim.model.mechanisms import crisis
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.view import View
from sim.parameters import actions

APPETITE = Motive("appetite", "territory", "an appetite whetted by success", "mechanisms.bargaining.demand_growth")
BARGAINING_ASSET = Motive(
    "bargaining_asset", "territory", "prisoners as a bargaining asset", "actors.{actor}.prisoners_value"
)
FORUM_SHOPPING = Motive(
    "forum_shopping", "influence", "riddance of mediators who do not serve", "actors.{actor}.forum_shopping"
)
FURTHER_FROM_PEACE = Motive("further_from_peace", "economy", "a settlement put off", "mechanisms.bargaining.step")
RENEGING = Motive(
    "reneging",
    "territory",
    "what reneging gains",
    "mechanisms.relapse.gap_gain",
    "mechanisms.relapse.strength.reneging",
)


class Azerbaijan(Rival):
    """The challenger of the crisis game."""

    key = "azerbaijan"
    label = "Azerbaijan"
    menu = Menu(*actions.AZERBAIJAN)
    signing = Menu(*actions.SIGNING)
    answers = Menu(*actions.AZERBAIJAN_ANSWERS)

    def terms(self, view: View) -> Iterator[Term]:
        """What each move would bring to Baku."""
        seen = view.outlook
        if seen.talks.any():
            yield from self._talking(view)
        if seen.signed.any():
            yield from self._carrying_out(view)
        for move in crisis_game.MOVES:
            to_yield, response = crisis_game.foreseen(move, view)
            for motive, payoff in crisis_game.challenger_payoffs(move, view):
                yield move, motive, crisis.expected(payoff, to_yield, response)

    def _talking(self, view: View) -> Iterator[Term]:
        """Moves at the table."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        rules = values.mechanisms.bargaining
        step = rules.step * seen.table.at_stake
        closer = rules.step * self._value_of_progress(view)
        yield "concede", GIVEN_AWAY, -step
        yield "concede", CLOSER_TO_PEACE, closer
        yield "concede", VICTORY_NARRATIVE, -own.victory_narrative * step
        yield "concede", SEEN_AS_STABILISER, own.status_seeking * rules.step * world.western_lead
        yield "concede", DEADLINE, rules.step * signature.deadline(view)
        yield "concede", WESTERN_LEVERAGE, rules.step * view.flow.leverage
        yield "release_prisoners", BARGAINING_ASSET, -own.prisoners_value * world.prisoners
        yield "release_prisoners", SEEN_AS_STABILISER, own.status_seeking * world.prisoners
        yield "release_prisoners", WESTERN_LEVERAGE, rules.step * view.flow.leverage
        yield "release_prisoners", EFFORT, -own.effort
        yield "refuse_mediator", FORUM_SHOPPING, own.forum_shopping * self._unwelcome(view)
        yield "refuse_mediator", LOST_STATUS, -own.status_seeking * world.western_lead
        yield "refuse_mediator", WESTERN_LEVERAGE, -rules.step * view.flow.leverage
        yield "raise_demand", APPETITE, rules.demand_growth * world.appetite * seen.table.at_stake
        yield "raise_demand", FURTHER_FROM_PEACE, -closer
        yield "raise_demand", LOST_STATUS, -own.status_seeking * rules.step * (1 + world.western_lead)

    def _carrying_out(self, view: View) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        relapse = values.mechanisms.relapse
        response = seen.beliefs.response["violation"]
        gain = (
            relapse.gap_gain
            * (1.0 - seen.table.share)
            * (1.0 + values.mechanisms.bargaining.demand_growth * world.appetite)
        )
        yield "implement", TRADE, seen.prospects.trade
        yield "implement", SEEN_AS_STABILISER, own.status_seeking * world.western_lead
        yield "implement", EFFORT, -own.effort
        yield "implement", WESTERN_FOOTHOLD, -own.western_foothold * signature.foothold(view)
        yield "exploit_gap", RENEGING, relapse.strength.reneging * gain * (1.0 - seen.guarantees.protection)
        yield (
            "exploit_gap",
            EXPECTED_PUNISHMENT,
            -(response.punish + response.intervene) * response.punishment,
        )
        yield "exploit_gap", LEGAL_CONSEQUENCES, -relapse.legal_cost * seen.guarantees.believed.legal_consequences
        severity = values.mechanisms.deterrence.severity.violation
        yield "exploit_gap", MILITARISM, own.militarism * values.mechanisms.crisis.rally * severity
        yield "exploit_gap", BREACH_OF_AGREEMENT, -relapse.breach_cost * severity
        yield "exploit_gap", LOST_TRADE, -seen.prospects.trade * severity
        yield "exploit_gap", LOST_STATUS, -own.status_seeking * severity * (1.0 + world.western_lead)

    def decide_signature(self, view: View) -> Decision:
        """Whether to sign the agreed text."""
        return self.decide(view, self.signing, signature.azerbaijan, "sign_azerbaijan")

    def answer_revision(self, view: View) -> Decision:
        """Whether to give way when Armenia demands a revision of the agreement."""
        return self.decide(view, self.answers, self._revision_terms, "answer_azerbaijan")

    def _revision_terms(self, view: View) -> Iterator[Term]:
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        given = values.mechanisms.crisis.coerced_step * seen.table.share
        yield "yield", GIVEN_AWAY, -given
        yield "yield", VICTORY_NARRATIVE, -own.victory_narrative * given
        yield "resist", SKIRMISH, -values.mechanisms.crisis.skirmish_cost * (1.0 - seen.prospects.win_unguarded)
        yield "resist", LOST_TRADE, -values.mechanisms.integration.loss_weight * world.integration

    def _value_of_progress(self, view: View) -> FloatArray:
        """What a whole agreement would add to the value of waiting."""
        seen = view.outlook
        return positive(seen.prospects.durable - seen.prospects.waiting)

    def _unwelcome(self, view: View) -> FloatArray:
        """How unwelcome the western mediators are: they talk of guarantees and press for concessions (dersimonian2024 ¶4)."""
        seen = view.outlook
        return view.worlds.western_lead * (seen.guarantees.promised + view.flow.leverage)
