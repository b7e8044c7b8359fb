"""Turkey: Azerbaijan's ally, which may restrain it and may open its border to Armenia, in step with Baku or ahead of it."""

from __future__ import annotations

from collections.abc import Iterator

from sim.model.actors.decision import Term
from sim.model.actors.menu import Menu
from sim.model.actors.motives import (
    DRAWN_INTO_WAR,
    EFFORT,
    NATIONALISTS,
    SEAT_AT_THE_TABLE,
    SHUT_OUT,
    TRADE_INTEREST,
    WAR_NEXT_DOOR,
    Motive,
)
from sim.model.actors.power import OutsidePower
from sim.model.world.view import View
from sim.parameters import actions

CORRIDOR = Motive("corridor", "territory", "the corridor", "actors.{actor}.corridor_interest")
KINSHIP = Motive("kinship", "influence", "the special relation between Ankara and Baku", "actors.{actor}.kinship")
STABILISER = Motive("stabiliser", "reputation", "the standing of a stabiliser", "actors.{actor}.stabiliser")


class Turkey(OutsidePower):
    """The ally of Azerbaijan and neighbour of Armenia."""

    key = "turkey"
    menu = Menu(*actions.TURKEY)
    beside = Menu(*actions.TURKEY_BESIDE)

    def terms(self, view: View) -> Iterator[Term]:
        """What each posture would bring to Ankara."""
        world, values, own, seen = view.worlds, view.values, self.own(view), view.outlook
        shut_out = seen.guarantees.exclusion[self.place]
        closed = 1.0 - world.border
        yield "back_azerbaijan", KINSHIP, own.kinship
        yield "back_azerbaijan", CORRIDOR, own.corridor_interest * seen.table.corridor
        yield (
            "back_azerbaijan",
            SHUT_OUT,
            values.mechanisms.spoilers.exclusion_response.turkey * shut_out,
        )
        yield "restrain_azerbaijan", WAR_NEXT_DOOR, own.war_aversion * world.tension
        yield "restrain_azerbaijan", DRAWN_INTO_WAR, self.danger_of_war(view)
        yield "restrain_azerbaijan", STABILISER, own.stabiliser
        yield "restrain_azerbaijan", KINSHIP, -own.kinship
        for action in ("open_in_step", "open_ahead"):
            yield action, TRADE_INTEREST, own.trade_interest * closed
            yield action, STABILISER, own.stabiliser * closed
            yield action, NATIONALISTS, -own.opposition * (1.0 - seen.table.terms)
        yield "open_ahead", KINSHIP, -own.kinship * closed
        yield "endorse", STABILISER, own.stabiliser * (1.0 - shut_out)
        yield "endorse", SEAT_AT_THE_TABLE, own.seat_value * (1.0 - shut_out)
        for action in self.menu.names:
            yield action, EFFORT, -own.effort * (action != "back_azerbaijan")
