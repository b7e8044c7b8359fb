"""What the European Union and the United States have in common: mediation, assistance, pressure, guarantees."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.actor import Obstacle, Term
from sim.model.actors.power import OutsidePower
from sim.model.world.outlook.situation import Situation


class WesternPower(OutsidePower):
    """A power that mediates from outside the region."""

    def _common(self, s: Situation) -> Iterator[Term]:
        """Reasons that both western powers have."""
        world, own = self.negotiation.worlds, self.own
        attention = world.attention[self.place]
        asked = own.guarantee_willingness * world.guarantee_demand * attention
        ties, diaspora = -self.ties_with_baku(), own.diaspora * world.fear
        yield "mediate", "reputation", "peacemaker", own.peacemaker * attention
        yield "mediate", "influence", "rival_track", own.rival_track * attention * (1.0 - world.western_lead)
        yield "assist_armenia", "security", "restore_balance", own.balance_interest * s.win * attention
        yield "assist_armenia", "influence", "win_over_yerevan", own.rival_track * world.orientation
        yield "assist_armenia", "legitimacy", "diaspora", diaspora
        yield "assist_armenia", "influence", "ties_with_baku", ties
        yield "offer_guarantees", "security", "asked_for_guarantees", asked
        yield "offer_guarantees", "legitimacy", "diaspora", diaspora
        yield "offer_guarantees", "influence", "ties_with_baku", ties
        yield "offer_guarantees", "effort", "cost_of_guarantees", -own.guarantee_cost
        for action in self.menu.names[1:]:
            yield action, "effort", "effort", -own.effort

    def _press(self, action: str, force: float) -> Iterator[Term]:
        """Reasons to press Baku, in private or in public."""
        world, own = self.negotiation.worlds, self.own
        yield action, "territory", "norm_against_conquest", own.territorial_norm * (world.tension + world.siege) * force
        yield action, "legitimacy", "diaspora", own.diaspora * world.tension
        yield action, "influence", "ties_with_baku", -self.ties_with_baku() * force
        yield action, "effort", "cost_of_pressure", -own.punish_cost * force

    def obstacles(self, situation: Situation) -> Iterator[Obstacle]:
        """A mediator can be refused."""
        world = self.negotiation.worlds
        yield (
            "mediate",
            situation.talks & ~world.refused,
            "Baku refuses western mediators, or nothing is left to mediate",
        )
