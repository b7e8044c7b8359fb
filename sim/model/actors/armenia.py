"""Armenia: the weaker rival, which concedes, seeks guarantees, arms, and answers challenges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sim.model.actors import crisis_game, signature
from sim.model.actors.decision import Decision, Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    BACKLASH,
    CLOSER_TO_PEACE,
    EFFORT,
    GIVEN_AWAY,
    LEAVE_MOSCOWS_ORBIT,
    LEGAL_CONSEQUENCES,
    LOST_TRADE,
    RELIEF_FROM_PRESSURE,
    TRADE,
    Motive,
)
from sim.model.actors.rival import Rival
from sim.model.mechanisms import crisis, grievance, relapse
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.view import View
from sim.parameters import actions
from sim.parameters.openings import Opening
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
FEAR_OF_FORCE = Motive("fear_of_force", "security", "fear of force in return", "mechanisms.fear.threat.disparity")
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
POWER_SHIFTS = Motive(
    "power_shifts", "security", "the power that concessions shift", "mechanisms.capability.concession_shift"
)
PUBLIC_CONSENT = Motive("public_consent", "legitimacy", "a public that consents", "actors.{actor}.public_concern")
RELIANCE_ON_BAKU = Motive(
    "reliance_on_baku",
    "security",
    "reliance on Baku's word",
    "actors.{actor}.guarantee_need",
    "mechanisms.reputation.initial_reliability",
)
REVANCHE = Motive(
    "revanche", "territory", "revanche", "mechanisms.relapse.strength.revanchism", "actors.{actor}.opposition"
)
ARMS_FOR_REVANCHE = Motive(
    "revanche", "territory", "arms to take back what was lost", "mechanisms.grievance.rearmament"
)
SELF_RELIANCE = Motive("self_reliance", "security", "reliance on its own arms", "actors.{actor}.self_reliance")


RUSSIA, EUROPE, AMERICA = (POWERS.index(name) for name in ("russia", "european_union", "united_states"))


CAN_BE_LEFT = Opening(crisis_game.may_yield, "nothing but the state itself is under attack")


class Armenia(Rival):
    """The target of the crisis game."""

    key = "armenia"
    label = "Armenia"
    menu = Menu(*actions.ARMENIA)
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
        yield "prepare_public", PUBLIC_CONSENT, own.public_concern * (1.0 - world.preparation)
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
        """Moves at the table."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        step = values.mechanisms.bargaining.step * seen.table.at_stake_armenia
        unprepared = 1.0 - world.preparation
        shift = values.mechanisms.capability.concession_shift * step
        yield "concede", GIVEN_AWAY, -step
        yield "concede", BACKLASH, -own.opposition * step * unprepared
        yield "concede", POWER_SHIFTS, -shift
        yield (
            "concede",
            RELIEF_FROM_PRESSURE,
            values.mechanisms.bargaining.step * world.pressure * world.fear,
        )
        yield "concede", CLOSER_TO_PEACE, values.mechanisms.bargaining.step * self._worth_of_peace(view)
        yield "demand_guarantees", NEED_OF_GUARANTEES, self._need_of_guarantees(view)
        yield "demand_guarantees", EFFORT, -own.effort

    def _turning(self, view: View) -> Iterator[Term]:
        """Moves outwards, to one patron or the other."""
        world, own, seen = view.worlds, self.own(view), view.outlook
        west = 0.5 * (seen.beliefs.will_armenia[EUROPE] + seen.beliefs.will_armenia[AMERICA])
        yield "turn_to_russia", HOPE_IN_PATRON, world.fear * seen.beliefs.will_armenia[RUSSIA]
        yield "turn_to_russia", NOBODY_ELSE, own.need_of_patron * world.fear * (1.0 - seen.guarantees.protection)
        yield (
            "turn_to_russia",
            LEAVE_MOSCOWS_ORBIT,
            -own.wish_to_leave_russia * (1.0 + world.orientation),
        )
        yield "turn_to_russia", EFFORT, -own.effort
        yield "turn_to_west", HOPE_IN_PATRON, world.fear * west
        yield "turn_to_west", LEAVE_MOSCOWS_ORBIT, own.wish_to_leave_russia * (1.0 - world.orientation)
        yield "turn_to_west", AMONG_DEMOCRACIES, own.democratic_standing * (1.0 - world.orientation)
        yield "turn_to_west", EFFORT, -own.effort

    def _carrying_out(self, view: View) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        rules = values.mechanisms.relapse
        trade, step = seen.prospects.trade, rules.implementation_rate
        pull = relapse.revanche(world.grievance, own.opposition, self._capability_gain(view))
        yield "implement", TRADE, trade
        yield "implement", KEEPS_ITS_WORD, rules.legal_cost * seen.guarantees.believed.legal_consequences
        yield (
            "implement",
            RELIANCE_ON_BAKU,
            own.guarantee_need * step * (seen.beliefs.reliability - world.violations),
        )
        yield "implement", EFFORT, -own.effort
        yield "stall", BACKLASH, own.opposition * step * (1.0 - world.legitimacy_armenia)
        yield "stall", LOST_TRADE, -trade
        yield "stall", DISTRUST, own.guarantee_need * step * world.violations
        yield "demand_revision", REVANCHE, rules.strength.revanchism * pull * self._chance_of_revision(view)
        yield "demand_revision", FEAR_OF_FORCE, -world.fear * seen.prospects.win_unguarded
        yield "demand_revision", LOST_TRADE, -trade
        yield "demand_revision", LEGAL_CONSEQUENCES, -rules.legal_cost * seen.guarantees.believed.legal_consequences

    def answer(self, view: View, move: str) -> Decision:
        """Whether to yield or resist when Azerbaijan has made a move; solved as in the crisis game."""
        also = {"yield": (CAN_BE_LEFT,)} if move == "attack" else {}
        return self.decide(view, self.answers, partial(self._answer_terms, move), "answer_armenia", also)

    def _answer_terms(self, move: str, view: View) -> Iterator[Term]:
        response = crisis_game.believed_responses(view.outlook.beliefs.hope[move])
        for motive, payoff in crisis_game.target_payoffs(move, view):
            expected = crisis.after_responses(payoff, response)
            yield "yield", motive, expected[crisis.YIELD]
            yield "resist", motive, expected[crisis.RESIST]

    def decide_signature(self, view: View) -> Decision:
        """Whether to sign the agreed text."""
        return self.decide(view, self.signing, signature.armenia, "sign_armenia")

    def _worth_of_peace(self, view: View) -> FloatArray:
        """What a whole agreement would be worth to Armenia beyond the terms: safety, as far as it is believed in."""
        rules = view.values.mechanisms.signature
        safety: FloatArray = rules.relief_from_threat * view.worlds.fear * signature.believed_compliance(view)
        return safety

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

    def _capability_gain(self, view: View) -> FloatArray:
        """How far Armenia has rearmed since the start."""
        world = view.worlds
        return positive(world.capability_armenia - self.own(view).initial.capability)

    def _chance_of_revision(self, view: View) -> FloatArray:
        """How likely a revision looks: what Armenia could win by force, and thus by demanding.

        Those who guarantee an agreement do not fight for the side that wants to undo it.
        """
        seen = view.outlook
        return 1.0 - seen.prospects.win_unguarded
