"""Azerbaijan: the stronger rival, which bargains, waits, coerces or attacks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.model.actors import crisis_game
from sim.model.actors.actor import Action, Menu, Obstacle, Term, did
from sim.model.actors.rival import Rival
from sim.model.mechanisms import conditions, crisis
from sim.model.mechanisms.arrays import BoolArray, FloatArray, positive
from sim.model.world.focus import Rows
from sim.model.world.outlook.situation import Situation


class Azerbaijan(Rival):
    """The challenger of the crisis game."""

    key = "azerbaijan"
    label = "Azerbaijan"
    menu = Menu(
        Action("concede", "accommodate", "lowers its demand on the issue at the table"),
        Action("release_prisoners", "accommodate", "releases prisoners"),
        Action("hold", "hold", "holds its position"),
        Action("refuse_mediator", "hold", "refuses the western mediators"),
        Action("raise_demand", "hold", "raises its demand"),
        Action("disinformation", "coerce", "spreads disinformation in Armenia"),
        Action("incursion", "coerce", "sends troops across the line"),
        Action("siege", "coerce", "lays a siege"),
        Action("attack", "attack", "attacks"),
        Action("implement", "implement", "carries out the agreement"),
        Action("exploit_gap", "exploit", "exploits a gap in the agreement"),
    )
    signing = Menu(
        Action("sign", "sign", "signs"),
        Action("refuse_to_sign", "refuse", "does not sign"),
    )
    answers = Menu(
        Action("yield", "yield", "gives way to the demand for revision"),
        Action("resist", "resist", "rejects the demand for revision"),
    )

    def move(self, situation: Situation, decision: str) -> NDArray[np.int8]:
        """Move, and remember of each attack how far it fell short of the best open move, in Baku's own eyes (`regret`).

        Where bindings left nothing else to do, `bound` says so.
        """
        self.regret: FloatArray = np.zeros(self.negotiation.worlds.size)
        self.bound: BoolArray = np.zeros(self.negotiation.worlds.size, dtype=bool)
        return super().move(situation, decision)

    def choose(self, rows: Rows, decision: str) -> NDArray[np.int8]:
        """Choose from the menu in the worlds in focus, which stand in the places `rows` of the block."""
        chosen = super().choose(rows, decision)
        attacks = np.flatnonzero(did(self.menu, chosen, "attack"))
        if len(attacks):
            self.regret[rows[attacks]] = self.regret_of("attack", attacks)
            self.bound[rows[attacks]] = self.alone("attack", attacks)
        return chosen

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each move would bring to Baku."""
        if situation.talks.any():
            yield from self._talking(situation)
        if situation.signed.any():
            yield from self._carrying_out(situation)
        world, values = self.negotiation.worlds, self.negotiation.values
        for move in crisis_game.MOVES:
            to_yield, response = crisis_game.foreseen(move, situation, world, values)
            for interest, reason, payoff in crisis_game.challenger_payoffs(move, situation, world, values):
                yield move, interest, reason, crisis.expected(payoff, to_yield, response)

    def _talking(self, s: Situation) -> Iterator[Term]:
        """Moves at the table."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        rules = values.mechanisms.bargaining
        step = rules.step * s.at_stake
        closer = rules.step * self._value_of_progress(s)
        yield "concede", "territory", "given_away", -step
        yield "concede", "economy", "closer_to_peace", closer
        yield "concede", "legitimacy", "victory_narrative", -own.victory_narrative * step
        yield "concede", "reputation", "seen_as_stabiliser", own.status_seeking * rules.step * world.western_lead
        yield "concede", "reputation", "deadline", rules.step * self._deadline(s)
        yield "concede", "influence", "western_leverage", rules.step * self._leverage()
        yield "release_prisoners", "territory", "bargaining_asset", -own.prisoners_value * world.prisoners
        yield "release_prisoners", "reputation", "seen_as_stabiliser", own.status_seeking * world.prisoners
        yield "release_prisoners", "influence", "western_leverage", rules.step * self._leverage()
        yield "release_prisoners", "effort", "effort", -own.effort
        yield "refuse_mediator", "influence", "forum_shopping", own.forum_shopping * self._unwelcome(s)
        yield "refuse_mediator", "reputation", "lost_status", -own.status_seeking * world.western_lead
        yield "refuse_mediator", "influence", "western_leverage", -rules.step * self._leverage()
        yield "raise_demand", "territory", "appetite", rules.demand_growth * world.appetite * s.at_stake
        yield "raise_demand", "economy", "further_from_peace", -closer
        yield "raise_demand", "reputation", "lost_status", -own.status_seeking * rules.step * (1 + world.western_lead)

    def _carrying_out(self, s: Situation) -> Iterator[Term]:
        """Moves under an agreement."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        relapse = values.mechanisms.relapse
        response = s.response["violation"]
        gain = relapse.gap_gain * (1.0 - s.share) * (1.0 + values.mechanisms.bargaining.demand_growth * world.appetite)
        yield "implement", "economy", "trade", s.trade
        yield "implement", "reputation", "seen_as_stabiliser", own.status_seeking * world.western_lead
        yield "implement", "effort", "effort", -own.effort
        yield "implement", "security", "western_foothold", -own.western_foothold * self._foothold()
        yield "exploit_gap", "territory", "reneging", relapse.strength.reneging * gain * (1.0 - s.protection)
        yield (
            "exploit_gap",
            "economy",
            "expected_punishment",
            -(response.punish + response.intervene) * response.punishment,
        )
        yield "exploit_gap", "reputation", "legal_consequences", -relapse.legal_cost * s.believed.legal_consequences
        severity = values.mechanisms.deterrence.severity.violation
        yield "exploit_gap", "legitimacy", "militarism", own.militarism * values.mechanisms.crisis.rally * severity
        yield "exploit_gap", "reputation", "breach_of_agreement", -relapse.breach_cost * severity
        yield "exploit_gap", "economy", "lost_trade", -s.trade * severity
        yield "exploit_gap", "reputation", "lost_status", -own.status_seeking * severity * (1.0 + world.western_lead)

    def obstacles(self, s: Situation) -> Iterator[Obstacle]:
        """Which moves are not open, and why."""
        world = self.negotiation.worlds
        strength = np.asarray(self.negotiation.values.mechanisms.relapse.strength.reneging)
        at_table = s.talks & ~s.text_agreed & ~s.frozen
        may_renege = s.talks | (s.signed & (strength > 0))
        yield "concede", at_table, "there is no open issue at the table"
        yield "raise_demand", at_table, "there is no open issue at the table"
        few = self.negotiation.values.mechanisms.crisis.negligible
        yield (
            "release_prisoners",
            s.talks & (world.prisoners > few),
            "there are no prisoners, or an agreement is in force",
        )
        yield "refuse_mediator", s.talks & (world.western_lead > 0), "no western mediator is at work"
        yield "hold", s.talks, "an agreement is in force"
        yield "implement", s.signed, "there is no agreement to carry out"
        yield "exploit_gap", s.signed & (strength > 0), "there is no agreement to exploit"
        for move in crisis_game.MOVES:
            yield move, may_renege, "reneging is switched off"
        reach = np.asarray(self.negotiation.values.mechanisms.disinformation.reach)
        yield "disinformation", np.broadcast_to(reach > 0, s.talks.shape), "nobody would be reached"

    def decide_signature(self, s: Situation) -> NDArray[np.int8]:
        """Whether to sign the agreed text."""
        return self.decide(self.signing, self._signature_terms(s), (), "sign_azerbaijan")

    def _signature_terms(self, s: Situation) -> Iterator[Term]:
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        rules = values.mechanisms.signature
        calendar = values.calendar
        outside = np.maximum(world.status_quo, calendar.discount**calendar.foresight * s.war_later)
        yield "sign", "territory", "terms_against_outside_option", s.share - outside
        yield "sign", "territory", "more_to_come", -rules.holding_out * world.appetite * (1.0 - s.share)
        yield "sign", "influence", "sovereignty", -own.sovereignty_cost * s.intrusiveness
        yield "sign", "influence", "western_leverage", self._leverage()
        yield "sign", "reputation", "seen_as_stabiliser", own.status_seeking * (1.0 + world.western_lead)
        yield "sign", "reputation", "deadline", self._deadline(s)
        yield "sign", "economy", "trade", rules.expected_trade * np.ones(world.size)
        yield "sign", "security", "western_foothold", -own.western_foothold * self._foothold()
        yield "sign", "legitimacy", "victory_narrative", -own.victory_narrative * (1.0 - s.terms)
        yield "sign", "legitimacy", "nationalists", -own.opposition * (1.0 - world.preparation)
        yield "sign", "influence", "moscows_eye", -own.russian_approval * positive(world.alignment) * world.western_lead
        yield "sign", "effort", "effort", -own.effort

    def answer_revision(self, s: Situation) -> NDArray[np.int8]:
        """Whether to give way when Armenia demands a revision of the agreement."""
        return self.decide(self.answers, self._revision_terms(s), (), "answer_azerbaijan")

    def _revision_terms(self, s: Situation) -> Iterator[Term]:
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        given = values.mechanisms.crisis.coerced_step * s.share
        yield "yield", "territory", "given_away", -given
        yield "yield", "legitimacy", "victory_narrative", -own.victory_narrative * given
        yield "resist", "security", "skirmish", -values.mechanisms.crisis.skirmish_cost * (1.0 - s.win_unguarded)
        yield "resist", "economy", "lost_trade", -values.mechanisms.integration.loss_weight * world.integration

    def _value_of_progress(self, s: Situation) -> FloatArray:
        """What a whole agreement would add to the value of waiting."""
        return positive(s.durable - s.waiting)

    def _leverage(self) -> FloatArray:
        """Pressure that the West brings to bear in this quarter (dersimonian2023 ¶17)."""
        return self.negotiation.pressure_on_baku

    def _deadline(self, s: Situation) -> FloatArray:
        """Pull of a date by which Baku wants to have something to show (dersimonian2024 ¶14)."""
        rules = self.negotiation.values.mechanisms.signature.deadline
        pull: FloatArray = rules.strength * conditions.deadline_pull(s.quarter, rules.quarter, rules.window)
        return pull

    def _unwelcome(self, s: Situation) -> FloatArray:
        """How unwelcome the western mediators are: they talk of guarantees and press for concessions (dersimonian2024 ¶4)."""
        return self.negotiation.worlds.western_lead * (s.promised + self._leverage())

    def _foothold(self) -> FloatArray:
        """Armenia's western foothold: its orientation, and the arms and training that come with it (fattah2025 ¶19)."""
        world = self.negotiation.worlds
        return positive(world.orientation) * world.support_armenia
