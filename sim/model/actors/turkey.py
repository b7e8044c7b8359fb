"""Turkey: Azerbaijan's ally, which may restrain it and may open its border to Armenia, in step with Baku or ahead of it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.actor import Action, Menu, Obstacle, Term
from sim.model.actors.power import OutsidePower
from sim.model.mechanisms.arrays import FloatArray
from sim.model.world.outlook.situation import Situation


class Turkey(OutsidePower):
    """The ally of Azerbaijan and neighbour of Armenia."""

    key = "turkey"
    label = "Turkey"
    menu = Menu(
        Action("back_azerbaijan", "back", "backs Azerbaijan"),
        Action("restrain_azerbaijan", "restrain", "restrains Azerbaijan"),
        Action("open_in_step", "open", "opens to Armenia in step with Baku"),
        Action("open_ahead", "open", "opens to Armenia ahead of Baku"),
        Action("endorse", "endorse", "endorses the peace"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each posture would bring to Ankara."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        shut_out = situation.exclusion[self.place]
        closed = 1.0 - world.border
        yield "back_azerbaijan", "influence", "kinship", own.kinship
        yield "back_azerbaijan", "territory", "corridor", own.corridor_interest * situation.corridor
        yield (
            "back_azerbaijan",
            "influence",
            "shut_out",
            values.mechanisms.spoilers.exclusion_response.turkey * shut_out,
        )
        yield "restrain_azerbaijan", "security", "war_next_door", own.war_aversion * world.tension
        yield "restrain_azerbaijan", "security", "drawn_into_war", self.danger_of_war(situation)
        yield "restrain_azerbaijan", "reputation", "stabiliser", own.stabiliser
        yield "restrain_azerbaijan", "influence", "kinship", -own.kinship
        for action in ("open_in_step", "open_ahead"):
            yield action, "economy", "trade", own.trade_interest * closed
            yield action, "reputation", "stabiliser", own.stabiliser * closed
            yield action, "legitimacy", "nationalists", -own.opposition * (1.0 - situation.terms)
        yield "open_ahead", "influence", "kinship", -own.kinship * closed
        yield "endorse", "reputation", "stabiliser", own.stabiliser * (1.0 - shut_out)
        yield "endorse", "influence", "seat_at_the_table", own.seat_value * (1.0 - shut_out)
        for action in self.menu.names:
            yield action, "effort", "effort", -own.effort * (action != "back_azerbaijan")

    def obstacles(self, situation: Situation) -> Iterator[Obstacle]:
        """Opening in step needs something to be in step with."""
        moving = situation.signed | situation.text_agreed | (self.negotiation.worlds.progress > 0)
        yield "open_in_step", moving, "Baku is not moving"

    def warmth(self) -> FloatArray:
        """Kinship with Azerbaijan does not change within a history."""
        return self.own.kinship + self.negotiation.worlds.tension * 0.0
