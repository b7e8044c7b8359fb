"""Russia: mediates its own track, backs one rival or the other, spoils or endorses."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.decision import Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    DRAWN_INTO_WAR,
    EFFORT,
    PEACEMAKER,
    RIVAL_TRACK,
    SEAT_AT_THE_TABLE,
    SEEN_AS_SPOILER,
    SHUT_OUT,
    TIES_WITH_BAKU,
    Motive,
)
from sim.model.actors.power import OutsidePower
from sim.model.mechanisms.arrays import positive
from sim.model.world.view import View
from sim.parameters import actions

AXIS = Motive(
    "axis",
    "influence",
    "alignment between Moscow and Baku",
    "actors.{actor}.baku_ties",
    "mechanisms.alignment.initial.russia_azerbaijan",
)
BETRAYED_ALLY = Motive(
    "betrayed_ally", "legitimacy", "the betrayal of an ally, as seen at home", "actors.{actor}.diaspora"
)
KEEP_CLIENT = Motive("keep_client", "influence", "keeping Armenia as a client", "actors.{actor}.keep_client")
LOSES_HEGEMONY = Motive("loses_hegemony", "influence", "blessing somebody else's peace", "actors.{actor}.keep_client")
OWN_PRESENCE = Motive("own_presence", "territory", "its own presence on the ground", "actors.{actor}.territorial_norm")
ROUTES_AROUND_SANCTIONS = Motive(
    "routes_around_sanctions", "economy", "routes around sanctions", "mechanisms.alignment.trade_value"
)
WESTERN_PRESENCE = Motive(
    "western_presence", "security", "a western presence", "mechanisms.spoilers.exclusion_response.{actor}"
)


class Russia(OutsidePower):
    """The former hegemon, distracted but near."""

    key = "russia"
    menu = Menu(*actions.RUSSIA)

    def terms(self, view: View) -> Iterator[Term]:
        """What each posture would bring to Moscow; a distracted Moscow gains less from any of them."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        attention = world.attention[self.place]
        shut_out = seen.guarantees.exclusion[self.place]
        yield "mediate", RIVAL_TRACK, own.rival_track * attention * world.western_lead
        yield "mediate", PEACEMAKER, own.peacemaker * attention
        yield "back_armenia", KEEP_CLIENT, own.keep_client * attention * (1.0 - world.orientation)
        yield "back_armenia", TIES_WITH_BAKU, -own.baku_ties * positive(world.alignment)
        yield "back_azerbaijan", AXIS, own.baku_ties * world.alignment
        yield "back_azerbaijan", ROUTES_AROUND_SANCTIONS, values.mechanisms.alignment.trade_value
        yield "back_azerbaijan", BETRAYED_ALLY, -own.diaspora
        response = values.mechanisms.spoilers.exclusion_response.russia
        promise, exposure = self.spoils(view)
        yield "spoil", SHUT_OUT, response * shut_out * attention * promise
        yield "spoil", WESTERN_PRESENCE, response * seen.guarantees.protection * shut_out * promise
        yield "spoil", SEEN_AS_SPOILER, -values.mechanisms.spoilers.reputation_cost * exposure
        yield "endorse", SEAT_AT_THE_TABLE, own.seat_value * (1.0 - shut_out)
        yield "endorse", DRAWN_INTO_WAR, self.danger_of_war(view)
        yield "endorse", OWN_PRESENCE, own.territorial_norm * seen.guarantees.believed.russian_force
        yield "endorse", LOSES_HEGEMONY, -own.keep_client * world.western_lead
        for action in self.menu.names[1:]:
            yield action, EFFORT, -own.effort
