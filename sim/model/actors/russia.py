"""Russia: mediates its own track, backs one rival or the other, spoils or endorses."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.model.actors.actor import Action, Menu, Obstacle, Term
from sim.model.actors.power import OutsidePower
from sim.model.mechanisms.arrays import FloatArray, positive
from sim.model.world.outlook.situation import Situation


class Russia(OutsidePower):
    """The former hegemon, distracted but near."""

    key = "russia"
    label = "Russia"
    menu = Menu(
        Action("stand_aside", "aside", "stands aside"),
        Action("mediate", "mediate", "mediates on a track of its own"),
        Action("back_armenia", "back", "backs Armenia"),
        Action("back_azerbaijan", "back", "backs Azerbaijan"),
        Action("spoil", "spoil", "works against the peace"),
        Action("endorse", "endorse", "endorses the peace"),
    )

    def terms(self, situation: Situation) -> Iterator[Term]:
        """What each posture would bring to Moscow; a distracted Moscow gains less from any of them."""
        world, values, own = self.negotiation.worlds, self.negotiation.values, self.own
        attention = world.attention[self.place]
        shut_out = situation.exclusion[self.place]
        yield "mediate", "influence", "rival_track", own.rival_track * attention * world.western_lead
        yield "mediate", "reputation", "peacemaker", own.peacemaker * attention
        yield "back_armenia", "influence", "keep_client", own.keep_client * attention * (1.0 - world.orientation)
        yield "back_armenia", "influence", "ties_with_baku", -own.baku_ties * positive(world.alignment)
        yield "back_azerbaijan", "influence", "axis", own.baku_ties * world.alignment
        yield "back_azerbaijan", "economy", "routes_around_sanctions", values.mechanisms.alignment.trade_value
        yield "back_azerbaijan", "legitimacy", "betrayed_ally", -own.diaspora
        response = values.mechanisms.spoilers.exclusion_response.russia
        yield "spoil", "influence", "shut_out", response * shut_out * attention
        yield "spoil", "security", "western_presence", response * situation.protection * shut_out
        yield "spoil", "reputation", "seen_as_spoiler", -values.mechanisms.spoilers.reputation_cost
        yield "endorse", "influence", "seat_at_the_table", own.seat_value * (1.0 - shut_out)
        yield "endorse", "security", "drawn_into_war", self.danger_of_war(situation)
        yield "endorse", "territory", "own_presence", own.territorial_norm * situation.believed.russian_force
        yield "endorse", "influence", "loses_hegemony", -own.keep_client * world.western_lead
        for action in self.menu.names[1:]:
            yield action, "effort", "effort", -own.effort

    def obstacles(self, situation: Situation) -> Iterator[Obstacle]:
        """There is nothing to mediate once an agreement is in force."""
        yield "mediate", situation.talks, "there is nothing left to mediate"

    def warmth(self) -> FloatArray:
        """Warmth towards Baku is the alignment of the two."""
        return np.asarray(self.negotiation.worlds.alignment)
