"""Armenia: the weaker rival, which concedes, seeks guarantees, arms, and answers challenges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.model.actors import crisis_game
from sim.model.actors.actor import Action, Menu, Obstacle, Term
from sim.model.actors.rival import Rival
from sim.model.mechanisms import crisis, grievance, relapse
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.outlook.situation import Situation
from sim.parameters.vocabulary import POWERS

RUSSIA, EUROPE, AMERICA = (POWERS.index(name) for name in ("russia", "european_union", "united_states"))


class Armenia(Rival):
    """The target of the crisis game."""

    key = "armenia"
    label = "Armenia"
    menu = Menu(
        Action("concede", "concede", "concedes on the issue at the table"),
        Action("hold", "hold", "holds its position"),
        Action("demand_guarantees", "hold", "asks for guarantees"),
        Action("prepare_public", "prepare", "prepares the public for peace"),
        Action("turn_to_russia", "realign", "turns to Russia"),
        Action("turn_to_west", "realign", "turns to the West"),
        Action("rearm", "rearm", "rearms"),
        Action("implement", "implement", "carries out the agreement"),
        Action("stall", "stall", "stalls the agreement"),
        Action("demand_revision", "revise", "demands a revision of the agreement"),
    )
    signing = Menu(
        Action("sign", "sign", "signs"),
        Action("refuse_to_sign", "refuse", "does not sign"),
    )
    answers = Menu(
        Action("yield", "yield", "yields"),
        Action("resist", "resist", "resists"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each move would bring to Yerevan."""
        yield from self._at_home(situation)
        yield from self._arming(situation)
        if situation.talks.any():
            yield from self._talking(situation)
            yield from self._turning(situation)
        if situation.signed.any():
            yield from self._carrying_out(situation)

    def _at_home(self, s: Situation) -> Iterator[Term]:
        """Public preparation, which is always open."""
        world, own = self.negotiation.worlds, self.own
        yield "prepare_public", "legitimacy", "public_consent", own.public_concern * (1.0 - world.preparation)
        yield "prepare_public", "effort", "effort", -own.effort

    def _arming(self, s: Situation) -> Iterator[Term]:
        """Arms, which are always open: out of fear, and out of grievance over what was lost."""
        world, own = self.negotiation.worlds, self.own
        pull = grievance.rearmament(world.grievance, s.loss, self.negotiation.values.mechanisms.grievance.rearmament)
        yield "rearm", "territory", "revanche", pull
        yield "rearm", "security", "self_reliance", own.self_reliance * world.fear * s.win
        yield "rearm", "economy", "cost_of_arms", -own.arms_cost
        yield "rearm", "effort", "effort", -own.effort

    def _talking(self, s: Situation) -> Iterator[Term]:
        """Moves at the table."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        step = values.mechanisms.bargaining.step * s.at_stake_armenia
        unprepared = 1.0 - world.preparation
        shift = values.mechanisms.capability.concession_shift * step
        yield "concede", "territory", "given_away", -step
        yield "concede", "legitimacy", "backlash", -own.opposition * step * unprepared
        yield "concede", "security", "power_shifts", -shift
        yield (
            "concede",
            "security",
            "relief_from_pressure",
            values.mechanisms.bargaining.step * world.pressure * world.fear,
        )
        yield "concede", "economy", "closer_to_peace", values.mechanisms.bargaining.step * self._worth_of_peace(s)
        yield "demand_guarantees", "security", "need_of_guarantees", self._need_of_guarantees(s)
        yield "demand_guarantees", "effort", "effort", -own.effort

    def _turning(self, s: Situation) -> Iterator[Term]:
        """Moves outwards, to one patron or the other."""
        world, own = self.negotiation.worlds, self.own
        west = 0.5 * (s.will_armenia[EUROPE] + s.will_armenia[AMERICA])
        yield "turn_to_russia", "security", "hope_in_patron", world.fear * s.will_armenia[RUSSIA]
        yield "turn_to_russia", "security", "nobody_else", own.need_of_patron * world.fear * (1.0 - s.protection)
        yield (
            "turn_to_russia",
            "influence",
            "leave_moscows_orbit",
            -own.wish_to_leave_russia * (1.0 + world.orientation),
        )
        yield "turn_to_russia", "effort", "effort", -own.effort
        yield "turn_to_west", "security", "hope_in_patron", world.fear * west
        yield "turn_to_west", "influence", "leave_moscows_orbit", own.wish_to_leave_russia * (1.0 - world.orientation)
        yield "turn_to_west", "reputation", "among_democracies", own.democratic_standing * (1.0 - world.orientation)
        yield "turn_to_west", "effort", "effort", -own.effort

    def _carrying_out(self, s: Situation) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        rules = values.mechanisms.relapse
        trade, step = s.trade, rules.implementation_rate
        pull = relapse.revanche(world.grievance, own.opposition, self._capability_gain())
        yield "implement", "economy", "trade", trade
        yield "implement", "reputation", "keeps_its_word", rules.legal_cost * s.believed.legal_consequences
        yield (
            "implement",
            "security",
            "reliance_on_baku",
            own.guarantee_need * step * (s.reliability - world.violations),
        )
        yield "implement", "effort", "effort", -own.effort
        yield "stall", "legitimacy", "backlash", own.opposition * step * (1.0 - world.legitimacy_armenia)
        yield "stall", "economy", "lost_trade", -trade
        yield "stall", "security", "distrust", own.guarantee_need * step * world.violations
        yield "demand_revision", "territory", "revanche", rules.strength.revanchism * pull * self._chance_of_revision(s)
        yield "demand_revision", "security", "fear_of_force", -world.fear * s.win_unguarded
        yield "demand_revision", "economy", "lost_trade", -trade
        yield "demand_revision", "reputation", "legal_consequences", -rules.legal_cost * s.believed.legal_consequences

    def obstacles(self, s: Situation) -> Iterator[Obstacle]:
        """Which moves are not open, and why."""
        strength = np.asarray(self.negotiation.values.mechanisms.relapse.strength.revanchism)
        at_table = s.talks & ~s.text_agreed & ~s.frozen
        yield "concede", at_table, "there is no open issue at the table"
        yield "hold", s.talks, "an agreement is in force"
        yield "demand_guarantees", s.talks, "an agreement is in force"
        yield "turn_to_russia", s.talks, "an agreement is in force"
        yield "turn_to_west", s.talks, "an agreement is in force"
        yield "implement", s.signed, "there is no agreement to carry out"
        yield "stall", s.signed, "there is no agreement to stall"
        yield "demand_revision", s.signed & (strength > 0), "there is no agreement to revise"

    def answer(self, s: Situation, move: str) -> NDArray[np.int8]:
        """Whether to yield or resist when Azerbaijan has made a move; solved as in the crisis game."""
        closed = (
            [("yield", crisis_game.may_yield(s), "nothing but the state itself is under attack")]
            if move == "attack"
            else []
        )
        return self.decide(self.answers, self._answer_terms(s, move), closed, "answer_armenia")

    def _answer_terms(self, s: Situation, move: str) -> Iterator[Term]:
        world, values = self.negotiation.worlds, self.negotiation.values
        response = crisis_game.believed_responses(s.hope[move])
        for interest, reason, payoff in crisis_game.target_payoffs(move, s, world, values):
            expected = crisis.after_responses(payoff, response)
            yield "yield", interest, reason, expected[crisis.YIELD]
            yield "resist", interest, reason, expected[crisis.RESIST]

    def decide_signature(self, s: Situation) -> NDArray[np.int8]:
        """Whether to sign the agreed text."""
        return self.decide(self.signing, self._signature_terms(s), (), "sign_armenia")

    def _signature_terms(self, s: Situation) -> Iterator[Term]:
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        rules = values.mechanisms.signature
        compliance = self.believed_compliance(s)
        yield "sign", "territory", "terms_against_force", self._taken_by_force(s) - s.loss
        yield "sign", "security", "end_of_threat", rules.relief_from_threat * world.fear * compliance
        yield "sign", "security", "left_unprotected", -own.guarantee_need * (1.0 - compliance)
        yield "sign", "influence", "leave_moscows_orbit", own.wish_to_leave_russia * (1.0 + world.orientation)
        yield "sign", "economy", "trade", rules.expected_trade * np.ones(world.size)
        yield "sign", "economy", "turkish_border", rules.expected_border * world.border
        relief = rules.relief_from_threat * world.pressure * world.fear
        yield "sign", "security", "relief_from_pressure", relief
        yield "sign", "legitimacy", "backlash", -own.opposition * (1.0 - world.preparation) * s.terms_armenia
        yield "sign", "legitimacy", "injustice", -values.mechanisms.legitimacy.taint * s.coerced_share
        yield "sign", "reputation", "western_witness", own.democratic_standing * world.western_lead
        yield "sign", "effort", "effort", -own.effort

    def _taken_by_force(self, s: Situation) -> FloatArray:
        """Azerbaijan's share if nothing is signed: what it holds, and, as far as Armenia fears attack, what it would win."""
        world = self.negotiation.worlds
        lost: FloatArray = world.status_quo + world.fear * positive(s.win - world.status_quo)
        return lost

    def believed_compliance(self, s: Situation) -> FloatArray:
        """Armenia's belief that the agreement will be kept: by Baku's own will, or because guarantors see to it."""
        return s.reliability + (1.0 - s.reliability) * s.promised

    def _worth_of_peace(self, s: Situation) -> FloatArray:
        """What a whole agreement would be worth to Armenia beyond the terms: safety, as far as it is believed in."""
        rules = self.negotiation.values.mechanisms.signature
        safety: FloatArray = rules.relief_from_threat * self.negotiation.worlds.fear * self.believed_compliance(s)
        return safety

    def _need_of_guarantees(self, s: Situation) -> FloatArray:
        """What asking for guarantees promises: protection that is missing, and not yet asked for."""
        world = self.negotiation.worlds
        need: FloatArray = self.own.guarantee_need * world.fear * (1.0 - s.promised) * (1.0 - world.guarantee_demand)
        return need

    def _capability_gain(self) -> FloatArray:
        """How far Armenia has rearmed since the start."""
        world = self.negotiation.worlds
        return positive(world.capability_armenia - self.own.initial.capability)

    def _chance_of_revision(self, s: Situation) -> FloatArray:
        """How likely a revision looks: what Armenia could win by force, and thus by demanding.

        Those who guarantee an agreement do not fight for the side that wants to undo it.
        """
        return 1.0 - s.win_unguarded
