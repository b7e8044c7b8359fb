"""Iran: wary of a corridor along its border, and of being shut out."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.actor import Action, Menu, Term
from sim.model.actors.power import OutsidePower
from sim.model.world.outlook.situation import Situation


class Iran(OutsidePower):
    """The southern neighbour of both rivals."""

    key = "iran"
    label = "Iran"
    menu = Menu(
        Action("stand_aside", "aside", "stands aside"),
        Action("deter_corridor", "deter", "deters a corridor along its border"),
        Action("spoil", "spoil", "works against the peace"),
        Action("endorse", "endorse", "endorses the peace"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each posture would bring to Tehran."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        rules = values.mechanisms.spoilers
        shut_out = situation.exclusion[self.place]
        yield "deter_corridor", "territory", "corridor", rules.corridor_response * situation.corridor
        yield "deter_corridor", "security", "war_next_door", own.war_aversion * world.tension
        yield "deter_corridor", "economy", "trade", -own.trade_interest
        yield "spoil", "influence", "shut_out", rules.exclusion_response.iran * shut_out
        yield "spoil", "territory", "corridor", rules.corridor_response * situation.corridor * shut_out
        yield "spoil", "reputation", "seen_as_spoiler", -rules.reputation_cost
        yield "endorse", "economy", "trade", own.trade_interest * world.integration
        yield "endorse", "influence", "seat_at_the_table", own.seat_value * (1.0 - shut_out)
        yield "endorse", "security", "drawn_into_war", self.danger_of_war(situation)
        yield "endorse", "territory", "corridor", -rules.corridor_response * situation.corridor
        for action in self.menu.names[1:]:
            yield action, "effort", "effort", -own.effort
