"""Armenia: the weaker rival, which concedes, seeks guarantees, arms, and answers challenges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sim.model.actors import signature, stakes
from sim.model.actors.crisis_game import Crisis
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    BACKLASH,
    EFFORT,
    LEAVE_MOSCOWS_ORBIT,
    LOST_TRADE,
    TRADE,
    Motive,
)
from sim.model.actors.rival import Rival
from sim.model.mechanisms import grievance
from sim.model.mechanisms.arrays import FloatArray, unit
from sim.model.world.view import View
from sim.parameters import actions
from sim.parameters.vocabulary import POWERS

AMONG_DEMOCRACIES = Motive(
    "among_democracies", "reputation", "a place among the democracies", "actors.{actor}.democratic_standing"
)
COST_OF_ARMS = Motive("cost_of_arms", "economy", "the cost of arms", "actors.{actor}.arms_cost")
DISTRUST = Motive(
    "distrust",
    "security",
    "distrust after violations",
    "actors.{actor}.guarantee_need",
    "mechanisms.relapse.violation_memory",
)
HOPE_IN_PATRON = Motive(
    "hope_in_patron",
    "security",
    "hope in a patron",
    "mechanisms.reputation.initial_patron.united_states",
    "mechanisms.reputation.initial_patron.russia",
)
KEEPS_ITS_WORD = Motive(
    "keeps_its_word", "reputation", "legal consequences of not keeping its word", "mechanisms.relapse.legal_cost"
)
NEED_OF_GUARANTEES = Motive(
    "need_of_guarantees", "security", "protection that is missing", "actors.{actor}.guarantee_need"
)
NOBODY_ELSE = Motive("nobody_else", "security", "nobody else to turn to", "actors.{actor}.need_of_patron")
PUBLIC_CONSENT = Motive("public_consent", "legitimacy", "a public that consents", "actors.{actor}.public_concern")
RELIANCE_ON_BAKU = Motive(
    "reliance_on_baku",
    "security",
    "reliance on Baku's word",
    "actors.{actor}.guarantee_need",
    "mechanisms.reputation.initial_reliability",
)
ARMS_FOR_REVANCHE = Motive(
    "revanche", "territory", "arms to take back what was lost", "mechanisms.grievance.rearmament"
)
SELF_RELIANCE = Motive("self_reliance", "security", "reliance on its own arms", "actors.{actor}.self_reliance")


RUSSIA, EUROPE, AMERICA = (POWERS.index(name) for name in ("russia", "european_union", "united_states"))


class Armenia(Rival):
    """The weaker side; the target of most crises."""

    key = "armenia"
    menu = Menu(*actions.ARMENIA)
    beside = Menu(*actions.ARMENIA_BESIDE)
    table = Menu(*actions.ARMENIA_AT_THE_TABLE)
    text = Menu(*actions.ARMENIA_ON_THE_TEXT)
    crises = Menu(*actions.ARMENIA_REVISION)
    following = Menu(*actions.FOLLOWING)
    signing = Menu(*actions.SIGNING)
    answers = Menu(*actions.ARMENIA_ANSWERS)

    def terms(self, view: View) -> Iterator[Term]:
        """What each move would bring to Yerevan."""
        seen = view.outlook
        yield from self._at_home(view)
        yield from self._arming(view)
        if seen.talks.any():
            yield from self._talking(view)
            yield from self._turning(view)
        if seen.signed.any():
            yield from self._carrying_out(view)

    def _at_home(self, view: View) -> Iterator[Term]:
        """Public preparation, which is always open."""
        world, own = view.worlds, self.own(view)
        yield "prepare_public", PUBLIC_CONSENT, own.public_concern * (1.0 - world.preparation_armenia)
        yield "prepare_public", EFFORT, -own.effort

    def _arming(self, view: View) -> Iterator[Term]:
        """Arms, which are always open: out of fear, and out of grievance over what was lost."""
        world, own, seen = view.worlds, self.own(view), view.outlook
        pull = grievance.rearmament(world.grievance, seen.table.loss, view.values.mechanisms.grievance.rearmament)
        yield "rearm", ARMS_FOR_REVANCHE, pull
        yield "rearm", SELF_RELIANCE, own.self_reliance * world.fear * seen.prospects.win
        yield "rearm", COST_OF_ARMS, -own.arms_cost
        yield "rearm", EFFORT, -own.effort

    def _talking(self, view: View) -> Iterator[Term]:
        """Moves in the talks beside those at the table."""
        own = self.own(view)
        yield "demand_guarantees", NEED_OF_GUARANTEES, self._need_of_guarantees(view)
        yield "demand_guarantees", EFFORT, -own.effort

    def _turning(self, view: View) -> Iterator[Term]:
        """Moves outwards, to one patron or the other; a turn that is complete promises no more."""
        world, own, seen = view.worlds, self.own(view), view.outlook
        to_russia, to_west = unit(1.0 + world.orientation), unit(1.0 - world.orientation)
        west = 0.5 * (seen.beliefs.will_armenia[EUROPE] + seen.beliefs.will_armenia[AMERICA])
        yield "turn_to_russia", HOPE_IN_PATRON, world.fear * to_russia * seen.beliefs.will_armenia[RUSSIA]
        yield (
            "turn_to_russia",
            NOBODY_ELSE,
            own.need_of_patron * world.fear * to_russia * (1.0 - seen.guarantees.protection),
        )
        yield (
            "turn_to_russia",
            LEAVE_MOSCOWS_ORBIT,
            -own.wish_to_leave_russia * (1.0 + world.orientation),
        )
        yield "turn_to_russia", EFFORT, -own.effort
        yield "turn_to_west", HOPE_IN_PATRON, world.fear * to_west * west
        yield "turn_to_west", LEAVE_MOSCOWS_ORBIT, own.wish_to_leave_russia * (1.0 - world.orientation)
        yield "turn_to_west", AMONG_DEMOCRACIES, own.democratic_standing * (1.0 - world.orientation)
        yield "turn_to_west", EFFORT, -own.effort

    def _carrying_out(self, view: View) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        rules = values.mechanisms.relapse
        trade, step = seen.prospects.trade, rules.implementation_rate
        yield "implement", TRADE, trade
        yield "implement", KEEPS_ITS_WORD, rules.legal_cost * seen.guarantees.believed.legal_consequences
        yield (
            "implement",
            RELIANCE_ON_BAKU,
            own.guarantee_need * step * (seen.beliefs.reliability - world.violations),
        )
        yield "implement", EFFORT, -own.effort
        yield "stall", BACKLASH, stakes.opposition(view) * step * (1.0 - world.legitimacy_armenia)
        yield "stall", LOST_TRADE, -trade
        yield "stall", DISTRUST, own.guarantee_need * step * world.violations

    def challenge(self, crisis: Crisis) -> Decision:
        """Whether to demand a revision of the agreement, to fight for one, or to refrain from force."""
        return self.settle(crisis.view, self.crises, crisis.move_terms, "challenge_armenia")

    def follow(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to carry out a threat that was resisted."""
        return self.settle(view, self.following, partial(crisis.carry_out_terms, move), "carry_out_armenia")

    def answer(self, view: View, crisis: Crisis, move: str) -> Decision:
        """Whether to yield or resist when Azerbaijan has made a move."""
        return self.settle(view, self.answers, partial(crisis.answer_terms, move), "answer_armenia")

    def concede(self, view: View) -> Decision:
        """Whether to offer more: it does so while the text after its next step beats having none."""
        return self.settle(view, self.table, signature.armenia_at_the_table, "concede_armenia")

    def decide_signature(self, view: View) -> Decision:
        """Whether to sign the agreed text."""
        return self.settle(view, self.signing, signature.armenia, "sign_armenia")

    def give_way(self, view: View) -> Decision:
        """Whether to make an agreed text better for the other, who does not sign it: while it is still worth signing then."""
        return self.settle(view, self.text, signature.armenia_giving_way, "give_way_armenia")

    def _need_of_guarantees(self, view: View) -> FloatArray:
        """What asking for guarantees promises: protection that is missing, and not yet asked for."""
        world, seen = view.worlds, view.outlook
        need: FloatArray = (
            self.own(view).guarantee_need
            * world.fear
            * (1.0 - seen.guarantees.promised)
            * (1.0 - world.guarantee_demand)
        )
        return need
