"""Iran: wary of a corridor along its border, and of being shut out."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.decision import Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    DRAWN_INTO_WAR,
    EFFORT,
    SEAT_AT_THE_TABLE,
    SEEN_AS_SPOILER,
    SHUT_OUT,
    TRADE_INTEREST,
    WAR_NEXT_DOOR,
    Motive,
)
from sim.model.actors.power import OutsidePower
from sim.model.world.view import View
from sim.parameters import actions

CORRIDOR = Motive(
    "corridor",
    "territory",
    "the corridor",
    "mechanisms.spoilers.corridor_response",
    "mechanisms.spoilers.corridor_threshold",
)


class Iran(OutsidePower):
    """The southern neighbour of both rivals."""

    key = "iran"
    menu = Menu(*actions.IRAN)

    def terms(self, view: View) -> Iterator[Term]:
        """What each posture would bring to Tehran."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        rules = values.mechanisms.spoilers
        shut_out = seen.guarantees.exclusion[self.place]
        yield "deter_corridor", CORRIDOR, rules.corridor_response * seen.table.corridor
        yield "deter_corridor", WAR_NEXT_DOOR, own.war_aversion * world.tension
        yield "deter_corridor", TRADE_INTEREST, -own.trade_interest
        promise, exposure = self.spoils(view)
        yield "spoil", SHUT_OUT, rules.exclusion_response.iran * shut_out * promise
        yield "spoil", CORRIDOR, rules.corridor_response * seen.table.corridor * shut_out * promise
        yield "spoil", SEEN_AS_SPOILER, -rules.reputation_cost * exposure
        yield "endorse", TRADE_INTEREST, own.trade_interest * world.integration
        yield "endorse", SEAT_AT_THE_TABLE, own.seat_value * (1.0 - shut_out)
        yield "endorse", DRAWN_INTO_WAR, self.danger_of_war(view)
        yield "endorse", CORRIDOR, -rules.corridor_response * seen.table.corridor
        for action in self.menu.names[1:]:
            yield action, EFFORT, -own.effort
