"""Azerbaijan: the stronger rival, which bargains, waits, coerces or attacks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sim.model.actors import campaigns, signature, stakes
from sim.model.actors.crisis_game import Crisis
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    BREACH_OF_AGREEMENT,
    EFFORT,
    EXPECTED_PUNISHMENT,
    LEGAL_CONSEQUENCES,
    LOST_STATUS,
    LOST_TRADE,
    SEEN_AS_STABILISER,
    TRADE,
    WESTERN_FOOTHOLD,
    WESTERN_LEVERAGE,
    Motive,
)
from sim.model.actors.rival import Rival
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.view import View
from sim.parameters import actions

APPETITE = Motive("appetite", "territory", "an appetite whetted by success", "mechanisms.bargaining.demand_growth")
BARGAINING_ASSET = Motive(
    "bargaining_asset", "territory", "prisoners as a bargaining asset", "actors.{actor}.prisoners_value"
)
FORUM_SHOPPING = Motive(
    "forum_shopping", "influence", "getting rid of mediators who do not help Baku", "actors.{actor}.forum_shopping"
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
    """The stronger side; the challenger of most crises."""

    key = "azerbaijan"
    menu = Menu(*actions.AZERBAIJAN)
    table = Menu(*actions.AZERBAIJAN_AT_THE_TABLE)
    text = Menu(*actions.AZERBAIJAN_ON_THE_TEXT)
    crises = Menu(*actions.AZERBAIJAN_CHALLENGE)
    following = Menu(*actions.FOLLOWING)
    signing = Menu(*actions.SIGNING)
    answers = Menu(*actions.AZERBAIJAN_ANSWERS)

    def terms(self, view: View) -> Iterator[Term]:
        """What each move would bring to Baku."""
        seen = view.outlook
        if seen.talks.any():
            yield from self._talking(view)
        if seen.signed.any():
            yield from self._carrying_out(view)
        yield from campaigns.terms(view)

    def _talking(self, view: View) -> Iterator[Term]:
        """Moves at the table."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        rules = values.mechanisms.bargaining
        closer = rules.step * self._value_of_progress(view)
        yield "release_prisoners", BARGAINING_ASSET, -own.prisoners_value * world.prisoners
        yield "release_prisoners", SEEN_AS_STABILISER, stakes.wish_for_status(view) * world.prisoners
        yield "release_prisoners", WESTERN_LEVERAGE, rules.step * view.flow.leverage
        yield "release_prisoners", EFFORT, -own.effort
        yield "refuse_mediator", FORUM_SHOPPING, own.forum_shopping * self._unwelcome(view)
        yield "refuse_mediator", LOST_STATUS, -stakes.wish_for_status(view) * world.western_lead
        yield "refuse_mediator", WESTERN_LEVERAGE, -rules.step * view.flow.leverage
        yield "raise_demand", APPETITE, rules.demand_growth * world.appetite * seen.table.at_stake
        yield "raise_demand", FURTHER_FROM_PEACE, -closer
        yield "raise_demand", LOST_STATUS, -stakes.status(view) * rules.step

    def _carrying_out(self, view: View) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        relapse = values.mechanisms.relapse
        severity = values.mechanisms.deterrence.severity.violation
        gain = (
            relapse.gap_gain
            * (1.0 - seen.table.share)
            * (1.0 + values.mechanisms.bargaining.demand_growth * world.appetite)
        )
        yield "implement", TRADE, seen.prospects.trade
        yield "implement", SEEN_AS_STABILISER, stakes.wish_for_status(view) * world.western_lead
        yield "implement", EFFORT, -own.effort
        yield "implement", WESTERN_FOOTHOLD, -own.western_foothold * signature.foothold(view)
        yield "exploit_gap", RENEGING, relapse.strength.reneging * gain * (1.0 - seen.guarantees.protection)
        yield (
            "exploit_gap",
            EXPECTED_PUNISHMENT,
            -severity * seen.guarantees.chance_seen * seen.prospects.path.punishment[0],
        )
        yield "exploit_gap", LEGAL_CONSEQUENCES, -relapse.legal_cost * seen.guarantees.believed.legal_consequences
        yield "exploit_gap", BREACH_OF_AGREEMENT, -relapse.breach_cost * severity
        yield "exploit_gap", LOST_TRADE, -seen.prospects.trade * severity
        yield "exploit_gap", LOST_STATUS, -stakes.status(view) * severity

    def challenge(self, crisis: Crisis) -> Decision:
        """Whether to threaten, seize or attack in a crisis, or to refrain from force."""
        return self.settle(crisis.view, self.crises, crisis.move_terms, "challenge_azerbaijan")

    def follow(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to carry out a threat that was resisted."""
        return self.settle(view, self.following, partial(crisis.carry_out_terms, move), "carry_out_azerbaijan")

    def answer(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to yield or resist when Armenia demands a revision of the agreement, or attacks."""
        return self.settle(view, self.answers, partial(crisis.answer_terms, move), "answer_azerbaijan")

    def concede(self, view: View) -> Decision:
        """Whether to lower the demand: it does so while the text after its next step beats having none."""
        return self.settle(view, self.table, signature.azerbaijan_at_the_table, "concede_azerbaijan")

    def decide_signature(self, view: View) -> Decision:
        """Whether to sign the agreed text."""
        return self.settle(view, self.signing, signature.azerbaijan, "sign_azerbaijan")

    def give_way(self, view: View) -> Decision:
        """Whether to make an agreed text better for the other, who does not sign it: while it is still worth signing then."""
        return self.settle(view, self.text, signature.azerbaijan_giving_way, "give_way_azerbaijan")

    def _value_of_progress(self, view: View) -> FloatArray:
        """What a whole agreement would add to what Baku holds."""
        return positive(view.outlook.table.share - view.worlds.status_quo)

    def _unwelcome(self, view: View) -> FloatArray:
        """How unwelcome the western mediators are: they talk of guarantees and press for concessions (dersimonian2024 ¶4)."""
        seen = view.outlook
        return view.worlds.western_lead * (seen.guarantees.promised + view.flow.leverage)
